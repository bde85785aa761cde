"""Two replicas on one PostgreSQL: what must hold over both, who takes over and when; PostgreSQL killed under load."""

from __future__ import annotations

import asyncio
import os
import signal
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bot.storage import open_store, upgrade
from tests.bench.limiter import database
from tests.bench.row import Row
from tests.channels.discord.server import discord_server
from tests.channels.discord.test_process import served
from tests.channels.telegram.crowd import run
from tests.channels.telegram.people import Person
from tests.channels.telegram.process import Served
from tests.channels.telegram.server import BotApi
from tests.postgres import postgres_server
from tests.storage.restarts import restarts, wrong

if TYPE_CHECKING:
    from tests.channels.discord.server import Discord
    from tests.postgres import PostgresServer

USERS, WRITTEN = 200, 8
KILLS = int(os.environ.get("BOT_KILLS", "4"))
RESTARTS = 10
SHARDS = 4
_SECRET = "a secret of sixteen bytes"


def rows() -> list[Row]:
    """All figures, each on a database of its own."""
    found = []
    with postgres_server(durable=True) as server, tempfile.TemporaryDirectory() as folder:
        for number, kills in enumerate((0, KILLS)):
            place, url = Path(folder) / str(number), _made(server, f"crowd{number}")
            place.mkdir()
            found.append(_crowd(place, url, kills))
        found.append(asyncio.run(_restarts(_made(server, "restarts"), server)))
        found += asyncio.run(_polling(Path(folder), _made(server, "polling")))
        found += asyncio.run(_shards(Path(folder), _made(server, "shards")))
    return found


def _made(server: PostgresServer, name: str) -> str:
    url = database(server.url, name)
    upgrade(url)
    return url


def _crowd(folder: Path, url: str, kills: int) -> Row:
    books = asyncio.run(run(folder, url, users=USERS, written=WRITTEN, processes=True, kills=kills, seed=kills))
    killed = f", {kills} × kill -9 (seed {kills}; {books.repeated} replies came twice)" if kills else ""
    return Row(
        f"two replicas, {USERS} users, one panel{killed}: messages above the limit; conversations out of order; panel "
        "budgets broken; lost; repeated more than once a kill and chat",
        f"{books.admitted}; {books.disorder}; {len(books.panel)}; {books.lost}; {books.doubled}",
        "",
        "",
        "0; 0; 0; 0; 0",
        books.wrong == 0,
    )


async def _restarts(url: str, server: PostgresServer) -> Row:
    store = open_store(url)
    told = await restarts(store, server, RESTARTS)
    lost, doubled = await wrong(store, told)
    await store.close()
    return Row(
        f"{RESTARTS} × PostgreSQL -m immediate under load: turns lost; doubled; slowest first success after it is back",
        f"{lost}; {doubled}; {max(told.again):.2f} s",
        "",
        "",
        "0; 0; ≤ 5 s",
        lost == doubled == 0 and max(told.again) <= 5,
    )


async def _polling(folder: Path, url: str) -> list[Row]:
    """The replica that polls ends, by force or in good order: how long nobody answers."""
    async with BotApi(checked=False) as api:
        anna, replicas = Person(api, 1), []
        for name in ("one", "two"):
            (folder / name).mkdir()
            replicas.append(Served(folder / name, api, DATABASE_URL=url, SECRET_KEY=_SECRET))
            await replicas[-1].start()
        one, two = replicas
        await anna.write("/help")
        await api.until(lambda: anna.seen, 30)
        killed = await _answered(one, anna, signal.SIGKILL)
        await one.start()
        ended = await _answered(two, anna, signal.SIGTERM)
        await one.end()
        fine = api.conflicts == 0
    name = "the replica that polls ends, the other one answers after:"
    return [
        Row(f"{name} kill -9", f"{killed:.1f} s", "", "", "≤ 10 s", fine and killed <= 10),
        Row(f"{name} SIGTERM, its own end included", f"{ended:.1f} s", "", "", "≤ 10 s", fine and ended <= 10),
    ]


async def _answered(leader: Served, person: Person, number: int) -> float:
    await asyncio.sleep(1)  # its last reply is marked as sent
    before = len(person.seen)
    begun = time.monotonic()
    await leader.end(number)
    await person.write("/help")
    await person.api.until(lambda: len(person.seen) > before, 60)
    return time.monotonic() - begun


async def _shards(folder: Path, url: str) -> list[Row]:
    """The same for Discord's shards: how long until all are served again."""
    async with discord_server() as server:
        server.shards, server.concurrency = SHARDS, 16
        replicas = [await _logged_in(folder, url, server) for _ in range(2)]
        await server.until(lambda: len(server.served) == SHARDS and len(server.logins) == SHARDS + SHARDS // 2, 30)
        killed = await _served_again(server, replicas[0], signal.SIGKILL)
        replicas.append(await _logged_in(folder, url, server))
        await server.until(lambda: len(server.served) == SHARDS, 30)
        await asyncio.sleep(5)
        ended = await _served_again(server, replicas[1], signal.SIGTERM)
        replicas[2].terminate()
        await replicas[2].wait()
        doubles = server.doubles
    name = f"one of two replicas ends, all {SHARDS} shards are served again after:"
    return [
        Row(f"{name} kill -9", f"{killed:.1f} s", "", "", "≤ 30 s", killed <= 30),
        Row(f"{name} SIGTERM, its own end included", f"{ended:.1f} s", "", "", "≤ 10 s", ended <= 10),
        Row("shards that two replicas served at once", f"{doubles}", "", "", "0", doubles == 0),
    ]


async def _logged_in(folder: Path, url: str, server: Discord) -> asyncio.subprocess.Process:
    return await served(folder, server, DATABASE_URL=url, SECRET_KEY=_SECRET)


async def _served_again(server: Discord, process: asyncio.subprocess.Process, number: int) -> float:
    begun = time.monotonic()
    process.send_signal(number)
    await process.wait()
    await server.until(lambda: len(server.served) == SHARDS, 60)
    return time.monotonic() - begun
