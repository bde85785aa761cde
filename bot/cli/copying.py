"""`bot db copy`: from one database into another, such as from SQLite to PostgreSQL."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, Final

from bot.cli.bar import bar

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from bot.app.settings import Settings
    from bot.storage.copying import Copied

_DEFAULT: Final = "DATABASE_URL"
WRONG_USAGE: Final = 4


def add(actions: Any) -> None:
    """Register the command."""
    parser = actions.add_parser(
        "copy",
        help="copy everything into an empty database, such as from SQLite to PostgreSQL",
        description="Copies everything into an empty database and compares the two. Stop every bot first. "
        "After a kill, the same command goes on where it was.",
    )
    for name, which in (("--from", "old"), ("--to", "new")):
        parser.add_argument(name, dest=which, metavar="URL", help=f"the {which} database (else {_DEFAULT})")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Copy and compare."""
    from bot.app.settings import read_settings
    from bot.storage.copying import copying

    if arguments.old is None and arguments.new is None:
        print("bot: say --to URL (from DATABASE_URL), or --from URL (to DATABASE_URL), or both.", file=sys.stderr)
        return WRONG_USAGE
    settings = read_settings()
    old = (arguments.old, "--from") if arguments.old else (settings.database_url, _DEFAULT)
    new = (arguments.new, "--to") if arguments.new else (settings.database_url, _DEFAULT)
    with copying(old, new) as copy:
        total = copy.total if sys.stderr.isatty() else 0
        with bar("Copying", total) as advance:
            copy.run(advance)
        with bar("Comparing", 2 * total) as advance:
            tables = copy.finish(advance)
    _tell(tables, as_json=arguments.json)
    if not arguments.json:
        _what_next(old[0], settings, renamed=arguments.new is not None)
    return 0


def _tell(tables: Sequence[Copied], *, as_json: bool) -> None:
    if as_json:
        listed = [{"table": t.table, "rows": t.rows, "copied": t.copied, "hash": t.digest} for t in tables]
        print(json.dumps({"same": True, "tables": listed}))
        return
    print(f"{'ROWS':>12}{'COPIED':>12}  {'HASH':<10}TABLE")
    for one in tables:
        print(f"{one.rows:>12,}{one.copied:>12,}  {one.digest[:8]:<10}{one.table}")
    print(f"In all {len(tables)} tables counts and hashes are the same in both databases.")


def _what_next(old: str, settings: Settings, *, renamed: bool) -> None:
    from pathlib import Path

    from bot.storage import check_url

    if renamed:
        print("Set DATABASE_URL to the new database before you start the bot.")
    where = check_url(old)
    key = Path(str(where.database)).with_name("secret.key")
    if where.drivername == "sqlite" and settings.secret_key is None and key.exists():
        print(f"Set SECRET_KEY to what stands in {key}, so that limits go on as they are.")
