"""From a database URL to a SQLAlchemy engine with the settings that the rest of this package relies on."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import NullPool, create_engine, event, make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.ports import StoreError
from bot.storage.faults import fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import LiteralString

    import psycopg
    from sqlalchemy import URL, Connection, Engine

BUSY: Final = 10.0
"""Seconds to wait for another process's lock: longer than its group of commits, shorter than a person's patience."""

_LOCK: Final = "5s"
_STATEMENT: Final = "10s"

_POSTGRES: Final = ("postgres", "postgresql", "postgresql+psycopg")


def parse(url: str) -> URL:
    """Read a database URL.

    Raises:
        StoreError: It is neither SQLite with a file nor PostgreSQL. The sentence repeats nothing of the URL, because
            a password with an unescaped `@` or `/` can end up in any part of it.
    """
    try:
        parsed = make_url(url)
    except (SQLAlchemyError, ValueError):
        raise StoreError("DATABASE_URL is not a URL; write sqlite:///path or postgresql://user@host/name.") from None
    if parsed.drivername in _POSTGRES:
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername != "sqlite":
        raise StoreError("DATABASE_URL begins with neither sqlite:/// nor postgresql://; write one of these.")
    if parsed.host or parsed.query or parsed.database in {None, "", ":memory:"}:
        raise StoreError("DATABASE_URL names no SQLite file; write sqlite:///data/bot.db or sqlite:////srv/bot.db.")
    return parsed


def engine(url: URL, *, migrating: bool = False, snapshot: bool = False) -> Engine:
    """An engine without a pool of its own: every thread of ours keeps its one connection.

    `migrating`: no time-outs, and no foreign keys on SQLite, where a migration rebuilds a table by dropping the old
    one, and the drop would cascade.
    `snapshot`: no time-outs either; a transaction sees all as it was when it began to read, and locks nobody out.
    """
    if url.drivername == "sqlite":
        return _sqlite(url, foreign_keys=not migrating, begin="BEGIN" if snapshot else "BEGIN IMMEDIATE")
    return _postgres(url, limits=not (migrating or snapshot), snapshot=snapshot)


@contextmanager
def opened(url: URL, *, migrating: bool = False) -> Iterator[Connection]:
    """One connection in one transaction, and every error of the database as `StoreError`."""
    one = engine(url, migrating=migrating)
    try:
        with one.begin() as connection:
            yield connection
    except SQLAlchemyError as error:
        raise fault(error) from None
    finally:
        one.dispose()


def prepare(url: URL) -> None:
    """Make the folder and the file of a SQLite database, for the bot's user alone. PostgreSQL needs nothing.

    Raises:
        StoreError: The folder or the file cannot be made.
    """
    if url.drivername != "sqlite":
        return
    path = Path(str(url.database))
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # SQLite gives the WAL the mode of the file, so it must be right before SQLite opens it. A file that is there is
        # left alone: to close it drops the locks of all connections of this process, and another process may spoil the
        # database then (https://www.sqlite.org/howtocorrupt.html, 2.2).
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise StoreError(
            f"The SQLite database {path} cannot be written ({error.strerror}); "
            "correct DATABASE_URL, or give the bot's user the right to write there."
        ) from None


def _sqlite(url: URL, *, foreign_keys: bool, begin: str) -> Engine:
    # isolation_level=None: the driver must not begin transactions, because it would begin them without IMMEDIATE.
    arguments = {"timeout": BUSY, "isolation_level": None}
    one = create_engine(url, poolclass=NullPool, hide_parameters=True, paramstyle="named", connect_args=arguments)

    @event.listens_for(one, "connect")
    def _configure(connection: sqlite3.Connection, _record: object) -> None:
        _write_ahead(connection)
        # FULL: a turn that was answered survives a power cut. secure_delete: what a user has us forget is overwritten.
        for pragma in ("synchronous=FULL", f"foreign_keys={foreign_keys:d}", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(one, "begin")
    def _begin(connection: Connection) -> None:
        # A deferred transaction that read first cannot become a writer while another process writes: it fails at once.
        connection.exec_driver_sql(begin)

    return one


def _write_ahead(connection: sqlite3.Connection) -> None:
    # Changing the journal mode of a new file needs it alone, and SQLite does not wait for that: it says "locked" at
    # once while another process does the same.
    until = time.monotonic() + BUSY
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL").close()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def _postgres(url: URL, *, limits: bool, snapshot: bool) -> Engine:
    # Without keepalives a connection that a firewall forgot hangs for two hours, and without tcp_user_timeout
    # (milliseconds) for a quarter of an hour if something was on its way. The operator's own settings win.
    ours: dict[str, Any] = {
        "connect_timeout": 5,
        "keepalives_idle": 30,
        "keepalives_interval": 10,
        "tcp_user_timeout": 15_000,
    }
    arguments = {name: value for name, value in ours.items() if name not in url.query}
    one = create_engine(
        url,
        poolclass=NullPool,
        hide_parameters=True,
        # READ COMMITTED is what the locks in turns.py are thought through for.
        isolation_level="REPEATABLE READ" if snapshot else "READ COMMITTED",
        use_native_hstore=False,  # saves a query at every connect
        connect_args=arguments,
    )
    settings: dict[LiteralString, LiteralString] = {"TimeZone": "UTC"}
    if limits:
        settings |= {
            "lock_timeout": _LOCK,
            "statement_timeout": _STATEMENT,
            # A process that was stopped in the middle of a turn must not keep a user's row locked.
            "idle_in_transaction_session_timeout": _STATEMENT,
        }
    command = "SELECT " + ", ".join(f"set_config('{name}', '{value}', false)" for name, value in settings.items())

    @event.listens_for(one, "connect")
    def _configure(connection: psycopg.Connection[Any], _record: object) -> None:
        # Not by the `options` parameter: pgbouncer refuses it.
        connection.autocommit = True
        connection.execute(command)
        connection.autocommit = False

    return one
