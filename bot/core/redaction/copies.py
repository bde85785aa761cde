"""Second copies of a secret: once a label or a link has told it, it is one wherever else it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core.redaction.labels import kind_of
from bot.core.redaction.looks import address, no_value, placeholder, secret_like
from bot.core.redaction.spans import HARMLESS, Kind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.core.redaction.views import View

_SHORTEST: Final = 4
_MOST: Final = 24  # different secrets that are looked for, so that a long playlist stays linear
_UNIQUE: Final = frozenset({Kind.PASSWORD, Kind.USER, Kind.LOGIN, Kind.TOKEN, Kind.SERIAL, Kind.CODE})


def telling(view: View, span: Span, known: dict[str, Kind]) -> None:
    """Remember what a span holds, if it can be told from the words of a sentence."""
    value = view.low[span.start : span.end].strip("\"'`.,;:!?()[]<>")
    if len(known) >= _MOST or span.kind not in _UNIQUE or len(value) < _SHORTEST or " " in value:
        return
    if not (no_value(value) or placeholder(value) or address(value) or kind_of(value) or "•" in value):
        known.setdefault(value, span.kind)


def copied(view: View, known: Mapping[str, Kind]) -> Iterator[Span]:
    """Every other place where a known secret stands as a whole."""
    low = view.low
    paired = Kind.PASSWORD in known.values()
    for value, kind in known.items():
        if kind in HARMLESS and not paired and not secret_like(value):
            continue
        at = low.find(value)
        while at >= 0:
            end = at + len(value)
            if not (_goes_on(low, at - 1, -1, value[0]) or _goes_on(low, end, 1, value[-1])):
                yield Span(at, end, kind)
            at = low.find(value, end)


def _goes_on(low: str, at: int, step: int, edge: str) -> bool:
    """Whether a longer word, or a host's name, goes on beyond the edge of a copy."""
    if not 0 <= at < len(low) or not edge.isalnum():
        return False
    beyond = low[at + step : at + step + 1] if at + step >= 0 else ""
    return low[at].isalnum() or (low[at] in ".-_" and beyond.isalnum())
