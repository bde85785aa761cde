"""`bot serve`: serve the messengers whose tokens are set."""

from __future__ import annotations

import sys
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
    from bot.app.starting import starting

    settings = starting(lambda sentence: print(f"bot: {sentence}", file=sys.stderr))
    asyncio.run(serve(settings, lambda line: print(line, flush=True)))
    return 0
