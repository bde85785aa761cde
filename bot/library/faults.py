"""What is wrong with a knowledge file, in sentences for an editor who does not program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Below this likeness a suggestion confuses more than it helps (difflib's own default is 0.6).
_ALIKE = 0.6


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault: the file (relative to its folder), the field ("" for the file as a whole), and two sentences.

    `problem` says what is wrong, `mend` how to put it right.
    """

    file: str
    field: str
    problem: str
    mend: str

    def __str__(self) -> str:
        where = f"{self.file}, {self.field}" if self.field else self.file or "the knowledge folder"
        return f"{where}: {self.problem} {self.mend}"


class KnowledgeError(Exception):
    """A knowledge folder that cannot be used; `faults` says why, and the text is for people."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


def nearest(word: str, known: Iterable[str], limit: int = 1) -> list[str]:
    """The known words most like `word`, the likest first; empty if none is like it."""
    # Imported here: faults are rare, and the cold path of `bot ask` should not pay for difflib.
    from difflib import get_close_matches  # noqa: PLC0415

    return get_close_matches(word, list(known), n=limit, cutoff=_ALIKE)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A sentence: the nearest known word, or (of a short list) all of them."""
    words = sorted(set(known))
    if found := nearest(word, words):
        return f'Did you mean "{found[0]}"?'
    if words and len(words) <= 40:  # noqa: PLR2004 -- a longer list is no help on a screen
        return "Known are: " + ", ".join(words) + "."
    return "Look for the right spelling in a file that works."
