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
from bot.channels.telegram.desk import Desk
from bot.channels.telegram.inbox import Inbox
from bot.channels.telegram.pacing import Pace
from bot.channels.telegram.places import Places
from bot.channels.telegram.polling import REFUSED, Polling
from bot.channels.telegram.resuming import EVERY, Resuming
from bot.channels.telegram.room import Room
from bot.channels.telegram.team import Backing, Team
from bot.channels.telegram.transport import AiohttpRequest
from bot.channels.telegram.updates import PLATFORM, Me
from bot.channels.telegram.webhook import Webhook
from bot.core.commands import descriptions
from bot.engine.parcels import desk
from bot.ports import PlatformError

if TYPE_CHECKING:
    from bot.core.effects import Carried
    from bot.core.events import Key
    from bot.engine.engine import Engine
    from bot.ports import Cabinet, Clock, Leadership, Library

_log = logging.getLogger(__name__)

_DESK: Final = desk(PLATFORM)
# Seconds.
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


@dataclass(frozen=True, slots=True)
class Staffed:
    """The team's group, and where its tickets and templates are."""

    chat: int
    store: Cabinet
    library: Library


class Telegram:
    """See `bot.ports.Platform`."""

    name: Final = "Telegram"

    def __init__(
        self, options: Options, engine: Engine, clock: Clock, leadership: Leadership, staffed: Staffed | None = None
    ) -> None:
        self._options = options
        self._leadership = leadership
        self._engine = engine
        self._clock = clock
        self._staffed = staffed
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
        team = self._team(me, channel)
        inbox = Inbox(self._engine, self._clock, self._bot, me, self._calls, channel, team)
        inbox.behind(self._commands())
        outboxes = {PLATFORM: Resuming(self._engine, self._clock, PLATFORM, _Hurried(channel), self._calls)}
        self._engine.attach(PLATFORM, channel)
        if team:
            inbox.behind(team.room.begin())
            outboxes[_DESK] = Resuming(self._engine, self._clock, _DESK, team.desk, team.places.pace)
            self._engine.attach(_DESK, team.desk)
        resuming = [asyncio.create_task(outbox.run(alone=self._options.alone)) for outbox in outboxes.values()]
        try:
            # What a crash left behind comes before what is asked now.
            with suppress(TimeoutError):
                await asyncio.wait_for(outboxes[PLATFORM].looked.wait(), EVERY)
            self._up = True
            await self._take(inbox, stop)
        finally:
            self._up = False
            for task in resuming:
                task.cancel()
            await asyncio.gather(*resuming, return_exceptions=True)
            await inbox.drain(_LAST)
            for name in outboxes:
                self._engine.detach(name)

    async def close(self) -> None:
        """See `Platform.close`."""
        await self._bot.shutdown()
        await asyncio.gather(self._updates.shutdown(), self._bot.request.shutdown())

    def _team(self, me: Me, channel: TelegramChannel) -> Team | None:
        """The support desk, if there is one."""
        if self._staffed is None:
            return None
        store, library = self._staffed.store, self._staffed.library
        room = Room(self._bot, me, self._calls, self._staffed.chat)
        places = Places(self._bot, self._calls, room, store, Pace())
        desk = Desk(self._bot, self._calls, room, store, places)
        return Team(Backing(self._engine, store, library, self._clock), me, room, places, desk, channel)

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


@dataclass(frozen=True, slots=True)
class _Hurried:
    """The channel for the outbox: one chat's pause must not hold up the others that wait in the same line."""

    channel: TelegramChannel

    async def deliver(self, key: Key, effect: Carried) -> str | None:
        return await self.channel.carry(key, effect, 0.0)
