"""A run from beginning to end: people and troubles side by side, then peace, then the books."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.storage import upgrade
from bot.storage.tables import metadata
from tests.faults import plan as plans
from tests.faults.books import Books
from tests.faults.crowd import Talker
from tests.faults.faults import ALONE, TROUBLES
from tests.faults.invariants import violations
from tests.faults.people import Actor
from tests.faults.team import Team
from tests.faults.world import world

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.channels.telegram.people import Person
    from tests.faults.plan import Plan, Script, Trouble
    from tests.faults.world import World
    from tests.postgres import PostgresServer


@dataclass(frozen=True)
class Report:
    """What came of a run: what does not hold, and figures."""

    plan: Plan
    wrong: list[str]
    figures: dict[str, object]

    def __str__(self) -> str:
        lines = [f"{name}: {figure}" for name, figure in self.figures.items()]
        return "\n".join([*lines, *(["", *self.wrong, "", str(self.plan)] if self.wrong else [])])


@dataclass
class _Run:
    world: World
    team: Team
    actors: list[Actor] = field(default_factory=list)
    floods: list[Person] = field(default_factory=list)
    going: bool = True

    async def whole(self, plan: Plan) -> Books:
        here = self.world
        talkers = [Talker(here, number) for number in range(plan.talkers)]
        await here.start()
        team = asyncio.create_task(self.team.work())
        talking = [asyncio.create_task(one.talk()) for one in talkers]
        scripts = plans.people(plan)
        acting = [asyncio.create_task(self._acts(scripts)) for _ in range(plan.people)]
        await self._troubles(plan.troubles)
        self.going = False
        for one in talking:
            one.cancel()
        await asyncio.gather(*talking, return_exceptions=True)
        await asyncio.gather(*acting)
        await self._settled()
        team.cancel()
        await asyncio.gather(team, return_exceptions=True)
        await self._settled()
        await self.team.tidy()
        await self._settled()
        places = {"the database as it ran": here.bytes()}
        await self.team.close()
        status = await here.served.end()
        tables = {name: await self._table(name) for name in metadata.tables}
        places |= {
            "the database": here.bytes() if plan.database == "sqlite" else repr(tables).encode(),
            "the log": here.served.log.encode(),
            "what Telegram got": repr(here.api.calls).encode() + b"".join(here.api.in_vain),
            "what the helpdesk got": b"".join(body for _, body in here.desk.taken),
        }
        return Books(here, self.actors, talkers, self.floods, self.team, tables, places, status)

    async def _acts(self, scripts: Iterator[Script]) -> None:
        """One person after the other, as long as something goes wrong."""
        while True:
            actor = Actor(self.world, next(scripts))
            self.actors.append(actor)
            await actor.act()
            if not self.going or self.world.plan.short:
                return

    async def _troubles(self, troubles: tuple[Trouble, ...]) -> None:
        beside: list[asyncio.Task[object]] = []
        for one in troubles:
            await asyncio.sleep(one.after)
            self.world.done[one.what] += 1
            work = TROUBLES[one.what](self.world, one)
            if one.what in ALONE:
                await work
            else:
                beside.append(asyncio.ensure_future(work))
        for found in await asyncio.gather(*beside):
            if found is not None:
                self.floods.append(found)  # type: ignore[arg-type]

    async def _settled(self) -> None:
        """Wait until nothing is left to do, but not for ever."""
        until = time.monotonic() + self.world.patience
        while time.monotonic() < until:
            rows = await self.world.rows(
                "SELECT (SELECT count(*) FROM outbox WHERE sent_at IS NULL), "
                "(SELECT count(*) FROM account_check WHERE ended_at IS NULL)"
            )
            if rows == [(0, 0)] and not self.world.api.updates and await self.world.erased():
                return
            await asyncio.sleep(0.2)

    async def _table(self, name: str) -> list[dict[str, object]]:
        columns = metadata.tables[name].columns.keys()
        rows = await self.world.rows(f"SELECT {', '.join(columns)} FROM {name}")  # noqa: S608 -- our own tables
        return [dict(zip(columns, row, strict=True)) for row in rows]


async def run(plan: Plan, folder: Path, url: str = "", postgres: PostgresServer | None = None) -> Report:
    """Do it all. `url` and `postgres`: of a database with our tables, if it is not to be SQLite."""
    begun = time.monotonic()
    async with world(plan, folder, url, postgres) as here:
        upgrade(here.url)
        this = _Run(here, Team(here))
        try:
            books = await this.whole(plan)
        except BaseException as error:
            error.add_note(str(plan))
            raise
        finally:
            if here.served.process.returncode is None:
                await here.served.end(9)
    wrong = violations(books)
    return Report(plan, wrong, {**_figures(books, wrong), "seconds": round(time.monotonic() - begun)})


def _figures(books: Books, wrong: list[str]) -> dict[str, object]:
    here, tables = books.world, books.tables
    wrongly = [text.partition(":")[0] for text in wrong]
    return {
        "seed": here.plan.seed,
        "people": len(books.actors),
        "what they did, and what befell them": dict(sorted(here.done.items())),
        "kills -9; immediate restarts of PostgreSQL": f"{here.kills}; {len(here.back)}",
        "messages accepted; lost or twice": f"{len(here.api.history)}; {wrongly.count('heard_once')}",
        "tickets sent; lost or doubled": f"{len(tables['ticket'])}; {wrongly.count('sent_once')}",
        "account checks; lost or doubled": f"{len(tables['account_check'])}; {wrongly.count('checked_once')}",
        "replies that came again": books.repeats,
        "seconds that somebody waited who wrote behind a flood": [round(one, 1) for one in here.waited],
        "seconds from PostgreSQL's return to the first turn": [round(one, 1) for one in here.back],
        "what does not hold": len(wrong),
    }
