"""One user sends five hundred messages in ten seconds: what they are told of it, and what everybody else notices."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from pathlib import Path
from typing import Final

from bot.core.texts import say
from tests.bench.row import Row
from tests.channels.telegram.people import Person
from tests.channels.telegram.process import Served
from tests.channels.telegram.server import BotApi

MESSAGES: Final = 500
SECONDS: Final = 10.0
OTHERS: Final = 20
EACH: Final = 15  # messages of the others in ten seconds: below the usual limit
ROUNDS: Final = 3


def rows() -> list[Row]:
    """All figures, with the limits as they come."""
    return asyncio.run(_flood())


async def _flood() -> list[Row]:
    with tempfile.TemporaryDirectory(dir=Path(__file__).parent) as folder:  # on a disk, where /tmp may be memory
        async with BotApi(checked=False) as api:
            served = Served(Path(folder), api, LIMIT_MESSAGES="20/minute")
            await served.start()
            idle, busy = [], []
            floods = []
            for number in range(ROUNDS):
                idle.append(_p95(await _others(api, 1_000 * number)))
                flood = Person(api, 666 + number)
                sending = asyncio.create_task(_sends(flood))
                busy.append(_p95(await _others(api, 1_000 * number + 500)))
                await sending
                await api.until(lambda: api.confirmed == api.last_update, 60)
                floods.append(flood)
            await asyncio.sleep(1)
            notices = max(sum(_is_notice(text) for text in one.texts) for one in floods)
            replies = max(len(one.texts) for one in floods)
            await served.end()
    # Of each round: in most of them the disk has nothing else to do.
    ratio = statistics.median(after / before for before, after in zip(idle, busy, strict=True))
    return [
        Row(
            f"one user sends {MESSAGES} messages in {SECONDS:.0f} s: notices to that user ({replies} replies in all)",
            str(notices),
            "",
            "",
            "≤ 1",
            notices <= 1,
        ),
        Row(
            f"… the other users' p95, median of {ROUNDS} rounds",
            f"{1000 * statistics.median(busy):.0f} ms",
            f"idle {1000 * statistics.median(idle):.0f} ms",
            f"{ratio:.2f}",
            "≤ 2",
            ratio <= 2,
        ),
    ]


def _p95(late: list[float]) -> float:
    return statistics.quantiles(late, n=20)[18]


def _is_notice(text: str) -> bool:
    return text.startswith(say("too fast", wait="\0").partition("\0")[0])


async def _sends(person: Person) -> None:
    begun = time.perf_counter()
    for number in range(MESSAGES):
        await asyncio.sleep(max(0.0, begun + SECONDS * number / MESSAGES - time.perf_counter()))
        await person.write("error 403 in tivimate")


async def _others(api: BotApi, first: int) -> list[float]:
    """Seconds to each reply of people who talk for ten seconds."""
    late: list[float] = []

    async def talk(person: Person, offset: float) -> None:
        await asyncio.sleep(offset)
        for _ in range(EACH):
            begun, said = time.perf_counter(), asyncio.create_task(api.next_said(person.chat))
            await asyncio.sleep(0)
            await person.write("/help")
            await asyncio.wait_for(said, 60)
            late.append(time.perf_counter() - begun)
            await asyncio.sleep(max(0.0, SECONDS / EACH - late[-1]))

    await asyncio.gather(*(talk(Person(api, first + one), one / OTHERS) for one in range(1, 1 + OTHERS)))
    return late
