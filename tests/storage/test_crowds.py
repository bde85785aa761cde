"""Many at once, in one process and in several, some of them killed."""

from __future__ import annotations

import asyncio
import random
import time
from typing import TYPE_CHECKING

from bot.core.events import Key
from bot.core.limits import Bucket, Limit
from bot.ports import Saved
from tests.storage.parts import ANNA, MINUTE, NOW, count_once, keep
from tests.storage.worker import LIMIT, ended, go, start

if TYPE_CHECKING:
    from bot.ports import Loaded
    from tests.storage.conftest import Database


def test_fifty_in_flight_keep_the_order_of_each_conversation(stores: Database) -> None:
    keys = [Key("t", str(n), str(n)) for n in range(7)]

    async def dialogue() -> None:
        store = stores.open()
        for first in range(0, 250, 50):
            turns = [
                store.turn(keys[n % 7], str(n), NOW, keys[n % 7].user, keep(lines=(str(n),)))
                for n in range(first, first + 50)
            ]
            assert all(answer == [] for answer in await asyncio.gather(*turns))
        for index, key in enumerate(keys):
            spoken = await store.transcript(key)
            assert [line.line.text for line in spoken] == [str(n) for n in range(250) if n % 7 == index]
        await store.close()

    asyncio.run(dialogue())


def test_no_turn_sees_an_old_state_when_two_processes_share_a_conversation(stores: Database) -> None:
    async def dialogue() -> None:
        one, two = stores.open(), stores.open()
        turns = [(one, two)[n % 2].turn(ANNA, str(n), NOW, "anna", keep(says=("x",))) for n in range(100)]
        await asyncio.gather(*turns)
        await one.close()
        await two.close()

    asyncio.run(dialogue())
    assert stores.sql("SELECT state FROM conversation") == [('{"n":100}',)]


def test_two_chats_of_a_user_share_a_bucket_exactly(stores: Database) -> None:
    async def dialogue() -> None:
        one, two = stores.open(), stores.open()
        takes = [
            (one, two)[n % 2].turn(Key("t", str(n % 10), "anna"), str(n), NOW, "anna", count_once("text", LIMIT))
            for n in range(60)
        ]
        await asyncio.gather(*takes)
        await one.close()
        await two.close()

    asyncio.run(dialogue())
    assert stores.count("transcript", "text = 'admitted'") == LIMIT.burst
    assert stores.count("transcript", "text = 'refused'") == 60 - LIMIT.burst


def test_kinds_that_change_at_once_do_not_overwrite_each_other(stores: Database) -> None:
    endless = Limit(1_000, 1)

    async def dialogue() -> None:
        one, two = stores.open(), stores.open()
        takes = [
            (one, two)[n % 2].turn(Key("t", str(n), "anna"), str(n), NOW, "anna", count_once(f"kind {n % 3}", endless))
            for n in range(60)
        ]
        await asyncio.gather(*takes)

        def compare(loaded: Loaded) -> Saved:
            assert loaded.buckets == {f"kind {n}": Bucket(NOW.timestamp() + 20, 0) for n in range(3)}
            return Saved(None)

        await one.turn(ANNA, "last", NOW, "anna", compare)
        await one.close()
        await two.close()

    asyncio.run(dialogue())


def test_four_processes_admit_exactly_twenty_although_some_are_killed(stores: Database) -> None:
    processes = [start("takes", stores.url, name, 50) for name in "abcd"]
    for process in processes:
        go(process)
    # Two die at different moments in the middle of their work, one of them surely after it began.
    assert processes[0].stdout is not None
    processes[0].stdout.readline()
    processes[0].kill()
    time.sleep(random.Random().uniform(0, 0.05))  # noqa: S311 - any moment will do
    processes[1].kill()
    said = [ended(process) for process in processes]
    assert [len(lines) for lines in said[2:]] == [50, 50]
    admitted, refused = (stores.count("transcript", f"text = '{what}'") for what in ("admitted", "refused"))
    assert admitted == LIMIT.burst
    assert admitted + refused == stores.count("event") >= sum(map(len, said))


def test_kill_loses_no_committed_turn_and_applies_none_twice(stores: Database) -> None:
    said: list[str] = []
    for round_ in "ab":
        process = start("talks", stores.url, round_)
        go(process)
        if round_ == "a":  # however busy the machine is, something was said
            assert process.stdout
            said.append(process.stdout.readline().rstrip())
        time.sleep(random.Random().uniform(0.05, 0.4))  # noqa: S311 - any moment will do
        process.kill()
        said += ended(process)

    async def dialogue() -> None:
        store = stores.open()
        kept: list[str] = []
        for chat in [f"{round_}{n}" for round_ in "ab" for n in range(3)]:
            texts = [spoken.line.text for spoken in await store.transcript(Key("t", chat, chat))]
            assert texts == [f"{chat}-{n}" for n in range(len(texts))]  # in order, none missing, none twice
            kept += texts
        assert said
        assert set(said) <= set(kept)
        assert len(kept) - len(said) <= 2 * 3  # what was in flight when it was killed
        # The platform delivers everything again: nothing is applied twice.
        for event in kept:
            chat = event.partition("-")[0]
            assert await store.turn(Key("t", chat, chat), event, NOW, chat, keep()) is None
        waiting = await store.take("t", NOW, MINUTE, orphans=True)
        assert {row.parcel.body["text"] for row in waiting} <= set(kept)
        await store.close()

    asyncio.run(dialogue())
    assert stores.count("event") == stores.count("transcript") == stores.count("outbox")
