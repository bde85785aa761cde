"""What the learned stage sees of a message: hashes of its words, their pieces and pairs, and of the concepts in it.

A feature is a number of 32 bits: no table of words has to be shipped, and new words cost nothing. The pieces of a word
(three to five letters, with its borders) carry typing errors and inflection; concepts ("channel", "not", "work") carry
what is learned of one language to the others.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.matching.reading import Reading

_HEAD, _TAIL = 160, 160  # tokens of a long message; what lies between says little that these do not
_LONGEST = 24  # letters of a word; longer ones are keys and hashes
_STEM = 5  # letters of a word in pairs, so that inflected forms meet
_GRAMS = (3, 4, 5)
_DIGITS = 5
_NEAR = 7  # words between two concepts that belong together
_REMEMBERED = 8192  # words
_SPREAD = 2654435761  # Knuth's multiplicative hash: spreads small numbers over 32 bits
_ALL = 0xFFFFFFFF


class Features:
    """Computes the features of messages; what it knows of frequent words is remembered."""

    def __init__(self, index: Mapping[str, Any]) -> None:
        self._index = index
        self._words: dict[str, tuple[Sequence[int], Sequence[int]]] = {}

    def of(self, reading: Reading) -> set[int]:
        """The features of a message, each once."""
        words = _words(reading)
        found: set[int] = set()
        heard: list[tuple[int, int]] = []  # place and number of concepts
        for at, word in enumerate(words):
            pieces, concepts = self._words.get(word) or self._learn(word)
            found.update(pieces)
            heard += [(at, concept) for concept in concepts]
        stems = [word[:_STEM] for word in words]
        found.update(crc32(f"{first} {second}".encode()) for first, second in pairwise(stems))
        found.update(crc32(f"{first}  {second}".encode()) for first, second in zip(stems, stems[2:], strict=False))
        found.update(crc32(f"!{name}".encode()) for name in _read(reading))
        found.update(_concepts(heard))
        return found

    def _learn(self, word: str) -> tuple[Sequence[int], Sequence[int]]:
        if len(self._words) >= _REMEMBERED:
            self._words.clear()
        bordered = f"^{word[:_LONGEST]}$"
        pieces = {bordered[at : at + size] for size in _GRAMS for at in range(len(bordered) - size + 1)}
        table = self._index["concepts"]
        stems = (table.get(f"{word[:end]}*", ()) for end in range(2, min(len(word), _LONGEST) + 1))
        concepts = {*table.get(word, ()), *(concept for stem in stems for concept in stem)}
        known = tuple(crc32(piece.encode()) for piece in (f"={word}", *sorted(pieces))), tuple(sorted(concepts))
        self._words[word] = known
        return known


def _concepts(heard: Sequence[tuple[int, int]]) -> set[int]:
    """Concepts, and pairs of them that stand near each other."""
    found = set()
    for number, (at, concept) in enumerate(heard):
        found.add(concept * _SPREAD & _ALL)
        for place, other in heard[number + 1 : number + 1 + 2 * _NEAR]:
            if place - at > _NEAR:
                break
            first, second = (concept, other) if concept < other else (other, concept)
            found.add((first * 251 + second + 1000) * _SPREAD & _ALL)
    return found


def _words(reading: Reading) -> list[str]:
    words = reading.tokens
    if len(words) > _HEAD + _TAIL:
        words = [*words[:_HEAD], *words[-_TAIL:]]
    codes = {number.digits for number in reading.numbers}
    return [_number(word, codes) if word.isdecimal() else word for word in words]


def _number(digits: str, codes: set[str]) -> str:
    """A code as it stands; any other number by its length, since what it counts says more than how many."""
    return digits if digits in codes else "0" * min(len(digits), _DIGITS)


def _read(reading: Reading) -> list[str]:
    heard = reading.vocabulary
    told = {"app": heard.app, "device": heard.device, "wish": reading.wish, "fixed": heard.fixed}
    return [
        *heard.names,
        *reading.contexts,
        *(name for name, there in told.items() if there),
        *(["number"] if reading.numbers else []),
    ]
