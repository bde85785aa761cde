"""The user's side while people have the conversation: the bot passes on and keeps quiet, and says when it is back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core import moves
from bot.core.effects import Changed, Record, Relay, Revise, Say
from bot.core.frozen import replace
from bot.core.texts import say
from bot.core.tickets import asking
from bot.core.tickets.card import card
from bot.core.turn import Turn

# What the user is asked for just now, or waits for: nothing may come between.
_BUSY: Final = ("login", "consent", "checking", "photo")

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.events import Edited, Lapsed, Sent, Undelivered, Wrote
    from bot.core.moves import Scene
    from bot.core.render import Action
    from bot.core.ticket import Outcome, Ticket


def wrote(scene: Scene, ticket: Ticket, text: str, event: Wrote | None = None) -> Turn:
    """Pass on what the user wrote (`text` is redacted); the first time, say so."""
    source = _source(event.message) if event and event.message else None
    if event and event.edited and source:
        return Turn(scene.state, (Revise(source, text, ticket.ref, say("desk user")),))
    now = replace(ticket, waits="team", touched=scene.event.at, reminded=False, passed=True)
    news = "updated" if now.waits != ticket.waits or not ticket.passed else "touched"
    passing = (Relay(ticket.ref, "user", text, source), Changed(now, news))
    first = () if ticket.passed else (Say(say("ticket passed")),)
    return Turn(replace(scene.state, ticket=now), (*first, *passing))


def edited(scene: Scene, event: Edited, text: str | None) -> Turn:
    """What was passed on changes where it went; nobody else cares."""
    ticket = scene.state.handed
    if ticket is None:
        return Turn(scene.state)
    return Turn(scene.state, (Revise(_source(event.message), text, ticket.ref, say("desk user")),))


def sent(scene: Scene, ticket: Ticket, event: Sent) -> Turn:
    """A photo is passed on if the user agrees that the team sees photos; nothing else can be."""
    if event.what != "photo" or event.file is None:
        return moves.remark(scene, Say(say(f"sent {event.what}"), say("sent text")))
    if not ticket.photos or scene.means.desk != event.key.platform:
        return asking.photo(scene, event)
    now = replace(ticket, waits="team", touched=scene.event.at, reminded=False)
    relay = Relay(ticket.ref, "user", "", photo=f"{event.key.platform}:{event.file}")
    return Turn(replace(scene.state, ticket=now), (relay, Changed(now, "updated")))


def solved(scene: Scene) -> Turn:
    """The user says that it is solved."""
    return _closed_by_user(scene, "solved")


def withdrawn(scene: Scene) -> Turn:
    """The user cancels the ticket."""
    return _closed_by_user(scene, "cancelled")


def helped(scene: Scene) -> Turn:
    """After closing: it helped."""
    ticket = scene.state.ticket
    if ticket is None:
        return moves.fixed(scene)
    record = Record("ticket helped", {"ticket": ticket.ref, "helped": True})
    turn = moves.reply(scene, Say(say("ticket thanks")), (), record, phase="open")
    return replace(turn, effects=(*turn.effects, Relay(ticket.ref, "system", say("desk helped"))))


def reopened(scene: Scene) -> Turn:
    """After closing: it did not help, so people have it again."""
    ticket = scene.state.ticket
    if ticket is None:
        return asking.begin(scene)
    if not ticket.closed:
        return asking.begin(scene)
    record = Record("ticket helped", {"ticket": ticket.ref, "helped": False})
    words = Say(say("ticket reopened", ref=ticket.ref), say("ticket sent text"))
    now = again(scene, ticket)
    turn = moves.reply(scene, words, asking.open_actions(), record, phase="handed", ticket=now)
    line = Relay(ticket.ref, "system", say("desk reopened user"))
    return replace(turn, effects=(*turn.effects, line, card(now), Changed(now, "updated")))


def told(scene: Scene, words: Say, actions: Sequence[Action], now: Ticket) -> Turn:
    """Say something about a ticket, without getting in the way of what the user is asked for just now."""
    if scene.state.phase in _BUSY:
        return moves.remark(scene, words, ticket=now)
    return moves.reply(scene, words, actions, phase="handed", ticket=now)


def again(scene: Scene, ticket: Ticket) -> Ticket:
    """A closed ticket, open once more."""
    return replace(
        ticket,
        status="open",
        outcome=None,
        claimed=None,
        name=None,
        waits="team",
        touched=scene.event.at,
        reminded=False,
    )


def lapsed(scene: Scene, event: Lapsed) -> Turn:
    """Nobody wrote for long: remind whoever is to write, once; then close."""
    ticket = scene.state.handed
    if ticket is None or ticket.ref != event.ticket:
        return Turn(scene.state)
    if event.close:
        outcome: Outcome = "stale" if ticket.waits == "user" else "unanswered"
        words = Say(say(f"ticket closed {outcome}", ref=ticket.ref), say(f"ticket closed {outcome} text"))
        turn = closed(scene, ticket, outcome, words)
        return replace(turn, effects=(*turn.effects, Relay(ticket.ref, "system", say("desk stale"))))
    if ticket.reminded:
        return Turn(scene.state)
    now = replace(ticket, reminded=True)
    words = Say(say(f"ticket reminder {ticket.waits}", ref=ticket.ref))
    turn = told(scene, words, asking.open_actions(), now)
    line = (Relay(ticket.ref, "system", say("desk reminder")),) if ticket.waits == "team" else ()
    return replace(turn, effects=(*turn.effects, *line, Changed(now, "updated")))


def undelivered(scene: Scene, event: Undelivered) -> Turn:
    """Tell the team that their words did not arrive."""
    ticket = scene.state.ticket
    if ticket is None or ticket.ref != event.ticket:
        return Turn(scene.state)
    return Turn(scene.state, (Relay(ticket.ref, "system", say("desk undelivered", reason=event.reason)),))


def closed(scene: Scene, ticket: Ticket, outcome: Outcome, words: Say) -> Turn:
    """Close a ticket: the user is told and may open it again, the card shows it."""
    now = replace(ticket, status="closed", outcome=outcome, touched=scene.event.at)
    record = Record("ticket closed", {"ticket": ticket.ref, "outcome": outcome, "entry": ticket.problem})
    actions = [("helped", say("ticket helped")), ("reopen", say("ticket reopen"))]
    offered = actions if outcome in ("resolved", "stale", "unanswered") else []
    phase = "closed" if offered else "open"
    turn = moves.reply(scene, words, offered, record, phase=phase, draft=None, wanted=None, ticket=now)
    return replace(turn, effects=(*turn.effects, card(now), Changed(now, "closed")))


def _closed_by_user(scene: Scene, outcome: Outcome) -> Turn:
    ticket = scene.state.handed
    if ticket is None:
        return moves.remark(scene, Say(say("ticket none")))
    here = replace(scene, state=scene.state.fresh())
    turn = closed(here, ticket, outcome, Say(say(f"ticket closed {outcome}", ref=ticket.ref)))
    line = Relay(ticket.ref, "system", say(f"desk {outcome}"))
    return replace(turn, effects=(*turn.effects, line))


def _source(message: str) -> str:
    return f"user:{message}"
