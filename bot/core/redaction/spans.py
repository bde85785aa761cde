"""What a detector reports: a stretch of text and what kind of secret it is."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from bot.core.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MASK: Final = "••••"
_DOT: Final = "•"


class Kind(Enum):
    """What a label names, or what a stretch of text is."""

    PASSWORD = auto()
    USER = auto()
    LOGIN = auto()  # "login": a username, often with the password behind it
    PAIR = auto()  # "credentials", "user/pass": two values follow
    MAC = auto()
    SERIAL = auto()
    TOKEN = auto()
    KEY = auto()  # "key", "session": a secret only if the value looks like one
    CODE = auto()
    MONEY = auto()
    MAIL = auto()
    PHONE = auto()


# Alone they identify somebody, but nobody can log in with them: redacted, yet no reason to delete a message.
HARMLESS: Final = frozenset({Kind.USER, Kind.LOGIN, Kind.MAIL, Kind.PHONE})


@dataclass(frozen=True, slots=True)
class Span:
    """A secret: half-open offsets into a text, and its kind."""

    start: int
    end: int
    kind: Kind


def hidden(text: str) -> bool:
    """Tell whether nothing is left to hide: blank, or a mask that an earlier pass (or another bot) has put there."""
    return not text.strip(_DOT + " \t\r\n")


def covered(text: str, spans: Iterable[Span]) -> list[Span]:
    """Drop what is masked already, sort by position."""
    real = {span for span in spans if not hidden(text[span.start : span.end])}
    return sorted(real, key=lambda span: (span.start, span.end))


def masked(text: str, spans: Sequence[Span]) -> str:
    """Replace every span by the mask, in the order of `covered`; overlapping spans become one."""
    parts: list[str] = []
    done = 0
    for span in spans:
        if span.start >= done:
            parts.append(text[done : span.start])
            parts.append(MASK)
        done = max(done, span.end)
    parts.append(text[done:])
    return "".join(parts)
