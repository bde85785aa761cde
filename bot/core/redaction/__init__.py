"""Redaction: logins never reach a file, a log or a transcript; text without them stays as it is.

The bot's users paste links, portal addresses and whole mails with their passwords in them. Detectors (links, headers,
labels, tables, shapes) read the text and several decodings of it, and report stretches of the original. They think in
structure, that is label, separator and value, or position in a path, not in phrases. All of it is pure, and every
regular expression is linear on hostile text (tests/bench/redaction.py).
"""

from __future__ import annotations

from bot.core.redaction.shortcut import harmless
from bot.core.redaction.spans import MASK

__all__ = ["MASK", "holds_credentials", "redact"]


def redact(text: str, asked: str | None = None) -> str:
    """Replace every secret in a text by `MASK`; everything else stays byte-equal.

    Args:
        text: what somebody wrote or pasted.
        asked: what the bot had asked for ("password", "username", "mac", "link", "login", "serial", "server"); None for
            free text. A password that was asked for is secret whatever it looks like.

    Returns:
        The text with its secrets masked. Redacting it again changes nothing.
    """
    if asked is None and harmless(text):
        return text
    from bot.core.redaction import detecting  # noqa: PLC0415 -- see shortcut

    return detecting.redact(text, asked)


def holds_credentials(text: str, asked: str | None = None) -> bool:
    """Tell whether a text holds a login, so that the message should be hidden.

    Args:
        text: what somebody wrote or pasted.
        asked: as in `redact`.

    Returns:
        True for a password, a username with its password, a MAC address, a token, a card. False for a username, an
        e-mail address or a phone number alone, and for what is masked already.
    """
    if asked is None and harmless(text):
        return False
    from bot.core.redaction import detecting  # noqa: PLC0415 -- see shortcut

    return detecting.holds_credentials(text, asked)
