"""What was kept long enough goes, in batches; nothing else does."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest

from bot.core.events import Key
from bot.core.limits import Bucket
from bot.ports import Line, Parcel, Saved, StoreError
from bot.storage import locks, retention
from bot.storage.store import DatabaseStore
from tests.storage.parts import ANNA, BOB, DISCORD, MINUTE, NOW, keep
from tests.storage.test_forget import found

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.ports import Json, Loaded
    from tests.storage.conftest import Database

DAY = timedelta(days=1)
MONTH = 30 * DAY
LATER = NOW + 31 * DAY
NOTHING = dict.fromkeys(
    (*(sweep.name for sweep in retention.sweeps(NOW, MONTH)), retention.LIMITS),
    0,
)


def full(check: str, *, due: float = 0.0) -> Callable[[Loaded], Saved]:
    """A turn that leaves a row in every table."""
    return lambda _: Saved(
        {"n": 1},
        {"message": Bucket(due)},
        [Line("user", "OLDWORDS")],
        [Parcel("say", {"text": "OLDWORDS"})],
        check=check,
    )


def over(check: str) -> Callable[[Loaded], Saved]:
    return lambda _: Saved({"n": 2}, checked=(check, {"verdict": "active"}))


def noted(name: str) -> Callable[[Mapping[str, Json]], tuple[Mapping[str, Json], None]]:
    return lambda _: ({name: {"x": 1}}, None)


async def fill(store: DatabaseStore) -> None:
    """Anna was here a month ago only, Bob then and now, and Discord's Anna now."""
    for n, (key, at) in enumerate([(ANNA, NOW), (BOB, NOW), (BOB, LATER), (DISCORD, LATER)]):
        due = (LATER + MINUTE).timestamp() if at == LATER else NOW.timestamp()
        posted = await store.turn(key, f"{n}", at, f"{key.platform}:{key.user}", full(f"check:{n}", due=due))
        assert posted
        await store.sent([posted[0].id], at)
        await store.turn(key, f"{n} over", at, f"{key.platform}:{key.user}", over(f"check:{n}"))
    for name, at in (("old", NOW), ("new", LATER)):
        await store.ledger([name], at, noted(name))


def test_what_is_old_goes_and_what_is_new_stays(stores: Database) -> None:
    async def dialogue() -> None:
        store = stores.open()
        await fill(store)
        expected = {
            "transcript lines": 2,
            "sent replies": 2,
            "account checks": 2,
            "tickets": 0,
            "event ids": 4,
            "panel budgets": 1,
            "conversations": 1,
            retention.LIMITS: 1,
        }
        before = stores.content()
        assert await store.purge(LATER, MONTH, dry=True) == expected
        assert stores.content() == before
        assert await store.purge(LATER, MONTH) == expected
        assert await store.purge(LATER, MONTH) == NOTHING
        assert sorted(stores.sql("SELECT user_id FROM conversation")) == [("anna",), ("bob",)]
        for table in ("transcript", "outbox", "account_check"):
            assert stores.count(table) == 2
        assert stores.sql("SELECT name FROM ledger") == [("new",)]
        # Who comes again begins anew.
        posted = await store.turn(ANNA, "again", LATER, "telegram:anna", keep(says=("hello",)))
        assert posted
        await store.close()

    asyncio.run(dialogue())


def test_who_leads_is_not_forgotten(post: Database) -> None:
    async def dialogue() -> None:
        store = post.open()
        await store.ledger(["leader"], NOW, noted("leader"))
        await store.purge(LATER, MONTH)
        await store.close()

    asyncio.run(dialogue())
    assert post.sql("SELECT name FROM ledger") == [("leader",)]


def test_a_replay_is_refused_for_a_week_however_little_is_kept(stores: Database) -> None:
    async def dialogue() -> None:
        store = stores.open()
        await store.turn(ANNA, "1", NOW, "anna", keep())
        deleted = await store.purge(NOW + 6 * DAY, DAY)
        assert deleted == {**NOTHING, "conversations": 1, retention.LIMITS: 1}
        assert await store.turn(ANNA, "1", NOW + 6 * DAY, "anna", keep()) is None
        assert (await store.purge(NOW + 8 * DAY, DAY) or {})["event ids"] == 1
        await store.close()

    asyncio.run(dialogue())


