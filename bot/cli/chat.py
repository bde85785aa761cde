"""`bot chat`: talk to the bot in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import argparse


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
    from bot.app.build import parts
    from bot.channels.terminal.chat import chat
    from bot.channels.terminal.screen import Screen

    async with parts(settings) as built:
        await chat(built.engine, built.store, built.clock, Screen(), settings.idle)
