"""How alike two messages are: by what they have in common of the pieces of their words, rare ones counting more.

A message is the pieces of its words (see `bot.core.matching.features`: three and five letters, so that typing errors
and endings do little), and its numbers whole. A word weighs as much as it is rare, however many pieces it has:
"error 7788" and "error 9911" share the word that says little.
"""

from __future__ import annotations

from collections import Counter
from math import log
from typing import TYPE_CHECKING, Final

from bot.core.matching.excerpt import excerpt
from bot.core.matching.features import pieces
from bot.core.text import normalise, tokens

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_SAMPLE: Final = 4_000  # lines that tell what is rare
_HEAD, _TAIL = 40, 20  # words of a long message
_REMEMBERED: Final = 5_000  # words at hand: a kilobyte each


def words(text: str) -> list[str]:
    """The words and numbers of a message, each once; of a long one, those at its beginning and its end."""
    found = list(dict.fromkeys(tokens(normalise(excerpt(text)))))
    return found if len(found) <= _HEAD + _TAIL else [*found[:_HEAD], *found[-_TAIL:]]


class Weights:
    """What pieces of words weigh, by how rare they are in lines that people said."""

    def __init__(self, lines: Collection[str]) -> None:
        sample = list(lines)[:: 1 + len(lines) // _SAMPLE]
        often = Counter(word for line in sample for word in set(tokens(normalise(line))))
        self._often: Counter[int] = Counter()
        for word, count in often.items():
            self._often.update(dict.fromkeys(_pieces(word), count))
        self._whole = len(sample)
        self._words: dict[str, dict[int, float]] = {}

    def of(self, spoken: Sequence[str]) -> dict[int, float]:
        """The pieces of words, with their weights."""
        found: dict[int, float] = {}
        for word in spoken:
            for piece, weight in self._word(word).items():
                if weight > found.get(piece, 0.0):
                    found[piece] = weight
        return found

    def _word(self, word: str) -> dict[int, float]:
        known = self._words.get(word)
        if known is None:
            if len(self._words) >= _REMEMBERED:
                self._words.clear()
            cut = _pieces(word)
            known = self._words[word] = {piece: self._rare(piece) / len(cut) for piece in cut}
        return known

    def _rare(self, piece: int) -> float:
        return log(1 + (1 + self._whole) / (1 + self._often[piece]))


def _pieces(word: str) -> list[int]:
    """A number has none: another number is another code."""
    return pieces(word)[:1] if word.isdecimal() else pieces(word)
