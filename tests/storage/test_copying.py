"""From one database into another, any to any: nothing is lost, nothing is doubled, whatever happens in between."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable
from datetime import timedelta
from itertools import count, product
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from sqlalchemy import Text, insert, select

from bot.core.events import Key
from bot.ports import StoreError
from bot.storage import check, open_store, sequences, side, upgrade
from bot.storage.copying import copying
from bot.storage.engines import opened, parse
from bot.storage.tables import Time, metadata
from tests.storage.conftest import Database
from tests.storage.parts import ANNA, NOW, keep
from tests.storage.worker import ended, go, start

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Column, Table

    from bot.storage.copying import Copied

ROWS = 25
HALF = "A copy into this database has not come to its end"


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(side, "BATCH", 4)


Kinds = tuple[str, str]
Make = Callable[[str, str], Database]
UP, DOWN = ("sqlite", "postgres"), ("postgres", "sqlite")


@pytest.fixture(params=[UP, DOWN])
def kinds(request: pytest.FixtureRequest) -> Kinds:
    """From what to what; one of the two ways is enough to refuse something."""
    kinds: Kinds = request.param
    return kinds


@pytest.fixture
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Make:
    """A database without tables; the folder of the SQLite file is not there either."""

    def make(kind: str, name: str) -> Database:
        if kind == "sqlite":
            return Database(f"sqlite:///{tmp_path}/{name}/bot.db")
        return Database(request.getfixturevalue("make_database")(empty=True))

    return make


@pytest.fixture
def old(kinds: Kinds, make: Make) -> Database:
    """Rows in every table that there is, whatever it is."""
    old = make(kinds[0], "old")
    upgrade(old.url)
    with opened(parse(old.url)) as connection:
        for table in metadata.sorted_tables:
            connection.execute(insert(table), [row(table, n) for n in range(1, ROWS + 1)])
            sequences.go_on(connection, table, 10 * ROWS)  # as if it had given them out itself
    return old


@pytest.fixture
def new(kinds: Kinds, make: Make) -> Database:
    return make(kinds[1], "new")


only_up = pytest.mark.parametrize("kinds", [UP], indirect=True, ids=["up"])


def row(table: Table, n: int) -> dict[str, Any]:
    """A row as a table wants it: text in an order on which no two databases agree, a gap where one may be."""

    def value(column: Column[Any]) -> Any:  # noqa: ANN401 - whatever the column takes
        if column.nullable and n % 3 == 0:
            return None
        if isinstance(column.type, Time):
            return NOW + timedelta(hours=n, microseconds=n)
        if isinstance(column.type, Text):
            return f"{'aBäZ_ -'[n % 7]}\n{n} 403 — 🎬"
        return 10 * n  # ids have gaps

    return {column.name: value(column) for column in table.columns}


def rows(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    with opened(parse(database.url)) as connection:
        return {
            table.name: sorted((tuple(found) for found in connection.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
        }


def copied(old: Database, new: Database, advance: Callable[[int], object] = lambda _: None) -> list[Copied]:
    with copying((old.url, "--from"), (new.url, "--to")) as copy:
        copy.run(advance)
        return copy.finish(lambda _: None)


def refused(old: Database, new: Database) -> str:
    with pytest.raises(StoreError) as refusal:
        copied(old, new)
    return str(refusal.value)


@pytest.mark.parametrize("kinds", list(product(UP, UP)), indirect=True, ids="-".join)
def test_every_row_arrives_as_it_was(old: Database, new: Database) -> None:
    heard: list[int] = []
    tables = copied(old, new, heard.append)
    assert rows(new) == rows(old)
    assert check(new.url) is None
    assert [(one.rows, one.copied) for one in tables] == [(ROWS, ROWS)] * len(metadata.sorted_tables)
    assert sum(heard) == ROWS * len(tables)
    again = copied(old, new)
    assert [(one.rows, one.copied, one.digest) for one in again] == [(ROWS, 0, one.digest) for one in tables]


def test_ids_go_on_where_they_were(old: Database, new: Database) -> None:
    async def talk(event_id: str) -> int:
        store = new.open()
        posted = await store.turn(Key("t", event_id, "u"), event_id, NOW, "u", keep(says=("hello",)))
        await store.close()
        assert posted
        return posted[0].id

    old.sql("DELETE FROM outbox WHERE id = 250")  # given out once, so never again
    copied(old, new)
    assert asyncio.run(talk("first")) == 251
    assert new.sql("SELECT max(id) FROM conversation") == [(251,)]
    assert asyncio.run(talk("second")) == 252


def test_a_copy_that_was_stopped_goes_on(old: Database, new: Database) -> None:
    class StopError(Exception):
        pass

    def stop_after(batches: int) -> Callable[[int], None]:
        left = count(batches, -1)

        def stop(_: int) -> None:
            if next(left) == 0:
                raise StopError

        return stop

    for batches in (0, 3, 20):
        with pytest.raises(StopError):
            copied(old, new, stop_after(batches))
        assert str(check(new.url)).startswith(HALF)
        for use in (open_store, upgrade):
            with pytest.raises(StoreError, match=HALF):
                use(new.url)
    tables = copied(old, new)
    assert {one.rows for one in tables} == {ROWS}
    assert 0 < sum(one.copied for one in tables) < ROWS * (len(tables) - 1)
    assert rows(new) == rows(old)


@only_up
def test_kill_9_in_between(old: Database, new: Database) -> None:
    for batches in (9, 40):
        process = start("copies", old.url, new.url, batches)
        go(process)
        assert ended(process) == []
        assert process.returncode == -9
    copied(old, new)
    assert rows(new) == rows(old)


def test_an_empty_database_is_copied_too(kinds: Kinds, make: Make, new: Database) -> None:
    nothing = make(kinds[0], "nothing")
    upgrade(nothing.url)
    assert {one.rows for one in copied(nothing, new)} == {0}
    assert check(new.url) is None


@only_up
def test_a_target_that_holds_other_data_is_refused(old: Database, new: Database) -> None:
    async def talk() -> None:
        store = new.open()
        await store.turn(ANNA, "1", NOW, "anna", keep())
        await store.close()

    upgrade(new.url)
    asyncio.run(talk())
    before = rows(new)
    assert refused(old, new).startswith("The target holds other data (table ")
    assert rows(new) == before
    assert check(new.url) is None  # it is whose it was


@only_up
def test_half_a_copy_of_another_database_is_refused(old: Database, new: Database) -> None:
    with copying((old.url, "--from"), (new.url, "--to")) as copy:
        copy.run(lambda _: None)
    old.sql("UPDATE bucket SET body = 'other' WHERE owner LIKE '%3 403%'")
    assert refused(old, new).startswith("The target holds other data (table bucket)")


@only_up
def test_what_is_written_meanwhile_is_noticed(old: Database, new: Database) -> None:
    with copying((old.url, "--from"), (new.url, "--to")) as copy:
        copy.run(lambda _: None)
        old.sql("UPDATE conversation SET state = 'new' WHERE id = 10")
        new.sql("DELETE FROM bucket")
        with pytest.raises(StoreError, match=r"The two differ in (conversation, bucket|bucket, conversation): "):
            copy.finish(lambda _: None)
    assert str(check(new.url)).startswith(HALF)


@only_up
def test_somebody_else_writes_into_the_target(old: Database, new: Database) -> None:
    table = metadata.sorted_tables[0]
    once = count()

    def write(_: int) -> None:
        if next(once) == 0:
            with opened(parse(new.url)) as connection:
                connection.execute(insert(table), row(table, ROWS))

    with copying((old.url, "--from"), (new.url, "--to")) as copy, pytest.raises(StoreError, match="else writes into"):
        copy.run(write)


def test_other_schemas_are_refused(lite: Database, new: Database) -> None:
    upgrade(new.url)
    for revision, sentence in (
        ("9999", "The database is newer than this program"),
        ("0000", "The database has an older schema than this program"),
        ("copying 0000", "A copy into this database was begun by another version"),
    ):
        new.sql(f"UPDATE alembic_version SET version_num = '{revision}'")  # noqa: S608 - of this test
        assert refused(lite, new).startswith(f"--to: {sentence}")
        assert refused(new, lite).startswith(f"--from: {sentence}")
        assert new.sql("SELECT version_num FROM alembic_version") == [(revision,)]
    assert check(lite.url) is None


def test_a_source_that_is_none(lite: Database, make: Make, tmp_path: Path) -> None:
    for kind in UP:
        nothing = make(kind, "nothing")
        assert refused(nothing, lite).startswith("--from: The database was not set up")
        if nothing.is_sqlite:
            assert not nothing.path.exists()
    assert "Both are the same database" in refused(lite, Database(f"sqlite:///{tmp_path}/../{tmp_path.name}/bot.db"))


@only_up
def test_one_copy_at_a_time(old: Database, new: Database) -> None:
    with copying((old.url, "--from"), (new.url, "--to")):
        assert refused(old, new).startswith("--to: Another process copies into the target right now")
    assert "Both are the same" in refused(new, new)
    copied(old, new)


def test_no_sentence_holds_a_part_of_a_url(lite: Database) -> None:
    for url in ("postgresql://anna:geheim77@127.0.0.1:1/x", "mysql://anna:geheim77@db.example/x", "geheim77"):
        said = refused(lite, Database(url))
        assert said.startswith("--to")
        assert "geheim77" not in said
        assert "DATABASE_URL" not in said
        assert "--from" in refused(Database(url), lite)


@only_up
# psycopg deplores a cursor that nobody could close, since its connection was gone.
@pytest.mark.filterwarnings(
    "ignore:Exception ignored in. .function ServerCursorMixin:pytest.PytestUnraisableExceptionWarning"
)
def test_a_server_that_goes_away(old: Database, new: Database, postgres_url: str) -> None:
    def cut(_: int) -> None:
        with psycopg.connect(postgres_url, autocommit=True) as server:
            name = parse(new.url).database
            server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])

    with copying((old.url, "--from"), (new.url, "--to")) as copy, pytest.raises(StoreError, match=r"^--to: PostgreSQL"):
        copy.run(cut)
    with copying((old.url, "--from"), (new.url, "--to")) as copy:
        copy.run(lambda _: None)
        with pytest.raises(StoreError, match=r"^--to: PostgreSQL"):
            copy.finish(cut)
    gc.collect()  # here, not in a later test
    copied(old, new)
