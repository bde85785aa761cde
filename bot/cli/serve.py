"""`bot serve`: serve the messengers whose tokens are set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import argparse


def add(commands: Any) -> None:
    """Register the command."""
    parser = commands.add_parser("serve", help="serve Telegram, Discord, or both (needs their tokens)")
    parser.set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    """Serve until SIGTERM or Ctrl-C."""
    import asyncio

    from bot.app.serve import serve
    from bot.app.settings import read_settings

    asyncio.run(serve(read_settings(), lambda line: print(line, flush=True)))
    return 0
