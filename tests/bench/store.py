"""One turn through the store, beside the same statements by hand on the driver, in interleaved rounds."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from bot.core.events import Key
from bot.core.limits import Bucket, Limit, take
from bot.ports import Line, Parcel, Saved
from bot.storage import open_store, upgrade
from tests.bench import raw
from tests.bench.row import Row
from tests.postgres import postgres_server
from tests.storage.parts import NOW

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from bot.ports import Loaded

USERS = 50
ROUNDS = 10
ALONE = 150  # turns one after the other in a round
CROWD = 1_000  # turns with 50 in flight in a round
TARGET = 4.0
LATE = {"SQLite": 2.5, "PostgreSQL": 2.0}  # p99 over the floor's

_LIMIT = Limit(1_000_000, 1)
_TEXTS = ("my channel shows 403 since yesterday", "That is the provider refusing the line. " * 4, "Did that help? " * 8)

Turn = "Callable[[str, str], Awaitable[object]]"


def rows() -> list[Row]:
    """All figures on both databases."""
    with tempfile.TemporaryDirectory(dir=Path(__file__).parent) as folder:  # on a disk, where /tmp may be memory
        path = f"{folder}/bot.db"
        upgrade(f"sqlite:///{path}")
        at = int(NOW.timestamp()) * 1_000_000
        lite = asyncio.run(_measured(f"sqlite:///{path}", lambda: raw.sqlite(path, _raw(at, "", "?"))))
    with postgres_server(durable=True) as server:
        upgrade(server.url)
        post = asyncio.run(_measured(server.url, lambda: raw.postgres(server.url, _raw(NOW, raw.LOCK, "%s"))))
    return [*_rows("SQLite", "sqlite3", lite, TARGET), *_rows("PostgreSQL", "psycopg", post, None)]


def decide(loaded: Loaded) -> Saved:
    """An ordinary turn: a question, an answer, a limit."""
    bucket, _ = take(loaded.buckets.get("message", Bucket()), _LIMIT, NOW.timestamp())
    first, second, reply = _TEXTS
    state = {"version": 1, "phase": "asked", "asked": ["403"], "turns": (loaded.state or {}).get("turns", 0) + 1}
    lines = [Line("user", first), Line("bot", second)]
    return Saved(state, {"message": bucket}, lines, [Parcel("say", {"text": reply})])


def _raw(at: object, lock: str, mark: str) -> raw.Raw:
    first, second, reply = _TEXTS
    state = '{"asked":["403"],"phase":"asked","turns":1,"version":1}'
    return raw.Raw((state, '{"message":[1748779200.0,0.0]}', first, second, f'{{"text":"{reply}"}}'), at, lock, mark)


class _Figures:
    """Seconds for each turn alone; of the crowd in each round, the 99th percentile and turns a second."""

    def __init__(self) -> None:
        self.alone: list[float] = []
        self.late: list[float] = []
        self.rate: list[float] = []

    async def round(self, turn: Callable[[str, str], Awaitable[object]], ids: Iterator[int]) -> None:
        """A round of both."""
        for _ in range(ALONE):
            number = next(ids)
            self.alone.append(await _timed(turn(str(number % USERS), str(number))))
        crowd: list[float] = []
        start = time.perf_counter()
        waiting = iter(range(CROWD))

        async def one() -> None:
            for _ in waiting:
                number = next(ids)
                crowd.append(await _timed(turn(str(number % USERS), str(number))))

        await asyncio.gather(*(one() for _ in range(USERS)))
        self.rate.append(CROWD / (time.perf_counter() - start))
        self.late.append(statistics.quantiles(crowd, n=100)[98])


async def _timed(turn: Awaitable[object]) -> float:
    start = time.perf_counter()
    await turn
    return time.perf_counter() - start


async def _measured(url: str, floor: Callable[[], raw.Threads]) -> tuple[_Figures, _Figures]:
    """Ours and the floor's figures; the two never run at the same time."""
    store = open_store(url)
    hand = floor()
    ids = count()

    async def ours(user: str, event: str) -> None:
        assert await store.turn(Key("t", user, user), event, NOW, user, decide)

    for _ in range(2 * USERS):  # makes the users, fills caches
        await ours(str((number := next(ids)) % USERS), str(number))
    figures, floors = _Figures(), _Figures()
    for _ in range(ROUNDS):
        await floors.round(hand.turn, ids)
        await figures.round(ours, ids)
    await store.close()
    await hand.close()
    return figures, floors


def _rows(database: str, driver: str, measured: tuple[_Figures, _Figures], target: float | None) -> list[Row]:
    ours, floor = measured
    alone = statistics.median(ours.alone) / statistics.median(floor.alone)
    rate = statistics.median(ours.rate) / statistics.median(floor.rate)
    # Of each round, since one in which the disk or the machine had other things to do says nothing of us.
    late = statistics.median(one / other for one, other in zip(ours.late, floor.late, strict=True))
    return [
        Row(
            f"{database}: one turn, p50",
            f"{statistics.median(ours.alone) * 1000:.2f} ms",
            f"{driver} {statistics.median(floor.alone) * 1000:.2f} ms",
            f"{alone:.1f}",
            f"≤ {target:.0f}" if target else "",
            alone <= target if target else None,
        ),
        Row(
            f"{database}: {USERS} in flight, turns a second",
            f"{statistics.median(ours.rate):,.0f}",
            f"{driver} {statistics.median(floor.rate):,.0f}",
            f"{rate:.2f}",
            "",
            None,
        ),
        Row(
            f"{database}: {USERS} in flight, p99",
            f"{statistics.median(ours.late) * 1000:.0f} ms",
            f"{driver} {statistics.median(floor.late) * 1000:.0f} ms",
            f"{late:.1f}",
            f"≤ {LATE[database]}",
            late <= LATE[database],
        ),
    ]
