"""How a user comes to a ticket, and where it is then."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from bot.channels.telegram import pacing, team
from tests.channels.telegram.people import STAFF, Member, staffed
from tests.channels.telegram.server import BotApi
from tests.channels.telegram.world import world

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from tests.channels.telegram.people import Person
    from tests.channels.telegram.world import World


MINUTE = 0.4
"""Seconds: in the tests a minute of the group is short."""


def desk(
    folder: Path,
    work: Callable[[World], Awaitable[None]],
    *,
    forum: bool = True,
    webhook: bool = False,
    minute: float = MINUTE,
) -> BotApi:
    """Run a test against a bot with a team."""
    api = BotApi()

    async def run() -> None:
        async with api:
            staffed(api, forum=forum)
            api.limits[STAFF] = pacing.MOST, 0.9 * minute
            async with world(folder, api, staff=STAFF, webhook=webhook) as here:
                await work(here)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pacing, "WINDOW", minute)
        patch.setattr(team, "_AGAIN", minute / 20)
        asyncio.run(run())
    assert api.refused == 0
    return api


async def escalate(person: Person, text: str = "error 403 in tivimate on all channels on fire tv") -> str:
    """From an error to a ticket that was sent; its name."""
    steps = {
        "403 Forbidden": "Talk to a human",
        "Since when?": "Today",
        "This is what support will see": "Send",
        "Sent as T-": "",
    }
    before = {words: sum(words in one for one in person.texts) for words in steps}
    await person.write(text)
    said = ""
    for words, button in steps.items():
        said = await person.reads(words, before[words] + 1)
        if button:
            await person.press(button)
    return said.partition("Sent as ")[2].partition(".")[0]


def answers(here: World) -> list[str]:
    """What was said to who pressed buttons."""
    return [one["text"] for one in here.api.made("answerCallbackQuery") if "text" in one]


async def topic_of(here: World, ref: str) -> Member:
    """A member of the team in a ticket's topic, once it is there with its card and packet."""
    return await in_topic(here.api, ref)


async def in_topic(api: BotApi, ref: str) -> Member:
    """The same, in any world."""

    def found() -> int | None:
        return next(
            (
                number
                for number, one in api.topics(STAFF).items()
                if one["name"].startswith(ref) and not one.get("gone")
            ),
            None,
        )

    await api.until(found)
    member = Member(api, 9, topic=found())
    await api.until(lambda: member.seen and any("document" in one for one in member.seen))
    return member


def card(member: Member) -> dict[str, Any]:
    """The card on top."""
    return member.seen[0] if "forum_topic_created" not in member.seen[0] else member.seen[1]
