"""The command line as argparse understands it: all but the plain questions that start cold (see bot.cli.main)."""

from __future__ import annotations

import argparse
import importlib
import sys
from typing import TYPE_CHECKING, Final, NoReturn

if TYPE_CHECKING:
    from collections.abc import Sequence

WRONG_USAGE: Final = 4
# Subcommand -> the module with its `add(subparsers)`. Only the one that is asked for is imported.
_COMMANDS: Final = {
    "chat": "bot.cli.chat",
    "ask": "bot.cli.ask",
    "batch": "bot.cli.batch",
    "check": "bot.cli.check",
    "knowledge": "bot.cli.knowledge",
    "transcripts": "bot.cli.transcripts",
    "tickets": "bot.cli.tickets",
    "stats": "bot.cli.stats",
    "db": "bot.cli.db",
    "config": "bot.cli.config",
    "serve": "bot.cli.serve",
    "health": "bot.cli.health",
}


class Parser(argparse.ArgumentParser):
    """A parser whose refusals are one sentence, with exit status 4."""

    def error(self, message: str) -> NoReturn:
        """Refuse the command line. A word of it that is repeated may be a link with a password."""
        if "://" in message:
            from bot.core.redaction import redact

            message = redact(message)
        print(f"bot: {message}. See: {self.prog} --help", file=sys.stderr)
        raise SystemExit(WRONG_USAGE)


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Read a command line; `run` of what is returned runs it.

    Raises:
        SystemExit: after its help, or after a sentence on what is wrong.
    """
    parser = Parser(prog="bot", description="Explains IPTV errors: what they mean, who can fix them, what to do next.")
    commands = parser.add_subparsers(metavar="command", required=True, parser_class=Parser)
    asked = arguments[0] if arguments else ""
    for module in [_COMMANDS[asked]] if asked in _COMMANDS else _COMMANDS.values():
        importlib.import_module(module).add(commands)
    return parser.parse_args(arguments)
