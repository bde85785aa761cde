"""Which numbers of a message are codes: only those in an error context.

Every number is judged by the few pieces to its left and right, so that 64 kB of numbers cost linear time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.core.matching import lexicon as words

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

STRONG, ALONE, MEDIUM = 0.97, 0.95, 0.93  # how sure such a context makes it (development messages)
_SIDE = 12  # pieces looked at on each side: "HTTP/1.1 502" and "codice di errore: 404" need ten
_SOFT = frozenset(":=-[(<\"'>]#*`|~.,")  # signs that may stand between an error word and its number
_VERSIONS = frozenset("0123")  # HTTP/1.1, HTTP/2
SHORT = 3  # digits of an HTTP status


@dataclass(frozen=True, slots=True)
class Number:
    """A number that may be a code: `at` is its piece; `now` says that the message calls it the present one.

    `sure` is 0 without an error context: then it is a code only if it is all that the message holds.
    """

    digits: str
    at: int
    sure: float
    now: bool = False
    chained: bool = False


_UNITS, _TENS = "|".join(words.DIGITS), "|".join(words.TENS)
_SPELLED = re.compile(
    rf"\b(four|five|eight)[ -](hundred|oh|o|zero|nought)?(?:(?<=hundred) and)?[ -]?({_TENS})?[ -]?({_UNITS})?\b"
)


def spelled(normalised: str) -> str:
    """With "four oh three", "five hundred and two" and "four twenty-nine" as numbers."""
    return _SPELLED.sub(_number, normalised)


def _number(found: re.Match[str]) -> str:
    unit = words.DIGITS.get(found[4] or "zero", 0)
    tens = words.TENS.get(found[3] or "", 0)
    if not (found[2] or tens or unit > 9):  # noqa: PLR2004 -- "four five" is not 405
        return found[0]
    return f"{words.DIGITS[found[1]] * 100 + tens + unit}"


def is_status(digits: str) -> bool:
    """Whether it is an HTTP error status, listed or not."""
    return len(digits) == SHORT and digits[0] in "45"


def find_numbers(
    pieces: Sequence[str], known: Container[str], *, exo: Container[str], beside_exo: bool
) -> list[Number]:
    """The numbers in a message's `lexemes` that may be codes, in their order.

    `known` are listed codes; those of them in `exo` count only if `beside_exo` (ExoPlayer is named in the message).
    """
    found: list[Number] = []
    for at, piece in enumerate(pieces):
        if not (piece.isdecimal() and (piece in known or piece in exo or is_status(piece))) or (
            piece in exo and piece not in known and not beside_exo
        ):
            continue
        sides = _Sides(pieces, at)
        if sides.spoilt() or sides.negated():
            continue
        found.append(Number(piece, at, sides.sure(exo=piece in exo), sides.now(), sides.chained()))
    if any(number.sure for number in found):
        return [replace(number, sure=MEDIUM) if number.chained and not number.sure else number for number in found]
    return found


class _Sides:
    """What stands left and right of the number at a place."""

    def __init__(self, pieces: Sequence[str], at: int) -> None:
        self.number = pieces[at]
        self.left = list(pieces[max(0, at - _SIDE) : at])[::-1]
        self.right = list(pieces[at + 1 : at + 1 + _SIDE])
        self._before = [piece for piece in self.left if piece.isalnum()]
        self._behind = _words_of_line(self.right)

    def spoilt(self) -> bool:
        """Whether the number is a part of something else: a version, a port, a price, a count, an address."""
        return self._glued_left() or self._glued_right() or self._measured() or self._counts() or self._named()

    def _glued_left(self) -> bool:
        left = [*self.left[:2], " ", " "]
        first, second = left[0], left[1]
        if first.isspace():
            return second in "$€£¥₺₽+" or (second == "#" and self._word(2) not in words.STRONG)
        if first.isalnum():  # code403 is one, m403 is none
            return first not in words.STRONG and first not in words.EXO
        if first in ".:,=_-":
            quoted = second in "\"'" and len(self.left) > 2 and self.left[2] in words.STRONG  # "status":403
            return not (second in words.STRONG or quoted or (second in "])" and first == ":"))
        if first == "/":
            return not (is_status(second) and self.left[2:3] in ([], [" "]))
        if first == "#":
            return self._word(1) not in words.STRONG
        return first in "$€£¥₺₽@+%&?~\\°"

    def _glued_right(self) -> bool:
        first, second, third = [*self.right[:3], " ", " ", " "][:3]
        if first.isspace():
            return second in "%€$£₺₽" or (second in "x×*" and third.strip() in {"", "="} and self._behind[1:2] != [])
        if first.isalnum():
            return first not in words.AFTER and first != "s"
        if first in ".:,":
            return second.isalnum() and not (first == "," and not second.isdecimal())
        if first in "-/":
            return (
                second.isdecimal() and not (first == "/" and is_status(second)) or (first == "/" and second.isalpha())
            )
        return first in "_%€$£₺₽+°×*@" and not (first == "*" and self.left[:1] == ["*"])

    def _measured(self) -> bool:
        return bool(self._behind) and self._behind[0] in words.UNITS and not self._apostrophe()

    def _apostrophe(self) -> bool:
        return self.right[:1] == ["'"]

    def _counts(self) -> bool:
        behind = self._behind
        while behind and behind[0] in words.ADJECTIVES:
            behind = behind[1:]
        if not behind or behind[0] not in words.COUNTED:
            return False
        return not (self._strong_left(links=False) and self._before[0] != "errors")

    def _named(self) -> bool:
        before = [*self._before[:2], "", ""]
        if before[0] == "mag":
            return self.number in words.MAG_MODELS
        if before[0] not in words.NUMBERED or self.left[0] not in {" ", ":", "#", "-"}:
            return False
        return before[1] not in words.ALL

    def negated(self) -> bool:
        """Whether the message says that this code is *not* there."""
        for place, piece in enumerate(self.left):
            if piece in words.NOT:
                return place > 0
            if piece != " " and piece not in words.BETWEEN_NOT:
                return False
        return False

    def sure(self, *, exo: bool) -> float:
        """How sure the words around make it a code; 0 if they do not."""
        error = is_status(self.number) or len(self.number) > SHORT
        if self._strong_left(links=True) or self._strong_right():
            return STRONG
        if exo and (self._before[:1] and self._before[0] in words.EXO or self.left[:1] == ["("]):
            return STRONG
        return MEDIUM if error and not exo and self._medium() else 0.0

    def _word(self, start: int) -> str:
        for piece in self.left[start:]:
            if piece.isalnum():
                return piece
            if piece not in _SOFT and not piece.isspace():
                break
        return ""

    def _strong_left(self, *, links: bool) -> bool:
        linked = False
        for place, piece in enumerate(self.left):
            if piece in words.STRONG:
                return not self._other_code(place) and not (linked and piece == "e")
            if piece.isspace() or piece in _SOFT or (piece in "/" and "http" in self.left[place:]):
                continue
            if not links or not (piece in words.LINKS or (piece in _VERSIONS and "http" in self.left[place:])):
                return False
            linked = True
        return False

    def _other_code(self, place: int) -> bool:
        return self.left[place] in {"code", "codes"} and self._word(place + 1) in words.OTHER_CODES

    def _strong_right(self) -> bool:
        if self._apostrophe():
            return self.right[1:2] in (["d"], ["ed"], ["s"])
        behind = self._behind
        if not behind or "\n" in self.right[:2] or self.right[0] == ".":
            return False
        return behind[0] in words.AFTER or (behind[0], *behind[1:2]) in words.AFTER_PAIRS

    def _medium(self) -> bool:
        first = self._before[0] if self._before else ""
        led = first in words.MEDIUM or (
            first == "in" and self._before[1:2] != [] and self._before[1].startswith(words.ENDS)
        )
        return led and self._adjacent() and self._ends()

    def _adjacent(self) -> bool:
        between = self.left[: self.left.index(self._before[0])]
        return all(piece.isspace() or piece in "\"'`([*:" for piece in between)

    def _ends(self) -> bool:
        if not self._behind or not self.right[0].isspace():
            return True
        return self.right[0] == "\n" or not self.right[1].isalnum() or self._behind[0] in words.FOLLOWS

    def chained(self) -> bool:
        """Whether it stands like one more of a list of codes."""
        first = self._before[0] if self._before else ""
        if self.left[:1] == ["/"] or first.isdecimal():
            return is_status(self.number) and self._ends()
        return (first in words.CHAINS or first in {"had", "was"}) and self._adjacent() and self._ends()

    def now(self) -> bool:
        """Whether a word such as "now" stands before it, in its own clause."""
        for piece in self.left:
            if piece in words.NOW:
                return True
            if piece in ".;!?\n" or (piece.isdecimal() and is_status(piece)):
                return False
        return False


def _words_of_line(pieces: Sequence[str]) -> list[str]:
    found = []
    for piece in pieces:
        if piece in {"\n", ".", "!", "?", ";"}:
            break
        if piece.isalnum():
            found.append(piece)
    return found
