"""Which cause comes next: the one that most of what the user told points to, else the likeliest one in the file.

When it began says little: it decides only between causes to which nothing else points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.core.entry import Cause, Entry

_WHEN: Final = frozenset({"since today", "since a date"})


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
    return max(picks, key=_told, default=None)


def _told(pick: Pick) -> tuple[int, int]:
    what = sum(name not in _WHEN for name in pick.evidence)
    return what, 0 if what else len(pick.evidence)


def open_question(entry: Entry, signals: Collection[str], asked: Collection[int]) -> int | None:
    """The index of the first question that was not asked and that what we know does not answer already."""
    for number, question in enumerate(entry.questions):
        known = any(answer.signal in signals for answer in question.answers)
        if number not in asked and not known:
            return number
    return None
