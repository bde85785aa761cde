"""The team's channel as an outlet: cards, what users say, files. A thread that is gone is made anew.

Nothing is given up: what Discord refuses stays in the outbox.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

import discord

from bot.channels.discord import parts, topics
from bot.channels.discord.ids import PLATFORM, message_named, placed
from bot.channels.discord.outlets import FAILURES, named, reason, whole
from bot.channels.discord.rendering import Card
from bot.core import effects
from bot.core.texts import say
from bot.core.tickets.card import card
from bot.ports import DeliveryError, LostError, StoreError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.channels.discord.behind import Parts
    from bot.channels.discord.room import Room
    from bot.core.effects import Carried
    from bot.core.events import Key
    from bot.ports import Filed

_log = logging.getLogger(__name__)

# https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
_UNKNOWN_CHANNEL: Final = 10003
_ARCHIVED: Final = 50083
_TOO_LARGE: Final = 413
_SUFFIXES: Final = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp", "image/gif": "gif"}
_CLEARED: Final = 500  # messages of a thread that the bot may not delete


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo on its way, under a name that says nothing."""

    name: str
    data: bytes = field(repr=False)


class Desk:
    """See `bot.ports.Channel`; keys are lanes of "discord-desk"."""

    def __init__(self, client: discord.Client, behind: Parts, room: Room) -> None:
        self._client = client
        self._store = behind.store
        self._room = room

    async def deliver(self, key: Key, effect: Carried) -> str | None:
        """See `bot.ports.Channel`."""
        del key  # a ticket says where it is
        if self._client.is_closed():
            raise DeliveryError("the connection to Discord is closed")
        try:
            name = await self._carried(effect)
        except StoreError as error:
            raise DeliveryError(str(error)) from None
        except discord.Forbidden as error:
            raise self._room.refused(why=reason(error)) from None
        except FAILURES as error:
            raise DeliveryError(reason(error)) from None
        self._room.answered()
        return name

    async def _carried(self, effect: Carried) -> str | None:
        match effect:
            case effects.Card():
                return await self._card(effect)
            case effects.Relay():
                return await self._relay(effect)
            case effects.Document():
                return await self._document(effect)
            case effects.Revise(target=str(target)):
                await self._revise(effect, target)
            case effects.Erase():
                await self._erase(effect)
            case _:
                raise LostError("that is not for the team")
        return None

    async def _card(self, shown: effects.Card) -> str | None:
        filed = await self._store.ticket(shown.ticket)
        if filed is None:  # the user was forgotten meanwhile
            return None
        if filed.place is None:
            return (await self._opened(filed))[1]
        try:
            return await self._renewed(shown, filed, int(filed.place))
        except discord.NotFound as error:
            if error.code != _UNKNOWN_CHANNEL:
                raise
        if filed.ticket.closed:  # the team deleted its thread, and it is over
            return None
        return (await self._opened(filed, gone=True))[1]

    async def _renewed(self, shown: effects.Card, filed: Filed, place: int) -> str | None:
        """The card as it is now; another one where there is none any more, or a crash came before it."""
        if filed.card:
            made = topics.top(shown, embeds=self._room.embeds())
            try:
                await self._change(*message_named(filed.card), made, view=parts.view(made))
            except discord.NotFound as error:
                if error.code == _UNKNOWN_CHANNEL:
                    raise
            else:
                return filed.card
        elif self._room.is_private(place):
            await self._room.announce(shown.ticket, place)
        return await self._crowned(filed, place)

    async def _relay(self, relay: effects.Relay) -> str | None:
        if relay.photo:
            file = await self._photo(relay.photo)
            words = say("desk photo" if file else "desk photo elsewhere")
            [made] = topics.passed(relay.who, words, embeds=False)
            return named(await self._within(relay.ticket, partial(_sent, made=made, photo=file)))
        posted: discord.Message | None = None
        for made in topics.passed(relay.who, relay.text, embeds=self._room.embeds()):
            posted = await self._within(relay.ticket, partial(_sent, made=made))
        return named(posted)

    async def _document(self, document: effects.Document) -> str | None:
        ref = document.name.partition(".")[0]
        return named(await self._within(ref, partial(_handed, document=document), anew=True))

    async def _photo(self, photo: str) -> Photo | None:
        """A photo out of the user's message, as it is there now; None: it is gone, too large, or of another platform.

        Discord's addresses of files are good for a day only, so it is taken along: through memory, and nowhere else.
        """
        platform, _, name = photo.partition(":")
        if platform != PLATFORM:
            return None
        message, _, number = name.rpartition("/")
        channel, message_id = placed(message)
        try:
            said = await self._client.get_partial_messageable(channel).fetch_message(message_id)
            found = next((file for file in said.attachments if str(file.id) == number), None)
            suffix = _SUFFIXES.get(found.content_type or "") if found else None
            if found is None or suffix is None or found.size > self._room.hall().guild.filesize_limit:
                return None
            return Photo(f"photo.{suffix}", await found.read())
        except (discord.NotFound, discord.Forbidden):
            return None

    async def _within(
        self, ref: str, send: Callable[[discord.PartialMessageable], Awaitable[discord.Message]], *, anew: bool = False
    ) -> discord.Message | None:
        """Send something to the ticket's thread, which is made if there is none; None: nobody wants it any more.

        `anew`: also the thread of a closed ticket, if the team has deleted it.
        """
        filed = await self._store.ticket(ref)
        if filed is None:  # the user was forgotten meanwhile
            return None
        place = int(filed.place) if filed.place else (await self._opened(filed))[0]
        try:
            return await send(self._client.get_partial_messageable(place))
        except discord.NotFound as error:
            if error.code != _UNKNOWN_CHANNEL:
                raise
        if filed.ticket.closed and not anew:
            return None
        place, _ = await self._opened(filed, gone=True)
        return await send(self._client.get_partial_messageable(place))

    async def _opened(self, filed: Filed, *, gone: bool = False) -> tuple[int, str | None]:
        """A thread with a card; it is noted before anything else is sent. `gone`: the team deleted the one it had."""
        shown, ref = card(filed.ticket), filed.ticket.ref
        top = topics.top(shown, embeds=self._room.embeds())
        opened = await self._room.open(ref, shown.title, top, instead_of=filed.place if gone else None)
        await self._store.placed(ref, str(opened.thread), opened.card)
        if opened.card:
            return opened.thread, opened.card
        if opened.private:
            await self._room.announce(ref, opened.thread)
        return opened.thread, await self._crowned(filed, opened.thread)

    async def _crowned(self, filed: Filed, thread: int) -> str | None:
        """A card for a thread that has none."""
        made = topics.top(card(filed.ticket), embeds=self._room.embeds())
        posted = await self._client.get_partial_messageable(thread).send(**whole(made))
        await self._store.placed(filed.ticket.ref, str(thread), named(posted))
        return named(posted)

    async def _revise(self, revise: effects.Revise, target: str) -> None:
        """Change what was passed on; where the user deleted it, nothing of it stays."""
        channel, message = message_named(target)
        text = say("desk deleted") if revise.text is None else revise.text
        made = topics.passed("user", text, embeds=self._room.embeds())[0]
        with suppress(discord.NotFound):  # the team was quicker
            await self._change(channel, message, made, **({"attachments": []} if revise.text is None else {}))

    async def _change(self, channel: int, message: int, made: Card, **more: Any) -> None:
        """Edit a message of ours, also in a thread that Discord has folded away."""
        here = self._client.get_partial_messageable(channel).get_partial_message(message)
        changes = {"content": made.content, "embeds": parts.embeds(made), "allowed_mentions": parts.SILENT, **more}
        try:
            await here.edit(**changes)
        except discord.HTTPException as error:
            if error.code != _ARCHIVED:
                raise
            thread = await self._client.fetch_channel(channel)
            if isinstance(thread, discord.Thread):
                await thread.edit(archived=False)
            await here.edit(**changes)

    async def _erase(self, erase: effects.Erase) -> None:
        """Delete a thread; where the bot may not, its own messages in it."""
        with suppress(discord.NotFound):
            thread = await self._client.fetch_channel(int(erase.place))
            if isinstance(thread, discord.Thread):
                try:
                    await thread.delete()
                except discord.Forbidden:
                    await _cleared(thread)


async def _handed(place: discord.PartialMessageable, document: effects.Document) -> discord.Message:
    """Send a file; of one that Discord finds too large, say where it is."""
    try:
        return await place.send(**whole(Card("", file=document)))
    except discord.HTTPException as error:
        if error.status != _TOO_LARGE:
            raise
        words = say("desk too large", ref=document.name.partition(".")[0])
        return await place.send(words, allowed_mentions=parts.SILENT)


async def _sent(place: discord.PartialMessageable, made: Card, photo: Photo | None = None) -> discord.Message:
    if photo is None:
        return await place.send(**whole(made))
    return await place.send(**whole(made), file=discord.File(BytesIO(photo.data), photo.name))


async def _cleared(thread: discord.Thread) -> None:
    said = await thread.send(say("desk forgotten"), allowed_mentions=parts.SILENT)
    try:
        async for message in thread.history(limit=_CLEARED):
            if message.author.id == said.author.id and message.id != said.id:
                await message.delete()
    except discord.Forbidden as error:
        _log.warning("what stands in the thread of a forgotten user could not be read: %s", reason(error))
