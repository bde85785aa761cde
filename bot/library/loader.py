"""From the files of a knowledge folder to entries, vocabulary and documents, with every fault on the way."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from bot.core.entry import entry_from_json
from bot.library.faults import Fault
from bot.library.schema import DocumentsFile, EntryFile, VocabularyFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.entry import Entry
    from bot.library.snapshot import Raw


@dataclass(frozen=True, slots=True)
class Base:
    """A folder as read. With faults, only what has none of its own stands in it."""

    entries: tuple[Entry, ...]
    vocabulary: dict[str, list[dict[str, Any]]]
    documents: tuple[Any, ...] = ()
    faults: tuple[Fault, ...] = ()
    notes: tuple[Fault, ...] = field(default=())


def judge(files: Sequence[Raw]) -> Base:
    """First cut: skips what is faulty (while the entries are being written)."""
    entries: list[Entry] = []
    vocabulary: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for file in files:
        try:
            table = tomllib.loads(file.data.decode())
            if file.name == "documents.toml":
                DocumentsFile.model_validate(table)
            elif file.name.startswith("vocabulary/"):
                found = VocabularyFile.model_validate(table).model_dump(mode="json")
                for kind, items in found.items():
                    vocabulary[kind].extend(items)
            else:
                entries.append(to_entry(EntryFile.model_validate(table)))
        except (ValueError, ValidationError):
            continue
    if not entries:
        return Base((), {}, faults=(Fault("", "", "There is no entry.", "Write one."),))
    return Base(tuple(sorted(entries, key=lambda entry: entry.id)), dict(vocabulary))


def to_entry(file: EntryFile) -> Entry:
    """The core's value for a valid file."""
    plain = file.model_dump(mode="json", exclude_none=True)
    for one, many in (("cause", "causes"), ("question", "questions"), ("source", "sources")):
        plain[many] = plain.pop(one)
    return entry_from_json(plain)
