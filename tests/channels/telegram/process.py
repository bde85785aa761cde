"""`bot serve` in a process of its own, which can be killed, and the load it is put under."""

from __future__ import annotations

import asyncio
import shutil
import signal
import sqlite3
import sys
from contextlib import asynccontextmanager, closing, suppress
from itertools import count, cycle
from typing import TYPE_CHECKING, Any

import psycopg

from bot.shipped import folder as shipped
from tests.cli.run import environment

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.channels.telegram.people import Person
    from tests.channels.telegram.server import BotApi

# Each gets one reply, whatever came before.
QUESTIONS = ("/code 502", "/code 403", "/help", "/status")


class Served:
    """One process of the bot."""

    def __init__(self, folder: Path, api: BotApi, **settings: str) -> None:
        self.folder = folder
        self.program = ("-m", "bot")
        self.env = environment({**api.settings, "LIMIT_MESSAGES": "100000/second", **settings})
        self.log = ""
        self.says: tuple[str, ...] = ()  # before it serves

    async def start(self) -> None:
        """Start it; it serves when this returns."""
        (self.folder / ".data").mkdir(exist_ok=True)
        for file in (shipped("knowledge").parent / ".data").glob("knowledge-*"):  # compiled once for all tests
            shutil.copy2(file, self.folder / ".data")
        await self.run(*self.program, "serve")
        assert self.process.stdout
        for line in (*self.says, "Serving Telegram. Ctrl-C ends it."):
            assert await self.process.stdout.readline() == f"{line}\n".encode(), await self.end(9)

    async def run(self, *command: str) -> None:
        """Have Python run it."""
        self.process = await asyncio.create_subprocess_exec(
            sys.executable,
            *command,
            cwd=self.folder,
            env=self.env,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        assert self.process.stderr
        self._logged = asyncio.create_task(self.process.stderr.read())  # all the time: a full pipe would stop it

    async def end(self, number: int = signal.SIGTERM) -> int:
        """Send a signal and wait for the end; its exit status."""
        with suppress(ProcessLookupError):
            self.process.send_signal(number)
        self.log += (await self._logged).decode()
        await self.process.wait()
        assert self.process.returncode is not None
        return self.process.returncode

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        if url := self.env.get("DATABASE_URL"):
            with psycopg.connect(url) as server:
                return server.execute(statement.encode()).fetchall()
        with closing(sqlite3.connect(self.folder / ".data" / "bot.db")) as database:
            return database.execute(statement).fetchall()


@asynccontextmanager
async def load(people: list[Person], ahead: int = 30) -> AsyncIterator[None]:
    """People who write all the time, so that there is always something to do; what they wrote is there at the end."""

    async def write() -> None:
        questions = cycle(QUESTIONS)
        for number in count():
            await people[0].api.until(lambda: len(people[0].api.updates) <= ahead, 60)
            await people[number % len(people)].write(next(questions) if number % len(people) else "/help")
            await asyncio.sleep(0)

    writing = asyncio.create_task(write())
    try:
        yield
    finally:
        writing.cancel()
        await asyncio.gather(writing, return_exceptions=True)


async def answered(api: BotApi, people: list[Person]) -> None:
    """Wait until everything that was asked is confirmed and was answered."""
    asked = {
        one.id: sum(1 for (chat, _), m in api.messages.items() if chat == one.chat and m["from"]["id"] == one.id)
        for one in people
    }
    await api.until(
        lambda: api.confirmed == api.last_update and all(len(one.seen) >= asked[one.id] for one in people), 60
    )


def check_books(served: Served, api: BotApi, people: list[Person], kills: int) -> int:
    """Nothing was lost, nothing handled twice, and each chat saw each reply in order, at most one a kill again.

    Answers how many replies were repeated.
    """
    updates = api.last_update - 1000
    assert served.rows("SELECT count(*), count(DISTINCT event_id) FROM event") == [(updates, updates)]
    repeated = 0
    for one in people:
        said = [
            text
            for (text,) in served.rows(
                "SELECT text FROM transcript JOIN conversation ON conversation.id = conversation_id "  # noqa: S608 -- a number
                f"WHERE who = 'bot' AND chat = '{one.chat}' ORDER BY transcript.id"
            )
        ]
        seen = one.texts
        again = len(seen) - len(said)
        assert 0 <= again <= kills, (one.chat, again)
        left = iter(seen)
        assert all(any(words == other for other in left) for words in said)  # in order
        repeated += again
    assert served.rows("SELECT count(*) FROM outbox WHERE sent_at IS NULL") == [(0,)]
    return repeated
