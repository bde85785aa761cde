"""From a turn to what is stored of it: state, redacted lines, replies, and the check that it begins or ends."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.dialogue import asked_of
from bot.core.effects import (
    Audit,
    Card,
    Changed,
    Check,
    Erase,
    Export,
    Forget,
    Hide,
    Notify,
    Packet,
    Record,
    Relay,
    Revise,
    Say,
)
from bot.core.events import Checked, Commanded, Edited, Pressed, Sent, Wrote
from bot.core.redaction import MASK, holds_credentials, redact
from bot.core.state import State
from bot.core.texts import say, wait
from bot.engine.parcels import WEBHOOK, desk, labels, parcel
from bot.ports import Deed, Line, Saved

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.effects import Effect
    from bot.core.events import Event, Key
    from bot.core.limits import Bucket, Refused
    from bot.core.ticket import Ticket
    from bot.core.turn import Turn
    from bot.ports import Filed, Parcel


def check_id(key: Key, check: str) -> str:
    """Event ids are unique within a platform; checks of all platforms stand in one table."""
    return f"{key.platform}:{check}"


def refusal(state: State, event: Event, refused: Refused, *, insist: bool) -> list[Parcel]:
    """The wait is said once; a message that held a login is hidden all the same."""
    effects: list[Say | Hide] = []
    if isinstance(event, Wrote | Commanded) and holds_credentials(event.text, asked_of(state, event)):
        effects.append(Hide(event.message))
    if refused.tell or insist:
        effects.append(Say(say("too fast", wait=wait(refused.wait))))
    return [parcel(effect) for effect in effects]


def saved(before: State, event: Event, turn: Turn, buckets: Mapping[str, Bucket], *, hooks: bool = False) -> Saved:
    """What a turn stores; `hooks`: another program is told of tickets."""
    ticket = turn.state.ticket or before.ticket
    parcels = [made for effect in turn.effects for made in _parcels(effect, event, ticket, hooks=hooks)]
    if any(isinstance(effect, Forget) for effect in turn.effects):
        return Saved(None, buckets, (), parcels, forget=True)
    heard = _heard(before, event, turn)
    lines = [] if heard is None else [Line("user", heard)]
    lines += [line for effect in turn.effects if (line := _line(effect))]
    checks = (check_id(event.key, effect.id) for effect in turn.effects if isinstance(effect, Check))
    kept = turn.state.as_json() if turn.state != State() else None  # of who was forgotten, there is nothing to keep
    done = Saved(
        kept,
        buckets,
        lines,
        parcels,
        check=next(checks, None),
        ticket=next((one.ticket for one in reversed(turn.effects) if isinstance(one, Changed)), None),
        deeds=[Deed(one.what, one.ticket, one.staff) for one in turn.effects if isinstance(one, Audit)],
    )
    if isinstance(event, Checked):
        verdict = event.outcome.verdict if event.outcome else None
        return replace(done, checked=(check_id(event.key, event.check), verdict.as_json() if verdict else None))
    return done


def forgetting(saved: Saved, event: Event, filed: Sequence[Filed], *, hooks: bool) -> Saved:
    """The same, with word to the team's chats that they forget too: a reference and a place, no text."""
    parcels = list(saved.parcels)
    for one in filed:
        if one.ticket.desk and one.place:
            known = (*([one.card] if one.card else []), *one.messages)
            parcels.append(parcel(Erase(one.ticket.ref, one.place, known), desk(one.ticket.desk)))
        if hooks:
            parcels.append(_hook(event, "forgotten", {"ref": one.ticket.ref}))
    return replace(saved, parcels=parcels)


def _parcels(effect: Effect, event: Event, ticket: Ticket | None, *, hooks: bool) -> list[Parcel]:
    match effect:
        case Say() | Hide() | Export() | Revise(ticket=None):
            return [parcel(effect)]
        case Card() | Relay() | Packet() | Revise():
            return [parcel(effect, desk(ticket.desk))] if ticket and ticket.desk else []
        case Changed(changed, what) if hooks and what != "touched":
            told = {**changed.as_json(), "platform": event.key.platform}
            return [_hook(event, what, told)]
        case _:
            return []


def _hook(event: Event, what: str, told: Mapping[str, object]) -> Parcel:
    """What another program is told. Its id is the same however often it is sent, so that nobody counts it twice."""
    name = hashlib.sha256(f"{event.key.platform}\0{event.id}\0{what}\0{told['ref']}".encode()).hexdigest()[:32]
    body = {"id": name, "event": f"ticket.{what}", "at": event.at.isoformat(), "ticket": dict(told)}
    return parcel(Notify(body), WEBHOOK)


def _heard(before: State, event: Event, turn: Turn) -> str | None:
    """The user's side of the transcript, redacted."""
    match event:
        case Edited(text=text):
            if not turn.effects:
                return None  # it concerned nobody
            return say("desk edited", text=redact(text)) if text is not None else say("desk deleted")
        case Wrote(text=text):
            return redact(text, asked_of(before, event))
        case Commanded(name=name, sealed=True):
            return f"/{name} {MASK}"
        case Commanded(name=name, text=text):
            return f"/{name} {redact(text, asked_of(before, event))}".rstrip()
        case Pressed(button=pressed):
            return next((f"[{button.label}]" for button in before.buttons if button.id == pressed), "[an old button]")
        case Sent(what=what):
            return f"[{what}]"
        case _:
            return None  # no user did it


def _line(effect: Effect) -> Line | None:
    match effect:
        case Say(text=text, source=source) if source:
            return Line("team", text)
        case Say(buttons=buttons):
            return Line("bot", effect.plain, {"buttons": labels(buttons)} if buttons else None)
        case Record(what, data):
            return Line("note", what, dict(data))
        case _:
            return None
