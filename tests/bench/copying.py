"""`bot db copy` from SQLite to PostgreSQL, beside the same rows moved from driver to driver by hand."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any, Final

import psycopg

from bot.storage import upgrade
from bot.storage.side import BATCH
from tests.bench.row import Row
from tests.postgres import postgres_server

FEW: Final = 20_000
MANY: Final = int(os.environ.get("BOT_ROWS", "200000"))
# In a process of its own, so that its memory is its own.
PROBE: Final = """
import json, resource, sys, time
from bot.storage.copying import copying
begun = time.perf_counter()
with copying((sys.argv[1], "--from"), (sys.argv[2], "--to")) as copy:
    copy.run(lambda _: None)
    copied = time.perf_counter()
    copy.finish(lambda _: None)
compared = time.perf_counter()
print(json.dumps([copied - begun, compared - copied, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


def fill(path: Path, lines: int) -> None:
    """A database as a bot leaves it: ten lines a conversation."""
    upgrade(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as database, database:
        database.executemany(
            "INSERT INTO conversation VALUES (?, 'telegram', ?, ?, '{\"v\": 1}', 1, 1)",
            ((n, str(n), str(n)) for n in range(1, lines // 10 + 1)),
        )
        text = "error 403 in tivimate on all channels since yesterday, what can I do?"
        database.executemany(
            "INSERT INTO transcript VALUES (?, ?, ?, 'user', ?, NULL)",
            ((n + 1, n // 10 + 1, n, text) for n in range(lines)),
        )


def copied(path: Path, url: str) -> tuple[float, float, float]:
    """Seconds of copying, seconds of comparing, peak memory in MB."""
    told = subprocess.run(
        [sys.executable, "-c", PROBE, f"sqlite:///{path}", url], check=True, capture_output=True, text=True
    )
    copying, comparing, memory = json.loads(told.stdout)
    return copying, comparing, memory


def by_hand(path: Path, url: str) -> float:
    """Seconds for the same rows."""
    upgrade(url)

    def when(row: tuple[Any, ...], *columns: int) -> list[Any]:
        times = {at: datetime.fromtimestamp(row[at] / 1e6, UTC) for at in columns}
        return [times.get(at, value) for at, value in enumerate(row)]

    begun = perf_counter()
    with closing(sqlite3.connect(path)) as old, psycopg.connect(url) as new:
        for table, columns in (("conversation", (5, 6)), ("transcript", (2,))):
            found = old.execute(f"SELECT * FROM {table} ORDER BY id")  # noqa: S608 - of ours
            marks = ", ".join(["%s"] * len(found.description))
            while rows := found.fetchmany(BATCH):
                command = f"INSERT INTO {table} VALUES ({marks})".encode()  # noqa: S608 - of ours
                new.cursor().executemany(command, [when(row, *columns) for row in rows])
                new.commit()
    return perf_counter() - begun


def rows() -> list[Row]:
    """All figures."""
    with tempfile.TemporaryDirectory(dir=Path(__file__).parent) as folder, postgres_server(durable=True) as server:
        few, many = Path(folder) / "few.db", Path(folder) / "many.db"
        fill(few, FEW)
        fill(many, MANY)
        urls = []
        with psycopg.connect(server.url, autocommit=True) as database:
            for name in ("few", "many", "hand"):
                database.execute(f"CREATE DATABASE {name}".encode())
                urls.append(server.url.replace("/postgres?", f"/{name}?"))
        _, _, little = copied(few, urls[0])
        copying, comparing, memory = copied(many, urls[1])
        floor = by_hand(many, urls[2])
    count = MANY + MANY // 10
    return [
        Row(
            f"copying {count:,} rows from SQLite to PostgreSQL",
            f"{copying:.1f} s, {count / copying:,.0f} a second",
            f"drivers by hand {floor:.1f} s",
            f"{copying / floor:.2f}",
            "",
            None,
        ),
        Row("comparing them", f"{comparing:.1f} s", "", "", "", None),
        Row(
            f"peak memory, {FEW:,} and {MANY:,} lines",
            f"{little:.0f} MB; {memory:.0f} MB",
            "",
            f"{memory / little:.2f}",
            "≤ 1.1",
            memory <= 1.1 * little,
        ),
    ]
