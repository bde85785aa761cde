"""The team on one platform, the user on the other: one engine and one database, and both test servers at once."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.channels.telegram import pacing
from bot.channels.telegram import team as group
from bot.channels.telegram.platform import Options, Staffed, Telegram
from bot.storage import open_leadership
from tests.channels.discord.team import team
from tests.channels.discord.world import RULES, database, labels, text, world
from tests.channels.telegram.people import STAFF, Person, staffed
from tests.channels.telegram.server import TOKEN, BotApi
from tests.channels.telegram.story import MINUTE, card, escalate, in_topic

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    import pytest

    from tests.channels.discord.world import Office, World


def test_a_user_on_discord_with_the_team_on_telegram(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pacing, "WINDOW", MINUTE)
    monkeypatch.setattr(group, "_AGAIN", MINUTE / 20)

    async def play() -> None:
        rules = replace(RULES, tickets=True, desks=("telegram",))
        async with world(database(tmp_path), rules) as here, telegram(here.office, tmp_path, staff=STAFF) as api:
            ref = await _escalated(here)
            kim = await in_topic(api, ref)
            assert card(kim)["text"].startswith(f"{ref} · 403 Forbidden")
            answer = await kim.write("Is a second *TV* on?")
            await _until(lambda: _heard(here), "Is a second \\*TV\\* on?")
            await kim.edit(answer, "Is another TV on?")
            await _until(lambda: _heard(here), "Is another TV on?")
            mine = await here.alice.send_dm("No <b>other</b> TV")
            await kim.reads("User: No <b>other</b> TV")
            await here.alice.user.edit(mine, "No other box")
            await kim.reads("User: No other box")
            await here.send_file(("screen.png", b"\x89PNG"))
            await _until(lambda: _heard(here), "can't pass on photos from here")
            await kim.press("Resolve", card(kim))
            await _until(lambda: _heard(here), "did it help?")
            await here.alice.user.click(here.alice.user.dm_channel.last_message, label="No, open it again")
            await kim.reads("The user has opened it again.")
            await kim.write("/ban")
            await kim.reads("Shall I answer this user no more?")
            await kim.press("Yes, ban this user")
            await _until(lambda: _heard(here), "ended this conversation")

    asyncio.run(play())


def test_a_user_on_telegram_with_the_team_on_discord(tmp_path: Path) -> None:
    async def play() -> None:
        async with team(database(tmp_path)) as there, telegram(there.world.office, tmp_path) as api:
            anna = Person(api, 1)
            ref = await escalate(anna)
            await _until(lambda: str([one.name for one in there.hall.threads]), ref)
            thread = there.hall.threads[-1]
            assert thread.name == f"{ref} · 403 Forbidden"
            assert await there.reply(thread, "Restart the box, please") == "Sent to the user."
            await anna.reads(f"Support ({ref}):\nRestart the box, please")
            await anna.write("I did @everyone")
            await _until(lambda: there.said(thread)[-1], "I did")
            await anna.photo()
            assert "can't pass on photos from here" in await anna.reads("photos")
            assert (await there.press(thread, "Resolve")).startswith("anna has closed it.")
            await anna.reads("did it help?")
            await anna.press("Yes, it helped")
            await _until(lambda: there.said(thread)[-1], "The user says that it helped.")
            await anna.write("/forget")
            await anna.reads("Everything about you is deleted")
            await _until(lambda: str(len(there.hall.threads)), "0")

    asyncio.run(play())


@asynccontextmanager
async def telegram(office: Office, folder: Path, staff: int | None = None) -> AsyncIterator[BotApi]:
    """Telegram beside a Discord that runs, on the same parts; `staff`: the team's group is there."""
    api, stop = BotApi(), asyncio.Event()
    leadership = open_leadership(f"sqlite:///{folder}/bot.db")
    desk = Staffed(staff, office.store, office.shelf) if staff else None
    async with api:
        staffed(api)
        options = Options(TOKEN, f"{api.url}/bot", f"{api.url}/file/bot", None, alone=True)
        platform = Telegram(options, office.engine, office.time, leadership, desk)
        running = asyncio.create_task(platform.run(stop))
        try:
            yield api
            stop.set()
            await running
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
            await platform.close()
            await leadership.close()


async def _escalated(here: World) -> str:
    """Alice comes from an error to a ticket that was sent; its name."""
    user = here.alice.user
    await user.send_dm("error 403 in tivimate on all channels on fire tv")
    for label in ("Talk to a human", "Today", "Send"):
        await user.click(user.dm_channel.last_message, label=label)
    assert "It is solved" in labels(user.dm_channel.last_message)
    return _heard(here).partition("Sent as ")[2][:6].replace("\\", "")


def _heard(here: World) -> str:
    """The last thing that the bot said to Alice."""
    return next(text(one) for one in reversed(here.alice.user.dm_channel.history()) if one.author.bot)


async def _until(said: Callable[[], str], words: str) -> None:
    """Wait until this is said."""
    try:
        async with asyncio.timeout(10):
            while words not in said():  # noqa: ASYNC110 -- the simulated Discord tells nobody of its news
                await asyncio.sleep(0.02)
    except TimeoutError:
        raise AssertionError(f"{words!r} was not said, but: {said()!r}") from None
