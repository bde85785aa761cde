"""One event through the assistant: limit, load, step, commit, act.

The event, the new state, the transcript and the replies are one transaction; the replies are carried out after it, from
the outbox. So a crash at any point loses nothing that was accepted, and repeats at most the last reply.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
from collections import Counter
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.core.dialogue import expected, step
from bot.core.effects import Forget, Hide, Record, Say
from bot.core.events import Commanded, Pressed, Wrote
from bot.core.limits import Bucket, take
from bot.core.redaction import holds_credentials, redact
from bot.core.state import State
from bot.core.text import clean
from bot.core.texts import say, wait
from bot.engine.parcels import effect, labels, parcel
from bot.ports import DeliveryError, Line, Saved

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence
    from datetime import datetime, timedelta

    from bot.core.effects import Effect
    from bot.core.events import Event, Key
    from bot.core.limits import Limit, Refused
    from bot.core.turn import Turn
    from bot.ports import Channel, Library, Loaded, Parcel, Posted, Store

_log = logging.getLogger(__name__)

# Which bucket an event is taken from. Account checks and tickets have their own ("check", "ticket").
MESSAGES = "message"


@dataclass(frozen=True, slots=True)
class Rules:
    """What an operator may set: limits by kind, the silence after which a conversation is over, the fingerprint key."""

    limits: Mapping[str, Limit]
    idle: timedelta
    lease: timedelta
    secret: bytes


class Engine:
    """Carries events through the core and the store. One instance a process."""

    def __init__(self, store: Store, library: Library, rules: Rules) -> None:
        self._store = store
        self._library = library
        self._rules = rules
        self._locks: dict[Key, asyncio.Lock] = {}
        self._waiting: Counter[Key] = Counter()

    async def handle(self, event: Event, channel: Channel, *, insist: bool = False) -> bool:
        """Process one event and deliver what follows; False if this event id was processed before.

        Events of one conversation are handled one after the other, in the order of the calls. `insist`: tell a refusal
        every time (a Discord interaction must always be answered). Raises StoreError when the database cannot do it:
        then nothing of the event is stored, and it may be delivered again.
        """
        async with self._one_at_a_time(event.key):
            posted = await self._store.turn(
                event.key,
                event.id,
                event.at,
                self._owner(event.key),
                lambda loaded: self._decide(loaded, event, insist=insist),
            )
            await self._deliver(posted or (), channel, event.at)
        return posted is not None

    async def resume(self, platform: str, now: datetime, channel: Channel, *, orphans: bool = False) -> int:
        """Deliver what is left in the outbox of a platform, and say how many parcels that were.

        Only rows whose lease is over are taken, so that two replicas never deliver the same one; with `orphans` all
        of them, which is right where one process serves the database alone.
        """
        posted = await self._store.take(platform, now, self._rules.lease, orphans=orphans)
        await self._deliver(posted, channel, now)
        return len(posted)

    def _decide(self, loaded: Loaded, event: Event, *, insist: bool) -> Saved:
        if not isinstance(event, Pressed):
            event = replace(event, text=clean(event.text))
        bucket, refused = take(
            loaded.buckets.get(MESSAGES, Bucket()), self._rules.limits[MESSAGES], event.at.timestamp()
        )
        if refused:
            parcels = _refusal(event, refused, insist=insist)
            return Saved(loaded.state, {MESSAGES: bucket}, (), parcels)
        state = State.from_json(loaded.state)
        turn = step(state, event, self._library.current(), self._rules.idle)
        return _saved(state, event, turn, {MESSAGES: bucket})

    async def _deliver(self, posted: Sequence[Posted], channel: Channel, now: datetime) -> None:
        """Deliver in order. What fails stays in the outbox, with all that comes behind it in its conversation."""
        stuck: set[Key] = set()
        done: list[int] = []
        for row in posted:
            if row.key in stuck:
                continue
            try:
                await channel.deliver(row.key, effect(row.parcel))
            except DeliveryError as error:
                stuck.add(row.key)
                _log.warning("outbox row %d is not delivered yet: %s", row.id, error)
            else:
                done.append(row.id)
        if done:
            await self._store.sent(done, now)

    def _owner(self, key: Key) -> str:
        """The fingerprint of a user, under which buckets are kept: it survives /forget and names nobody."""
        return hmac.new(self._rules.secret, f"{key.platform}\0{key.user}".encode(), hashlib.sha256).hexdigest()

    @asynccontextmanager
    async def _one_at_a_time(self, key: Key) -> AsyncIterator[None]:
        lock = self._locks.setdefault(key, asyncio.Lock())
        self._waiting[key] += 1
        try:
            async with lock:
                yield
        finally:
            self._waiting[key] -= 1
            if not self._waiting[key]:
                del self._locks[key], self._waiting[key]


def _refusal(event: Event, refused: Refused, *, insist: bool) -> list[Parcel]:
    """The wait is said once; a message that held a login is hidden all the same."""
    effects: list[Say | Hide] = []
    if not isinstance(event, Pressed) and holds_credentials(event.text):
        effects.append(Hide(event.message))
    if refused.tell or insist:
        effects.append(Say(say("too fast", wait=wait(refused.wait))))
    return [parcel(refusal) for refusal in effects]


def _saved(before: State, event: Event, turn: Turn, buckets: Mapping[str, Bucket]) -> Saved:
    parcels = [parcel(effect) for effect in turn.effects if isinstance(effect, Say | Hide)]
    if any(isinstance(effect, Forget) for effect in turn.effects):
        return Saved(None, buckets, (), parcels, forget=True)
    lines = [Line("user", _heard(before, event))]
    lines += [line for effect in turn.effects if (line := _line(effect))]
    return Saved(turn.state.as_json(), buckets, lines, parcels)


def _heard(before: State, event: Event) -> str:
    """The user's side of the transcript, redacted."""
    match event:
        case Wrote(text=text):
            return redact(text, expected(before))
        case Commanded(name=name, text=text):
            return f"/{name} {redact(text, expected(before))}".rstrip()
        case Pressed(button=pressed):
            return next((f"[{button.label}]" for button in before.buttons if button.id == pressed), "[an old button]")


def _line(effect: Effect) -> Line | None:
    match effect:
        case Say(buttons=buttons):
            return Line("bot", effect.plain, {"buttons": labels(buttons)} if buttons else None)
        case Record(what, data):
            return Line("note", what, dict(data))
        case _:
            return None
