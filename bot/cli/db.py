"""`bot db upgrade|check|retention|copy`: the database's schema, what is deleted from it, and moving."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.cli import copying

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping


def add(commands: Any) -> None:
    """Register the command."""
    parser = commands.add_parser("db", help="the database: its schema, what is deleted when, moving to another one")
    actions = parser.add_subparsers(metavar="action", required=True)
    for name, text in (("upgrade", "bring the schema up to date"), ("check", "say whether the schema is up to date")):
        one = actions.add_parser(name, help=text)
        one.add_argument("--json", action="store_true", help="print the result as JSON")
        one.set_defaults(run=run, action=name)
    retention = actions.add_parser(
        "retention", help="delete what is older than RETENTION_DAYS (`bot serve` does it once a day)"
    )
    retention.add_argument("--dry-run", action="store_true", help="only say what would be deleted")
    retention.add_argument("--json", action="store_true", help="print the result as JSON")
    retention.set_defaults(run=_retention)
    copying.add(actions)


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


def _retention(arguments: argparse.Namespace) -> int:
    """Delete, or count what would be deleted; exit status 1 when another process is at it."""
    import asyncio

    from bot.app.clock import SystemClock
    from bot.app.exports import Exports, swept
    from bot.app.logs import configure
    from bot.app.settings import read_settings
    from bot.storage import open_store

    settings = read_settings()
    configure(settings)

    async def purged() -> Mapping[str, int] | None:
        store = open_store(settings.database_url)
        try:
            deleted = await store.purge(SystemClock().now(), settings.keep, dry=arguments.dry_run)
            if not arguments.dry_run:
                await swept(Exports(settings.data_folder), store)
            return deleted
        finally:
            await store.close()

    deleted = asyncio.run(purged())
    if arguments.json:
        print(json.dumps({"days": settings.retention_days, "dry_run": arguments.dry_run, "deleted": deleted}))
    elif deleted is None:
        print("Another process is deleting right now.")
    else:
        print(f"{'Would delete' if arguments.dry_run else 'Deleted'}, older than {settings.retention_days} days:")
        for name, count in deleted.items():
            print(f"{count:>10}  {name}")
    return 0 if deleted is not None else 1
