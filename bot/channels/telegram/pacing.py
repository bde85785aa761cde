"""How often the bot writes into one group: Telegram takes about 20 messages a minute there, and answers more with 429.

The first few go at once; the rest of the minute's is spread over what is left of it, so that nobody waits for long and
what comes meanwhile can go along in one message (`bot.engine.delivering`). What can wait leaves room for what users
write, and who has waited longest is next.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from bot.ports import BusyError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Hashable, Iterator

    _Who: TypeAlias = tuple[Hashable, bool]

MOST: Final = 20
"""Messages in a group in `WINDOW`; edits and new topics are counted as messages too
(https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this)."""
WINDOW: Final = 60.5
"""Seconds; half of one for clocks that do not go alike."""
_AT_ONCE: Final = 6
_ROOMY: Final = 12  # as long as fewer were sent in a window, what can wait need not
_ENOUGH: Final = 0.5  # of a window: so long waits what can wait, at most
# Seconds: who was sent away comes back at once when there is room, or within five (`resuming`); a place in the queue is
# kept for longer, since the outbox rests a while when a lease runs out.
_COMES_BACK: Final = 7.0
_KEPT: Final = 90.0
_SOON: Final = 0.05
_UNDER_WAY: Final = 1.0  # until requests that are under way have come to their end


class _Claim(NamedTuple):
    """Who waits: since when, and when they asked last."""

    since: float
    asked: float


class _Delivery:
    """What belongs together; `begun`: its first request was made."""

    begun = False


_CURRENT: Final[ContextVar[_Delivery | None]] = ContextVar("delivery", default=None)


class Pace:
    """Slots for requests that put something into one group. `woken` is set when somebody has to come back later."""

    def __init__(self) -> None:
        self._window: Final = WINDOW
        self._ended: deque[float] = deque()
        self._open = 0
        self._waiting: dict[_Who, _Claim] = {}
        self._due: float | None = None
        self.woken: Final = asyncio.Event()

    @contextmanager
    def delivery(self) -> Iterator[None]:
        """Requests that belong together: once the first was made, the others wait for nothing but the limit.

        One of them is kept free for those: what was refused, and is mended by a second request, would else take the
        second's place again and again.
        """
        token = _CURRENT.set(_Delivery())
        try:
            yield
        finally:
            _CURRENT.reset(token)

    @asynccontextmanager
    async def slot(self, who: Hashable, *, quiet: bool) -> AsyncIterator[None]:
        """Make one request for somebody; `quiet`: it can wait. Raises BusyError when it is not their turn yet."""
        now, me = self._now(), (who, quiet)
        mine, delivery = self._waiting.get(me, _Claim(now, now)), _CURRENT.get()
        wait = self._full(now, MOST if delivery and delivery.begun else MOST - 1)
        if not wait and not (delivery and delivery.begun):
            wait = self._wait(now, mine.since if quiet else None) or self._behind(now, me, mine)
        if wait > 0:
            self._waiting = {one: claim for one, claim in self._waiting.items() if now - claim.asked < _KEPT}
            self._waiting[me] = _Claim(mine.since, now)
            self._due = min(self._due or now + wait, now + wait)
            self.woken.set()
            raise BusyError(f"the group has had its messages, {wait:.1f} s to wait")
        self._waiting.pop(me, None)
        if delivery:
            delivery.begun = True
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

    def _full(self, now: float, most: int) -> float:
        """Seconds until fewer than so many are in the window."""
        while self._ended and self._ended[0] + self._window <= now:
            self._ended.popleft()
        over = len(self._ended) + self._open - most
        if over < 0:
            return 0.0
        return self._ended[over] + self._window - now if over < len(self._ended) else _UNDER_WAY

    def _wait(self, now: float, quiet_since: float | None) -> float:
        """Seconds until the next one, so that they are spread; `quiet_since`: for what can wait, since when it does."""
        used = len(self._ended) + self._open
        if used < _AT_ONCE:
            return 0.0
        if not self._ended:
            return _UNDER_WAY
        if quiet_since is None or used < _ROOMY:
            # However far one looks ahead: what is free by then is spread over the time until then.
            free = enumerate(self._ended, MOST - used)
            gap = max((ended + self._window - now) / count for count, ended in free)
            return max(0.0, gap - (now - self._ended[-1]))
        calm = self._ended[min(used - _ROOMY, len(self._ended) - 1)] + self._window
        return max(0.0, min(calm, quiet_since + _ENOUGH * self._window) - now)

    def _behind(self, now: float, me: _Who, mine: _Claim) -> float:
        """Seconds to wait for somebody who has waited longer, and is there."""
        others = (claim for one, claim in self._waiting.items() if one != me and one[1] == me[1])
        return _SOON if any(one.since < mine.since and now - one.asked < _COMES_BACK for one in others) else 0.0

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()
