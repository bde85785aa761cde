"""Every storage test runs on both databases."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from bot.storage import LEASE, open_store, upgrade

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import timedelta

    from bot.storage.store import DatabaseStore

TABLES = (
    *("conversation", "event", "transcript", "outbox", "bucket", "account_check", "ledger", "audit", "ticket", "relay"),
)


@dataclass(frozen=True)
class Database:
    """A database of one test: its URL for the store, and a way round the store to look inside."""

    url: str

    @property
    def is_sqlite(self) -> bool:
        return self.url.startswith("sqlite")

    @property
    def path(self) -> Path:
        return Path(self.url.removeprefix("sqlite:///"))

    def open(self, lease: timedelta = LEASE) -> DatabaseStore:
        return open_store(self.url, lease=lease)

    def sql(self, statement: str) -> list[tuple[Any, ...]]:
        """Run a statement without the store, and commit."""
        if self.is_sqlite:
            with closing(sqlite3.connect(self.path, isolation_level=None)) as lite:
                return lite.execute(statement).fetchall()
        with psycopg.connect(self.url, autocommit=True) as post:
            cursor = post.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Another program in the middle of a long transaction."""
        if self.is_sqlite:
            with closing(sqlite3.connect(self.path, isolation_level=None)) as lite:
                lite.execute("BEGIN IMMEDIATE")
                yield
        else:
            with psycopg.connect(self.url) as post:
                post.execute("LOCK TABLE bucket")
                yield

    def content(self, *tables: str) -> list[list[tuple[Any, ...]]]:
        return [self.sql(f"SELECT * FROM {table}") for table in tables or TABLES]  # noqa: S608 - names in our tests

    def count(self, table: str, where: str = "1 = 1") -> int:
        return int(self.sql(f"SELECT count(*) FROM {table} WHERE {where}")[0][0])  # noqa: S608 - names in our tests


@pytest.fixture(params=["sqlite", "postgres"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Database:
    """A database without tables."""
    if request.param == "sqlite":
        return Database(f"sqlite:///{tmp_path}/bot.db")
    return Database(request.getfixturevalue("make_database")(empty=True))


@pytest.fixture(params=["sqlite", "postgres"])
def stores(request: pytest.FixtureRequest, tmp_path: Path) -> Database:
    """A database with our tables."""
    if request.param == "sqlite":
        database = Database(f"sqlite:///{tmp_path}/bot.db")
        upgrade(database.url)
        return database
    return Database(request.getfixturevalue("make_database")())


@pytest.fixture
def lite(tmp_path: Path) -> Database:
    """A SQLite database with our tables, for what only SQLite does."""
    database = Database(f"sqlite:///{tmp_path}/bot.db")
    upgrade(database.url)
    return database


@pytest.fixture
def post(make_database: Callable[..., str]) -> Database:
    """A PostgreSQL database with our tables, for what only PostgreSQL does."""
    return Database(make_database())
