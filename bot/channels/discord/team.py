"""The team on Discord, as the client meets it: what happens in its channel goes there, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.channels.discord.desk import Desk
from bot.channels.discord.pressing import Pressing
from bot.channels.discord.room import Room
from bot.channels.discord.staff import Staff

if TYPE_CHECKING:
    import discord

    from bot.channels.discord.behind import Parts


class Team:
    """The team whose channel has this id."""

    def __init__(self, client: discord.Client, behind: Parts, number: int) -> None:
        self._room = Room(client, number)
        self._staff = Staff(client, behind, self._room)
        self.desk = Desk(client, behind, self._room)
        self.pressing = Pressing(client, behind, self._room, self._staff)

    async def wrote(self, message: discord.Message) -> bool:
        """Hear a message, if it was written in the team's channel; whether it was."""
        where = await self._room.whose(message.channel)
        if where is not None:
            await self._staff.heard(message, where)
        return where is not None

    async def edited(self, message: discord.Message, at: str) -> None:
        """The same of one that was changed."""
        where = await self._room.whose(message.channel)
        if where is not None:
            await self._staff.edited(message, where, at)

    async def deleted(self, channel: int, message: int) -> None:
        """The same of one that was deleted; where, the store knows."""
        await self._staff.deleted(channel, message)
