"""The command line as argparse understands it: all but the plain questions that start cold (see bot.cli.main)."""

from __future__ import annotations

import argparse
import importlib
import sys
from typing import TYPE_CHECKING, Any, Final, NoReturn

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


class _Described(argparse._SubParsersAction):  # type: ignore[type-arg]  # noqa: SLF001 -- its only public name is a string
    """Subcommands whose own help begins with what the list of commands says of them."""

    def add_parser(self, name: str, **options: Any) -> Any:
        says = str(options.get("help", ""))
        return super().add_parser(name, **{"description": f"{says[:1].upper()}{says[1:]}.", **options})


class Parser(argparse.ArgumentParser):
    """A parser whose refusals are one sentence, with exit status 4."""

    def add_subparsers(self, **options: Any) -> Any:
        """As argparse does; each subcommand's help says what it does."""
        return super().add_subparsers(**{"action": _Described, **options})

    def error(self, message: str) -> NoReturn:
        """Refuse the command line. A word of it that is repeated may be a link with a password."""
        if "://" in message:
            from bot.core.redaction import redact

            message = redact(message)
        print(f"bot: {message}. See: {self.prog} --help", file=sys.stderr)
        raise SystemExit(WRONG_USAGE)


class _Version(argparse.Action):
    """Prints the version."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Print it and end."""
        from importlib.metadata import PackageNotFoundError, version

        try:
            known = version("iptv-support-assistant")
        except PackageNotFoundError:
            known = "(not installed)"
        print(f"bot {known}")
        parser.exit()


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Read a command line; `run` of what is returned runs it.

    Raises:
        SystemExit: after its help, or after a sentence on what is wrong.
    """
    parser = Parser(prog="bot", description="Explains IPTV errors: what they mean, who can fix them, what to do next.")
    parser.add_argument("--version", action=_Version, nargs=0, help="say which version this is, and end")
    commands = parser.add_subparsers(metavar="command", required=True, parser_class=Parser)
    asked = arguments[0] if arguments else ""
    for module in [_COMMANDS[asked]] if asked in _COMMANDS else _COMMANDS.values():
        importlib.import_module(module).add(commands)
    return parser.parse_args(arguments)
