"""Forgetting on SQLite down to the bytes.

`secure_delete` overwrites a deleted row with zeros, but two kinds of copies stay: the log (WAL) holds the pages as they
were before, and a page that was split or merged keeps old copies of rows in its unused middle (seen with SQLite 3.40:
the test with many conversations finds them). So after a forgetting the file is written anew (VACUUM, 0.4 s for
80 MB here) and the log is cut to nothing. That cannot be part of the transaction; a mark in the file's header can, so a
process that is killed in between does it when it starts again.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

# The header's user_version is the application's own; ours is 1 from a forgetting until it is complete.
_MARK = "PRAGMA user_version=1"
_DONE = "PRAGMA user_version=0"

_EMPTY_LOG = "PRAGMA wal_checkpoint(TRUNCATE)"


def mark(connection: Connection) -> None:
    """Say, in the transaction that forgets, that there is something to erase."""
    connection.exec_driver_sql(_MARK)


def is_marked(driver: sqlite3.Connection) -> bool:
    """Whether somebody began to forget and was not done."""
    with closing(driver.execute("PRAGMA user_version")) as cursor:
        return bool(cursor.fetchone()[0])


def erase(driver: sqlite3.Connection, patience: float, usual: float) -> bool:
    """Write the file anew and empty the log; outside of a transaction.

    Args:
        driver: The connection.
        patience: How long to wait for other processes, in seconds.
        usual: The connection's own setting for that, in seconds, which it has again afterwards.

    Returns:
        False if another process reads an old state or writes, or the disk is full: then try again later.
    """
    with closing(driver.cursor()) as cursor:
        cursor.execute(f"PRAGMA busy_timeout={patience * 1000:.0f}")
        try:
            # First the log: as long as somebody reads an old state, writing the file anew would be in vain.
            if not _emptied(cursor):
                return False
            cursor.execute("VACUUM")
            if not _emptied(cursor):
                return False
            cursor.execute(_DONE)
        except sqlite3.Error:
            return False
        finally:
            with suppress(sqlite3.Error):
                cursor.execute(f"PRAGMA busy_timeout={usual * 1000:.0f}")
    return True


def _emptied(cursor: sqlite3.Cursor) -> bool:
    busy, _pages, _moved = cursor.execute(_EMPTY_LOG).fetchone()
    return not busy
