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

    async def may(self, who: str = "anna", *, quiet: bool = False) -> bool:
        try:
            async with self.slot(who, quiet=quiet):
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
        assert len(sent) > 400 / WINDOW * (MOST - 1) * 0.9
        assert max(waits) < 9

    paced(work)


def test_what_can_wait_leaves_room_but_does_not_wait_for_ever() -> None:
    async def work(pace: Clocked) -> None:
        begun, quiet, loud = pace.time, 0, 0
        while pace.time < begun + 45:
            quiet += await pace.may("bob", quiet=True)
            pace.time += 0.25
        assert 10 <= quiet <= 12
        while pace.time < begun + 60:  # now users write all the time
            loud += await pace.may()
            quiet += await pace.may("bob", quiet=True)
            pace.time += 0.25
        assert loud >= 4
        before = quiet
        while pace.time < begun + 120:
            loud += await pace.may()
            quiet += await pace.may("bob", quiet=True)
            pace.time += 0.25
        assert 1 <= quiet - before <= 8
        assert loud > 12

    paced(work)


def test_who_has_waited_longest_is_next_and_who_does_not_come_back_holds_up_nobody() -> None:
    async def work(pace: Clocked) -> None:
        while await pace.may():
            pass
        pace.time += 1
        assert not await pace.may("bob")
        pace.time += 4
        assert not await pace.may("bob")  # there is room, but anna was first
        assert await pace.may()
        assert not await pace.may()  # now it is bob's turn
        pace.time += 4
        assert not await pace.may()
        assert await pace.may("bob")
        assert not await pace.may("carl")
        assert not await pace.may("anna")
        pace.time += 8  # carl and anna are gone
        assert await pace.may("dora")

    paced(work)


def test_what_belongs_together_goes_together_and_one_is_kept_free_for_it() -> None:
    async def work(pace: Clocked) -> None:
        while pace.time < 1050:
            await pace.may()
            pace.time += 0.25
        with pace.delivery():
            while not await pace.may("bob"):
                pace.time += 0.25
            count = len(pace._ended)  # noqa: SLF001 -- what is left of the limit
            assert [await pace.may("bob") for _ in range(MOST - count + 1)] == [True] * (MOST - count) + [False]
        assert not await pace.may("anna")

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
            async with pace.slot("anna", quiet=False):
                await gate.wait()

        under_way = [asyncio.create_task(slow()) for _ in range(6)]
        await asyncio.sleep(0)
        assert not await pace.may()
        gate.set()
        await asyncio.gather(*under_way)
        pace.time += WINDOW
        with pytest.raises(ValueError, match="lost"):
            async with pace.slot("anna", quiet=False):
                raise ValueError("lost")
        assert len(pace._ended) == 1  # noqa: SLF001 -- what the server may have counted

    paced(work)
