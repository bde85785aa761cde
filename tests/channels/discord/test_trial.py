"""The settings of Discord, tried on a server over real HTTP."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web

from bot.channels.discord import trial
from bot.channels.discord.platform import Options
from tests.channels.discord.server import BOT, CHANNEL, GUILD, TOKEN

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.ports import Tried

RIGHTS = {"view": 1 << 10, "send": 1 << 11, "embed": 1 << 14, "attach": 1 << 15, "history": 1 << 16, "manage": 1 << 34}
RIGHTS |= {"private threads": 1 << 36, "send in threads": 1 << 38}
ALL = sum(RIGHTS.values())
TEXT, VOICE, FORUM = 0, 2, 15
USER = {"id": str(BOT), "username": "helper", "discriminator": "0", "avatar": None, "global_name": None, "bot": True}


@asynccontextmanager
async def rest(rights: int, kind: int, flags: int, member: int, everybody: int) -> AsyncIterator[str]:
    """A server with one channel: the address of its API. `everybody`: what all may do there."""
    role = {"color": 0, "position": 0, "hoist": False, "managed": False, "mentionable": False, "flags": 0}
    roles = [
        role | {"id": str(GUILD), "name": "@everyone", "permissions": str(everybody)},
        role | {"id": "7", "name": "bot", "permissions": str(rights), "position": 1},
    ]
    guild = {"id": str(GUILD), "name": "Shop", "owner_id": "1", "roles": roles, "emojis": [], "features": []}
    channel = {"id": str(CHANNEL), "type": kind, "guild_id": str(GUILD), "name": "team", "position": 0}
    channel |= {"permission_overwrites": [], "bitrate": 64000, "user_limit": 0, "available_tags": [], "flags": 0}
    whole: dict[str, Any] = {
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
    }
    whole |= {
        "nsfw_level": 0,
        "premium_tier": 0,
        "system_channel_flags": 0,
        "preferred_locale": "en-US",
        "stickers": [],
    }
    joined = {
        "user": USER,
        "roles": ["7"],
        "joined_at": "2026-01-01T00:00:00Z",
        "deaf": False,
        "mute": False,
        "flags": 0,
    }
    about: dict[str, Any] = {"id": str(BOT), "name": "Helper", "icon": None, "description": "", "bot_public": True}
    about |= {"bot_require_code_grant": False, "owner": USER, "verify_key": "", "team": None, "flags": flags}
    answers: dict[str, tuple[int, object]] = {
        "/users/@me": (200, USER),
        "/oauth2/applications/@me": (200, {**about, "rpc_origins": None, "summary": ""}),
        f"/channels/{CHANNEL}": (200, channel),
        f"/guilds/{GUILD}": (200, guild | whole),
        f"/guilds/{GUILD}/members/{BOT}": (member, joined),
    }

    async def answer(request: web.BaseRequest) -> web.Response:
        status, body = answers.get(request.path, (404, {"message": "Unknown Channel", "code": 10003}))
        if request.headers.get("Authorization") != f"Bot {TOKEN}":
            status, body = 401, {"message": "401: Unauthorized", "code": 0}
        if status != 200:
            body = {"message": "no", "code": 0}
        # discord.py takes an answer for JSON only if that is all that its type says.
        content = {"Content-Type": "application/json"}
        return web.Response(body=json.dumps(body).encode(), status=status, headers=content)

    runner = web.ServerRunner(web.Server(answer, access_log=None), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


def told(*, token: str = TOKEN, channel: int | None = None, content: bool = False, **given: int) -> list[Tried]:
    async def run() -> list[Tried]:
        async with rest(**{"rights": ALL, "kind": FORUM, "flags": 0, "member": 200, "everybody": 0, **given}) as url:
            return await trial.tried(Options(token, url), channel, content=content)

    return asyncio.run(run())


def test_a_token_that_is_known(caplog: pytest.LogCaptureFixture) -> None:
    (one,) = told()
    assert caplog.text == ""
    assert (one.setting, one.fine, one.text) == ("discord_token", True, "Discord knows it as helper")


def test_a_token_that_is_not_known() -> None:
    (one,) = told(token="geheim77.geheim77", channel=CHANNEL)
    assert (one.setting, one.fine) == ("discord_token", False)
    assert one.text.startswith("Discord refuses DISCORD_TOKEN. Copy it again")


@pytest.mark.parametrize(
    ("kind", "without", "fine", "words"),
    [
        (FORUM, "private threads", True, "a forum: each ticket gets a post"),
        (FORUM, "send in threads", False, "Give it: Send Messages in Threads."),
        (TEXT, "", True, "a text channel: each ticket gets a private thread"),
        (TEXT, "private threads", False, "Give it: Create Private Threads."),
        (TEXT, "view", False, "View Channel"),
        (FORUM, "attach", False, "Give it: Attach Files."),
        (VOICE, "", False, "Give the id of one."),
    ],
)
def test_the_channel_of_the_team(kind: int, without: str, fine: object, words: str) -> None:
    _, one = told(channel=CHANNEL, kind=kind, rights=ALL - RIGHTS.get(without, 0))
    assert (one.setting, one.fine, words in one.text) == ("discord_staff_channel", fine, True)


def test_a_channel_that_everybody_may_view() -> None:
    _, one = told(channel=CHANNEL, everybody=RIGHTS["view"])
    assert (one.fine, "everybody would be the team" in one.text) == (False, True)


def test_a_channel_that_is_not_there() -> None:
    assert "there is no such channel" in told(channel=7)[1].text
    assert "may not see it" in told(channel=CHANNEL, member=403)[1].text


def test_the_intent_to_read_what_is_written() -> None:
    assert told(content=True, flags=1 << 18)[1].fine
    assert told(content=True, flags=1 << 19)[1].fine
    one = told(content=True)[1]
    assert (one.setting, one.fine, "Message Content Intent" in one.text) == ("discord_message_content", False, True)


def test_discord_is_not_reached() -> None:
    async def nobody() -> list[Tried]:
        return await trial.tried(Options(TOKEN, "http://127.0.0.1:1"))

    (one,) = asyncio.run(nobody())
    assert (one.setting, one.fine) == ("discord_token", False)
    assert one.text.startswith("cannot be tried, Discord is not reached (ClientConnectorError)")
    known, one = told(channel=CHANNEL, member=418)
    assert (known.fine, one.setting, one.fine) == (True, "discord_staff_channel", False)
    assert "HTTP 418" in one.text
