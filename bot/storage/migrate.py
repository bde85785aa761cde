"""Bring a database to the schema of this program, or say that it is not there.

Alembic takes 200 ms to import, so it is imported only if there is something to do.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import inspect, text

from bot import shipped
from bot.ports import StoreError
from bot.storage.engines import opened, parse, prepare
from bot.storage.locks import MIGRATION
from bot.storage.tables import SCHEMA

if TYPE_CHECKING:
    from sqlalchemy import Connection

MISSING: Final = "The database was not set up; run `bot db upgrade`."
HALF: Final = "A copy into this database has not come to its end; run `bot db copy` again, or begin with an empty one."
"""While the database is marked with `COPYING`."""

_NEWER: Final = "The database is newer than this program; install the newer program."
OLDER: Final = "The database has an older schema than this program; run `bot db upgrade`."
_OTHER: Final = "A copy into this database was begun by another version of this program; begin with an empty one."

_COPY: Final = "copying "
COPYING: Final = f"{_COPY}{SCHEMA}"
"""What stands for the revision until a copy is complete, so that no program uses half of the data."""


def upgrade(url: str) -> bool:
    """Bring the database to `SCHEMA`, in one transaction and behind a lock: any number of processes may do it at once.

    Returns:
        Whether there was something to do.

    Raises:
        StoreError: The database cannot be reached or written, or it is newer than this program.
    """
    where = parse(url)
    prepare(where)
    with opened(where, migrating=True) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION})
        # SQLite is locked already: its transactions begin with BEGIN IMMEDIATE.
        wrong = judge(connection)
        if wrong is None:
            return False
        if wrong not in {MISSING, OLDER}:
            raise StoreError(wrong)
        _migrate(connection)
    return True


def check(url: str) -> str | None:
    """What is wrong with the schema of the database, as a sentence, or None: it is the one of this program.

    Raises:
        StoreError: The database cannot be reached or written.
    """
    where = parse(url)
    if where.drivername == "sqlite" and not Path(str(where.database)).exists():
        return MISSING  # opening it would leave an empty file
    with opened(where) as connection:
        return judge(connection)


def judge(connection: Connection) -> str | None:
    """The same for a database that is open."""
    if not inspect(connection).has_table("alembic_version"):
        return MISSING
    found = connection.execute(text("SELECT max(version_num) FROM alembic_version")).scalar()
    if found is None:
        return MISSING
    if found.startswith(_COPY):
        return HALF if found == COPYING else _OTHER
    if found == SCHEMA:
        return None
    return _NEWER if found > SCHEMA else OLDER


def mark(connection: Connection, revision: str) -> None:
    """Put `COPYING` in the place of the revision, or `SCHEMA` again."""
    connection.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})


def _migrate(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - see the top of the file
    from alembic.config import Config  # noqa: PLC0415 - the same

    config = Config()
    config.set_main_option("script_location", str(shipped.folder("migrations")).replace("%", "%%"))
    # migrations/env.py uses this connection as it is, inside our transaction and behind our lock.
    config.attributes["connection"] = connection
    command.upgrade(config, SCHEMA)
