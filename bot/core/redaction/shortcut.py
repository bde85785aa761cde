# ruff: noqa: RUF001 -- letters that are folded look like those they are folded to
"""Tells of most texts that nothing in them can be a secret, without any of the detectors.

"error 403 in tivimate" has no sign that a link, a token or a table needs, few digits, and no label. For such a text the
detectors are not even imported: their regular expressions would cost a cold start three times what Python itself does.
Every rule here is something that no detector can do without, so a text that none of them stops is clean; the other way
round it proves nothing.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

# Signs of an ordinary sentence; at the edges of words only, since "a.b.c" may be an address, a token or a MAC.
_SENTENCE: Final = ".,!?"
# Phone numbers have six digits or more, IBANs ten, cards thirteen; a MAC address has ten and its own signs.
_DIGITS: Final = 5
_MAG: Final = "1a"  # … but of Infomir's 00 1A 79 an O may stand for a zero
_LONGEST: Final = 15  # keys that are known by their prefix have sixteen letters and more
# What stands in front of a login without any label: "logging in with tina77 and q8Vb2", "Basic dXNlcjpwYXNz".
_SCHEMES: Final = frozenset(
    [
        "basic",
        "bearer",
        "logging",
        "logged",
        "sign",
        "signed",
        "signing",
        "connect",
        "connected",
        "connecting",
        "logge",
        "melde",
        "anmeldung",
        "anmelden",
        "entro",
        "ingreso",
        "accedo",
        "acceso",
        "accesso",
        "connecte",
        "inloggen",
        "ingelogd",
        "loggar",
        "logger",
        "loguje",
        "prihlasuji",
        "conectez",
        "connexion",
        "entrei",
    ]
)
# "the code 88K2J7": a secret only with such a word behind it, and there are many "error code 403".
_CODES: Final = frozenset({"code", "codigo", "kod", "kodu", "codice"})
_CODE_LENGTH: Final = 6
# A misspelt label has one letter more, less or other: then at least six of these seven are still there.
_MISSPELT: Final = (frozenset("password"), frozenset("username"))
_STILL_THERE: Final = 6
# What the folding of views does to letters that do not decompose.
_PLAIN: Final = str.maketrans({"ı": "i", "ß": "s", "ø": "o", "ł": "l", "đ": "d", "æ": "a", "œ": "o"})
_GLUE: Final = str.maketrans(dict.fromkeys("_'./-’", " "))


def harmless(text: str) -> bool:
    """Tell whether a text cannot hold a secret; False says nothing."""
    low = text.lower()
    if not text.isascii() or _MAG in low or sum(map(str.isdigit, text)) > _DIGITS:
        return False
    words = {word.strip(_SENTENCE) for word in low.replace("'", " ").split(" ")}
    words.discard("")
    if not all(word.isalnum() and len(word) <= _LONGEST for word in words):
        return False
    if not words.isdisjoint(_CODES) and any(map(_mixed, words)):
        return False
    return not _labelled({word for word in words if not word.isdecimal()})


def _labelled(words: AbstractSet[str]) -> bool:
    """Whether a label, or one that is misspelt, could be made of these words."""
    if not words:
        return False
    single, several, endings = _labels()
    return (
        not words.isdisjoint(single)
        or any(label <= words for label in several)
        or any(word.endswith(endings) for word in words)
        or any(len(right.intersection(word)) >= _STILL_THERE for right in _MISSPELT for word in words)
    )


def _mixed(word: str) -> bool:
    """Letters with digits, as long as a code."""
    return len(word) >= _CODE_LENGTH and not (word.isalpha() or word.isdecimal())


@cache
def _labels() -> tuple[AbstractSet[str], tuple[AbstractSet[str], ...], tuple[str, ...]]:
    """The labels that can stand in an ASCII text, of one word and of several; the endings of compounds."""
    from bot.core.redaction.lexicon import ENDINGS, PARTNERS, WRITTEN  # noqa: PLC0415 -- "403" alone goes without

    written = "|".join((*WRITTEN.values(), *PARTNERS.values()))
    folded = unicodedata.normalize("NFKD", written.lower().translate(_PLAIN)).translate(_GLUE)
    labels = {frozenset(_bare(label).split()) for label in folded.split("|")}
    labels = {label for label in labels if all(map(str.isascii, label))}
    single = _SCHEMES.union(*(label for label in labels if len(label) == 1))
    return single, tuple(label for label in labels if len(label) > 1), tuple(e for _, many in ENDINGS for e in many)


def _bare(label: str) -> str:
    """Without accents."""
    return label if label.isascii() else "".join(char for char in label if not unicodedata.combining(char))
