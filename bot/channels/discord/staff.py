"""What members of the team write in their channel, change and delete becomes deeds.

Nothing of it is a conversation with the bot, and nothing else of it is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import discord

from bot.channels.discord import parts
from bot.channels.discord.ids import PLATFORM, message_name
from bot.channels.discord.orders import HELP, NOTE, order, spoken
from bot.channels.discord.rendering import sentence
from bot.core.events import Staffed
from bot.core.texts import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.channels.discord.behind import Parts
    from bot.channels.discord.orders import Order
    from bot.channels.discord.room import Room, Where
    from bot.core.events import Deed
    from bot.ports import Filed

_MOST_HINTED: Final = 10_000  # threads whose team was told how to be heard


class Staff:
    """The team in its room. Every method raises StoreError, and what Discord raises."""

    def __init__(self, client: discord.Client, behind: Parts, room: Room) -> None:
        self._client = client
        self._behind = behind
        self._room = room
        self._hinted: set[int] = set()

    async def heard(self, message: discord.Message, where: Where) -> None:
        """A member wrote: a note, an order, or words for the user."""
        if not self._reads(message):
            await self._hint(message, where)
            return
        text, addressed = spoken(message.content, self._me)
        if text.startswith(NOTE):
            return
        if not self._room.may(message.author):
            await tell(message, [say("desk not staff")])
            return
        wanted, filed = order(text, addressed=addressed), await self._ticket(where)
        if wanted:
            await tell(message, await self._ordered(wanted, filed, message))
        elif filed:
            await tell(message, await self._answered(text, filed, message), self._elsewhere(filed, where))
        elif self._addressed(message):
            await tell(message, [say("desk thread help")])

    async def edited(self, message: discord.Message, where: Where, at: str) -> None:
        """A member changed a message; `at` tells this change from others."""
        name, filed = message_name(message.channel.id, message.id), await self._ticket(where)
        if filed is None or not await self._room.may_ask(message.author):
            return
        target = await self._behind.store.target(None, name)
        if not self._reads(message):
            if target:
                await tell(message, [say("desk unheard")])
            return
        text, addressed = spoken(message.content, self._me)
        if order(text, addressed=addressed):
            return
        if not text or text.startswith(NOTE):
            if target:
                await self.act(filed, "delete", message.author, f"{message.id}:{at}", message=name)
            return
        # What was a note becomes an answer; of what was passed on already, the store knows the event.
        told = [] if target else [*await self.act(filed, "reply", message.author, str(message.id), text, name)]
        told += await self.act(filed, "edit", message.author, f"{message.id}:{at}", text, name)
        await tell(message, told)

    async def deleted(self, channel: int, message: int) -> None:
        """A message was deleted; if it went to a user, it goes there too."""
        name = message_name(channel, message)
        target = await self._behind.store.target(None, name)
        filed = await self._behind.store.ticket_of(target) if target else None
        if filed:
            await self.act(filed, "delete", None, f"{message}:deleted", message=name)

    async def act(
        self,
        filed: Filed,
        deed: Deed,
        who: discord.User | discord.Member | None,
        event: str,
        text: str = "",
        message: str | None = None,
    ) -> Sequence[str]:
        """Do something with a ticket; sentences for who did it (None: Discord does not say who deletes a message)."""
        staff, name = (f"{PLATFORM}:{who.id}", who.display_name) if who else (PLATFORM, PLATFORM)
        now, ref = self._behind.clock.now(), filed.ticket.ref
        done = Staffed(f"desk:{PLATFORM}:{event}", filed.key, now, ref, deed, staff, name, text, message)
        return await self._behind.engine.act(done)

    @property
    def _me(self) -> int:
        return self._client.user.id if self._client.user else 0

    def _addressed(self, message: discord.Message) -> bool:
        """Whether it mentions the bot. So does a reply to it, unless its writer turned that off."""
        return any(one.id == self._me for one in message.mentions)

    def _reads(self, message: discord.Message) -> bool:
        """Whether Discord gives us the text."""
        return self._behind.content or self._addressed(message)

    async def _hint(self, message: discord.Message, where: Where) -> None:
        """Say once in a ticket's thread that what is written there does not reach the user by itself."""
        if where.id in self._hinted or await self._ticket(where) is None:
            return
        if len(self._hinted) >= _MOST_HINTED:
            self._hinted.clear()
        self._hinted.add(where.id)
        await tell(message, [say("desk unheard")])

    async def _ticket(self, where: Where) -> Filed | None:
        """The ticket of a thread. One that a crash left without a note of it is noted now."""
        store = self._behind.store
        if not isinstance(where, discord.Thread):
            return None
        if filed := await store.ticket_at(PLATFORM, str(where.id)):
            return filed
        ref = self._room.ref_of(where)
        filed = await store.ticket(ref) if ref else None
        if filed and filed.place is None:
            await store.placed(filed.ticket.ref, str(where.id), None)
        return filed

    async def _ordered(self, wanted: Order, filed: Filed | None, message: discord.Message) -> Sequence[str]:
        if wanted.ref:
            filed = await self._behind.store.ticket(wanted.ref)
            if filed is None:
                return [say("desk unknown", ref=wanted.ref)]
        if filed is None or wanted.deed == HELP:
            return [say("desk thread help")]
        return await self.act(filed, wanted.deed, message.author, str(message.id), wanted.text)

    async def _answered(self, text: str, filed: Filed, message: discord.Message) -> Sequence[str]:
        files = bool(message.attachments or message.stickers)
        told = [say("desk files")] if files else []
        if text:
            name = message_name(message.channel.id, message.id)
            return [*told, *await self.act(filed, "reply", message.author, str(message.id), text, name)]
        return told or [say("desk thread help")]

    def _elsewhere(self, filed: Filed, where: Where) -> str:
        """Where the ticket goes on, if not here."""
        here = filed.ticket.desk != PLATFORM or filed.place in (None, str(where.id))
        return "" if here else say("desk moved", place=f"<#{filed.place}>")


async def tell(message: discord.Message, told: Sequence[str], plain: str = "") -> None:
    """Answer a message of the team, shortly; `plain` holds no words but ours."""
    words = "\n".join(part for part in (sentence("\n".join(told)), plain) if part)
    if words:
        reference = message.to_reference(fail_if_not_exists=False)
        await message.channel.send(words, reference=reference, mention_author=False, allowed_mentions=parts.SILENT)
