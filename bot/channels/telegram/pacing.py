"""How often the bot writes into one group: Telegram takes about 20 messages a minute there, and answers more with 429.

The first few go at once; the rest of the minute's is spread over what is left of it, so that nobody waits for long and
what comes meanwhile can go along in one message (`bot.engine.delivering`). What can wait leaves room for what users
write.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from bot.ports import BusyError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

MOST: Final = 20
"""Messages in a group in `WINDOW`; edits and new topics are counted as messages too
(https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this)."""
WINDOW: Final = 60.5
"""Seconds; half of one for clocks that do not go alike."""
_AT_ONCE: Final = 10
_ENOUGH: Final = 0.5  # of a window: so long waits what can wait, at most


class Pace:
    """Slots for requests that put something into one group. `woken` is set when somebody has to come back later."""

    def __init__(self) -> None:
        self._window: Final = WINDOW
        self._ended: deque[float] = deque()
        self._open = 0
        self._hungry: float | None = None
        self._due: float | None = None
        self.woken: Final = asyncio.Event()

    @asynccontextmanager
    async def slot(self, *, quiet: bool) -> AsyncIterator[None]:
        """Make one request; `quiet`: it can wait. Raises BusyError when it is not its turn yet."""
        now = self._now()
        wait = self._wait(now, quiet=quiet)
        if wait > 0:
            if quiet and self._hungry is None:
                self._hungry = now
            self._due = min(self._due or now + wait, now + wait)
            self.woken.set()
            raise BusyError(f"the group has had its messages, {wait:.0f} s to wait")
        if quiet:
            self._hungry = None
        # Counted from its end, as the server may have counted it then only; and whatever became of it.
        self._open += 1
        try:
            yield
        finally:
            self._open -= 1
            self._ended.append(self._now())

    def next_end(self) -> float | None:
        """In how many seconds somebody who was sent away may come back; None: nobody was, since the last look."""
        due, self._due = self._due, None
        return None if due is None else max(0.0, due - self._now())

    def _wait(self, now: float, *, quiet: bool) -> float:
        while self._ended and self._ended[0] + self._window <= now:
            self._ended.popleft()
        used = len(self._ended) + self._open
        if used < _AT_ONCE:
            return 0.0
        if not self._ended:
            return 1.0  # all of them are under way
        first = self._ended[0] + self._window - now
        if used >= MOST:
            return first
        if not quiet:
            return max(0.0, first / (MOST - used) - (now - self._ended[-1]))
        calm = self._ended[min(used - _AT_ONCE, len(self._ended) - 1)] + self._window
        enough = (now if self._hungry is None else self._hungry) + _ENOUGH * self._window
        return max(0.0, min(calm, enough) - now)

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()
