"""What the learned stage sees of a message: hashes of its words, their pieces and pairs, and of the concepts in it.

A feature is a number of 32 bits: no table of words has to be shipped, and new words cost nothing. The pieces of a word
(three and five letters, with its borders) carry typing errors and inflection; concepts ("channel", "not", "work") carry
what is learned of one language to the others.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.core.matching.reading import Reading

_HEAD, _TAIL = 160, 160  # tokens of a long message; what lies between says little that these do not
_LONGEST = 24  # letters of a word; longer ones are keys and hashes
_STEM = 5  # letters of a word in pairs, so that inflected forms meet
_GRAMS = (3, 5)
_DIGITS = 5
_NEAR = 7  # words between two concepts that belong together
_SPREAD = 2654435761  # Knuth's multiplicative hash: spreads small numbers over 32 bits
_ALL = 0xFFFFFFFF


class Features:
    """Computes the features of messages."""

    def __init__(self, index: Mapping[str, Any]) -> None:
        self._table: Mapping[str, Sequence[int]] = index["concepts"]

    def of(self, reading: Reading) -> list[int]:
        """The features of a message: those of each word, then what lies between words and around them."""
        words = words_of(reading)
        concepts = {word: self.concepts(word) for word in words}
        found = [piece for word in concepts for piece in pieces(word)]
        return [*found, *pairs(words), *loose(reading, words, concepts)]

    def plain(self, words: Iterable[str]) -> set[int]:
        """The features of words whatever their order, without numbers: words, their pieces, concepts."""
        spoken = {word for word in words if not word.isdecimal()}
        found = {piece for word in spoken for piece in pieces(word)}
        return found | {concept * _SPREAD & _ALL for word in spoken for concept in self.concepts(word)}

    def concepts(self, word: str) -> Sequence[int]:
        """The numbers of the concepts that a word stands for."""
        found = set(self._table.get(word, ()))
        for end in range(2, min(len(word), _LONGEST) + 1):
            found.update(self._table.get(f"{word[:end]}*", ()))
        return sorted(found)


def pieces(word: str) -> list[int]:
    """The features of a word: itself and its pieces."""
    bordered = f"^{word[:_LONGEST]}$"
    cut = {bordered[at : at + size] for size in _GRAMS for at in range(len(bordered) - size + 1)}
    return [crc32(piece.encode()) for piece in (f"={word}", *sorted(cut))]


def pairs(words: Sequence[str]) -> set[int]:
    """The features of two words that stand together, or with one between them. Each is rare."""
    stems = [word[:_STEM] for word in words]
    found = {crc32(f"{first} {second}".encode()) for first, second in pairwise(stems)}
    found.update(crc32(f"{first}  {second}".encode()) for first, second in zip(stems, stems[2:], strict=False))
    return found


def loose(reading: Reading, words: Sequence[str], concepts: Mapping[str, Sequence[int]]) -> set[int]:
    """The features that are no words: what was read otherwise, and concepts. They come again and again."""
    found = {crc32(f"!{name}".encode()) for name in _read(reading)}
    found.update(_concepts([(at, concept) for at, word in enumerate(words) for concept in concepts[word]]))
    return found


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


def words_of(reading: Reading) -> list[str]:
    """The words of a message as the learned stage sees them."""
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
