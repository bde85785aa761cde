"""One event is one transaction."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.core.events import Key
from bot.core.limits import Bucket
from bot.ports import Line, Loaded, Parcel, Posted, Saved, Spoken, StoreError
from tests.storage.parts import ANNA, ANNA_IN_GROUP, BOB, MINUTE, NOW, keep

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.storage.conftest import Database

AWKWARD = "ä٤٠٣ 👩‍👩‍👧 \u202e '\"\\ %s :x {} \x01\x7f\r\n\t "


def test_a_new_conversation_begins_with_nothing(stores: Database) -> None:
    async def dialogue() -> None:
        store = stores.open()
        seen: list[Loaded] = []

        def decide(loaded: Loaded) -> Saved:
            seen.append(loaded)
            return Saved({"phase": "asked"})

        assert await store.turn(ANNA, "1", NOW, "anna", decide) == []
        assert await store.turn(ANNA, "2", NOW, "anna", decide) == []
        assert seen == [Loaded(None, {}), Loaded({"phase": "asked"}, {})]
        await store.close()

    asyncio.run(dialogue())


def test_everything_comes_back_as_it_went_in(stores: Database) -> None:
    state = {"ü": [1, 2.5, None, True, {"b": AWKWARD, "a": ""}], "empty": {}}
    lines = [Line("user", AWKWARD, {"code": 403}), Line("bot", ""), Line("note", "seen", {})]
    parcels = [Parcel("say", {"text": AWKWARD, "buttons": [["a", "A"]]}), Parcel("hide", {})]
    key = Key("tele:gram", AWKWARD, AWKWARD)

    async def dialogue() -> None:
        store = stores.open()
        posted = await store.turn(key, AWKWARD, NOW, AWKWARD, lambda _: Saved(state, {}, lines, parcels))
        assert posted is not None
        assert [(row.key, row.parcel) for row in posted] == [(key, parcel) for parcel in parcels]
        assert posted[0].id < posted[1].id
        assert await store.transcript(key) == [Spoken(key, NOW, line) for line in lines]
        taken = await store.take(key.platform, NOW, MINUTE, orphans=True)
        assert [(row.id, row.key, row.parcel) for row in taken] == [(row.id, key, row.parcel) for row in posted]
        await store.turn(key, "2", NOW, AWKWARD, lambda loaded: Saved({"same": loaded.state == state}))
        await store.close()

    asyncio.run(dialogue())
    assert stores.sql("SELECT state FROM conversation") == [('{"same":true}',)]


def test_json_is_compact_sorted_and_readable(stores: Database) -> None:
    async def dialogue() -> None:
        store = stores.open()
        await store.turn(ANNA, "1", NOW, "anna", lambda _: Saved({"b": "ü", "a": 1}, {"text": Bucket(1.5, 0)}))
        await store.close()

    asyncio.run(dialogue())
    assert stores.sql("SELECT state FROM conversation") == [('{"a":1,"b":"ü"}',)]
    assert stores.sql("SELECT owner, body FROM bucket") == [("anna", '{"text":[1.5,0]}')]


def test_a_state_can_be_emptied(stores: Database) -> None:
    async def dialogue() -> None:
        store = stores.open()
        await store.turn(ANNA, "1", NOW, "anna", keep())
        await store.turn(ANNA, "2", NOW, "anna", lambda _: Saved(None))
        await store.turn(ANNA, "3", NOW, "anna", lambda loaded: Saved({"was": loaded.state}))
        await store.close()

    asyncio.run(dialogue())
    assert stores.sql("SELECT state FROM conversation") == [('{"was":null}',)]


def test_a_replay_changes_nothing(stores: Database) -> None:
    def never(_: Loaded) -> Saved:
        raise AssertionError("decide was called for a replay")

    async def dialogue() -> None:
        store = stores.open()
        assert await store.turn(ANNA, "1", NOW, "anna", keep(says=("hello",), lines=("hi",)))
        before = stores.content()
        assert await store.turn(ANNA, "1", NOW + MINUTE, "anna", never) is None
        # The same id of another user is the same event: ids are unique within a platform.
        assert await store.turn(BOB, "1", NOW, "bob", never) is None
        assert stores.content() == before
        # On another platform it is another event.
        assert await store.turn(Key("discord", "1", "1"), "1", NOW, "x", keep(says=("hello",)))
        await store.close()

    asyncio.run(dialogue())


def test_of_one_event_delivered_ten_times_at_once_one_counts(stores: Database) -> None:
    async def dialogue() -> None:
        one, two = stores.open(), stores.open()
        answers = await asyncio.gather(
            *(store.turn(ANNA, "1", NOW, "anna", keep(says=("once",))) for store in [one, two] * 5)
        )
        assert sum(answer is not None for answer in answers) == 1
        await one.close()
        await two.close()

    asyncio.run(dialogue())
    assert stores.count("outbox") == 1


@pytest.mark.parametrize("error", [ValueError("no"), StopIteration(), KeyboardInterrupt(), StoreError("no")])
def test_a_decide_that_raises_stores_nothing(stores: Database, error: BaseException) -> None:
    def decide(_: Loaded) -> Saved:
        raise error

    async def dialogue() -> None:
        store = stores.open()
        with pytest.raises(RuntimeError if isinstance(error, StopIteration) else type(error)):
            await store.turn(ANNA, "1", NOW, "anna", decide)
        assert [stores.count(table) for table in ("event", "conversation", "bucket")] == [0, 0, 0]
        # The same event may come again, and the store still works.
        assert await store.turn(ANNA, "1", NOW, "anna", keep()) == []
        await store.close()

    asyncio.run(dialogue())


def test_in_a_crowd_a_failing_turn_fails_alone(stores: Database) -> None:
    def fails(_: Loaded) -> Saved:
        raise ZeroDivisionError

    async def dialogue() -> None:
        store = stores.open()
        turns = [
            store.turn(Key("t", str(n), str(n)), str(n), NOW, str(n), fails if n % 3 == 0 else keep())
            for n in range(30)
        ]
        answers = await asyncio.gather(*turns, return_exceptions=True)
        assert [isinstance(answer, ZeroDivisionError) for answer in answers] == [n % 3 == 0 for n in range(30)]
        await store.close()

    asyncio.run(dialogue())
    assert stores.count("event") == 20
    assert stores.count("conversation") == 20


@pytest.mark.parametrize("bad", ["a\0b", "a\ud800b"])
@pytest.mark.parametrize(
    "turn",
    [
        lambda bad: (Key("t", bad, "u"), "1", "o", Saved({})),
        lambda bad: (Key("t", "c", bad), "1", "o", Saved({})),
        lambda bad: (Key("t", "c", "u"), bad, "o", Saved({})),
        lambda bad: (Key("t", "c", "u"), "1", bad, Saved({})),
        lambda bad: (Key("t", "c", "u"), "1", "o", Saved({}, lines=[Line("user", bad)])),
        lambda bad: (Key("t", "c", "u"), "1", "o", Saved({}, parcels=[Parcel(bad, {})])),
    ],
)
def test_text_that_cannot_be_stored_is_refused_with_a_sentence(
    stores: Database, bad: str, turn: Callable[[str], tuple[Key, str, str, Saved]]
) -> None:
    key, event, owner, saved = turn(bad)

    async def dialogue() -> None:
        store = stores.open()
        with pytest.raises(StoreError, match=r"NUL or half of a surrogate pair"):
            await store.turn(key, event, NOW, owner, lambda _: saved)
        await store.close()

    asyncio.run(dialogue())
    assert stores.count("event") == 0


def test_inside_json_nul_is_escaped_and_half_a_pair_is_refused(stores: Database) -> None:
    async def dialogue() -> None:
        store = stores.open()
        await store.turn(ANNA, "1", NOW, "anna", lambda _: Saved({"a": "\0"}))
        await store.turn(ANNA, "2", NOW, "anna", lambda loaded: Saved({"same": loaded.state == {"a": "\0"}}))
        with pytest.raises(StoreError, match="surrogate"):
            await store.turn(ANNA, "3", NOW, "anna", lambda _: Saved({"a": "\ud800"}))
        await store.close()

    asyncio.run(dialogue())
    assert stores.sql("SELECT state FROM conversation") == [('{"same":true}',)]


def test_a_naive_time_is_refused(stores: Database) -> None:
    async def dialogue() -> None:
        store = stores.open()
        with pytest.raises(StoreError):
            await store.turn(ANNA, "1", NOW.replace(tzinfo=None), "anna", keep())
        await store.close()

    asyncio.run(dialogue())


@pytest.mark.parametrize("text", ["{", "[]", "1"])
def test_a_state_that_somebody_else_wrote_is_a_sentence(stores: Database, text: str) -> None:
    async def dialogue() -> None:
        store = stores.open()
        await store.turn(ANNA, "1", NOW, "anna", keep())
        stores.sql(f"UPDATE conversation SET state = '{text}'")  # noqa: S608 - our own text
        with pytest.raises(StoreError, match="restore a backup"):
            await store.turn(ANNA, "2", NOW, "anna", keep())
        await store.close()

    asyncio.run(dialogue())


def test_buckets_are_the_users_in_every_chat_and_only_what_changed_is_written(stores: Database) -> None:
    async def dialogue() -> None:
        store = stores.open()
        seen: list[Loaded] = []

        def look(loaded: Loaded) -> Saved:
            seen.append(loaded)
            return Saved(None)

        await store.turn(ANNA, "1", NOW, "anna", lambda _: Saved({}, {"text": Bucket(1, 2), "check": Bucket(3, 4)}))
        await store.turn(ANNA_IN_GROUP, "2", NOW, "anna", lambda _: Saved({}, {"check": Bucket(5.25, 6)}))
        await store.turn(ANNA, "3", NOW, "anna", look)
        await store.turn(BOB, "4", NOW, "bob", look)
        assert [loaded.buckets for loaded in seen] == [{"text": Bucket(1, 2), "check": Bucket(5.25, 6)}, {}]
        await store.close()

    asyncio.run(dialogue())


def test_times_are_utc_and_exact(stores: Database) -> None:
    from datetime import timedelta, timezone  # noqa: PLC0415 - only here

    async def dialogue() -> None:
        store = stores.open()
        elsewhere = NOW.astimezone(timezone(timedelta(hours=5, minutes=45)))
        await store.turn(ANNA, "1", elsewhere, "anna", keep(lines=("hi",)))
        (spoken,) = await store.transcript(ANNA)
        assert spoken.at == NOW
        assert spoken.at.utcoffset() == timedelta(0)
        await store.close()

    asyncio.run(dialogue())


def test_a_transcript_holds_the_lines_of_its_conversation_in_order(stores: Database) -> None:
    async def dialogue() -> None:
        store = stores.open()
        await store.turn(ANNA, "1", NOW + MINUTE, "anna", keep(lines=("a", "b")))
        await store.turn(ANNA_IN_GROUP, "2", NOW, "anna", keep(lines=("elsewhere",)))
        await store.turn(ANNA, "3", NOW, "anna", keep(lines=("c",)))  # a clock that went backwards
        assert [spoken.line.text for spoken in await store.transcript(ANNA)] == ["a", "b", "c"]
        assert await store.transcript(BOB) == []
        await store.close()

    asyncio.run(dialogue())


def test_a_closed_store_says_so_and_finishes_what_was_begun(stores: Database) -> None:
    async def dialogue() -> None:
        store = stores.open()
        begun = [asyncio.create_task(store.turn(ANNA, str(n), NOW, "anna", keep())) for n in range(20)]
        await asyncio.sleep(0)
        await store.close()
        assert await asyncio.gather(*begun) == [[]] * 20
        with pytest.raises(StoreError, match="closed"):
            await store.turn(ANNA, "x", NOW, "anna", keep())
        await store.close()

    asyncio.run(dialogue())
    assert stores.sql("SELECT state FROM conversation") == [('{"n":20}',)]


def test_a_turn_that_nobody_waits_for_any_more_is_not_begun(stores: Database) -> None:
    async def dialogue() -> None:
        store = stores.open()
        await store.turn(ANNA, "0", NOW, "anna", keep())
        begun = [asyncio.create_task(store.turn(ANNA, str(n), NOW, "anna", keep())) for n in range(1, 200)]
        await asyncio.sleep(0)
        for task in begun[100:]:
            task.cancel()
        answers = await asyncio.gather(*begun, return_exceptions=True)
        assert answers[:100] == [[]] * 100
        await store.close()

    asyncio.run(dialogue())
    assert 101 <= stores.count("event") < 200


def test_a_loop_that_ended_does_not_stop_the_store(stores: Database) -> None:
    store = stores.open()

    async def leave() -> None:
        waiting = asyncio.ensure_future(store.turn(ANNA, "1", NOW, "anna", keep()))
        await asyncio.sleep(0)
        waiting.cancel()

    async def come_back() -> None:
        assert await store.turn(ANNA, "2", NOW, "anna", lambda _: Saved({})) == []
        await store.close()

    asyncio.run(leave())
    asyncio.run(come_back())


def test_posted_names_the_conversation(stores: Database) -> None:
    async def dialogue() -> None:
        store = stores.open()
        posted = await store.turn(BOB, "1", NOW, "bob", keep(says=("hello",)))
        assert posted == [Posted(posted[0].id, BOB, Parcel("say", {"text": "hello"}))] if posted else False
        await store.close()

    asyncio.run(dialogue())
