"""Whether a message ends where a secret is about to follow: "my password is", and the password in the next message."""

from __future__ import annotations

import unicodedata
from typing import Final

from bot.core.redaction.spans import MASK, Kind

_SIGNS: Final = " :=>-–\uff1a"
_COPULAS: Final = frozenset(
    {"is", "es", "est", "ist", "lautet", "e", "sara", "это", "هي", "هو", "c'est", "ar", "er", "on", "je", "to", "este"}
    | {"ειναι", "היא", "است", "adalah", "la", "jest"}
)
_OWN: Final = frozenset(
    {"my", "the", "mein", "meine", "mi", "mon", "minha", "meu", "mio", "mia", "мой", "моя"}
    | {"mijn", "moje", "moj", "min", "mitt", "benim", "here's", "мій", "minun", "saya"}
)
# "invalid username or password:" is what an app says.
_SAID_BY_APPS: Final = ("wrong", "invalid", "incorrect", "error", "fail", "falsch", "невер", "ungult")
_WORDS: Final = 3  # of a label
_END: Final = 400  # characters; to normalise a run of combining marks takes the square of its length


def promises(text: str) -> bool:
    """Whether a message names a secret at its end without giving it, so that the next message is likely to be it.

    One that was given and masked is none any more, and "login" alone is how people name their trouble.
    """
    if text.rstrip().endswith(MASK):
        return False
    plain = unicodedata.normalize("NFKD", text.strip()[-_END:].casefold())
    low = "".join(letter for letter in plain if not unicodedata.combining(letter))
    words = low.rstrip(_SIGNS).split()
    opened = low != low.rstrip(_SIGNS)
    if words and words[-1] in _COPULAS:
        words, opened = words[:-1], True
    alone = len(words) == 1 or (len(words) == len(("my", "password")) and words[0] in _OWN)
    if not (words and (opened or alone)) or any(word in low for word in _SAID_BY_APPS):
        return False
    if words[-1].isdigit() or words == ["mac"]:
        return False
    from bot.core.redaction.labels import kind_of  # noqa: PLC0415 -- a cold start seldom needs the labels

    kind = kind_of(" ".join(words[-_WORDS:]))
    return kind is not None and not (kind is Kind.LOGIN and len(words) == 1 and not opened)


def asks(text: str) -> bool:
    """Whether a message of the team asks for a login ("what is your username?"), so that the next one is the answer."""
    from bot.core.redaction.answers import question  # noqa: PLC0415 -- as above

    return question(text)
