"""Text at the door, and text as the matcher compares it. Everything here runs in linear time."""

from __future__ import annotations

import re
import unicodedata

LIMIT = 65_536  # characters; the longest message worth reading (Telegram allows 4,096, a pasted log may be longer)
_HEAD = 49_152  # of a longer text, this much from the beginning (where people explain) …
_TAIL = LIMIT - _HEAD  # … and the rest from the end (where a log says what failed last)

# Controls but newline and tab, lone surrogates, bidi controls, zero-width characters, soft hyphen, BOM.
_REMOVED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
_NEWLINES = re.compile("\r\n?|[\x85\u2028\u2029]")


def clean(text: str) -> str:
    """Make a stranger's text safe to store, to log and to show; readable text stays as it is."""
    if len(text) > LIMIT:
        text = text[:_HEAD] + text[-_TAIL:]
    return _REMOVED.sub("", _NEWLINES.sub("\n", text))


def normalise(text: str) -> str:
    """The text as the matcher compares it: compatibility forms folded, in lower case."""
    return unicodedata.normalize("NFKC", text).casefold()
