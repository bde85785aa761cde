"""PostgreSQL is killed and started again while turns go on, and what must hold."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from bot.core.events import Key
from bot.ports import StoreError
from tests.storage.parts import NOW, keep

if TYPE_CHECKING:
    from bot.storage.store import DatabaseStore
    from tests.postgres import PostgresServer

_TALKS = 12  # conversations at once
_BEFORE, _AFTER = 0.3, 0.3  # seconds of work before it is killed, and after it is back


@dataclass
class Told:
    """What was told of turns: conversation -> how many were stored; the seconds to the first one after each restart."""

    stored: dict[str, int] = field(default_factory=dict)
    refused: int = 0
    again: list[float] = field(default_factory=list)


async def restarts(store: DatabaseStore, server: PostgresServer, rounds: int) -> Told:
    """Talk, and stop the server as by a power cut, so often. What is refused is tried again, as platforms do."""
    told, going, fresh = Told(), True, asyncio.Event()

    async def talk(chat: str) -> None:
        for number in count():
            while not await stored(chat, number):  # noqa: ASYNC110 -- nobody tells when the server is back
                await asyncio.sleep(0.05)
            told.stored[chat] = number + 1
            fresh.set()
            if not going:
                return

    async def stored(chat: str, number: int) -> bool:
        text = f"{chat}-{number}"
        try:
            await store.turn(Key("t", chat, chat), text, NOW, chat, keep(lines=(text,), says=(text,)))
        except StoreError:
            told.refused += 1
            return False
        return True

    talks = [asyncio.create_task(talk(str(number))) for number in range(_TALKS)]
    for _ in range(rounds):
        await asyncio.sleep(_BEFORE)
        await asyncio.to_thread(server.stop)
        await asyncio.to_thread(server.start)
        begun = time.monotonic()
        fresh.clear()
        async with asyncio.timeout(60):
            await fresh.wait()
        told.again.append(time.monotonic() - begun)
        await asyncio.sleep(_AFTER)
    going = False
    await asyncio.gather(*talks)
    return told


async def wrong(store: DatabaseStore, told: Told) -> tuple[int, int]:
    """Turns that were told of as stored and are lost; those that stand there twice or in the wrong place."""
    lost = doubled = 0
    for chat, number in told.stored.items():
        texts = [spoken.line.text for spoken in await store.transcript(Key("t", chat, chat))]
        lost += len({f"{chat}-{n}" for n in range(number)} - set(texts))
        doubled += texts != [f"{chat}-{n}" for n in range(len(texts))]
    return lost, doubled
