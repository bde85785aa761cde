"""One of the two databases of a copy: read in batches, counted and hashed, with its faults under its own name."""

from __future__ import annotations

from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Text, func, select
from sqlalchemy.exc import SQLAlchemyError

from bot.ports import StoreError
from bot.storage.engines import engine, parse
from bot.storage.faults import fault
from bot.storage.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence
    from contextlib import ExitStack

    from sqlalchemy import ColumnElement, Connection, RowMapping, Select, Table

BATCH: Final = 1000
"""Rows that are read, and written in one transaction: some 30 ms."""


class NamedError(StoreError):
    """A sentence that names the database already."""


@dataclass(slots=True)
class Sum:
    """Rows counted, and added up by their hashes: their order, which two databases see differently, does not matter."""

    rows: int = 0
    total: int = 0

    def add(self, rows: Sequence[RowMapping]) -> None:
        """Add rows; a hash is of the values as Python has them, which are the same from every database."""
        self.rows += len(rows)
        for row in rows:
            digest = blake2b(repr(tuple(row.values())).encode(errors="surrogatepass"), digest_size=16).digest()
            self.total = (self.total + int.from_bytes(digest)) % (1 << 128)


class Side:
    """A database, with the option of the command line that named it.

    Every method raises StoreError, with a sentence that begins with the option and holds nothing of the URL.
    """

    connection: Connection

    def __init__(self, url: str, option: str) -> None:
        self.url: Final = url
        self._option: Final = option
        with self.asked():
            self.where: Final = parse(url)

    @contextmanager
    def asked(self) -> Iterator[None]:
        """What goes wrong in the block went wrong with this database."""
        try:
            yield
        except NamedError:
            raise
        except (SQLAlchemyError, StoreError) as error:
            said = str(error if isinstance(error, StoreError) else fault(error))
            mine = said.replace("DATABASE_URL", self._option)
            raise NamedError(mine if mine.startswith(self._option) else f"{self._option}: {mine}") from None

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All or nothing of the block."""
        with self.asked(), self.connection.begin():
            yield self.connection

    def connect(self, stack: ExitStack, **how: bool) -> None:
        """Open `connection` until the stack is closed; `how` is for `engine`."""
        one = engine(self.where, **how)
        stack.callback(one.dispose)
        with self.asked():
            self.connection = stack.enter_context(one.connect())

    def rows(self, wanted: Select[Any]) -> Generator[Sequence[RowMapping]]:
        """What is selected, in batches. To be closed by who does not read it to the end."""
        with self.asked(), self.connection.execute(wanted.execution_options(yield_per=BATCH)) as found:
            yield from found.mappings().partitions()

    def sum(self, wanted: Select[Any], advance: Callable[[int], object]) -> Sum:
        """What is selected, added up; `advance` hears how many rows a batch had."""
        result = Sum()
        with closing(self.rows(wanted)) as batches:
            for rows in batches:
                result.add(rows)
                advance(len(rows))
        return result

    def count(self) -> int:
        """The rows of all tables."""
        counts = (select(func.count()).select_from(table) for table in metadata.sorted_tables)
        with self.asked():
            return sum(self.connection.execute(count).scalar_one() for count in counts)

    def key(self, table: Table) -> list[ColumnElement[Any]]:
        """The columns of the key, compared byte by byte: SQLite does so, PostgreSQL else by the rules of a language."""
        bytewise = self.where.drivername != "sqlite"
        key = table.primary_key.columns
        return [one.collate("C") if bytewise and isinstance(one.type, Text) else one for one in key]

    def reached(self, table: Table) -> tuple[Any, ...] | None:
        """The last key that is there."""
        last = select(*table.primary_key.columns).order_by(*(one.desc() for one in self.key(table))).limit(1)
        with self.transaction() as connection:
            row = connection.execute(last).first()
        return None if row is None else tuple(row)
