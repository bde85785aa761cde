"""The shards that this replica serves beside others: leased in the database, each with a client of its own.

A client of its own, because that can be ended for good: discord.py has no way to take a shard from a client that is
connecting anew. One more client is logged in without a gateway; it registers the commands and carries the outbox.
Shards are no matter of what is lost: an event that two replicas hear is handled once, as its id is stored once.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections import defaultdict
from contextlib import AsyncExitStack, suppress
from typing import TYPE_CHECKING, Final

from bot.channels.discord.client import Client, Part
from bot.channels.discord.ids import PLATFORM
from bot.channels.discord.outlets import reason
from bot.channels.discord.shards import LEASE, MARGIN, Share, book, leave, share
from bot.ports import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.channels.discord.behind import Parts
    from bot.ports import Json

_log = logging.getLogger(__name__)

# Seconds.
_LOOK: Final = 2.0  # between two looks at the leases: so soon a shard that was given back is taken
_SLOW: Final = 3.0  # for the database to answer; with a look it is less than the margin of a lease
_AGAIN: Final = 1.0  # until a login is booked again, while the database is away
_CLOSING: Final = 2.0  # for Discord to say goodbye
_ANSWERS: Final = 15.0  # for answers to what a shard heard before it was given back


class Fleet:
    """Serves a share of the shards. `final`: whether an error is one that nobody can mend by trying again."""

    def __init__(self, behind: Parts, final: Callable[[BaseException], bool]) -> None:
        self._parts: Final = behind
        self._final: Final = final
        self._name: Final = secrets.token_hex(8)
        self._home: Final = Client(behind)
        self._token = ""
        self._rows = ("", "")  # of the ledger: leases, logins
        self._concurrency = 1
        self._count = 0
        self._clients: dict[int, Client] = {}
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._leaving: set[asyncio.Task[None]] = set()
        self._until = 0.0  # on the loop's clock: by then our shards must be renewed, or left
        self._looking = asyncio.Lock()
        self._doors: dict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._closed = asyncio.Event()
        self._told = False

    @property
    def up(self) -> bool:
        """Whether what is ours is served; a replica for which there is no shard left stands by."""
        renewed = asyncio.get_running_loop().time() < self._until
        return renewed and (not self._tasks or any(client.up for client in self._clients.values()))

    async def start(self, token: str) -> None:
        """Serve until `close`. Raises what discord.py raises when it cannot log in, or not any more."""
        self._token = token
        await self._home.login(token)
        shards, _, limits = await self._home.http.get_bot_gateway()
        self._count, self._concurrency = self._parts.shards or shards, limits["max_concurrency"]
        number = self._home.application_id
        self._rows = (f"{PLATFORM}:shards:{number}", f"{PLATFORM}:logins:{number}")
        loop = asyncio.get_running_loop()
        while not self._closed.is_set():
            async with self._looking:
                await self._look()
            left = self._until - loop.time()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._closed.wait(), min(_LOOK, left) if left > 0 else _LOOK)

    async def close(self) -> None:
        """Leave Discord, and leave the shards to others."""
        self._closed.set()
        async with self._looking:
            for task in self._leaving:
                task.cancel()
            await asyncio.gather(*(self._leave(shard) for shard in list(self._tasks)))
            await asyncio.gather(*self._leaving, return_exceptions=True)
            if self._rows[0]:
                with suppress(StoreError):
                    await self._parts.store.ledger([self._rows[0]], self._parts.clock.now(), self._left)
            if self._token:
                await self._home.close()

    async def _look(self) -> None:
        """Renew the leases, and serve what is ours now. Raises what a shard ended with, if that is final."""
        if self._closed.is_set():
            return
        self._bury()
        try:
            mine = await self._shared()
        except (StoreError, TimeoutError) as error:
            if not self._told:
                _log.error("the leases of shards are not renewed: %s", str(error) or "the database takes too long")
            self._told = True
            if asyncio.get_running_loop().time() < self._until:
                return
            mine = Share(self._count, frozenset())
        else:
            self._told = False
        gone = set(self._tasks) - (mine.shards if mine.count == self._count else frozenset())
        await asyncio.gather(*(self._leave(shard) for shard in gone))
        self._count = mine.count
        for shard in mine.shards - set(self._tasks):
            self._tasks[shard] = asyncio.create_task(self._serve(shard))
        if gone and self._until > asyncio.get_running_loop().time():
            await self._look()  # it is given back at once

    async def _shared(self) -> Share:
        serving, now = Share(self._count, frozenset(self._tasks)), self._parts.clock.now()
        loop = asyncio.get_running_loop()
        asked = loop.time()

        def decide(rows: Mapping[str, Json]) -> tuple[Mapping[str, Json], Share]:
            row, mine = share(rows[self._rows[0]], self._name, serving, now.timestamp())
            return {self._rows[0]: row}, mine

        async with asyncio.timeout(_SLOW):
            mine = await self._parts.store.ledger([self._rows[0]], now, decide)
        self._until = asked + LEASE - MARGIN
        return mine

    def _left(self, rows: Mapping[str, Json]) -> tuple[Mapping[str, Json], None]:
        return {self._rows[0]: leave(rows[self._rows[0]], self._name)}, None

    def _bury(self) -> None:
        """Shards that ended by themselves: what is not final is begun anew, here or elsewhere."""
        for shard, task in list(self._tasks.items()):
            if not task.done():
                continue
            error = task.exception() or ConnectionError("Discord closed the connection")
            if self._final(error):
                raise error
            _log.error("shard %d begins anew after %s", shard, reason(error))
            del self._tasks[shard]
            self._behind(self._clients.pop(shard), 0.0)  # it has begun: until then nothing ends by itself

    async def _serve(self, shard: int) -> None:
        """Connect and log in, one after the other: Discord does not keep many connections that wait for a login."""
        async with AsyncExitStack() as door:
            await door.enter_async_context(self._doors[shard % self._concurrency])

            async def book() -> None:
                await self._booked(shard)
                await door.aclose()  # the next one may connect

            client = self._clients[shard] = Client(self._parts, Part(shard, self._count, book))
            await client.start(self._token)

    async def _booked(self, shard: int) -> None:
        """Wait until this shard may log in: Discord counts the logins of all replicas together."""
        row = self._rows[1]
        while True:
            now = self._parts.clock.now()

            def decide(rows: Mapping[str, Json], now: float = now.timestamp()) -> tuple[Mapping[str, Json], float]:
                booked, wait = book(rows[row], shard, self._concurrency, now)
                return {row: booked}, wait

            try:
                wait = await self._parts.store.ledger([row], now, decide)
            except StoreError:
                await asyncio.sleep(_AGAIN)
            else:
                await asyncio.sleep(wait)
                return

    async def _leave(self, shard: int) -> None:
        """Hear nothing more from a shard; what it has heard is still answered."""
        task, client = self._tasks.pop(shard), self._clients.pop(shard, None)
        while not task.done():  # discord.py swallows a cancellation while it connects anew
            task.cancel()
            await asyncio.wait([task], timeout=0.1)
        await asyncio.gather(task, return_exceptions=True)
        if client is None:
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(_CLOSING):
                await client.hush()
        self._behind(client, 0.0 if self._closed.is_set() else _ANSWERS)

    def _behind(self, client: Client, seconds: float) -> None:
        """Close a client after some seconds."""
        task = asyncio.create_task(_closed(client, seconds))
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)


async def _closed(client: Client, seconds: float) -> None:
    try:
        await asyncio.sleep(seconds)
    finally:
        with suppress(Exception):
            await client.close()
