"""Every sentence that the bot itself says, in one place (the advice stands in `knowledge/`).

English is complete; another language is one more table, and what it lacks falls back to English.
"""

from __future__ import annotations

from typing import Final

from bot.core.texts.english import ENGLISH
from bot.core.texts.tickets import TICKETS

_ENGLISH: Final[dict[str, str]] = {**ENGLISH, **TICKETS}
_TABLES: Final[dict[str, dict[str, str]]] = {"en": _ENGLISH}
_MINUTE, _HOUR = 60, 3600


def say(key: str, language: str = "en", **values: object) -> str:
    """The sentence `key`, with its values put in. Raises KeyError for a key that does not exist."""
    table = _TABLES.get(language, _ENGLISH)
    return table.get(key, _ENGLISH[key]).format(**values)


def translated(key: str, language: str) -> str | None:
    """The sentence `key` in another language than English; None where it is not translated."""
    return _TABLES[language].get(key) if language != "en" and language in _TABLES else None


def wait(seconds: float) -> str:
    """A waiting time in words, rounded up: "40 seconds", "3 minutes", "2 hours"."""
    count = max(1, -int(-seconds // 1))
    if count < 2 * _MINUTE:
        return say("seconds" if count > 1 else "one second", count=count)
    if count < 2 * _HOUR:
        return say("minutes", count=-(-count // _MINUTE))
    return say("hours", count=-(-count // _HOUR))
