"""What the matcher's table is trained on: every line of the knowledge that says how people say it, and its class."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from bot.core.matching.table import NO_REPORT
from bot.library.snapshot import digest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.library.loader import Base

_EVALUATION: Final = Path(__file__).parents[1] / "evaluation"
# Written for the project, and, by somebody who had seen neither, in the manner of issue trackers and forums.
JUDGED: Final = (_EVALUATION / "messages.jsonl", _EVALUATION / "threads.jsonl")
VERSION = 3  # of the features and of the training; a new one makes every table stale


class Lesson(NamedTuple):
    """A line; `name` is its class: an entry's id, or a kind of messages that are no report."""

    text: str
    name: str
    source: str  # "heard", "alias", "title", "negative"
    language: str
    parent: int = -1  # the place of the line that it was made from, or its own


def lessons(base: Base) -> list[Lesson]:
    """All lines, in the order of the files."""
    found: list[Lesson] = []
    for entry in base.entries.values():
        found += [Lesson(line, entry.id, "heard", name) for name, lines in entry.heard.items() for line in lines]
        found += [Lesson(line, entry.id, "alias", "") for line in entry.aliases]
        found.append(Lesson(entry.title, entry.id, "title", "en"))
    for table in base.negatives:
        kind = NO_REPORT + table.kind
        found += [Lesson(line, kind, "negative", name) for name, lines in table.heard.items() for line in lines]
    return [lesson._replace(parent=at) for at, lesson in enumerate(found)]


def judged() -> list[dict[str, Any]]:
    """The messages by which the thresholds are set: the evaluation sets. The weights never see them."""
    return [json.loads(line) for path in JUDGED for line in path.read_text(encoding="utf-8").splitlines()]


def mark(found: Iterable[Lesson]) -> bytes:
    """The hash by which a table says what it was made of."""
    lines = [f"{lesson.name}\0{lesson.text}\0".encode() for lesson in found]
    lines += [f"{message['labels']}\0{message['text']}\0".encode() for message in judged()]
    return bytes.fromhex(digest([f"{VERSION}\0".encode(), *lines]))
