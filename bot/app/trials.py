"""Trying settings out on what they name: the database, the knowledge, Telegram and Discord."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from bot.app.secret import secret_key
from bot.app.serve import telegram_options
from bot.app.settings import SettingsError
from bot.library.compiled import open_knowledge
from bot.library.faults import KnowledgeError
from bot.ports import StoreError, Tried
from bot.shipped import folder
from bot.storage import trial

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from bot.app.settings import Settings
    from bot.channels.telegram.platform import Options

_NOT_TRIED: Final = "well formed, not tried"


async def trials(settings: Settings, fit: Collection[str], now: datetime, *, offline: bool) -> list[Tried]:
    """Try what can be tried, all at the same time. `fit`: settings without a fault; `offline`: ask no network."""
    found = [*_key(settings), _knowledge(settings)] if "knowledge_dir" in fit else _key(settings)
    asked = []
    if "database_url" in fit:
        near = settings.embedded or not offline
        asked.append(asyncio.to_thread(_database, settings, now) if near else _left("database_url"))
    if telegram := telegram_options(settings):
        asked.append(_left("telegram_token") if offline else _telegram(telegram, settings))
    if token := settings.discord_token:
        asked.append(_left("discord_token") if offline else _discord(token.get_secret_value(), settings))
    return [*found, *(one for answer in await asyncio.gather(*asked) for one in answer)]


async def _left(name: str) -> list[Tried]:
    return [Tried(name, fine=True, text=_NOT_TRIED)]


def _key(settings: Settings) -> list[Tried]:
    """The key beside an embedded database, if it was made already."""
    if settings.secret_key or not settings.embedded:
        return []
    if not (settings.data_folder / "secret.key").exists():
        return []
    try:
        secret_key(settings, settings.data_folder)
    except SettingsError as error:
        return [Tried("secret_key", fine=False, text=str(error))]
    return [Tried("secret_key", fine=True, text="it is there")]


def _knowledge(settings: Settings) -> Tried:
    try:
        base = open_knowledge(settings.knowledge_dir or folder("knowledge"), None)
    except KnowledgeError as error:
        count = len(error.faults)
        mend = f"{count} {'fault' if count == 1 else 'faults'} in the knowledge. They are named by: bot knowledge lint."
        return Tried("knowledge_dir", fine=False, text=mend)
    return Tried("knowledge_dir", fine=True, text=f"{len(base.ids)} entries")


def _database(settings: Settings, now: datetime) -> list[Tried]:
    try:
        return [Tried("database_url", fine=True, text=trial(settings.database_url, now))]
    except StoreError as error:
        return [Tried("database_url", fine=False, text=str(error))]


async def _telegram(options: Options, settings: Settings) -> list[Tried]:
    from bot.channels.telegram.trial import tried  # noqa: PLC0415 -- half a second to import, and often not needed

    return await tried(options, settings.telegram_staff_chat)


async def _discord(token: str, settings: Settings) -> list[Tried]:
    from bot.channels.discord import platform, trial  # noqa: PLC0415 -- the same

    options = platform.Options(token, settings.discord_api_base)
    return await trial.tried(options, settings.discord_staff_channel, content=settings.discord_message_content)
