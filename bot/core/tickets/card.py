"""The message at the top of a ticket in the team's chat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core.effects import Card
from bot.core.texts import say

if TYPE_CHECKING:
    from bot.core.ticket import Ticket

EXPORT: Final = "export"
"""A button that is no deed: it changes nothing."""


def card(ticket: Ticket) -> Card:
    """The card of a ticket as it is now."""
    head, _, text = ticket.brief.partition("\n")
    return Card(ticket.ref, _title(head), head, f"{text}\n\n{_status(ticket)}", _deeds(ticket))


def _title(head: str) -> str:
    """The name of a topic: reference and problem."""
    return " · ".join(head.split(" · ")[:2])


def _status(ticket: Ticket) -> str:
    match ticket.status:
        case "closed":
            status = say("desk status closed", outcome=ticket.outcome)
        case "claimed":
            status = say("desk status claimed", name=ticket.name)
        case _:
            status = say("desk status open")
    return f"[{status}]"


def _deeds(ticket: Ticket) -> tuple[str, ...]:
    if ticket.closed:
        return ("unban" if ticket.outcome == "banned" else "reopen", EXPORT)
    return ("release" if ticket.claimed else "claim", "template", "resolve", EXPORT, "ban")
