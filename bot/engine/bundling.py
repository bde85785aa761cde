"""What of a lane goes next, and what goes along with it: lines that wait for a team go in one message."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bot.core.effects import Card, Packet, Relay, Say
from bot.core.frozen import replace
from bot.engine.parcels import effect
from bot.ports import Relayed

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from bot.core.effects import Outgoing
    from bot.ports import Posted

_BUNDLE: Final = 3000  # characters that wait for a team go in one message: groups take 20 of them a minute
# What goes to a team, in the order in which it goes when it has to wait; what users write comes before all of it.
_QUIET: Final = {"card": 1, "relay": 2, "packet": 3, "erase": 4}


@dataclass(frozen=True, slots=True)
class Leased:
    """A row of the outbox, and until when nobody else takes it.

    `told`: it was delivered, and only its mark is missing; what was passed on by it, and where it went.
    """

    row: Posted
    until: datetime
    told: Sequence[Relayed] | None = None


def without(rows: Sequence[Leased], ids: Collection[int]) -> list[Leased]:
    """The rows that are left, each behind the one before it, when some were delivered."""
    left: list[Leased] = []
    for one in rows:
        if one.row.id in ids:
            continue
        if one.row.after in ids:
            left.append(replace(one, row=replace(one.row, after=left[-1].row.id if left else None)))
        else:
            left.append(one)
    return left


def unbroken(rows: Sequence[Posted]) -> Sequence[Posted]:
    """The rows from the first one on between which no other process has one."""
    for number, (earlier, later) in enumerate(pairwise(rows), 1):
        if later.after not in {None, earlier.id}:
            return rows[:number]
    return rows


def bundle(rows: Sequence[Posted]) -> tuple[Outgoing, int]:
    """The next effect, and how many rows it takes: lines for the team that wait for each other go in one message."""
    first = effect(rows[0].parcel)
    if isinstance(first, Card):
        return _last_of(first, rows)
    if not isinstance(first, Relay) or first.photo:
        return first, 1
    texts, many = [first.text], 1
    for row in rows[1:]:
        line = effect(row.parcel)
        if not isinstance(line, Relay) or line.photo or (line.ticket, line.who) != (first.ticket, first.who):
            break
        if sum(map(len, texts)) + len(line.text) > _BUNDLE:
            break
        texts.append(line.text)
        many += 1
    if many == 1:
        return first, 1
    return replace(first, text="\n".join(texts), source=f"bundle:{rows[0].id}"), many


def _last_of(card: Card, rows: Sequence[Posted]) -> tuple[Card, int]:
    """Of cards of a ticket that wait for each other only the last one says how things are."""
    many = 1
    while many < len(rows) and isinstance(newer := effect(rows[many].parcel), Card) and newer.ticket == card.ticket:
        card, many = newer, many + 1
    return card, many


def rank(row: Posted) -> int:
    """What of a lane goes first: where not everything can be said, the team reads what users write."""
    if row.parcel.to is None or row.parcel.body.get("who") == "user":
        return 0
    return _QUIET.get(row.parcel.kind, 0)


def relayed(row: Posted, carried: Outgoing, target: str | None) -> Sequence[Relayed]:
    """All that the team gets is noted, so that an answer to it finds its ticket, and /forget finds it."""
    match carried:
        case Say(ticket=str(ticket), source=str(source)) if target:
            return (Relayed(ticket, source, target),)
        case Relay(ticket=ticket, source=source) if target:
            return (Relayed(ticket, source or f"row:{row.id}", target),)
        case Packet(ticket=ticket) if target:
            return (Relayed(ticket, f"row:{row.id}", target),)
        case _:
            return ()
