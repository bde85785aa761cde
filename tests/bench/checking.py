"""Whole account checks: what one costs, and what other people notice while forty of them hang.

Twenty panels send a byte a second, twenty names never resolve; meanwhile other users go on talking. Then two hundred
users with wrong logins meet one panel, over three restarts.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.core.account import guard
from bot.core.account.login import Login, Server
from bot.core.account.policy import Policy
from bot.core.account.secret import Secret
from bot.core.account.wire import Failure
from bot.core.events import Key, Wrote
from bot.core.limits import Limit
from bot.engine.checking import DEADLINE, Checker, Terms
from bot.engine.engine import Engine
from bot.panels import PanelDialler
from bot.panels.names import Names
from bot.storage import open_store, upgrade
from tests.bench.checks import CPU_TARGET, HERE, by_hand, panel
from tests.bench.row import Row
from tests.engine.fakes import RULES, MemoryStore, Recorder, Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.core.account.verdict import Outcome
    from bot.ports import Store

DRIPPING, HANGING = 20, 20
TALKERS, EVERY, TURNS = 10, 0.05, 200  # other users, seconds between their messages, turns that are timed
USERS, RESTARTS = 200, 3
LATE = 0.5  # seconds behind its deadline in which a check must end
SECRET = b"a secret of sixteen bytes"
LOUD = replace(RULES, limits={kind: Limit(10**6, 1e-6) for kind in RULES.limits})


class Now:
    """The clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)  # noqa: TID251 -- a benchmark's clock


def rows() -> list[Row]:
    """All figures, on SQLite."""
    with tempfile.TemporaryDirectory(dir=Path(__file__).parent) as folder:
        url = f"sqlite:///{folder}/bot.db"
        upgrade(url)
        with panel() as port:
            found = [asyncio.run(_cost(store, port, target)) for store, target in ((None, CPU_TARGET), (url, None))]
        found += asyncio.run(_crowd(url))
        return [*found, *_wrong(folder)]


def checker(store: Store, rules: guard.Rules, look: Callable[[bytes], Sequence[Any]] | None = None) -> Checker:
    """A checker that may dial this machine."""
    names = Names(look=look) if look else Names()
    dialler = PanelDialler(lambda _request, _location: Failure("elsewhere"), names=names)
    return Checker(store, dialler, Now(), Terms(Policy(private=("127.0.0.0/8",)), rules, "bench", SECRET))


def login(host: str, port: int, name: str) -> Login:
    return Login("xtream", Server("http", host, port), Secret(name), Secret("not the password"))


async def _cost(url: str | None, port: int, target: float | None) -> Row:
    """A check with everything: budget (in memory or in SQLite), request, decoding; each with a name of its own."""
    store: Store = open_store(url) if url else MemoryStore()
    asks = checker(store, guard.Rules(spacing=0, hourly=10**6))
    raw, count = by_hand(port), 0

    async def whole() -> None:
        nonlocal count
        count += 1
        outcome = await asks.check(login(HERE, port, f"name{count}"), None)
        assert outcome.verdict
        assert outcome.verdict.word == "active"

    costs: list[float] = []
    floors: list[float] = []
    for _ in range(8):
        for spent, work in ((floors, raw), (costs, whole)):
            start = time.process_time()
            for _ in range(40):
                await work()
            spent.append((time.process_time() - start) / 40)
    await store.close()
    cost, floor = statistics.median(costs), statistics.median(floors)
    ratio = cost / floor
    return Row(
        f"CPU of a check, its budget in {'SQLite' if url else 'memory'}",
        f"{1000 * cost:.2f} ms",
        f"asyncio by hand {1000 * floor:.2f} ms",
        f"{ratio:.1f}",
        f"≤ {target:.0f}" if target else "",
        ratio <= target if target else None,
    )


