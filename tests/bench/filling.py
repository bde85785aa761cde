"""Fills a database with conversations, their lines, events, replies, buckets, checks and tickets, by SQL of its own.

Set by set inside the database, which is what both do quickest: 23 million rows in some minutes. Lines of one
conversation lie as far apart as time would have put them. Indexes are made anew afterwards: all that the program has.
"""

from __future__ import annotations

import json
import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any, Final

import psycopg
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, DropIndex

from bot.core.ticket import Ticket
from bot.storage.tables import metadata, stamp
from tests.storage.parts import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Dialect

PLATFORM: Final = "t"
LINES, EVENTS, PARCELS = 10, 5, 5  # of a conversation
_STEP: Final = 7_919  # a prime: the next line is another conversation's
_SPREAD: Final = 2_654_435_761  # Knuth's multiplicative hash
_STATE: Final = '{"asked":["403"],"phase":"asked","turns":1,"version":1}'
_BUCKETS: Final = '{"message":[1748779200.0,0.0]}'
_TEXT: Final = "my channel shows 403 since yesterday evening, all the others play well; number "
_BODY: Final = f'{{"buttons":[],"head":"403 Forbidden","text":"{"Close the app on every other device. " * 5}"}}'
_TICKET: Final = json.dumps(Ticket("T-REF", "http-403", "telegram", NOW, NOW, "closed").as_json())
_QUICK: Final = {
    "sqlite": ("PRAGMA synchronous=OFF", f"PRAGMA cache_size={-(1 << 19)}"),
    # Without triggers of foreign keys: they hold, as all is made of the same numbers.
    "postgresql": (
        "SET session_replication_role = replica",
        "SET synchronous_commit = off",
        "SET maintenance_work_mem = '512MB'",
    ),
}
# What the server does by itself in its time. On SQLite nobody ever runs ANALYZE.
_LATER: Final = {"sqlite": ("PRAGMA wal_checkpoint(TRUNCATE)",), "postgresql": ("VACUUM ANALYZE", "CHECKPOINT")}


def owner(number: int) -> str:
    """Whose bucket it is, of a user's number: fingerprints lie anywhere in the index."""
    return f"{number * _SPREAD % (1 << 32):08x}{number:056d}"


def fill(url: str, many: int) -> tuple[int, float]:
    """Fill an empty database with so many conversations; how many rows that were, and in how many seconds."""
    begun, rows = time.perf_counter(), 0
    name, dialect, connection = _opened(url)
    indexes = [index for table in metadata.tables.values() for index in table.indexes]
    with closing(connection):
        for statement in (*_QUICK[name], *(str(DropIndex(index).compile(dialect=dialect)) for index in indexes)):
            connection.execute(statement)
        for statement in _sets(name, many):
            rows += connection.execute(statement).rowcount
        for statement in (*(str(CreateIndex(index).compile(dialect=dialect)) for index in indexes), *_LATER[name]):
            connection.execute(statement)
    return rows, time.perf_counter() - begun


def _opened(url: str) -> tuple[str, Dialect, Any]:
    """A connection of the driver, in which every statement is a transaction."""
    if url.startswith("sqlite"):
        connection = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
        return "sqlite", sqlite.dialect(), connection
    return "postgresql", postgresql.dialect(), psycopg.connect(url, autocommit=True)  # type: ignore[no-untyped-call]


def _sets(dialect: str, many: int) -> Iterator[str]:
    """The statements that fill the tables, in which i counts."""
    at = stamp(NOW, dialect) if dialect == "sqlite" else f"TIMESTAMPTZ '{NOW.isoformat()}'"
    name, of = "CAST(i AS TEXT)", f"1 + (CAST(i AS BIGINT) * {_STEP}) % {many}"
    if dialect == "sqlite":
        numbers = "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < COUNT) SELECT i FROM n)"
        owners = f"printf('%08x%056d', (i * {_SPREAD}) % (1 << 32), i)"
    else:
        numbers = "generate_series(1, COUNT) AS i"
        owners = (
            f"lpad(to_hex(CAST(i AS BIGINT) * {_SPREAD} % (CAST(1 AS BIGINT) << 32)), 8, '0') || lpad({name}, 56, '0')"
        )
    for table, columns, count, values in (
        (
            "conversation",
            "platform, chat, user_id, state, created_at, updated_at",
            many,
            f"'{PLATFORM}', {name}, {name}, '{_STATE}', {at}, {at}",
        ),
        ("bucket", "owner, body", many, f"{owners} AS owner, '{_BUCKETS}'"),
        ("event", "platform, event_id, at", EVENTS * many, f"'{PLATFORM}', '42:' || {name}, {at}"),
        (
            "transcript",
            "conversation_id, at, who, text",
            LINES * many,
            f"{of}, {at}, CASE i % 2 WHEN 1 THEN 'user' ELSE 'bot' END, '{_TEXT}' || i",
        ),
        (
            "outbox",
            "conversation_id, at, kind, body, lease_until, sent_at",
            PARCELS * many,
            f"{of}, {at}, 'say', '{_BODY}', {at}, {at}",
        ),
        (
            "account_check",
            "check_id, conversation_id, begun_at, ended_at, verdict",
            many // 10,
            f"'{PLATFORM}:' || {name}, i, {at}, {at}, '{{\"word\":\"active\"}}'",
        ),
        (
            "ticket",
            "ref, conversation_id, desk, place, status, opened_at, touched_at, closed_at, body",
            many // 50,
            f"'T-' || {name}, i, 'telegram', {name}, 'closed', {at}, {at}, {at}, replace('{_TICKET}', 'REF', {name})",
        ),
        ("relay", "ticket, source, target", many // 50, f"'T-' || {name}, {name}, {name}"),
        ("ledger", "name, body, updated_at", many // 100, f"'host:' || {name}, '{{}}', {at}"),
        ("audit", "at, what, platform, data", many // 100, f"{at}, 'forgotten', '{PLATFORM}', '{{}}'"),
    ):
        # Keys that are no numbers are put in order first: a tree that is written anywhere takes ten times as long.
        order = " ORDER BY 1" if table == "bucket" else ""
        rows = numbers.replace("COUNT", str(max(1, count)))
        yield f"INSERT INTO {table} ({columns}) SELECT {values} FROM {rows}{order}"  # noqa: S608 -- all of it is ours
