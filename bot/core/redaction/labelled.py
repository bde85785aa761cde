"""Values behind labels: `user: x pass: y`, JSON, XML, settings, sentences, in any language whose labels are known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.core.redaction.gaps import Force, Tagged, far_gap, read_gap
from bot.core.redaction.looks import address, no_value, placeholder, secret_like
from bot.core.redaction.spans import Kind, Span
from bot.core.redaction.values import read_value, to_the_end
from bot.core.redaction.weighing import USERS, Found, Weigher
from bot.core.redaction.words import AND

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.core.redaction.gaps import Gap
    from bot.core.redaction.labels import Label
    from bot.core.redaction.views import View

_SLASHED: Final = re.compile(
    r"[.,;:!?)\]}\"'*`_>]{0,4}?(?:\s{0,3}(?P<sign>[/|:,;&+→-])\s{0,3}|\s{1,3}(?:(?P<word>[^\W\d_]{1,4})\s{1,3})?)(?=\S)"
)
_TWO_IN_ONE: Final = re.compile(r"\w[/:|,;]\w")
_GROUPS: Final = re.compile(r"(?:[ -]\d{2,8}){1,7}(?![^\s.,;!)])")  # 5527 1193
_GLUED: Final = re.compile(r"[\"']?[ ]{0,2}[:=~]")
_NONSPACE: Final = re.compile(r"\S+")
_BEFORE: Final = 40  # characters in front of a label that can tell that it stands in a tag


def labelled(view: View, labels: Sequence[Label]) -> Iterator[Span]:
    """Every value behind a label."""
    last: Found | None = None
    for index, label in enumerate(labels):
        if last is not None and label.start < last.end:
            continue
        found = _read(Weigher(view, labels, index, last), both=_both(view.low, labels, index))
        pair = label.kind is Kind.PAIR or (label.kind in USERS and len(found) > 1)
        for part in found:
            yield Span(part.start, part.end, Kind.PASSWORD if pair else label.kind)
        last = found[-1] if found else last


def _read(weigher: Weigher, *, both: bool) -> list[Found]:
    """The value of a label, and the second one if the label announces two."""
    low, label = weigher.view.low, weigher.label
    before = low[max(0, label.start - _BEFORE) : label.start]
    if before.endswith("</"):
        return []
    for gap in (read_gap(low, label.end, tagged=_tagged(before)), far_gap(low, label.end)):
        if gap is None:
            continue
        start, end = _value(weigher, gap, both=both)
        if start < end and weigher.accepts(gap, start, end):
            grouped = (
                _GROUPS.match(low, end)
                if label.kind in {Kind.CODE, Kind.SERIAL} and low[start:end].isdecimal()
                else None
            )
            ends = (to_the_end(low, start, end), weigher.phrase(gap, start), grouped.end() if grouped else end)
            first = Found(start, max(ends), label)
            return [*_on_the_way(weigher, gap), first, *_second(weigher, gap, first, both=both)]
        if both and weigher.paired(gap, end):
            return [Found(start, end, label), Found(end - 1, end, label)]
        if (end := weigher.phrase(gap, start)) > start:
            return [Found(start, end, label)]
    return []


def _value(weigher: Weigher, gap: Gap, *, both: bool) -> tuple[int, int]:
    """The value, up to a label that is glued to it ("User:xPass:y"), behind the host in "host/user/pass: h / x / y"."""
    low = weigher.view.low
    start, end = read_value(low, gap.end)
    if (
        (both or weigher.label.kind is Kind.LOGIN)
        and address(low[start:end])
        and (delimiter := _SLASHED.match(low, end))
    ):
        start, end = read_value(low, delimiter.end())
    for label in weigher.next_labels():
        if start < label.start < end and not label.short and _GLUED.match(low, label.end):
            return start, start + len(low[start : label.start].rstrip(" ,;/|&~-"))
    return start, end


def _on_the_way(weigher: Weigher, gap: Gap) -> Iterator[Found]:
    """What looks made up between the label and its value: "password of tina77: x"."""
    for word in _NONSPACE.finditer(weigher.view.low, weigher.label.end, gap.end):
        end = word.start() + len(word[0].rstrip(":,;()"))
        if secret_like(weigher.view.text[word.start() : end]):
            yield Found(word.start(), end, weigher.label)


def _second(weigher: Weigher, gap: Gap, first: Found, *, both: bool) -> Iterator[Found]:
    """The password behind "login: x / y", "user and pass: x y", "credentials x y"."""
    view, kind = weigher.view, weigher.label.kind
    if not both and kind not in USERS:
        return
    if _TWO_IN_ONE.search(view.text[first.start : first.end]):
        yield Found(first.end - 1, first.end, first.label)  # "x:y" was read as one value, and is a pair all the same
        return
    delimiter = _SLASHED.match(view.low, first.end)
    if delimiter is None or (delimiter["word"] and delimiter["word"] not in AND):
        return
    start, end = read_value(view.low, delimiter.end())
    low = view.low[start:end]
    if start == end or no_value(low) or placeholder(low) or address(low) or _label_at(weigher, start):
        return
    strong, blank = gap.force is Force.STRONG, not (delimiter["sign"] or delimiter["word"])
    sure = both and (strong or not blank)
    made_up = secret_like(view.text[first.start : first.end])
    signed = (strong or made_up) and delimiter["sign"] in {"/", ":", "|"} and weigher.closes(end)
    if (
        (weigher.two(gap, first.end) and weigher.second(first.end) == (start, end))
        or sure
        or signed
        or (secret_like(view.text[start:end]) and not (kind is Kind.USER and blank))
    ):
        yield Found(start, end, first.label)


def _label_at(weigher: Weigher, start: int) -> bool:
    return any(label.start == start and not label.short for label in weigher.next_labels())


def _both(low: str, labels: Sequence[Label], index: int) -> bool:
    """Whether a label is a double one: "credentials", "user/pass", "usuario y contraseña"."""
    label = labels[index]
    if label.kind is Kind.PAIR:
        return True
    halves = {Kind.PASSWORD, *USERS}
    if index == 0 or label.kind not in halves:
        return False
    other = labels[index - 1]
    between = low[other.end : label.start]
    joined = len(between) <= 8 and (not between.strip(" /:&+|,-\"'") or between.strip(" \"'") in AND)  # noqa: PLR2004
    return joined and other.kind != label.kind and other.kind in halves


def _tagged(before: str) -> Tagged:
    """Whether what stands before a label has opened a tag (`key=<password>` is a placeholder)."""
    opened = before.rfind("<")
    inside = opened >= 0 and before[:opened][-1:] != "=" and not set(">\n") & set(before[opened:])
    if not inside:
        return Tagged.NO
    return Tagged.FIELD if before.startswith("<input", opened) else Tagged.TAG
