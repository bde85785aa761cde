"""The bot on a real database, and Telegram and panels beside it, all in one process."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from telegram import Bot

from bot.app.clock import SystemClock
from bot.channels.telegram.calls import Calls
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.platform import Address, Options, Staffed, Telegram
from bot.channels.telegram.transport import AiohttpRequest
from bot.channels.telegram.updates import Me
from bot.core.events import Key
from bot.core.limits import Limit
from bot.engine.checking import Checker
from bot.engine.engine import Engine
from bot.storage import open_leadership, open_store, upgrade
from tests.channels.telegram.people import Person
from tests.channels.telegram.server import TOKEN
from tests.engine.fakes import RULES, TERMS, Panels, Shelf, Tally

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.ports import Leadership, Store
    from tests.channels.telegram.server import BotApi

UNLIMITED = replace(RULES, limits={kind: Limit(10**6, 1e-6) for kind in RULES.limits})
SECRET = "a-secret-of-thirty-two-characters"


@dataclass
class World:
    """Everything that a test touches."""

    api: BotApi
    store: Store
    engine: Engine
    panels: Panels
    telegram: Telegram
    tally: Tally
    leadership: Leadership
    stop: asyncio.Event
    running: asyncio.Task[None]

    def person(self, number: int = 1, chat: int = 0, topic: int | None = None) -> Person:
        return Person(self.api, number, chat, topic)


@asynccontextmanager
async def world(
    at: Path | str,
    api: BotApi,
    *,
    webhook: bool = False,
    panels: Panels | None = None,
    store: Store | None = None,
    staff: int | None = None,
) -> AsyncIterator[World]:
    """A bot that runs; leaving it is an orderly end. The database outlives it: in a folder, or at a URL.

    `staff`: the team's group.
    """
    url = at if isinstance(at, str) else f"sqlite:///{at}/bot.db"
    upgrade(url)
    leadership = open_leadership(url)
    store = store or open_store(url)
    clock, panels = SystemClock(), panels or Panels()
    tally, library = Tally(), Shelf()
    rules = UNLIMITED if staff is None else replace(UNLIMITED, tickets=True, desks=("telegram",))
    engine = Engine(store, library, rules, clock, Checker(store, panels, clock, TERMS), tally)
    address = (
        Address(f"http://127.0.0.1:{(port := free_port())}/hook", SECRET, ("127.0.0.1", port)) if webhook else None
    )
    options = Options(TOKEN, f"{api.url}/bot", f"{api.url}/file/bot", address, alone=isinstance(at, Path))
    staffed = Staffed(staff, store, library) if staff else None
    telegram, stop = Telegram(options, engine, clock, leadership, staffed), asyncio.Event()
    running = asyncio.create_task(telegram.run(stop))
    try:
        yield World(api, store, engine, panels, telegram, tally, leadership, stop, running)
        stop.set()
        await running
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await engine.close()
        await telegram.close()
        await leadership.close()
        await store.close()


def free_port() -> int:
    """A port that nobody listens on now."""
    import socket  # noqa: PLC0415 -- for this alone

    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@asynccontextmanager
async def line(api: BotApi) -> AsyncIterator[TelegramChannel]:
    """The channel alone, without a database."""
    request, updates = AiohttpRequest(TOKEN), AiohttpRequest(TOKEN)
    async with Bot(TOKEN, f"{api.url}/bot", f"{api.url}/file/bot", request, updates) as bot:
        yield TelegramChannel(bot, Me(bot.id, bot.username), Calls())


def key(chat: int = 1, user: int = 1, topic: int | None = None) -> Key:
    return Key("telegram", f"{chat}/{topic}" if topic else str(chat), str(user))
