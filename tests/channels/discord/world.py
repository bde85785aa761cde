"""The bot on a simulated Discord (simcord: in process, with Discord's rules, none of them written by us)."""

from __future__ import annotations

import asyncio
import logging
import re
import shutil
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import discord
import simcord

from bot.channels.discord.behind import Parts
from bot.channels.discord.client import Client
from bot.core.account.verdict import Outcome, Verdict
from bot.core.limits import Limit
from bot.engine.checking import Checker
from bot.engine.deciding import Rules
from bot.engine.engine import Engine
from bot.storage import open_store, upgrade
from tests.core.base import NOON
from tests.engine.fakes import Tally
from tests.shipped import knowledge

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from datetime import datetime

    from simcord.actors import MemberActor
    from simcord.builders import ChannelHandle, GuildHandle
    from simcord.env import Env

    from bot.core.account.login import Login
    from bot.core.knowledge import Knowledge
    from bot.ports import Store

RULES = Rules(
    limits={"message": Limit(20, 3.0), "check": Limit(5, 17280.0), "ticket": Limit(3, 28800.0)},
    idle=timedelta(hours=24),
    lease=timedelta(minutes=1),
    secret=b"a secret of sixteen bytes",
)
_REFERENCE = re.compile(r"Reference: ([0-9a-f]{8})")
ACTIVE = Outcome(Verdict("active"))


class Time:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = NOON

    def now(self) -> datetime:
        return self.at


class Shelf:
    """A library with one base."""

    def __init__(self) -> None:
        self.base = knowledge()

    def current(self) -> Knowledge:
        return self.base


class Panel(Checker):
    """What answers account checks: at once, or (`hang`) when `let_go` is called."""

    def __init__(self) -> None:
        self.outcome = ACTIVE
        self.seen: list[Login] = []
        self.hang: Callable[[Awaitable[object]], Awaitable[object]] | None = None
        self._free = asyncio.Event()

    async def check(self, login: Login, owner: str | None) -> Outcome:
        assert owner
        self.seen.append(login)
        if self.hang:
            await self.hang(self._free.wait())
        return self.outcome

    def let_go(self) -> None:
        self._free.set()


def database(folder: Path) -> Path:
    """A database with our tables."""
    path = folder / "bot.db"
    if not path.exists():
        upgrade(f"sqlite:///{path}")
    return path


@dataclass
class Office:
    """The parts behind a client, on one database."""

    store: Store
    engine: Engine
    panel: Panel
    time: Time
    tally: Tally
    shelf: Shelf = field(default_factory=Shelf)

    def client(self, *, alone: bool = False, staff: int | None = None, content: bool = False) -> Client:
        """A client; the options as in Parts."""
        parts = Parts(self.engine, self.store, self.time, self.shelf, alone=alone, staff=staff, content=content)
        return Client(parts)


@asynccontextmanager
async def office(at: Path | str, time: Time | None = None, rules: Rules = RULES) -> AsyncIterator[Office]:
    """Parts on a database, a file or at a URL; closed in the end."""
    url = at if isinstance(at, str) else f"sqlite:///{at}"
    store, panel, time, shelf = open_store(url, lease=rules.lease), Panel(), time or Time(), Shelf()
    try:
        tally = Tally()
        engine = Engine(store, shelf, rules, time, panel, tally)
        yield Office(store, engine, panel, time, tally, shelf)
        await engine.close()
    finally:
        await store.close()


@dataclass
class World:
    """A server with a channel, and two people in it."""

    env: Env
    office: Office
    guild: GuildHandle
    channel: ChannelHandle
    alice: MemberActor
    bob: MemberActor
    folder: Path

    @property
    def mention(self) -> str:
        assert self.env.bot.user
        return self.env.bot.user.mention

    async def restart(self) -> None:
        """The process ends and another one begins, on the same database and the same Discord."""
        await self.env.restart_bot(self.office.client())

    async def send_file(self, file: tuple[str, bytes]) -> None:
        """Alice sends a file to the bot."""
        direct = self.alice.user.dm_channel
        stored = self.env.backend.store_attachments(direct.id, [file])
        await self.alice.send_dm("", attachments=stored)

    def public(self) -> str:
        """Everything that stands in the channel for everybody."""
        said = [message for message in self.channel.history() if not message.flags.ephemeral]
        return "\n".join(text(message) for message in said if message.author.bot)


class Log(logging.Handler):
    """What stands in the log of the channel."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        logging.getLogger("bot.channels.discord").addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())

    def holds(self, said: str) -> bool:
        """Whether the reference that the user was given stands there."""
        found = _REFERENCE.search(said)
        return bool(found and any(found[1] in line for line in self.lines))


def text(message: Any) -> str:  # noqa: ANN401 -- a message of discord.py or a response of simcord
    """What a reader sees of a message, without the buttons."""
    return "\n".join([message.content or "", *(embed.description or "" for embed in message.embeds)])


def labels(message: Any) -> list[str]:  # noqa: ANN401 -- the same
    """The buttons under a message."""
    rows = [row if isinstance(row, dict) else row.to_dict() for row in message.components]
    return [button["label"] for row in rows for button in row["components"]]


@asynccontextmanager
async def world(
    path: Path, rules: Rules = RULES, intents: discord.Intents | None = None, /, **options: bool
) -> AsyncIterator[World]:
    """The bot, logged in to a simulated Discord, which has approved no privileged intents but these."""
    approved = intents or discord.Intents.none()
    async with (
        office(path, rules=rules) as parts,
        simcord.run(parts.client(), shard_count=1, approved_intents=approved, **options) as env,
    ):
        guild = env.create_guild()
        channel = guild.create_text_channel("help")
        alice, bob = (guild.add_member(env.create_user(name)) for name in ("alice", "bob"))
        with env.time_context():
            yield World(env, parts, guild, channel, alice, bob, path.parent)


def story(test: Callable[[World], Awaitable[None]]) -> Callable[[Path, Path], None]:
    """A test that plays in a world of its own."""
    return _played(test)


def rough_story(test: Callable[[World], Awaitable[None]]) -> Callable[[Path, Path], None]:
    """The same, where something fails on purpose."""
    return _played(test, check_errors=False)


def _played(test: Callable[[World], Awaitable[None]], **options: bool) -> Callable[[Path, Path], None]:
    def run(tmp_path: Path, migrated: Path) -> None:
        async def play() -> None:
            async with world(Path(shutil.copy(migrated, tmp_path / "bot.db")), **options) as here:
                await test(here)

        asyncio.run(play())

    run.__name__ = test.__name__
    run.__doc__ = test.__doc__
    return run


def files(world: World) -> bytes:
    """Everything on the disk."""
    return files_in(world.folder)


def files_in(folder: Path) -> bytes:
    """Everything in a folder."""
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())
