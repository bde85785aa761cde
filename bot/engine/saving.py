"""From a turn to what is stored of it: state, redacted lines, replies, and the check that it begins or ends."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.dialogue import asked_of
from bot.core.effects import Check, Export, Forget, Hide, Record, Say
from bot.core.events import Checked, Commanded, Pressed, Sent, Wrote
from bot.core.redaction import MASK, holds_credentials, redact
from bot.core.state import State
from bot.core.texts import say, wait
from bot.engine.parcels import labels, parcel
from bot.ports import Line, Saved

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.effects import Effect
    from bot.core.events import Event, Key
    from bot.core.limits import Bucket, Refused
    from bot.core.turn import Turn
    from bot.ports import Parcel


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


def saved(before: State, event: Event, turn: Turn, buckets: Mapping[str, Bucket]) -> Saved:
    """What a turn stores."""
    parcels = [parcel(effect) for effect in turn.effects if isinstance(effect, Say | Hide | Export)]
    if any(isinstance(effect, Forget) for effect in turn.effects):
        return Saved(None, buckets, (), parcels, forget=True)
    heard = _heard(before, event)
    lines = [] if heard is None else [Line("user", heard)]
    lines += [line for effect in turn.effects if (line := _line(effect))]
    checks = (check_id(event.key, effect.id) for effect in turn.effects if isinstance(effect, Check))
    kept = turn.state.as_json() if turn.state != State() else None  # of who was forgotten, there is nothing to keep
    done = Saved(kept, buckets, lines, parcels, check=next(checks, None))
    if isinstance(event, Checked):
        verdict = event.outcome.verdict if event.outcome else None
        return replace(done, checked=(check_id(event.key, event.check), verdict.as_json() if verdict else None))
    return done


def _heard(before: State, event: Event) -> str | None:
    """The user's side of the transcript, redacted."""
    match event:
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
        case Checked():
            return None


def _line(effect: Effect) -> Line | None:
    match effect:
        case Say(buttons=buttons):
            return Line("bot", effect.plain, {"buttons": labels(buttons)} if buttons else None)
        case Record(what, data):
            return Line("note", what, dict(data))
        case _:
            return None
