"""What only one process may do at a time: session advisory locks of PostgreSQL.

A lock belongs to a session, so it is held by a connection of its own and let go when that closes, breaks or dies.
Behind a pooler in transaction mode such a lock means nothing. On SQLite one process has the database to itself.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Final

from sqlalchemy import text

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

# Any numbers will do, as long as every version of this program uses the same ones. The first is "IPTV".
MIGRATION: Final = 0x49505456
RETENTION: Final = 0x49505457
LEADER: Final = 0x49505458


def take(connection: Connection, number: int) -> bool:
    """Take a lock for the session of this connection; False: another session has it."""
    query = text("SELECT pg_try_advisory_lock(:number)")
    return bool(connection.execute(query, {"number": number}).scalar_one())


def held(engine: Engine, number: int) -> ExitStack | None:
    """Take a lock until the stack is closed; None: another process has it."""
    stack = ExitStack()
    if engine.dialect.name == "postgresql":
        connection = stack.enter_context(engine.connect()).execution_options(isolation_level="AUTOCOMMIT")
        if not take(connection, number):
            stack.close()
            return None
    return stack
