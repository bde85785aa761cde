"""The settings of Telegram, tried on a server that is as strict as Telegram."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web

from bot.channels.telegram import trial
from bot.channels.telegram.platform import Address, Options
from tests.channels.telegram import server
from tests.channels.telegram.server import BOT, TOKEN, BotApi
from tests.channels.telegram.strict import RefusedError, bad

if TYPE_CHECKING:
    from bot.ports import Tried

GROUP = -1001234567890
ADDRESS = Address("https://bot.example.org/telegram", "a-secret-of-thirty-two-characters", ("127.0.0.1", 0))


class Team(BotApi):
    """With one chat of the team, in which the bot is what `member` says."""

    kind = "supergroup"
    forum = True
    member: dict[str, Any] = {"status": "member"}  # noqa: RUF012 -- a test sets its own

    async def _getchat(self, asked: dict[str, Any]) -> object:
        if int(asked["chat_id"]) != GROUP:
            raise bad("chat not found")
        about = {"id": GROUP, "type": self.kind, "title": "Team", "is_forum": self.forum}
        return {**about, "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _GIFTS}

    async def _getchatmember(self, asked: dict[str, Any]) -> object:
        assert int(asked["user_id"]) == BOT["id"]
        return {"user": BOT, **self.member}


_GIFTS = {f"{kind}_gifts": False for kind in ("unlimited", "limited", "unique")} | {
    "premium_subscription": False,
    "gifts_from_channels": False,
}
_RIGHTS = (
    *("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats"),
    *("can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories"),
    *("can_edit_stories", "can_delete_stories"),
)


def administrator(*, topics: bool) -> dict[str, Any]:
    return {"status": "administrator", **dict.fromkeys(_RIGHTS, False), "can_manage_topics": topics}


@pytest.fixture(autouse=True)
def _more_methods(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(server.PARAMETERS, "getchat", {"chat_id"})
    monkeypatch.setitem(server.PARAMETERS, "getchatmember", {"chat_id", "user_id"})


def told(api: BotApi, token: str = TOKEN, chat: int | None = None, webhook: Address | None = None) -> list[Tried]:
    async def run() -> list[Tried]:
        async with api:
            return await trial.tried(Options(token, f"{api.url}/bot", f"{api.url}/file/bot", webhook), chat)

    return asyncio.run(run())


def test_a_token_that_is_known() -> None:
    (one,) = told(BotApi())
    assert (one.setting, one.fine, one.text) == ("telegram_token", True, "Telegram knows it as @SupportTestBot")


def test_a_token_that_is_not_known() -> None:
    (one,) = told(BotApi(), token="4242:geheim77")
    assert (one.setting, one.fine) == ("telegram_token", False)
    assert one.text.startswith("Telegram does not know this token")
    assert "geheim77" not in one.text


def test_webhooks() -> None:
    there = {"url": ADDRESS.url, "secret": ADDRESS.secret}
    assert told(BotApi(webhook=there))[0].text.endswith("; a webhook is set at bot.example.org: bot serve removes it")
    assert told(BotApi(webhook=there), webhook=ADDRESS)[0].text.endswith("; the webhook is set")
    assert told(BotApi(), webhook=ADDRESS)[0].text.endswith("; the webhook is set when bot serve starts")


def test_the_last_trouble_with_the_webhook() -> None:
    class Troubled(BotApi):
        async def _getwebhookinfo(self, _: dict[str, Any]) -> object:
            about = {"url": ADDRESS.url, "has_custom_certificate": False, "pending_update_count": 7}
            return {**about, "last_error_date": 1_760_000_000, "last_error_message": "Connection refused"}

    (one,) = told(Troubled(), webhook=ADDRESS)
    assert one.text.endswith("(the last trouble that Telegram had with it: Connection refused)")


@pytest.mark.parametrize(
    ("member", "forum", "fine", "words"),
    [
        (administrator(topics=True), True, True, "each ticket gets its own"),
        (administrator(topics=False), True, False, "Make it an administrator who may manage topics"),
        ({"status": "member"}, True, False, "Make it an administrator"),
        ({"status": "member"}, False, True, "a group without topics"),
        ({"status": "left"}, False, False, "the bot is not in this chat"),
    ],
)
def test_the_chat_of_the_team(member: dict[str, Any], forum: object, fine: object, words: str) -> None:
    api = Team()
    api.member, api.forum = member, bool(forum)
    _, one = told(api, chat=GROUP)
    assert (one.setting, one.fine, words in one.text) == ("telegram_staff_chat", fine, True)


def test_chats_that_are_none() -> None:
    api = Team()
    assert "the bot is not in this chat" in told(api, chat=7)[1].text
    api = Team()
    api.kind = "private"
    assert told(api, chat=GROUP)[1].text == "this is a private. Give the id of a group of the team."
    api = Team()
    api.troubles["getchat"] = [RefusedError(403, "Forbidden: bot was kicked from the supergroup chat")]
    assert "the bot is not in this chat" in told(api, chat=GROUP)[1].text


def test_telegram_is_not_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    api = Team()
    api.troubles["getchat"] = [lambda: web.Response(status=502, text=f"<html>{TOKEN}</html>")]
    known, one = told(api, chat=GROUP)
    assert (known.fine, one.setting, one.fine) == (True, "telegram_staff_chat", False)
    assert "HTTP 502 from something that is not Telegram" in one.text
    api = Team()
    api.troubles["getchat"] = [RefusedError(404, "Not Found")]
    assert "HTTP 404" in told(api, chat=GROUP)[1].text
    monkeypatch.setattr(trial, "PATIENCE", 0.2)
    slow = BotApi(slow={"getme": 1})
    (one,) = told(slow)
    assert (one.setting, one.fine) == ("telegram_token", False)
    assert "no answer within" in one.text

    async def nobody() -> list[Tried]:
        return await trial.tried(Options(TOKEN, "http://127.0.0.1:1/bot"))

    (one,) = asyncio.run(nobody())
    assert one.text.startswith("cannot be tried, Telegram is not reached (NetworkError: no connection")
    assert TOKEN.partition(":")[2] not in json.dumps([one.text])
