"""What is stored is read page by page, chosen by whom and when."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.core.limits import Bucket
from bot.ports import Line, Parcel, Saved, Wanted
from bot.storage.archive import PAGE
from tests.storage.parts import ANNA, ANNA_IN_GROUP, BOB, DISCORD, MINUTE, NOW, keep

if TYPE_CHECKING:
    from tests.storage.conftest import Database


def test_conversations_are_chosen_by_user_chat_platform_and_time(stores: Database) -> None:
    async def dialogue() -> None:
        store = stores.open()
        for n, key in enumerate([ANNA, ANNA_IN_GROUP, BOB, DISCORD]):
            await store.turn(key, str(n), NOW + n * MINUTE, key.user, keep(lines=("one", "two")))
        cases = [
            (Wanted(), [ANNA, ANNA_IN_GROUP, BOB, DISCORD]),
            (Wanted(platform="telegram"), [ANNA, ANNA_IN_GROUP, BOB]),
            (Wanted(user="anna"), [ANNA, ANNA_IN_GROUP, DISCORD]),
            (Wanted(chat="-200"), [ANNA_IN_GROUP]),
            (Wanted(since=NOW + MINUTE), [ANNA_IN_GROUP, BOB, DISCORD]),
            (Wanted(until=NOW + 2 * MINUTE), [ANNA, ANNA_IN_GROUP]),
            (Wanted("telegram", "100", "anna", NOW, NOW + MINUTE), [ANNA]),
            (Wanted(user="' OR 1=1"), []),
        ]
        for wanted, keys in cases:
            assert [one.key for one in await store.conversations(wanted)] == keys
        everyone = await store.conversations(Wanted())
        assert (everyone[1].began, everyone[1].last, everyone[1].state) == (NOW + MINUTE, NOW + MINUTE, {"n": 1})
        assert await store.conversations(Wanted(), everyone[2].id) == everyone[3:]
        assert len({one.reference for one in everyone}) == 4
        assert all(len(one.reference) == 8 for one in everyone)
        await store.close()

    asyncio.run(dialogue())


def test_lines_come_in_pages(stores: Database) -> None:
    async def dialogue() -> None:
        store = stores.open()
        lines = [Line("note" if n % 2 else "user", str(n), {"n": n} if n % 2 else None) for n in range(PAGE + 10)]
        await store.turn(ANNA, "1", NOW, "anna", lambda _: Saved(None, lines=lines))
        await store.turn(ANNA, "2", NOW + MINUTE, "anna", keep(lines=("late",)))
        ((_, of),) = [(one.key, one.id) for one in await store.conversations(Wanted())]
        first = await store.lines(of, Wanted())
        assert [spoken.line for _, spoken in first] == lines[:PAGE]
        assert (first[0][1].at, first[0][1].key) == (NOW, ANNA)
        rest = await store.lines(of, Wanted(), first[-1][0])
        assert [spoken.line.text for _, spoken in rest] == [*(line.text for line in lines[PAGE:]), "late"]
        assert await store.lines(of, Wanted(), rest[-1][0]) == []
        notes = await store.lines(of, Wanted(), notes=True)
        assert [spoken.line for _, spoken in notes] == lines[1::2]
        late = Wanted(since=NOW + MINUTE, until=NOW + 2 * MINUTE)
        assert [spoken.line.text for _, spoken in await store.lines(of, late)] == ["late"]
        assert await store.count(of, Wanted()) == PAGE + 11
        assert await store.count(of, Wanted(until=NOW + MINUTE)) == PAGE + 10
        assert await store.lines(999, Wanted()) == []
        await store.close()

    asyncio.run(dialogue())


def test_what_else_is_stored_about_a_user(stores: Database) -> None:
    async def dialogue() -> None:
        store = stores.open()
        turn = Saved({}, {"message": Bucket(5, 0)}, parcels=[Parcel("say", {"text": "hi"})], check="telegram:1")
        posted = await store.turn(ANNA, "1", NOW, "anna", lambda _: turn)
        await store.turn(BOB, "2", NOW, "bob", keep(says=("bob's",)))
        await store.ledger(["user:anna"], NOW, lambda _: ({"user:anna": {"accounts": []}}, None))
        ended = Saved({}, checked=("telegram:1", {"verdict": "active"}), parcels=[Parcel("say", {"text": "ok"})])
        await store.turn(ANNA, "3", NOW + MINUTE, "anna", lambda _: ended)
        assert posted
        await store.sent([posted[0].id], NOW)
        found = await store.belongings("telegram", "anna", "anna")
        at, later = NOW.isoformat(), (NOW + MINUTE).isoformat()
        assert found.outbox == [
            {"chat": "100", "at": at, "sent_at": at, "kind": "say", "body": {"text": "hi"}},
            {"chat": "100", "at": later, "sent_at": None, "kind": "say", "body": {"text": "ok"}},
        ]
        assert found.checks == [{"begun_at": at, "ended_at": later, "verdict": {"verdict": "active"}}]
        assert (found.buckets, found.ledger) == ({"message": Bucket(5, 0)}, {"accounts": []})
        nothing = await store.belongings("telegram", "nobody", "nobody")
        assert (nothing.outbox, nothing.checks, nothing.buckets, nothing.ledger) == ([], [], {}, None)
        await store.close()

    asyncio.run(dialogue())
