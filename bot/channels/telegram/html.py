"""What the core says, as Telegram's HTML within Telegram's limits. Pure.

Every variable is escaped; long texts are split at the borders of paragraphs, then lines, then words. Lengths are
counted as Telegram does: in UTF-16 units, after the entities were taken out
(https://core.telegram.org/bots/api#sendmessage).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.core.effects import Button, Say

MESSAGE: Final = 4096  # UTF-16 units
CAPTION: Final = 1024  # UTF-16 units
ANSWER: Final = 200  # UTF-16 units of the answer to a press
DATA: Final = 64  # bytes of callback data
# A phone shows about this many characters in one row of buttons before it cuts them off.
_ROW: Final = 30
_PER_ROW: Final = 3  # Telegram allows 8, a thumb does not
_LABEL: Final = 60
# Between the owner of a button and its id, in groups; base 36 keeps an owner within 11 bytes.
_OWNED: Final = "!"
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
# Words of which Telegram makes something to tap, or which call somebody: names, links, commands, hashtags, mail
# addresses, phone numbers. What is code it leaves alone.
_SIGNS: Final = "@#$/\uff20\uff03\uff04\uff0f"  # the wide ones too
_DOTS: Final = ".\u3002\uff0e\uff61"
_LIVE: Final = re.compile(rf"[{_SIGNS}]|[{_DOTS}]\w|\d[\d().-]{{5}}")
_BLANKS: Final = re.compile(r"(\s+)")
_TRIGGER: Final = re.compile(rf"[{_SIGNS}{_DOTS}]|(?<=\d)(?=\d)")
_MOST_LIVE: Final = 30  # Telegram heeds 100 entities in a message, and makes its own of what is behind them


@dataclass(frozen=True, slots=True)
class Piece:
    """One message: as HTML, and as plain text for when Telegram cannot parse the first."""

    html: str
    plain: str


def escaped(text: str) -> str:
    """Text that HTML shows as it is."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def inert(text: str, tag: str = "") -> str:
    """A stranger's text as HTML of which nothing takes effect; what stands between may have a tag ("b", "i")."""
    runs = [
        ("".join(words), live) for live, words in groupby(_BLANKS.split(text), lambda word: bool(_LIVE.search(word)))
    ]
    if sum(live for _, live in runs) > _MOST_LIVE:
        return _code(text)
    return "".join(_code(run) if live else _tagged(run, tag) for run, live in runs)


def defused(text: str) -> str:
    """The same as plain text: words that would take effect have something invisible in them."""
    return _TRIGGER.sub("\\g<0>\u200b", text)


def units(text: str) -> int:
    """The length of a text as Telegram counts it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def pieces(words: Say) -> list[Piece]:
    """What the core says as messages, its head in bold. At least one."""
    left, made = len(words.head), []
    for part in split(words.plain, MESSAGE):
        bold, rest = part.text[: max(0, left - part.start)], part.text[max(0, left - part.start) :]
        made.append(Piece(f"<b>{escaped(bold)}</b>{escaped(rest)}" if bold.strip() else escaped(part.text), part.text))
    return made


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a longer text, and where it began."""

    text: str
    start: int


def split(text: str, limit: int) -> list[Part]:
    """A text in stretches of at most `limit` UTF-16 units, without the blanks between them. At least one."""
    return list(_split(text, limit)) or [Part("…", 0)]


def keyboard(buttons: Sequence[Button], bot: str, owner: str | None) -> InlineKeyboardMarkup | None:
    """Buttons in rows that a phone can show. `owner`: in a group, the user to whom they belong."""
    if not buttons:
        return None
    return InlineKeyboardMarkup([[_button(button, bot, owner) for button in row] for row in _rows(buttons)])


def pressed(data: str, user: str) -> str | None:
    """The id of the button that was pressed; None if it belongs to somebody else."""
    owner, mark, button = data.rpartition(_OWNED)
    if not mark:
        return data
    return button if owner == _short(user) else None


def _code(text: str) -> str:
    return f"<code>{escaped(text)}</code>"


def _tagged(text: str, tag: str) -> str:
    """Blanks alone are left without a tag: Telegram would not know what to do with it."""
    return f"<{tag}>{escaped(text)}</{tag}>" if tag and text.strip() else escaped(text)


def _button(button: Button, bot: str, owner: str | None) -> InlineKeyboardButton:
    label = button.label if len(button.label) <= _LABEL else f"{button.label[: _LABEL - 1]}…"
    if button.link is not None:
        return InlineKeyboardButton(label, url=f"https://t.me/{bot}?start={button.link}")
    return InlineKeyboardButton(label, callback_data=f"{_short(owner)}{_OWNED}{button.id}" if owner else button.id)


def _rows(buttons: Sequence[Button]) -> Iterator[list[Button]]:
    row: list[Button] = []
    for button in buttons:
        if row and (len(row) == _PER_ROW or sum(len(one.label) for one in [*row, button]) > _ROW):
            yield row
            row = []
        row.append(button)
    yield row


def _short(user: str) -> str:
    """A user's number in base 36."""
    number, found = abs(int(user)), ""
    while number:
        number, digit = divmod(number, len(_DIGITS))
        found = _DIGITS[digit] + found
    return found or "0"


def _split(text: str, limit: int) -> Iterator[Part]:
    start = len(text) - len(text.lstrip())
    while units(rest := text[start:].rstrip()) > limit:
        most = rest[:limit]
        while (over := units(most) - limit) > 0:
            most = most[: -((over + 1) // 2)]
        cut = _border(most)
        yield Part(most[:cut].rstrip(), start)
        start += cut
        start += len(text[start:]) - len(text[start:].lstrip())
    if rest:
        yield Part(rest, start)


def _border(most: str) -> int:
    """Where to cut: behind a paragraph if that leaves half of it, else behind a line, else a word, else anywhere."""
    for border in ("\n\n", "\n", " "):
        found = most.rfind(border)
        if found >= len(most) // 2:
            return found
    return len(most)
