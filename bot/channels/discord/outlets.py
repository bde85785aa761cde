"""Outlets: where what the bot says goes. Each carries out effects for one thing that happened, or for what was left.

An outlet remembers the messages that a later one replaces ("Checking once …"), since the end of an account check comes
back to the outlet of its beginning. What Discord refuses for good is given up; everything else stays in the outbox.
"""

from __future__ import annotations

import asyncio
import logging
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

import aiohttp
import discord

from bot.channels.discord import parts
from bot.channels.discord.ids import is_private, message_name, message_named, placed
from bot.channels.discord.rendering import Card, cards
from bot.core.effects import Document, Hide, Revise, Say
from bot.core.texts import say
from bot.ports import DeliveryError, LostError

if TYPE_CHECKING:
    from bot.core.effects import Carried
    from bot.core.events import Key

_log = logging.getLogger(__name__)

FAILURES: Final = (discord.DiscordException, aiohttp.ClientError, OSError, asyncio.TimeoutError)
# Of a user who takes no messages, of a channel that is gone or closed to us: trying again changes nothing.
_FOR_GOOD: Final = (discord.Forbidden, discord.NotFound)
_BAD_REQUEST: Final = 400

Posted = discord.Message | discord.InteractionMessage | discord.WebhookMessage


class Outlet:
    """Sends to a user's direct messages, or into the channel of a public conversation.

    `told`: something was said. `loose` is the text for a login that no message held (a slash option); None: it was in
    a form, where it belongs. `theirs`: the message in question is somebody else's.
    """

    def __init__(self, client: discord.Client) -> None:
        self.client = client
        self.told = False
        self.loose: str | None = None
        self.theirs = False
        self._deletes = True
        self._slots: dict[str, Posted] = {}

    async def deliver(self, key: Key, effect: Carried) -> str | None:
        """See `bot.ports.Channel`."""
        if self.client.is_closed():
            raise DeliveryError("the connection to Discord is closed")
        try:
            match effect:
                case Hide(message):
                    await self._hide(key, message)
                case Document():
                    await self._send(key, Card("", file=effect))
                case Say():
                    return named(await self.say(key, effect))
                case Revise(target=str(target)):
                    await self._revise(key, effect, target)
                case _:
                    raise LostError("that is not for users")
        except _FOR_GOOD as error:
            _log.warning("Discord does not take a message, and will not later: %s", reason(error))
            raise LostError("they take no direct messages from the bot") from None
        except discord.HTTPException as error:
            if error.status != _BAD_REQUEST:
                raise DeliveryError(reason(error)) from None
            _log.error("Discord finds fault with a message of ours: %s", reason(error))
            raise LostError("Discord refuses that message") from None
        except FAILURES as error:
            raise DeliveryError(reason(error)) from None
        return None

    async def say(self, key: Key, said: Say) -> Posted | None:
        """Say it, in place of what stands in its slot; the last message."""
        made = cards(said, key, writable=self._writable(key), embeds=self._embeds())
        before = self._slots.pop(said.slot, None) if said.slot else None
        if before and await self._replaced(before, made[0]):
            made = made[1:]
        last: Posted | None = before
        for card in made:
            last = await self._send(key, card)
        if said.slot and last:
            self._slots[said.slot] = last
        self.told = True
        return last

    async def _revise(self, key: Key, revise: Revise, target: str) -> None:
        """Change a message that passes on what the team wrote, or take it back."""
        channel, message = message_named(target)
        here = self.client.get_partial_messageable(channel).get_partial_message(message)
        if revise.text is None:
            await here.delete()
            return
        card = cards(Say(revise.head, revise.text), key, writable=False, embeds=self._embeds())[0]
        await here.edit(content=card.content or None, embeds=parts.embeds(card), allowed_mentions=parts.SILENT)

    async def _replaced(self, before: Posted, card: Card) -> bool:
        try:
            await before.edit(
                content=card.content or None,
                embeds=parts.embeds(card),
                view=parts.view(card),
                allowed_mentions=parts.SILENT,
            )
        except discord.NotFound:  # it was deleted, or its 15 minutes are over
            return False
        return True

    async def _send(self, key: Key, card: Card) -> Posted | None:
        if is_private(key):
            target: discord.abc.Messageable = await self.client.create_dm(discord.Object(int(key.user)))
        else:
            target = self.client.get_partial_messageable(int(key.chat))
        return await target.send(**whole(card))

    def _writable(self, key: Key) -> bool:
        """Whether the user needs a form to write, since nobody can answer a reply that only they see."""
        del key
        return False

    def _embeds(self) -> bool:
        return True

    async def _hide(self, key: Key, name: str | None) -> None:
        if name is None:
            if self.loose:
                await self.say(key, Say(say(self.loose)))
            return
        channel, message = placed(name)
        if not self._deletes:
            await self.say(key, Say(say("not hidden")))
            return
        try:
            await self.client.get_partial_messageable(channel).get_partial_message(message).delete()
        except discord.Forbidden:
            await self.say(key, Say(say("not hidden there" if self.theirs else "not hidden")))
        except discord.NotFound:
            pass  # somebody was quicker
        else:
            await self.say(key, Say(say("hidden there")))


