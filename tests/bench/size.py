"""Whether a turn costs more in a large database: one with a thousand conversations beside one with very many.

`BOT_CONVERSATIONS=1000000 python -m tests.bench size` fills the million (ten million lines, five million events and
replies); as it comes, a tenth of it. A turn is what a message costs the database: its transaction, and another one that
marks the reply as sent. The two databases take turns. Then every statement that the store runs is explained.
"""

from __future__ import annotations

import asyncio
import os
import random
import statistics
import tempfile
import time
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

import psycopg

from bot.core.events import Key
from bot.storage import open_store, upgrade
from tests.bench.explaining import explained
from tests.bench.filling import LINES, PLATFORM, fill, owner
from tests.bench.row import Row
from tests.bench.store import decide, server
from tests.storage.parts import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.storage.store import DatabaseStore

FEW: Final = 1_000
MANY: Final = int(os.environ.get("BOT_CONVERSATIONS", "100000"))
ROUNDS: Final = 8
ALONE, CROWD, FLIGHTS = 100, 600, 50  # turns in a round, one after the other and with so many in flight
SEED: Final = 7
TARGET: Final = 1.2


def rows() -> list[Row]:
    """Both databases."""
    with tempfile.TemporaryDirectory(dir=Path(__file__).parent) as folder:  # on a disk, where /tmp may be memory
        lite = _database("SQLite", f"sqlite:///{folder}/few.db", f"sqlite:///{folder}/many.db")
    with server() as url:
        named = []
        for name in ("few", "many"):
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name}".encode())
            named.append(url.replace("/postgres?", f"/{name}?"))
        post = _database("PostgreSQL", *named)
    return [*lite, *post]


def _database(name: str, few: str, many: str) -> list[Row]:
    for url in (few, many):
        upgrade(url)
    fill(few, FEW)
    filled, seconds = fill(many, MANY)
    print(f"{name}: {filled:,} rows in {seconds:.0f} s")
    alone, crowd = asyncio.run(_measured(few, many))
    scans = asyncio.run(explained(many))
    what = f"{name}: a turn at {MANY:,} conversations ({LINES * MANY:,} lines), at {FEW:,}"
    return [
        _row(f"{what}, one at a time", *alone),
        _row(f"{what}, {FLIGHTS} in flight", *crowd),
        Row(
            f"{name}: full scans in {len(scans)} statements of the store",
            "; ".join(f"{table} in {text[:60]}" for text, found in scans.items() for table in found)[:200] or "0",
            "",
            "",
            "0",
            not any(scans.values()),
        ),
    ]


def _row(what: str, few: list[float], many: list[float]) -> Row:
    ratio = statistics.median(large / small for large, small in zip(many, few, strict=True))
    return Row(
        what,
        f"{statistics.median(many) * 1000:.2f} ms",
        f"{statistics.median(few) * 1000:.2f} ms",
        f"{ratio:.2f}",
        f"≤ {TARGET}",
        ratio <= TARGET,
    )


async def _measured(few: str, many: str) -> tuple[tuple[list[float], list[float]], tuple[list[float], list[float]]]:
    """Seconds for a turn in each round, one at a time and in the crowd, in the small database and in the large one."""
    chance, ids = random.Random(SEED), count()  # noqa: S311 -- whose turn it is
    stores = [(open_store(few), FEW), (open_store(many), MANY)]
    alone: tuple[list[float], list[float]] = ([], [])
    crowd: tuple[list[float], list[float]] = ([], [])
    for number in range(ROUNDS + 1):
        for at, (store, users) in enumerate(stores):
            single, many_at_once = [], time.perf_counter()
            for _ in range(ALONE):
                begun = time.perf_counter()
                await _turn(store, chance.randint(1, users), next(ids))
                single.append(time.perf_counter() - begun)
            many_at_once = time.perf_counter()
            left = iter(range(CROWD))
            await asyncio.gather(*(_turns(store, left, chance, users, ids) for _ in range(FLIGHTS)))
            if number:  # the first one fills caches
                alone[at].append(statistics.median(single))
                crowd[at].append((time.perf_counter() - many_at_once) / CROWD)
    for store, _ in stores:
        await store.close()
    return alone, crowd


async def _turns(
    store: DatabaseStore, left: Iterator[int], chance: random.Random, users: int, ids: Iterator[int]
) -> None:
    for _ in left:
        await _turn(store, chance.randint(1, users), next(ids))


async def _turn(store: DatabaseStore, user: int, number: int) -> None:
    key = Key(PLATFORM, str(user), str(user))
    posted = await store.turn(key, f"new:{number}", NOW, owner(user), decide)
    assert posted
    await store.sent([one.id for one in posted], NOW)
