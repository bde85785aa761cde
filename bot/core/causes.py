"""Which cause comes next: the one that most of what the user told points to, else the likeliest one in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.core.entry import Cause, Entry


@dataclass(frozen=True, slots=True)
class Pick:
    """A cause and the signals that point to it."""

    cause: Cause
    evidence: tuple[str, ...]


def best(entry: Entry, signals: Collection[str], shown: Collection[str] = ()) -> Pick | None:
    """The best cause that was not shown yet; None when there is none left."""
    picks = [
        Pick(cause, tuple(name for name in cause.because if name in signals))
        for cause in entry.causes
        if cause.id not in shown
    ]
    return max(picks, key=lambda pick: len(pick.evidence), default=None)


def open_question(entry: Entry, signals: Collection[str], asked: Collection[int]) -> int | None:
    """The index of the first question that was not asked and that what we know does not answer already."""
    for number, question in enumerate(entry.questions):
        known = any(answer.signal in signals for answer in question.answers)
        if number not in asked and not known:
            return number
    return None