class Direct:
    """Sends to users' direct messages what nothing that they do just now is behind: answers of the team, leftovers.

    Each in an outlet of its own: it remembers nothing, so that one user's message never takes the place of another's.
    """

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def deliver(self, key: Key, effect: Carried) -> str | None:
        """See `bot.ports.Channel`."""
        return await Outlet(self._client).deliver(key, effect)


class MessageOutlet(Outlet):
    """Answers a message: in direct messages as one talks, in a channel as a reply."""

    def __init__(self, client: discord.Client, message: discord.Message) -> None:
        super().__init__(client)
        self._message = message
        self._deletes = message.guild is not None  # in direct messages a bot deletes nothing but its own

    async def _send(self, key: Key, card: Card) -> Posted | None:
        del key  # it is this message's
        if self._message.guild is None:
            return await self._message.channel.send(**whole(card))
        reference = self._message.to_reference(fail_if_not_exists=False)
        return await self._message.channel.send(**whole(card), reference=reference, mention_author=False)

    def _embeds(self) -> bool:
        guild, channel = self._message.guild, self._message.channel
        if guild is None or isinstance(channel, discord.DMChannel | discord.GroupChannel | discord.PartialMessageable):
            return True
        try:
            return channel.permissions_for(guild.me).embed_links
        except (AttributeError, discord.ClientException):  # not in the cache: a thread whose parent we do not see
            return False


class InteractionOutlet(Outlet):
    """Answers an interaction, to its user only; in direct messages, where nobody else is, openly.

    Its token is good for 15 minutes; what comes later goes to the user's direct messages.
    """

    def __init__(self, client: discord.Client, interaction: discord.Interaction[Any], *, loose: str | None) -> None:
        super().__init__(client)
        self._interaction = interaction
        self._answered = self._lost = False
        self._ephemeral = self._deletes = interaction.guild_id is not None
        self.loose = loose

    @property
    def _over(self) -> bool:
        return self._lost or self._interaction.is_expired()

    async def acknowledge(self) -> bool:
        """Tell Discord that an answer follows; False if it waits for none any more."""
        try:
            await self._interaction.response.defer(ephemeral=self._ephemeral, thinking=True)
        except FAILURES as error:
            _log.warning("an interaction was not acknowledged: %s", reason(error))
            return False
        return True

    async def remark(self, text: str) -> None:
        """A sentence outside the conversation, if nothing was said yet; whatever happens, this raises nothing."""
        try:
            if not self._interaction.response.is_done():
                await self._interaction.response.send_message(
                    text, ephemeral=self._ephemeral, allowed_mentions=parts.SILENT
                )
            elif not self._answered:
                await self._interaction.edit_original_response(content=text, allowed_mentions=parts.SILENT)
                self._answered = True
            else:
                await self._interaction.followup.send(text, ephemeral=self._ephemeral, allowed_mentions=parts.SILENT)
        except FAILURES as error:
            _log.warning("a remark was not delivered: %s", reason(error))

    async def say(self, key: Key, said: Say) -> Posted | None:
        """Say it here while the token is good, else in direct messages; not even an old message is edited then."""
        if self._over:
            self._slots.clear()
        return await super().say(key, said)

    async def _send(self, key: Key, card: Card) -> Posted | None:
        if not self._over:
            try:
                return await self._respond(card)
            except discord.NotFound as error:  # the clocks differ, or the interaction is not known any more
                _log.warning("an interaction takes no more answers: %s", reason(error))
                self._lost = True
        return await super()._send(key, card)

    async def _respond(self, card: Card) -> Posted:
        if not self._answered:
            posted = await self._interaction.edit_original_response(
                content=card.content or None,
                embeds=parts.embeds(card),
                view=parts.view(card),
                attachments=[_file(card.file)] if card.file else [],
                allowed_mentions=parts.SILENT,
            )
            self._answered = True
            return posted
        return await self._interaction.followup.send(**whole(card), ephemeral=self._ephemeral, wait=True)

    def _writable(self, key: Key) -> bool:
        return self._ephemeral and is_private(key) and not self._over


def named(posted: Posted | None) -> str | None:
    """A message as the relay calls it (see `bot.ports.Channel.deliver`)."""
    return message_name(posted.channel.id, posted.id) if posted else None


def whole(card: Card) -> dict[str, Any]:
    """A card as the arguments of `send`."""
    made: dict[str, Any] = {"allowed_mentions": parts.SILENT}
    if card.content:
        made["content"] = card.content
    if card.description:
        made["embeds"] = parts.embeds(card)
    if buttons := parts.view(card):
        made["view"] = buttons
    if card.file:
        made["file"] = _file(card.file)
    return made


def _file(document: Document) -> discord.File:
    return discord.File(BytesIO(document.text.encode()), document.name)


def reason(error: BaseException) -> str:
    """What an error is, without its text: that may hold the words of a user, or an address with a token."""
    if isinstance(error, discord.HTTPException):
        return f"{type(error).__name__} (HTTP {error.status}, code {error.code})"
    return type(error).__name__
