"""`bot transcripts list|show|export|schema`: what was said, for the team; without any platform.

Everything is read in pages and written as it comes, so that an export of any length takes the same memory.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot.cli.choosing import add_choice, reference, wanted

if TYPE_CHECKING:
    import argparse
    from collections.abc import AsyncIterator, Callable, Coroutine
    from contextlib import AbstractContextManager
    from datetime import datetime

    from bot.core.knowledge import Knowledge
    from bot.core.packet import Form
    from bot.ports import Archive, Stored, Wanted

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
    export = commands.add_parser("export", help="write conversations to standard output or into a folder")
    for one in (show, export):
        one.add_argument("conversation", nargs="?", type=reference, help="its short name, as list shows it")
        add_choice(one)
        forms = one.add_mutually_exclusive_group()
        for name, what in _FORMS.items():
            forms.add_argument(f"--{name}", dest="form", action="store_const", const=name, help=what)
        one.set_defaults(run=_run, work=_export, form="text", out=None, choose=one is show)
    export.add_argument(
        "--out", type=Path, metavar="FOLDER", help="one file a conversation, named by its short name (else all as one)"
    )
    schema = commands.add_parser("schema", help="the format of --json as JSON Schema")
    schema.add_argument("--json", action="store_true", help="it is JSON anyway")
    schema.set_defaults(run=_schema)


_FORMS: Final = {
    "html": "as a page: no script, nothing from elsewhere, good on a phone and on paper",
    "md": "as Markdown",
    "json": "as JSON, one conversation a line (see: bot transcripts schema)",
    "csv": "the timeline as a table",
}


class _Desk:
    """What the subcommands work with."""

    def __init__(self, archive: Archive, knowledge: Knowledge, now: datetime, wanted: Wanted) -> None:
        self.archive, self.knowledge, self.now, self.wanted = archive, knowledge, now, wanted


def _run(arguments: argparse.Namespace) -> int:
    import asyncio

    chosen = wanted(arguments)
    if isinstance(chosen, str):
        return _wrong(chosen)
    if getattr(arguments, "choose", False) and not arguments.conversation and not any(_fields(chosen)):
        return _wrong("name a conversation, or choose with --user, --chat, --platform, --since or --until")
    return asyncio.run(_opened(arguments.work, arguments, chosen))


def _fields(chosen: Wanted) -> tuple[object, ...]:
    return chosen.platform, chosen.chat, chosen.user, chosen.since, chosen.until


async def _opened(
    work: Callable[[_Desk, argparse.Namespace], Coroutine[Any, Any, int]], arguments: argparse.Namespace, chosen: Wanted
) -> int:
    from bot.app.clock import SystemClock
    from bot.app.settings import read_settings
    from bot.cli.places import knowledge_places
    from bot.library.compiled import open_knowledge
    from bot.storage import open_store

    store = open_store(read_settings().database_url)
    try:
        return await work(_Desk(store, open_knowledge(*knowledge_places()), SystemClock().now(), chosen), arguments)
    finally:
        await store.close()


async def _list(desk: _Desk, arguments: argparse.Namespace) -> int:
    from bot.core.state import State
    from bot.engine.reading import conversations

    found = 0
    if not arguments.json:
        print(f"{'NAME':<10}{'PLATFORM':<10}{'USER':<22}{'CHAT':<22}{'LAST (UTC)':<18}{'LINES':>7}  PROBLEM")
    async for stored in conversations(desk.archive, desk.wanted):
        found += 1
        count = await desk.archive.count(stored.id, desk.wanted)
        entry = State.from_json(stored.state).entry
        title = desk.knowledge.title(entry) if entry and entry in desk.knowledge else entry
        print(_as_json(stored, count, entry) if arguments.json else _row(stored, count, title))
    return FINE if found else _none()


def _row(stored: Stored, count: int, title: str | None) -> str:
    key = stored.key
    when = stored.last.strftime("%Y-%m-%d %H:%M")
    named = f"{stored.reference:<10}{key.platform:<9} {_shown(key.user):<21} {_shown(key.chat):<21} {when:<17}"
    return f"{named} {count:>7}  {title or '-'}"


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


async def _export(desk: _Desk, arguments: argparse.Namespace) -> int:
    from bot.core.packet import FORMS

    form = FORMS[arguments.form]
    out = _Folder(arguments.out, form) if arguments.out else _Stream(form)
    total = await _total(desk, arguments) if _bar_wanted(arguments) else 0
    written = 0
    with _bar(total) as advance:
        async for stored in _chosen(desk, arguments):
            await _write(desk, form, stored, out, advance)
            written += 1
    out.close()
    if written and arguments.out:
        print(f"{written} {'conversation' if written == 1 else 'conversations'} written to {arguments.out}")
    if not written and arguments.conversation:
        print(f"bot: there is no conversation {arguments.conversation}; see: bot transcripts list", file=sys.stderr)
        return FAULTS
    return FINE if written else _none()


async def _chosen(desk: _Desk, arguments: argparse.Namespace) -> AsyncIterator[Stored]:
    from bot.engine.reading import conversations

    async for stored in conversations(desk.archive, desk.wanted):
        if arguments.conversation in (None, stored.reference):
            yield stored


async def _write(
    desk: _Desk, form: Form, stored: Stored, out: _Folder | _Stream, advance: Callable[[int], object]
) -> None:
    from bot.engine.reading import summary, timeline

    told = await summary(desk.archive, stored, desk.knowledge, desk.now)
    async with out.file(stored.reference) as write:
        write(form.head(told))
        between = ""
        async for page in timeline(desk.archive, stored, desk.wanted):
            for said in page:
                write(between + form.line(told, said))
                between = form.between
            advance(len(page))
        write(form.foot())


class _Stream:
    """Standard output: all conversations in one file."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._begun = False

    @asynccontextmanager
    async def file(self, _: str) -> AsyncIterator[Callable[[str], object]]:
        """Where a conversation is written to."""
        if not self._begun:
            sys.stdout.write(self._form.opening())
        self._begun = True
        yield sys.stdout.write

    def close(self) -> None:
        """The end of the file, if it was begun."""
        if self._begun:
            sys.stdout.write(self._form.closing())


class _Folder:
    """A folder: a file for each conversation, for our user alone, and there only when it is whole."""

    def __init__(self, folder: Path, form: Form) -> None:
        self._folder = folder
        self._form = form
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    @asynccontextmanager
    async def file(self, name: str) -> AsyncIterator[Callable[[str], object]]:
        """Where a conversation is written to."""
        path = self._folder / f"{name}.{self._form.suffix}"
        part = path.with_name(f".{path.name}.part")
        try:
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(self._form.opening())
                yield file.write
                file.write(self._form.closing())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)

    def close(self) -> None:
        """Nothing: each file was closed."""


def _bar_wanted(arguments: argparse.Namespace) -> bool:
    """On a terminal, unless the conversations themselves are printed there."""
    return sys.stderr.isatty() and bool(arguments.out or not sys.stdout.isatty())


async def _total(desk: _Desk, arguments: argparse.Namespace) -> int:
    return sum([await desk.archive.count(stored.id, desk.wanted) async for stored in _chosen(desk, arguments)])


def _bar(total: int) -> AbstractContextManager[Callable[[int], object]]:
    if not total:
        return nullcontext(lambda _: None)
    from bot.channels.terminal.progress import progress

    return progress("Lines", total)


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
