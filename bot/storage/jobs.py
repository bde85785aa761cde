"""From the event loop to the threads of the store and back."""

from __future__ import annotations

import asyncio
import threading
from abc import ABC, abstractmethod
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from bot.meter import UNMETERED
from bot.ports import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sqlalchemy import Connection

    from bot.meter import Meter

T = TypeVar("T")


class Job:
    """A function of a connection, and the future of whoever waits for its result."""

    __slots__ = ("_call", "_error", "_future", "_result", "lane", "loop")

    def __init__(self, call: Callable[[Connection], object], lane: str | None) -> None:
        self.loop: Final = asyncio.get_running_loop()
        self.lane: Final = lane
        self._call: Final = call
        self._future: Final[asyncio.Future[Any]] = self.loop.create_future()
        self._result: object = None
        self._error: BaseException | None = None

    @property
    def future(self) -> asyncio.Future[Any]:
        """Resolved when the transaction was committed, or will never be."""
        return self._future

    @property
    def given_up(self) -> bool:
        """Nobody waits any more. What was not begun by then is not begun: the platform delivers the event again."""
        return self._future.cancelled()

    def run(self, connection: Connection) -> None:
        """Call the function; it may be called again in a new transaction if this one comes to nothing."""
        self._error = None
        self._result = self._call(connection)

    def fail(self, error: BaseException) -> None:
        """Remember why it came to nothing."""
        # A future refuses StopIteration, and whoever awaits it would wait for ever.
        self._error = RuntimeError("decide raised StopIteration") if isinstance(error, StopIteration) else error

    def resolve(self) -> None:
        """Hand the result over; only in the loop's thread."""
        if self._future.done():
            return
        if self._error is None:
            self._future.set_result(self._result)
        else:
            self._future.set_exception(self._error)


def settle(jobs: Iterable[Job]) -> None:
    """Resolve the futures of jobs in their loops, with one wake-up for each loop."""
    loops: dict[asyncio.AbstractEventLoop, list[Job]] = {}
    for job in jobs:
        loops.setdefault(job.loop, []).append(job)
    for loop, done in loops.items():
        with suppress(RuntimeError):  # the loop was closed: nobody waits
            loop.call_soon_threadsafe(_resolve, done)


def _resolve(jobs: list[Job]) -> None:
    for job in jobs:
        job.resolve()


class Workers(ABC):
    """Threads that run jobs. Used from one event loop at a time. `meter` is told how long each job was waited for."""

    meter: Meter = UNMETERED

    def __init__(self, threads: int, name: str) -> None:
        self._closed = False
        self._waiting: set[asyncio.Future[Any]] = set()
        # Daemons: a program that forgot to close the store ends all the same; what was not committed did not happen.
        self._threads = [threading.Thread(target=self._work, name=name, daemon=True) for _ in range(threads)]
        for thread in self._threads:
            thread.start()

    async def run(self, call: Callable[[Connection], T], lane: str | None = None) -> T:
        """Run a function in a transaction, and return its result after the commit.

        Jobs of one lane run in the order in which they came.

        Raises:
            StoreError: The database could not do it, or the store was closed.
        """
        if self._closed:
            raise StoreError("The store was closed.")
        job = Job(call, lane)
        self._waiting.add(job.future)
        job.future.add_done_callback(self._waiting.discard)
        began = job.loop.time()
        self._put(job)
        try:
            return cast("T", await job.future)
        finally:
            self.meter.stored(getattr(call, "func", call).__name__, job.loop.time() - began)

    async def close(self) -> None:
        """Finish the jobs that somebody waits for, then end the threads."""
        self._closed = True
        if self._waiting:
            await asyncio.wait(self._waiting)
        for _ in self._threads:
            self._put(None)
        for thread in self._threads:
            await asyncio.to_thread(thread.join)

    @abstractmethod
    def _put(self, job: Job | None) -> None:
        """Hand a job to the threads; None ends one of them."""

    @abstractmethod
    def _work(self) -> None:
        """What a thread does until it is given None."""
