"""Text at the door, and text as the matcher compares it. Everything here runs in linear time."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

LIMIT = 65_536  # characters; the longest message worth reading (Telegram allows 4,096, a pasted log may be longer)
_HEAD = 49_152  # of a longer text, this much from the beginning (where people explain) …
_TAIL = LIMIT - _HEAD  # … and the rest from the end (where a log says what failed last)


# Regular expressions are compiled when they are first needed: together they would cost a cold start 2 ms, and a short
# message in ASCII needs one of them.
@cache
def _removed() -> re.Pattern[str]:
    """Controls but newline and tab, lone surrogates, bidi controls, zero-width characters, soft hyphen, BOM.

    U+FE0F (emoji presentation) stays. Without the joiner a family of emoji falls apart into its members, which is still
    readable.
    """
    return re.compile(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e"
        "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
    )


def clean(text: str) -> str:
    """Make a stranger's text safe to store, to log and to show; readable text stays as it is.

    At most `LIMIT` characters come out: the head and the tail of a longer text.
    """
    if len(text) > LIMIT:
        text = text[:_HEAD] + text[-_TAIL:]
    if text.isascii() and text.isprintable():
        return text
    return _removed().sub("", re.sub("\r\n?|[\x85\u2028\u2029]", "\n", text))


@cache
def _marks() -> re.Pattern[str]:
    """What is left of letters after decomposition: accents, harakat, hamza, dagger alef, tatweel."""
    return re.compile("[\u0300-\u036f\u0640\u064b-\u065f\u0670\u06d6-\u06ed\ufe0f]")


_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4\uff07", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u301d\u301e", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        # Latin letters that do not decompose; the dotless i is i, since "I" is its capital too.
        **dict(zip("\u0131øłđðþ", "iolddt", strict=True)),
        "æ": "ae",
        "œ": "oe",
        # Persian and Urdu keyboards have their own yeh and kaf; final yeh and teh marbuta are often written plainly.
        **dict(zip("\u0649\u06cc\u06a9\u0629\u0671", "\u064a\u064a\u0643\u0647\u0627", strict=True)),
    }
)


def _fold(found: re.Match[str]) -> str:
    decomposed = unicodedata.normalize("NFKD", found[0].translate(_PLAIN))
    folded = _marks().sub("", decomposed.casefold()).translate(_PLAIN)
    return re.sub(r"\d", lambda digit: str(unicodedata.decimal(digit[0])), folded)


def normalise(text: str) -> str:
    """The text as the matcher compares it.

    Compatibility forms, case, accents and Arabic vowel marks are folded, dotted and dotless i are one, digits of other
    scripts become ASCII on purpose (٤٠٣ is 403), quotes and dashes become plain, "can't" becomes "cant".
    """
    # `unicodedata.normalize` sorts a run of combining marks by insertion, which is quadratic for a hostile run
    # (64 kB of alternating marks took seconds), so it gets the non-ASCII runs in pieces.
    folded = text.lower() if text.isascii() else re.sub("[^\x00-\x7f]{1,64}", _fold, text).casefold()
    return re.sub(r"n't\b", "nt", folded) if "n't" in folded else folded


# Chinese and Japanese are written without blanks, so each of their characters is a token of its own.
_UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"


@cache
def _lexemes(unspaced: str) -> re.Pattern[str]:
    return re.compile(rf"[0-9]+|[{unspaced}]|[^\W\d_{unspaced}]+|\n|[^\S\n]+|.", re.DOTALL)


def lexemes(normalised: str) -> list[str]:
    """The text in pieces: words, numbers, single signs, newlines and runs of blanks. Joined, they are the text."""
    # The large character class takes ten times as long to compile as all the rest, and ASCII does not need it.
    return _lexemes("0-9" if normalised.isascii() else _UNSPACED).findall(normalised)


def tokens(normalised: str) -> list[str]:
    """The words and numbers of a normalised text, "code403" as two."""
    return [piece for piece in lexemes(normalised) if piece.isalnum()]
