"""The shipped table of weights: it is small, whole, and was trained on the knowledge as it is."""

from __future__ import annotations

from bot.core.matching.table import Table
from bot.library.compiled import learned
from bot.shipped import folder
from tests.bench.lessons import lessons, mark
from tests.shipped import base


def test_the_table_is_fresh() -> None:
    data = learned(folder("knowledge"))()
    assert len(data) < 1.5 * 1024 * 1024
    assert Table(data).digest == mark(lessons(base())), "lines of the knowledge have changed: run `make train`"
    assert set(base().index["places"]) <= set(Table(data).names)
