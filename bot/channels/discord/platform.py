"""Discord as a platform that is served: log in, stay, leave. What nobody can mend is a sentence."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import discord
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from bot.channels.discord.behind import Parts
from bot.channels.discord.client import Client
from bot.channels.discord.fleet import Fleet
from bot.ports import PlatformError

if TYPE_CHECKING:
    from bot.engine.engine import Engine
    from bot.ports import Clock, Library, Store

REFUSED: Final = "Discord refuses DISCORD_TOKEN. Copy it again from the developer portal (Bot, Reset Token)."
_INTENT: Final = "Discord refuses an intent of this program, although it asks for no privileged one: update it."
_CONTENT: Final = (
    "Discord refuses DISCORD_MESSAGE_CONTENT=1: turn on Message Content Intent in the developer portal (Bot), or set "
    "it to 0. Without it the team answers by Reply, by replies and by mentions."
)
# https://discord.com/developers/docs/topics/opcodes-and-status-codes: close codes after which it must not come back.
_CLOSED: Final = {
    4004: REFUSED,
    4010: "Discord refuses the shard.",
    4011: "Discord wants more shards.",
    4012: "Discord refuses the API version of this program: update it.",
    4013: "Discord does not know an intent of this program: update it.",
}
_DISALLOWED: Final = 4014  # an intent that the operator has not turned on


@dataclass(frozen=True, slots=True)
class Options:
    """What an operator sets: the settings that begin with DISCORD_; `alone` and `shards` as in `Parts`."""

    token: str = field(repr=False)
    api_base: str | None = None
    gateway_url: str | None = None
    alone: bool = True
    shards: int | None = None
    staff: int | None = None
    content: bool = False


def use_api(base: str | None) -> None:
    """Speak to another REST API: discord.py has one for the whole process."""
    if base:
        Route.BASE = base.rstrip("/")


class Discord:
    """See `bot.ports.Platform`."""

    name = "Discord"

    def __init__(self, options: Options, engine: Engine, store: Store, clock: Clock, library: Library) -> None:
        self._options = options
        gateway = URL(options.gateway_url) if options.gateway_url else None
        self._parts = Parts(
            engine,
            store,
            clock,
            library,
            options.alone,
            gateway,
            options.shards,
            staff=options.staff,
            content=options.content,
        )
        self._client: Client | Fleet | None = None
        self._running: asyncio.Task[None] | None = None

    @property
    def up(self) -> bool:
        """See `Platform.up`."""
        return self._client is not None and self._client.up

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until `stop` is set; until `close` what is asked is still answered, since Discord asks only once.

        Raises PlatformError for a token or a program that Discord refuses.
        """
        # At DEBUG discord.py logs every event as it comes, forms with logins in them too.
        logger = logging.getLogger("discord")
        logger.setLevel(max(logger.getEffectiveLevel(), logging.INFO))
        use_api(self._options.api_base)
        if self._parts.gateway:
            DiscordWebSocket.DEFAULT_GATEWAY = self._parts.gateway
        self._client = Client(self._parts) if self._parts.alone else Fleet(self._parts, self._is_final)
        self._running = asyncio.create_task(self._client.start(self._options.token))
        stopping = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait((self._running, stopping), return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopping.cancel()
        if self._running.done():
            await self._ended(self._running)

    async def close(self) -> None:
        """Leave Discord."""
        client, self._client = self._client, None
        running, self._running = self._running, None
        if client:
            await client.close()
        if running:
            running.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await running

    async def _ended(self, running: asyncio.Task[None]) -> None:
        error = running.exception()
        await self.close()
        if error and (sentence := self._sentence(error)):
            raise PlatformError(sentence) from None
        raise error or ConnectionError("Discord closed the connection")

    def _sentence(self, error: BaseException) -> str | None:
        """What to tell the operator of an error that comes again as long as nobody does anything; else None."""
        if isinstance(error, discord.LoginFailure):
            return REFUSED
        intent = isinstance(error, discord.PrivilegedIntentsRequired)
        if intent or (isinstance(error, discord.ConnectionClosed) and error.code == _DISALLOWED):
            return _CONTENT if self._options.content else _INTENT
        return _CLOSED.get(error.code) if isinstance(error, discord.ConnectionClosed) else None

    def _is_final(self, error: BaseException) -> bool:
        return self._sentence(error) is not None
