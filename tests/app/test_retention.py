from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.app import retention
from bot.ports import StoreError
from tests.engine.fakes import FixedClock

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    import pytest

KEEP = timedelta(days=30)


class Purged:
    """A store whose purges end as they are told to."""

    def __init__(self, *ends: Mapping[str, int] | Exception | None) -> None:
        self.ends = list(ends)

    async def purge(self, now: datetime, keep: timedelta, *, dry: bool = False) -> Mapping[str, int] | None:
        assert now.tzinfo
        assert not dry
        assert keep == KEEP
        end = self.ends.pop(0)
        if isinstance(end, Exception):
            raise end
        return end


def test_it_is_done_again_sooner_after_a_failure(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    store = Purged(StoreError("the disk is full"), None, {"transcript lines": 3, "event ids": 0}, {"event ids": 0})
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        if not store.ends:
            raise asyncio.CancelledError

    monkeypatch.setattr(asyncio, "sleep", sleep)

    async def main() -> None:
        task = asyncio.create_task(retention.tidy_daily(store, FixedClock(), KEEP))
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(main())
    assert slept == [3600, 86400, 86400, 86400]
    assert [record.message for record in caplog.records] == [
        "retention did not come to its end: the disk is full",
        "retention: another process is at it",
        "retention deleted 3 transcript lines",
    ]
