"""Work in a thread of its own.

Not in asyncio's default executor, which has few threads: twelve names that hang there delayed a lookup of the chat
platform by 7.9 s. And not in a ThreadPoolExecutor at all, which waits for its threads when the process wants to end.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def in_thread(work: Callable[[], T]) -> asyncio.Future[T]:
    """Begin it now. `work` must not raise. Raises RuntimeError when the system has no thread left."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[T] = loop.create_future()

    def put(result: T) -> None:
        if not future.done():
            future.set_result(result)

    def run() -> None:
        result = work()
        with contextlib.suppress(RuntimeError):  # the loop was closed meanwhile, and nobody waits
            loop.call_soon_threadsafe(put, result)

    threading.Thread(target=run, name="panels", daemon=True).start()
    return future
