"""Two engines on one database, with stores of their own: what one has in hand the other one respects."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.core.effects import Say
from bot.core.events import Commanded, Key
from bot.ports import StoreError
from bot.storage import open_store, upgrade
from tests.core.base import KEY, NOON
from tests.engine.fakes import RULES, FixedClock, Recorder, engine
from tests.waiting import until

if TYPE_CHECKING:
    from pathlib import Path

    from bot.core.effects import Carried
    from bot.engine.engine import Engine

MINUTE = timedelta(minutes=1)


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database with our tables: on SQLite `bot tickets reply` is the other process."""
    if request.param == "postgres":
        made: str = request.getfixturevalue("make_database")()
        return made
    upgrade(f"sqlite:///{tmp_path}/bot.db")
    return f"sqlite:///{tmp_path}/bot.db"


class Chat(Recorder):
    """What a user sees, whichever process says it; a process may hang in the middle of it."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = asyncio.Event()
        self.gate.set()
        self.hanging = 0

    async def deliver(self, key: Key, effect: Carried) -> None:
        self.hanging += 1
        await self.gate.wait()
        self.hanging -= 1
        await super().deliver(key, effect)

    @property
    def heads(self) -> list[str]:
        return [effect.head[:3] for _, effect in self.delivered if isinstance(effect, Say)]


def ask(number: int, key: Key = KEY) -> Commanded:
    return Commanded(f"{key.chat}-{number}", key, NOON, "code", ("502", "403")[number % 2])


def two(url: str, clock: FixedClock | None = None) -> tuple[Engine, Engine]:
    one, other = (engine(open_store(url, lease=RULES.lease), clock=clock) for _ in range(2))
    return one, other


async def close(*engines: Engine) -> None:
    for one in engines:
        await one.close()
        await one._store.close()  # noqa: SLF001 -- ours


def test_a_reply_waits_for_the_one_before_it_that_another_process_has_in_hand(url: str) -> None:
    async def run() -> None:
        one, other = two(url)
        chat = Chat()
        slow = Chat()
        slow.delivered = chat.delivered
        slow.gate.clear()
        saying = asyncio.create_task(one.handle(ask(0), slow))
        await until(lambda: slow.hanging)
        later = [asyncio.create_task(other.handle(ask(number), chat)) for number in (1, 2)]
        await asyncio.sleep(0.2)
        assert chat.heads == []
        slow.gate.set()
        assert await asyncio.gather(saying, *later) == [True] * 3
        assert chat.heads == ["502", "403", "502"]
        await close(one, other)

    asyncio.run(run())


def test_what_waited_too_long_is_tried_again_and_another_conversation_never_waits(url: str) -> None:
    async def run() -> None:
        one, other = two(url)
        chat, slow = Chat(), Chat()
        slow.delivered = chat.delivered
        slow.gate.clear()
        saying = asyncio.create_task(one.handle(ask(0), slow))
        await until(lambda: slow.hanging)
        posted = await other.accept(ask(1), chat)
        await other._deliverer.deliver(posted or (), chat, patience=0.1)  # noqa: SLF001 -- so that we need not wait
        assert chat.heads == []
        await other.resume(KEY.platform, NOON, chat)
        assert chat.heads == []
        await other.handle(ask(1, Key(KEY.platform, "b", "b")), chat)
        assert chat.heads == ["403"]
        slow.gate.set()
        await saying
        await other.resume(KEY.platform, NOON, chat)
        assert chat.heads == ["403", "502", "403"]
        await close(one, other)

    asyncio.run(run())


def test_rows_of_a_process_that_died_are_taken_over_once_and_in_order(url: str) -> None:
    async def run() -> None:
        clock = FixedClock()
        gone, idle = two(url, clock)
        for number in range(3):
            assert await gone.accept(ask(number), Recorder())  # it dies before it says anything
        await close(gone, idle)
        one, other = two(url, clock)
        chat = Chat()
        assert await other.accept(ask(3), chat)  # the user goes on, and this one does not come to say it
        assert await one.resume(KEY.platform, clock.time, chat) == 0
        clock.time += 2 * MINUTE
        counts = await asyncio.gather(*(each.resume(KEY.platform, clock.time, chat) for each in (one, other)))
        assert sorted(counts) == [0, 4]
        assert chat.heads == ["502", "403", "502", "403"]
        clock.time += 2 * MINUTE
        assert await one.resume(KEY.platform, clock.time, chat) == 0
        await close(one, other)

    asyncio.run(run())


def test_a_reply_that_could_not_be_marked_is_marked_later_and_not_said_again(url: str) -> None:
    async def run() -> None:
        one, other = two(url)
        chat, store = Chat(), one._store  # noqa: SLF001 -- made to fail
        real = store.sent
        failed: list[list[int]] = []

        async def sent(ids: list[int], *rest: object) -> None:
            if not failed:
                failed.append(ids)
                raise StoreError("the database is away")
            await real(ids, *rest)  # type: ignore[arg-type]

        store.sent = sent  # type: ignore[method-assign, assignment]
        with pytest.raises(StoreError):
            await one.handle(ask(0), chat)
        later = asyncio.create_task(other.deliver(await other.accept(ask(1), chat) or (), chat))
        await one.handle(ask(2), chat)
        await later
        assert chat.heads == ["502", "403", "502"]
        await close(one, other)

    asyncio.run(run())
