"""Values behind labels: `user: x pass: y`, tables, JSON, XML, sentences, in any language the labels are known in.

A label alone proves nothing ("the password is wrong"), so three things are weighed: how strongly the gap announces a
value, what the value looks like, and whether the other half of a login stands beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.core.redaction.gaps import Force, Gap, Tagged, far_gap, read_gap, read_value, to_the_end
from bot.core.redaction.labels import Label, find_labels
from bot.core.redaction.looks import address, no_value, placeholder, secret_like
from bot.core.redaction.spans import Kind, Span
from bot.core.redaction.words import AND, GOES_ON

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.redaction.views import View

_USERS: Final = frozenset({Kind.USER, Kind.LOGIN})
_NEAR: Final = 100  # a partner label this close makes a pair; a username is rarely longer
_BETWEEN: Final = re.compile(r"[\W_]{0,12}+(?:[^\W\d_]{1,4}+[\W_]{1,4}+)?")
_LINE_START: Final = re.compile(
    r"[\W\d_]*(?:my|mi|mein|meine|mon|meu|minha|mio|mia|moj|мой|the|das|der|le|el|la|il|o|a)?[\W_]*"
)
_ENDS: Final = re.compile(r"[.,;!?)\]}\"'*_`]{0,4}(?:\s{0,40}$|[ \t]{0,40}[\n|,;/]|[.!?]\s)")
_NEXT_WORD: Final = re.compile(r"[.,;!?)\]}\"'*_`]{0,4}[\s/|,;&+]{1,4}([^\s:=,.;!?]{1,24})")
_SLASHED: Final = re.compile(
    r"[.,;:!?)\]}\"'*`_>]{0,4}?(?:\s{0,3}(?P<sign>[/|:,;&+→-])\s{0,3}|\s{1,3}(?:(?P<word>[^\W\d_]{1,3})\s{1,3})?)(?=\S)"
)
_MACISH: Final = re.compile(r"[0-9a-foавсе]{2}(?:[-:._ ]?[0-9a-foавсе]{1,2}){3,7}")
_BLAMED: Final = re.compile(
    r"(?:wrong|invalid|incorrect|bad|error|falsch\w*|ung[uü]ltig\w*|incorrect\w*|invalid\w*)\W+(?:\w+\W+){0,2}$"
)
_STRUCTURE: Final = re.compile(r"[\[{]\s{0,4}(?:[\[{\]}\"']|\\\"|$)|\W{1,2}$")
_ANNOUNCES: Final = re.compile(r"[\"'*_`)\]}]{0,4}\s{0,4}(?:[:=>|/→-]|\S{1,24}\s{0,2}[:=])|[ \t]{0,9}\n")
_GLUED: Final = re.compile(r"[\"']?[ ]{0,2}[:=]")
_NONSPACE: Final = re.compile(r"[^\s]+")
_WORD_AFTER: Final = re.compile(r"\s{1,8}(?=\S)")
_CODE_DIGITS: Final = 4
_HTTP_DIGITS: Final = 3


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    label: Label


def labelled(view: View) -> Iterator[Span]:
    """Every value behind a label."""
    labels = find_labels(view.low)
    last: _Found | None = None
    for index, label in enumerate(labels):
        if last is not None and label.start < last.end:
            continue
        found = _Reader(view, labels, index, last).read()
        for part in found:
            yield Span(part.start, part.end, _kind(part.label, found))
        last = found[-1] if found else last


def _kind(label: Label, found: list[_Found]) -> Kind:
    return Kind.PASSWORD if label.kind is Kind.PAIR or (label.kind in _USERS and len(found) > 1) else label.kind


@dataclass(frozen=True, slots=True)
class _Reader:
    view: View
    labels: list[Label]
    index: int
    last: _Found | None

    @property
    def label(self) -> Label:
        return self.labels[self.index]

    def read(self) -> list[_Found]:
        """The value of this label, and the second one if the label announces two."""
        before = self.view.low[max(0, self.label.start - 40) : self.label.start]
        if before.endswith("</"):
            return []
        near = read_gap(self.view.low, self.label.end, tagged=_tagged(before))
        for gap in (near, far_gap(self.view.low, self.label.end)):
            if gap is None:
                continue
            start, end = self._value(gap)
            if start < end and self._free(gap, start) and not self._crossed(gap) and self._accepts(gap, start, end):
                first = _Found(start, to_the_end(self.view.low, start, end), self.label)
                return [*self._on_the_way(gap), first, *self._second(gap, first)]
        return []

    def _value(self, gap: Gap) -> tuple[int, int]:
        """The value, up to the next label that is glued to it ("User:xPass:y"), behind the host in "host/user/pass:"."""
        start, end = read_value(self.view, gap.end)
        if self._both() and address(self.view.low[start:end]) and (delimiter := _SLASHED.match(self.view.low, end)):
            start, end = read_value(self.view, delimiter.end())
        for label in self.labels[self.index + 1 : self.index + 4]:
            if start < label.start < end and not label.short and _GLUED.match(self.view.low, label.end):
                return start, start + len(self.view.low[start : label.start].rstrip(" ,;/|&-")) or label.start
        return start, end

    def _on_the_way(self, gap: Gap) -> Iterator[_Found]:
        """What looks made up between the label and its value: "password of tina77: x"."""
        for word in _NONSPACE.finditer(self.view.low, self.label.end, gap.end):
            end = word.start() + len(word[0].rstrip(":,;()"))
            if secret_like(self.view.text[word.start() : end]):
                yield _Found(word.start(), end, self.label)

    def _crossed(self, gap: Gap) -> bool:
        """Whether another label stands between this one and the value."""
        return any(label.end <= gap.end and not label.short for label in self.labels[self.index + 1 : self.index + 6])

    def _free(self, gap: Gap, start: int) -> bool:
        """Whether the place is free: another label there is a label, unless it is part of a longer word."""
        for label in self.labels[self.index + 1 : self.index + 6]:
            if label.start == start and not label.short:
                after = self.view.low[label.end : label.end + 1]
                if after.isalnum() or after in {"!", "@", "#", "$", "%", "^", "_", "-"}:
                    return True
                return gap.force is Force.STRONG and not self._announces(label)
        return True

    def _announces(self, label: Label) -> bool:
        """Whether a label leads to a value of its own: else it is one, as in "user: sunlogin password: x"."""
        if _ANNOUNCES.match(self.view.low, label.end):
            return True
        word = _WORD_AFTER.match(self.view.low, label.end)
        return word is not None and all(
            other.start != word.end() for other in self.labels[self.index + 1 : self.index + 8]
        )

    def _accepts(self, gap: Gap, start: int, end: int) -> bool:
        value, low = self.view.text[start:end], self.view.low[start:end]
        if placeholder(low) or no_value(low.split()[0] if low.strip() else low) or _STRUCTURE.match(low):
            return False
        if self.label.kind is Kind.MAC and not low.startswith("00%3a"):
            return not gap.far and _MACISH.match(low) is not None and any(char.isdigit() for char in low)
        if address(low) or "://" in low:
            return False
        if (self.label.short and not self._partner(end)) or (
            gap.lines and gap.force is Force.MEDIUM and not self._opens()
        ):
            return False
        if secret_like(value) or self._numeric(value, gap):
            return not gap.far or gap.force > Force.WEAK
        return not gap.far and self._plain(gap, start, end, value)

    def _numeric(self, value: str, gap: Gap) -> bool:
        if self.label.kind is Kind.CODE and value.isdigit():
            return len(value) >= _CODE_DIGITS or gap.force is Force.STRONG
        return False

    def _plain(self, gap: Gap, start: int, end: int, value: str) -> bool:
        """A value that could be a word of the sentence."""
        if self.label.kind is Kind.KEY:
            return self.view.low[gap.end - 1 : gap.end] == "=" and not value.isdigit()
        if gap.force is Force.STRONG:
            return not (value.isdigit() and len(value) <= _HTTP_DIGITS and self._blamed())
        if self.view.low[start - 1] in "\"'`«" and gap.force is not Force.COPULA and " " not in value:
            return True
        paired = self._partner(end)
        if gap.force is Force.MEDIUM:
            return (self._opens() and self._closes(end)) or paired
        if gap.force is Force.COPULA:
            return (self._closes(end) or paired) and not _verb(value)
        return paired or self.view.low[max(0, self.label.start - 2) : self.label.start] == "--"

    def _blamed(self) -> bool:
        return bool(_BLAMED.search(self.view.low[max(0, self.label.start - 40) : self.label.start]))

    def _opens(self) -> bool:
        """Whether the label begins its line or its part of it."""
        low, start = self.view.low, self.label.start
        line = low[max(0, start - 60) : start].rpartition("\n")[2]
        part = re.split(r"[,;|/]| - |\s&\s", line)[-1]
        return bool(_LINE_START.fullmatch(part)) or (
            self.last is not None and start - self.last.end <= _CODE_DIGITS * 2
        )

    def _closes(self, end: int) -> bool:
        """Whether the sentence ends behind the value, or goes on with a word that cannot belong to it."""
        low = self.view.low
        if _ENDS.match(low, end):
            return True
        word = _NEXT_WORD.match(low, end)
        if word:
            return word[1] in GOES_ON or any(label.start == word.start(1) for label in self.labels[self.index :][:8])
        return not low[end : end + 3].strip().isascii()

    def _partner(self, end: int) -> bool:
        """Whether the other half of the login has just been read, or follows."""
        wanted = {Kind.PASSWORD, Kind.CODE} if self.label.kind in _USERS else {*_USERS, Kind.MAC}
        last = self.last
        if last is not None and last.label.kind in wanted and self.label.start - last.end <= _NEAR // 2:
            return True
        for label in self.labels[self.index + 1 : self.index + 4]:
            if label.kind in wanted and 0 < label.start - end <= _NEAR and (self.label.short or not label.short):
                between = _BETWEEN.match(self.view.low, end, label.start)
                return bool(between and between.end() == label.start) and self._answered(label)
        return False

    def _answered(self, label: Label) -> bool:
        gap = read_gap(self.view.low, label.end)
        if gap is None:
            return False
        start, end = read_value(self.view, gap.end)
        return start < end and not no_value(self.view.low[start:end])

    def _second(self, gap: Gap, first: _Found) -> Iterator[_Found]:
        """The password behind "login: x / y", "user and pass: x y", "credentials x y"."""
        both = self._both()
        value = self.view.text[first.start : first.end]
        if self.label.kind not in {*_USERS, Kind.PAIR} and not both:
            return
        if re.search(r"\w[/:|,;]\w", value):  # x:y was read as one value
            if self.label.kind in {*_USERS, Kind.PAIR}:
                yield _Found(first.end - 1, first.end, self.label)
            return
        delimiter = _SLASHED.match(self.view.low, first.end)
        if delimiter is None or (delimiter["word"] is not None and delimiter["word"] not in AND):
            return
        start, end = read_value(self.view, delimiter.end())
        low = self.view.low[start:end]
        if start == end or no_value(low) or placeholder(low) or address(low) or not self._taken_far(start):
            return
        blank = not (delimiter["sign"] or delimiter["word"])
        sure = both and (gap.force is Force.STRONG or not blank)
        signed = delimiter["sign"] in {"/", ":", "|"} and gap.force is Force.STRONG and self._closes(end)
        if (
            sure
            or signed
            or (secret_like(self.view.text[start:end]) and (self.label.kind is not Kind.USER or not blank))
        ):
            yield _Found(start, end, self.label)

    def _both(self) -> bool:
        """Whether the label is a double one: "credentials", "user/pass", "usuario y contraseña"."""
        if self.label.kind is Kind.PAIR:
            return True
        if self.index == 0 or self.label.kind not in {Kind.PASSWORD, *_USERS}:
            return False
        other = self.labels[self.index - 1]
        between = self.view.low[other.end : self.label.start]
        joined = len(between) <= 8 and (not between.strip(" /:&+|,-\"'") or between.strip(" \"'") in AND)  # noqa: PLR2004
        return joined and other.kind != self.label.kind and other.kind in {Kind.PASSWORD, *_USERS}

    def _taken_far(self, start: int) -> bool:
        return all(label.start != start for label in self.labels[self.index + 1 : self.index + 8] if not label.short)


def _verb(value: str) -> bool:
    """English participles: "the password is rejected", "is changing"."""
    return value.islower() and len(value) > 5 and value.endswith(("ed", "ing"))  # noqa: PLR2004 -- "king", "bred"


def _tagged(before: str) -> Tagged:
    """Whether what stands before a label has opened a tag (`key=<password>` is a placeholder)."""
    opened = before.rfind("<")
    inside = opened >= 0 and before[:opened][-1:] != "=" and not set(">\n") & set(before[opened:])
    if not inside:
        return Tagged.NO
    return Tagged.FIELD if before.startswith("<input", opened) else Tagged.TAG
