"""Telegram as a platform that is served: who we are, the commands, polling or webhook, and the outbox behind both."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.channels.telegram.calls import Calls, told
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.inbox import Inbox
from bot.channels.telegram.polling import REFUSED, Polling
from bot.channels.telegram.transport import AiohttpRequest
from bot.channels.telegram.updates import PLATFORM, Me
from bot.channels.telegram.webhook import Webhook
from bot.core.commands import descriptions
from bot.ports import PlatformError, StoreError

if TYPE_CHECKING:
    from bot.core.effects import Carried
    from bot.core.events import Key
    from bot.engine.engine import Engine
    from bot.ports import Clock, Leadership

_log = logging.getLogger(__name__)

# Seconds.
_RESUME = 5.0  # between two looks at the outbox
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 30.0
_LAST = 2.5  # for the replies that are under way when we stop


@dataclass(frozen=True, slots=True)
class Address:
    """Where Telegram calls us in webhook mode: the public URL, its secret, and the host and port to listen on."""

    url: str
    secret: str = field(repr=False)
    listen: tuple[str, int]


@dataclass(frozen=True, slots=True)
class Options:
    """What the operator sets. `webhook` None: long polling. `alone`: no other process serves this database."""

    token: str = field(repr=False)
    base_url: str = "https://api.telegram.org/bot"
    base_file_url: str = "https://api.telegram.org/file/bot"
    webhook: Address | None = None
    alone: bool = True


class Telegram:
    """See `bot.ports.Platform`."""

    name: Final = "Telegram"

    def __init__(self, options: Options, engine: Engine, clock: Clock, leadership: Leadership) -> None:
        self._options = options
        self._leadership = leadership
        self._engine = engine
        self._clock = clock
        slowed = partial(engine.meter.slowed, PLATFORM)
        self._updates, request = AiohttpRequest(options.token, slowed), AiohttpRequest(options.token, slowed)
        self._bot = Bot(options.token, options.base_url, options.base_file_url, request, self._updates)
        self._calls = Calls()
        self._up = False

    @property
    def up(self) -> bool:
        """See `Platform.up`."""
        return self._up

    async def run(self, stop: asyncio.Event) -> None:
        """See `Platform.run`."""
        me = await self._introduced(stop)
        if me is None:
            return
        channel = TelegramChannel(self._bot, me, self._calls)
        inbox = Inbox(self._engine, self._clock, self._bot, me, self._calls, channel)
        inbox.behind(self._commands())
        looked = asyncio.Event()
        resuming = asyncio.create_task(self._resume(channel, looked))
        try:
            # What a crash left behind comes before what is asked now.
            with suppress(TimeoutError):
                await asyncio.wait_for(looked.wait(), _RESUME)
            self._up = True
            await self._take(inbox, stop)
        finally:
            self._up = False
            resuming.cancel()
            await asyncio.gather(resuming, return_exceptions=True)
            await inbox.drain(_LAST)

    async def close(self) -> None:
        """See `Platform.close`."""
        await self._bot.shutdown()
        await asyncio.gather(self._updates.shutdown(), self._bot.request.shutdown())

    async def _take(self, inbox: Inbox, stop: asyncio.Event) -> None:
        """Take updates until `stop` is set. Any number of processes can be called; only the leader fetches."""
        if at := self._options.webhook:
            await Webhook(self._bot, inbox, url=at.url, secret=at.secret, listen=at.listen).run(stop)
            return
        while not stop.is_set():
            async with self._leadership.term(stop) as over:
                await Polling(self._bot, self._updates, inbox).run(over, stop)

    async def _introduced(self, stop: asyncio.Event) -> Me | None:
        """Who we are, as soon as Telegram can be reached; None if we are stopped before. Raises PlatformError."""
        wait = 0.0
        while not stop.is_set():
            try:
                await self._bot.initialize()
            except InvalidToken:  # its text holds the token
                raise PlatformError(REFUSED) from None
            except TelegramError as error:
                if not wait:
                    _log.warning("Telegram cannot be reached, I keep trying: %s", told(error))
                wait = min(2 * wait or _FIRST_WAIT, _LONGEST_WAIT)
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), wait)
            else:
                return Me(self._bot.id, self._bot.username)
        return None

    async def _commands(self) -> None:
        """The menu behind the slash. A proxy that does not know this call must not keep us from serving."""
        try:
            await self._bot.set_my_commands(list(descriptions().items()))
        except TelegramError as error:
            _log.warning("the list of commands was not set: %s", told(error))

    async def _resume(self, channel: TelegramChannel, looked: asyncio.Event) -> None:
        """Carry what is left in the outbox: after a crash, after a pause, after trouble with the network."""
        hurried, orphans = _Hurried(channel), self._options.alone
        while True:
            try:
                await self._engine.resume(PLATFORM, self._clock.now(), hurried, orphans=orphans)
                orphans = False
            except StoreError as error:
                _log.error("the outbox cannot be read: %s", error)
            looked.set()
            await self._next_look()

    async def _next_look(self) -> None:
        """Wait some seconds, or until a chat may be written to again."""
        until = asyncio.get_running_loop().time() + _RESUME
        while (left := until - asyncio.get_running_loop().time()) > 0:
            end = self._calls.next_end()
            if end is not None and end < left:
                await asyncio.sleep(end + 0.01)
                return
            self._calls.woken.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._calls.woken.wait(), left)


@dataclass(frozen=True, slots=True)
class _Hurried:
    """The channel for the outbox: one chat's pause must not hold up the others that wait in the same line."""

    channel: TelegramChannel

    async def deliver(self, key: Key, effect: Carried) -> str | None:
        return await self.channel.carry(key, effect, 0.0)
