"""/forget leaves nothing, not even in the bytes of the files."""

from __future__ import annotations

import asyncio
import random
import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.core.events import Key
from bot.core.limits import Bucket
from bot.ports import Line, Loaded, Parcel, Saved
from tests.storage.parts import ANNA, ANNA_IN_GROUP, BOB, DISCORD, MINUTE, NOW, keep

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.storage.conftest import Database


def test_forgetting_deletes_every_chat_of_the_user_and_keeps_the_receipt(stores: Database) -> None:
    async def dialogue() -> None:
        store = stores.open()
        for n, key in enumerate([ANNA, ANNA_IN_GROUP, BOB, DISCORD]):
            await store.turn(key, str(n), NOW, f"{key.platform}:{key.user}", keep(says=("old",), lines=("secret",)))
        await store.turn(ANNA, "bucket", NOW, "telegram:anna", lambda _: Saved({"x": 1}, {"text": Bucket(1, 2)}))
        receipt = await store.turn(
            ANNA, "forget", NOW + MINUTE, "telegram:anna", keep(says=("forgotten",), lines=("/forget",), forget=True)
        )
        assert [spoken.line.text for spoken in await store.transcript(ANNA)] == ["/forget"]
        assert await store.transcript(ANNA_IN_GROUP) == []
        assert [spoken.line.text for spoken in await store.transcript(BOB)] == ["secret"]
        assert [spoken.line.text for spoken in await store.transcript(DISCORD)] == ["secret"]
        rows = await store.take("telegram", NOW, MINUTE, orphans=True)
        assert [(row.key, row.parcel.body["text"]) for row in rows] == [(BOB, "old"), (ANNA, "forgotten")]
        assert [rows[1]] == receipt
        # What stays: the limits (or /forget would be a way round them) and that the events were processed.
        expected = Loaded(None, {"text": Bucket(1, 2)})
        await store.turn(ANNA_IN_GROUP, "next", NOW, "telegram:anna", lambda loaded: Saved({"ok": loaded == expected}))
        assert stores.count("conversation", """state = '{"ok":true}'""") == 1
        assert await store.turn(ANNA, "0", NOW, "telegram:anna", keep()) is None
        await store.close()

    asyncio.run(dialogue())
    assert stores.count("event") == 7


def test_a_conversation_begins_anew_when_it_was_forgotten(stores: Database) -> None:
    async def dialogue() -> None:
        store = stores.open()
        await store.turn(ANNA, "1", NOW, "anna", keep())
        ((before,),) = stores.sql("SELECT created_at FROM conversation")
        await store.turn(
            ANNA, "2", NOW + MINUTE, "anna", lambda _: Saved(None, parcels=[Parcel("say", {})], forget=True)
        )
        ((after, state),) = stores.sql("SELECT created_at, state FROM conversation")
        assert (after > before, state) == (True, None)
        await store.close()

    asyncio.run(dialogue())


def test_forgetting_while_the_other_chat_is_busy(stores: Database) -> None:
    async def dialogue() -> None:
        one, two = stores.open(), stores.open()
        turns = [
            (one if n % 2 else two).turn(
                ANNA if n % 2 else ANNA_IN_GROUP, str(n), NOW, "anna", keep(says=(str(n),), forget=n % 7 == 0)
            )
            for n in range(60)
        ]
        answers = await asyncio.wait_for(asyncio.gather(*turns), 20)
        assert all(answer is not None and len(answer) == 1 for answer in answers)
        await one.close()
        await two.close()

    asyncio.run(dialogue())
    assert stores.count("event") == 60


def test_forgetting_in_a_turn_that_fails_forgets_nothing(stores: Database) -> None:
    async def dialogue() -> None:
        store = stores.open()
        await store.turn(ANNA, "1", NOW, "anna", keep(lines=("kept",)))
        before = stores.content()
        bad = Saved({}, lines=[Line("user", "\0")], forget=True)
        answers = await asyncio.gather(
            store.turn(ANNA, "2", NOW, "anna", lambda _: bad),
            store.turn(ANNA, "1", NOW, "anna", keep()),
            return_exceptions=True,
        )
        assert answers[1] is None
        assert stores.content() == before
        await store.close()

    asyncio.run(dialogue())


