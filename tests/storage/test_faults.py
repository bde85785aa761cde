"""An error is one sentence that says how to mend it, and holds no secret."""

from __future__ import annotations

import asyncio
import traceback
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from sqlalchemy.exc import ArgumentError, DBAPIError

from bot.ports import Line, Saved, StoreError
from bot.storage import check, engines, open_store, upgrade
from bot.storage.faults import sentence
from tests.storage.parts import ANNA, NOW, keep

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.storage.conftest import Database

SECRET = "hunter2"


def complaint(do: Callable[[], object]) -> str:
    """The sentence, after looking for the secret in everything that a log would show."""
    with pytest.raises(StoreError) as caught:
        do()
    assert SECRET not in "".join(traceback.format_exception(caught.value)) + repr(caught.value)
    assert caught.value.__cause__ is None
    assert str(caught.value).endswith(".")
    return str(caught.value)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("", "not a URL"),
        (SECRET, "not a URL"),
        (f"postgresql://bot:{SECRET}@host:port/x", "not a URL"),
        (f"mysql://bot:{SECRET}@host/x", "neither sqlite:/// nor postgresql://"),
        (f"postgresql+asyncpg://bot:{SECRET}@host/x", "neither sqlite:/// nor postgresql://"),
        (f"{SECRET}://x", "neither sqlite:/// nor postgresql://"),
        ("sqlite://", "names no SQLite file"),
        ("sqlite:///", "names no SQLite file"),
        ("sqlite:///:memory:", "names no SQLite file"),
        (f"sqlite://{SECRET}/bot.db", "names no SQLite file"),
        (f"sqlite:///bot.db?key={SECRET}", "names no SQLite file"),
        (f"postgresql://bot:{SECRET}@127.0.0.1:1/x", "cannot be reached"),
        (f"postgresql://bot:{SECRET}@[::1]:1/x", "cannot be reached"),
        (f"postgresql://bot@127.0.0.1:1/x?password={SECRET}", "cannot be reached"),
        (f"postgresql://bot:p@{SECRET}.invalid/x", "cannot be reached"),  # a password with an @: half of it is a host
        (f"postgresql://bot@/x?host=/nowhere&{SECRET}=1", "an option that PostgreSQL's client does not know"),
    ],
)
@pytest.mark.parametrize("do", [upgrade, check, open_store])
def test_a_url_that_does_not_work(url: str, says: str, do: Callable[[str], object]) -> None:
    assert says in complaint(lambda: do(url))


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_all_names_of_postgresql_are_known(post: Database, scheme: str) -> None:
    assert check(post.url.replace("postgresql", scheme, 1)) is None


def test_a_folder_that_cannot_be_written() -> None:
    assert "give the bot's user the right" in complaint(lambda: upgrade("sqlite:////proc/nowhere/bot.db"))
    assert "give the bot's user the right" in complaint(lambda: upgrade("sqlite:////dev/null/bot.db"))


def test_a_file_that_is_a_folder(tmp_path: Path) -> None:
    assert "cannot be opened" in complaint(lambda: upgrade(f"sqlite:///{tmp_path}"))
    assert "cannot be opened" in complaint(lambda: check(f"sqlite:///{tmp_path}"))


def test_a_file_that_is_something_else(tmp_path: Path) -> None:
    (tmp_path / "bot.db").write_text("I am a letter, not a database. " * 100)
    for do in (upgrade, check, open_store):
        assert "no SQLite database; correct the path" in complaint(partial(do, f"sqlite:///{tmp_path}/bot.db"))


def test_wrong_password_user_and_database(post: Database, postgres_url: str) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as server:
        ((folder,),) = server.execute("SHOW hba_file").fetchall()
        rules = Path(folder)
        if "locked" not in rules.read_text():
            rules.write_text(f"local all locked scram-sha-256\nlocal all banned reject\n{rules.read_text()}")
        server.execute("DROP ROLE IF EXISTS locked")
        server.execute("CREATE ROLE locked LOGIN PASSWORD 'right'")
        server.execute("SELECT pg_reload_conf()")
        asyncio.run(asyncio.sleep(0.2))
    wrong = post.url.replace("postgres:@", f"locked:{SECRET}@")
    assert "refused the user name or the password" in complaint(lambda: check(wrong))
    assert "refused the user name or the password" in complaint(lambda: check(wrong.replace(f":{SECRET}@", ":@")))
    nobody = post.url.replace("postgres:@", f"nobody:{SECRET}@")
    assert "refused the user name or the password" in complaint(lambda: check(nobody))
    nowhere = postgres_url.replace("/postgres?", f"/{SECRET}?")
    assert "has no database of this name" in complaint(lambda: check(nowhere))
    banned = post.url.replace("postgres:@", f"banned:{SECRET}@")
    assert "allow it in pg_hba.conf" in complaint(lambda: check(banned))
    # Right, but without rights.
    right = post.url.replace("postgres:@", "locked:right@")
    assert "may not use the bot's tables" in complaint(lambda: check(right))


