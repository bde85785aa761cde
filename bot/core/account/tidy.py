"""A pasted text as its writer meant it: links that were wrapped, escaped or encoded are whole again."""

from __future__ import annotations

import html
import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from bot.core.redaction.views import breaks

if TYPE_CHECKING:
    from collections.abc import Callable

_WIDE = 400  # characters of a link before the break
# Where a blank breaks a link, for certain enough to read on behind it; each with what is kept of the place.
_HOST = r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}"
_GAPS = (
    (rf"(?<!\w)h ?t ?t ?p ?s? {{0,3}}:\s{{0,3}}/ {{0,2}}/\s{{0,3}}(?={_HOST}|\[|localhost)", ""),
    (r"(://[\w-]{1,63}\.) {1,3}(?=[\w-]{1,63}\.[a-z])", r"\1"),
    (rf"(://{_HOST}) {{1,3}}(?=\.[a-z]{{2,24}}[:/])", r"\1"),
    (rf"(://{_HOST}) {{1,3}}(?=:[0-9]{{2,5}}(?:/|\s|$))", r"\1"),
    (rf"(://{_HOST}:)\s{{1,3}}(?=[0-9]{{2,5}}/)", r"\1"),
    (r"(?<=:)([0-9]{1,4}) {1,2}([0-9]{1,4})(?=/[\w/-]{0,60}\.php\?)", r"\1\2"),
    (r"(?<=/) {1,3}(?=[a-z_]{3,20}\.php\?)|(?<=\w) {1,3}(?=/[a-z_]{3,20}\.php\?)|(?<=\.php) {1,3}(?=[?&])", ""),
    (r" {1,3}(?=[?&][a-z_]{2,12}=)|(?<=[?&]) {1,3}(?=[a-z_]{2,12} {0,3}=)", ""),
    (r"(?<=[?&]username=) {1,3}(?=\S)|(?<=[?&]password=) {1,3}(?=\S)", ""),
)
_LEVELS = 3  # a link out of a log of a log is escaped twice; see bot.core.redaction.views


@cache
def _entity() -> re.Pattern[str]:
    return re.compile(r"&(?:amp|lt|gt|quot|apos|#[0-9]{1,6}|#[xX][0-9a-fA-F]{1,5});")


@cache
def _encoded() -> re.Pattern[str]:
    return re.compile(r"https?%(?:25)?3A(?:%(?:25)?2F){1,3}[^\s\"'<>|]+", re.IGNORECASE)


@cache
def _gaps() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern, re.IGNORECASE), kept) for pattern, kept in _GAPS)


def tidy(text: str) -> str:
    """The text with its escapes taken off and its links in one piece."""
    return closed(unwrapped(unescaped(text)))


def closed(text: str) -> str:
    """Links without the blanks inside them: half a link may be a whole one, of another server or port."""
    if "://" not in text and ".php" not in text.lower() and "//" not in text:
        return text
    for pattern, kept in _gaps():
        text = pattern.sub(kept or (lambda found: re.sub(r"\s", "", found[0])), text)
    return text


def unescaped(text: str) -> str:
    r"""`&amp;` is `&`, `https%3A%2F%2F…` is a link, `http:\/\/` comes out of JSON."""
    undone: tuple[Callable[[str], str], ...] = (
        lambda now: _entity().sub(lambda found: html.unescape(found[0]), now) if "&" in now else now,
        lambda now: _encoded().sub(lambda found: decoded(found[0]), now) if "%" in now else now,
        lambda now: now.replace("\\/", "/").replace("\\u0026", "&"),
    )
    for undo in undone * _LEVELS:
        text = undo(text)
    return text


def unwrapped(text: str) -> str:
    """A link that was broken over lines is one again.

    Redaction joins more, as one more reading; here it is the only one, so the link must be open: `username=x` under a
    bare address is a line of its own.
    """
    if "\n" not in text:
        return text
    parts, done = [], 0
    # Breaks are found in the text itself: folding would move them, and the signs of links are ASCII anyway.
    for start, end in breaks(text.lower() if len(text.lower()) == len(text) else text):
        before = text[max(0, start - _WIDE) : start].rsplit(maxsplit=1)[-1]
        if "?" in before or text[end] in "?&" or before.endswith(".php"):
            parts.append(text[done:start])
            done = end
    return "".join([*parts, text[done:]])


def decoded(text: str) -> str:
    """Percent-encoding taken off once; bytes that are no UTF-8 are Latin-1."""
    if "%" not in text:
        return text
    try:
        return unquote(text, errors="strict")
    except UnicodeDecodeError:
        return unquote(text, encoding="latin-1")
