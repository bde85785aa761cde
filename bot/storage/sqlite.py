"""SQLite: one thread writes, and everything that waits meanwhile becomes one commit.

A commit waits for the disk, a turn does not. So while one group of turns is being written, the next one gathers, and
many conversations share the wait. One conversation alone is never kept waiting: a group is whatever is there.
"""

from __future__ import annotations

import sqlite3
import time
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Final, cast

from sqlalchemy.exc import SQLAlchemyError

from bot.storage import erasure
from bot.storage.engines import BUSY
from bot.storage.faults import fault
from bot.storage.jobs import Workers, settle
from bot.storage.turns import FORGOTTEN

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from bot.storage.jobs import Job

# At about 0.3 ms for a turn, another process waits some 20 ms for the lock.
_GROUP: Final = 64

# Seconds to wait for other processes when erasing (everybody else waits meanwhile), and until it is tried again.
_PATIENCE: Final = 0.2
_RETRY: Final = 1.0


class Writer(Workers):
    """The thread that writes."""

    def __init__(self, engine: Engine) -> None:
        self._engine: Final = engine
        self._jobs: Final[SimpleQueue[Job | None]] = SimpleQueue()
        self._connection: Connection | None = None
        # When to erase what was forgotten; None: nothing was. On the clock of time.monotonic().
        self._erase_at: float | None = None
        super().__init__(1, "sqlite")

    def _put(self, job: Job | None) -> None:
        self._jobs.put(job)

    def _work(self) -> None:
        ended = False
        while not ended:
            group, ended = self._gathered()
            group = [job for job in group if not job.given_up]
            if group:
                self._together(group)
            # Before the answer: who is told "forgotten" can rely on it.
            self._erase()
            settle(group)
        if self._connection is not None:
            self._connection.close()
        self._engine.dispose()

    def _gathered(self) -> tuple[list[Job], bool]:
        """Wait for a job, and take those that came along; and whether this was the end."""
        group: list[Job] = []
        try:
            job = self._jobs.get(timeout=None if self._erase_at is None else _RETRY)
            while job is not None:
                group.append(job)
                if len(group) == _GROUP:
                    return group, False
                job = self._jobs.get_nowait()
        except Empty:
            return group, False
        return group, True

    def _together(self, group: list[Job]) -> None:
        try:
            connection = self._connected()
            transaction = connection.begin()
        except SQLAlchemyError as error:
            # Locked by another program, most likely. Each job alone would wait for as long again.
            for job in group:
                _failed(job, error)
            return
        connection.info[FORGOTTEN] = False
        try:
            with transaction:
                _all(connection, group)
        except BaseException as error:  # noqa: BLE001 - also what `decide` raised: it is for whoever waits
            self._alone(group, error)
        else:
            if connection.info[FORGOTTEN]:
                self._erase_at = time.monotonic()

    def _alone(self, group: list[Job], error: BaseException) -> None:
        """After a transaction failed as a whole.

        Nothing of the group was stored, or the disk failed in the COMMIT and nobody knows. Either way each job may run
        again alone: a turn whose event is there stores nothing and answers None, and its replies wait in the outbox
        until their lease is over.
        """
        if len(group) == 1:
            _failed(group[0], error)
            return
        for job in group:
            self._together([job])

    def _connected(self) -> Connection:
        if self._connection is None:
            self._connection = self._engine.connect()
            if erasure.is_marked(_driver(self._connection)):
                self._erase_at = time.monotonic()
        return self._connection

    def _erase(self) -> None:
        if self._connection is None or self._erase_at is None or time.monotonic() < self._erase_at:
            return
        done = erasure.erase(_driver(self._connection), _PATIENCE, BUSY)
        self._erase_at = None if done else time.monotonic() + _RETRY


def _driver(connection: Connection) -> sqlite3.Connection:
    return cast("sqlite3.Connection", connection.connection.driver_connection)


def _all(connection: Connection, group: list[Job]) -> None:
    if len(group) == 1:
        group[0].run(connection)
    else:
        for job in group:
            _apart(connection, job)
    if connection.info[FORGOTTEN]:
        erasure.mark(connection)


def _apart(connection: Connection, job: Job) -> None:
    """Run a job of a group, so that it fails alone."""
    # Not begin_nested(), which compiles its statements anew for every savepoint: 50 µs against 1.
    driver = _driver(connection)
    driver.execute("SAVEPOINT job")
    try:
        job.run(connection)
    except BaseException as error:  # noqa: BLE001 - also what `decide` raised: it is for whoever waits
        # Raises if SQLite gave up the whole transaction (a full disk), and then the group starts anew.
        driver.execute("ROLLBACK TO job")
        _failed(job, error)
    driver.execute("RELEASE job")


def _failed(job: Job, error: BaseException) -> None:
    job.fail(fault(error) if isinstance(error, (SQLAlchemyError, sqlite3.Error)) else error)
