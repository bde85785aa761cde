"""One process leads, and no other one before it has stopped."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Self

import pytest

from bot.storage import leading, open_leadership
from bot.storage.engines import engine, parse
from bot.storage.leading import Elected
from tests.storage.parts import LEADERS, hurry_leaders
from tests.storage.test_postgres import OTHERS
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.ports import Leadership
    from tests.storage.conftest import Database

LOCKED = f"SELECT count(*) {LEADERS}"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    hurry_leaders(monkeypatch)


@dataclass
class Job:
    """Work that is done as long as its process leads, and when."""

    leadership: Leadership
    spans: list[tuple[float, float]] = field(default_factory=list)
    at_it: asyncio.Event = field(default_factory=asyncio.Event)
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    stop: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self) -> None:
        while not self.stop.is_set():
            async with self.leadership.term(self.stop) as over:
                if over.is_set():
                    continue
                begun = time.monotonic()
                self.at_it.set()
                await over.wait()
                self.at_it.clear()
                self.spans.append((begun, time.monotonic()))
                self.ended.set()

    @classmethod
    @asynccontextmanager
    async def at(cls, url: str) -> AsyncIterator[Self]:
        """A process that wants to do it."""
        job = cls(open_leadership(url))
        running = asyncio.create_task(job.run())
        try:
            yield job
            await job.end()
            await running
        finally:
            running.cancel()
            await job.leadership.close()

    async def end(self) -> None:
        """As for SIGTERM."""
        self.stop.set()
        await self.leadership.close()

    async def begins(self) -> None:
        await asyncio.wait_for(self.at_it.wait(), 10)

    async def ends(self) -> None:
        await asyncio.wait_for(self.ended.wait(), 10)


def test_who_has_the_database_alone_leads_until_it_is_stopped(tmp_path: Path) -> None:
    async def dialogue() -> None:
        async with Job.at(f"sqlite:///{tmp_path}/bot.db") as job:
            await job.begins()
        assert len(job.spans) == 1

    asyncio.run(dialogue())


def test_the_next_one_leads_as_soon_as_the_first_one_ends(post: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leading, "_HANDOVER", 60)  # nobody has to wait for that

    async def dialogue() -> None:
        async with Job.at(post.url) as one:
            await one.begins()
            async with Job.at(post.url) as two:
                await asyncio.sleep(0.3)
                assert not two.at_it.is_set()
                assert post.sql("SELECT name FROM ledger") == [("leader",)]
                await one.end()
                await two.begins()
        assert post.sql("SELECT body FROM ledger") == [('{"who":null}',)]

    asyncio.run(dialogue())


def test_two_jobs_of_a_process_share_its_term(post: Database) -> None:
    async def dialogue() -> None:
        async with Job.at(post.url) as one:
            other = Job(one.leadership)
            running = asyncio.create_task(other.run())
            await one.begins()
            await other.begins()
            assert post.sql(LOCKED) == [(1,)]
            await one.end()
            other.stop.set()
            await running
        await one.leadership.close()  # twice is no error

    asyncio.run(dialogue())


def test_a_lost_connection_ends_the_term_and_nobody_else_begins_before(post: Database) -> None:
    async def dialogue() -> None:
        async with Job.at(post.url) as one:
            await one.begins()
            async with Job.at(post.url) as two:
                await asyncio.sleep(0.2)
                for _ in range(3):
                    post.sql(OTHERS)  # whoever is quicker leads next
                    await asyncio.sleep(0.3)
                tasks = {asyncio.create_task(job.begins()) for job in (one, two)}
                await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
                for task in tasks:
                    task.cancel()
        assert one.spans
        spans = sorted(one.spans + two.spans)
        assert all(end < begin for (_, end), (begin, _) in pairwise(spans))

    asyncio.run(dialogue())


def test_who_was_the_last_to_lead_leads_on_at_once(post: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leading, "_HANDOVER", 60)  # it would have to wait for itself

    async def dialogue() -> None:
        async with Job.at(post.url) as job:
            await job.begins()
            post.sql(OTHERS)
            await job.ends()
            await job.begins()

    asyncio.run(dialogue())


def test_an_answer_that_does_not_come_ends_the_term_and_one_that_comes_late_begins_another(
    post: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = leading._is_mine  # noqa: SLF001 -- made slow, as by a network that stands still
    hung: list[float] = [0.0, 0.8]

    def slow(connection: object) -> bool:
        time.sleep(hung.pop(0) if hung else 0.0)
        return real(connection)  # type: ignore[arg-type]

    monkeypatch.setattr(leading, "_is_mine", slow)

    async def dialogue() -> None:
        async with Job.at(post.url) as job:
            await job.begins()
            await until(lambda: not hung)
            await job.ends()
            assert post.sql(LOCKED) == [(1,)]  # nobody has taken it meanwhile
            await job.begins()

    asyncio.run(dialogue())


def test_the_database_comes_late_and_is_told_of_once(post: Database, caplog: pytest.LogCaptureFixture) -> None:
    async def dialogue() -> None:
        post.sql("ALTER TABLE ledger RENAME TO away")
        async with Job.at(post.url) as job:
            await asyncio.sleep(0.5)
            post.sql("ALTER TABLE away RENAME TO ledger")
            await job.begins()

    asyncio.run(dialogue())
    assert caplog.text.count("nothing is led while the database is away") == 1


def test_a_leader_that_is_killed_is_followed_only_when_it_must_have_noticed(post: Database) -> None:
    async def dialogue() -> None:
        session = leading._Session(engine(parse(post.url)))  # noqa: SLF001 -- a process whose end nobody hears of
        assert await session.run(lambda connection: leading._elect(connection, "gone")) == 0  # noqa: SLF001 -- the same
        assert await session.run(lambda connection: leading._begin(connection, "gone"))  # noqa: SLF001 -- the same
        async with Job.at(post.url) as job:
            await asyncio.sleep(0.2)
            await session.close()
            begun = time.monotonic()
            await job.begins()
            assert time.monotonic() - begun >= leading._HANDOVER - leading._EVERY  # noqa: SLF001 -- the same

    asyncio.run(dialogue())


def test_what_never_led_lays_nothing_down(post: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leading, "_HANDOVER", 60)

    async def dialogue() -> None:
        post.sql("INSERT INTO ledger VALUES ('leader', '{\"who\":\"gone\"}', now())")
        leadership, stop = Elected(engine(parse(post.url))), asyncio.Event()

        async def want() -> None:
            async with leadership.term(stop):
                pass

        wanting = asyncio.create_task(want())
        await until(lambda: post.sql(LOCKED) == [(1,)])  # it waits for the one that is gone
        stop.set()
        await wanting
        await leadership.close()
        assert post.sql("SELECT body FROM ledger") == [('{"who":"gone"}',)]

    asyncio.run(dialogue())
