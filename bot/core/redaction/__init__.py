"""Redaction: logins never reach a file, a log or a transcript; text without them stays as it is.

The bot's users paste links, portal addresses and whole mails with their passwords in them. Detectors (links, headers,
labels, tables, shapes) read the text and several decodings of it, and report stretches of the original. They think in
structure, that is label, separator and value, or position in a path, not in phrases. All of it is pure, and every
regular expression is linear on hostile text (tests/bench/redaction.py).
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from bot.core.redaction.asked import LINKS, WHOLE, answer
from bot.core.redaction.headers import headed
from bot.core.redaction.labelled import labelled
from bot.core.redaction.links import linked
from bot.core.redaction.shapes import shaped
from bot.core.redaction.spans import HARMLESS, MASK, Kind, Span, covered, masked
from bot.core.redaction.tables import tabled
from bot.core.redaction.views import views

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["MASK", "holds_credentials", "redact"]

# A mask can complete a shape that was not one before; two passes settle nearly everything, the rest is hostile.
_PASSES: Final = 6


def redact(text: str, asked: str | None = None) -> str:
    """Replace every secret in a text by `MASK`; everything else stays byte-equal.

    Args:
        text: what somebody wrote or pasted.
        asked: what the bot had asked for ("password", "username", "mac", "link", "login", "serial", "server"); None for
            free text. A password that was asked for is secret whatever it looks like.

    Returns:
        The text with its secrets masked. Redacting it again changes nothing.
    """
    for _ in range(_PASSES):
        clean = masked(text, _found(text, asked))
        if clean == text:
            break
        text = clean
    return text


def holds_credentials(text: str, asked: str | None = None) -> bool:
    """Tell whether a text holds a login, so that the message should be hidden.

    Args:
        text: what somebody wrote or pasted.
        asked: as in `redact`.

    Returns:
        True for a password, a username with its password, a MAC address, a token, a card. False for a username, an
        e-mail address or a phone number alone, and for what is masked already.
    """
    return any(span.kind not in HARMLESS for span in covered(text, _found(text, asked)))


def _found(text: str, asked: str | None) -> Iterator[Span]:
    if asked in WHOLE:
        place = answer(text)
        if place is not None:
            yield Span(*place, WHOLE[asked])
        return
    for view in views(text):
        links = list(linked(view, strict=asked in LINKS))
        logins = {span.end for span in links}
        for span in chain(links, headed(view), labelled(view), tabled(view), shaped(view)):
            # user:password@host is no mail address, though password@host looks like one
            mail = span.kind is Kind.MAIL and view.low.find("@", span.start, span.end) in logins
            if span.start < span.end and not mail:
                yield view.back(span)
