# ruff: noqa: RUF001 -- on a Cyrillic keyboard people type letters that only look Latin into a MAC address
"""Whether what stands behind a label is its value, or only the next word of a sentence.

A label alone proves nothing ("the password is wrong"), so three things are weighed: how strongly the gap announces a
value, what the value looks like, and whether the other half of a login stands beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.core.redaction.gaps import Force, read_gap
from bot.core.redaction.looks import address, no_value, placeholder, secret_like
from bot.core.redaction.spans import Kind
from bot.core.redaction.values import read_value
from bot.core.redaction.words import GOES_ON

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.redaction.gaps import Gap
    from bot.core.redaction.labels import Label
    from bot.core.redaction.views import View

USERS: Final = frozenset({Kind.USER, Kind.LOGIN})
_NEAR: Final = 100  # a partner label this close makes a pair; a username is rarely longer
_AHEAD: Final = 8  # labels looked at, so that a text of nothing but labels stays linear
_BETWEEN: Final = re.compile(r"[\W_]{0,12}+(?:[^\W\d_]{1,4}+[\W_]{1,4}+)?")
_LINE_START: Final = re.compile(
    r"[\W\d_]*(?:my|mi|mein|meine|mon|meu|minha|mio|mia|moj|мой|the|das|der|le|el|la|il|o|a)?[\W_]*"
)
_PART: Final = re.compile(r"[,;|/]| - |\s&\s")
_ENDS: Final = re.compile(r"[.,;!?)\]}\"'*_`]{0,4}(?:\s{0,40}$|[ \t]{0,40}[\n|,;/]|[.!?]\s)")
_NEXT_WORD: Final = re.compile(r"[.,;!?)\]}\"'*_`]{0,4}[\s/|,;&+]{1,4}([^\s:=,.;!?]{1,24})")
_MACISH: Final = re.compile(r"[0-9a-foавсе]{2}(?:[-:._ ]?[0-9a-foавсе]{1,2}){3,7}")
_BLAMED: Final = re.compile(r"(?:wrong|bad|error|falsch\w*|ungultig\w*|incorrect\w*|invalid\w*)\W+(?:\w+\W+){0,2}$")
_STRUCTURE: Final = re.compile(r"[\[{]\s{0,4}(?:[\[{\]}\"']|\\\"|$)|\W{1,2}$")
_ANNOUNCES: Final = re.compile(r"[\"'*_`)\]}]{0,4}\s{0,4}(?:[:=>|/→-]|\S{1,24}\s{0,2}[:=])|[ \t]{0,9}\n")
_WORD_AFTER: Final = re.compile(r"\s{1,8}(?=\S)")
_CODE_DIGITS: Final = 4
_HTTP_DIGITS: Final = 3
_BESIDE: Final = 8


@dataclass(frozen=True, slots=True)
class Found:
    """A value and the label it stands behind."""

    start: int
    end: int
    label: Label


@dataclass(frozen=True, slots=True)
class Weigher:
    """Weighs values of one label; `last` is the value that was found before."""

    view: View
    labels: Sequence[Label]
    index: int
    last: Found | None

    @property
    def label(self) -> Label:
        """The label whose value is in question."""
        return self.labels[self.index]

    def next_labels(self) -> Sequence[Label]:
        """The labels that follow, a few."""
        return self.labels[self.index + 1 : self.index + 1 + _AHEAD]

    def accepts(self, gap: Gap, start: int, end: int) -> bool:
        """Whether a stretch of text behind a gap is the label's value."""
        value, low = self.view.text[start:end], self.view.low[start:end]
        if not self._free(gap, start) or self._crossed(gap) or no_value(low.partition(" ")[0]):
            return False
        if placeholder(low) or _STRUCTURE.match(low) or address(low) or "://" in low:
            return False
        if self.label.kind is Kind.MAC and not low.startswith("00%3a"):
            return not gap.far and _MACISH.match(low) is not None and any(char.isdigit() for char in low)
        if self.label.short and not self._partner(end):
            return False
        if gap.line and gap.force is Force.MEDIUM and not self._opens():
            return False
        if secret_like(value) or self._code(value, gap):
            return not gap.far or gap.force > Force.WEAK
        return not gap.far and self._plain(gap, start, end, value)

    def _code(self, value: str, gap: Gap) -> bool:
        """A PIN is short."""
        wanted = self.label.kind is Kind.CODE and value.isdigit()
        return wanted and (len(value) >= _CODE_DIGITS or gap.force is Force.STRONG)

    def _plain(self, gap: Gap, start: int, end: int, value: str) -> bool:
        """A value that could be a word of the sentence."""
        if self.label.kind is Kind.KEY:
            return self.view.low[gap.end - 1 : gap.end] == "=" and not value.isdigit()
        if gap.force is Force.STRONG:
            return not (value.isdigit() and len(value) <= _HTTP_DIGITS and self._blamed())
        if gap.force is not Force.COPULA and self.view.low[start - 1] in "\"'`«" and " " not in value:
            return True
        if self._partner(end):
            return True
        if gap.force is Force.MEDIUM:
            return self._opens() and self.closes(end)
        if gap.force is Force.COPULA:
            return self.closes(end) and not _verb(value)
        return self.view.low[max(0, self.label.start - 2) : self.label.start] == "--"

    def _blamed(self) -> bool:
        """`Invalid username or password: 401`."""
        return bool(_BLAMED.search(self.view.low[max(0, self.label.start - 40) : self.label.start]))

    def _opens(self) -> bool:
        """Whether the label begins its line or its part of it."""
        start = self.label.start
        part = _PART.split(self.view.low[max(0, start - 60) : start].rpartition("\n")[2])[-1]
        return bool(_LINE_START.fullmatch(part)) or (self.last is not None and start - self.last.end <= _BESIDE)

    def closes(self, end: int) -> bool:
        """Whether the sentence ends behind the value, or goes on with a word that cannot belong to it."""
        low = self.view.low
        if _ENDS.match(low, end):
            return True
        word = _NEXT_WORD.match(low, end)
        if word:
            return word[1] in GOES_ON or any(label.start == word.start(1) for label in self.next_labels())
        return not low[end : end + 3].strip().isascii()

    def _partner(self, end: int) -> bool:
        """Whether the other half of the login has just been read, or follows."""
        wanted = {Kind.PASSWORD, Kind.CODE} if self.label.kind in USERS else {*USERS, Kind.MAC}
        last = self.last
        if last is not None and last.label.kind in wanted and self.label.start - last.end <= _NEAR // 2:
            return True
        for label in self.next_labels():
            if label.kind in wanted and 0 < label.start - end <= _NEAR and (self.label.short or not label.short):
                between = _BETWEEN.match(self.view.low, end, label.start)
                return between is not None and between.end() == label.start and self._answered(label)
        return False

    def _answered(self, label: Label) -> bool:
        gap = read_gap(self.view.low, label.end)
        if gap is None:
            return False
        start, end = read_value(self.view.low, gap.end)
        return start < end and not no_value(self.view.low[start:end])

    def _crossed(self, gap: Gap) -> bool:
        """Whether another label stands between this one and the value."""
        return any(label.end <= gap.end and not label.short for label in self.next_labels())

    def _free(self, gap: Gap, start: int) -> bool:
        """Whether the place is free: another label there is a label, unless it is part of a longer word."""
        for label in self.next_labels():
            if label.start == start and not label.short:
                after = self.view.low[label.end : label.end + 1]
                part = after.isalnum() or after in {"!", "@", "#", "$", "%", "^", "_", "-"}
                return part or (gap.force is Force.STRONG and not self._announces(label))
        return True

    def _announces(self, label: Label) -> bool:
        """Whether a label leads to a value of its own: else it is one, as in "user: sunlogin password: x"."""
        if _ANNOUNCES.match(self.view.low, label.end):
            return True
        word = _WORD_AFTER.match(self.view.low, label.end)
        return word is not None and all(other.start != word.end() for other in self.next_labels())


def _verb(value: str) -> bool:
    """English participles: "the password is rejected", "is changing"."""
    return value.islower() and len(value) > 5 and value.endswith(("ed", "ing"))  # noqa: PLR2004 -- "king", "bred"
