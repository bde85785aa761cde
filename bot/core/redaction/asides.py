"""Logins that stand the other way round: the value before its label, or a pair behind the name of a service.

tina77 as username, q8Vb2 (password), line: tina77 / q8Vb2, auth=("tina77", "q8Vb2")
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.core.redaction.labels import kind_of
from bot.core.redaction.looks import address, no_value, placeholder, secret_like
from bot.core.redaction.spans import Kind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.redaction.views import View

_BEFORE_LABEL: Final = re.compile(
    r"(?<!\S)[\"'`(]{0,2}(?P<value>[^\s\"'`(),;]{3,64})[\"'`]{0,2}[ ]{1,2}"
    r"(?:(?:as|als|como|comme|come|for|für|fur|как|ك)[ ](?:(?:the|my|mein|mi|mon|le|el|la|il|o|a)[ ])?|\([ ]?)"
    r"(?P<label>[^\s()\[\],.;:!?]{2,24})"
)
_PAIR: Final = re.compile(
    r"(?<![\w-])(?:line|xtream|xtream codes|auth|account|iptv|subscription|sub|combo|abo|cuenta|compte|konto|conta"
    r"|hesap|аккаунт|подписка|الاشتراك|حساب)[ ]{0,2}[:=][ ]{0,2}[\[(]{0,2}[\"']?(?P<user>[^\s\"'|/,:]{2,64})[\"']?"
    r"[ ]{0,2}[/|:,][ ]{0,2}[\"']?(?P<password>[^\s\"'|/,)\]]{3,64})"
)


def turned(view: View) -> Iterator[Span]:
    """Every made-up looking value in front of its label, and every pair behind a service's name."""
    for match in _BEFORE_LABEL.finditer(view.low):
        kind = kind_of(match["label"])
        if kind is not None and _made_up(view, match.span("value")):
            yield Span(*match.span("value"), kind)
    for match in _PAIR.finditer(view.low):
        if no_value(match["user"]) or address(match["user"]) or placeholder(match["user"]):
            continue
        if _made_up(view, match.span("password")):
            yield Span(*match.span("user"), Kind.USER)
            yield Span(*match.span("password"), Kind.PASSWORD)


def _made_up(view: View, place: tuple[int, int]) -> bool:
    value = view.text[slice(*place)]
    return secret_like(value) and not no_value(value.lower()) and not placeholder(value.lower())
