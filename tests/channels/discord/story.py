"""What the tests and the benchmark both play: forty checks hang, and everybody else is served."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Final

from bot.channels.discord.platform import Discord as Platform
from bot.channels.discord.platform import Options
from tests.channels.discord.server import ALICE, TOKEN

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable

    from tests.channels.discord.server import Discord
    from tests.channels.discord.world import Office

CHECKS: Final = 40
LOGIN: Final = {"server": "http://line.example.com:8080", "username": "anna77", "password": "geheim77"}


def platform(parts: Office, options: Options) -> Platform:
    """What `bot serve` runs."""
    return Platform(options, parts.engine, parts.store, parts.time, parts.shelf)


@contextlib.asynccontextmanager
async def served(server: Discord, parts: Office) -> AsyncIterator[Platform]:
    """Discord is served until the end of the block; its failure is ours."""
    here, stop = platform(parts, Options(TOKEN, server.url, server.gateway)), asyncio.Event()
    before = server.identified
    running = asyncio.create_task(here.run(stop))
    waiting = asyncio.create_task(server.until(lambda: server.identified > before))
    await asyncio.wait([running, waiting], return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    try:
        if running.done():
            await running
        yield here
    finally:
        stop.set()
        await running
        await here.close()


async def forty_hanging_checks(server: Discord, parts: Office) -> list[float]:
    """Seconds to the first answer of every interaction that was made meanwhile. Everybody gets their own answer."""

    async def hang(waited: Awaitable[object]) -> object:
        return await waited

    parts.panel.hang = hang
    async with served(server, parts):
        opened = []
        for user in range(ALICE, ALICE + CHECKS):
            offered = await server.answered(await server.slash("check", user))
            opened.append(await server.press(offered, "Xtream login", user))
        await server.until(lambda: all(form.data for form in opened))
        sent = [await server.send_form(form, LOGIN, ALICE + number) for number, form in enumerate(opened)]
        await server.until(lambda: len(parts.panel.seen) == CHECKS)
        await asyncio.gather(*(server.answered(one, "Checking once") for one in sent))
        others = range(ALICE + 1000, ALICE + 1000 + CHECKS)
        asked = [await server.slash("code", user, code="403") for user in others]
        messages = await asyncio.gather(*(server.answered(one, "403") for one in asked))
        pressed = [await server.press(one, "Still broken", user) for one, user in zip(messages, others, strict=True)]
        await asyncio.gather(*(server.answered(one, "One question") for one in pressed))
        parts.panel.let_go()
        await asyncio.gather(*(server.answered(one, "Your account is active") for one in sent))
        assert all(len(one.messages) == 1 and one.messages[0].ephemeral for one in sent)
    return [one.took for one in (*opened, *sent, *asked, *pressed)]
