"""Which process leads, of those that share a database: see `bot.ports.Leadership`.

On PostgreSQL the leader holds an advisory lock on a connection of its own and asks every half second whether it is
still there. When an answer is late or the connection is gone, its terms end. PostgreSQL may have given the lock to
another one by then, so who takes it from a process that did not lay it down waits until that one must have noticed. No
clocks are compared; a second must only be as long everywhere.

    seconds        0                                   2              3
    old leader     the lock is gone ····· no answer: its terms are over
    new leader     takes the lock, waits ···························· leads
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from contextlib import asynccontextmanager, suppress
from functools import partial
from queue import SimpleQueue
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError

from bot.ports import StoreError
from bot.storage import locks, turns
from bot.storage.faults import fault
from bot.storage.jobs import Workers, settle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping

    from sqlalchemy import Connection, Engine

    from bot.ports import Json
    from bot.storage.jobs import Job

_log = logging.getLogger(__name__)

ROW: Final = "leader"
"""The row of the ledger that says who led last, `{"who": name}`; nobody: it was laid down."""

# Seconds: between two questions; for how long an answer is good, from the question; and from taking a lock that nobody
# laid down until we begin, which leaves a second for a loop that is busy and for jobs that end.
_EVERY: Final = 0.5
_GOOD: Final = 2.0
_HANDOVER: Final = 3.0

_MINE: Final = "leads"
"""Set in `connection.info` as long as this very connection holds the lock."""

# A machine that vanishes says no goodbye: PostgreSQL looks after it this often (seconds), not after two hours.
_ALIVE: Final = text(
    "SELECT set_config('tcp_keepalives_idle', '5', false), set_config('tcp_keepalives_interval', '2', false), "
    "set_config('tcp_keepalives_count', '3', false)"
)


class Alone:
    """The leadership of a process that has its database to itself, as with SQLite."""

    @asynccontextmanager
    async def term(self, stop: asyncio.Event) -> AsyncIterator[asyncio.Event]:
        """See `Leadership.term`: it begins at once and ends with `stop`."""
        yield stop

    async def close(self) -> None:
        """See `Leadership.close`."""


class Elected:
    """The leadership of processes that share a PostgreSQL database.

    A process stands for it from its first `term` until `close`, so commands that only look into the database do not.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine: Final = engine
        self._name: Final = secrets.token_hex(8)
        self._session: _Session | None = None
        self._standing: asyncio.Task[None] | None = None
        self._leads: Final = asyncio.Event()
        self._terms: Final[set[asyncio.Event]] = set()
        self._left: Final = asyncio.Event()
        self._good = 0.0  # until when, on the loop's clock, we may be sure of the lock
        self._quiet = False  # the database is away, and that was said

    @asynccontextmanager
    async def term(self, stop: asyncio.Event) -> AsyncIterator[asyncio.Event]:
        """See `Leadership.term`."""
        if self._standing is None:
            self._session = _Session(self._engine)
            self._standing = asyncio.create_task(self._stand(self._session))
        over = asyncio.Event()
        stopped, leads = asyncio.create_task(stop.wait()), asyncio.create_task(self._leads.wait())
        try:
            await asyncio.wait({stopped, leads}, return_when=asyncio.FIRST_COMPLETED)
            if stopped.done() or not self._leads.is_set():
                over.set()
            stopped.add_done_callback(lambda _: over.set())
            self._terms.add(over)
            yield over
        finally:
            stopped.cancel()
            leads.cancel()
            self._terms.discard(over)
            if not self._terms:
                self._left.set()

    async def close(self) -> None:
        """See `Leadership.close`: the terms end, and once they were left the lock is laid down."""
        session, self._session = self._session, None
        if session is None or self._standing is None:
            return
        self._standing.cancel()
        await asyncio.gather(self._standing, return_exceptions=True)
        with suppress(StoreError, TimeoutError):
            async with asyncio.timeout(_GOOD):
                await session.run(partial(_lay_down, name=self._name))
                await session.close()

    async def _stand(self, session: _Session) -> None:
        """Lead whenever nobody else does, until this is cancelled."""
        while True:
            wait: float | None = None
            try:
                wait = await session.run(partial(_elect, name=self._name))
                self._quiet = False
            except StoreError as error:
                if not self._quiet:
                    _log.warning("nothing is led while the database is away: %s", error)
                self._quiet = True
            if wait is not None:
                await self._lead(session, wait)
            await asyncio.sleep(_EVERY)

    async def _lead(self, session: _Session, wait: float) -> None:
        """Lead after some seconds, as long as the lock is ours."""
        loop = asyncio.get_running_loop()
        self._good = loop.time() + _GOOD
        begins = loop.time() + wait
        try:
            while True:
                beginning = loop.time() >= begins and not self._leads.is_set()
                if not await self._is_held(session, partial(_begin, name=self._name) if beginning else _is_mine):
                    return
                if beginning:
                    _log.info("this process leads")
                    self._leads.set()
                await asyncio.sleep(_EVERY)
        finally:
            await self._over()

    async def _is_held(self, session: _Session, ask: Callable[[Connection], bool]) -> bool:
        """Ask; what was led is over before another one may begin."""
        loop = asyncio.get_running_loop()
        asked = loop.time()
        try:
            try:
                async with asyncio.timeout_at(self._good):
                    held = await session.run(ask)
            except TimeoutError:
                await self._over()
                asked = loop.time()
                held = await session.run(ask)  # it may only have been slow: then we lead on
        except StoreError:
            return False
        self._good = asked + _GOOD
        return held

    async def _over(self) -> None:
        """End the terms, and wait until all were left."""
        if self._leads.is_set():
            _log.info("this process leads no more")
        self._leads.clear()
        while self._terms:
            self._left.clear()
            for over in self._terms:
                over.set()
            await self._left.wait()


