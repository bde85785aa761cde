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
_LEVELS = 3  # a link out of a log of a log is escaped twice; see bot.core.redaction.views


@cache
def _entity() -> re.Pattern[str]:
    return re.compile(r"&(?:amp|lt|gt|quot|apos|#[0-9]{1,6}|#[xX][0-9a-fA-F]{1,5});")


@cache
def _encoded() -> re.Pattern[str]:
    return re.compile(r"https?%(?:25)?3A(?:%(?:25)?2F){1,3}[^\s\"'<>|]+", re.IGNORECASE)


def tidy(text: str) -> str:
    """The text with its escapes taken off and its links on one line."""
    return unwrapped(unescaped(text))


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
