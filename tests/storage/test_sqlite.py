"""What only SQLite does: groups of turns in one commit, and a disk that is full."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from bot.core.events import Key
from bot.ports import Line, Saved, StoreError
from bot.storage import LEASE, engines, erasure, upgrade
from bot.storage.engines import engine, parse
from bot.storage.sqlite import Writer
from bot.storage.store import DatabaseStore
from bot.storage.tables import Time
from tests.storage.parts import NOW, keep

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

    from bot.ports import Loaded
    from tests.storage.conftest import Database


def commits(one: Engine) -> list[str]:
    """A list that grows with every commit."""
    seen: list[str] = []
    event.listen(one, "commit", lambda _: seen.append("commit"))
    return seen


def key(n: int) -> Key:
    return Key("t", str(n), str(n))


def test_the_settings_of_a_connection(lite: Database) -> None:
    one = engine(parse(lite.url))
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 10_000}
    with one.connect() as connection:
        for name, value in wanted.items():
            assert connection.exec_driver_sql(f"PRAGMA {name}").scalar() == value
    one.dispose()


def test_what_waits_meanwhile_becomes_one_commit(lite: Database) -> None:
    held = threading.Event()

    def hold(_: Loaded) -> Saved:
        held.wait(5)
        return Saved({})

    async def dialogue() -> None:
        one = engine(parse(lite.url))
        seen = commits(one)
        store = DatabaseStore(Writer(one), LEASE)
        first = asyncio.create_task(store.turn(key(0), "first", NOW, "0", hold))
        await asyncio.sleep(0.05)
        others = [asyncio.create_task(store.turn(key(n), str(n), NOW, str(n), keep())) for n in range(1, 101)]
        await asyncio.sleep(0.05)
        held.set()
        assert await asyncio.gather(first, *others) == [[]] * 101
        assert len(seen) == 1 + 2  # 64 at most in a group
        await store.close()

    asyncio.run(dialogue())


def test_on_a_full_disk_what_fits_is_stored(lite: Database) -> None:
    huge = Saved({}, lines=[Line("user", "x" * 1_000_000)])

    async def dialogue() -> None:
        one = engine(parse(lite.url))
        pages = lite.sql("PRAGMA page_count")[0][0]
        event.listen(one, "connect", lambda driver, _: driver.execute(f"PRAGMA max_page_count={pages + 40}").close())
        store = DatabaseStore(Writer(one), LEASE)
        turns = [store.turn(key(n), str(n), NOW, str(n), (lambda _: huge) if n == 5 else keep()) for n in range(10)]
        answers = await asyncio.gather(*turns, return_exceptions=True)
        assert [answer == [] for answer in answers] == [n != 5 for n in range(10)]
        assert isinstance(answers[5], StoreError)
        assert "disk with the SQLite database is full" in str(answers[5])
        alone = await asyncio.gather(store.turn(key(5), "5", NOW, "5", lambda _: huge), return_exceptions=True)
        assert "is full" in str(alone[0])
        assert await store.turn(key(5), "5", NOW, "5", keep()) == []
        await store.close()

    asyncio.run(dialogue())
    assert lite.count("event") == 10


def test_when_sqlite_gives_up_a_whole_group_each_turn_runs_again_alone(lite: Database) -> None:
    # RAISE(ROLLBACK) ends the whole transaction, as SQLite does for some errors of the disk.
    lite.sql(
        "CREATE TRIGGER refuse BEFORE INSERT ON transcript WHEN new.text = 'bad' "
        "BEGIN SELECT RAISE(ROLLBACK, 'no'); END"
    )

    async def dialogue() -> None:
        store = lite.open()
        await store.turn(key(0), "first", NOW, "0", keep())
        turns = [
            store.turn(key(n), str(n), NOW, str(n), keep(lines=("bad" if n == 3 else "good",), says=("x",)))
            for n in range(10)
        ]
        answers = await asyncio.gather(*turns, return_exceptions=True)
        assert [isinstance(answer, StoreError) for answer in answers] == [n == 3 for n in range(10)]
        await store.close()

    asyncio.run(dialogue())
    assert (lite.count("event"), lite.count("transcript"), lite.count("outbox")) == (10, 9, 9)


def test_a_file_that_disappears_is_a_sentence(lite: Database) -> None:
    async def dialogue() -> None:
        store = lite.open()
        lite.path.unlink()
        lite.path.mkdir()  # in its place, so that SQLite cannot make a new one
        answers = await asyncio.gather(
            *(store.turn(key(n), str(n), NOW, str(n), keep()) for n in range(3)), return_exceptions=True
        )
        assert all("cannot be opened" in str(answer) for answer in answers)
        await store.close()

    asyncio.run(dialogue())


def test_a_new_file_that_another_process_prepares_now_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "BUSY", 0.3)
    url = f"sqlite:///{tmp_path}/bot.db"
    with closing(sqlite3.connect(tmp_path / "bot.db", isolation_level=None, check_same_thread=False)) as other:
        other.execute("CREATE TABLE x (y)")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError, match="locked by another program"):
            upgrade(url)
        timer = threading.Timer(0.1, lambda: other.execute("COMMIT"))
        timer.start()
        assert upgrade(url) is True
        timer.join()


def test_erasing_waits_for_a_better_moment_while_another_process_writes(lite: Database) -> None:
    with (
        closing(sqlite3.connect(lite.path, isolation_level=None)) as ours,
        closing(sqlite3.connect(lite.path, isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        other.execute("INSERT INTO bucket VALUES ('a', '{}')")
        assert erasure.erase(ours, 0.01, 7) is False
        other.execute("COMMIT")
        assert ours.execute("PRAGMA busy_timeout").fetchone() == (7000,)
        assert erasure.erase(ours, 0.01, 7) is True


def test_erasing_on_a_full_disk_is_tried_again_later(lite: Database) -> None:
    with closing(sqlite3.connect(lite.path, isolation_level=None)) as ours:
        ours.execute("PRAGMA query_only=ON")  # SQLite then refuses to write, as for a disk without room
        assert erasure.erase(ours, 0.01, 7) is False


def test_times_may_be_missing(lite: Database) -> None:
    one = engine(parse(lite.url))
    for value in (None, NOW):
        assert Time().process_result_value(Time().process_bind_param(value, one.dialect), one.dialect) == value
    one.dispose()
