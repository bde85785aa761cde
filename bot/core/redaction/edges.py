"""Where a line, a part of it or a sentence begins and ends, round a label and its value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.core.redaction.words import GOES_ON

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINE_START: Final = re.compile(
    r"[\W\d_]*(?:my|mi|mein|meine|mon|meu|minha|mio|mia|moj|мой|мій|моя|moje|mijn|benim|votre|ihr|tu|su|your"
    r"|wifi|wi-fi|wlan|iptv|the|das|der|le|el|la|il|o|a)?[\W_]*"
)
_PART: Final = re.compile(r"[,;|/]| - |\s&\s")
ENDS: Final = re.compile(r"[.,;!?)\]}\"'*_`]{0,4}(?:\s{0,40}$|[ \t]{0,40}[\n|,;/]|[.!?]\s)")
_NEXT_WORD: Final = re.compile(r"[.,;!?)\]}\"'*_`]{0,4}[\s/|,;&+]{1,4}([^\s:=,.;!?]{1,24})")
_BLAMED: Final = re.compile(r"(?:wrong|bad|error|falsch\w*|ungultig\w*|incorrect\w*|invalid\w*)\W+(?:\w+\W+){0,2}$")
_LATIN: Final = "\u036f"  # the last letter of Latin scripts; behind it other scripts begin
ALONE: Final = re.compile(r"[.,;!?)\]}\"'*_`]{0,4}[ \t]{0,40}(?:\r?\n|$)")
_BESIDE: Final = 8
_FAR: Final = 60  # characters of a line that are looked at in front of a label


def blamed(low: str, start: int) -> bool:
    """`Invalid username or password: 401`."""
    return bool(_BLAMED.search(low[max(0, start - 40) : start]))


def opens(low: str, start: int, last: int | None) -> bool:
    """Whether a label begins its line or its part of it, or follows the value that ended at `last`."""
    part = _PART.split(low[max(0, start - _FAR) : start].rpartition("\n")[2])[-1]
    return bool(_LINE_START.fullmatch(part)) or (last is not None and start - last <= _BESIDE)


def begins(low: str, start: int) -> bool:
    """Whether a label begins its line."""
    return bool(_LINE_START.fullmatch(low[max(0, start - _FAR) : start].rpartition("\n")[2]))


def closes(low: str, end: int, labels: Sequence[int]) -> bool:
    """Whether the sentence ends behind a value, or goes on with a word that cannot belong to it.

    Args:
        low: the folded text.
        end: where the value ends.
        labels: where the next labels begin.
    """
    if ENDS.match(low, end) or low.startswith(" (", end):
        return True
    word = _NEXT_WORD.match(low, end)
    if word:
        return word[1] in GOES_ON or (word[1][0] > _LATIN and low[end - 1].isascii()) or word.start(1) in labels
    return not low[end : end + 3].strip().isascii()
