"""Long polling: the next request confirms the updates of the last, so it is made only after they have committed."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from telegram.error import Conflict, InvalidToken, TelegramError

from bot.channels.telegram.calls import told
from bot.channels.telegram.transport import TooManyRequestsError
from bot.channels.telegram.updates import ALLOWED
from bot.origin import kind
from bot.ports import PlatformError

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from telegram import Bot

    from bot.channels.telegram.inbox import Inbox
    from bot.channels.telegram.transport import AiohttpRequest

_log = logging.getLogger(__name__)

REFUSED: Final = "TELEGRAM_TOKEN: Telegram does not know this token. Copy it again from @BotFather's message."
_CONFLICT: Final = (
    "another program fetches this bot's messages with the same token (409 Conflict): stop it, or give this one a token "
    "of its own. I try again in %.0f s."
)
# Seconds.
_POLL = 25  # how long Telegram may wait for a message; a proxy may cut longer silences
_MARGIN = 10.0  # until an answer that does not come is given up
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 30.0
_CONFLICT_WAIT, _LONGEST_CONFLICT = 3.0, 60.0
# Updates that have not committed by then do not keep others from being fetched (up to 100, Telegram's limit).
_STRAGGLERS = 0.1
_LAST = 1.5  # for what is under way when we stop


class Polling:
    """Fetches updates until it is stopped."""

    def __init__(self, bot: Bot, request: AiohttpRequest, inbox: Inbox) -> None:
        self._bot = bot
        self._request = request
        self._inbox = inbox
        self._next: int | None = None  # the number after the highest of the last that were fetched
        self._open: dict[int, asyncio.Task[None]] = {}
        self._begun: set[int] = set()  # not confirmed yet
        self._wait = 0.0

    async def run(self, over: asyncio.Event, stop: asyncio.Event) -> None:
        """Until `over` is set. What has committed by then is confirmed if `stop` is set too, since nobody else fetches.

        Raises PlatformError when Telegram does not know the token (any more).
        """
        ended = asyncio.create_task(over.wait())
        try:
            await self._until(ended, self._without_webhook())
            while not over.is_set():
                await self._until(ended, self._round())
        finally:
            ended.cancel()
            await self._end(confirm=stop.is_set() or not over.is_set())

    async def _round(self) -> None:
        try:
            updates = await self._updates(_POLL)
        except TelegramError as error:
            await asyncio.sleep(self._trouble(error))
            return
        self._wait = 0.0
        # By number: a server that repeats or shuffles must not have one begun twice, or fetched for ever.
        new = {update["update_id"]: update for update in updates if update["update_id"] not in self._begun}
        for number, update in new.items():
            self._begin(number, update)
        if updates and not new:
            await asyncio.sleep(_STRAGGLERS)  # all that Telegram would give us is under way
        elif under_way := [self._open[number] for number in new]:
            self._next = max(new) + 1
            await asyncio.wait(under_way, timeout=_STRAGGLERS)

    async def _updates(self, seconds: int) -> list[dict[str, Any]]:
        """Updates, those before the offset confirmed.

        Not by `Bot.get_updates`: that logs a batch which it cannot read, users' words and all, and reads it again.
        """
        offset = self._offset()
        options: dict[str, Any] = {"timeout": seconds, "allowed_updates": '["' + '","'.join(ALLOWED) + '"]'}
        if offset is not None:
            options["offset"] = offset
        url = f"{self._bot.base_url}/getUpdates?{urlencode(options)}"
        found = await self._request.post(url, read_timeout=seconds + _MARGIN)
        if not isinstance(found, list):
            raise TelegramError("an answer that holds no updates")
        if offset is not None:  # what stands before it is confirmed now
            self._begun = {number for number in self._begun if number in self._open or number >= offset}
        return found

    def _offset(self) -> int | None:
        return min(self._open, default=self._next)

    def _begin(self, number: int, update: dict[str, Any]) -> None:
        self._begun.add(number)
        task = self._open[number] = asyncio.create_task(self._inbox.take(update, patient=True))
        task.add_done_callback(lambda task: self._taken(number, task))

    def _taken(self, number: int, task: asyncio.Task[None]) -> None:
        if task.cancelled():
            return  # it stays open, and so unconfirmed
        del self._open[number]
        if error := task.exception():
            _log.error("update %d was dropped: %s", number, kind(error))

    def _trouble(self, error: TelegramError) -> float:
        """Log an error once while it lasts; the seconds to wait."""
        if isinstance(error, InvalidToken):
            raise PlatformError(REFUSED) from None
        if isinstance(error, TooManyRequestsError):
            return error.seconds
        first = not self._wait
        if isinstance(error, Conflict):
            self._wait = min(2 * self._wait or _CONFLICT_WAIT, _LONGEST_CONFLICT)
            if first:
                _log.error(_CONFLICT, self._wait)
            return self._wait
        self._wait = min(2 * self._wait or _FIRST_WAIT, _LONGEST_WAIT)
        if first:
            _log.warning("Telegram cannot be reached, I keep trying: %s", told(error))
        return self._wait

    async def _without_webhook(self) -> None:
        """Telegram gives updates to a webhook or to us, not to both."""
        while True:
            try:
                await self._bot.delete_webhook(drop_pending_updates=False)
            except TelegramError as error:
                await asyncio.sleep(self._trouble(error))
            else:
                return

    @staticmethod
    async def _until(ended: asyncio.Task[Any], work: Coroutine[Any, Any, None]) -> None:
        """Do some work, or leave it when we are stopped: what was fetched and not confirmed comes again."""
        task = asyncio.create_task(work)
        try:
            await asyncio.wait({task, ended}, return_when=asyncio.FIRST_COMPLETED)
            if task.done():
                task.result()
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def _end(self, *, confirm: bool) -> None:
        """Let what is under way commit."""
        if self._open:
            await asyncio.wait(self._open.values(), timeout=_LAST)
        left = list(self._open.values())
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        if confirm and self._offset() is not None:
            with suppress(TelegramError, TimeoutError):
                async with asyncio.timeout(_LAST):
                    await self._updates(0)
