"""The team: it answers tickets past the bot's process, as `bot tickets` does."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from bot.app.clock import SystemClock
from bot.core.events import Staffed
from bot.core.frozen import replace
from bot.engine.checking import Checker
from bot.engine.engine import Engine
from bot.ports import StoreError
from bot.storage import open_store
from tests.engine.fakes import RULES, TERMS, Panels
from tests.faults.plan import FIRST_USER
from tests.faults.world import SECRET

if TYPE_CHECKING:
    from bot.core.events import Deed
    from bot.ports import Filed
    from tests.faults.world import World


class Team:
    """One of the team. `done` is what they did; each deed has an id, so that it can be tried again."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.done: list[Staffed] = []
        self._store = open_store(world.url)
        clock = self._clock = SystemClock()
        rules = replace(RULES, secret=SECRET.encode(), tickets=True, hooks=True)
        self._engine = Engine(self._store, world.shelf, rules, clock, Checker(self._store, Panels(), clock, TERMS))
        self._answers: Counter[str] = Counter()

    async def work(self) -> None:
        """Look for tickets that wait for the team, until this is cancelled."""
        while True:
            try:
                for filed in await self._store.tickets():
                    if filed.ticket.waits == "team":
                        await self._answer(filed)
            except StoreError:
                pass  # the database is away: they look again
            await asyncio.sleep(0.3)

    async def _answer(self, filed: Filed) -> None:
        user = filed.key.user
        self._answers[user] += 1
        number = self._answers[user]
        chance = Random(f"{self.world.plan.seed}/{user}/{number}")  # noqa: S311 -- a seed is the point
        deeds: list[tuple[Deed, str]] = [("reply", f"Answer {number}: close the app on every other device, please.")]
        deeds += [("resolve", "")] if chance.random() < 0.3 else []
        for deed, text in deeds:
            name, now = f"desk:cli:{int(user) - FIRST_USER}-{number}-{deed}", self._clock.now()
            await self._insist(Staffed(name, filed.key, now, filed.ticket.ref, deed, "team:1", "Kim", text))

    async def _insist(self, event: Staffed) -> None:
        while True:
            try:
                await self._engine.act(event)
            except StoreError:
                await asyncio.sleep(0.2)
            else:
                self.done.append(event)
                return

    async def tidy(self) -> None:
        """What `bot serve` does once a day: a kill may have left the last row of somebody who was forgotten."""
        await self._store.purge(self._clock.now() + timedelta(minutes=2), timedelta(days=30))

    async def close(self) -> None:
        await self._engine.close()
        await self._store.close()
