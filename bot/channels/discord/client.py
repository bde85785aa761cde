"""The connection to Discord: what happens there becomes an event of the engine, acknowledged before anything else."""

from __future__ import annotations

import asyncio
import sys
import threading
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

import aiohttp
import discord
from discord.ext import tasks
from discord.gateway import KeepAliveHandler

from bot.channels.discord import parts
from bot.channels.discord.commands import Translator, register, tree
from bot.channels.discord.ids import PLATFORM
from bot.channels.discord.interactions import Interactions, noted
from bot.channels.discord.outlets import Direct
from bot.channels.discord.talk import Talk
from bot.channels.discord.team import Team
from bot.engine.parcels import desk
from bot.origin import begin

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.channels.discord.behind import Parts
    from bot.meter import Meter
    from bot.ports import Channel

# Seconds between two looks at the outbox; its leases last a minute.
_RESUME: Final = 5.0
# Discord's rate limits are waited out up to this many seconds (its own least), then the outbox tries again.
_PATIENCE: Final = 30.0
_MARKED: Final = (discord.InteractionType.component, discord.InteractionType.modal_submit)


@dataclass(frozen=True, slots=True)
class Part:
    """One shard of `count`, for a client that serves no other. `book`: wait until it may log in."""

    shard: int
    count: int
    book: Callable[[], Awaitable[None]]


