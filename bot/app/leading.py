"""What only one of several processes does: the jobs of the leader."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from bot.ports import Leadership

_log = logging.getLogger(__name__)

Job: TypeAlias = "Callable[[], Coroutine[Any, Any, object]]"
"""Work that goes on until it is cancelled, which may happen at any time: another process begins it anew then."""

_AGAIN: Final = 60.0  # seconds until a job that failed is begun anew


async def lead(leadership: Leadership, jobs: Sequence[Job]) -> None:
    """Do the jobs, side by side, whenever this process leads, until this is cancelled."""
    stop = asyncio.Event()
    while True:
        async with leadership.term(stop) as over:
            tasks = [asyncio.create_task(_kept_up(job)) for job in jobs]
            try:
                await over.wait()
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)


async def _kept_up(job: Job) -> None:
    while True:
        try:
            await job()
        except Exception as error:  # noqa: BLE001 -- whatever it is, the other jobs go on
            _log.error("a job of the leader begins anew after %s", type(error).__name__)
        await asyncio.sleep(_AGAIN)
