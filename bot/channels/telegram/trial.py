"""Trying the settings of Telegram: whom the token belongs to, who else was told to be called, and the team's chat."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from telegram import Bot, ChatMemberAdministrator
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import Forbidden, InvalidToken, TelegramError

from bot.channels.telegram.calls import says, told
from bot.channels.telegram.polling import REFUSED
from bot.channels.telegram.transport import AiohttpRequest
from bot.ports import Tried

if TYPE_CHECKING:
    from telegram import ChatFullInfo

    from bot.channels.telegram.platform import Options

PATIENCE: Final = 10.0
"""Seconds for all of it."""
_TOKEN: Final = "telegram_token"  # noqa: S105 -- the name of a setting
_CHAT: Final = "telegram_staff_chat"
_UNREACHED: Final = (
    "cannot be tried, Telegram is not reached ({0}). Check the network, HTTPS_PROXY and TELEGRAM_BASE_URL."
)
_ABSENT: Final = "the bot is not in this chat. Add it to the group, and look whether the id is right (-100…)."
_GROUPS: Final = (ChatType.GROUP, ChatType.SUPERGROUP)
_OUT: Final = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)


async def tried(options: Options, staff_chat: int | None = None) -> list[Tried]:
    """Try the token, and the team's chat if there is one. Raises nothing for what Telegram or the network does."""
    request = AiohttpRequest(options.token)
    bot = Bot(options.token, options.base_url, options.base_file_url, request, request)
    found: list[Tried] = []
    try:
        async with asyncio.timeout(PATIENCE):
            await _try(bot, options, staff_chat, found)
    except InvalidToken:  # its text holds the token
        if found:  # what serves us does not know this method
            found.append(Tried(_CHAT, fine=False, text=_UNREACHED.format("HTTP 404")))
        else:
            found.append(Tried(_TOKEN, fine=False, text=REFUSED.partition(": ")[2]))
    except (TelegramError, TimeoutError) as error:
        what = told(error) if isinstance(error, TelegramError) else f"no answer within {PATIENCE:.0f} s"
        found.append(Tried(_CHAT if found else _TOKEN, fine=False, text=_UNREACHED.format(what)))
    finally:
        await bot.shutdown()
        await request.shutdown()
    return found


async def _try(bot: Bot, options: Options, staff_chat: int | None, found: list[Tried]) -> None:
    """Add to what was found, so that it stays when the next step fails."""
    await bot.initialize()
    called = await _called(bot, options)
    found.append(Tried(_TOKEN, fine=True, text=f"Telegram knows it as @{bot.username}{called}"))
    if staff_chat is None:
        return
    try:
        found.append(await _chat(bot, staff_chat))
    except TelegramError as error:
        if not (isinstance(error, Forbidden) or says(error, "chat not found")):
            raise
        found.append(Tried(_CHAT, fine=False, text=_ABSENT))


async def _called(bot: Bot, options: Options) -> str:
    """Who is called with this bot's messages now, if that is not us, and why that failed."""
    webhook = await bot.get_webhook_info()
    if options.webhook is None:
        return f"; a webhook is set at {urlsplit(webhook.url).hostname}: bot serve removes it" if webhook.url else ""
    if webhook.url != options.webhook.url:
        return "; the webhook is set when bot serve starts"
    failed = webhook.last_error_message
    return f"; the webhook is set{f' (the last trouble that Telegram had with it: {failed})' if failed else ''}"


async def _chat(bot: Bot, staff_chat: int) -> Tried:
    chat = await bot.get_chat(staff_chat)
    if chat.type not in _GROUPS:
        return Tried(_CHAT, fine=False, text=f"this is a {chat.type}. Give the id of a group of the team.")
    return await _rights(bot, chat)


async def _rights(bot: Bot, chat: ChatFullInfo) -> Tried:
    member = await bot.get_chat_member(chat.id, bot.id)
    if member.status in _OUT:
        return Tried(_CHAT, fine=False, text=_ABSENT)
    if not chat.is_forum:
        return Tried(_CHAT, fine=True, text="a group without topics: tickets stand in it one below the other")
    if isinstance(member, ChatMemberAdministrator) and member.can_manage_topics:
        return Tried(_CHAT, fine=True, text="a group with topics: each ticket gets its own")
    return Tried(
        _CHAT,
        fine=False,
        text="the bot may not make topics there. Make it an administrator who may manage topics, or turn topics off.",
    )
