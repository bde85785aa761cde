"""What one process gets out of PostgreSQL, by what can be turned: waiting for the disk, and the number of threads."""

from __future__ import annotations

import asyncio
import statistics
import time
from itertools import count
from typing import TYPE_CHECKING, Final

from bot.storage import open_store, postgres, upgrade
from tests.bench.row import Row
from tests.bench.size import FLIGHTS, processor_time, turn
from tests.postgres import postgres_server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.storage.store import DatabaseStore

MESSAGES, USERS, ROUNDS = 1_000, 1_000, 3
THREADS: Final = (2, 4, 8)


def rows() -> list[Row]:
    """Messages a second, each with its turn and with its reply marked as sent; and what each costs, here and there."""
    usual = postgres._THREADS  # noqa: SLF001 -- a figure, not a setting
    found: dict[tuple[str, int], list[tuple[float, float, float]]] = {}
    ids = count()
    with postgres_server(durable=True) as server:
        upgrade(server.url)
        for _ in range(ROUNDS):
            for commit in ("on", "off"):
                server.set(f"ALTER SYSTEM SET synchronous_commit = {commit}")
                server.set("SELECT pg_reload_conf()")
                for threads in THREADS:
                    postgres._THREADS = threads  # type: ignore[misc] # noqa: SLF001 -- the same
                    found.setdefault((commit, threads), []).append(asyncio.run(_measured(server.url, ids)))
    postgres._THREADS = usual  # type: ignore[misc] # noqa: SLF001 -- the same
    return [_row(commit, threads, rounds) for (commit, threads), rounds in found.items()]


def _row(commit: str, threads: int, rounds: list[tuple[float, float, float]]) -> Row:
    rate, mine, its = (statistics.median(side) for side in zip(*rounds, strict=True))
    return Row(
        f"PostgreSQL, synchronous_commit={commit}, {threads} threads, {FLIGHTS} in flight: messages a second",
        f"{rate:,.0f}",
        f"CPU here {1000 * mine:.2f} ms, there {1000 * its:.2f} ms",
        "",
        "",
        None,
    )


async def _measured(url: str, ids: Iterator[int]) -> tuple[float, float, float]:
    """Messages a second; seconds of processor time of this process and of the server's for each."""
    store, spent = open_store(url), processor_time(url)
    await asyncio.gather(*(_turns(store, iter(range(2)), ids) for _ in range(FLIGHTS)))  # connects, fills caches
    left, mine, whole, begun = iter(range(MESSAGES)), time.process_time(), spent(), time.perf_counter()
    await asyncio.gather(*(_turns(store, left, ids) for _ in range(FLIGHTS)))
    took, mine, whole = time.perf_counter() - begun, time.process_time() - mine, spent() - whole
    await store.close()
    return MESSAGES / took, mine / MESSAGES, (whole - mine) / MESSAGES


async def _turns(store: DatabaseStore, left: Iterator[int], ids: Iterator[int]) -> None:
    for _ in left:
        number = next(ids)
        await turn(store, number % USERS, number)
