"""Discord: how soon interactions are acknowledged while checks hang, and what a slash turn costs beside a stock one."""

from __future__ import annotations

import asyncio
import itertools
import json
import statistics
import tempfile
import time
import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, Self

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # discord.py imports audioop, for voice
    import discord
    from discord import app_commands

from bot.core.limits import Limit
from bot.engine.engine import Engine
from bot.storage import upgrade
from tests.bench.row import Row
from tests.channels.discord.server import BOT, discord_server
from tests.channels.discord.story import forty_hanging_checks
from tests.channels.discord.world import RULES, Office, office

LATEST: Final = 1.5
TARGET: Final = 8.0
ROUNDS: Final = 6
TURNS: Final = 150
USERS: Final = 50

# In turn, so that each is a new problem and not the same one that goes on.
_ASKED: Final = ("403", "502")
_USER: Final[Any] = {"id": str(BOT), "username": "bot", "discriminator": "0", "avatar": None, "bot": True}
_MESSAGE: Final[Any] = {
    "id": "1",
    "channel_id": "300",
    "author": _USER,
    "content": "",
    "timestamp": "2026-11-21T12:00:00Z",
    "edited_timestamp": None,
    "tts": False,
    "mention_everyone": False,
    **{name: [] for name in ("mentions", "mention_roles", "attachments", "embeds", "components")},
    "pinned": False,
    "type": 0,
    "flags": 64,
}


def rows() -> list[Row]:
    """All figures."""
    with tempfile.TemporaryDirectory(dir=Path(__file__).parent) as folder:  # on a disk, where /tmp may be memory
        paths = [Path(folder) / f"{number}.db" for number in range(3)]
        for path in paths:
            upgrade(f"sqlite:///{path}")
        took = asyncio.run(_acknowledged(paths[0]))
        crowd, alone = asyncio.run(_turns(paths[1], USERS)), asyncio.run(_turns(paths[2], 1))
    late = sum(one >= LATEST for one in took)
    return [
        Row(
            "Discord: interactions acknowledged within 1.5 s while 40 checks hang",
            f"{len(took) - late} of {len(took)}; slowest {max(took):.2f} s",
            "",
            f"{100 * (len(took) - late) / len(took):.0f} %",
            "100 %",
            late == 0,
        ),
        _row(f"{USERS} in flight", *crowd, TARGET),
        _row("one at a time", *alone, None),
    ]


def _row(how: str, ours: list[float], stock: list[float], target: float | None) -> Row:
    ratio = statistics.median(ours) / statistics.median(stock)
    return Row(
        f"Discord: full slash turn with persistence, CPU, {how}",
        f"{statistics.median(ours) * 1000:.2f} ms",
        f"stock echo command {statistics.median(stock) * 1000:.2f} ms",
        f"{ratio:.1f}",
        f"≤ {target:.0f}" if target else "",
        ratio <= target if target else None,
    )


async def _acknowledged(path: Path) -> list[float]:
    async with discord_server() as server, office(path) as parts:
        return await forty_hanging_checks(server, parts)


class _Stub:
    """In place of the HTTP session under discord.py: what is sent is gone, and an answer is there at once."""

    def __init__(self) -> None:
        self.sent = 0
        self._more = asyncio.Event()

    def request(self, _: str, url: str, data: str | None = None, **__: object) -> _Response:
        """A request; a first answer to an interaction gets a receipt, everything else is a message."""
        self.sent += 1
        self._more.set()
        if url.endswith("/callback"):
            return _Response({"interaction": {"id": "1", "type": 2}})
        assert data
        assert "403 Forbidden" in data or "502 Bad Gateway" in data, "not the answer"
        return _Response(_MESSAGE)

    async def until(self, sent: int) -> None:
        """Wait for so many requests."""
        while self.sent < sent:
            self._more.clear()
            await self._more.wait()


class _Response:
    """What discord.py asks of one."""

    status = 200

    def __init__(self, body: dict[str, Any]) -> None:
        self.headers = {"content-type": "application/json"}
        self._body = json.dumps(body)

    async def text(self, **_: str) -> str:
        return self._body

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        """Nothing is held."""


class _Echo(discord.Client):
    """The stock bot: one slash command that says what it was told."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents.none())
        self.tree = app_commands.CommandTree(self)

        @self.tree.command(name="code", description="Echo")
        async def code(interaction: discord.Interaction[Any], code: str) -> None:
            await interaction.response.send_message(code, ephemeral=True)


async def _turns(path: Path, crowd: int) -> tuple[list[float], list[float]]:
    """CPU seconds of a slash turn in each round, ours and the stock bot's, which never run at the same time.

    `crowd`: so many are in flight.
    """
    stub = _Stub()
    rules = replace(RULES, limits={**RULES.limits, "message": Limit(1_000_000, 1)})
    ours: list[float] = []
    stock: list[float] = []
    async with office(path) as parts:
        engine = Engine(parts.store, parts.shelf, rules, parts.time, parts.panel)
        clients: dict[discord.Client, list[float]] = {
            Office(parts.store, engine, parts.panel, parts.time, parts.tally).client(): ours,
            _Echo(): stock,
        }
        for client in clients:
            await client._async_setup_hook()  # noqa: SLF001 -- what a login does, without one
            state = client._connection  # noqa: SLF001 -- the same
            client.http._HTTPClient__session = stub  # type: ignore[attr-defined] # noqa: SLF001 -- the same
            state.application_id, state.user = BOT, discord.ClientUser(state=state, data=_USER)
        ids = {client: itertools.count() for client in clients}
        for number in range(ROUNDS + 1):
            for client, found in clients.items():
                cpu = await _round(client, ids[client], stub, crowd)
                if number:  # the first one fills caches
                    found.append(cpu)
    return ours, stock


async def _round(client: discord.Client, ids: itertools.count[int], stub: _Stub, crowd: int) -> float:
    state = client._connection  # noqa: SLF001 -- where the gateway hands over
    answers = 1 if isinstance(client, _Echo) else 2
    begun = time.process_time()
    for _ in range(TURNS // crowd):
        before = stub.sent
        for _ in range(crowd):
            state.parsers["INTERACTION_CREATE"](_slash(next(ids)))
        await stub.until(before + crowd * answers)
        await asyncio.gather(*(asyncio.all_tasks() - {asyncio.current_task()}))
    return (time.process_time() - begun) / TURNS


def _slash(number: int) -> dict[str, Any]:
    user = {"id": str(500 + number % USERS), "username": "anna", "discriminator": "0", "avatar": None}
    member = {"user": user, "roles": [], "joined_at": "2026-01-01T00:00:00Z", "permissions": "0", "flags": 0}
    at = (int(time.time() * 1000) - 1_420_070_400_000) << 22  # noqa: TID251 -- ids hold the time
    return {
        "id": str(at + number),
        "application_id": str(BOT),
        "type": 2,
        "token": f"token{number}",
        "version": 1,
        "data": {
            "id": "1",
            "name": "code",
            "type": 1,
            "options": [{"name": "code", "type": 3, "value": _ASKED[number // USERS % 2]}],
        },
        "guild_id": "200",
        "channel_id": "300",
        "channel": {"id": "300", "type": 0, "name": "help", "guild_id": "200", "position": 0},
        "member": {**member, "deaf": False, "mute": False},
        "locale": "en-US",
        "entitlements": [],
        "authorizing_integration_owners": {},
        "context": 0,
        "app_permissions": "0",
        "attachment_size_limit": 10_000_000,
    }
