"""Serves every platform that has a token, side by side: what befalls one does not stop the others."""

from __future__ import annotations

import asyncio
import logging
import signal
from contextlib import AsyncExitStack, suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from bot.app.build import parts
from bot.app.exports import sweep_hourly
from bot.app.leading import lead
from bot.app.observe import meter, observed
from bot.app.retention import tidy_daily
from bot.app.tickets import watch_tickets
from bot.channels.telegram.platform import Address, Options, Staffed, Telegram
from bot.hooks.webhook import Webhook, keep_telling
from bot.meter import UNMETERED
from bot.ports import PlatformError

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator, Sequence

    from bot.app.build import Parts
    from bot.app.leading import Job
    from bot.app.settings import Settings
    from bot.ports import Platform

_log = logging.getLogger(__name__)

# Seconds.
_GRACE = 1.5  # for checks that are under way when we stop
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 60.0


async def serve(settings: Settings, told: Callable[[str], object] = print) -> None:
    """Serve until SIGTERM or SIGINT; `told` gets one line for each platform that begins.

    The settings must fit together: see `starting`. Raises SettingsError, StoreError, KnowledgeError, and PlatformError
    when no platform is left that can be served.
    """
    telegram = telegram_options(settings)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    counting = meter() if settings.http_listen else None
    async with parts(settings, meter=counting or UNMETERED) as built, AsyncExitStack() as stack:
        platforms: list[Platform] = []
        if telegram is not None:
            staffed = _staffed(settings, built)
            platforms.append(Telegram(telegram, built.engine, built.clock, built.leadership, staffed))
        if settings.discord_token is not None:
            platforms.append(_discord(settings, settings.discord_token.get_secret_value(), built))
        if settings.http_listen and counting:
            await stack.enter_async_context(observed(settings.http_listen, built, counting, platforms, told))
        jobs = [asyncio.create_task(job) for job in _jobs(settings, built)]
        try:
            await run(platforms, stop, told)
        finally:
            for job in jobs:
                job.cancel()
            await asyncio.gather(*jobs, return_exceptions=True)
            await built.leadership.close()  # at once: another replica is waiting for it
            await built.engine.close(_GRACE)  # checks that come to their end are still told
            for platform in platforms:
                await platform.close()


def _jobs(settings: Settings, built: Parts) -> Iterator[Coroutine[Any, Any, None]]:
    """What is done beside serving."""
    yield lead(built.leadership, _led(settings, built))
    yield sweep_hourly(built.exports, built.store)
    if settings.ticket_webhook_url and settings.ticket_webhook_secret:
        key = settings.ticket_webhook_secret.get_secret_value().encode()
        webhook = Webhook(settings.ticket_webhook_url, key, built.clock)
        yield keep_telling(webhook, built.engine, built.clock, alone=settings.embedded)


def _led(settings: Settings, built: Parts) -> list[Job]:
    """What one process alone does of those that share a database."""
    return [partial(tidy_daily, built.store, built.clock, settings.keep), partial(watch_tickets, built.engine)]


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

    options = Options(
        token,
        settings.discord_api_base,
        settings.discord_gateway_url,
        settings.embedded,
        settings.discord_shards,
        staff=settings.discord_staff_channel,
        content=settings.discord_message_content,
    )
    return Discord(options, built.engine, built.store, built.clock, built.library)


def telegram_options(settings: Settings) -> Options | None:
    """What Telegram is served with; None without a token."""
    if settings.telegram_token is None:
        return None
    webhook = None
    if settings.telegram_webhook_url and settings.telegram_webhook_secret:
        secret = settings.telegram_webhook_secret.get_secret_value()
        webhook = Address(settings.telegram_webhook_url, secret, settings.telegram_webhook_listen)
    return Options(
        settings.telegram_token.get_secret_value(),
        settings.telegram_base_url,
        settings.telegram_base_file_url,
        webhook,
        settings.embedded,
    )
