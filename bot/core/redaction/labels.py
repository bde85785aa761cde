"""Finds labels in a folded text: whole words, phrases, compounds, misspelt ones, and no halves of other names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bot.core.redaction.lexicon import ENDINGS, PARTNERS, WRITTEN
from bot.core.redaction.spans import Kind
from bot.core.redaction.views import fold
from bot.core.redaction.words import NOT_BEFORE

if TYPE_CHECKING:
    from collections.abc import Mapping

# Chinese, Japanese and Korean write words together: each letter is a word there, unless a label begins with it.
UNSPACED: Final = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
FACES: Final = "👤👥🧑👨👩🙍🆔🔑🔐🗝🔒🔓"
_GLUED_LABELS: Final = sorted(
    {part for labels in WRITTEN.values() for part in re.findall(f"[{UNSPACED}]+", fold(labels))}, key=len, reverse=True
)
_WORD: Final = re.compile(rf"[^\W_{UNSPACED}]+|{'|'.join(_GLUED_LABELS)}|[{UNSPACED}]|[{FACES}]")
_GLUE: Final = re.compile(r"[ _'./-]{0,2}")
_DIGITS: Final = "0123456789"
_MAX_WORDS: Final = 4
# INVALID_API_PASSWORD, E2_NO_TOKEN: the names of errors.
_BLAMED: Final = re.compile(
    r"(?:invalid|no|not|bad|wrong|missing|expired|unknown|incorrect|failed|empty)[_-](?:[a-z0-9]{1,12}_)?$"
)
_BLAMED_LENGTH: Final = 24
MOST: Final = 2_000
"""Labels that are looked at: each costs 20 µs, and real logs of 64 kB have some hundred."""


def _table(written: Mapping[Kind, str]) -> dict[tuple[str, ...], Kind]:
    return {tuple(_WORD.findall(fold(label))): kind for kind, labels in written.items() for label in labels.split("|")}


_LABELS: Final = _table(WRITTEN)
_SHORT: Final = _table(PARTNERS)
_FIRST: Final = frozenset(words[0] for words in _LABELS)
_ANY_ENDING: Final = tuple(ending for _, endings in ENDINGS for ending in endings)


@dataclass(frozen=True, slots=True)
class Label:
    """A label in a text; `short` ones count only beside their other half."""

    start: int
    end: int
    kind: Kind
    short: bool = False


def find_labels(low: str, most: int = MOST) -> list[Label]:
    """All labels in a folded text, or the first few, from left to right; the longest where two begin at one place."""
    words = [match.span() for match in _WORD.finditer(low)]
    found: list[Label] = []
    index = 0
    while index < len(words) and len(found) < most:
        count, kind, short = _label_at(low, words, index)
        if kind is not None:
            end = words[index + count - 1][1]
            label = Label(_beginning(low[words[index][0] : end], words[index][0]), end, kind, short)
            if not (_part(low, label) or _other_thing(low, words, index + count)):
                found.append(label)
        index += count
    return found


def kind_of(key: str) -> Kind | None:
    """What a lone folded key names: "username", "iptv_pass", "pasword2"; None if nothing secret."""
    words = [match.span() for match in _WORD.finditer(key)]
    for index in range(max(0, len(words) - _MAX_WORDS), len(words)):
        count, kind, _ = _label_at(key, words, index)
        if kind is not None and index + count == len(words):
            return kind
    return _misspelt(key)


def _label_at(low: str, words: list[tuple[int, int]], index: int) -> tuple[int, Kind | None, bool]:
    start, end = words[index]
    first = low[start:end]
    if first not in _FIRST and first[0] in "وبلفובלהש" and len(first) > 3:  # noqa: PLR2004 -- Arabic writes "and" onto the word
        first = first[1:]
    if first in _FIRST:
        for count in range(min(_MAX_WORDS, len(words) - index), 0, -1):
            rest = words[index + 1 : index + count]
            kind = _LABELS.get((first, *(low[a:b] for a, b in rest)))
            if kind is not None and _glued(low, words[index : index + count]):
                return count, kind, False
    kind = _ending(first)
    if kind is not None:
        return 1, kind, False
    if first.rstrip(_DIGITS) != first and low[end : end + 3].lstrip(" \"'")[:1] in {":", "="}:
        first = first.rstrip(_DIGITS)
        return 1, _LABELS.get((first,)) or _misspelt(first), False
    short = _SHORT.get((first,))
    return 1, short or (_misspelt(first) if low[end : end + 2].lstrip()[:1] in {":", "="} else None), short is not None


def _beginning(word: str, start: int) -> int:
    """Where a compound's label begins: what is glued in front may be a value ("User:xPassword:y")."""
    if not word.endswith(_ANY_ENDING) or word in _FIRST or not word.isalnum():
        return start
    return start + len(word) - next(len(ending) for ending in _ANY_ENDING if word.endswith(ending))


def _ending(word: str) -> Kind | None:
    if not word.endswith(_ANY_ENDING):  # asked at once, since nearly every word has none
        return None
    return next(kind for kind, endings in ENDINGS if word.endswith(endings))


def _glued(low: str, spans: list[tuple[int, int]]) -> bool:
    return all(_GLUE.fullmatch(low, before[1], after[0]) for before, after in pairwise(spans))


def _part(low: str, label: Label) -> bool:
    """Whether the label is the last half of a name: `keys/1.key`, `EXT-X-KEY`; but `xtream.password=` is a setting."""
    before = low[max(0, label.start - _BLAMED_LENGTH) : label.start]
    if before[-1:] in {"_", "-"} and _BLAMED.search(before):
        return True
    before = before[-2:]
    if before[-1:] == "-":
        return label.kind is Kind.KEY
    announced = low[label.end : label.end + 3].lstrip(" \"'")[:1] in {":", "="}
    return before[-1:] == "." and before[0].isalnum() and not announced


def _other_thing(low: str, words: list[tuple[int, int]], index: int) -> bool:
    """Whether the label is only the first half of a name: `user_info`, `user agent`, `login.php`."""
    end = words[index - 1][1]
    if index == len(words) or not low[end - 1].isalnum():  # a face or a key is a label in front of any word
        return False
    start, stop = words[index]
    between = low[end:start]
    if between == "_" or (between == "." and stop - start > 1 and low[stop : stop + 1] not in {":", "="}):
        return True
    attribute = between == " " and low[stop : stop + 2] in {'="', "='"}  # <password type="string">
    return between in {" ", "-"} and low[start:stop] in NOT_BEFORE and not attribute


def _misspelt(word: str) -> Kind | None:
    """`usrname`, `passwrod`: one slip from the word itself."""
    for kind, right in ((Kind.PASSWORD, "password"), (Kind.USER, "username")):
        if abs(len(word) - len(right)) <= 1 and word[:1] == right[0] and _one_slip(word, right):
            return kind
    return None


def _one_slip(word: str, right: str) -> bool:
    """One letter more, less or other, or two swapped."""
    head = 0
    while head < min(len(word), len(right)) and word[head] == right[head]:
        head += 1
    word, right = word[head:], right[head:]
    if word[1:] == right[1:] or word[1:] == right or word == right[1:]:
        return True
    return word[:2] == right[1::-1] and word[2:] == right[2:]
