"""PostgreSQL is restarted with `-m immediate` under load. `python -m tests.bench replicas` does it ten times."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tests.storage.restarts import restarts, wrong

if TYPE_CHECKING:
    from tests.postgres import PostgresServer
    from tests.storage.conftest import Database


def test_what_was_stored_is_there_once_and_the_store_goes_on(post: Database, postgres: PostgresServer) -> None:
    async def dialogue() -> None:
        store = post.open()
        told = await restarts(store, postgres, 2)
        assert await wrong(store, told) == (0, 0)
        assert told.refused
        assert sum(told.stored.values()) == post.count("event") == post.count("outbox")
        await store.close()

    asyncio.run(dialogue())
