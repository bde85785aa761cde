"""What stands around a number: whether it makes it a code, or a part of something else.

Every number is judged by the few pieces to its left and right, so that 64 kB of numbers cost linear time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.matching import lexicon as words

if TYPE_CHECKING:
    from collections.abc import Sequence

STRONG, ALONE, MEDIUM = 0.97, 0.95, 0.93  # how sure such a context makes it (development messages)
SHORT = 3  # digits of an HTTP status
_SIDE = 12  # pieces looked at on each side: "HTTP/1.1 502" and "codice di errore: 404" need ten
_SOFT = frozenset(":=-[(<\"'>]#*`|~.,°")  # signs that may stand between an error word and its number
_QUOTES = frozenset(" \"'`([*:")  # signs that may stand between "getting" and its number
_VERSIONS = frozenset("0123")  # HTTP/1.1, HTTP/2
_MONEY = frozenset("$€£¥₺₽")
_JOINING = frozenset(".:,=_-")  # signs that join a number to what stands before it
_SPOILING = _MONEY | frozenset("@+%&?~\\°")
_SPOILING_BEHIND = _MONEY | frozenset("_%+°×@")


def is_status(digits: str) -> bool:
    """Whether it is an HTTP error status, listed or not."""
    return len(digits) == SHORT and digits[0] in "45"


class Sides:
    """What stands left and right of the number at a place of a message's `lexemes`."""

    def __init__(self, pieces: Sequence[str], at: int) -> None:
        self._number = pieces[at]
        self._left = list(pieces[max(0, at - _SIDE) : at])[::-1]  # the nearest first
        self._right = list(pieces[at + 1 : at + 1 + _SIDE])
        self._before = [*(piece for piece in self._left if piece.isalnum()), "", ""]
        self._behind = [*_sentence(self._right), "", ""]

    def spoilt(self) -> bool:
        """Whether the number is a part of something else: a version, a port, a price, a count, an address."""
        return self._glued_left() or self._glued_right() or self._measured() or self._counts() or self._named()

    def negated(self) -> bool:
        """Whether the message says that this code is *not* there."""
        for place, piece in enumerate(self._left):
            if piece in words.NOT:
                return place > 0
            if not piece.isspace() and piece != "'" and piece not in words.BETWEEN_NOT:
                return False
        return False

    def sure(self, *, exo: bool) -> float:
        """How sure the words around make it a code; 0 if they do not. `exo`: it is one of ExoPlayer's."""
        if self._strong_left(links=True) or self._strong_right():
            return STRONG
        if exo:
            near = self._before[0] in words.EXO or self._left[:1] == ["("] or self._medium()
            return STRONG if near else 0.0
        error = self._number[0] not in "123"  # 200 and 1020 are only codes where somebody calls them so
        return MEDIUM if error and self._medium() else 0.0

    def now(self) -> bool:
        """Whether a word such as "now" stands before it, in its own clause."""
        for piece in self._left:
            if piece in words.NOW:
                return True
            if piece in {".", ";", "!", "?", "\n"} or is_status(piece):
                return False
        return False

    def chained(self) -> bool:
        """Whether it stands like one more of a list of codes."""
        if self._left[:1] == ["/"] or (self._before[0].isdecimal() and "," in self._left[:2]):
            return is_status(self._number) and self._ends()
        return self._before[0] in words.CHAINS and self._adjacent() and self._ends()

    def _glued_left(self) -> bool:
        first, second, third = [*self._left, " ", " ", " "][:3]
        if first.isspace():
            return second in _MONEY or second == "+" or (second == "#" and third not in words.STRONG)
        if first.isalnum():  # code403 is one, m403 is none
            return first not in words.STRONG and first not in words.EXO
        if first in _JOINING:  # code:403, "status":403, ERROR]:403
            quoted = second in {'"', "'"} and third in words.STRONG
            return not (second in words.STRONG or quoted or (second in {"]", ")"} and first == ":"))
        if first == "/":  # 401/403 is two, a/403 is a path
            return not (is_status(second) and third.isspace())
        if first == "#":
            return self._error_word(1) not in words.STRONG
        return first in _SPOILING

    def _glued_right(self) -> bool:
        first, second, third = [*self._right, " ", " ", " "][:3]
        if first.isspace():
            return second in _MONEY or second == "%" or (second in {"x", "×", "*"} and third.isspace())
        if first.isalnum():
            return first not in words.AFTER and first != "s"
        if first in {".", ":"}:
            return second.isalnum()
        if first in {",", "-"}:
            return second.isdecimal()
        if first == "/":
            return second.isalpha() or (second.isdecimal() and not is_status(second))
        return first in _SPOILING_BEHIND or (first == "*" and second.isdecimal())

    def _measured(self) -> bool:
        plural = self._right[:1] in (["'"], ["s"])  # 403's, 404s
        return self._behind[0] in words.UNITS and not plural

    def _counts(self) -> bool:
        counted = next(word for word in self._behind if word not in words.ADJECTIVES)
        if counted not in words.COUNTED:
            return False
        return self._before[0] == "errors" or not self._strong_left(links=False)

    def _named(self) -> bool:
        if self._before[0] == "mag":
            return self._number in words.MAG_MODELS
        near = bool(self._left) and (self._left[0].isspace() or self._left[0] in {":", "#", "-"})
        return near and self._before[0] in words.NUMBERED and self._before[1] not in words.ALL

    def _error_word(self, start: int) -> str:
        """The first word to the left from a place on, over soft signs only."""
        for piece in self._left[start:]:
            if piece.isalnum():
                return piece
            if piece not in _SOFT and not piece.isspace():
                break
        return ""

    def _strong_left(self, *, links: bool) -> bool:
        http = "http" in self._left
        for place, piece in enumerate(self._left):
            if piece in words.STRONG:
                promo = piece in {"code", "codes"} and self._error_word(place + 1) in words.OTHER_CODES
                return not promo
            if piece.isspace() or piece in _SOFT or (piece == "/" and http):
                continue
            if not links or not (piece in words.LINKS or (piece in _VERSIONS and http)):
                return False
        return False

    def _strong_right(self) -> bool:
        if self._right[:1] == ["'"]:
            return self._right[1:2] in (["d"], ["ed"], ["s"])
        if "\n" in self._right[:2]:
            return False
        return self._behind[0] in words.AFTER or (self._behind[0], self._behind[1]) in words.AFTER_PAIRS

    def _medium(self) -> bool:
        first, second = self._before[:2]
        led = first in words.MEDIUM or (first == "in" and second.startswith(words.ENDS))
        return led and self._adjacent() and self._ends()

    def _adjacent(self) -> bool:
        between = self._left[: self._left.index(self._before[0])]
        return all(piece.isspace() or piece in _QUOTES for piece in between)

    def _ends(self) -> bool:
        """Whether the sentence ends behind it, or goes on as it does behind a code and not behind an amount."""
        if not self._behind[0] or not self._right[0].isspace():
            return True
        return not self._right[1].isalnum() or self._behind[0] in words.FOLLOWS


def _sentence(pieces: Sequence[str]) -> list[str]:
    """The words up to the end of the sentence or line."""
    found = []
    for piece in pieces:
        if piece in {"\n", ".", "!", "?", ";"}:
            break
        if piece.isalnum():
            found.append(piece)
    return found
