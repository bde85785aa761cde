"""Who does not wait for the bot: those who ask all the time, and one who floods."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from itertools import cycle
from typing import TYPE_CHECKING, Final

from tests.channels.telegram.people import Person
from tests.channels.telegram.process import QUESTIONS
from tests.faults.plan import FIRST_USER

if TYPE_CHECKING:
    from tests.faults.world import World

FIRST_TALKER: Final = FIRST_USER + 500_000
FIRST_FLOOD: Final = FIRST_USER + 900_000
FIRST_BEHIND: Final = FIRST_USER + 950_000


@dataclass
class Talker:
    """Somebody who asks again and again, whatever comes back; each question has one answer."""

    world: World
    number: int
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.person = Person(self.world.api, FIRST_TALKER + self.number)

    async def talk(self) -> None:
        for question in cycle(QUESTIONS):
            self.asked.append(question)
            await self.person.write(question)
            await asyncio.sleep(self.world.plan.pace)


async def flood(world: World) -> Person:
    """One user, hundreds of messages at once; somebody else who asks right behind them is answered too."""
    number = world.done["flood"]
    person, other = Person(world.api, FIRST_FLOOD + number), Person(world.api, FIRST_BEHIND + number)
    for message in range(world.plan.flood):
        await person.write(f"error {400 + message % 30} again {message}")
    begun = time.monotonic()
    await other.write("/help")
    try:
        await world.api.until(lambda: world.api.said[other.chat], world.patience)
    except TimeoutError:
        world.hung.append(f"{other.id} wrote behind a flood and was not answered")
    world.waited.append(time.monotonic() - begun)
    return person
