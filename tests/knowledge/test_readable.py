"""Every first answer, for every cause: short enough for a phone, and plain enough to read next to a dark TV."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

import pytest
import textstat

from bot.core.causes import Pick
from bot.core.render import FIRST_ANSWER, first_answer
from tests.shipped import knowledge

if TYPE_CHECKING:
    from bot.core.entry import Entry
    from bot.core.knowledge import Knowledge


@pytest.fixture
def base() -> Knowledge:
    return knowledge()


def answers(base: Knowledge, entry: Entry) -> list[str]:
    """The first answer for each cause, without evidence and with each signal that points to it."""
    if not entry.causes:
        return [first_answer(base, entry, None).plain]
    return [
        first_answer(base, entry, Pick(cause, evidence)).plain
        for cause in entry.causes
        for evidence in [(), *((name,) for name in cause.because)]
    ]


def test_every_first_answer_fits_a_phone(base: Knowledge) -> None:
    long = {
        f"{entry_id}: {len(answer)}"
        for entry_id in base.ids
        for answer in answers(base, base.entry(entry_id))
        if len(answer) > FIRST_ANSWER
    }
    assert not long


def test_every_first_answer_reads_easily(base: Knowledge) -> None:
    grades = {entry_id: textstat.flesch_kincaid_grade(answers(base, base.entry(entry_id))[0]) for entry_id in base.ids}
    assert statistics.median(grades.values()) <= 8
    assert {entry_id: grade for entry_id, grade in grades.items() if grade > 11} == {}
