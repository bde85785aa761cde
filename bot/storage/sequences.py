"""Which id a database gives out next, for the tables that get their ids from it.

Copied rows bring their ids along, and PostgreSQL does not notice: it would give them out once more. The last id given
counts, not the highest that is there, since what was deleted may still be spoken of (see `outbox` in tables).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select, text

if TYPE_CHECKING:
    from sqlalchemy import Column, Connection, Table

_SEQUENCE = "CAST(pg_get_serial_sequence(:table, :column) AS regclass)"


def last(connection: Connection, table: Table) -> int:
    """The last id that was given out in this table, as far as the database knows; 0: none."""
    column = _numbered(table)
    if column is None:
        return 0
    highest: int = connection.execute(select(func.coalesce(func.max(column), 0))).scalar_one()
    if connection.dialect.name == "postgresql":
        question = text(f"SELECT pg_sequence_last_value({_SEQUENCE})").bindparams(table=table.name, column=column.name)
    elif _remembers(table):
        question = text("SELECT max(seq) FROM sqlite_sequence WHERE name = :table").bindparams(table=table.name)
    else:
        return highest  # SQLite looks for the highest itself
    return max(highest, connection.execute(question).scalar() or 0)


def go_on(connection: Connection, table: Table, number: int) -> None:
    """Have the database go on behind this id."""
    column = _numbered(table)
    if column is None or not number:
        return
    if connection.dialect.name == "postgresql":
        command = text(f"SELECT setval({_SEQUENCE}, :number)").bindparams(table=table.name, column=column.name)
        connection.execute(command, {"number": number})
    elif _remembers(table):
        connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :table"), {"table": table.name})
        row = {"table": table.name, "number": number}
        connection.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:table, :number)"), row)


def _numbered(table: Table) -> Column[int] | None:
    return next((column for column in table.columns if column.identity is not None), None)


def _remembers(table: Table) -> bool:
    """Whether SQLite keeps in mind which ids it gave."""
    return bool(table.dialect_options["sqlite"]["autoincrement"])
