"""The connection to Discord: what happens there becomes an event of the engine, acknowledged before anything else."""

from __future__ import annotations

import asyncio
import logging
import secrets
import sys
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

import aiohttp
import discord
from discord import app_commands

from bot.channels.discord import parts
from bot.channels.discord.commands import Translator, digest, tree
from bot.channels.discord.forms import WRITE, login_text
from bot.channels.discord.ids import PLATFORM, marked, place, private_key, public_key
from bot.channels.discord.outlets import FAILURES, InteractionOutlet, MessageOutlet, Outlet, reason
from bot.channels.discord.reading import MOST_BYTES, decoded, is_text, said, written
from bot.channels.discord.rendering import LINK, form_of
from bot.channels.discord.suggestions import Suggestions
from bot.core.events import Commanded, Pressed, Sent
from bot.core.texts import say
from bot.origin import begin
from bot.origin import place as place_of
from bot.ports import StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yarl import URL

    from bot.channels.discord.ids import Mark
    from bot.core.events import Event
    from bot.engine.engine import Engine
    from bot.meter import Meter
    from bot.ports import Clock, Json, Library, Store

_log = logging.getLogger(__name__)

# Seconds between two looks at the outbox; its leases last a minute.
_RESUME: Final = 20.0
# Discord's rate limits are waited out up to this many seconds (its own least), then the outbox tries again.
_PATIENCE: Final = 30.0
_ATTACHMENTS: Final = 3
_MARKED: Final = (discord.InteractionType.component, discord.InteractionType.modal_submit)


@dataclass(frozen=True, slots=True)
class Parts:
    """What the client works with. `alone`: no other process serves this database."""

    engine: Engine
    store: Store
    clock: Clock
    library: Library
    alone: bool = False
    gateway: URL | None = None


