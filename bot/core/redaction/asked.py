"""Answers to what the bot has asked for: there the whole answer is the secret, whatever it looks like."""

from __future__ import annotations

import re
from typing import Final

from bot.core.redaction.spans import Kind
from bot.core.redaction.views import fold
from bot.core.redaction.words import REFUSAL, REFUSAL_CORE

WHOLE: Final = {
    "password": Kind.PASSWORD,
    "username": Kind.PASSWORD,  # kept as a secret in a dialogue that is all about a login
    "login": Kind.PASSWORD,
    "mac": Kind.MAC,
    "serial": Kind.SERIAL,
}
LINKS: Final = frozenset({"link", "server"})
# The bot's commands are letters; "/a1b2!" is no command and may be a password.
_COMMAND: Final = re.compile(r"\s*/[A-Za-z_]{1,32}(?:@\w{1,64})?(?=\s|$)")
_WORD: Final = re.compile(r"[^\s.,;:!?()\"]+")
_MOST: Final = 12


def answer(text: str) -> tuple[int, int] | None:
    """The part of an answer that is secret: without the blanks round it, behind a command; None for a refusal."""
    command = _COMMAND.match(text)
    start = command.end() if command else 0
    stripped = text[start:].strip()
    if not stripped or _refuses(stripped):
        return None
    start = text.index(stripped, start)
    return start, start + len(stripped)


def _refuses(text: str) -> bool:
    """Only words from a closed list: no secret can be among them."""
    words = _WORD.findall(fold(text))
    return 0 < len(words) <= _MOST and not set(words) - REFUSAL and bool(set(words) & REFUSAL_CORE)