def found(folder: Path, word: str) -> list[str]:
    """The files under a folder in whose bytes a word occurs."""
    return [path.name for path in sorted(folder.iterdir()) if word.encode() in path.read_bytes()]


def test_no_byte_is_left_in_the_file_or_its_log(lite: Database) -> None:
    marked = Saved(
        {"phase": "MARKED"}, lines=[Line("user", "MARKED " * 500)], parcels=[Parcel("say", {"text": "MARKED"})]
    )

    async def dialogue() -> None:
        store = lite.open()
        for n in range(20):
            await store.turn(ANNA, f"a{n}", NOW, "anna", lambda _: marked)
            await store.turn(BOB, f"b{n}", NOW, "bob", keep(lines=("Bob's", "words")))
        assert found(lite.path.parent, "MARKED")
        await store.turn(ANNA, "forget", NOW, "anna", keep(says=("done",), forget=True))
        assert found(lite.path.parent, "MARKED") == []  # while the store is still open
        assert found(lite.path.parent, "Bob's") == ["bot.db"]
        await store.close()

    asyncio.run(dialogue())


def test_no_byte_is_left_when_many_conversations_were_interleaved(lite: Database) -> None:
    # Pages fill, split and merge, and a row that moves must leave no copy behind.
    chance = random.Random(403)  # noqa: S311 - the same every time

    def grow(user: int) -> Callable[[Loaded], Saved]:
        text = f"<{user:03}>" * chance.choice([1, 10, 60, 300])
        return lambda _: Saved({"s": text}, lines=[Line("user", text)] * 2, parcels=[Parcel("say", {"t": text})])

    async def dialogue() -> None:
        store = lite.open()
        keys = [Key("t", f"<{user:03}>", f"<{user:03}>") for user in range(60)]
        for n in range(20):
            order = chance.sample(range(60), 60)
            await asyncio.gather(*(store.turn(keys[user], f"{n}-{user}", NOW, str(user), grow(user)) for user in order))
        gone = chance.sample(range(60), 40)
        for user in gone:
            # The conversation's key stays with the receipt, so another chat of the same user is what is searched for.
            await store.turn(Key("t", "x", f"<{user:03}>"), f"f-{user}", NOW, str(user), keep(forget=True))
        left = {user: lite.path.read_bytes().count(f"<{user:03}>".encode()) for user in gone}
        assert set(left.values()) == {2}  # in the new conversation, and in the index over it
        await store.close()

    asyncio.run(dialogue())


