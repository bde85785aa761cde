"""Trying the settings of Discord: whom the token belongs to, and the team's channel."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

import discord
from discord.http import Route

from bot.channels.discord.outlets import FAILURES, reason
from bot.channels.discord.platform import REFUSED, use_api
from bot.channels.discord.room import NEEDED, PRIVATE, PUBLIC, Hall, is_public
from bot.ports import Tried

if TYPE_CHECKING:
    from bot.channels.discord.platform import Options

PATIENCE: Final = 10.0
"""Seconds for all of it."""
_TOKEN: Final = "discord_token"  # noqa: S105 -- the name of a setting
_CHANNEL: Final = "discord_staff_channel"
_CONTENT: Final = "discord_message_content"
_UNREACHED: Final = (
    "cannot be tried, Discord is not reached ({0}). Check the network, and DISCORD_API_BASE if it is set."
)
_ABSENT: Final = (
    "there is no such channel, or the bot may not see it. Invite the bot to that server, let it view the channel, and "
    "look whether the id is right (Developer Mode, Copy Channel ID)."
)


async def tried(options: Options, staff_channel: int | None = None, *, content: bool = False) -> list[Tried]:
    """Try the token, the team's channel if there is one, and whether the bot may read what the team writes (`content`).

    Raises nothing for what Discord or the network does.
    """
    found: list[Tried] = []
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # we never speak
    before = Route.BASE
    use_api(options.api_base)
    try:
        await _try(options, staff_channel, found, content=content)
    finally:
        Route.BASE = before
    return found


async def _try(options: Options, staff_channel: int | None, found: list[Tried], *, content: bool) -> None:
    """Add to what was found, so that it stays when the next step fails."""
    async with discord.Client(intents=discord.Intents(guilds=True)) as client:  # without these it warns
        try:
            async with asyncio.timeout(PATIENCE):
                await client.login(options.token)
                found.append(Tried(_TOKEN, fine=True, text=f"Discord knows it as {client.user}"))
                if content:
                    found.append(_intent(client))
                if staff_channel is not None:
                    found.append(await _channel(client, staff_channel))
        except discord.LoginFailure:
            found.append(Tried(_TOKEN, fine=False, text=REFUSED))
        except FAILURES as error:
            found.append(Tried(_CHANNEL if found else _TOKEN, fine=False, text=_UNREACHED.format(reason(error))))


def _intent(client: discord.Client) -> Tried:
    flags = client.application_flags
    if flags.gateway_message_content or flags.gateway_message_content_limited:
        return Tried(_CONTENT, fine=True, text="the intent is there")
    mend = (
        "the bot has not this intent. Turn on Message Content Intent in the developer portal (Bot), or set this to 0."
    )
    return Tried(_CONTENT, fine=False, text=mend)


async def _channel(client: discord.Client, number: int) -> Tried:
    try:
        channel = await client.fetch_channel(number)
        if not isinstance(channel, discord.TextChannel | discord.ForumChannel):
            return Tried(
                _CHANNEL, fine=False, text="tickets need a forum channel or a text channel. Give the id of one."
            )
        guild = await client.fetch_guild(channel.guild.id, with_counts=False)
        channel = await guild.fetch_channel(number)  # with the roles of its server, which the rights need
        member = await guild.fetch_member(client.user.id if client.user else 0)
    except (discord.NotFound, discord.Forbidden):
        return Tried(_CHANNEL, fine=False, text=_ABSENT)
    if isinstance(channel, Hall) and is_public(channel):
        return Tried(_CHANNEL, fine=False, text=PUBLIC)
    forum = isinstance(channel, discord.ForumChannel)
    rights = channel.permissions_for(member)
    needed = NEEDED if forum else NEEDED | PRIVATE
    missing = [name for right, name in needed.items() if not getattr(rights, right)]
    if missing:
        return Tried(_CHANNEL, fine=False, text=f"the bot lacks rights there. Give it: {', '.join(missing)}.")
    kind = "a forum: each ticket gets a post" if forum else "a text channel: each ticket gets a private thread"
    return Tried(_CHANNEL, fine=True, text=kind)
