"""Everything that a run touches: the bot in its own process, Telegram, panels, a helpdesk, knowledge, a database."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import subprocess
import time
from collections import Counter
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, Any, Final

import psycopg
from aiohttp import web

from bot.library.watch import Shelf
from bot.shipped import folder as shipped
from tests.channels.telegram.process import Served
from tests.faults.panels import panels
from tests.faults.platform import Platform
from tests.panel import ALLOWED

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.faults.panels import Panels
    from tests.faults.plan import Plan
    from tests.postgres import PostgresServer

SECRET: Final = "Zqkey-of-fingerprints-5527"
HOOK: Final = "Zqkey-of-the-webhook-8812"
MINUTE: Final = 100
"""Messages that a user may send in a minute; nobody but those who flood sends as many."""


@dataclass
class Helpdesk:
    """What the webhook brings: headers and body of each call. `busy`: it takes it, and says that it did not."""

    taken: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    busy: bool = False
    url: str = ""

    async def handle(self, request: web.BaseRequest) -> web.Response:
        self.taken.append((dict(request.headers), await request.read()))
        return web.Response(status=503 if self.busy else 204)


@dataclass
class World:
    """All of it, and what came of it so far.

    `kills`: how many; `back`: of each restart of PostgreSQL the seconds to the first turn; `waited`: of each flood the
    seconds that somebody else waited; `hung`: what came to no end; `done`: how often what was done, or befell us;
    `secrets`: what was planted.
    """

    plan: Plan
    folder: Path
    api: Platform
    panels: Panels
    desk: Helpdesk
    served: Served
    url: str
    shelf: Shelf
    postgres: PostgresServer | None = None
    kills: int = 0
    back: list[float] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)
    hung: list[str] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)
    secrets: list[str] = field(default_factory=list)
    editor: asyncio.Lock = field(default_factory=asyncio.Lock)  # one slip in the knowledge at a time

    @property
    def knowledge(self) -> Path:
        return self.folder / "knowledge"

    @property
    def file(self) -> Path:
        """The SQLite database."""
        return self.folder / ".data" / "bot.db"

    @property
    def patience(self) -> float:
        """Seconds to wait for the bot; behind a process that died an answer is late by a minute, or by several."""
        return 60 if self.plan.short else 300

    @property
    def slow(self) -> float:
        """Seconds for what may be late or never come: the end of a check, an answer to an old button."""
        return 5 if self.plan.short else 20

    async def erased(self) -> bool:
        """Whether SQLite has written over what was forgotten."""
        return self.plan.database != "sqlite" or await self.rows("PRAGMA user_version") == [(0,)]

    def bytes(self) -> bytes:
        """All that is in the files of SQLite.

        Read by another process: to close a file drops the locks that the connections of this one have on it, and then
        the database is spoilt sooner or later.
        """
        files = [path for path in (self.file, self.file.with_name("bot.db-wal")) if path.exists()]
        return subprocess.run(["cat", *files], capture_output=True, check=True).stdout if files else b""

    async def start(self) -> None:
        """Start the bot, again and again until it serves: what supervises it does the same."""
        until = time.monotonic() + self.patience
        while True:
            try:
                await self.served.start()
            except AssertionError:
                if time.monotonic() > until:
                    raise
                await asyncio.sleep(0.2)  # its database is not back
            else:
                return

    async def kill(self) -> None:
        self.kills += 1
        await self.served.end(9)

    async def rows(self, statement: str) -> list[tuple[Any, ...]]:
        return await asyncio.to_thread(self.served.rows, statement)

    def write(self, statement: str) -> None:
        """Change something in the database, past the bot."""
        if self.plan.database == "sqlite":
            with closing(sqlite3.connect(self.file, isolation_level=None)) as lite:
                lite.execute(statement)
        else:
            with psycopg.connect(self.url, autocommit=True) as post:
                post.execute(statement.encode())

    def minute_passes(self) -> None:
        """What a process that died had in hand is free for others: its leases are over."""
        past = "1" if self.plan.database == "sqlite" else "'2000-01-01'"
        self.write(f"UPDATE outbox SET lease_until = {past} WHERE sent_at IS NULL")  # noqa: S608 -- two literals
        self.write(f"UPDATE account_check SET begun_at = {past} WHERE ended_at IS NULL")  # noqa: S608 -- the same


@asynccontextmanager
async def world(
    plan: Plan, folder: Path, url: str = "", postgres: PostgresServer | None = None
) -> AsyncIterator[World]:
    """The parts, with the bot still to be started. `url`: of an empty PostgreSQL database with our tables."""
    shutil.copytree(shipped("knowledge"), folder / "knowledge")
    async with AsyncExitStack() as stack:
        chance = Random(f"weather {plan.seed}")  # noqa: S311 -- a seed is the point
        api = await stack.enter_async_context(Platform(chance=chance))
        here = await stack.enter_async_context(panels(plan.panels))
        desk = Helpdesk()
        runner = web.ServerRunner(web.Server(desk.handle, access_log=None), shutdown_timeout=0.1)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        desk.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
        settings = {
            **ALLOWED,
            "SECRET_KEY": SECRET,
            "KNOWLEDGE_DIR": str(folder / "knowledge"),
            "LOG_LEVEL": "DEBUG" if plan.short else "INFO",
            "LIMIT_MESSAGES": f"{MINUTE}/minute",
            "LIMIT_CHECKS": "1000/day",
            "LIMIT_TICKETS": "1000/day",
            "CHECK_ACCOUNTS": "100",
            "TICKET_WEBHOOK_URL": desk.url,
            "TICKET_WEBHOOK_SECRET": HOOK,
            **({"DATABASE_URL": url} if url else {}),
        }
        served = Served(folder, api, **settings)
        shelf = Shelf(folder / "knowledge", folder / ".data")  # compiled here, so that the bot finds it compiled
        lite = f"sqlite:///{folder / '.data' / 'bot.db'}"
        yield World(plan, folder, api, here, desk, served, url or lite, shelf, postgres)
