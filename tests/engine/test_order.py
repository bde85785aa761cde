"""Replies leave in the order of their events, whatever is left from before, and none while its lease may be over."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.core.effects import Card, Relay, Say
from bot.core.events import Commanded, Key, Wrote
from bot.ports import StoreError
from tests.core.base import KEY, NOON
from tests.engine.fakes import RULES, FixedClock, MemoryStore, Recorder, engine
from tests.waiting import until

if TYPE_CHECKING:
    from bot.core.effects import Carried

OTHER = Key(KEY.platform, "other", "other")


def ask(number: int, key: Key = KEY) -> Commanded:
    return Commanded(f"{key.chat}-{number}", key, NOON, "code", ("502", "403")[number % 2])


class Slow(Recorder):
    """A channel that takes its time."""

    async def deliver(self, key: Key, effect: Carried) -> None:
        await asyncio.sleep(0.01)
        await super().deliver(key, effect)


def heads(channel: Recorder, key: Key) -> list[str]:
    return [effect.head[:3] for where, effect in channel.delivered if where == key and isinstance(effect, Say)]


def test_what_a_crash_left_comes_before_what_is_asked_now() -> None:
    async def run() -> None:
        store, down, channel = MemoryStore(), Recorder(), Slow()
        down.down = True
        before = engine(store)
        for key in (KEY, OTHER):
            await before.handle(ask(0, key), down)
        here = engine(store)
        resuming = asyncio.create_task(here.resume(KEY.platform, NOON, channel, orphans=True))
        await asyncio.sleep(0.005)
        await asyncio.gather(*(here.handle(ask(1, key), channel) for key in (KEY, OTHER)))
        assert await resuming == 2
        assert heads(channel, KEY) == heads(channel, OTHER) == ["502", "403"]
        assert store.outbox == {}

    asyncio.run(run())


def test_what_a_dead_process_left_goes_first_for_who_waits_for_it() -> None:
    async def run() -> None:
        store, down, channel = MemoryStore(), Recorder(), Recorder()
        store.others = down.down = True
        await engine(store).handle(ask(0), down)
        here = engine(store)
        asked = asyncio.create_task(here.handle(ask(1), channel))  # waits for what another process has in hand
        await asyncio.sleep(0.01)
        assert channel.delivered == []
        async with asyncio.timeout(2):  # sooner than it would be tired of waiting
            await here.resume(KEY.platform, NOON, down, orphans=True)
            await asked
        assert heads(channel, KEY) == ["502", "403"]
        assert store.outbox == {}

    asyncio.run(run())


def test_what_is_delivered_while_everything_is_taken_goes_once() -> None:
    async def run() -> None:
        store, begun, go_on = MemoryStore(), asyncio.Event(), asyncio.Event()

        class Paused(Recorder):
            async def deliver(self, key: Key, effect: Carried) -> str | None:
                begun.set()
                await go_on.wait()
                return await super().deliver(key, effect)

        here, channel = engine(store), Paused()
        asked = asyncio.create_task(here.handle(ask(0), channel))
        await begun.wait()
        resuming = asyncio.create_task(here.resume(KEY.platform, NOON, channel, orphans=True))
        await asyncio.sleep(0.01)
        go_on.set()
        assert await resuming == 1
        await asked
        assert heads(channel, KEY) == ["502"]

    asyncio.run(run())


def test_a_reply_whose_lease_is_over_is_left_to_who_takes_it_next() -> None:
    async def run() -> None:
        store, channel, clock = MemoryStore(), Recorder(), FixedClock()
        here = engine(store, clock=clock)
        channel.down = True
        await here.handle(ask(0), channel)
        channel.down = False
        clock.time += timedelta(seconds=45)  # a delivery may take some time, and must end within the minute
        assert await here.resume(KEY.platform, clock.time, channel) == 0
        assert channel.delivered == []
        assert await here.resume(KEY.platform, clock.time, channel, orphans=True) == 1
        assert heads(channel, KEY) == ["502"]

    asyncio.run(run())


def test_lanes_do_not_wait_for_each_other_and_each_keeps_its_order() -> None:
    async def run() -> None:
        store, slow, team = MemoryStore(), asyncio.Event(), Recorder()

        class Paused(Recorder):
            async def deliver(self, key: Key, effect: Carried) -> str | None:
                await slow.wait()
                return await super().deliver(key, effect)

        here, user = engine(store, replace(RULES, tickets=True, desks=(KEY.platform,))), Paused()
        here.attach(f"{KEY.platform}-desk", team)
        for number, text in enumerate(("error 403 in tivimate on all channels on fire tv", "talk to a human", "Today")):
            await here.accept(Wrote(str(number), KEY, NOON, text), user)
        begun = [
            asyncio.create_task(here.handle(Wrote(f"send{number}", KEY, NOON, text), user))
            for number, text in enumerate(("Send", "line 1", "line 2"))
        ]

        def lines() -> list[str]:
            return [effect.text for _, effect in team.delivered if isinstance(effect, Relay)]

        await until(lambda: len(lines()) >= 2)
        assert user.delivered == []
        assert lines() == ["line 1", "line 2"]
        assert isinstance(team.delivered[0][1], Card)
        slow.set()
        await asyncio.gather(*begun)

    asyncio.run(run())


def test_what_waits_long_keeps_its_order() -> None:
    async def run() -> None:
        store, channel, clock = MemoryStore(), Recorder(), FixedClock()
        here = engine(store, clock=clock)
        channel.down = True
        await here.handle(ask(0), channel)
        clock.time += timedelta(seconds=30)
        await here.handle(ask(1), channel)
        channel.down = False
        clock.time += timedelta(seconds=15)  # nobody may begin the first one any more, nor take it
        await here.resume(KEY.platform, clock.time, channel)
        assert channel.delivered == []
        clock.time += timedelta(seconds=16)
        await here.resume(KEY.platform, clock.time, channel, orphans=True)
        assert heads(channel, KEY) == ["502", "403"]

    asyncio.run(run())


def test_what_waits_for_longer_than_a_lease_stays_here() -> None:
    async def run() -> None:
        store, channel, clock = MemoryStore(), Recorder(), FixedClock()
        here = engine(store, clock=clock)
        channel.down = True
        for number in range(30):
            if number % 12 == 0:
                await here.handle(ask(number // 12), channel)
            clock.time += timedelta(seconds=5)
            await here.resume(KEY.platform, clock.time, channel)
        channel.down = False
        await here.resume(KEY.platform, clock.time, channel)
        assert heads(channel, KEY) == ["502", "403", "502"]

    asyncio.run(run())


def test_what_another_process_took_meanwhile_is_waited_for() -> None:
    class Elsewhere(MemoryStore):
        async def is_behind(self, row: int) -> bool:
            return row > 1 and 1 in self.outbox

    async def run() -> None:
        store, channel, clock = Elsewhere(), Recorder(), FixedClock()
        here = engine(store, clock=clock)
        channel.down = True
        await here.handle(ask(0), channel)
        clock.time += timedelta(seconds=50)
        await here.handle(ask(1), channel)
        channel.down = False
        clock.time += timedelta(seconds=15)
        await here.resume(KEY.platform, clock.time, channel)
        assert channel.delivered == []  # the first one is somebody else's now
        await store.sent([1], clock.time)
        await here.resume(KEY.platform, clock.time, channel)
        assert heads(channel, KEY) == ["403"]

    asyncio.run(run())


def test_a_lease_that_ends_on_the_way_leaves_the_rest() -> None:
    async def run() -> None:
        store, clock = MemoryStore(), FixedClock()
        here, down = engine(store, clock=clock), Recorder()
        down.down = True
        for number in range(3):
            await here.handle(ask(number), down)

        class Late(Recorder):
            async def deliver(self, key: Key, effect: Carried) -> None:
                clock.time += timedelta(seconds=50)
                await super().deliver(key, effect)

        late = Late()
        await here.resume(KEY.platform, clock.time, late)
        assert heads(late, KEY) == ["502"]
        assert len(store.outbox) == 2

    asyncio.run(run())


def test_each_reply_is_marked_before_the_next_is_sent() -> None:
    async def run() -> None:
        store, down = MemoryStore(), Recorder()
        here = engine(store)
        down.down = True
        for number in range(3):
            await here.handle(ask(number), down)
        left: list[int] = []

        class Counting(Recorder):
            async def deliver(self, key: Key, effect: Carried) -> None:
                left.append(len(store.outbox))
                await super().deliver(key, effect)

        await here.resume(KEY.platform, NOON, Counting())
        assert left == [3, 2, 1]

    asyncio.run(run())


def test_a_database_that_is_away_does_not_keep_other_conversations_from_their_replies() -> None:
    async def run() -> None:
        store, down, channel = MemoryStore(), Recorder(), Recorder()
        here = engine(store)
        down.down = True
        for key in (KEY, OTHER):
            await here.handle(ask(0, key), down)
        real, calls = store.sent, []

        async def sent(ids: list[int], at: object, relayed: object) -> None:
            assert relayed == ()
            calls.append(ids)
            if len(calls) == 1:
                raise StoreError("away")
            await real(ids, NOON)
            assert at

        store.sent = sent  # type: ignore[method-assign, assignment]
        with pytest.raises(StoreError, match="away"):
            await here.resume(KEY.platform, NOON, channel)
        assert heads(channel, KEY) == heads(channel, OTHER) == ["502"]

    asyncio.run(run())
