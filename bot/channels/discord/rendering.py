"""From what the bot says to what Discord shows, within its limits, with nothing taking effect that looks like markup.

The sentence that matters is the message's text (it stands alone in a notification and for a screen reader), the rest is
an embed, or plain text below it where embeds are not allowed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.channels.discord.forms import KINDS, WRITE
from bot.channels.discord.ids import Mark
from bot.core.effects import Button
from bot.core.texts import say

if TYPE_CHECKING:
    from bot.core.effects import Document, Say
    from bot.core.events import Key

# https://discord.com/developers/docs/resources/message and …/components/reference, as of API v10.
CONTENT: Final = 2000
DESCRIPTION: Final = 4096
LABEL: Final = 80
BUTTONS: Final = 25  # five rows of five

# A button that leads into the private conversation: its word stands behind the dot.
LINK: Final = "link"

# What stands in backticks is code already, and nothing in code takes effect.
_CODE: Final = re.compile(
    r"`[^`\n]+`|[A-Za-z][A-Za-z0-9+.-]{0,30}://\S+|(?:www\.|discord(?:app)?\.(?:gg|com/invite)/)\S+", re.IGNORECASE
)
_MARKUP: Final = re.compile(r"[\\*_~`|<>\[\]()]|^(?=[-#+] )|^-(?=# )|^(?=#{2,3} )", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Card:
    """One message: its text, the text of its embed (empty: none), its buttons as (custom_id, label), and a file."""

    content: str
    description: str = ""
    buttons: tuple[tuple[str, str], ...] = ()
    file: Document | None = None


def cards(said: Say, key: Key, *, writable: bool = False, embeds: bool = True) -> list[Card]:
    """The messages that say it, the buttons under the last one.

    `writable`: the user cannot type here (a reply that only they see), so a button opens a form for it. `embeds`: False
    where the bot may not embed.
    """
    head = f"**{escape(said.head)}**"
    text = escape(said.text)
    buttons = _buttons(said, key, writable=writable)
    if not embeds or len(head) > CONTENT:
        *before, last = pieces(f"{head}\n{text}".strip(), CONTENT)
        return [*(Card(piece) for piece in before), Card(last, "", buttons)]
    if not text:
        return [Card(head, "", buttons)]
    first, *others = pieces(text, DESCRIPTION)
    found = [Card(head, first), *(Card("", piece) for piece in others)]
    found[-1] = Card(found[-1].content, found[-1].description, buttons)
    return found


def escape(text: str) -> str:
    """Plain text as Discord shows it: markup is escaped, addresses become code (no link, no preview), mentions die."""
    parts: list[str] = []
    end = 0
    for found in _CODE.finditer(text):
        code = found[0].rstrip(".,;:!?")
        shown = code.replace("`", "")
        parts += [_escaped(text[end : found.start()]), f"`{shown}`"]
        end = found.start() + len(code)
    return "".join([*parts, _escaped(text[end:])])


def sentence(text: str) -> str:
    """A short text as the whole of a message."""
    return pieces(escape(text), CONTENT)[0]


def _escaped(text: str) -> str:
    # A zero-width space behind the sign is what discord.utils.escape_mentions does.
    return _MARKUP.sub(lambda found: f"\\{found[0]}", text).replace("@", "@\u200b").replace("://", ":\u200b//")


def _buttons(said: Say, key: Key, *, writable: bool) -> tuple[tuple[str, str], ...]:
    named = [Button(f"{LINK}.{one.link}", one.label) if one.link else one for one in said.buttons]
    if writable and _wants_words(said):
        named = [*named[: BUTTONS - 1], Button(WRITE, say("write"))]
    marks = {Mark(key, one.id).custom_id: clipped(one.label, LABEL) for one in named}
    return tuple(marks.items())[:BUTTONS]


def _wants_words(said: Say) -> bool:
    """Whether the user may want to write now. A login has its forms, and while a panel is asked there is no word."""
    if not is_login(said):
        return bool(said.buttons) or said.slot is None
    return not any(form_of(button.id) for button in said.buttons)


def is_login(said: Say) -> bool:
    """Whether a login, or a part of it, is asked for."""
    return any(button.id.partition(".")[2] == "stop" for button in said.buttons)


def form_of(button: str) -> str | None:
    """The form that a button opens: that of a kind of login, or the one to write in."""
    if button == WRITE:
        return WRITE
    _, _, action = button.partition(".")
    name, _, kind = action.partition(".")
    return kind if name == "kind" and kind in KINDS else None


def clipped(text: str, most: int) -> str:
    """At most so many characters, with a sign that something is missing."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def pieces(text: str, most: int) -> list[str]:
    """Pieces of at most `most` characters, cut at line ends, or at blanks, or where it must be."""
    pieces: list[str] = []
    while len(text) > most:
        cut = max(text.rfind("\n", 1, most), 0) or max(text.rfind(" ", 1, most), 0) or most
        if text[cut - 1] == "\\":
            cut -= 1
        pieces.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*pieces, text]
