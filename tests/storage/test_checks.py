"""Account checks and the ledger of panels, on both databases."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.ports import Saved, StoreError
from tests.storage.parts import ANNA, BOB, MINUTE, NOW, keep

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.ports import Json, Loaded, Store
    from tests.storage.conftest import Database


def with_store(stores: Database, story: Callable[[Store], Awaitable[None]]) -> None:
    """Run a story on a store that is closed in the end."""

    async def told() -> None:
        store = stores.open()
        try:
            await story(store)
        finally:
            await store.close()

    asyncio.run(told())


def begin(check: str) -> Callable[[Loaded], Saved]:
    return lambda loaded: Saved(loaded.state, check=check)


def end(check: str, verdict: Json | None = None) -> Callable[[Loaded], Saved]:
    return lambda loaded: Saved(loaded.state, checked=(check, verdict))


def test_a_check_is_open_until_it_has_come_to_its_end(stores: Database) -> None:
    async def story(store: Store) -> None:
        await store.turn(ANNA, "1", NOW, "anna", begin("telegram:1"))
        await store.turn(BOB, "2", NOW + MINUTE, "bob", begin("telegram:2"))
        assert await store.interrupted("telegram", NOW - MINUTE) == []
        assert await store.interrupted("telegram", NOW) == [(ANNA, "telegram:1")]
        assert await store.interrupted("telegram", NOW, orphans=True) == [(ANNA, "telegram:1"), (BOB, "telegram:2")]
        assert await store.interrupted("discord", NOW, orphans=True) == []
        await store.turn(ANNA, "3", NOW + MINUTE, "anna", end("telegram:1", {"verdict": "active"}))
        await store.turn(BOB, "4", NOW + MINUTE, "bob", end("telegram:2"))
        assert await store.interrupted("telegram", NOW, orphans=True) == []

    with_store(stores, story)


def test_a_replay_begins_no_second_check(stores: Database) -> None:
    async def story(store: Store) -> None:
        await store.turn(ANNA, "1", NOW, "anna", begin("telegram:1"))
        assert await store.turn(ANNA, "1", NOW, "anna", begin("telegram:1")) is None

    with_store(stores, story)


def test_checks_are_forgotten_with_the_user(stores: Database) -> None:
    async def story(store: Store) -> None:
        await store.turn(ANNA, "1", NOW, "anna", begin("telegram:1"))
        await store.turn(ANNA, "2", NOW, "anna", keep(forget=True))
        assert await store.interrupted("telegram", NOW, orphans=True) == []
        await store.turn(ANNA, "3", NOW, "anna", end("telegram:1"))  # it comes back after all, and finds nothing

    with_store(stores, story)


def test_rows_of_the_ledger_are_read_and_written_whole(stores: Database) -> None:
    async def story(store: Store) -> None:
        def first(rows: Mapping[str, Json]) -> tuple[Mapping[str, Json], str]:
            assert rows == {"a": {}, "b": {}}
            return {"b": {"n": 1}}, "done"

        assert await store.ledger(["a", "b"], NOW, first) == "done"
        assert await store.ledger(["a", "b"], NOW, lambda rows: ({}, dict(rows))) == {"a": {}, "b": {"n": 1}}

    with_store(stores, story)


def test_what_decide_raises_leaves_the_rows_as_they_were(stores: Database) -> None:
    async def story(store: Store) -> None:
        def broken(_: Mapping[str, Json]) -> tuple[Mapping[str, Json], None]:
            raise ValueError("a mistake of ours")

        await store.ledger(["a"], NOW, lambda _: ({"a": {"n": 1}}, None))
        with pytest.raises(ValueError, match="mistake"):
            await store.ledger(["a"], NOW, broken)
        assert await store.ledger(["a"], NOW, lambda rows: ({}, rows["a"])) == {"n": 1}

    with_store(stores, story)


def test_a_name_that_no_database_stores_is_refused(stores: Database) -> None:
    async def story(store: Store) -> None:
        with pytest.raises(StoreError, match="character"):
            await store.ledger(["\0"], NOW, lambda _: ({}, None))

    with_store(stores, story)


def test_a_hundred_at_once_count_exactly(stores: Database) -> None:
    async def story(store: Store) -> None:
        def count(rows: Mapping[str, Json]) -> tuple[Mapping[str, Json], int]:
            number = rows["a"].get("n", 0) + 1
            return {"a": {"n": number}, "z": {"n": number}}, number

        counted = await asyncio.gather(
            *(store.ledger(["a", "z"], NOW + timedelta(seconds=at), count) for at in range(100))
        )
        assert sorted(counted) == list(range(1, 101))

    with_store(stores, story)
