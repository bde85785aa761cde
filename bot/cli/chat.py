"""`bot chat`: talk to the bot in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import argparse

_TIDYING: Final = 3.0  # seconds of retention before the conversation begins


def add(commands: Any) -> None:
    """Register the command."""
    parser = commands.add_parser("chat", help="talk to the bot in this terminal")
    parser.set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    """Talk until the input ends."""
    import asyncio

    from bot.app.settings import read_settings

    asyncio.run(_talk(read_settings()))
    return 0


async def _talk(settings: Any) -> None:
    import asyncio
    from contextlib import suppress

    from bot.app.build import parts
    from bot.app.retention import tidy
    from bot.channels.terminal.chat import chat
    from bot.channels.terminal.screen import Screen

    async with parts(settings, tickets=True) as built:  # `bot tickets` reads them
        with suppress(TimeoutError):  # the rest at the next start: nobody waits for it
            async with asyncio.timeout(_TIDYING):
                await tidy(built.store, built.clock, settings.keep)
        await chat(built.engine, built.store, built.clock, Screen(), settings.idle)
