"""Which numbers of a message are codes: only those in an error context."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.core.frozen import dataclass, replace
from bot.core.matching import lexicon as words
from bot.core.matching.sides import MEDIUM, Sides, is_status

if TYPE_CHECKING:
    from collections.abc import Container, Sequence


@dataclass(frozen=True, slots=True)
class Number:
    """A number that may be a code: `at` is its piece; `now` says that the message calls it the present one.

    `sure` is 0 without an error context: then it is a code only if it is all that the message holds, or if it is
    `chained` to another one ("error 401 and 403").
    """

    digits: str
    at: int
    sure: float
    now: bool = False
    chained: bool = False


_UNITS, _TENS = "|".join(words.DIGITS), "|".join(words.TENS)
_HUNDREDS = ("four", "five", "eight")
_SPELLED = (  # compiled in use: a cold start seldom needs it
    rf"\b({'|'.join(_HUNDREDS)})[ -]"
    rf"(hundred|oh|o|zero|nought)?(?:(?<=hundred) and)?[ -]?({_TENS})?[ -]?({_UNITS})?\b"
)
_TEEN = 10  # "four five" is not 405, "four eleven" is 411


def spelled(normalised: str) -> str:
    """The text with "four oh three", "five hundred and two" and "four twenty-nine" as numbers."""
    if not any(word in normalised for word in _HUNDREDS):
        return normalised
    return re.sub(_SPELLED, _number, normalised)


def _number(found: re.Match[str]) -> str:
    unit = words.DIGITS.get(found[4], 0)
    tens = words.TENS.get(found[3], 0)
    if not (found[2] == "hundred" or (found[2] and found[4]) or tens or unit >= _TEEN):
        return found[0]
    return f"{words.DIGITS[found[1]] * 100 + tens + unit}"


def find_numbers(
    pieces: Sequence[str], known: Container[str], exo: Container[str], *, beside_exo: bool
) -> list[Number]:
    """The numbers in a message's `lexemes` that may be codes, in their order.

    `known` are the listed codes; `exo` are ExoPlayer's own numbers, which count only where the message names it
    (`beside_exo`).
    """
    found: list[Number] = []
    for at, piece in enumerate(pieces):
        own = piece in exo and beside_exo
        if not piece.isdecimal() or not (own or piece in known or is_status(piece)):
            continue
        sides = Sides(pieces, at)
        if not (sides.spoilt() or sides.negated()):
            found.append(Number(piece, at, sides.sure(exo=own), sides.now(), sides.chained()))
    if any(number.sure for number in found):
        return [replace(number, sure=MEDIUM) if number.chained and not number.sure else number for number in found]
    return found
