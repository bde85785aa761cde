"""Everything from one database into another, SQLite or PostgreSQL either way: all rows as they are, ids included.

Rows are walked along each table's key and every batch is a transaction of its own, so how far a copy came is what is
there: one that was killed goes on by running it again. Until it is complete the target is marked (`migrate.COPYING`),
so that no bot starts on half of the data. In the end both databases are read anew and compared.
"""

from __future__ import annotations

from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import insert, select, text, tuple_
from sqlalchemy.exc import IntegrityError

from bot.ports import StoreError
from bot.storage import migrate, sequences
from bot.storage.side import Side
from bot.storage.tables import SCHEMA, metadata

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqlalchemy import RowMapping, Table

    from bot.storage.side import Sum

_LOCK: Final = 0x49504350  # any number will do that no other lock of ours has; "IPCP"

_SAME: Final = "Both are the same database; say which one is the old one with --from, and the new one with --to."
_OTHER: Final = (
    "The target holds other data (table {}); name an empty database, or empty this one: drop it and create it anew "
    "(SQLite: delete the file)."
)
_CHANGED: Final = (
    "The two differ in {}: something wrote to one of them meanwhile. Stop every bot, empty the target and copy again."
)
_WRITTEN: Final = "Something else writes into the target; stop it, empty the target and copy again."
_AT_ONCE: Final = "Another process copies into the target right now; wait until it is done."


@dataclass(frozen=True, slots=True)
class Copied:
    """A table in the end: how many rows both databases hold, how many of them are new, and the hash of all."""

    table: str
    rows: int
    copied: int
    digest: str


class Copy:
    """A copy that has begun. First `run`, then `finish`."""

    def __init__(self, source: Side, target: Side) -> None:
        self._source: Final = source
        self._target: Final = target
        self._copied: Final[dict[str, int]] = {}
        self.total: Final = source.count()
        """The rows of the source."""
        with target.transaction():
            marked = migrate.judge(target.connection) == migrate.HALF
            # What came into an unmarked database is no part of a copy of ours: it must be all there is.
            self._whole: Final = not marked and target.count() > 0
            if not self._whole:
                migrate.mark(target.connection, migrate.COPYING)

    def run(self, advance: Callable[[int], object]) -> None:
        """Copy what is not there yet; `advance` hears of every row of the source once.

        Raises:
            StoreError: The target holds other data, or one of the two could not do it. What was copied stays.
        """
        for table in metadata.sorted_tables:
            self._copied[table.name] = 0
            last = self._target.reached(table)
            key = tuple_(*self._source.key(table))
            if self._whole or last is not None:
                there = select(table) if self._whole else select(table).where(key <= tuple_(*last or ()))
                if self._source.sum(there, advance) != self._there(table, lambda _: None):
                    raise StoreError(_OTHER.format(table.name))
            if not self._whole:
                left = select(table) if last is None else select(table).where(key > tuple_(*last))
                with closing(self._source.rows(left.order_by(*self._source.key(table)))) as batches:
                    for rows in batches:
                        self._write(table, rows)
                        advance(len(rows))

    def finish(self, advance: Callable[[int], object]) -> list[Copied]:
        """Compare the two, and give the target free for the bots; `advance` hears of every row of both.

        Raises:
            StoreError: They differ, or one of the two could not do it.
        """
        self._source.connection.rollback()  # what was written meanwhile is to be seen
        sums, unlike = {}, []
        for table in metadata.sorted_tables:
            sums[table.name] = self._source.sum(select(table), advance)
            if self._there(table, advance) != sums[table.name]:
                unlike.append(table.name)
        if unlike:
            raise StoreError(_CHANGED.format(", ".join(unlike)))
        self._release()
        return [Copied(name, one.rows, self._copied[name], f"{one.total:032x}") for name, one in sums.items()]

    def _there(self, table: Table, advance: Callable[[int], object]) -> Sum:
        """What the target holds."""
        with self._target.transaction():
            return self._target.sum(select(table), advance)

    def _write(self, table: Table, rows: Sequence[RowMapping]) -> None:
        with self._target.transaction() as connection:
            try:
                connection.execute(insert(table), [dict(row) for row in rows])
            except IntegrityError:
                raise StoreError(_WRITTEN) from None
        self._copied[table.name] += len(rows)

    def _release(self) -> None:
        with self._source.asked():
            given = {table: sequences.last(self._source.connection, table) for table in metadata.sorted_tables}
        with self._target.transaction() as connection:
            for table, number in given.items():
                sequences.go_on(connection, table, max(number, sequences.last(connection, table)))
                if connection.dialect.name == "postgresql":
                    connection.execute(text(f"ANALYZE {table.name}"))  # else it guesses until it looks by itself
            migrate.mark(connection, SCHEMA)


@contextmanager
def copying(source: tuple[str, str], target: tuple[str, str]) -> Iterator[Copy]:
    """Begin or go on with a copy from `source` to `target`, each a URL and the option that it was given with.

    The target is made if nothing is there.

    Raises:
        StoreError: One of the two cannot be used, or another process copies into the target. The sentence holds nothing
            of the URLs.
    """
    old, new = Side(*source), Side(*target)
    if _place(old) == _place(new):
        raise StoreError(_SAME)
    with old.asked():
        if wrong := migrate.check(old.url):
            raise StoreError(wrong)
    with new.asked():
        wrong = migrate.check(new.url)
        if wrong == migrate.MISSING:
            migrate.upgrade(new.url)
        elif wrong not in {None, migrate.HALF}:
            raise StoreError(wrong)
    with ExitStack() as stack:
        old.connect(stack, snapshot=True)
        new.connect(stack, migrating=True)
        if new.where.drivername != "sqlite":
            with new.transaction() as connection:
                if not connection.execute(text("SELECT pg_try_advisory_lock(:lock)"), {"lock": _LOCK}).scalar_one():
                    raise StoreError(_AT_ONCE)
        yield Copy(old, new)


def _place(side: Side) -> tuple[object, ...]:
    where = side.where
    if where.drivername == "sqlite":
        return (Path(str(where.database)).resolve(),)
    return where.host, where.port or 5432, where.database, *where.query.items()
