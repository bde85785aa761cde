"""Several processes on one PostgreSQL: any number is called, one fetches."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import psycopg
import pytest

from bot.channels.telegram import polling
from tests.channels.telegram.people import Person
from tests.channels.telegram.server import BotApi
from tests.channels.telegram.world import world
from tests.storage.parts import LEADERS, hurry_leaders

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.postgres import PostgresServer

END_OF_THE_LEADER = f"SELECT pg_terminate_backend(pid) {LEADERS}"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    hurry_leaders(monkeypatch)
    monkeypatch.setattr(polling, "_LAST", 0.3)


@pytest.fixture
def url(make_database: Callable[..., str]) -> str:
    """A PostgreSQL database with our tables."""
    return make_database()


def test_two_replicas_that_are_called_share_the_work(url: str) -> None:
    async def run() -> None:
        async with BotApi() as api, world(url, api, webhook=True), world(url, api, webhook=True):
            await api.until(lambda: len(api.made("setWebhook")) == 2)
            urls = [one["url"] for one in api.made("setWebhook")]
            assert len(set(urls)) == 2
            people = [Person(api, number) for number in range(1, 6)]
            for number in range(10):  # the address leads now to one, now to the other
                api.webhook["url"] = urls[number % 2]
                for person in people:
                    await person.write(f"/code {(502, 403)[number % 2]}")
                await api.until(lambda number=number: all(len(one.seen) == number + 1 for one in people))  # type: ignore[misc]
            for person in people:
                assert [text[:3] for text in person.texts] == ["502", "403"] * 5

    asyncio.run(run())


def test_one_fetches_and_the_next_one_takes_over_when_it_ends(url: str) -> None:
    async def run() -> None:
        async with BotApi() as api, world(url, api) as one:
            anna = Person(api, 1)
            await anna.write("/code 502")
            await anna.reads("502 Bad Gateway")
            async with world(url, api):
                await anna.write("/code 403")
                await anna.reads("403 Forbidden")
                assert len(api.made("deleteWebhook")) == 1  # the other one waits
                one.stop.set()
                await one.leadership.close()
                await anna.write("/help")
                await anna.reads("I explain IPTV errors")
                assert len(api.made("deleteWebhook")) == 2
                await api.until(lambda: api.confirmed == api.last_update)
            assert len(anna.seen) == 3
            assert api.conflicts == 0

    asyncio.run(run())


def test_who_loses_the_lock_stops_fetching_before_another_begins(url: str) -> None:
    async def run() -> None:
        async with BotApi() as api, world(url, api), world(url, api):
            people = [Person(api, number) for number in range(1, 4)]
            for number in range(1, 4):
                for person in people:
                    await person.write(f"/code {(502, 403)[number % 2]}")
                with psycopg.connect(url, autocommit=True) as server:
                    server.execute(END_OF_THE_LEADER.encode())
                    for person in people:
                        await person.write("/help")
                    await api.until(lambda number=number: all(len(one.seen) == 2 * number for one in people))  # type: ignore[misc]
            await api.until(lambda: api.confirmed == api.last_update)
            assert api.conflicts == 0
            for person in people:
                codes = [text[:3] for text in person.texts[::2]]
                assert codes == ["403", "502", "403"]

    asyncio.run(run())


@pytest.mark.timeout(180)  # a reply whose commit nobody heard of waits for its lease, for a minute: rare, and no loss
def test_postgres_is_killed_and_started_again_while_people_write(url: str, postgres: PostgresServer) -> None:
    async def run() -> None:
        async with BotApi() as api, world(url, api), world(url, api):
            people = [Person(api, number) for number in range(1, 6)]
            asked = 0
            for _ in range(2):
                for number in range(3):
                    for person in people:
                        await person.write(f"/code {(502, 403)[asked % 2]}")
                    asked += 1
                    if number == 1:
                        await asyncio.to_thread(postgres.stop)
                await asyncio.to_thread(postgres.start)
                await api.until(lambda asked=asked: all(len(one.seen) >= asked for one in people), 90)  # type: ignore[misc]
            await api.until(lambda: api.confirmed == api.last_update)
            for person in people:
                assert [text[:3] for text in person.texts] == ["502", "403"] * 3
            assert api.conflicts == 0

    asyncio.run(run())
