"""Conversations as files or on standard output: read in pages, written as they come, with progress on a terminal."""

from __future__ import annotations

import os
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot.cli.bar import bar
from bot.cli.counting import counted

if TYPE_CHECKING:
    import argparse
    from collections.abc import AsyncIterable, AsyncIterator, Callable, Coroutine
    from datetime import datetime

    from bot.app.exports import Exports
    from bot.core.knowledge import Knowledge
    from bot.core.packet import Form
    from bot.ports import Stored, Wanted
    from bot.storage.store import DatabaseStore

_FORMS: Final = {
    "html": "as a page: no script, nothing from elsewhere, good on a phone and on paper",
    "md": "as Markdown",
    "json": "as JSON, one conversation a line (see: bot transcripts schema)",
    "csv": "the timeline as a table",
}


class Desk:
    """What the commands work with."""

    def __init__(
        self, store: DatabaseStore, knowledge: Knowledge, now: datetime, wanted: Wanted, exports: Exports
    ) -> None:
        self.store, self.knowledge, self.now, self.wanted, self.exports = store, knowledge, now, wanted, exports


def add_forms(parser: argparse.ArgumentParser) -> None:
    """Add the options for the form, as `form`."""
    forms = parser.add_mutually_exclusive_group()
    for name, what in _FORMS.items():
        forms.add_argument(f"--{name}", dest="form", action="store_const", const=name, help=what)
    parser.set_defaults(form="text", out=None)


def add_out(parser: argparse.ArgumentParser) -> None:
    """Add the option for a folder, as `out`."""
    parser.add_argument(
        "--out", type=Path, metavar="FOLDER", help="one file a conversation, named by its short name (else all as one)"
    )


async def opened(
    work: Callable[[Desk, argparse.Namespace], Coroutine[Any, Any, int]], arguments: argparse.Namespace, chosen: Wanted
) -> int:
    """Run `work` with the store open; its exit status."""
    from bot.app.clock import SystemClock
    from bot.app.exports import Exports
    from bot.app.logs import configure
    from bot.app.settings import read_settings
    from bot.cli.places import knowledge_places
    from bot.library.compiled import open_knowledge
    from bot.storage import open_store

    settings = read_settings()
    configure(settings)
    store = open_store(settings.database_url)
    try:
        knowledge, now = open_knowledge(*knowledge_places()), SystemClock().now()
        return await work(Desk(store, knowledge, now, chosen, Exports(settings.data_folder)), arguments)
    finally:
        await store.close()


async def export(desk: Desk, arguments: argparse.Namespace, chosen: Callable[[], AsyncIterable[Stored]]) -> int:
    """Write the conversations that `chosen` gives, as `arguments` (form, out) say; how many."""
    from bot.core.packet import FORMS

    form = FORMS[arguments.form]
    out = _Folder(arguments.out, form, desk.exports) if arguments.out else _Stream(form)
    total = await _total(desk, chosen) if _bar_wanted(arguments) else 0
    written = 0
    with bar("Lines", total) as advance:
        async for stored in chosen():
            await _write(desk, form, stored, out, advance)
            written += 1
    out.close()
    if written and arguments.out:
        print(f"{counted(written, 'conversation')} written to {arguments.out}")
    return written


async def _write(
    desk: Desk, form: Form, stored: Stored, out: _Folder | _Stream, advance: Callable[[int], object]
) -> None:
    from bot.engine.reading import summary, timeline

    told = await summary(desk.store, stored, desk.knowledge, desk.now)
    async with out.file(stored) as write:
        write(form.head(told))
        between = ""
        async for page in timeline(desk.store, stored, desk.wanted):
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
    async def file(self, _: Stored) -> AsyncIterator[Callable[[str], object]]:
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

    def __init__(self, folder: Path, form: Form, exports: Exports) -> None:
        self._folder = folder
        self._form = form
        self._exports = exports
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    @asynccontextmanager
    async def file(self, stored: Stored) -> AsyncIterator[Callable[[str], object]]:
        """Where a conversation is written to."""
        path = self._folder / f"{stored.reference}.{self._form.suffix}"
        self._exports.note(path, stored)
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


async def _total(desk: Desk, chosen: Callable[[], AsyncIterable[Stored]]) -> int:
    return sum([await desk.store.count(stored.id, desk.wanted) async for stored in chosen()])
