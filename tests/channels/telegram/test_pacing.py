from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.channels.telegram.pacing import MOST, WINDOW, Pace
from bot.ports import BusyError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


class Clocked(Pace):
    """A pace whose clock the test moves."""

    time = 1000.0

    def _now(self) -> float:  # type: ignore[override]
        return self.time

    async def may(self, *, quiet: bool = False) -> bool:
        try:
            async with self.slot(quiet=quiet):
                return True
        except BusyError:
            return False


def paced(work: Callable[[Clocked], Awaitable[None]]) -> None:
    async def run() -> None:
        await work(Clocked())

    asyncio.run(run())


def test_never_more_than_the_limit_in_any_window_and_nobody_waits_long() -> None:
    async def work(pace: Clocked) -> None:
        sent, waits = [], []
        last = pace.time
        while pace.time < 1400:
            if await pace.may():
                waits.append(pace.time - last)
                last = pace.time
                sent.append(pace.time)
            else:
                pace.time += 0.25
        assert all(later - early >= WINDOW for early, later in zip(sent, sent[MOST:], strict=False))
        assert len(sent) > 400 / WINDOW * MOST * 0.9
        assert max(waits) < 7

    paced(work)


def test_what_can_wait_leaves_room_but_does_not_wait_for_ever() -> None:
    async def work(pace: Clocked) -> None:
        assert [await pace.may(quiet=True) for _ in range(11)] == [True] * 10 + [False]
        pace.time += 10
        assert await pace.may()
        assert not await pace.may(quiet=True)
        for _ in range(200):  # users write all the time
            pace.time += 0.25
            await pace.may()
            if await pace.may(quiet=True):
                break
        assert 1020 < pace.time < 1045

    paced(work)


def test_who_is_sent_away_may_come_back_when_it_is_told() -> None:
    async def work(pace: Clocked) -> None:
        assert pace.next_end() is None
        while await pace.may():
            pass
        assert pace.woken.is_set()
        end = pace.next_end()
        assert end
        assert pace.next_end() is None
        pace.time += end
        assert await pace.may()
        while not await pace.may():
            pace.time += pace.next_end() or 0.01

    paced(work)


def test_what_is_under_way_counts_and_so_does_what_failed() -> None:
    async def work(pace: Clocked) -> None:
        gate = asyncio.Event()

        async def slow() -> None:
            async with pace.slot(quiet=False):
                await gate.wait()

        under_way = [asyncio.create_task(slow()) for _ in range(10)]
        await asyncio.sleep(0)
        assert not await pace.may()
        gate.set()
        await asyncio.gather(*under_way)
        pace.time += WINDOW
        with pytest.raises(ValueError, match="lost"):
            async with pace.slot(quiet=False):
                raise ValueError("lost")
        assert len(pace._ended) == 1  # noqa: SLF001 -- what the server may have counted

    paced(work)
