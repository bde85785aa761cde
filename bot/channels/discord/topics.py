"""What the team sees of a ticket: the card on top of its thread, and what is passed on, within Discord's limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.channels.discord.ids import DeskMark
from bot.channels.discord.rendering import CONTENT, DESCRIPTION, Card, escape, pieces
from bot.core.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core import effects

TITLE: Final = 100
"""Characters of a thread's name."""
REPLY: Final = "reply"


def top(shown: effects.Card, *, embeds: bool) -> Card:
    """The card as one message. What does not fit stands in the packet."""
    head, text, buttons = f"**{escape(shown.head)}**", escape(shown.text), tuple(_buttons(shown))
    if embeds and len(head) <= CONTENT:
        return Card(head, _first(text, DESCRIPTION), buttons)
    return Card(_first(f"{head}\n{text}", CONTENT), "", buttons)


def passed(who: str, text: str, *, embeds: bool) -> list[Card]:
    """A message for the team. What the user said is one message if it can be, so that its edits can follow."""
    if who == "system":
        return [Card(f"*{piece}*") for piece in pieces(escape(text), CONTENT - 2)]
    if who != "user":
        return [Card(piece) for piece in pieces(escape(text), CONTENT)]
    label, words = f"**{escape(say('desk user'))}**", escape(text)
    found = pieces(f"{label} {words}", CONTENT)
    if len(found) == 1 or not embeds:
        return [Card(piece) for piece in found]
    first, *others = pieces(words, DESCRIPTION)
    return [Card(label, first), *(Card("", piece) for piece in others)]


def _buttons(shown: effects.Card) -> Iterator[tuple[str, str]]:
    """The card's buttons, and one to reply while the ticket is open."""
    for name in shown.deeds:
        if name == "template":
            yield DeskMark(shown.ticket, REPLY).custom_id, say("desk reply")
        yield DeskMark(shown.ticket, name).custom_id, say(f"desk {name}")


def _first(text: str, most: int) -> str:
    return text if len(text) <= most else f"{pieces(text, most - 1)[0]}…"
