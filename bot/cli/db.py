"""`bot db upgrade|check`: the database's schema."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import argparse


def add(commands: Any) -> None:
    """Register the command."""
    parser = commands.add_parser("db", help="bring the database's schema up to date, or look at it")
    actions = parser.add_subparsers(metavar="action", required=True)
    for name, text in (("upgrade", "bring the schema up to date"), ("check", "say whether the schema is up to date")):
        one = actions.add_parser(name, help=text)
        one.add_argument("--json", action="store_true", help="print the result as JSON")
        one.set_defaults(run=run, action=name)


def run(arguments: argparse.Namespace) -> int:
    """Upgrade or check; exit status 1 when the schema is not up to date."""
    from bot import storage
    from bot.app.settings import read_settings

    url = read_settings().database_url
    if arguments.action == "upgrade":
        storage.upgrade(url)
    fault = storage.check(url)
    if arguments.json:
        print(json.dumps({"up_to_date": fault is None, "problem": fault}))
    else:
        print(fault or "The database's schema is up to date.")
    return 0 if fault is None else 1
