"""Whether a turn costs more in a large database: one with a thousand conversations beside one with very many.

`BOT_CONVERSATIONS=1000000 python -m tests.bench size` fills the million (ten million lines, five million events and
replies); as it comes, a tenth of it. The two databases are measured in turns: whole turns (limit, load, match, commit,
act: all but the platform), and what the database alone does for one, which is its transaction and another one that
marks the reply as sent. Then every statement that the store runs is explained.
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

from bot.core.account.guard import Rules
from bot.core.events import Key, Wrote
from bot.engine.engine import Engine
from bot.library.compiled import open_knowledge
from bot.shipped import folder as shipped
from bot.storage import open_store, upgrade
from tests.bench.checking import LOUD, Now, checker
from tests.bench.explaining import explained
from tests.bench.filling import PLATFORM, fill, owner
from tests.bench.row import Row
from tests.bench.store import decide
from tests.engine.fakes import Recorder
from tests.postgres import postgres_server
from tests.storage.parts import NOW

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from bot.core.knowledge import Knowledge
    from bot.storage.store import DatabaseStore

FEW: Final = 1_000
MANY: Final = int(os.environ.get("BOT_CONVERSATIONS", "100000"))
ROUNDS: Final = 8
ALONE, CROWD, FLIGHTS = 200, 600, 50  # turns in a round, one after the other and with so many in flight
SEED: Final = 7
TEXTS: Final = ("error 403 in tivimate", "my channels are buffering every evening", "HTTP 502 Bad Gateway", "thank you")
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
    small, large = asyncio.run(_measured(few, many, processor_time(many)))
    scans = asyncio.run(explained(many))
    size = f"at {MANY:,} conversations ({filled:,} rows, filled in {seconds:.0f} s) and at {FEW:,}"
    found = "; ".join(f"{table} in {text[:60]}" for text, tables in scans.items() for table in tables)
    return [
        _row(f"{name}: CPU of a turn, one at a time, {size}", small.alone, large.alone, TARGET),
        _row(f"{name}: the same, {FLIGHTS} in flight", small.crowd, large.crowd, TARGET),
        _row(f"{name}: … of it the database's part", small.stored, large.stored),
        Row(f"{name}: full scans in {len(scans)} statements of the store", found[:200] or "0", "", "", "0", not found),
    ]


def _row(what: str, few: list[_Cost], many: list[_Cost], target: float | None = None) -> Row:
    """Processor time, which other programs on the machine hardly change; the wait beside it, which the disk decides."""
    ratio = statistics.median(large.cpu / small.cpu for large, small in zip(many, few, strict=True))
    met = ratio <= target if target else None
    return Row(what, _shown(many), _shown(few), f"{ratio:.2f}", f"≤ {target}" if target else "", met)


def _shown(costs: list[_Cost]) -> str:
    cpu, wall = (statistics.median(side) * 1000 for side in zip(*costs, strict=True))
    return f"{cpu:.2f} ms (took {wall:.2f})"


class _Cost(NamedTuple):
    """Seconds for one turn, of a round."""

    cpu: float
    wall: float


class _Rounds:
    """A database and what its turns cost, in each round."""

    def __init__(self, url: str, users: int, chance: random.Random, ids: Iterator[int], knowledge: Knowledge) -> None:
        self.store, self.users = open_store(url), users
        self._chance, self._ids = chance, ids
        self._engine = _Engine(self.store, _Library(knowledge), LOUD, Now(), checker(self.store, Rules()))
        self.alone: list[_Cost] = []
        self.crowd: list[_Cost] = []
        self.stored: list[_Cost] = []

    async def round(self, spent: Callable[[], float]) -> None:
        """A round of all."""
        for costs, many, flights, turn in (
            (self.alone, ALONE, 1, self._whole),
            (self.crowd, CROWD, FLIGHTS, self._whole),
            (self.stored, CROWD, FLIGHTS, self._part),
        ):
            left, cpu, begun = iter(range(many)), spent(), time.perf_counter()
            await asyncio.gather(*(self._turns(left, turn) for _ in range(flights)))
            costs.append(_Cost((spent() - cpu) / many, (time.perf_counter() - begun) / many))

    async def _turns(self, left: Iterator[int], turn: Callable[[int, int], Awaitable[None]]) -> None:
        for _ in left:
            await turn(self._chance.randint(1, self.users), next(self._ids))

    async def _whole(self, user: int, number: int) -> None:
        key, text = Key(PLATFORM, str(user), str(user)), TEXTS[number % len(TEXTS)]
        assert await self._engine.handle(Wrote(f"new:{number}", key, Now().now(), text), Recorder())

    async def _part(self, user: int, number: int) -> None:
        await turn(self.store, user, number)


class _Engine(Engine):
    """Knows its users' buckets by the names under which they were filled in."""

    def _owner(self, key: Key) -> str:
        return owner(int(key.user))


class _Library:
    """Always the same knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def current(self) -> Knowledge:
        """The shipped one."""
        return self._knowledge


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
    chance, ids, knowledge = random.Random(SEED), count(), open_knowledge(shipped("knowledge"), None)  # noqa: S311 -- any
    found = (_Rounds(small, FEW, chance, ids, knowledge), _Rounds(large, MANY, chance, ids, knowledge))
    for number in range(ROUNDS + 1):
        for one in found:
            await one.round(spent)
            if not number:  # the first one fills caches
                for costs in (one.alone, one.crowd, one.stored):
                    costs.clear()
    for one in found:
        await one.store.close()
    return found


async def turn(store: DatabaseStore, user: int, number: int) -> None:
    """What the database does for one message."""
    key = Key(PLATFORM, str(user), str(user))
    posted = await store.turn(key, f"new:{number}", NOW, owner(user), decide)
    assert posted
    await store.sent([one.id for one in posted], NOW)
