"""Requests to the Bot API that belong to a chat: what to wait for, what to try again, what is hopeless.

Telegram allows about one message a second in a chat (20 a minute in a group) and answers more with 429 and a pause.
Only the chat that was refused pauses: all others go on.
"""

from __future__ import annotations

import asyncio
from itertools import count
from typing import TYPE_CHECKING, Final, TypeVar

from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, TelegramError, TimedOut

from bot.channels.telegram.recent import Recent
from bot.channels.telegram.transport import TooManyRequestsError
from bot.ports import DeliveryError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

T = TypeVar("T")

PATIENCE: Final = 5.0
"""A longer pause than this (seconds) is left to the outbox, which holds up nothing else meanwhile."""
_TRIES: Final = 3  # of a request that the network lost, within a second; later the outbox tries again
_AGAIN = 0.25  # seconds before the second try, twice that before the third
_SHOWN: Final = 120  # characters of Telegram's own words in the log
# A message to such a chat can never be delivered: the user left, or nobody may write there.
_GONE: Final = (
    *("chat not found", "user not found", "peer_id_invalid", "group chat was deactivated", "chat_write_forbidden"),
    *(
        "chat_restricted",
        "have no rights to send",
        "not enough rights to send",
        "topic_closed",
        "input_user_deactivated",
    ),
)


class GoneError(Exception):
    """There is nobody to deliver to, and there will not be."""


class Calls:
    """Makes requests, each for a chat."""

    def __init__(self) -> None:
        self._until: dict[int, float] = {}
        self._moved: Recent[int, int] = Recent()
        self.woken: Final = asyncio.Event()
        """Set when a pause begins, so that somebody can wait for its end."""

    async def made(self, chat: int, request: Callable[[int], Awaitable[T]], patience: float = PATIENCE) -> T:
        """Make a request that takes the chat's number as it is now.

        Raises:
            GoneError: It can never succeed.
            BadRequest: Telegram refuses this request; another one to the chat may succeed.
            DeliveryError: It may succeed later.
        """
        until = self._now() + patience
        for attempt in count(1):
            await self._pause(chat, until)
            try:
                return await request(self.now_called(chat))
            except TooManyRequestsError as error:
                self._until[chat] = self._now() + error.seconds
                self.woken.set()
            except ChatMigrated as error:
                self._moved.set(chat, error.new_chat_id)
                if attempt == _TRIES:
                    raise DeliveryError("a group that moves all the time") from None
            except Forbidden as error:
                raise GoneError(told(error)) from None
            except BadRequest as error:
                if says(error, *_GONE):
                    raise GoneError(told(error)) from None
                raise
            except TelegramError as error:
                # What timed out may have been done: the outbox tries it again, but later and once.
                if attempt == _TRIES or isinstance(error, TimedOut) or not isinstance(error, NetworkError):
                    raise DeliveryError(told(error)) from None
                await asyncio.sleep(_AGAIN * attempt)
        raise AssertionError  # pragma: no cover -- `count` does not end

    def now_called(self, chat: int) -> int:
        """The number of a group as it is now: when it becomes a supergroup, it gets another one."""
        return self._moved.get(chat) or chat

    def paused(self, chat: int) -> float:
        """The seconds that a chat still has to wait."""
        return max(0.0, self._until.get(chat, 0.0) - self._now())

    def next_end(self) -> float | None:
        """In how many seconds the next pause is over; None when there is none."""
        now = self._now()
        self._until = {chat: until for chat, until in self._until.items() if until > now}
        return min(self._until.values()) - now if self._until else None

    async def _pause(self, chat: int, until: float) -> None:
        pause = self.paused(chat)
        if not pause:
            return
        if self._now() + pause > until:
            raise DeliveryError(f"Telegram wants a pause of {pause:.0f} s in this chat")
        await asyncio.sleep(pause)

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()


def told(error: TelegramError) -> str:
    """An error for the log (see the transport: it holds no token)."""
    return f"{type(error).__name__}: {error.message[:_SHOWN]}"


def says(error: TelegramError, *words: str) -> bool:
    """Whether Telegram's description holds one of these; it has no error codes finer than 400."""
    return any(one in error.message.casefold() for one in words)
