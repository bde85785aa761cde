"""The team on the simulated Discord: a private channel, one of the team, and users who need them."""

from __future__ import annotations

import asyncio
import shutil
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import discord

from tests.channels.discord.world import RULES, labels, text, world

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from simcord.actors import MemberActor
    from simcord.builders import ChannelHandle

    from bot.ports import Filed
    from tests.channels.discord.world import World

TICKETS = replace(RULES, tickets=True, desks=("discord",))
Hall = Literal["forum", "text", "public"]
_Permit = discord.PermissionOverwrite


@dataclass
class Team:
    """`hall` is their channel, `anna` one of them; `content`: the bot reads all that they write."""

    world: World
    hall: ChannelHandle
    anna: MemberActor
    content: bool = False

    async def restart(self, hall: ChannelHandle | None = None) -> None:
        """Another process begins; `hall`: with another channel for the team."""
        staff = (hall or self.hall).id
        await self.world.env.restart_bot(self.world.office.client(alone=True, staff=staff, content=self.content))

    async def open(self, who: MemberActor | None = None, said: str = "error 403 in tivimate") -> ChannelHandle:
        """A user's ticket, from an error to Send, by direct messages; its thread."""
        await self.send(who, said)
        return self.hall.threads[-1]

    async def send(self, who: MemberActor | None = None, said: str = "error 403 in tivimate") -> None:
        """The same; perhaps there will be no thread."""
        user = (who or self.world.alice).user
        await user.send_dm(said)
        for _ in range(8):
            offered = labels(user.dm_channel.last_message)
            chosen = next((one for one in ("Send", "Talk to a human") if one in offered), offered[0])
            await user.click(user.dm_channel.last_message, label=chosen)
            if chosen == "Send":
                break

    def card(self, thread: ChannelHandle) -> discord.Message:
        """The message with the team's buttons on top of a thread."""
        return next(message for message in thread.history() if "Export" in labels(message))

    def heard(self, who: MemberActor | None = None) -> str:
        """The last thing that the bot said to a user."""
        said = [one for one in (who or self.world.alice).user.dm_channel.history() if one.author.bot]
        return text(said[-1])

    def said(self, thread: ChannelHandle) -> list[str]:
        """What stands in a thread."""
        return [text(message) for message in thread.history() if not message.is_system()]

    async def filed(self, thread: ChannelHandle) -> Filed:
        """The ticket, as it is stored."""
        found = await self.world.office.store.ticket((thread.name or "").partition(" ")[0])
        assert found
        return found

    async def press(self, thread: ChannelHandle, label: str, who: MemberActor | None = None) -> str:
        """Press a button of the card; what the bot answers to who pressed."""
        answer = await (who or self.anna).click(self.card(thread), label=label)
        assert answer.ephemeral
        assert answer.response
        return answer.response.content

    async def reply(self, thread: ChannelHandle, words: str) -> str:
        """Answer by the form."""
        form = await self.anna.click(self.card(thread), label="Reply")
        answer = await self.anna.submit_modal(form, {"words": words})
        assert answer.response
        return answer.response.content


def private(world: World, name: str, *members: object) -> ChannelHandle:
    """A text channel that only these and the bot may view."""
    assert world.env.bot.user
    seen = {one: _Permit(view_channel=True) for one in (*members, world.env.bot.user)}
    hidden = {world.guild.default_role: _Permit(view_channel=False)}
    return world.guild.create_text_channel(name, overwrites=hidden | seen)  # type: ignore[arg-type]


@asynccontextmanager
async def team(path: Path, hall: Hall = "forum", *, content: bool = False, **options: bool) -> AsyncIterator[Team]:
    """The bot with its team."""
    intents = discord.Intents.none()
    intents.message_content = content
    async with world(path, TICKETS, intents, **options) as here:
        role = here.guild.create_role("team")
        anna = here.guild.add_member(here.env.create_user("anna"), roles=[role])
        made = private(here, "team", role)
        assert here.env.bot.user
        if hall == "public":
            bot = next(one for one in made._channel.overwrites if one.target_id == here.env.bot.user.id)  # noqa: SLF001 -- it has no setter
            bot.deny = discord.Permissions(create_private_threads=True).value
        if hall == "forum":
            forum = here.guild.create_forum_channel("team-forum")
            forum._channel.overwrites = made._channel.overwrites  # noqa: SLF001 -- it makes public ones only
            made = forum
        there = Team(here, made, anna, content)
        await there.restart()
        yield there


def desk_story(
    hall: Hall = "forum", *, content: bool = False, rough: bool = False
) -> Callable[[Callable[[Team], Awaitable[None]]], Callable[[Path, Path], None]]:
    """A test that plays with a team of its own; `rough`: something fails on purpose."""

    def wrap(test: Callable[[Team], Awaitable[None]]) -> Callable[[Path, Path], None]:
        def run(tmp_path: Path, migrated: Path) -> None:
            play(test, Path(shutil.copy(migrated, tmp_path / "bot.db")), hall, content=content, rough=rough)

        run.__name__, run.__doc__ = test.__name__, test.__doc__
        return run

    return wrap


def play(
    test: Callable[[Team], Awaitable[None]], path: Path, hall: Hall, *, content: bool = False, rough: bool = False
) -> None:
    """Play a story on a database."""

    async def played() -> None:
        async with team(path, hall, content=content, check_errors=not rough) as here:
            await test(here)

    asyncio.run(played())
