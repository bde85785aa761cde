"""Chats that were pasted: somebody asks for a login, and the next line is the answer, with no label of its own.

Bot: What is your password?
[10:22] Tina: sunflower
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.core.redaction.labels import find_labels, kind_of
from bot.core.redaction.looks import address, no_value, placeholder, secret_like
from bot.core.redaction.ordinary import ordinary
from bot.core.redaction.spans import Kind, Span
from bot.core.redaction.views import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.redaction.views import View

_LINE: Final = re.compile(r"[^\n]+")
_SPEAKER: Final = re.compile(
    r"[ \t>*_•-]{0,8}(?:[\[(]?[\d./, :-]{3,22}(?:[ap]m)?[\])]?[ -]{0,3})?"
    r"(?:[<\[]?(?:[^\s:,<>\[\]]{1,24}[ ]){0,2}[^\s:,<>\[\]]{1,24}(?:[ ][\d:.,]{4,8})?(?:[>\]]:?|:)[ \t]{1,4})?"
)
_ASKS: Final = re.compile(
    r"(?:[\"'’s]{0,2}[ ]{0,2}(?:please|pls|plz|bitte|por favor|stp|svp|s'il vous plait|per favore|lutfen|пожалуйста"
    r"|again|too|now|for me|of the line|for the line|for it|to log in"
    r"|(?:do |did )?you (?:use|have|enter|get|type)|hast du|nutzt du|tienes|usas"
    r"|utilisez-vous)){0,2}[ ]{0,2}(?P<sign>[?:.!]{0,3})[ \t\r]{0,9}$"
)
_PLEADS: Final = re.compile(
    r"please|pls|plz|bitte|por favor|stp|svp|plait|favore|lutfen|пожалуйста|send me|give me|tell me|need your|type your"
    r"|enter your|schick mir|gib mir|enviame|dame|envoie"
)
_WHAT: Final = re.compile(
    r"(?<![^\W_])(?:what|whats|which|welche\w{0,2}|wie lautet|wie heißt|wie ist|cual|quel\w{0,2}|qual|ne(?:dir)?"
    r"|какой|какая|ما"
    r"|wat|welk|jaki|jakie|vad|hvad|hva|mika|care)(?![^\W_])"
)
_BLAMED: Final = re.compile(
    r"wrong|invalid|incorrect|forgot|lost|change|reset|falsch|невер|vergessen|olvid|oubli|yanlis|error"
)
_WIDEST: Final = 160
_TOKEN: Final = re.compile(r"\S{1,64}")
_MOST_WORDS: Final = 4
_HTTP_DIGITS: Final = 3
_WANTED: Final = frozenset({Kind.PASSWORD, Kind.USER, Kind.LOGIN, Kind.PAIR, Kind.CODE, Kind.SERIAL})


def question(text: str) -> bool:
    """Whether a message ends with a question that only a login answers: not "is it the right password?"."""
    low = fold(text.strip()[-_WIDEST:]).rpartition("\n")[2]
    return bool(_WHAT.search(low) or _PLEADS.search(low)) and _asks(low, 0, len(low)) is not None


def answered(view: View) -> Iterator[Span]:
    """The answer under every question for a login."""
    low = view.low
    asked: Kind | None = None
    for line in _LINE.finditer(low):
        start, end = line.span()
        if line[0].isspace():
            continue
        if asked is not None:
            yield from _answer(view, start, end, asked)
        asked = _asks(low, start, end) if end - start <= _WIDEST else None


def _said(low: str, start: int, end: int) -> int:
    """Where a line begins behind its time and the name of who speaks."""
    speaker = _SPEAKER.match(low, start, end)
    return speaker.end() if speaker else start


def _asks(low: str, start: int, end: int) -> Kind | None:
    """What a line asks for, if it is a question that ends with a label."""
    said = low[_said(low, start, end) : end]
    if not said.rstrip().endswith(("?", ":", ".", "!")) and not _PLEADS.search(said):
        return None
    labels = [label for label in find_labels(said) if not label.short and label.kind in _WANTED]
    if not labels or _BLAMED.search(said):
        return None
    rest = _ASKS.match(said, labels[-1].end)
    if rest is None or not ("?" in rest["sign"] or _PLEADS.search(said)):
        return None
    return Kind.PASSWORD if labels[-1].kind is Kind.PAIR or len(labels) > 1 else labels[-1].kind


def _answer(view: View, start: int, end: int, kind: Kind) -> Iterator[Span]:
    start = _said(view.low, start, end)
    words = [match.span() for match in _TOKEN.finditer(view.low, start, end)]
    if not words or len(words) > _MOST_WORDS:
        return
    values = [view.low[a:b].strip(".,;!\"'`") for a, b in words]
    if any(address(value) or placeholder(value) or kind_of(value) for value in values):
        return
    plain = [value for value in values if no_value(value) or ordinary(value)]
    made_up = any(secret_like(view.text[a:b]) for a, b in words)
    number = all(value.isdecimal() and len(value) <= _HTTP_DIGITS for value in values)
    if number or (2 * len(plain) >= len(values) and not made_up):
        return
    yield Span(words[0][0], words[-1][1], kind)