async def _crowd(url: str) -> list[Row]:
    over = threading.Event()

    def look(name: bytes) -> Sequence[Any]:
        over.wait(4 * DEADLINE)
        raise OSError(name)

    async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            await reader.readuntil(b"\r\n\r\n")
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
            while not over.is_set() and not reader.at_eof():
                writer.write(b" ")
                await writer.drain()
                with suppress(TimeoutError):
                    await asyncio.wait_for(reader.read(1), 1)
        writer.close()

    store = open_store(url)
    asks = checker(store, guard.Rules(), look)
    engine = Engine(store, Shelf(), LOUD, Now(), asks)
    hosts = [f"127.0.0.{number}" for number in range(2, 2 + DRIPPING)]
    async with await asyncio.start_server(drip, hosts, 0) as server:
        ports = {one.getsockname()[0]: one.getsockname()[1] for one in server.sockets}
        idle = await _talk(engine, "idle")
        logins = [login(host, ports[host], f"d{host}") for host in hosts]
        logins += [login(f"hangs{number}.example.com", 8080, f"h{number}") for number in range(HANGING)]
        checks = [asyncio.create_task(_timed(asks, one)) for one in logins]
        await asyncio.sleep(0.2)
        busy = await _talk(engine, "busy")
        took = await asyncio.gather(*checks)
        over.set()
    await store.close()
    ratio = busy / idle
    longest = max(took)
    return [
        Row(
            f"other users' turns, p95, while {len(logins)} checks hang",
            f"{1000 * busy:.1f} ms",
            f"idle {1000 * idle:.1f} ms",
            f"{ratio:.2f}",
            "≤ 2",
            ratio <= 2,
        ),
        Row(
            "longest check, whatever the panel does",
            f"{longest:.2f} s",
            f"deadline {DEADLINE:.0f} s",
            "",
            f"≤ {DEADLINE + LATE} s",
            longest <= DEADLINE + LATE,
        ),
    ]


async def _timed(asks: Checker, one: Login) -> float:
    start = time.perf_counter()
    await asks.check(one, None)
    return time.perf_counter() - start


async def _talk(engine: Engine, name: str) -> float:
    """The 95th percentile of turns of users who have nothing to do with checks."""
    took: list[float] = []
    channel = Recorder()

    async def one(user: int) -> None:
        for number in range(TURNS // TALKERS):
            await asyncio.sleep(EVERY)
            start = time.perf_counter()
            key = Key("bench", f"{name}{user}", f"{name}{user}")
            await engine.handle(Wrote(f"{name}-{user}-{number}", key, Now().now(), "error 403"), channel)
            took.append(time.perf_counter() - start)

    await asyncio.gather(*(one(user) for user in range(TALKERS)))
    return sorted(took)[int(0.95 * len(took))]


def _wrong(folder: str) -> list[Row]:
    """Everybody's login is wrong, and three times the process ends in the middle of it."""
    url = f"sqlite:///{folder}/wrong.db"
    upgrade(url)
    seen: list[str] = []

    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.append((await reader.readuntil(b"\r\n\r\n")).split(b" ")[1].decode())
        body = b'{"user_info": {"auth": 0}}'
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%b" % (len(body), body))
        await writer.drain()
        writer.close()

    async def part(number: int) -> list[Outcome]:
        store = open_store(url)
        asks = checker(store, guard.Rules(spacing=0.1))
        async with await asyncio.start_server(refuse, HERE, 0) as server:
            port = server.sockets[0].getsockname()[1]
            users = range(number, USERS, RESTARTS + 1)
            checks = (asks.check(login(HERE, port, f"name{user % 150}"), f"user{user}") for user in users)
            found = await asyncio.gather(*checks)
        await store.close()
        return found

    for number in range(RESTARTS + 1):
        asyncio.run(part(number))
    most, distinct = guard.FAILURES, guard.DISTINCT
    return [
        Row(
            f"failed logins that one panel sees from {USERS} users over {RESTARTS} restarts; distinct",
            f"{len(seen)}; {len(set(seen))}",
            "",
            "",
            f"≤ {most}; ≤ {distinct}",
            len(seen) <= most and len(set(seen)) <= distinct,
        )
    ]
