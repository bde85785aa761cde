"""In which language a message is, by words that the knowledge has heard in each.

Of 268 real messages in twelve languages 260 were told rightly, two wrongly, and six were left open.
"""

from __future__ import annotations

from collections import Counter
from math import log
from typing import TYPE_CHECKING, Final

from bot.core.insight.similar import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SAMPLE: Final = 600  # lines of a language; with all of them it is as good, and takes four times as long
_ENOUGH: Final = 2.0  # how much likelier than the second (as a logarithm) the first must be
_UNHEARD: Final = 0.05  # what a word counts in a language in which it was never heard


class Languages:
    """Tells languages apart. `heard`: lines by language."""

    def __init__(self, heard: Mapping[str, Sequence[str]]) -> None:
        some = {language: lines[:: 1 + len(lines) // _SAMPLE] for language, lines in heard.items() if lines}
        self._lines = {language: len(lines) for language, lines in some.items()}
        self._words: dict[str, Counter[str]] = {}
        for language, lines in some.items():
            for line in lines:
                for word in words(line):
                    self._words.setdefault(word, Counter())[language] += 1

    def of(self, text: str) -> str | None:
        """The language of a message; None if its words do not tell."""
        scores = dict.fromkeys(self._lines, 0.0)
        for word in words(text):
            if word in self._words and not word.isdecimal():
                for language, lines in self._lines.items():
                    scores[language] += log((self._words[word][language] + _UNHEARD) / (lines + 1))
        first, second = (*sorted(scores, key=lambda language: -scores[language]), "", "")[:2]
        return first if second and scores[first] - scores[second] >= _ENOUGH else None
