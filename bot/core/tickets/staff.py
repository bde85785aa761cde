"""The team's side: what a member does with a ticket. Who may do it is for the desk to know; here it is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core import moves
from bot.core.effects import Audit, Ban, Changed, Packet, Relay, Revise, Say, Told
from bot.core.frozen import replace
from bot.core.redaction import redact
from bot.core.redaction.promise import asks
from bot.core.texts import say
from bot.core.tickets import handed
from bot.core.tickets.card import card
from bot.core.turn import Turn

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.core.effects import Effect
    from bot.core.events import Staffed
    from bot.core.moves import Scene
    from bot.core.ticket import Ticket

# What may be done with a ticket that is closed.
_AFTERWARDS: Final = ("reopen", "ban", "unban", "delete", "export")


def act(scene: Scene, event: Staffed) -> Turn:
    """Do what a member of the team wants, if it still makes sense, and note who it was."""
    ticket = scene.state.ticket
    if ticket is None or ticket.ref != event.ticket:
        now = say("desk gone now", ref=ticket.ref) if ticket else ""
        return _only(scene, say("desk gone", ref=event.ticket, now=now))
    if ticket.closed and event.deed not in _AFTERWARDS:
        return _only(scene, say("desk closed", ref=ticket.ref))
    return _DEEDS[event.deed](scene, event, ticket)


def _claim(scene: Scene, event: Staffed, ticket: Ticket) -> Turn:
    if ticket.claimed:
        return _only(
            scene,
            say("desk already") if ticket.claimed == event.staff else say("desk claimed before", name=ticket.name),
        )
    return _changed(scene, event, _claimed(ticket, event), say("desk claimed", name=event.name))


def _release(scene: Scene, event: Staffed, ticket: Ticket) -> Turn:
    if not ticket.claimed:
        return _only(scene, say("desk already"))
    now = replace(ticket, status="open", claimed=None, name=None)
    return _changed(scene, event, now, say("desk released", name=event.name))


def _reply(scene: Scene, event: Staffed, ticket: Ticket) -> Turn:
    return _answered(scene, event, ticket, event.text)


def _template(scene: Scene, event: Staffed, ticket: Ticket) -> Turn:
    templates = scene.knowledge.templates
    if event.text not in templates:
        names = ", ".join(templates)
        if not names:
            return _only(scene, say("desk no templates"))
        which = say("desk which template", names=names)
        return _only(scene, say("desk no template", name=redact(event.text), names=names) if event.text else which)
    return _answered(scene, event, ticket, templates[event.text]["text"])


def _answered(scene: Scene, event: Staffed, ticket: Ticket, text: str) -> Turn:
    """The team's words go to the user; whoever answers first has claimed it."""
    if not text.strip():
        return _only(scene, say("desk empty"))
    plain = redact(text.strip())
    claimed = ticket if ticket.claimed else _claimed(ticket, event)
    now = replace(claimed, waits="user", touched=scene.event.at, reminded=False)
    words = Say(say("ticket answer", ref=ticket.ref), plain, source=event.message or event.id, ticket=ticket.ref)
    turn = handed.told(scene, words, [("solved", say("ticket solved"))], now)
    turn = replace(turn, state=replace(turn.state, promised=asks(plain)))
    effects: list[Effect] = []
    if event.message is None:  # out of a form or a template: the team's chat does not hold it yet
        effects.append(Relay(ticket.ref, "team", f"{say('desk team', name=event.name)} {plain}"))
    effects += [*turn.effects, _audit(event), Changed(now, "updated")]
    if claimed != ticket:
        effects.append(card(now))
    if plain != text.strip():
        effects.append(Told(say("desk masked")))
    return replace(turn, effects=tuple(effects))


def _edit(scene: Scene, event: Staffed, ticket: Ticket) -> Turn:
    plain = redact(event.text.strip())
    if not plain or event.message is None:
        return _only(scene, say("desk empty"))
    revise = Revise(event.message, plain, head=say("ticket answer", ref=ticket.ref))
    return Turn(scene.state, (revise, _audit(event)))


def _delete(scene: Scene, event: Staffed, ticket: Ticket) -> Turn:
    del ticket
    if event.message is None:
        return Turn(scene.state)
    return Turn(scene.state, (Revise(event.message, None), _audit(event)))


def _resolve(scene: Scene, event: Staffed, ticket: Ticket) -> Turn:
    words = Say(say("ticket closed resolved", ref=ticket.ref))
    turn = handed.closed(scene, ticket, "resolved", words)
    return replace(turn, effects=(*turn.effects, _audit(event), Told(say("desk resolved", name=event.name))))


def _reopen(scene: Scene, event: Staffed, ticket: Ticket) -> Turn:
    if not ticket.closed:
        return _only(scene, say("desk already"))
    now = _claimed(handed.again(scene, ticket), event)
    words = Say(say("ticket reopened team", ref=ticket.ref))
    turn = moves.reply(scene, words, (), phase="handed", ticket=now)
    told = Told(say("desk reopened", name=event.name))
    return replace(turn, effects=(*turn.effects, card(now), Changed(now, "updated"), _audit(event), told))


def _export(scene: Scene, event: Staffed, ticket: Ticket) -> Turn:
    """Whoever reads a whole conversation is noted too."""
    return Turn(scene.state, (Packet(ticket.ref, event.text or "html"), _audit(event)))


def _ban(scene: Scene, event: Staffed, ticket: Ticket) -> Turn:
    told = say("desk banned", name=event.name, ref=ticket.ref)
    words = Say(say("ticket banned"), say("ticket banned text"))
    turn = handed.closed(scene, ticket, "banned", words)
    effects = (*turn.effects, Ban(on=True), _audit(event), Relay(ticket.ref, "system", told), Told(told))
    return replace(turn, effects=effects)


def _unban(scene: Scene, event: Staffed, ticket: Ticket) -> Turn:
    told = say("desk unbanned", name=event.name)
    now = replace(ticket, outcome="cancelled" if ticket.outcome == "banned" else ticket.outcome)
    effects = (Ban(on=False), card(now), Changed(now, "updated"), _audit(event), Told(told))
    return Turn(replace(scene.state, ticket=now), effects)


def _claimed(ticket: Ticket, event: Staffed) -> Ticket:
    return replace(ticket, status="claimed", claimed=event.staff, name=event.name)


def _changed(scene: Scene, event: Staffed, now: Ticket, told: str) -> Turn:
    effects = (Changed(now, "updated"), card(now), _audit(event), Told(told))
    return Turn(replace(scene.state, ticket=now), effects)


def _only(scene: Scene, told: str) -> Turn:
    return Turn(scene.state, (Told(told),))


def _audit(event: Staffed) -> Audit:
    return Audit(f"ticket {event.deed}", event.ticket, event.staff)


_DEEDS: Final[Mapping[str, Callable[[Scene, Staffed, Ticket], Turn]]] = {
    "claim": _claim,
    "release": _release,
    "reply": _reply,
    "template": _template,
    "edit": _edit,
    "delete": _delete,
    "resolve": _resolve,
    "reopen": _reopen,
    "export": _export,
    "ban": _ban,
    "unban": _unban,
}
