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
from typing import TYPE_CHECKING, Final, NamedTuple

import psycopg

from bot.core.events import Key
from bot.storage import open_store, upgrade
from tests.bench.explaining import explained
from tests.bench.filling import PLATFORM, fill, owner
from tests.bench.row import Row
from tests.bench.store import decide
from tests.postgres import postgres_server
from tests.storage.parts import NOW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.storage.store import DatabaseStore

FEW: Final = 1_000
MANY: Final = int(os.environ.get("BOT_CONVERSATIONS", "100000"))
ROUNDS: Final = 8
ALONE, CROWD, FLIGHTS = 200, 600, 50  # turns in a round, one after the other and with so many in flight
SEED: Final = 7
TARGET: Final = 1.2


def rows() -> list[Row]:
    """Both databases."""
    with tempfile.TemporaryDirectory(dir=Path(__file__).parent) as folder:  # on a disk, where /tmp may be memory
        lite = _database("SQLite", f"sqlite:///{folder}/few.db", f"sqlite:///{folder}/many.db")
    with postgres_server(durable=True) as server:
        named = []
        for name in ("few", "many"):
            server.set(f"CREATE DATABASE {name}")
            named.append(server.url.replace("/postgres?", f"/{name}?"))
        post = _database("PostgreSQL", *named)
    return [*lite, *post]


def _database(name: str, few: str, many: str) -> list[Row]:
    for url in (few, many):
        upgrade(url)
    fill(few, FEW)
    filled, seconds = fill(many, MANY)
    rounds = asyncio.run(_measured(few, many, processor_time(many)))
    scans = asyncio.run(explained(many))
    what = f"{name}: a turn at {MANY:,} conversations ({filled:,} rows, filled in {seconds:.0f} s), at {FEW:,}: CPU"
    found = "; ".join(f"{table} in {text[:60]}" for text, tables in scans.items() for table in tables)
    return [
        _row(f"{what}, one at a time", *(store.alone for store in rounds)),
        _row(f"{what}, {FLIGHTS} in flight", *(store.crowd for store in rounds)),
        Row(f"{name}: full scans in {len(scans)} statements of the store", found[:200] or "0", "", "", "0", not found),
    ]


def _row(what: str, few: list[_Cost], many: list[_Cost]) -> Row:
    """Processor time, which other programs on the machine hardly change; the wait beside it, which the disk decides."""
    ratio = statistics.median(large.cpu / small.cpu for large, small in zip(many, few, strict=True))
    return Row(what, _shown(many), _shown(few), f"{ratio:.2f}", f"≤ {TARGET}", ratio <= TARGET)


def _shown(costs: list[_Cost]) -> str:
    cpu, wall = (statistics.median(side) * 1000 for side in zip(*costs, strict=True))
    return f"{cpu:.2f} ms (took {wall:.2f})"


class _Cost(NamedTuple):
    """Seconds for one turn, of a round."""

    cpu: float
    wall: float


class _Rounds(NamedTuple):
    """A database and what its turns cost."""

    store: DatabaseStore
    users: int
    alone: list[_Cost]
    crowd: list[_Cost]


def processor_time(url: str) -> Callable[[], float]:
    """Tells the processor time of this process, and of PostgreSQL's."""
    if url.startswith("sqlite"):
        return time.process_time
    with psycopg.connect(url) as connection:
        (backend,) = connection.execute("SELECT pg_backend_pid()").fetchone() or (0,)
        parent = _stat(backend)[1]
    tick = os.sysconf("SC_CLK_TCK")

    def spent() -> float:
        stats = [_stat(int(one.name)) for one in Path("/proc").iterdir() if one.name.isdecimal()]
        # Its children, and those that have ended (which the parent's own line counts).
        ticks = sum(sum(stat[11:13]) for stat in stats if stat[1] == parent) + sum(_stat(parent)[11:15])
        return time.process_time() + ticks / tick

    return spent


def _stat(process: int) -> list[int]:
    """The numbers of /proc/PID/stat behind the name, the state as 0; nothing of a process that has ended."""
    try:
        line = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return [0] * 20
    return [int(field) if field.lstrip("-").isdecimal() else 0 for field in line.rpartition(")")[2].split()]


async def _measured(small: str, large: str, spent: Callable[[], float]) -> tuple[_Rounds, _Rounds]:
    """The costs in the small database and in the large one."""
    chance, ids = random.Random(SEED), count()  # noqa: S311 -- whose turn it is
    found = (_Rounds(open_store(small), FEW, [], []), _Rounds(open_store(large), MANY, [], []))
    for number in range(ROUNDS + 1):
        for one in found:
            for costs, many, flights in ((one.alone, ALONE, 1), (one.crowd, CROWD, FLIGHTS)):
                left, cpu, begun = iter(range(many)), spent(), time.perf_counter()
                await asyncio.gather(*(turns(one.store, left, chance, one.users, ids) for _ in range(flights)))
                cost = _Cost((spent() - cpu) / many, (time.perf_counter() - begun) / many)
                if number:  # the first one fills caches
                    costs.append(cost)
    for one in found:
        await one.store.close()
    return found


async def turns(
    store: DatabaseStore, left: Iterator[int], chance: random.Random, users: int, ids: Iterator[int]
) -> None:
    """One turn after the other, as long as there are any left."""
    for _ in left:
        await _turn(store, chance.randint(1, users), next(ids))


async def _turn(store: DatabaseStore, user: int, number: int) -> None:
    key = Key(PLATFORM, str(user), str(user))
    posted = await store.turn(key, f"new:{number}", NOW, owner(user), decide)
    assert posted
    await store.sent([one.id for one in posted], NOW)
