"""Tickets that nobody writes about, as a job: somebody is reminded, once, and then they are closed."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final

from bot.ports import StoreError

if TYPE_CHECKING:
    from bot.engine.engine import Engine

_log = logging.getLogger(__name__)

_EVERY: Final = 300.0
"""Seconds: what is told after hours may come some minutes late."""


async def watch_tickets(engine: Engine) -> None:
    """Look now and every five minutes, until this is cancelled."""
    while True:
        try:
            await engine.lapse()
        except StoreError as error:
            _log.warning("tickets were not looked at: %s", error)
        await asyncio.sleep(_EVERY)
