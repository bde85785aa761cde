"""What goes wrong, each as a coroutine of the world that ends when it is over (a kill: when the bot serves again)."""

from __future__ import annotations

import asyncio
import resource
import sqlite3
import time
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Final

import psycopg

from tests.faults.crowd import flood
from tests.faults.plan import MINUTE
from tests.library.folders import GUIDE

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.faults.plan import Trouble
    from tests.faults.world import World

ALONE: Final = frozenset({"kill", "postgres"})
"""What is waited for; all else goes on beside what comes next."""


async def kill(world: World, trouble: Trouble) -> None:
    """kill -9, and start it again."""
    await world.kill()
    if trouble.how == "told again":
        world.api.tell_again()
    if trouble.how == MINUTE:
        await asyncio.to_thread(world.minute_passes)
    await world.start()


async def postgres(world: World, _: Trouble) -> None:
    """An immediate restart of PostgreSQL, as by a power cut, and the time to the first turn after it is back.

    Without the time in which Telegram says nothing, since then there is no turn.
    """
    assert world.postgres
    await asyncio.to_thread(world.postgres.stop)
    await asyncio.to_thread(world.postgres.start)
    begun = time.monotonic()
    before = now = await world.rows("SELECT count(*) FROM event")
    while now == before and time.monotonic() < begun + world.patience:
        await asyncio.sleep(0.05)
        now = await world.rows("SELECT count(*) FROM event")
        if world.api.held or "down" in world.api.weather:
            begun = time.monotonic()
    world.back.append(time.monotonic() - begun)


async def disk(world: World, trouble: Trouble) -> None:
    """No file of the bot can grow: the disk is full."""
    number = world.served.process.pid
    sizes = [path.stat().st_size for path in (world.file, world.file.with_name("bot.db-wal")) if path.exists()]
    with suppress(ProcessLookupError):  # it was killed meanwhile
        _, most = resource.prlimit(number, resource.RLIMIT_FSIZE)
        resource.prlimit(number, resource.RLIMIT_FSIZE, (max(sizes), most))
        await asyncio.sleep(trouble.lasts)
        resource.prlimit(number, resource.RLIMIT_FSIZE, (most, most))


async def locked(world: World, trouble: Trouble) -> None:
    """Another program in the middle of a long transaction."""

    def lock() -> None:
        if world.plan.database == "sqlite":
            with closing(sqlite3.connect(world.file, isolation_level=None, timeout=10)) as lite:
                lite.execute("BEGIN IMMEDIATE")
                time.sleep(trouble.lasts)
        else:
            with suppress(psycopg.Error), psycopg.connect(world.url) as post:
                post.execute("LOCK TABLE bucket")
                time.sleep(trouble.lasts)

    with suppress(sqlite3.Error):
        await asyncio.to_thread(lock)


def _weather(what: str) -> Callable[[World, Trouble], Awaitable[None]]:
    async def blow(world: World, trouble: Trouble) -> None:
        with world.api.bad(what, trouble.how):
            await asyncio.sleep(trouble.lasts)

    return blow


async def helpdesk(world: World, trouble: Trouble) -> None:
    """The helpdesk takes what it is told and says that it did not."""
    world.desk.busy = True
    await asyncio.sleep(trouble.lasts)
    world.desk.busy = False


async def knowledge(world: World, trouble: Trouble) -> None:
    """An editor's slip, or worse, and later it is put right."""
    async with world.editor:
        entry, bomb = world.knowledge / "http" / "http-403.toml", world.knowledge / "guide" / "guide-bomb.toml"
        away, good = world.knowledge / "http-away", entry.read_bytes()
        match trouble.how:
            case "gone":
                entry.parent.rename(away)
            case "curly":
                entry.write_bytes(good.replace(b'"', "“".encode()))
            case "half":
                entry.write_bytes(good[: len(good) // 2])
            case how:
                bomb.write_bytes(_BOMBS[how].encode(errors="surrogatepass"))
        await asyncio.sleep(max(trouble.lasts, _LOOKED))
        if trouble.how == "gone":
            away.rename(entry.parent)
        bomb.unlink(missing_ok=True)
        entry.write_bytes(good)


_LOOKED: Final = 2.5  # seconds: longer than the time between two looks at the folder
_NEW: Final = GUIDE.replace("guide-one", "guide-bomb")
_BOMBS: Final = {
    "surrogates": 'id = "' + "\ud800" * 100_000,
    "deep": "id = " + "[" * 100_000,
    "dotted": "id" + ".id" * 200_000 + " = 1",
    "digits": "id = " + "9" * 100_000,
    "huge": "# \N{BOMB}\n" * (4 << 20),
    "tables": "".join(f"[field{number}]\n" for number in range(5_000)),
    "aliases": f"aliases = {[f'words {number} that nobody says' for number in range(10_000)]}\n{_NEW}",
}

TROUBLES: Final[dict[str, Callable[[World, Trouble], Awaitable[object]]]] = {
    "kill": kill,
    "postgres": postgres,
    "disk": disk,
    "locked": locked,
    "helpdesk": helpdesk,
    "knowledge": knowledge,
    "flood": lambda world, _: flood(world),
    **{what: _weather(what) for what in ("storm", "down", "silent", "lost", "riffled")},
}
