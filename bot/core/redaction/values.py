"""Where the value behind a label begins and ends: quotes, wraps, the punctuation of the sentence."""

from __future__ import annotations

import re
from typing import Final

from bot.core.redaction.labels import UNSPACED

_QUOTES: Final = {'"': '"', "'": "'", "`": "`", "«": "»", "»": "«"}
_WRAPS: Final = {"*": "*", "_": "_", "<": ">", "(": ")", "[": "]", "{": "}", "~": "~"}
_LONGEST: Final = 400  # to decide on; an accepted value is taken to its end however long it is
_RUN: Final = re.compile(rf"\S{{1,{_LONGEST}}}")
_SPELT: Final = re.compile(r"[^\W_](?:[ ][^\W_]){3,40}(?![^\s.,;!?])")  # d r a g o n
_REST: Final = re.compile(r"[^\s|<>\"]+")
_CUT: Final = re.compile(
    r"[|<»]|\"|&(?=amp;|\#|\w{1,24}[ ]{0,2}[=:][^\s\"'])|\\u0026|\\u003c|\\[rn]|\\\""
    r"|'(?=[\s,;:)}\]]|$)|[,;](?=[\"'}\])])|[,;](?=\w{1,24}[=:])"
    rf"|(?<=[!-~])[{UNSPACED}]"
)
_TRAIL: Final = ".,;:)]}>\"'?"


def read_value(low: str, start: int) -> tuple[int, int]:
    """Where the value that begins at an offset begins and ends, without its quotes and the sentence's punctuation."""
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
    if spelt := _SPELT.match(low, start):
        return start, spelt.end()
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