class Client(discord.AutoShardedClient):
    """One bot on Discord. No privileged intents: what is not addressed to the bot is not even sent to it."""

    def __init__(self, made: Parts) -> None:
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # we never speak
        intents = discord.Intents.none()
        intents.guilds = intents.guild_messages = intents.dm_messages = True
        super().__init__(
            intents=intents,
            allowed_mentions=parts.SILENT,
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_ratelimit_timeout=_PATIENCE,
            http_trace=_traced(made.engine.meter),
        )
        self.parts = made
        self.tree = tree(self, self)
        self._suggestions = Suggestions(made.library.current())
        self._resuming: asyncio.Task[None] | None = None

    async def setup_hook(self) -> None:
        """What is done once, after the login and before the first event."""
        self.add_dynamic_items(parts.Press)
        await self.tree.set_translator(Translator())
        await self._tell_commands()
        if self.parts.gateway is not None and not self.shard_count:
            # A client that knows its shards dials DEFAULT_GATEWAY, where another one dials what this call answers.
            self.shard_count, _, _ = await self.http.get_bot_gateway()
        self._resuming = asyncio.create_task(self._resume())

    async def close(self) -> None:
        """Leave Discord."""
        if self._resuming:
            self._resuming.cancel()
        await super().close()

    async def on_message(self, message: discord.Message) -> None:
        """A direct message, or one that mentions the bot. In a channel nothing else is looked at."""
        private = message.guild is None
        if message.author.bot or message.is_system() or self.user is None:
            return
        if not private and self.user not in message.mentions:
            return
        begin(PLATFORM, str(message.id))
        outlet = MessageOutlet(self, message)
        author = message.author.id
        key = private_key(author) if private else public_key(message.channel.id, author)
        try:
            text, unread = await self._text(message)
            event_id, now = str(message.id), self.parts.clock.now()
            event: Event
            if text:
                where = place(message.channel.id, message.id)
                event = written(event_id, key, now, text, where, private=private)
            elif message.attachments or message.stickers:
                event = Sent(event_id, key, now, "large" if unread else _kind(message), private)
            else:
                event = Commanded(event_id, key, now, "start", private=private)
            posted = await self.parts.engine.accept(event, outlet)
            await self.parts.engine.deliver(posted or (), outlet)
        except Exception as error:  # noqa: BLE001 -- every message gets an answer
            await self.failed(error, message)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Forms that were sent off, and buttons that are not ours any more. The rest is discord.py's."""
        data: Mapping[str, Any] = interaction.data or {}
        mark = marked(data.get("custom_id", ""))
        try:
            if interaction.type is discord.InteractionType.modal_submit and mark:
                await self._filled(interaction, mark, parts.filled(data.get("components", ())))
            elif interaction.type in _MARKED and not mark:
                await self._outlet(interaction).remark(say("stale"))
        except Exception as error:  # noqa: BLE001 -- every interaction gets an answer
            await self.failed(error, interaction)

    async def on_error(self, event_method: str, /, *_: Any, **__: Any) -> None:
        """An error of discord.py's own: logged without its text, which may hold what somebody wrote."""
        error = sys.exception()
        self._noted(error or RuntimeError(), event_method)

    async def commanded(self, interaction: discord.Interaction[Any], name: str, text: str = "") -> None:
        """A slash command."""
        outlet = self._outlet(interaction, loose="login typed")
        if await outlet.acknowledge():
            key, now = private_key(interaction.user.id), self.parts.clock.now()
            await self._carry(Commanded(str(interaction.id), key, now, name, text), outlet)

    async def explain(self, interaction: discord.Interaction[Any], message: discord.Message) -> None:
        """The menu of a message, whoever wrote it: read for the one who asks, and for nobody else."""
        outlet = self._outlet(interaction)
        outlet.theirs = message.author.id != interaction.user.id
        if not await outlet.acknowledge():
            return
        text, unread = await self._text(message)
        if not text:
            await outlet.remark(say(unread or "nothing to read"))
            return
        key, where = private_key(interaction.user.id), place(message.channel.id, message.id)
        event = Commanded(str(interaction.id), key, self.parts.clock.now(), "diagnose", text, where)
        await self._carry(event, outlet)

    async def suggested(self, interaction: discord.Interaction[Any], current: str) -> list[app_commands.Choice[str]]:
        """What /code offers, from memory."""
        del interaction
        knowledge = self.parts.library.current()
        if self._suggestions.version != knowledge.version:
            self._suggestions = Suggestions(knowledge)
        return [app_commands.Choice(name=name, value=value) for name, value in self._suggestions.search(current)]

    async def pressed(self, interaction: discord.Interaction[Any], mark: Mark) -> None:
        """One of our buttons."""
        outlet = self._outlet(interaction)
        try:
            if mark.key.user != str(interaction.user.id):
                await outlet.remark(say("not yours"))
            elif form := form_of(mark.button):
                await interaction.response.send_modal(parts.modal(form, mark))  # must be the first answer
            elif await outlet.acknowledge():
                await self._carry(_press(interaction, mark, self.parts.clock), outlet)
        except Exception as error:  # noqa: BLE001 -- every press gets an answer
            await self.failed(error, interaction)

    async def failed(self, error: BaseException, where: discord.Interaction[Any] | discord.Message) -> None:
        """Tell the user of a failure, with a reference that stands in the log. Raises nothing."""
        reference = self._noted(error, type(where).__name__)
        text = say("trouble", reference=reference)
        if isinstance(where, discord.Interaction):
            await self._outlet(where).remark(text)
            return
        try:
            await where.channel.send(text, allowed_mentions=parts.SILENT)
        except FAILURES as again:
            _log.warning("a failure was not told: %s", reason(again))

    def _noted(self, error: BaseException, where: str) -> str:
        """A reference for what is logged: our own errors with their sentence, of others the kind and the place."""
        reference = secrets.token_hex(4)
        if isinstance(error, StoreError):
            _log.error("reference %s: %s", reference, error)
            return reference
        _log.error("reference %s: %s in %s at %s", reference, reason(error), where, place_of(error))
        return reference

    def _outlet(self, interaction: discord.Interaction[Any], loose: str | None = None) -> InteractionOutlet:
        begin(PLATFORM, str(interaction.id))
        return InteractionOutlet(self, interaction, loose=loose)

    async def _filled(self, interaction: discord.Interaction[Any], mark: Mark, values: dict[str, str]) -> None:
        """A form. Whether a login may be checked is judged now, so it may be as old as it likes."""
        outlet = self._outlet(interaction)
        _, _, form = mark.button.partition(".")
        if not await outlet.acknowledge():
            return
        event_id, key, now = str(interaction.id), private_key(interaction.user.id), self.parts.clock.now()
        if form == WRITE:
            await self._carry(written(event_id, key, now, values.get("words", ""), None, private=True), outlet)
        else:
            text = login_text(form, values)
            await self._carry(Commanded(event_id, key, now, "check", text, sealed=True), outlet)

    async def _carry(self, event: Event, outlet: InteractionOutlet) -> None:
        posted = await self.parts.engine.accept(event, outlet, insist=True)
        await self.parts.engine.deliver(posted or (), outlet)
        if not outlet.told:
            await outlet.remark(say("follows" if posted else "no effect"))

    async def _text(self, message: discord.Message) -> tuple[str, str]:
        """What a message says, its pasted files and what it forwards; and the sentence for a file that is not read."""
        assert self.user  # noqa: S101 -- there are no messages before the login
        found, unread = [said(message.content, self.user.id)], ""
        files = list(message.attachments)
        for snapshot in message.message_snapshots:
            found.append(snapshot.content)
            files += snapshot.attachments
        for file in [file for file in files if is_text(file.filename, file.content_type)][:_ATTACHMENTS]:
            if file.size > MOST_BYTES:
                unread = "file too big"
                continue
            try:
                found.append(decoded(await file.read()))
            except FAILURES as error:
                _log.warning("an attachment could not be read: %s", reason(error))
        return "\n".join(part for part in found if part.strip()).strip(), unread

    async def _resume(self) -> None:
        """Deliver what was left in the outbox, by a crash or by Discord's refusal."""
        await self.wait_until_ready()
        orphans, outlet = self.parts.alone, Outlet(self)
        while True:
            try:
                await self.parts.engine.resume(PLATFORM, self.parts.clock.now(), outlet, orphans=orphans)
                orphans = False
            except Exception as error:  # noqa: BLE001 -- the next look may go better
                self._noted(error, "resume")
            await asyncio.sleep(_RESUME)

    async def _tell_commands(self) -> None:
        """Register the commands if they are not the ones that Discord was told last; Discord limits how often."""
        name, told = f"{PLATFORM}:commands:{self.application_id}", {"hash": await digest(self.tree)}

        def known(rows: Mapping[str, Json]) -> tuple[Mapping[str, Json], bool]:
            return {}, rows[name] == told

        def note(_: Mapping[str, Json]) -> tuple[Mapping[str, Json], None]:
            return {name: told}, None

        if not await self.parts.store.ledger([name], self.parts.clock.now(), known):
            await self.tree.sync()
            await self.parts.store.ledger([name], self.parts.clock.now(), note)


def _traced(meter: Meter) -> aiohttp.TraceConfig:
    """Tells of every 429: discord.py waits them out by itself, and says so in its log only."""

    async def ended(_: object, __: object, request: aiohttp.TraceRequestEndParams) -> None:
        if request.response.status == HTTPStatus.TOO_MANY_REQUESTS:
            meter.slowed(PLATFORM)

    config = aiohttp.TraceConfig()
    config.on_request_end.append(ended)
    return config


def _kind(message: discord.Message) -> str:
    """What was sent that cannot be read, as `Sent` calls it."""
    if not message.attachments:
        return "sticker"
    kinds = {"image": "photo", "video": "video", "audio": "voice"}
    return kinds.get((message.attachments[0].content_type or "").partition("/")[0], "file")


def _press(interaction: discord.Interaction[Any], mark: Mark, clock: Clock) -> Event:
    """The event of a press. One that leads into the private conversation begins it here, where only its user reads."""
    kind, _, word = mark.button.partition(".")
    event_id, now = str(interaction.id), clock.now()
    if kind == LINK:
        return Commanded(event_id, private_key(interaction.user.id), now, "start", word)
    return Pressed(event_id, mark.key, now, mark.button, private=mark.key.chat == mark.key.user)
