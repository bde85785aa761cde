"""PostgreSQL: four threads with a connection each.

Measured on two cores: two to four are best, eight are worse. Jobs of one user go one after the other, so that they keep
their order, and so that a user who sends fifty messages waits for a row lock in no thread but one.
"""

from __future__ import annotations

import threading
from collections import deque
from contextlib import suppress
from queue import SimpleQueue
from typing import TYPE_CHECKING, Final

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.storage.faults import fault
from bot.storage.jobs import Workers, settle

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from bot.storage.jobs import Job

_THREADS: Final = 4

_CONFLICTS: Final = frozenset({"40001", "40P01"})  # serialization_failure, deadlock_detected


class Pool(Workers):
    """The threads, and the lanes in which jobs wait for each other."""

    def __init__(self, engine: Engine, threads: int = _THREADS) -> None:
        self._engine: Final = engine
        self._ready: Final[SimpleQueue[Job | None]] = SimpleQueue()
        self._lanes: Final[dict[str, deque[Job]]] = {}
        self._lock: Final = threading.Lock()
        super().__init__(threads, "postgres")

    def _put(self, job: Job | None) -> None:
        if job is not None and job.lane is not None:
            with self._lock:
                if job.lane in self._lanes:
                    self._lanes[job.lane].append(job)
                    return
                self._lanes[job.lane] = deque()
        self._ready.put(job)

    def _leave(self, lane: str | None) -> None:
        """The job of a lane is done: the next one may go."""
        if lane is None:
            return
        with self._lock:
            if self._lanes[lane]:
                self._ready.put(self._lanes[lane].popleft())
            else:
                del self._lanes[lane]

    def _work(self) -> None:
        connection: Connection | None = None
        while (job := self._ready.get()) is not None:
            if not job.given_up:
                connection = self._done(job, connection)
            settle([job])
            self._leave(job.lane)
        _let_go(connection)

    def _done(self, job: Job, connection: Connection | None) -> Connection | None:
        """Run a job, and once more if PostgreSQL or the network was to blame.

        When it may run again:

        * a conflict (serialization, deadlock): PostgreSQL has rolled it back;
        * the connection was lost before COMMIT was sent: PostgreSQL rolls back what it holds;
        * the connection was lost while COMMIT was under way: nobody knows. Then the second run finds out. If the first
          was committed, its event's id is there, and a turn stores nothing and answers None; its replies wait in the
          outbox until their lease is over, so they are late, not lost. If the first is still being committed, the
          second waits at the event's id until that is decided. `sent` twice is the same as once, rows of a lost `take`
          are taken again after their lease, and reading changes nothing.

        Nothing else is tried again: a full disk or a missing right will not be better at once.
        """
        again = True
        while True:
            try:
                connection = connection or self._engine.connect()
                with connection.begin():
                    job.run(connection)
            except DBAPIError as error:
                lost = error.connection_invalidated
                if lost:
                    _let_go(connection)
                    connection = None
                if not again or not (lost or _conflict(error)):
                    job.fail(fault(error))
                    return connection
                again = False
            except BaseException as error:  # noqa: BLE001 - what `decide` raised is for whoever waits
                job.fail(fault(error) if isinstance(error, SQLAlchemyError) else error)
                return connection
            else:
                return connection


def _conflict(error: DBAPIError) -> bool:
    return getattr(error.orig, "sqlstate", None) in _CONFLICTS


def _let_go(connection: Connection | None) -> None:
    if connection is not None:
        with suppress(SQLAlchemyError):
            connection.close()
