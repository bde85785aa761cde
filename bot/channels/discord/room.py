"""The team's channel: where it is, who may act in it, and its threads. What is wrong with it is said to the operator.

A forum, with a post for each ticket, or a text channel, with a private thread for each, or a public one where the bot
may not make private ones.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

import discord

from bot.channels.discord import parts
from bot.channels.discord.ids import message_name
from bot.channels.discord.outlets import FAILURES, reason, whole
from bot.channels.discord.rendering import clipped
from bot.channels.discord.topics import TITLE
from bot.core.texts import say
from bot.ports import DeliveryError

if TYPE_CHECKING:
    from bot.channels.discord.rendering import Card

_log = logging.getLogger(__name__)

Hall: TypeAlias = discord.ForumChannel | discord.TextChannel
Where: TypeAlias = discord.TextChannel | discord.Thread
# Minutes of silence after which Discord folds a thread away; whoever writes in it brings it back.
_FOLDED: Final = 1440

_UNKNOWN: Final = (
    "DISCORD_STAFF_CHANNEL: the bot sees no such channel. Is it on that server, and may it view the channel?"
)
_KIND: Final = "DISCORD_STAFF_CHANNEL must be a forum or a text channel."
PUBLIC: Final = (
    "everybody may view that channel, so everybody would be the team. Make it a private channel, and add the team's "
    "role and the bot to it."
)
NEEDED: Final = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "send_messages_in_threads": "Send Messages in Threads",
    "manage_threads": "Manage Threads",
    "embed_links": "Embed Links",
    "attach_files": "Attach Files",
    "read_message_history": "Read Message History",
}
"""What the bot needs there, by its name in Discord's own settings."""
PRIVATE: Final = {"create_private_threads": "Create Private Threads"}
"""What it needs beside that in a text channel, to make threads that only the team sees."""
_RIGHTS: Final = (
    "DISCORD_STAFF_CHANNEL: Discord refuses the bot something there. It needs {}; in a text channel Create Public "
    "Threads and Create Private Threads too."
).format(", ".join(NEEDED.values()))


@dataclass(frozen=True, slots=True)
class Opened:
    """A thread of a ticket. `card` is the message on top, if it has one; `private`: only who is let in sees it."""

    thread: int
    card: str | None
    private: bool = False


