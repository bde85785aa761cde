"""Serves every platform that has a token, side by side: what befalls one does not stop the others."""

from __future__ import annotations

import asyncio
import logging
import signal
from contextlib import suppress
from typing import TYPE_CHECKING

from bot.app.build import parts
from bot.app.retention import tidy_daily
from bot.app.settings import SettingsError
from bot.channels.telegram.platform import Address, Options, Staffed, Telegram
from bot.ports import PlatformError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.app.build import Parts
    from bot.app.settings import Settings
    from bot.ports import Platform

_log = logging.getLogger(__name__)

# Their lines hold addresses, and a bot's token is part of Telegram's.
_LOUD = ("aiohttp", "httpcore", "httpx", "telegram")
# Seconds.
_GRACE = 1.5  # for checks that are under way when we stop
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 60.0


async def serve(settings: Settings, told: Callable[[str], object] = print) -> None:
    """Serve until SIGTERM or SIGINT; `told` gets one line for each platform that begins.

    Raises SettingsError, StoreError, KnowledgeError, and PlatformError when no platform is left that can be served.
    """
    telegram = _telegram(settings)
    if telegram is None and settings.discord_token is None:
        raise SettingsError(
            "TELEGRAM_TOKEN or DISCORD_TOKEN: must be set, there is nothing to serve. @BotFather gives you one, or "
            "Discord's developer portal."
        )
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with parts(settings) as built:
        for name in _LOUD:
            logging.getLogger(name).setLevel(logging.WARNING)
        platforms: list[Platform] = []
        if telegram is not None:
            platforms.append(Telegram(telegram, built.engine, built.clock, _staffed(settings, built)))
        if settings.discord_token is not None:
            platforms.append(_discord(settings, settings.discord_token.get_secret_value(), built))
        tidying = asyncio.create_task(tidy_daily(built.store, built.clock, settings.keep))
        try:
            await run(platforms, stop, told)
        finally:
            tidying.cancel()
            await asyncio.gather(tidying, return_exceptions=True)
            await built.engine.close(_GRACE)  # checks that come to their end are still told
            for platform in platforms:
                await platform.close()


async def run(platforms: Sequence[Platform], stop: asyncio.Event, told: Callable[[str], object]) -> None:
    """Run platforms until they are stopped. Raises PlatformError when all of them had to give up."""
    refusals = await asyncio.gather(*(_kept_up(platform, stop, told) for platform in platforms))
    sentences = [str(refusal) for refusal in refusals if refusal]
    if len(sentences) == len(platforms):
        raise PlatformError("\n".join(sentences))


async def _kept_up(platform: Platform, stop: asyncio.Event, told: Callable[[str], object]) -> PlatformError | None:
    """Run one platform, again and again if need be; what it says when it cannot be served."""
    wait = _FIRST_WAIT
    told(f"Serving {platform.name}. Ctrl-C ends it.")
    while not stop.is_set():
        try:
            await platform.run(stop)
        except PlatformError as error:
            _log.error("%s is not served: %s", platform.name, error)
            return error
        except Exception as error:  # noqa: BLE001 -- whatever it is, the other platforms go on
            _log.error("%s begins anew after %s", platform.name, type(error).__name__)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), wait)
            wait = min(2 * wait, _LONGEST_WAIT)
    return None


def _staffed(settings: Settings, built: Parts) -> Staffed | None:
    """The support desk on Telegram."""
    chat = settings.telegram_staff_chat
    return None if chat is None else Staffed(chat, built.store, built.library)


def _discord(settings: Settings, token: str, built: Parts) -> Platform:
    from bot.channels.discord.platform import Discord, Options  # noqa: PLC0415 -- discord.py takes a second to import

    options = Options(token, settings.discord_api_base, settings.discord_gateway_url, settings.embedded)
    return Discord(options, built.engine, built.store, built.clock, built.library)


def _telegram(settings: Settings) -> Options | None:
    """What Telegram is served with; None without a token. Raises SettingsError."""
    if settings.telegram_token is None:
        return None
    webhook = None
    if settings.telegram_webhook_url:
        if settings.telegram_webhook_secret is None:
            raise SettingsError(
                "TELEGRAM_WEBHOOK_SECRET: must be set with TELEGRAM_WEBHOOK_URL, so that nobody else can call us. "
                'Make one with: python -c "import secrets; print(secrets.token_hex(32))"'
            )
        secret = settings.telegram_webhook_secret.get_secret_value()
        webhook = Address(settings.telegram_webhook_url, secret, settings.telegram_webhook_listen)
    return Options(
        settings.telegram_token.get_secret_value(),
        settings.telegram_base_url,
        settings.telegram_base_file_url,
        webhook,
        settings.embedded,
    )
