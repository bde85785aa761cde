"""The short form: everything that can go wrong, on both databases, in some seconds. The long form: `tests.faults`."""

from __future__ import annotations

import asyncio
from itertools import islice
from typing import TYPE_CHECKING

import pytest

from tests.faults.plan import long, people, short
from tests.faults.runner import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.postgres import PostgresServer

SEED = 7


@pytest.mark.timeout(300)
def test_on_sqlite(tmp_path: Path) -> None:
    report = asyncio.run(run(short(SEED, "sqlite"), tmp_path))
    assert not report.wrong, str(report)


@pytest.mark.timeout(300)
def test_on_postgres(tmp_path: Path, make_database: Callable[[], str], postgres: PostgresServer) -> None:
    report = asyncio.run(run(short(SEED, "postgres"), tmp_path, make_database(), postgres))
    assert not report.wrong, str(report)


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
def test_a_seed_says_what_is_going_to_happen(database: str) -> None:
    for draw in (short, lambda seed, name: long(seed, 10, name)):
        one, again, other = draw(SEED, database), draw(SEED, database), draw(SEED + 1, database)
        assert str(one) == str(again) != str(other)
        assert list(islice(people(one), 20)) == list(islice(people(again), 20)) != list(islice(people(other), 20))
    whole = long(SEED, 10, database)
    assert sum(trouble.what == "kill" for trouble in whole.troubles) == 100
    assert sum(trouble.what == "postgres" for trouble in whole.troubles) == (10 if database == "postgres" else 0)
