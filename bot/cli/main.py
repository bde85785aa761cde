"""The `bot` command: finds the subcommand, runs it, and turns every fault into a sentence and an exit status."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from typing import TYPE_CHECKING, Final, NoReturn

if TYPE_CHECKING:
    from collections.abc import Sequence

FINE: Final = 0
FAULTS: Final = 1
WRONG_USAGE: Final = 4
# Subcommand -> the module with its `add(subparsers)`. Only the one that is asked for is imported.
_COMMANDS: Final = {
    "chat": "bot.cli.chat",
    "ask": "bot.cli.ask",
    "batch": "bot.cli.batch",
    "knowledge": "bot.cli.knowledge",
    "db": "bot.cli.db",
}


class Parser(argparse.ArgumentParser):
    """A parser whose refusals are one sentence, with exit status 4."""

    def error(self, message: str) -> NoReturn:
        """Refuse the command line."""
        print(f"bot: {message}. See: {self.prog} --help", file=sys.stderr)
        raise SystemExit(WRONG_USAGE)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status: 0 fine, 1 faults were found, 4 wrong usage, 130 interrupted."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    parsed = _parser(arguments).parse_args(arguments)
    try:
        status: int = parsed.run(parsed)
        sys.stdout.flush()
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130
    except BrokenPipeError:
        # Who reads our output has seen enough; the interpreter must not try to flush it once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except Exception as error:  # noqa: BLE001 -- no traceback ever reaches a user
        print(f"bot: {_sentence(error)}", file=sys.stderr)
        return FAULTS
    return status


def _parser(arguments: Sequence[str]) -> Parser:
    parser = Parser(prog="bot", description="Explains IPTV errors: what they mean, who can fix them, what to do next.")
    commands = parser.add_subparsers(metavar="command", required=True, parser_class=Parser)
    asked = arguments[0] if arguments else ""
    for module in [_COMMANDS[asked]] if asked in _COMMANDS else _COMMANDS.values():
        importlib.import_module(module).add(commands)
    return parser


def _sentence(error: Exception) -> str:
    """Our own errors carry sentences for people; of anything else only the kind and the place are shown.

    The text of a foreign exception may hold what a user typed, or a connection's password.
    """
    if type(error).__module__.startswith("bot."):
        return str(error)
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    where = f"{place.tb_frame.f_globals.get('__name__', '?')}:{place.tb_lineno}" if place else "nowhere"
    return f"something went wrong inside the bot ({type(error).__name__} at {where}). Please report this line."