class Client(discord.AutoShardedClient):
    """One bot on Discord. Without a privileged intent, unless the operator wants the team's messages relayed.

    `part`: it serves one shard only; commands and users' outbox are another client's matter.
    """

    def __init__(self, behind: Parts, part: Part | None = None) -> None:
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # we never speak
        intents = discord.Intents.none()
        intents.guilds = intents.guild_messages = intents.dm_messages = True
        intents.message_content = behind.content
        super().__init__(
            intents=intents,
            allowed_mentions=parts.SILENT,
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_ratelimit_timeout=_PATIENCE,
            http_trace=_traced(behind.engine.meter),
            shard_count=part.count if part else behind.shards,
        )
        self.shard_ids = [part.shard] if part else None
        self.behind = behind
        self._part = part
        self._talk = Talk(self, behind)
        self._team = Team(self, behind, behind.staff) if behind.staff else None
        self.interactions: Final = Interactions(self, behind, self._team)
        self.tree = tree(self, self.interactions)
        self._channels: dict[str, Channel] = {} if part else {PLATFORM: Direct(self)}
        if self._team and (part or behind.alone):  # the team's chat is for who hears the team's server
            self._channels[desk(PLATFORM)] = self._team.desk
        self._attached: set[str] = set()
        self._resumed: set[str] = set()
        self._resuming = tasks.loop(seconds=_RESUME)(self._resume)

    @property
    def up(self) -> bool:
        """Whether it hears what is written."""
        # Not by is_ready(): that waits two seconds for more servers, and stays true when the connection is lost.
        return any(not shard.is_closed() for shard in self.shards.values())

    async def setup_hook(self) -> None:
        """What is done once, after the login and before the first event."""
        self.add_dynamic_items(parts.Press, parts.DeskPress)
        await self.tree.set_translator(Translator())
        if not self._part:
            await register(self.tree, self.behind, self.application_id)
        if self.behind.alone and self.behind.gateway is not None and not self.shard_count:
            # A client that knows its shards dials DEFAULT_GATEWAY, where another one dials what this call answers.
            self.shard_count, _, _ = await self.http.get_bot_gateway()
        self._resuming.before_loop(self._begin)
        self._resuming.start()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Discord wants logins of shards to be some seconds apart."""
        if self._part:
            await self._part.book()
        else:
            await super().before_identify_hook(shard_id, initial=initial)

    async def hush(self) -> None:
        """Hear nothing more, and carry nothing but answers to what was heard."""
        self._let_go()
        await asyncio.gather(*(shard.disconnect() for shard in self.shards.values()), return_exceptions=True)
        self._still()

    async def close(self) -> None:
        """Leave Discord."""
        self._let_go()
        await super().close()
        self._still()

    async def on_message(self, message: discord.Message) -> None:
        """A direct message, one in the team's channel, or one that mentions the bot. Nothing else is looked at."""
        if message.author.bot or message.is_system() or self.user is None:
            return
        begin(PLATFORM, str(message.id))
        try:
            if message.guild and self._team and await self._team.wrote(message):
                return
            if message.guild is None or self.user in message.mentions:
                await self._talk.wrote(message, self.user.id)
        except Exception as error:  # noqa: BLE001 -- every message gets an answer
            await self.interactions.failed(error, message)

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """A message is another one now: the same for those who read it. Previews that Discord adds are no change."""
        message = payload.message
        if message.author.bot or message.edited_at is None or self.user is None:
            return
        at = str(message.edited_at.timestamp())
        try:
            if payload.guild_id is None:
                await self._talk.edited(message, self.user.id, at)
            elif self._team:
                await self._team.edited(message, at)
        except Exception as error:  # noqa: BLE001 -- whoever changed it hears that it did not follow
            await self.interactions.failed(error, message)

    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """A message is gone."""
        await self._gone(payload.guild_id, payload.channel_id, payload.message_id)

    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Many are."""
        for message in payload.message_ids:
            await self._gone(payload.guild_id, payload.channel_id, message)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Forms that were sent off, and buttons that are not ours any more. The rest is discord.py's."""
        await self.interactions.happened(interaction)

    async def on_error(self, event_method: str, /, *_: Any, **__: Any) -> None:
        """An error of discord.py's own: logged without its text, which may hold what somebody wrote."""
        error = sys.exception()
        noted(error or RuntimeError(), event_method)

    def _let_go(self) -> None:
        """What goes to Discord goes by another client, if there is one."""
        self._resuming.cancel()
        while self._attached:
            self.behind.engine.detach(self._attached.pop())

    def _still(self) -> None:
        """End the heartbeats of connections that were given up while they were made; discord.py forgets those."""
        for thread in threading.enumerate():
            if isinstance(thread, KeepAliveHandler) and thread.ws._connection is self._connection:  # noqa: SLF001 -- it has no other name
                thread.stop()

    async def _gone(self, guild: int | None, channel: int, message: int) -> None:
        try:
            if guild is None:
                await self._talk.deleted(channel, message)
            elif self._team:
                await self._team.deleted(channel, message)
        except Exception as error:  # noqa: BLE001 -- there is nobody to tell
            noted(error, "deletion")

    async def _begin(self) -> None:
        """Once Discord is reached, what goes there goes by this process."""
        if self._part or self.behind.alone:
            await self.wait_until_ready()
        if self._part and self.behind.staff and self.get_channel(self.behind.staff) is None:
            self._channels.clear()  # another shard has the team's server
        for name, channel in self._channels.items():
            self.behind.engine.attach(name, channel)
            self._attached.add(name)

    async def _resume(self) -> None:
        """Deliver what was left in the outbox, by a crash, by Discord's refusal, or by a process without Discord."""
        for name, channel in self._channels.items():
            alone = self.behind.alone and name not in self._resumed
            try:
                await self.behind.engine.resume(name, self.behind.clock.now(), channel, orphans=alone)
                self._resumed.add(name)
            except Exception as error:  # noqa: BLE001 -- the next look may go better
                noted(error, "resume")


def _traced(meter: Meter) -> aiohttp.TraceConfig:
    """Tells of every 429: discord.py waits them out by itself, and says so in its log only."""

    async def ended(_: object, __: object, request: aiohttp.TraceRequestEndParams) -> None:
        if request.response.status == HTTPStatus.TOO_MANY_REQUESTS:
            meter.slowed(PLATFORM)

    config = aiohttp.TraceConfig()
    config.on_request_end.append(ended)
    return config