def test_a_reader_delays_the_emptying_of_the_log_and_not_the_answer(lite: Database) -> None:
    async def dialogue() -> None:
        store = lite.open()
        await store.turn(ANNA, "1", NOW, "anna", keep(lines=("MARKED",)))
        with closing(sqlite3.connect(lite.path, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM transcript").fetchone()
            assert await asyncio.wait_for(store.turn(ANNA, "2", NOW, "anna", keep(forget=True)), 5) == []
            assert found(lite.path.parent, "MARKED")
        for _ in range(50):
            if not found(lite.path.parent, "MARKED"):
                break
            await asyncio.sleep(0.1)
        assert found(lite.path.parent, "MARKED") == []
        await store.close()

    asyncio.run(dialogue())


def test_who_was_killed_while_forgetting_goes_on_when_it_starts_again(lite: Database) -> None:
    async def dialogue() -> None:
        store = lite.open()
        await store.turn(ANNA, "1", NOW, "anna", keep(lines=("MARKED",)))
        with closing(sqlite3.connect(lite.path, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM transcript").fetchone()
            await store.turn(ANNA, "2", NOW, "anna", keep(forget=True))
            await store.close()
            # As after kill -9: forgotten, but the bytes are still there.
            assert found(lite.path.parent, "MARKED")
            assert lite.sql("PRAGMA user_version") == [(1,)]
        store = lite.open()
        await store.turn(BOB, "3", NOW, "bob", keep())
        assert found(lite.path.parent, "MARKED") == []
        assert lite.sql("PRAGMA user_version") == [(0,)]
        await store.close()

    asyncio.run(dialogue())


def test_with_the_receipt_goes_the_last_row_that_names_the_user(stores: Database) -> None:
    async def dialogue() -> None:
        store = stores.open()
        for n, key in enumerate([ANNA, ANNA_IN_GROUP, BOB]):
            await store.turn(key, str(n), NOW, key.user, keep(lines=("one", "two")))
        receipt = await store.turn(
            ANNA,
            "f",
            NOW + MINUTE,
            "anna",
            lambda _: Saved(None, parcels=[Parcel("say", {"text": "done"})], forget=True),
        )
        assert receipt
        assert stores.count("conversation") == 2
        await store.sent([receipt[0].id], NOW + MINUTE)
        assert stores.sql("SELECT user_id FROM conversation") == [("bob",)]
        assert stores.count("outbox") == 0
        # For the team: that it was done, and how much it was.
        assert stores.sql("SELECT what, platform, data FROM audit") == [
            ("forgotten", "telegram", '{"conversations":2,"lines":4}')
        ]
        # What comes too late, such as the end of a check, names nobody again.
        assert await store.turn(ANNA, "late", NOW + MINUTE, "anna", lambda loaded: Saved(loaded.state)) == []
        assert stores.count("conversation") == 1
        await store.close()

    asyncio.run(dialogue())


def test_what_a_kill_left_of_a_forgetting_goes_with_the_next_retention(stores: Database) -> None:
    async def dialogue() -> None:
        store = stores.open()
        for key in (ANNA, BOB):
            gone = Saved(None, parcels=[Parcel("say", {"text": "done"})], forget=True)
            assert await store.turn(key, f"f {key.user}", NOW, key.user, lambda _, gone=gone: gone)  # type: ignore[misc]
        # The receipt was sent to Anna and marked, and there it ended; Bob's still waits.
        stores.sql("UPDATE outbox SET sent_at = at WHERE id = (SELECT min(id) FROM outbox)")
        month = timedelta(days=30)
        await store.purge(NOW, month)
        assert stores.count("conversation") == 2  # a turn might be under way
        await store.purge(NOW + 2 * MINUTE, month)
        assert stores.sql("SELECT user_id FROM conversation") == [("bob",)]
        assert stores.count("outbox") == 1
        await store.close()

    asyncio.run(dialogue())


def test_who_writes_again_before_the_receipt_was_sent_keeps_the_new_conversation(stores: Database) -> None:
    async def dialogue() -> None:
        store = stores.open()
        receipt = await store.turn(
            ANNA, "f", NOW, "anna", lambda _: Saved(None, parcels=[Parcel("say", {"text": "done"})], forget=True)
        )
        assert receipt
        # Refused at once: there is no state, but a reply that waits.
        await store.turn(ANNA, "2", NOW + MINUTE, "anna", lambda _: Saved(None, parcels=[Parcel("say", {"text": "w"})]))
        await store.turn(ANNA, "3", NOW + MINUTE, "anna", lambda _: Saved(None))
        await store.sent([receipt[0].id], NOW)
        assert [row.parcel.body["text"] for row in await store.take("telegram", NOW, MINUTE, orphans=True)] == ["w"]
        await store.turn(ANNA, "4", NOW + MINUTE, "anna", keep(lines=("new",)))
        await store.sent([receipt[0].id + 1], NOW)
        assert [spoken.line.text for spoken in await store.transcript(ANNA)] == ["new"]
        await store.close()

    asyncio.run(dialogue())


def test_no_byte_of_the_key_is_left_once_the_receipt_was_sent(lite: Database) -> None:
    async def dialogue() -> None:
        store = lite.open()
        marked = Key("t", "MARKEDCHAT", "MARKEDUSER")
        await store.turn(marked, "1", NOW, "x", keep(lines=("one",)))
        receipt = await store.turn(
            marked, "f", NOW, "x", lambda _: Saved(None, parcels=[Parcel("say", {"text": "done"})], forget=True)
        )
        assert receipt
        assert found(lite.path.parent, "MARKED")
        await store.sent([receipt[0].id], NOW)
        assert found(lite.path.parent, "MARKED") == []
        await store.close()

    asyncio.run(dialogue())