def refuse_secrets(stores: Database) -> None:
    """Have the database itself refuse a row, with a text that quotes it."""
    if stores.is_sqlite:
        stores.sql(
            "CREATE TRIGGER refuse BEFORE INSERT ON transcript WHEN new.text LIKE '%hunter2%' "
            "BEGIN SELECT RAISE(ABORT, 'hunter2 is not allowed'); END"
        )
    else:
        stores.sql("ALTER TABLE transcript ADD CONSTRAINT refuse CHECK (text NOT LIKE '%hunter2%')")


def test_neither_parameters_nor_the_servers_detail_come_out(stores: Database) -> None:
    refuse_secrets(stores)
    bad = Saved({"state": SECRET}, lines=[Line("user", f"my password is {SECRET}")])

    async def dialogue() -> list[BaseException | object]:
        store = stores.open()
        answers = await asyncio.gather(
            store.turn(ANNA, "1", NOW, "anna", lambda _: bad),
            *(store.turn(ANNA, f"good {n}", NOW, "anna", keep()) for n in range(3)),
            return_exceptions=True,
        )
        await store.close()
        return list(answers)

    error, *others = asyncio.run(dialogue())
    assert isinstance(error, StoreError)
    assert others == [[]] * 3
    assert "SQLITE_CONSTRAINT" in str(error) if stores.is_sqlite else "SQLSTATE 23514" in str(error)
    shown = "".join(traceback.format_exception(error)) + repr(error)
    assert SECRET not in shown
    assert stores.count("event") == 3


def test_a_database_that_somebody_keeps_locked(stores: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "BUSY", 0.2)
    monkeypatch.setattr(engines, "_LOCK", "200ms")

    async def dialogue() -> None:
        store = stores.open()
        await store.turn(ANNA, "1", NOW, "anna", keep())
        with stores.locked():
            answers = await asyncio.gather(
                *(store.turn(ANNA, f"{n}", NOW, "anna", keep()) for n in (2, 3, 4)), return_exceptions=True
            )
            assert all(isinstance(answer, StoreError) for answer in answers)
            assert "lock" in str(answers[0])
        assert await store.turn(ANNA, "2", NOW, "anna", keep()) == []
        await store.close()

    asyncio.run(dialogue())


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (psycopg.errors.DiskFull(), "make room"),
        (psycopg.errors.QueryCanceled(), "too long for a statement"),
        (psycopg.errors.TooManyConnections(), "too many connections"),
        (psycopg.errors.ReadOnlySqlTransaction(), "standby"),
        (psycopg.errors.AdminShutdown(), "shutting down"),
        (psycopg.errors.UndefinedTable(), "run `bot db upgrade`"),
        (psycopg.errors.SerializationFailure(), "twice in a row"),
        (psycopg.errors.UniqueViolation(f"DETAIL: Key (x)=({SECRET})"), "SQLSTATE 23505"),
        (psycopg.OperationalError("FATAL: sorry, too many clients already"), "too many connections"),
        (psycopg.OperationalError("FATAL: the database system is starting up"), "starting"),
        (psycopg.OperationalError("FATAL: no pg_hba.conf entry for host"), "sslmode=require"),
        (psycopg.InterfaceError(SECRET), "InterfaceError"),
        (DBAPIError("SELECT", {"x": SECRET}, psycopg.errors.NumericValueOutOfRange(SECRET)), "cannot be stored"),
        (ArgumentError(SECRET), "ArgumentError"),
    ],
)
def test_every_error_has_a_sentence(error: BaseException, says: str) -> None:
    assert says in sentence(error)
    assert SECRET not in sentence(error)
