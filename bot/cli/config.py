"""`bot config check`: whether each setting is right, unset, or wrong, and how to mend it. It never shows a value."""

from __future__ import annotations

import json
import shutil
import textwrap
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from bot.app.checkup import Finding

FINE: Final = 0
FAULTS: Final = 1
_WIDEST: Final = 120
_STATE: Final = 5  # characters of "right", "unset", "wrong"


def add(commands: Any) -> None:
    """Register the command."""
    parser = commands.add_parser("config", help="say of each setting whether it is right, and try tokens and database")
    actions = parser.add_subparsers(metavar="action", required=True)
    check = actions.add_parser("check", help="look at every setting; exit status 1 if one is wrong")
    check.add_argument("--offline", action="store_true", help="ask no messenger, and no database on another machine")
    check.add_argument("--json", action="store_true", help="as JSON, for scripts")
    check.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Look, and tell."""
    import asyncio

    from bot.app.checkup import checkup
    from bot.app.clock import SystemClock

    found = asyncio.run(checkup(SystemClock().now(), offline=arguments.offline))
    wrong = sum(one.state == "wrong" for one in found)
    if arguments.json:
        rows = [{"group": one.group, "setting": one.name, "state": one.state, "text": one.text} for one in found]
        print(json.dumps({"right": not wrong, "settings": rows}, ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(found)))
        print(f"\n{f'Wrong: {wrong}' if wrong else 'Nothing is wrong'}.")
    return FAULTS if wrong else FINE


def _lines(found: list[Finding]) -> Iterator[str]:
    wide = max(len(one.name) for one in found)
    width = max(min(shutil.get_terminal_size((_WIDEST, 0)).columns, _WIDEST), wide + _STATE * 8)
    hanging = " " * (2 + _STATE + 2 + wide + 2)
    group = ""
    for one in found:
        if one.group != group:
            yield f"\n{one.group}" if group else one.group
        group = one.group
        state = one.state.upper() if one.state == "wrong" else one.state
        line = f"  {state:<{_STATE}}  {one.name:<{wide}}  {one.text}".rstrip()
        yield textwrap.fill(line, width, subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False)
