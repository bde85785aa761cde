"""Asks the database how it is, once at a time, however many want to know."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from bot.ports import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import Any

    from bot.ports import Backlog

PATIENCE: Final = 2.0
"""Seconds to wait for an answer."""
_FRESH: Final = 1.0  # seconds for which an answer is good enough for others too


class Probe:
    """`ask` is what is asked. A database that hangs is asked once, not once for each who wants to know."""

    def __init__(self, ask: Callable[[], Coroutine[Any, Any, Backlog]]) -> None:
        self._ask: Final = ask
        self._asked = -_FRESH
        self._task: asyncio.Task[Backlog] | None = None

    async def answer(self) -> Backlog:
        """What the database says. Raises StoreError with a sentence, within `PATIENCE`."""
        now = asyncio.get_running_loop().time()
        if self._task is None or (self._task.done() and now - self._asked > _FRESH):
            self._asked = now
            self._task = asyncio.create_task(self._ask())
        task = self._task
        await asyncio.wait({task}, timeout=PATIENCE)
        if not task.done():
            raise StoreError(f"The database did not answer within {PATIENCE:.0f} seconds.")
        return task.result()

    async def close(self) -> None:
        """Ask no more."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
