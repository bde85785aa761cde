"""What users write to the bot, change and delete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.channels.discord.ids import place, private_key, public_key
from bot.channels.discord.messages import sent, text_of
from bot.channels.discord.outlets import Direct, MessageOutlet
from bot.channels.discord.reading import said, written
from bot.core.events import Commanded, Edited
from bot.core.frozen import replace

if TYPE_CHECKING:
    import discord

    from bot.channels.discord.behind import Parts
    from bot.core.events import Key


class Talk:
    """Users in direct messages, and where they mention the bot. Every method raises StoreError."""

    def __init__(self, client: discord.Client, behind: Parts) -> None:
        self._client = client
        self._behind = behind

    async def wrote(self, message: discord.Message, me: int) -> None:
        """A message to the bot. Words and a photo in one are two events."""
        private, outlet, author = message.guild is None, MessageOutlet(self._client, message), message.author.id
        key = private_key(author) if private else public_key(message.channel.id, author)
        text, unread = await text_of(message, me)
        event_id, now, engine = str(message.id), self._behind.clock.now(), self._behind.engine
        photo = sent(message, key, now, private=private, unread=bool(unread))
        if text:
            where = place(message.channel.id, message.id)
            await engine.handle(written(event_id, key, now, text, where, private=private), outlet)
            if photo and photo.file and private:
                await engine.handle(replace(photo, id=f"{event_id}:photo", beside=True), outlet)
        else:
            await engine.handle(photo or Commanded(event_id, key, now, "start", private=private), outlet)

    async def edited(self, message: discord.Message, me: int, at: str) -> None:
        """A direct message is another one now; `at` tells this change from others."""
        text = said(message.content, me) or None
        await self._changed(private_key(message.author.id), message.channel.id, message.id, at, text)

    async def deleted(self, channel: int, message: int) -> None:
        """A direct message is gone; whose it was is known if it was passed on."""
        target = await self._behind.store.target(None, f"user:{place(channel, message)}")
        filed = await self._behind.store.ticket_of(target) if target else None
        if filed:
            await self._changed(filed.key, channel, message, "deleted", None)

    async def _changed(self, key: Key, channel: int, message: int, at: str, text: str | None) -> None:
        event = Edited(f"{message}:{at}", key, self._behind.clock.now(), place(channel, message), text)
        await self._behind.engine.handle(event, Direct(self._client))
