"""How the first answers read: length and Flesch-Kincaid grade, over every entry."""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

import textstat

from bot.core.render import FIRST_ANSWER
from bot.library.compiled import open_knowledge
from bot.shipped import folder
from tests.bench.row import Row
from tests.knowledge.test_readable import answers


def rows() -> list[Row]:
    """All first answers; the grades of those that come without any hint."""
    with tempfile.TemporaryDirectory() as cache:
        base = open_knowledge(folder("knowledge"), Path(cache))
        said = [answers(base, base.entry(entry_id)) for entry_id in base.ids]
    longest = max(len(answer) for entry in said for answer in entry)
    grades = [textstat.flesch_kincaid_grade(entry[0]) for entry in said]
    median, worst = statistics.median(grades), max(grades)
    return [
        Row("entries", str(len(said)), "", "", "", None),
        Row("first answer, longest (characters)", str(longest), "", "", f"≤ {FIRST_ANSWER}", longest <= FIRST_ANSWER),
        Row("Flesch-Kincaid grade, median", f"{median:.1f}", "", "", "≤ 8", median <= 8),
        Row("Flesch-Kincaid grade, worst", f"{worst:.1f}", "", "", "≤ 11", worst <= 11),
    ]
