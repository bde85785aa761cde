"""Two replicas, one PostgreSQL, many people at once.

`python -m tests.bench replicas` does it with processes, and kills them.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.channels.telegram.crowd import Books, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.untraced
def test_limits_order_and_the_panels_budgets_hold_over_two_replicas(
    tmp_path: Path, make_database: Callable[..., str]
) -> None:
    books = asyncio.run(run(tmp_path, make_database(), users=200, written=3, processes=False))
    assert books == Books()
