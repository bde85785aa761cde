"""`bot transcripts list|show|export|schema`: what was said, for the team; without any platform.

Everything is read in pages and written as it comes, so that an export of any length takes the same memory.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, Final

from bot.cli.choosing import add_choice, reference, ticket, wanted
from bot.cli.exporting import add_forms, add_out, export, opened

if TYPE_CHECKING:
    import argparse
    from collections.abc import AsyncIterator

    from bot.cli.exporting import Desk
    from bot.ports import Stored, Wanted

FINE: Final = 0
FAULTS: Final = 1
WRONG_USAGE: Final = 4


def add(subparsers: Any) -> None:
    """Register `bot transcripts` and its subcommands."""
    parser = subparsers.add_parser("transcripts", help="list, show and export conversations, redacted")
    commands = parser.add_subparsers(metavar="what", required=True)
    listing = commands.add_parser("list", help="which conversations there are, with their short names")
    listing.add_argument("--json", action="store_true", help="as JSON, one conversation a line")
    add_choice(listing)
    listing.set_defaults(run=_run, work=_list)
    show = commands.add_parser("show", help="print a conversation: the summary, then the timeline")
    writing = commands.add_parser("export", help="write conversations to standard output or into a folder")
    for one in (show, writing):
        one.add_argument("conversation", nargs="?", type=reference, help="its short name, as list shows it")
        add_choice(one)
        one.add_argument(
            "--ticket", type=ticket, metavar="T-7F3K", help="only the conversation that this ticket is about"
        )
        add_forms(one)
        one.set_defaults(run=_run, work=_export, choose=one is show)
    add_out(writing)
    schema = commands.add_parser("schema", help="the format of --json as JSON Schema")
    schema.add_argument("--json", action="store_true", help="it is JSON anyway")
    schema.set_defaults(run=_schema)


def _run(arguments: argparse.Namespace) -> int:
    import asyncio

    chosen = wanted(arguments)
    if isinstance(chosen, str):
        return _wrong(chosen)
    if getattr(arguments, "choose", False) and not (arguments.conversation or arguments.ticket or any(_fields(chosen))):
        return _wrong("name a conversation, or choose with --ticket, --user, --chat, --platform, --since or --until")
    return asyncio.run(opened(arguments.work, arguments, chosen))


def _fields(chosen: Wanted) -> tuple[object, ...]:
    return chosen.platform, chosen.chat, chosen.user, chosen.since, chosen.until


async def _list(desk: Desk, arguments: argparse.Namespace) -> int:
    from bot.core.state import State
    from bot.engine.reading import conversations

    found = 0
    if not arguments.json:
        print(f"{'NAME':<10}{'PLATFORM':<10}{'LAST (UTC)':<16}{'LINES':>7}  {'USER (AND CHAT)':<20} PROBLEM")
    async for stored in conversations(desk.store, desk.wanted):
        found += 1
        count = await desk.store.count(stored.id, desk.wanted)
        entry = State.from_json(stored.state).entry
        title = desk.knowledge.title(entry) if entry and entry in desk.knowledge else entry
        print(_as_json(stored, count, entry) if arguments.json else _row(stored, count, title))
    return FINE if found else _none()


def _row(stored: Stored, count: int, title: str | None) -> str:
    key = stored.key
    when = stored.last.strftime("%Y-%m-%d %H:%M")
    who = _shown(key.user if key.chat == key.user else f"{key.user} in {key.chat}")
    return f"{stored.reference:<9} {key.platform:<9} {when:<16}{count:>7}  {who:<20} {title or '-'}"


def _shown(text: str) -> str:
    """An id, which a platform gave: it must not steer the terminal."""
    return "".join(sign if sign.isprintable() else "?" for sign in text)


def _as_json(stored: Stored, count: int, entry: str | None) -> str:
    key = stored.key
    found = {
        "conversation": stored.reference,
        "platform": key.platform,
        "chat": key.chat,
        "user": key.user,
        "began": stored.began.isoformat(),
        "last": stored.last.isoformat(),
        "lines": count,
        "entry": entry,
    }
    return json.dumps(found)


async def _export(desk: Desk, arguments: argparse.Namespace) -> int:
    written = await export(desk, arguments, lambda: _chosen(desk, arguments))
    if not written and arguments.conversation:
        print(f"bot: there is no conversation {arguments.conversation}; see: bot transcripts list", file=sys.stderr)
        return FAULTS
    return FINE if written else _none()


async def _chosen(desk: Desk, arguments: argparse.Namespace) -> AsyncIterator[Stored]:
    from bot.engine.reading import conversations

    filed = await desk.store.ticket(arguments.ticket) if arguments.ticket else None
    if arguments.ticket and not filed:
        return
    async for stored in conversations(desk.store, desk.wanted):
        if arguments.conversation in (None, stored.reference) and (filed is None or filed.conversation == stored.id):
            yield stored


def _schema(_: argparse.Namespace) -> int:
    from importlib.resources import files

    sys.stdout.write((files("bot.core.packet") / "packet.schema.json").read_text(encoding="utf-8"))
    return FINE


def _wrong(sentence: str) -> int:
    print(f"bot: {sentence}. See: bot transcripts --help", file=sys.stderr)
    return WRONG_USAGE


def _none() -> int:
    print("bot: no conversation matches; see: bot transcripts list", file=sys.stderr)
    return FAULTS
