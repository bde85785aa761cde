"""The floor under the store: its statements and its threads, written by hand for the drivers, and nothing else."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from contextlib import closing
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

import psycopg

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# (statement, whether it answers a row); one turn, in this order, with `?` for SQLite and `%s` for PostgreSQL.
EVENT = "INSERT INTO event (platform, event_id, at) VALUES (?, ?, ?) ON CONFLICT (platform, event_id) DO NOTHING"
KNOWN = (
    "SELECT conversation.id, conversation.state, bucket.body FROM bucket JOIN conversation ON platform = ? "
    "AND chat = ? AND user_id = ? WHERE owner = ?"
)
LOCK = " FOR UPDATE OF bucket, conversation"
CONVERSATION = "UPDATE conversation SET state = ?, updated_at = ? WHERE id = ?"
BUCKET = "UPDATE bucket SET body = ? WHERE owner = ?"
LINE = "INSERT INTO transcript (conversation_id, at, who, text, data) VALUES (?, ?, ?, ?, ?)"
PARCEL = "INSERT INTO outbox (conversation_id, at, kind, body, lease_until) VALUES (?, ?, ?, ?, ?) RETURNING id"


class Raw:
    """One turn by hand. `values` are the texts that the store would have written."""

    def __init__(self, values: Sequence[str], at: Any, lock: str, mark: str) -> None:  # noqa: ANN401 - two column types
        self.state, self.body, self.first, self.second, self.reply = values
        self.at = at
        statements = (EVENT, KNOWN + lock, CONVERSATION, BUCKET, LINE, PARCEL)
        self.sql = [statement.replace("?", mark) for statement in statements]

    def turn(self, cursor: Any, user: str, event: str) -> int:  # noqa: ANN401 - of sqlite3 or psycopg
        """The statements of a turn, inside a transaction."""
        insert, known, update, bucket, line, parcel = self.sql
        cursor.execute(insert, ("t", event, self.at))
        assert cursor.rowcount == 1
        ((of, _, _),) = cursor.execute(known, ("t", user, user, user)).fetchall()
        cursor.execute(update, (self.state, self.at, of))
        cursor.execute(bucket, (self.body, user))
        cursor.executemany(line, [(of, self.at, "user", self.first, None), (of, self.at, "bot", self.second, None)])
        return int(cursor.execute(parcel, (of, self.at, "say", self.reply, self.at)).fetchone()[0])


class Threads:
    """Threads that run `(user, event)` and resolve futures: the store's own way, without the store."""

    def __init__(self, work: Callable[[SimpleQueue[Any]], None], many: int) -> None:
        self._queue: SimpleQueue[Any] = SimpleQueue()
        self._threads = [threading.Thread(target=work, args=(self._queue,)) for _ in range(many)]
        for thread in self._threads:
            thread.start()

    async def turn(self, user: str, event: str) -> None:
        """One turn, after its commit."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[int] = loop.create_future()
        self._queue.put((loop, future, user, event))
        await future

    async def close(self) -> None:
        """End the threads."""
        for _ in self._threads:
            self._queue.put(None)
        for thread in self._threads:
            await asyncio.to_thread(thread.join)


def sqlite(path: str, raw: Raw) -> Threads:
    """One thread; what waits becomes one commit, as in the store."""

    def work(queue: SimpleQueue[Any]) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection, closing(connection.cursor()) as cursor:
            for pragma in ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
                cursor.execute(f"PRAGMA {pragma}")
            group = [queue.get()]
            while group[-1] is not None:
                try:
                    while len(group) < 64:
                        group.append(queue.get_nowait())
                except Empty:
                    pass
                cursor.execute("BEGIN IMMEDIATE")
                done = [(future, raw.turn(cursor, user, event)) for _, future, user, event in filter(None, group)]
                cursor.execute("COMMIT")
                group[0][0].call_soon_threadsafe(_resolve, done)
                group = [queue.get()] if group[-1] is not None else [None]

    return Threads(work, 1)


def postgres(url: str, raw: Raw, many: int = 4) -> Threads:
    """Four threads, a connection each."""

    def work(queue: SimpleQueue[Any]) -> None:
        with psycopg.connect(url) as connection, connection.cursor() as cursor:
            while (job := queue.get()) is not None:
                loop, future, user, event = job
                done = [(future, raw.turn(cursor, user, event))]
                connection.commit()
                loop.call_soon_threadsafe(_resolve, done)

    return Threads(work, many)


def _resolve(done: list[tuple[asyncio.Future[int], int]]) -> None:
    for future, result in done:
        future.set_result(result)
