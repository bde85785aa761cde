"""What only PostgreSQL does: connections that drop, conflicts, and threads that must not wait for each other."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

from bot.core.events import Key
from bot.ports import Loaded, Parcel, Saved, StoreError
from bot.storage import open_store
from tests.storage.conftest import Database
from tests.storage.parts import ANNA, BOB, MINUTE, NOW, keep

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OTHERS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


def test_the_settings_of_a_connection(post: Database) -> None:
    from bot.storage.engines import opened, parse  # noqa: PLC0415 - only here

    wanted = {
        "TimeZone": "UTC",
        "lock_timeout": "5s",
        "statement_timeout": "10s",
        "idle_in_transaction_session_timeout": "10s",
        "transaction_isolation": "read committed",
    }
    with opened(parse(post.url)) as connection:
        assert {name: connection.exec_driver_sql(f"SHOW {name}").scalar() for name in wanted} == wanted


def test_dropped_connections_are_made_again(post: Database) -> None:
    async def dialogue() -> None:
        store = post.open()
        for n in range(3):
            turns = [store.turn(Key("t", str(m), str(m)), f"{n}-{m}", NOW, str(m), keep()) for m in range(8)]
            assert await asyncio.gather(*turns) == [[]] * 8
            assert post.sql(OTHERS)
        await store.close()

    asyncio.run(dialogue())
    assert post.count("event") == 24


def test_a_connection_lost_before_the_commit_costs_nothing(post: Database) -> None:
    calls: list[Loaded] = []

    def decide(loaded: Loaded) -> Saved:
        calls.append(loaded)
        if len(calls) == 1:
            post.sql(OTHERS)
        return Saved({"n": 1}, parcels=[Parcel("say", {})])

    async def dialogue() -> None:
        store = post.open()
        posted = await store.turn(ANNA, "1", NOW, "anna", decide)
        assert posted is not None
        assert len(posted) == 1
        await store.close()

    asyncio.run(dialogue())
    assert calls == [Loaded(None, {})] * 2
    assert [post.count(table) for table in ("event", "conversation", "outbox")] == [1, 1, 1]


def test_a_connection_that_is_lost_each_time_is_a_sentence(post: Database) -> None:
    def decide(_: Loaded) -> Saved:
        post.sql(OTHERS)
        return Saved({})

    async def dialogue() -> None:
        store = post.open()
        with pytest.raises(StoreError, match=r"shutting down or starting|cannot be reached"):
            await store.turn(ANNA, "1", NOW, "anna", decide)
        assert await store.turn(ANNA, "1", NOW, "anna", keep()) == []
        await store.close()

    asyncio.run(dialogue())


@contextmanager
def wire(post: Database, folder: Path) -> Iterator[tuple[Database, threading.Event]]:
    """A wire to the server. Once its event is set, it breaks after the server has answered the next COMMIT."""
    parts = urlsplit(post.url)
    far = f"{parse_qs(parts.query)['host'][0]}/.s.PGSQL.5432"
    cut = threading.Event()
    ends: list[socket.socket] = []

    def carry(client: socket.socket) -> None:
        with client, socket.socket(socket.AF_UNIX) as server, suppress(OSError):
            server.connect(far)
            back = threading.Thread(target=bring, args=(server, client), daemon=True)
            back.start()
            while data := client.recv(65536):
                if cut.is_set() and b"\x0bCOMMIT\0" in data:
                    cut.clear()
                    client.shutdown(socket.SHUT_WR)
                    server.sendall(data)
                    time.sleep(0.2)
                    break
                server.sendall(data)
            server.shutdown(socket.SHUT_RDWR)
            back.join()

    def bring(server: socket.socket, client: socket.socket) -> None:
        with suppress(OSError):
            while data := server.recv(65536):
                client.sendall(data)

    def listen(near: socket.socket) -> None:
        with suppress(OSError):
            while True:
                client, _ = near.accept()
                ends.append(client)
                threading.Thread(target=carry, args=(client,), daemon=True).start()

    with socket.socket(socket.AF_UNIX) as near:
        near.bind(f"{folder}/.s.PGSQL.5432")
        near.listen()
        thread = threading.Thread(target=listen, args=(near,), daemon=True)
        thread.start()
        yield Database(post.url.replace(parse_qs(parts.query)["host"][0], str(folder))), cut
        near.shutdown(socket.SHUT_RDWR)
        thread.join()


def test_a_connection_lost_in_the_commit_applies_the_turn_once(post: Database, tmp_path: Path) -> None:
    async def dialogue() -> None:
        with wire(post, tmp_path) as (database, cut):
            store = open_store(database.url, lease=MINUTE)
            await store.turn(ANNA, "1", NOW, "anna", keep(says=("one",)))
            cut.set()
            # It was committed, but nobody heard: the second run finds the event and says that it was processed.
            assert await store.turn(ANNA, "2", NOW, "anna", keep(says=("two",))) is None
            assert not cut.is_set()
            # Its reply is late, not lost.
            waiting = await store.take("telegram", NOW + MINUTE, MINUTE)
            assert [row.parcel.body["text"] for row in waiting] == ["one", "two"]
            cut.set()
            await store.sent([row.id for row in waiting], NOW)
            assert not cut.is_set()
            await store.close()

    asyncio.run(dialogue())
    assert post.sql("SELECT state FROM conversation") == [('{"n":2}',)]
    assert post.count("outbox", "sent_at IS NULL") == 0


@pytest.mark.parametrize("code", ["40001", "40P01"])
def test_a_conflict_is_tried_once_more(post: Database, code: str) -> None:
    post.sql("CREATE SEQUENCE tries")
    post.sql(
        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF new.text = 'always' OR nextval('tries') % 2 = 1 THEN "
        f"RAISE EXCEPTION 'no' USING ERRCODE = '{code}'; END IF; RETURN new; END $$"
    )
    post.sql("CREATE TRIGGER refuse BEFORE INSERT ON transcript FOR EACH ROW EXECUTE FUNCTION refuse()")

    async def dialogue() -> None:
        store = post.open()
        assert await store.turn(ANNA, "1", NOW, "anna", keep(lines=("once",))) == []
        with pytest.raises(StoreError, match="twice in a row"):
            await store.turn(ANNA, "2", NOW, "anna", keep(lines=("always",)))
        await store.close()

    asyncio.run(dialogue())
    assert post.count("event") == 1


def test_one_users_flood_leaves_the_threads_to_others(post: Database) -> None:
    go_on = threading.Event()

    def slow(_: Loaded) -> Saved:
        go_on.wait(5)
        return Saved({})

    async def dialogue() -> None:
        store = post.open()
        flood = [asyncio.create_task(store.turn(ANNA, str(n), NOW, "anna", slow)) for n in range(20)]
        await asyncio.sleep(0.05)
        await asyncio.wait_for(store.turn(BOB, "b", NOW, "bob", keep()), 2)
        go_on.set()
        assert await asyncio.gather(*flood) == [[]] * 20
        await store.close()

    asyncio.run(dialogue())


def test_two_users_lock_each_other_in_no_order(post: Database) -> None:
    # Somebody else's transaction, in the wrong order: PostgreSQL ends one of the two, and the turn is run again.
    async def dialogue() -> None:
        store = post.open()
        await store.turn(ANNA, "1", NOW, "anna", keep())

        def decide(_: Loaded) -> Saved:
            threading.Thread(target=cross, daemon=True).start()
            time.sleep(0.2)
            return Saved({"n": 2}, parcels=[Parcel("say", {})])

        def cross() -> None:
            with suppress(psycopg.Error), psycopg.connect(post.url) as other:
                other.execute("LOCK TABLE outbox")
                other.execute("UPDATE bucket SET body = body")

        posted = await store.turn(ANNA, "2", NOW, "anna", decide)
        assert posted is not None
        assert len(posted) == 1
        await store.close()

    asyncio.run(dialogue())
    assert post.sql("SELECT state FROM conversation") == [('{"n":2}',)]