class _Session(Workers):
    """A thread with one connection, which is given up after the first error: with it goes the lock."""

    def __init__(self, engine: Engine) -> None:
        self._engine: Final = engine
        self._jobs: Final[SimpleQueue[Job | None]] = SimpleQueue()
        super().__init__(1, "leader")

    def _put(self, job: Job | None) -> None:
        self._jobs.put(job)

    def _work(self) -> None:
        connection: Connection | None = None
        while (job := self._jobs.get()) is not None:
            try:
                connection = connection or self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
                job.run(connection)
            except BaseException as error:  # noqa: BLE001 -- whatever it is, it is for whoever waits
                job.fail(fault(error) if isinstance(error, SQLAlchemyError) else error)
                _let_go(connection)
                connection = None
            settle([job])
        _let_go(connection)


def _elect(connection: Connection, name: str) -> float | None:
    """Take the lock: after how many seconds we may begin, or None: another one has it."""
    if not locks.take(connection, locks.LEADER):
        return None
    connection.execute(_ALIVE)
    connection.info[_MINE] = True
    return 0.0 if _signed(connection, lambda _: _) in {None, name} else _HANDOVER


def _is_mine(connection: Connection) -> bool:
    return _MINE in connection.info and bool(connection.execute(text("SELECT true")).scalar_one())


def _begin(connection: Connection, name: str) -> bool:
    """Sign, not before we begin: until then the next one has to wait for our predecessor too."""
    if _MINE not in connection.info:
        return False
    _signed(connection, lambda _: name)
    return True


def _lay_down(connection: Connection, name: str) -> None:
    if _MINE in connection.info:
        _signed(connection, lambda before: None if before == name else before)


def _signed(connection: Connection, sign: Callable[[str | None], str | None]) -> str | None:
    """Write who leads; who did before. Nobody else writes this row meanwhile, since we have the lock."""

    def decide(rows: Mapping[str, Json]) -> tuple[Mapping[str, Json], str | None]:
        before = rows[ROW].get("who")
        return {ROW: {"who": sign(before)}}, before

    return turns.ledger(connection, [ROW], connection.execute(select(func.now())).scalar_one(), decide)


def _let_go(connection: Connection | None) -> None:
    if connection is not None:
        with suppress(SQLAlchemyError):
            connection.close()
