"""Redaction: logins never reach a file, a log or a transcript; text without them stays as it is.

The bot's users paste links, portal addresses and whole mails with their passwords in them. Detectors (links, headers,
labels, tables, shapes) read the text and several decodings of it, and report stretches of the original. They think in
structure, that is label, separator and value, or position in a path, not in phrases. All of it is pure, and every
regular expression is linear on hostile text (tests/bench/redaction.py).
"""

from __future__ import annotations

from bot.core.frozen import dataclass
from bot.core.redaction.shortcut import harmless
from bot.core.redaction.spans import MASK

__all__ = ["MASK", "Examined", "Examiner", "examine", "holds_credentials", "redact"]


@dataclass(frozen=True, slots=True)
class Examined:
    """What `redact` leaves of a text, and whether it `holds_credentials`."""

    text: str
    held: bool


def examine(text: str, asked: str | None = None) -> Examined:
    """Both `redact` and `holds_credentials`, for little more than the price of one."""
    if asked is None and harmless(text):
        return Examined(text, held=False)
    from bot.core.redaction import detecting  # noqa: PLC0415 -- see shortcut

    return Examined(*detecting.examine(text, asked))


class Examiner:
    """`examine`, which remembers: for as long as one event is dealt with, since what it remembers is secret."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str | None], Examined] = {}

    def __call__(self, text: str, asked: str | None = None) -> Examined:
        """See `examine`."""
        found = self._seen.get((text, asked))
        if found is None:
            found = self._seen[text, asked] = examine(text, asked)
        return found


def redact(text: str, asked: str | None = None) -> str:
    """Replace every secret in a text by `MASK`; everything else stays byte-equal.

    Args:
        text: what somebody wrote or pasted.
        asked: what the bot had asked for ("password", "username", "mac", "link", "login", "serial", "server"); None for
            free text. A password that was asked for is secret whatever it looks like.

    Returns:
        The text with its secrets masked. Redacting it again changes nothing.
    """
    return examine(text, asked).text


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
