"""What stands between a label and its value: separators, copulas, tags, line breaks; and where the value ends."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, IntEnum, auto
from typing import TYPE_CHECKING, Final

from bot.core.redaction.words import COPULAS, FILLERS, OF

if TYPE_CHECKING:
    from bot.core.redaction.views import View


class Force(IntEnum):
    """How strongly the gap says "here comes the value"."""

    WEAK = 1  # a blank
    COPULA = 2  # "is", "lautet", "это"
    MEDIUM = 3  # a dash, a bar, a tab, a new line, a sign
    STRONG = 4  # a colon, an equals sign, an arrow, a tag, a quote


class Tagged(Enum):
    """Where a label stands: in no tag, in one (`<password>`), in one that has no text (`<input name="password">`)."""

    NO = auto()
    TAG = auto()
    FIELD = auto()


@dataclass(frozen=True, slots=True)
class Gap:
    """Where the value begins and how sure that is; `far`: words stood between, so the value must look like a secret."""

    end: int
    force: Force
    far: bool = False
    lines: int = 0


_CLOSE: Final = re.compile(r"\\?[\"'`]?[*_~`\])}]{0,4}")
_NOTE: Final = re.compile(r"[ \t]{0,3}\([^()\n]{0,48}\)(?=[ \t]{0,3}[:=→-])")
_ATTRIBUTE: Final = re.compile(r"[\s\w-]{0,40}\bvalue\s{0,2}=\s{0,2}(?=[\"'])")
_TAG: Final = re.compile(r"(?:[ \t\r\n]{0,8}<[/a-z!][^<>\n]{0,80}>){1,6}")
_ATTRIBUTES: Final = re.compile(r"(?:\s[^<>\n]{0,80}(?<!/))?>")
_INSIDE: Final = re.compile(r"(?:<[a-z]{1,10}>){1,2}|<!\[cdata\[|\s{1,20}(?=[^\s<])")
_STRONG: Final = re.compile(r"[.·…_-]{2,60}[ ]?[:=]|=>|:=|[:=-]+>|:-(?=\s)|::|:|==?|→|\+=")
_MEDIUM: Final = re.compile(
    r"--?|\||~|>{1,3}|»|\.{3,60}|…|·|_{3,60}|,(?=[ ]?[\"'])|\#(?=\s)|(?=[(\[][^\s()\[\]]{3,60}[)\]])"
)
_BLANK: Final = re.compile(r"[ \t]{1,40}")
_LINE: Final = re.compile(r"[ \t]{0,40}\r?\n(?:[ \t>|*•-]{0,20}\r?\n){0,2}[ \t>*•]{0,20}(?:-[ \t]+)?")
_WORD: Final = re.compile(r"[^\s:=,;|\"<>()\[\]{}→]{1,24}(?=[\s:=→])")
_SECOND: Final = re.compile(r"[:=→>»|~-]{1,3}(?=\s)|→|=>|[:=](?=[^\s/])")
_OPENING: Final = re.compile(
    r"[*_~]{1,3}(?=\s)|[ \t]?\|{1,2}[ \t]?|[ ]?\[(?=[\"'])"
)  # bold ends behind the colon; spoilers and cells begin
_SMILE: Final = re.compile(r"(?:[:;=]-?[()\[\]]{1,8}|[:;]-?[dpo/\\|])(?=[\s.,!?]|$)")
_MAX_SIGNS: Final = 4
_FAR_WORDS: Final = 5
_FILLERS: Final = 4


def _sign(low: str, at: int) -> int:
    """Arrows, pointing hands and other pictures between label and value; the offset behind them."""
    for _ in range(_MAX_SIGNS):
        if at >= len(low) or low[at] == "•" or unicodedata.category(low[at]) not in {"So", "Sm"} or low[at] in "<>|=~+":
            break
        at += 1
    return at


def read_gap(low: str, start: int, *, tagged: Tagged = Tagged.NO) -> Gap | None:
    """Read from the end of a label to the beginning of its value.

    Args:
        low: the folded text.
        start: where the label ends.
        tagged: whether the label stood in a tag, so that `>` is a separator.

    Returns:
        The gap, or None if nothing leads to a value.
    """
    at = _skip(_CLOSE, low, start)
    if low.startswith(". ", at) and low[:at].endswith(("no", "nr", "n")):  # "Serial No. x"
        at += 1
    if tagged is not Tagged.NO and (attribute := _ATTRIBUTE.match(low, at)):
        return Gap(attribute.end(), Force.STRONG)
    if tagged is Tagged.FIELD:
        return None
    if tagged is Tagged.TAG and (attributes := _ATTRIBUTES.match(low, at)):
        at = attributes.end() - 1
        return Gap(_skip(_INSIDE, low, at + 1), Force.STRONG)
    note = _NOTE.match(low, at)
    at = note.end() if note else at
    tags = _TAG.match(low, at)
    tag_end = tags.end() if tags else at
    return _separated(low, tag_end, Force.STRONG if tags else None)


def _separated(low: str, at: int, force: Force | None) -> Gap | None:
    at, force = _blank(low, at, force)
    at, force = _separator(low, at, force)
    at, force = _blank(low, at, force)
    lines = 0
    if line := _LINE.match(low, at):
        at, lines = line.end(), 1
        force = max(force or Force.MEDIUM, Force.MEDIUM)
    tags = _TAG.match(low, at)
    if tags and force is not None:
        at, force = tags.end(), Force.STRONG
        at, force = _separator(low, at, force)
        at = _skip(_BLANK, low, at)
    if force is None or at >= len(low):
        return None
    return Gap(*_filled(low, at, force), lines=lines)


def _skip(pattern: re.Pattern[str], low: str, at: int) -> int:
    match = pattern.match(low, at)
    return match.end() if match else at


def _blank(low: str, at: int, force: Force | None) -> tuple[int, Force | None]:
    match = _BLANK.match(low, at)
    if not match:
        return at, force
    wide = Force.MEDIUM if "\t" in match[0] or len(match[0]) > 2 else Force.WEAK  # noqa: PLR2004 -- a column
    return match.end(), max(force or wide, wide)


def _separator(low: str, at: int, force: Force | None) -> tuple[int, Force | None]:
    if _SMILE.match(low, at):
        return at, None
    if strong := _STRONG.match(low, at):
        at, force = _skip(_OPENING, low, strong.end()), Force.STRONG
        at = _sign(low, _skip(_BLANK, low, at))
        return at, force
    if medium := _MEDIUM.match(low, at):
        return medium.end(), max(force or Force.MEDIUM, Force.MEDIUM)
    signs = _sign(low, at)
    if signs > at:
        arrow = unicodedata.category(low[at]) == "Sm" or unicodedata.name(low[at], "").find("ARROW") >= 0
        return signs, Force.STRONG if arrow else max(force or Force.MEDIUM, Force.MEDIUM)
    return at, force


def _filled(low: str, at: int, force: Force) -> tuple[int, Force]:
    """Step over "is", "set to", "lautet wie folgt:"."""
    start = at
    for _ in range(_FILLERS):
        word = _WORD.match(low, at)
        if not word or (word[0] not in COPULAS and word[0] not in FILLERS):
            break
        if word[0] in COPULAS:
            force = max(force, Force.COPULA)
        at = _skip(_BLANK, low, word.end())
        second = _SECOND.match(low, at)
        if second:
            at, force = second.end(), Force.STRONG
            at = _skip(_LINE, low, _skip(_BLANK, low, at))
    return (at, force) if at < len(low) and not low[at].isspace() else (start, force)


def far_gap(low: str, start: int) -> Gap | None:
    """Read "label a few words: value" and "label that they gave me is value"."""
    if low[start : start + 1] not in {" ", "\t"}:
        return None
    at = start
    first = ""
    for count in range(_FAR_WORDS):
        at = _skip(_BLANK, low, at)
        word = _WORD.match(low, at)
        if not word:
            return None
        first = first or word[0]
        if count and word[0] in COPULAS:
            return Gap(*_filled(low, at, Force.COPULA), far=True)
        at = word.end()
        second = _SECOND.match(low, _skip(_BLANK, low, at))
        if second:
            end = _skip(_LINE, low, _skip(_BLANK, low, second.end()))
            return Gap(end, Force.STRONG, far=first not in OF)
    return None


_QUOTES: Final = {'"': '"', "'": "'", "`": "`", "«": "»", "»": "«"}
_WRAPS: Final = {"*": "*", "_": "_", "<": ">", "(": ")", "[": "]", "{": "}", "~": "~"}
_LONGEST: Final = 400  # to decide on; an accepted value is taken to its end however long it is
_RUN: Final = re.compile(rf"\S{{1,{_LONGEST}}}")
_REST: Final = re.compile(r"[^\s|<>\"]+")
_CUT: Final = re.compile(
    r"[|<»]|\"|&(?=amp;|\#|\w{1,24}[ ]{0,2}[=:])|\\u0026|\\u003c|\\[rn]|\\\"|'(?=[\s,;:)}\]]|$)|[,;](?=[\"'}\])])|,(?=\w{1,24}[=:])"
)
_TRAIL: Final = ".,;:)]}>\"'?"


def read_value(view: View, start: int) -> tuple[int, int]:
    """Where the value that begins at an offset begins and ends, without its quotes and the sentence's punctuation."""
    low = view.low
    if low.startswith(('\\"', "\\'"), start):
        end = low.find(low[start : start + 2], start + 2, start + 400)
        if end > start + 2:
            return start + 2, end
    opened = low[start : start + 1]
    if opened in _QUOTES:
        if low[start + 1 : start + 2] == _QUOTES[opened]:
            return start, start
        inside = _quoted(low, start + 1, _QUOTES[opened])
        if inside:
            return inside
    run = _RUN.match(low, start)
    stop = run.end() if run else start
    wrapped = _wrapped(low, start, stop)
    if wrapped:
        return wrapped
    cut = _CUT.search(low, start + 1, stop)
    stop = cut.start() if cut else stop
    bare = len(low[start:stop].rstrip(_TRAIL))
    return start, start + bare if bare else stop


def to_the_end(low: str, start: int, end: int) -> int:
    """Where a value ends that was longer than what was looked at."""
    if end - start < _LONGEST - len(_TRAIL):
        return end
    rest = _REST.match(low, end)
    return rest.end() if rest else end


def _wrapped(low: str, start: int, stop: int) -> tuple[int, int] | None:
    """A value in stars, backticks or brackets: `**x**`, `<x>`."""
    closing = _WRAPS.get(low[start : start + 1])
    if closing is None:
        return None
    end = len(low[start:stop].rstrip(_TRAIL.replace(closing, ""))) + start
    marks = 2 if low.startswith(low[start] * 2, start) else 1
    inner = (start + marks, end - marks)
    closed = low[inner[1] : end] == closing * marks and closing not in low[slice(*inner)]
    return inner if inner[0] < inner[1] and closed else None


def _quoted(low: str, start: int, closing: str) -> tuple[int, int] | None:
    line = low.find("\n", start, start + _LONGEST)
    limit = line if line >= 0 else start + _LONGEST
    at = start
    while (at := low.find(closing, at, limit)) > start:
        if low[at - 1] != "\\" and (closing != "'" or not low[at + 1 : at + 2].isalnum()):
            return start, at
        at += 1
    return None