def test_a_reply_that_was_not_sent_goes_with_its_conversation_only(stores: Database) -> None:
    async def dialogue() -> None:
        store = stores.open()
        await store.turn(ANNA, "1", NOW, "anna", keep(says=("waits",)))
        await store.turn(ANNA, "2", NOW + 10 * DAY, "anna", keep())
        assert await store.purge(LATER, MONTH) == {**NOTHING, "event ids": 1, retention.LIMITS: 1}
        assert len(await store.take("telegram", LATER, MINUTE)) == 1
        assert (await store.purge(NOW + 41 * DAY, MONTH) or {})["conversations"] == 1
        assert stores.count("outbox") == 0
        await store.close()

    asyncio.run(dialogue())


def test_in_small_batches(stores: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "BATCH", 3)

    async def dialogue() -> None:
        store = stores.open()
        for n in range(10):
            at = NOW if n % 2 else LATER
            await store.turn(Key("t", str(n), str(n)), f"e{n}", at, f"o{n}", keep(lines=("a", "b")))
        deleted = await store.purge(LATER, MONTH)
        assert deleted == {
            **NOTHING,
            "transcript lines": 10,
            "event ids": 5,
            "conversations": 5,
            retention.LIMITS: 10,
        }
        assert stores.count("transcript") == 10
        await store.close()

    asyncio.run(dialogue())


def test_no_turn_waits_for_it(stores: Database) -> None:
    async def dialogue() -> None:
        store = stores.open()
        lines = [Line("user", f"line {n}") for n in range(20_000)]
        await store.turn(ANNA, "1", NOW, "anna", lambda _: Saved({}, lines=lines))
        purging = asyncio.create_task(store.purge(LATER, MONTH))
        turns = 0
        while not purging.done():
            await store.turn(BOB, f"b{turns}", LATER, "bob", keep())
            turns += 1
            await asyncio.sleep(0.005)
        assert (await purging or {})["transcript lines"] == 20_000
        assert turns > 20
        await store.close()

    asyncio.run(dialogue())


async def purged(store: DatabaseStore) -> Mapping[str, int]:
    """What was deleted, once the lock is free: PostgreSQL ends a session when it comes to it."""
    async with asyncio.timeout(10):
        while (done := await store.purge(LATER, MONTH)) is None:  # noqa: ASYNC110 -- nobody tells
            await asyncio.sleep(0.05)
    return done


def test_on_postgres_one_process_at_a_time(post: Database) -> None:
    from bot.storage.engines import engine, parse  # noqa: PLC0415 -- only here

    async def dialogue() -> None:
        store = post.open()
        await fill(store)
        other = locks.held(engine(parse(post.url)), locks.RETENTION)
        assert other
        assert await store.purge(LATER, MONTH) is None
        other.close()
        assert await purged(store) != NOTHING
        assert await purged(store) == NOTHING  # the lock was let go
        await store.close()

    asyncio.run(dialogue())


def test_when_the_database_cannot_be_reached(post: Database) -> None:
    async def dialogue() -> None:
        store = post.open()
        post.sql("DROP TABLE outbox, transcript, relay, ticket, account_check, conversation, audit, event")
        with pytest.raises(StoreError, match="bot db upgrade"):
            await store.purge(LATER, MONTH)
        gone = DatabaseStore(store._workers, MINUTE, partial(locks.held, broken, locks.RETENTION))  # noqa: SLF001 -- not asked
        with pytest.raises(StoreError, match="PostgreSQL cannot be reached"):
            await gone.purge(LATER, MONTH)
        await store.close()

    from bot.storage.engines import engine, parse  # noqa: PLC0415 -- only here

    broken = engine(parse("postgresql://127.0.0.1:1/none"))
    asyncio.run(dialogue())


def test_no_byte_is_left_of_what_was_deleted(lite: Database) -> None:
    async def dialogue() -> None:
        store = lite.open()
        await store.turn(ANNA, "1", NOW, "anna", lambda _: Saved({}, lines=[Line("user", "OLDWORDS " * 300)] * 50))
        await store.turn(BOB, "2", LATER, "bob", keep(lines=("new",)))
        assert found(lite.path.parent, "OLDWORDS")
        await store.purge(LATER, MONTH)
        assert found(lite.path.parent, "OLDWORDS") == []
        assert lite.sql("PRAGMA user_version") == [(0,)]
        await store.close()

    asyncio.run(dialogue())
