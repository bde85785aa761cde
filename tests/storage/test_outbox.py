"""Replies wait in the outbox until they were sent."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.core.events import Key
from bot.ports import Backlog, Parcel, Saved
from bot.storage.statements import MOST_TAKEN
from tests.storage.parts import ANNA, ANNA_IN_GROUP, BOB, DISCORD, MINUTE, NOW, keep

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ports import Posted
    from tests.storage.conftest import Database


def texts(rows: Sequence[Posted] | None) -> list[str]:
    return [row.parcel.body["text"] for row in rows or ()]


def test_rows_belong_to_their_turn_until_its_lease_is_over(stores: Database) -> None:
    async def dialogue() -> None:
        store = stores.open(lease=MINUTE)
        posted = await store.turn(ANNA, "1", NOW, "anna", keep(says=("a", "b")))
        assert texts(posted) == ["a", "b"]
        assert await store.take("telegram", NOW, MINUTE) == []
        assert await store.take("telegram", NOW + MINUTE - timedelta(microseconds=1), MINUTE) == []
        assert texts(await store.take("telegram", NOW + MINUTE, MINUTE)) == ["a", "b"]
        # Now they are leased to that caller.
        assert await store.take("telegram", NOW + MINUTE, MINUTE) == []
        assert texts(await store.take("telegram", NOW + 2 * MINUTE, MINUTE)) == ["a", "b"]
        await store.close()

    asyncio.run(dialogue())


def test_a_lease_is_made_longer(stores: Database) -> None:
    async def dialogue() -> None:
        store = stores.open(lease=MINUTE)
        posted = await store.turn(ANNA, "1", NOW, "anna", keep(says=("a", "b")))
        assert posted
        await store.renew([row.id for row in posted], NOW + MINUTE / 2, MINUTE)
        assert await store.take("telegram", NOW + MINUTE, MINUTE) == []
        assert texts(await store.take("telegram", NOW + 3 * MINUTE / 2, MINUTE)) == ["a", "b"]
        await store.renew([posted[0].id, 12345], NOW, MINUTE)  # one was forgotten meanwhile
        await store.close()

    asyncio.run(dialogue())


def test_a_row_says_what_comes_before_it_in_its_lane(stores: Database) -> None:
    """Since another process may be delivering that; on SQLite `bot tickets reply` may have written it."""

    async def dialogue() -> None:
        store = stores.open()
        first = await store.turn(ANNA, "1", NOW, "anna", keep(says=("a", "b")))
        second = await store.turn(ANNA, "2", NOW, "anna", keep(says=("c",)))
        assert first
        assert second
        assert [row.after for row in [*first, *second]] == [None, first[0].id, first[1].id]
        desk = Saved({}, parcels=[Parcel("say", {}, "telegram-desk"), Parcel("say", {})])
        third = await store.turn(ANNA, "3", NOW, "anna", lambda _: desk)
        assert third
        assert [row.after for row in third] == [None, second[0].id]
        other = await store.turn(BOB, "4", NOW, "bob", keep(says=("d",)))
        assert other
        assert other[0].after is None
        assert [await store.is_behind(row.id) for row in [first[0], first[1], second[0], *third]] == [
            False,
            True,
            True,
            False,
            True,
        ]
        await store.sent([row.id for row in [*first, *second]], NOW)
        assert [await store.is_behind(row.id) for row in third] == [False, False]
        await store.close()

    asyncio.run(dialogue())


def test_orphans_are_taken_whoever_had_them(stores: Database) -> None:
    async def dialogue() -> None:
        store = stores.open()
        posted = await store.turn(ANNA, "1", NOW, "anna", keep(says=("a",)))
        assert await store.take("telegram", NOW, MINUTE, orphans=True) == posted
        assert await store.take("telegram", NOW, MINUTE) == []
        await store.close()

    asyncio.run(dialogue())


def test_what_is_left_and_since_when(stores: Database) -> None:
    async def dialogue() -> None:
        store = stores.open()
        assert await store.backlog() == Backlog(0, None)
        first = await store.turn(ANNA, "1", NOW, "anna", keep(says=("a",)))
        await store.turn(DISCORD, "1", NOW + MINUTE, "bob", keep(says=("b", "c")))
        assert await store.backlog() == Backlog(3, NOW)
        assert first is not None
        await store.sent([first[0].id], NOW + MINUTE)
        assert await store.backlog() == Backlog(2, NOW + MINUTE)
        await store.close()

    asyncio.run(dialogue())


def test_what_was_sent_is_not_taken_again(stores: Database) -> None:
    async def dialogue() -> None:
        store = stores.open()
        posted = await store.turn(ANNA, "1", NOW, "anna", keep(says=("a", "b", "c")))
        assert posted is not None
        await store.sent([posted[0].id, posted[2].id], NOW)
        assert texts(await store.take("telegram", NOW, MINUTE, orphans=True)) == ["b"]
        await store.sent([posted[1].id], NOW)
        await store.sent([posted[1].id, 999_999], NOW + MINUTE)  # again, and one that is not there
        await store.sent([], NOW)
        assert await store.take("telegram", NOW, MINUTE, orphans=True) == []
        await store.close()

    asyncio.run(dialogue())
    assert len(set(stores.sql("SELECT sent_at FROM outbox"))) == 1


def test_a_platform_takes_its_own_rows_in_the_order_of_the_turns(stores: Database) -> None:
    async def dialogue() -> None:
        store = stores.open()
        for n, key in enumerate([ANNA, DISCORD, BOB, ANNA_IN_GROUP, ANNA]):
            await store.turn(key, str(n), NOW, key.user, keep(says=(f"{n}a", f"{n}b")))
        taken = await store.take("telegram", NOW, MINUTE, orphans=True)
        assert texts(taken) == ["0a", "0b", "2a", "2b", "3a", "3b", "4a", "4b"]
        assert [row.key for row in taken[::2]] == [ANNA, BOB, ANNA_IN_GROUP, ANNA]
        assert texts(await store.take("discord", NOW, MINUTE, orphans=True)) == ["1a", "1b"]
        assert await store.take("terminal", NOW, MINUTE, orphans=True) == []
        await store.close()

    asyncio.run(dialogue())


def test_a_row_waits_for_an_earlier_one_that_somebody_delivers_now(stores: Database) -> None:
    async def dialogue() -> None:
        store = stores.open(lease=MINUTE)
        first = await store.turn(ANNA, "1", NOW, "anna", keep(says=("first",)))
        await store.turn(ANNA, "2", NOW + 0.5 * MINUTE, "anna", keep(says=("second",)))
        # Somebody takes over the first row shortly before the lease of the second is over.
        assert await store.take("telegram", NOW + MINUTE, MINUTE) == first
        assert await store.take("telegram", NOW + 1.6 * MINUTE, MINUTE) == []
        assert first is not None
        await store.sent([first[0].id], NOW)
        assert texts(await store.take("telegram", NOW + 1.6 * MINUTE, MINUTE)) == ["second"]
        await store.close()

    asyncio.run(dialogue())


def test_two_who_take_at_once_never_get_the_same_row(stores: Database) -> None:
    async def dialogue() -> None:
        one, two = stores.open(), stores.open()
        for n in range(30):
            await one.turn(Key("telegram", str(n), str(n)), str(n), NOW, str(n), keep(says=(str(n),)))
        later = NOW + 5 * MINUTE
        taken = await asyncio.gather(*(store.take("telegram", later, MINUTE) for store in [one, two] * 4))
        assert sorted(sum(map(texts, taken), []), key=int) == [str(n) for n in range(30)]  # noqa: RUF017 - small
        await one.close()
        await two.close()

    asyncio.run(dialogue())


def test_after_a_long_outage_rows_come_in_portions_the_oldest_first(stores: Database) -> None:
    async def dialogue() -> None:
        store = stores.open()
        await store.turn(ANNA, "1", NOW, "anna", keep(says=tuple(str(n) for n in range(MOST_TAKEN + 5))))
        later = NOW + 5 * MINUTE
        first = await store.take("telegram", later, MINUTE)
        assert texts(first) == [str(n) for n in range(MOST_TAKEN)]
        await store.sent([row.id for row in first], later)
        assert texts(await store.take("telegram", later, MINUTE)) == [str(MOST_TAKEN + n) for n in range(5)]
        await store.close()

    asyncio.run(dialogue())


def test_the_id_of_a_forgotten_row_is_not_given_out_again(stores: Database) -> None:
    async def dialogue() -> None:
        store = stores.open()
        old = await store.turn(ANNA, "1", NOW, "anna", keep(says=("old",)))
        new = await store.turn(ANNA, "2", NOW, "anna", keep(says=("new",), forget=True))
        assert old
        assert new
        # The old reply's delivery ends only now; it must not mark the new reply as sent.
        await store.sent([old[0].id], NOW)
        assert await store.take("telegram", NOW, MINUTE, orphans=True) == new
        await store.close()

    asyncio.run(dialogue())
