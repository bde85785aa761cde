"""`bot knowledge`: for those who write the knowledge. Judges it, counts it, shows it.

Only what has to judge files imports pydantic (through bot.library.loader), and only when it runs.
"""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot.cli import gaps
from bot.cli.counting import counted
from bot.cli.places import knowledge_places
from bot.shipped import folder as shipped

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from bot.core.entry import Entry
    from bot.core.knowledge import Knowledge
    from bot.library.faults import Fault
    from bot.library.loader import Base

FINE: Final = 0
FAULTS: Final = 1
WRONG_USAGE: Final = 4
# Lines longer than this are hard to read, however wide the terminal is.
_WIDEST: Final = 100


def add(subparsers: Any) -> None:
    """Register `bot knowledge` and its subcommands."""
    parser = subparsers.add_parser("knowledge", help="check, count and show the knowledge entries")
    commands = parser.add_subparsers(metavar="what", required=True)

    lint = commands.add_parser("lint", help="say what is wrong in the knowledge files, and how to mend it")
    lint.add_argument("folder", nargs="?", type=Path, help="the knowledge folder (else the one that the bot uses)")
    _register(lint, _lint)

    coverage = commands.add_parser("coverage", help="which rows of the documents have their entries")
    coverage.add_argument("--quiet", action="store_true", help="print only the rows without an entry")
    _register(coverage, _coverage)

    show = commands.add_parser("show", help="print everything that an entry says")
    show.add_argument("id", help="the entry's id, for example http-403")
    show.add_argument("--language", metavar="xx", help="in this language, as far as it is translated")
    _register(show, _show)

    schema = commands.add_parser("schema", help="the format of an entry as JSON Schema")
    schema.add_argument("--write", action="store_true", help="write it to knowledge/entry.schema.json")
    _register(schema, _schema)

    _register(commands.add_parser("list", help="all entries with their titles"), _list)
    gaps.add(commands)


def _register(parser: argparse.ArgumentParser, run: Any) -> None:
    parser.add_argument("--json", action="store_true", help="as JSON, for scripts")
    parser.set_defaults(run=run)


def _lint(arguments: argparse.Namespace) -> int:
    base = _base(arguments.folder)
    if base is None:
        return WRONG_USAGE
    if arguments.json:
        found = {"entries": len(base.entries), "faults": _plain(base.faults), "notes": _plain(base.notes)}
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return FAULTS if base.faults else FINE
    for fault in base.faults:
        _print(str(fault), hanging="    ")
    for note in base.notes:
        _print(f"Note: {note}", hanging="    ")
    print(f"{counted(len(base.entries), 'sound entry', 'sound entries')}, {counted(len(base.faults), 'fault')}.")
    return FAULTS if base.faults else FINE


def _plain(faults: Iterable[Fault]) -> list[dict[str, str]]:
    return [{"file": f.file, "field": f.field, "problem": f.problem, "mend": f.mend} for f in faults]


def _coverage(arguments: argparse.Namespace) -> int:
    from bot.library.coverage import table

    base = _base(None)
    if base is None:
        return WRONG_USAGE
    if not base.documents:
        _complain("documents.toml is missing or has faults: see bot knowledge lint")
        return FAULTS
    rows = table(base.documents, {entry.id for entry in base.entries.values()})
    holes = [row for row in rows if not row.covered]
    if arguments.json:
        listed = [
            {"document": row.document, "row": row.row, "entries": row.entries, "missing": row.missing}
            for row in (holes if arguments.quiet else rows)
        ]
        print(json.dumps({"rows": len(rows), "covered": len(rows) - len(holes), "table": listed}, indent=2))
        return FAULTS if holes else FINE
    wide = max(len(row.row) for row in rows)
    for document in base.documents:
        chosen = [row for row in (holes if arguments.quiet else rows) if row.document == document.id]
        if chosen:
            _print(f"{document.id}: {document.title}")
        for row in chosen:
            said = f"missing: {', '.join(row.missing) or 'any entry'}" if not row.covered else ", ".join(row.entries)
            _print(f"  {row.row:<{wide}}  {said}", hanging=" " * (wide + 4))
    if holes or not arguments.quiet:
        print(f"{len(rows) - len(holes)} of {len(rows)} rows covered.")
    return FAULTS if holes else FINE


def _show(arguments: argparse.Namespace) -> int:
    from dataclasses import asdict

    from bot.library.faults import nearest
    from bot.library.readable import in_language, lines

    knowledge = _knowledge()
    if knowledge is None:
        return FAULTS
    if arguments.id not in knowledge:
        near = nearest(arguments.id, knowledge.ids, limit=3)
        hint = f"Near to it are: {', '.join(near)}." if near else "See: bot knowledge list"
        _complain(f'there is no entry "{arguments.id}". {hint}')
        return WRONG_USAGE
    entry = knowledge.entry(arguments.id)
    if arguments.language not in (None, "en", *entry.overlay):
        _complain(f"{entry.id} is not translated to {arguments.language}; this is the English text")
    spoken = in_language(entry, arguments.language)
    if arguments.json:
        print(json.dumps({**asdict(spoken), "heard": _heard(entry)}, ensure_ascii=False, indent=2))
        return FINE
    for line, hanging in lines(spoken):
        _print(line, hanging)
    return FINE


def _heard(entry: Entry) -> dict[str, list[str]]:
    """How people say it: stands in the files only, since nothing but the training of the matcher needs it."""
    import tomllib

    file = Path(knowledge_places()[0]) / entry.category / f"{entry.id}.toml"
    heard: dict[str, list[str]] = tomllib.loads(file.read_text(encoding="utf-8")).get("heard", {})
    return heard


def _schema(arguments: argparse.Namespace) -> int:
    from bot.library.schema_json import FILE, entry_schema

    if not arguments.write:
        print(entry_schema(), end="")
        return FINE
    path = shipped("knowledge") / FILE
    path.write_text(entry_schema(), encoding="utf-8")
    print(f"Wrote {path}.")
    return FINE


def _list(arguments: argparse.Namespace) -> int:
    knowledge = _knowledge()
    if knowledge is None:
        return FAULTS
    if arguments.json:
        print(json.dumps({name: knowledge.title(name) for name in knowledge.ids}, ensure_ascii=False, indent=2))
        return FINE
    wide = max(len(name) for name in knowledge.ids)
    for name in knowledge.ids:
        print(f"{name:<{wide}}  {knowledge.title(name)}")
    return FINE


def _base(named: Path | None) -> Base | None:
    """The folder as judged; None (after a sentence) if there is no such folder."""
    from bot.library.loader import load

    folder = named or Path(knowledge_places()[0])
    try:
        return load(folder)
    except OSError as error:
        _complain(f"the folder {folder} cannot be read ({error.strerror})")
        return None


def _knowledge() -> Knowledge | None:
    """The base that the bot answers with; None (after its faults) if there is none."""
    from bot.library.compiled import open_knowledge
    from bot.library.faults import KnowledgeError

    try:
        return open_knowledge(*knowledge_places())
    except KnowledgeError as error:
        _complain(f"the knowledge has faults:\n{error}")
        return None


def _complain(sentence: str) -> None:
    print(f"bot: {sentence}", file=sys.stderr)


def _print(line: str, hanging: str = "") -> None:
    """Print a line, wrapped at words to the width of the terminal."""
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    print(
        textwrap.fill(line, max(width, 20), subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False)
        if line
        else ""
    )
