"""What one process keeps in memory and nowhere else: pasted logins for some minutes, and who waits for whom."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime

    from bot.core.account.paste import Pasted
    from bot.core.events import Key

_HELD_FOR: Final = timedelta(minutes=10)  # long enough to look up a password, short enough to forget
_MOST: Final = 10_000  # conversations; a flood must not fill the memory


class Memory:
    """Logins that were pasted and not used yet, and the names of the checks that are under way here."""

    def __init__(self) -> None:
        self._held: dict[Key, tuple[datetime, Pasted]] = {}
        self.checks: set[str] = set()

    def hold(self, key: Key, pasted: Pasted | None, now: datetime) -> None:
        """Keep it in place of what was held before; None: let go."""
        self._held.pop(key, None)
        while self._held and (len(self._held) >= _MOST or self._over(next(iter(self._held)), now)):
            del self._held[next(iter(self._held))]
        if pasted is not None:
            self._held[key] = (now, pasted)

    def held(self, key: Key, now: datetime) -> Pasted | None:
        """What is held for a conversation."""
        if key not in self._held or self._over(key, now):
            return None
        return self._held[key][1]

    def _over(self, key: Key, now: datetime) -> bool:
        return now - self._held[key][0] > _HELD_FOR


class Turnstile:
    """Lets one at a time through for each conversation, in the order of the calls."""

    def __init__(self) -> None:
        self._locks: dict[Key, asyncio.Lock] = {}
        self._waiting: Counter[Key] = Counter()

    @asynccontextmanager
    async def one_at_a_time(self, key: Key) -> AsyncIterator[None]:
        """Wait for those who came before."""
        lock = self._locks.setdefault(key, asyncio.Lock())
        self._waiting[key] += 1
        try:
            async with lock:
                yield
        finally:
            self._waiting[key] -= 1
            if not self._waiting[key]:
                del self._locks[key], self._waiting[key]
