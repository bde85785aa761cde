"""What the team reads, as Telegram's HTML. Pure. A stranger's words take no effect: no link, no mention, no command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.channels.telegram.html import MESSAGE, Piece, defused, escaped, inert, split, units
from bot.core.texts import say

if TYPE_CHECKING:
    from bot.core.effects import Card

_CUT: Final = "…"
_LABEL: Final = 40  # UTF-16 units


def carded(card: Card) -> Piece:
    """A card as one message; what does not fit stands in the packet."""
    body, _, status = card.text.rpartition("\n\n")
    cut, *more = split(body, MESSAGE - units(f"{card.head}\n{_CUT}\n\n{status}"))
    text = f"{cut.text}{_CUT if more else ''}\n\n{status}"
    return Piece(f"{inert(card.head, 'b')}\n{inert(text)}", _plain(f"{card.head}\n{text}"))


def fits(text: str) -> bool:
    """Whether a text is a message when something stands in front of it."""
    return units(text) <= MESSAGE - _LABEL


def quoted(ref: str, text: str) -> Piece:
    """What a user wrote. `ref` stands in front of it, if it is not empty."""
    label = _joined(ref, say("desk user"))
    return Piece(f"<b>{escaped(label)}</b> {inert(text)}", _plain(f"{label} {text}"))


def answered(ref: str, text: str) -> Piece:
    """What somebody of the team answered elsewhere; their name stands in the text."""
    plain = _joined(ref, text)
    return Piece(inert(plain), _plain(plain))


def remarked(ref: str, text: str) -> Piece:
    """What the bot says itself."""
    plain = _joined(ref, text)
    return Piece(inert(plain, "i"), _plain(plain))


def _plain(text: str) -> str:
    return split(defused(text), MESSAGE)[0].text


def _joined(ref: str, text: str) -> str:
    return f"{ref} · {text}" if ref else text
