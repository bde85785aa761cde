"""Carries what is left in the outbox: after a crash, after a pause, after trouble with the network."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Protocol

from bot.ports import StoreError

if TYPE_CHECKING:
    from bot.engine.engine import Engine
    from bot.ports import Channel, Clock

_log = logging.getLogger(__name__)

EVERY: Final = 5.0
"""Seconds between two looks at the outbox."""


class Pauses(Protocol):
    """What has to be waited for."""

    @property
    def woken(self) -> asyncio.Event:
        """Set when a pause begins."""

    def next_end(self) -> float | None:
        """In how many seconds the next pause is over; None when there is none."""


class Resuming:
    """Looks again and again at what is for `name`, and at once when a pause is over; `looked` is set by the first."""

    def __init__(self, engine: Engine, clock: Clock, name: str, channel: Channel, pauses: Pauses) -> None:
        self._engine = engine
        self._clock = clock
        self._name = name
        self._channel = channel
        self._pauses = pauses
        self.looked: Final = asyncio.Event()

    async def run(self, *, alone: bool) -> None:
        """Until this is cancelled. `alone`: no other process serves this database."""
        orphans = alone
        while True:
            try:
                await self._engine.resume(self._name, self._clock.now(), self._channel, orphans=orphans)
                orphans = False
            except StoreError as error:
                _log.error("the outbox cannot be read: %s", error)
            self.looked.set()
            await self._next()

    async def _next(self) -> None:
        now = asyncio.get_running_loop().time
        until = now() + EVERY
        while (left := until - now()) > 0:
            end = self._pauses.next_end()
            if end is not None and end < left:
                await asyncio.sleep(end + 0.01)
                return
            self._pauses.woken.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._pauses.woken.wait(), left)
