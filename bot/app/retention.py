"""Retention as a job: what was kept long enough is deleted, at the start and once a day."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final

from bot.ports import StoreError

if TYPE_CHECKING:
    from datetime import timedelta

    from bot.ports import Clock, Purger

_log = logging.getLogger(__name__)

_EVERY: Final = 86400.0
_AGAIN: Final = 3600.0
"""Seconds: after a good run, and after one that the database did not let come to its end."""


async def tidy(store: Purger, clock: Clock, keep: timedelta) -> bool:
    """Delete once what is older; False if the database could not do it, which is logged."""
    try:
        deleted = await store.purge(clock.now(), keep)
    except StoreError as error:
        _log.warning("retention did not come to its end: %s", error)
        return False
    if deleted is None:
        _log.info("retention: another process is at it")
    elif any(deleted.values()):
        _log.info("retention deleted %s", ", ".join(f"{count} {name}" for name, count in deleted.items() if count))
    return True


async def tidy_daily(store: Purger, clock: Clock, keep: timedelta) -> None:
    """Do it now and once a day, until this is cancelled."""
    while True:
        done = await tidy(store, clock, keep)
        await asyncio.sleep(_EVERY if done else _AGAIN)
