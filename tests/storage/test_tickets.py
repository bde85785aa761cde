"""Tickets in the database: found by name, place, message and user; forgotten with their user; lanes of the outbox."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.core.events import Key
from bot.core.ticket import Ticket
from bot.ports import Deed, Line, Parcel, Posted, Relayed, Saved
from tests.storage.parts import ANNA, ANNA_IN_GROUP, BOB, MINUTE, NOW, keep

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.ports import Filed, Loaded
    from tests.storage.conftest import Database

WORDS = "the colours dance at full moon"


def made(ref: str, *, minutes: int = 0, status: str = "open", desk: str | None = "telegram") -> Ticket:
    at = NOW + minutes * MINUTE
    return Ticket.from_json(
        {
            "ref": ref,
            "problem": "http-403",
            "desk": desk,
            "opened": NOW.isoformat(),
            "touched": at.isoformat(),
            "status": status,
            "brief": f"{ref}\n{WORDS}",
        }
    )


def filing(ticket: Ticket, *parcels: Parcel, deeds: tuple[Deed, ...] = ()) -> Callable[[Loaded], Saved]:
    return lambda _: Saved({"n": 1}, lines=[Line("team", WORDS)], parcels=parcels, ticket=ticket, deeds=deeds)


def test_a_ticket_is_found_by_whoever_looks(stores: Database) -> None:
    async def dialogue() -> None:
        store = stores.open()
        first, second = made("T-AAAA"), made("T-BBBB", minutes=5)
        taken: list[bool] = []
        await store.turn(ANNA, "1", NOW, "anna", filing(first))
        await store.turn(BOB, "2", NOW, "bob", filing(second))

        def look(loaded: Loaded) -> Saved:
            taken[:] = [loaded.taken("T-AAAA"), loaded.taken("T-CCCC")]
            return Saved({"n": 2})

        await store.turn(BOB, "3", NOW, "bob", look)
        assert taken == [True, False]
        found = await store.ticket("T-AAAA")
        assert found
        assert (found.ticket, found.key, found.place, found.card) == (first, ANNA, None, None)
        assert await store.ticket("T-CCCC") is None
        assert refs(await store.tickets()) == ["T-AAAA", "T-BBBB"]
        assert refs(await store.tickets(after="T-AAAA")) == ["T-BBBB"]
        assert refs(await store.tickets(before=NOW + MINUTE)) == ["T-AAAA"]
        assert refs(await store.tickets(user=("telegram", "bob"))) == ["T-BBBB"]
        assert refs(await store.tickets(since=NOW, until=NOW + MINUTE)) == ["T-AAAA", "T-BBBB"]
        assert refs(await store.tickets(until=NOW)) == []
        await store.turn(ANNA, "4", NOW, "anna", filing(made("T-AAAA", minutes=9, status="closed")))
        assert refs(await store.tickets()) == ["T-BBBB"]
        assert refs(await store.tickets(closed=True)) == ["T-AAAA"]
        assert refs(await store.tickets(closed=None)) == ["T-AAAA", "T-BBBB"]
        await store.close()

    asyncio.run(dialogue())
    assert stores.count("ticket") == 2
    assert stores.count("ticket", "closed_at IS NOT NULL") == 1


def test_a_ticket_is_found_by_its_place_and_by_messages(stores: Database) -> None:
    async def dialogue() -> None:
        store = stores.open()
        posted = await store.turn(ANNA, "1", NOW, "anna", filing(made("T-AAAA"), Parcel("relay", {})))
        assert posted
        await store.placed("T-AAAA", "77", "telegram:-9/1")
        await store.placed("T-GONE", "78", None)
        relayed = [Relayed("T-AAAA", "user:m1", "telegram:-9/2"), Relayed("T-GONE", "user:m2", "telegram:-9/3")]
        await store.sent([posted[0].id], NOW, relayed)
        for found in (
            await store.ticket_at("telegram", "77"),
            await store.ticket_of("telegram:-9/1"),
            await store.ticket_of("telegram:-9/2"),
        ):
            assert found
            assert (found.ticket.ref, found.place, found.card) == ("T-AAAA", "77", "telegram:-9/1")
        assert await store.ticket_at("discord", "77") is None
        assert await store.ticket_of("telegram:-9/3") is None
        assert await store.target("T-AAAA", "user:m1") == "telegram:-9/2"
        assert await store.target(None, "user:m1") == "telegram:-9/2"
        assert await store.target("T-BBBB", "user:m1") is None
        await store.turn(ANNA, "2", NOW, "anna", filing(made("T-AAAA", minutes=3)))
        again = await store.ticket("T-AAAA")
        assert again
        assert again.place == "77"  # what a turn stores leaves it alone
        await store.close()

    asyncio.run(dialogue())


def test_who_did_what_is_kept_also_when_the_user_is_forgotten(stores: Database) -> None:
    async def dialogue() -> None:
        store = stores.open()
        deed = Deed("ticket claim", "T-AAAA", "telegram:42")
        passed = await store.turn(ANNA, "1", NOW, "anna", filing(made("T-AAAA"), Parcel("relay", {}), deeds=(deed,)))
        assert passed
        await store.sent([passed[0].id], NOW, [Relayed("T-AAAA", "user:m1", "telegram:-9/2")])
        (kept,) = await store.deeds("T-AAAA")
        assert (kept.what, kept.staff, kept.at) == ("ticket claim", "telegram:42", NOW)
        filed: list[Filed] = []

        def forget(loaded: Loaded) -> Saved:
            filed[:] = loaded.filed()
            return Saved(None, parcels=[Parcel("erase", {"place": "77"}, "telegram-desk")], forget=True)

        posted = await store.turn(ANNA_IN_GROUP, "2", NOW, "anna", forget)
        assert posted
        assert refs(filed) == ["T-AAAA"]
        assert filed[0].messages == ["telegram:-9/2"]
        assert await store.ticket("T-AAAA") is None
        assert len(await store.deeds("T-AAAA")) == 1
        assert await store.deeds("T-BBBB") == []
        await store.sent([posted[0].id], NOW)
        await store.close()

    asyncio.run(dialogue())
    assert stores.count("relay") == stores.count("ticket") == stores.count("conversation") == 0
    if stores.is_sqlite:
        assert not any(WORDS.encode() in path.read_bytes() for path in stores.path.parent.iterdir() if path.is_file())


def test_each_addressee_has_a_lane_of_its_own(stores: Database) -> None:
    async def dialogue() -> None:
        store = stores.open(lease=MINUTE)
        parcels = (
            Parcel("say", {"n": 1}),
            Parcel("card", {"n": 2}, "telegram-desk"),
            Parcel("relay", {"n": 3}, "telegram-desk", ours=False),
            Parcel("say", {"n": 4}, ours=False),
        )
        posted = await store.turn(ANNA, "1", NOW, "anna", filing(made("T-AAAA"), *parcels))
        assert [one.lane for one in posted or ()] == [ANNA, desk(ANNA), desk(ANNA), ANNA]
        # What this process cannot carry is free at once, but not before what comes ahead of it in its lane.
        assert await store.take("telegram", NOW, MINUTE) == []
        assert await store.take("telegram-desk", NOW, MINUTE) == []
        assert posted
        await store.sent([posted[1].id], NOW)
        taken = await store.take("telegram-desk", NOW, MINUTE)
        assert numbers(taken) == [3]
        assert taken[0].key == ANNA
        assert taken[0].parcel.to == "telegram-desk"
        await store.sent([posted[0].id], NOW)
        assert numbers(await store.take("telegram", NOW, MINUTE)) == [4]
        assert numbers(await store.take("telegram-desk", NOW + 2 * MINUTE, MINUTE, orphans=True)) == [3]
        await store.close()

    asyncio.run(dialogue())


def test_tickets_are_part_of_what_a_user_is_shown_and_go_with_time(stores: Database) -> None:
    async def dialogue() -> None:
        store = stores.open()
        card = Parcel("card", {"text": "[claimed by Kim]"}, "telegram-desk")
        await store.turn(ANNA, "1", NOW, "anna", filing(made("T-AAAA"), Parcel("say", {}), card))
        shown = await store.belongings("telegram", "anna", "anna")
        assert [row["kind"] for row in shown.outbox] == ["say"]
        assert [ticket["ref"] for ticket in shown.tickets] == ["T-AAAA"]
        assert (await store.belongings("telegram", "bob", "bob")).tickets == []
        later = NOW + timedelta(days=40)
        await store.turn(BOB, "2", later, "bob", keep(lines=("new",)))
        deleted = await store.purge(later, timedelta(days=30))
        assert deleted
        assert deleted["tickets"] == 1
        await store.close()

    asyncio.run(dialogue())


def refs(found: object) -> list[str]:
    assert isinstance(found, list)
    return [one.ticket.ref for one in found]


def numbers(rows: object) -> list[int]:
    assert isinstance(rows, list)
    return [row.parcel.body["n"] for row in rows if isinstance(row, Posted)]


def desk(key: Key) -> Key:
    return Key("telegram-desk", key.chat, key.user)