class Room:
    """The channel with this id."""

    def __init__(self, client: discord.Client, number: int) -> None:
        self._client = client
        self._number = number
        self._told = ""

    def hall(self) -> Hall:
        """The channel itself. Raises DeliveryError when it cannot be the team's."""
        if not self._client.is_ready():
            raise DeliveryError("Discord is not reached yet")
        found = self._client.get_channel(self._number)
        if found is None:
            raise self.refused(_UNKNOWN)
        if not isinstance(found, discord.ForumChannel | discord.TextChannel) or _is_media(found):
            raise self.refused(_KIND)
        if is_public(found):
            raise self.refused(f"DISCORD_STAFF_CHANNEL: {PUBLIC}")
        return found

    def refused(self, sentence: str = _RIGHTS, why: str = "it cannot be used") -> DeliveryError:
        """An error to raise; the operator hears of it once, until something was delivered there again."""
        if sentence != self._told:
            self._told = sentence
            _log.error("%s", sentence)
        return DeliveryError(f"the team's channel: {why}")

    def answered(self) -> None:
        """Something was delivered there."""
        self._told = ""

    def embeds(self) -> bool:
        """Whether the bot may embed there."""
        hall = self.hall()
        return hall.permissions_for(hall.guild.me).embed_links

    def may(self, who: discord.User | discord.Member) -> bool:
        """Whether somebody is of the team: who may view its channel, as long as not everybody may."""
        hall = self._client.get_channel(self._number)
        if not isinstance(hall, discord.ForumChannel | discord.TextChannel) or is_public(hall):
            return False
        if not isinstance(who, discord.Member) or who.guild.id != hall.guild.id:
            return False
        return hall.permissions_for(who).view_channel

    async def may_ask(self, who: discord.User | discord.Member) -> bool:
        """The same, of somebody whom an event does not describe as a member."""
        hall = self._client.get_channel(self._number)
        if isinstance(hall, discord.ForumChannel | discord.TextChannel) and not isinstance(who, discord.Member):
            try:
                who = await hall.guild.fetch_member(who.id)
            except discord.NotFound:
                return False
        return self.may(who)

    async def whose(self, channel: object) -> Where | None:
        """This channel, if it is the team's or a thread in it."""
        if isinstance(channel, discord.PartialMessageable) and channel.guild_id:
            channel = await self._fetched(channel)
        if isinstance(channel, discord.Thread):
            return channel if channel.parent_id == self._number else None
        return channel if isinstance(channel, discord.TextChannel) and channel.id == self._number else None

    def ref_of(self, thread: discord.Thread) -> str | None:
        """The ticket that a thread of the bot's own is called after."""
        found = re.match(r"T-[0-9A-Z]{4,24}(?= |$)", thread.name)
        return found[0] if found and self._client.user and thread.owner_id == self._client.user.id else None

    async def open(self, ref: str, title: str, card: Card, *, instead_of: str | None) -> Opened:
        """A thread for a ticket: the one that a crash left without a note of it, or a new one."""
        hall = self.hall()
        forum = isinstance(hall, discord.ForumChannel)
        for thread in hall.threads:
            if self.ref_of(thread) == ref and str(thread.id) != instead_of:
                # The first message of a post has the post's own id.
                return Opened(thread.id, message_name(thread.id, thread.id) if forum else None, thread.is_private())
        name = clipped(title, TITLE)
        if isinstance(hall, discord.ForumChannel):
            tags = hall.available_tags[:1] if hall.flags.require_tag else []
            made = await hall.create_thread(name=name, auto_archive_duration=_FOLDED, applied_tags=tags, **whole(card))
            return Opened(made.thread.id, message_name(made.thread.id, made.message.id))
        private = hall.permissions_for(hall.guild.me).create_private_threads
        kind = discord.ChannelType.private_thread if private else discord.ChannelType.public_thread
        if hall.is_news():
            kind = discord.ChannelType.news_thread
        thread = await hall.create_thread(name=name, type=kind, auto_archive_duration=_FOLDED, invitable=False)
        return Opened(thread.id, None, thread.is_private())

    def is_private(self, thread: int) -> bool:
        """Whether only who is let in sees a thread, as far as Discord told us of it."""
        found = self.hall().get_thread(thread)
        return found is not None and found.is_private()

    async def announce(self, ref: str, thread: int) -> None:
        """Tell who is not in a private thread that it is there; its button lets them in."""
        hall = self.hall()
        if isinstance(hall, discord.TextChannel):
            view = parts.desk_buttons(ref, [("claim", say("desk claim"))])
            text = say("desk notice", ref=ref, place=f"<#{thread}>")
            await hall.send(text, view=view, allowed_mentions=parts.SILENT)

    async def admit(self, place: str, member: discord.Member) -> None:
        """Let a member of the team into a private thread."""
        try:
            thread = await self._client.fetch_channel(int(place))
            if isinstance(thread, discord.Thread) and thread.is_private():
                await thread.add_user(member)
        except FAILURES as error:
            _log.warning("a member of the team was not let into a thread: %s", reason(error))

    async def _fetched(self, channel: discord.PartialMessageable) -> object:
        """A thread that is in no cache, if it may be one of ours."""
        hall = self._client.get_channel(self._number)
        if hall is None or getattr(hall, "guild", None) != channel.guild:
            return None
        try:
            return await self._client.fetch_channel(channel.id)
        except FAILURES as error:
            _log.warning("a thread could not be looked up: %s", reason(error))
            return None


def _is_media(hall: Hall) -> bool:
    """Whether every post there must begin with a picture."""
    return isinstance(hall, discord.ForumChannel) and hall.is_media()


def is_public(hall: Hall) -> bool:
    """Whether everybody may view it. Then nobody could say who is of the team."""
    return hall.permissions_for(hall.guild.default_role).view_channel
