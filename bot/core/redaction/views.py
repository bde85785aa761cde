# ruff: noqa: RUF001 -- the letters and signs that are folded look like those they are folded to
"""Other readings of a text: folded, unescaped, unwrapped; each character knows where it stood in the original.

A password can be percent-encoded, HTML- or JSON-escaped, in full-width or mathematical letters, or broken over lines.
Instead of teaching every detector all of that, the text is decoded, the plain detectors read the decoded text, and
what they find is mapped back. The original is only ever cut, never re-encoded, so the rest stays byte-equal.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from bot.core.redaction.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LEVELS: Final = 3  # a link pasted from a log of a log is escaped twice; three is one more than ever seen
_GONE: Final = "\0"  # stands for a character that the folded text leaves out

_ESCAPE: Final = re.compile(
    r"(?:%[0-9A-Fa-f]{2})++|&(?:\#[0-9]{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,8});"
    r"|\\u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2}"
    r"|\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2}"
    r"|\\[\"'/\\nrt]|=3[AaDd]|=\r?\n"
)
_JSON: Final = {"n": "\n", "r": "\r", "t": "\t"}

_SPECIAL: Final = {
    **dict(zip("ıßøłđæœ", "isoldao", strict=True)),
    **dict(zip("ØŁĐ", "OLD", strict=True)),
    **dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz", strict=True)),
    **dict(zip("أإآٱةىیک", "ااااهييك", strict=True)),
    **dict.fromkeys("“”„‟", '"'),
    **dict.fromkeys("‘’‚‛´", "'"),
    **dict(zip("ёЁ،؛؟∶꞉׃、。−", "еЕ,;?:::,.-", strict=True)),
    "\N{ARABIC TATWEEL}": _GONE,
}
_ALIKE: Final = str.maketrans(
    dict(zip("асеорхуікѕјһԁвнмтοαερυικντχ", "aceopxyiksjhdbhmtoaepuiкvtx".replace("к", "k"), strict=True))
)
_SIGNED: Final = re.compile(r"(?<![\w@$])p[a@][s$]{2}(?:w[o0]r[dt])?(?![\w@$])")
_SIGNS: Final = str.maketrans("@$0", "aso")
_LETTERS: Final = re.compile(r"[^\W\d_]{2,64}")
_LINES: Final = "\x0b\x0c\x85\u2028\u2029"
# 🄰, 🅐 and 🅰: three alphabets that compatibility normalisation does not know.
_BOXED: Final = (0x1F130, 0x1F150, 0x1F170)


@dataclass(frozen=True, slots=True)
class View:
    """A reading of the text.

    Attributes:
        text: the reading, in its own case.
        low: the same in lower case, of the same length.
        at: for each character, where its source begins in the original; None if nothing moved.
        to: for each character, where its source ends.
    """

    text: str
    low: str
    at: Sequence[int] | None = None
    to: Sequence[int] | None = None

    def back(self, span: Span) -> Span:
        """Map a span of this reading to the original."""
        if self.at is None or self.to is None:
            return span
        return Span(self.at[span.start], self.to[span.end - 1], span.kind)


def views(text: str) -> Iterator[View]:
    """All readings of a text, the plainest first."""
    current: View | None = _fold(View(text, text))
    broken = None
    for _ in range(_LEVELS + 1):
        if current is None:
            break
        yield current
        if unmixed := _unmixed(current):
            yield unmixed
        if broken is None and (broken := _join(current)):
            yield from _decoded(broken)
        current = _decode(current)


def _unmixed(view: View) -> View | None:
    """Cyrillic and Greek letters in words that are Latin otherwise, and `pa$$word`; None if there are none."""
    low = view.low if view.low.isascii() else _LETTERS.sub(_latin, view.low)
    low = _SIGNED.sub(lambda match: match[0].translate(_SIGNS), low)
    return View(view.text, low, view.at, view.to) if low != view.low else None


def _latin(match: re.Match[str]) -> str:
    word = match[0]
    latin = not word.isascii() and any(map(str.isascii, word))
    return word.translate(_ALIKE) if latin else word


def _decoded(view: View) -> Iterator[View]:
    current: View | None = view
    for _ in range(_LEVELS):
        if current is not None:
            yield current
            current = _decode(current)


def fold(text: str) -> str:
    """Fold a vocabulary word as texts are folded: no accents, lower case."""
    return _fold(View(text, text)).low


def _fold(view: View) -> View:
    if view.text.isascii() and _GONE not in view.text:
        return View(view.text, view.text.lower(), view.at, view.to)
    table = {ord(char): _folded(char) for char in set(view.text)}
    text = view.text.translate(table)
    if _GONE in text:
        keep = [index for index, char in enumerate(text) if char != _GONE]
        at, to = view.at or range(len(text)), view.to or range(1, len(text) + 1)
        view = View("", "", [at[index] for index in keep], [to[index] for index in keep])
        text = text.replace(_GONE, "")
    return View(text, text.lower(), view.at, view.to)


@lru_cache(4096)
def _folded(char: str) -> str:
    """One character for one character, so that offsets hold."""
    if char in _SPECIAL:
        return _SPECIAL[char]
    if char in _LINES:
        return "\n"
    for first in _BOXED:
        if 0 <= ord(char) - first < 26:  # noqa: PLR2004 -- the alphabet
            return chr(ord("A") + ord(char) - first)
    return _category_folded(_compatible(char))


def _compatible(char: str) -> str:
    wide = unicodedata.normalize("NFKC", char)
    char = wide if len(wide) == 1 else char
    base = unicodedata.normalize("NFD", char)[0]
    return base if base.isascii() else _SPECIAL.get(char, char)


def _category_folded(char: str) -> str:
    digit = unicodedata.decimal(char, None)
    if digit is not None:
        return str(digit)
    category = unicodedata.category(char)
    if category in {"Cf", "Mn", "Mc", "Me"}:
        return _GONE  # zero-width, bidi, combining marks
    return {"Pd": "-", "Zs": " "}.get(category, char)


def _decode(view: View) -> View | None:
    """One level of percent, HTML and JSON escapes taken off; None if there is none."""
    parts: list[str] = []
    at: list[int] = []
    to: list[int] = []
    old_at, old_to = view.at or range(len(view.text)), view.to or range(1, len(view.text) + 1)
    done = 0
    for match in _ESCAPE.finditer(view.text):
        place = match.start()
        pieces = _unescaped(match.group())
        if not pieces:
            continue
        parts.append(view.text[done:place])
        at.extend(old_at[done:place])
        to.extend(old_to[done:place])
        for char, length in pieces:
            parts.append(char)
            at.append(old_at[place])
            to.append(old_to[place + length - 1])
            place += length
        done = match.end()
    if not done:
        return None
    parts.append(view.text[done:])
    at.extend(old_at[done:])
    to.extend(old_to[done:])
    return _fold(View("".join(parts), "", at, to))


def _unescaped(escape: str) -> list[tuple[str, int]]:
    """The characters of an escape, each with the length of its source."""
    if escape[0] == "=":  # quoted-printable, as mails are forwarded
        return [(chr(int(escape[1:], base=16)), len(escape))] if escape[1] == "3" else [(_GONE, len(escape))]
    if escape[0] == "%":
        raw = bytes.fromhex(escape.replace("%", ""))
        try:
            decoded = raw.decode()
        except UnicodeDecodeError:
            return [(chr(byte), 3) for byte in raw]
        return [(char, 3 * len(char.encode())) for char in decoded]
    if escape[0] == "&":
        char = html.unescape(escape)
        return [(char, len(escape))] if len(char) == 1 else []
    if escape[1] in "ux":
        return [(_units(escape), len(escape))]
    return [(_JSON.get(escape[1], escape[1]), 2)]


def _units(escape: str) -> str:
    r"""Decode `\u0041`, `\x41`, or the two halves of a character beyond the first 65,536."""
    high, *low = (int(digits, base=16) for digits in escape.replace("\\x", "\\u").split("\\u")[1:])
    return chr(0x10000 + ((high & 0x3FF) << 10) + (low[0] & 0x3FF)) if low else chr(high)


_BREAK: Final = re.compile(r"[ \t]{0,8}\r?\n[ \t>]{0,8}(?=[^\s])")
_HEAD: Final = re.compile(r"(\S{1,400})(\s?)")
_LINKISH: Final = re.compile(r"://|\.php|[?&]\w{1,20}=")
_GOES_ON: Final = re.compile(
    r"[&?]|/?\w{1,20}\.php|[\w%.!*-]{0,60}&|[\w.-]{1,20}=(?!\s)|[\w%.!*-]{0,60}/(?:\S{0,80}/)?\d"
)
_OPEN: Final = re.compile(r"[?&=]$")
_IN_VALUE: Final = re.compile(r"(?:user|usr|pass|pwd|pw|login|token|mac)[a-z]{0,6}=[^&]{0,80}$")


def _join(view: View) -> View | None:
    """Take out the line breaks inside links (chat apps and mail wrap them); None if there is none."""
    cuts = breaks(view.low)
    if not cuts:
        return None
    gone = {place for start, end in cuts for place in range(start, end)}
    keep = [place for place in range(len(view.text)) if place not in gone]
    at, to = view.at or range(len(view.text)), view.to or range(1, len(view.text) + 1)
    text = "".join(view.text[place] for place in keep)
    return View(text, text.lower(), [at[place] for place in keep], [to[place] for place in keep])


def breaks(low: str) -> list[tuple[int, int]]:
    """Where a line break (with what mail puts in front of the next line) may stand inside a link."""
    return [match.span() for match in _BREAK.finditer(low) if _wrapped(low, *match.span())]


def _wrapped(low: str, start: int, end: int) -> bool:
    before, head = low[max(0, start - 400) : start].split(), _HEAD.match(low, end)
    if not before or head is None or not _LINKISH.search(before[-1]) or "://" in head[1]:
        return False
    if _OPEN.search(before[-1]) or _GOES_ON.match(head[1]):
        return True
    # The last value broken in two: only if the rest stands alone on its line and is no word.
    alone = head[2] in {"", "\n", "\r"}
    return alone and bool(_IN_VALUE.search(before[-1])) and any(char.isdigit() for char in head[1])
