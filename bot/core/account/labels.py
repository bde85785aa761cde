"""Logins that are told in words: `user: x pass: y` in nine languages, in one line, in several, in a table.

Redaction knows the labels, and finds the values behind them. What it finds is taken from there, so that nothing can be
taken here that it would not mask.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from bot.core.account.macs import mac_in
from bot.core.account.secret import Secret
from bot.core.frozen import dataclass
from bot.core.redaction.labelled import labelled
from bot.core.redaction.labels import find_labels
from bot.core.redaction.shapes import shaped
from bot.core.redaction.spans import Kind
from bot.core.redaction.tables import tabled
from bot.core.redaction.views import views

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.core.redaction.spans import Span
    from bot.core.redaction.views import View

_HALVES = {Kind.USER: "username", Kind.LOGIN: "username", Kind.PASSWORD: "password"}


@dataclass(frozen=True, slots=True)
class Told:
    """What the words tell: pairs of username and password (either may be missing), MACs, a port."""

    pairs: tuple[tuple[Secret | None, Secret | None], ...] = ()
    macs: tuple[Secret, ...] = ()
    port: int | None = None


@cache
def _port() -> re.Pattern[str]:
    return re.compile(
        r"(?<![^\W_])(?:port|puerto|porta|portnummer|порт|بورت|البورت|منفذ|المنفذ)"
        r"[ \t]{0,3}(?:[:=–-][ \t]{0,3}|\n[ \t]{0,3})?"
        r"([0-9]{2,5})(?![0-9])"
    )


@cache
def _servers() -> re.Pattern[str]:
    return re.compile(
        r"(?<![^\W_])(?:host(?:name)?|url|portal(?: url)?|dns|server(?: url| address)?|servidor|serveur|sunucu"
        r"|adres[is]?|adress?e|address|indirizzo|endereco|direccion|link|сервер|портал|адрес|хост|ссылка"
        r"|سيرفر|السيرفر|الخادم|خادم|رابط|الرابط"
        r"|بورتال|هوست)[^\w\n]{0,6}\n?[^\w\n]{0,4}$"
    )


def named_server(before: str) -> bool:
    """Whether what stands before an address names it as the server."""
    return _servers().search(_folded(before).low) is not None


def alone(before: str, after: str) -> bool:
    """Whether a text has nothing but an address, with its label and its port in words."""
    rest = _servers().sub("", _folded(before).low) + " " + _port().sub("", _folded(after).low)
    return re.search(r"\w", rest) is None


def told(text: str, taken: Iterable[tuple[int, int]], *, port: bool) -> Told:
    """Read a text beside its links.

    Args:
        text: tidied.
        taken: where links stand, whose parts are known already.
        port: whether a port in words is looked for.
    """
    letters = list(text)
    for start, end in taken:
        letters[start:end] = "x" * (end - start)  # a placeholder to redaction: neither a value nor a gap
    view = _folded("".join(letters))
    shapes = [span for span in shaped(view) if span.kind is Kind.MAC]
    tables = _beside(tabled(view), shapes)
    labels = _beside(labelled(view, find_labels(view.low)), [*shapes, *tables])
    spans = sorted({*labels, *tables}, key=lambda span: (span.start, -span.end))
    macs = sorted({*shapes, *(span for span in spans if span.kind is Kind.MAC)}, key=lambda span: span.start)
    found = (mac_in(_value(view, text, span)) for span in macs)
    number = _port().search(view.low) if port else None
    return Told(
        tuple(_pairs(view, text, [span for span in spans if span.kind in _HALVES])),
        tuple(Secret(mac) for mac in dict.fromkeys(filter(None, found))),
        int(number[1]) if number else None,
    )


def _beside(spans: Iterable[Span], surer: Sequence[Span]) -> list[Span]:
    """The spans that do not overlap those that are surer, in one pass over both."""
    order = sorted(surer, key=lambda span: span.start)
    starts = [span.start for span in order]
    found = []
    for span in spans:
        at = bisect_left(starts, span.end)
        if not any(one.end > span.start for one in order[max(0, at - 3) : at]):
            found.append(span)
    return found


def _folded(text: str) -> View:
    return next(iter(views(text)))


def _value(view: View, text: str, span: Span) -> str:
    there = view.back(span)
    value = text[there.start : there.end].strip()
    return re.sub(r"^-{1,2}[a-z_]{1,20}=", "", value).strip("|") or value


def _pairs(view: View, text: str, spans: Sequence[Span]) -> Iterable[tuple[Secret | None, Secret | None]]:
    """Usernames and passwords that belong together, in the order in which they stand."""
    parts = _parts(view, text, spans)
    found: dict[tuple[Secret | None, Secret | None], None] = {}
    now: dict[str, Secret] = {}
    for name, value in parts:
        if now.get(name, value) != value:
            found[now.get("username"), now.get("password")] = None
            now = {}
        now[name] = value
    if now:
        found[now.get("username"), now.get("password")] = None
    return found


def _parts(view: View, text: str, spans: Sequence[Span]) -> Iterable[tuple[str, Secret]]:
    """Each value with its half. A double label ("login: x / y") gives two passwords, of which the first is a name."""
    named = False
    for index, span in enumerate(spans):
        if index and span.end <= spans[index - 1].end:
            continue
        value = _value(view, text, span)
        if value == "|":  # of a spoiler: ||x||
            continue
        after = spans[index + 1] if index + 1 < len(spans) else None
        name = _HALVES[span.kind]
        if span.kind is Kind.PASSWORD and after and (after.start, after.end) == (span.end - 1, span.end):
            halves = re.split("[/:|,;]", value, maxsplit=1)  # redaction marks "x:y" by its last letter
            yield from zip(("username", "password"), map(Secret, halves), strict=False)
            named = False
            continue
        if span.kind is Kind.PASSWORD and not named and after and after.kind is Kind.PASSWORD:
            name = "username"
        named = name == "username"
        yield name, Secret(value)
