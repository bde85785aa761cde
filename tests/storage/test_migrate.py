"""Any process may upgrade, at any time, any number at once, and be killed while it does."""

from __future__ import annotations

import asyncio
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from bot import shipped
from bot.ports import StoreError
from bot.storage import check, migrate, open_store, upgrade
from bot.storage.engines import opened, parse
from bot.storage.tables import SCHEMA, metadata
from tests.storage.parts import ANNA, NOW, keep
from tests.storage.worker import ended, go, start

if TYPE_CHECKING:
    from tests.storage.conftest import Database

TOP = Path(__file__).parents[2]


def test_upgrade_twice(empty: Database) -> None:
    assert check(empty.url) == "The database was not set up; run `bot db upgrade`."
    assert upgrade(empty.url) is True
    assert check(empty.url) is None
    assert upgrade(empty.url) is False
    assert empty.sql("SELECT version_num FROM alembic_version") == [(SCHEMA,)]


def test_the_migrations_make_what_the_tables_say(stores: Database) -> None:
    with opened(parse(stores.url)) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_schema_is_the_newest_revision() -> None:
    config = Config()
    config.set_main_option("script_location", str(shipped.folder("migrations")))
    assert ScriptDirectory.from_config(config).get_heads() == [SCHEMA]


def test_two_processes_upgrade_at_once(empty: Database) -> None:
    processes = [start("migrates", empty.url, 0) for _ in range(2)]
    for process in processes:
        go(process)
    assert sorted(ended(process) for process in processes) == [["False"], ["True"]]
    assert check(empty.url) is None


@pytest.mark.parametrize("statements", [3, 8, 12])
def test_an_upgrade_that_was_killed_leaves_nothing_behind(empty: Database, statements: int) -> None:
    process = start("migrates", empty.url, statements)
    go(process)
    assert ended(process) == []
    assert process.returncode == -9
    assert check(empty.url) == "The database was not set up; run `bot db upgrade`."
    assert upgrade(empty.url) is True
    assert check(empty.url) is None


def test_an_upgrade_of_old_data_that_was_killed_leaves_it_as_it_was(
    empty: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as then:
        then.setattr(migrate, "SCHEMA", "0001")
        upgrade(empty.url)
    empty.sql("INSERT INTO bucket VALUES ('anna', '{}')")
    process = start("migrates", empty.url, 9)
    go(process)
    assert ended(process) == []
    assert process.returncode == -9
    assert empty.sql("SELECT version_num FROM alembic_version") == [("0001",)]
    assert check(empty.url) == "The database has an older schema than this program; run `bot db upgrade`."
    assert upgrade(empty.url) is True
    assert empty.content("bucket") == [[("anna", "{}")]]


def test_a_newer_schema_is_refused(stores: Database) -> None:
    stores.sql("UPDATE alembic_version SET version_num = '9999'")
    for refuse in (upgrade, open_store):
        with pytest.raises(StoreError, match="newer than this program; install the newer program"):
            refuse(stores.url)
    assert check(stores.url) == "The database is newer than this program; install the newer program."


def test_an_older_schema_wants_an_upgrade(stores: Database) -> None:
    stores.sql("UPDATE alembic_version SET version_num = '0000'")
    with pytest.raises(StoreError, match="older schema than this program; run `bot db upgrade`"):
        open_store(stores.url)


def test_a_database_without_tables_is_not_opened(empty: Database) -> None:
    with pytest.raises(StoreError, match="not set up; run `bot db upgrade`"):
        open_store(empty.url)
    if empty.is_sqlite:
        assert not empty.path.exists()


def test_an_empty_version_table_is_no_schema(stores: Database) -> None:
    stores.sql("DELETE FROM alembic_version")
    assert check(stores.url) == "The database was not set up; run `bot db upgrade`."


def test_where_nothing_is_to_be_done_alembic_is_not_imported(stores: Database) -> None:
    code = "import sys, bot.storage; bot.storage.upgrade(sys.argv[1]); sys.exit('alembic' in sys.modules)"
    subprocess.run([sys.executable, "-c", code, stores.url], cwd=TOP, check=True)


def test_the_file_and_its_folder_are_the_bots_alone(tmp_path: Path) -> None:
    async def dialogue() -> None:
        url = f"sqlite:///{tmp_path}/new/folder/bot.db"
        upgrade(url)
        store = open_store(url)
        await store.turn(ANNA, "1", NOW, "anna", keep())
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "new").rglob("*")}
        assert modes == {"folder": 0o700, "bot.db": 0o600, "bot.db-wal": 0o600, "bot.db-shm": 0o600}
        await store.close()

    asyncio.run(dialogue())


def test_developers_can_run_alembic(empty: Database) -> None:
    def alembic(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "alembic", *arguments], cwd=TOP, check=False, capture_output=True, text=True
        )

    assert alembic("-x", f"url={empty.url}", "upgrade", "head").returncode == 0
    assert check(empty.url) is None
    assert "No new upgrade operations" in alembic("-x", f"url={empty.url}", "check").stdout
    assert "Say which database" in alembic("current").stderr


def test_a_migration_that_fails_leaves_the_old_schema(empty: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise StoreError("no")

    from alembic import op  # noqa: PLC0415 - only here

    with monkeypatch.context() as patch:
        patch.setattr(op, "create_index", fail)
        with pytest.raises(StoreError, match="no"):
            upgrade(empty.url)
    assert check(empty.url) == "The database was not set up; run `bot db upgrade`."
    assert upgrade(empty.url) is True
