"""What one event comes to: limits first, then the core, then what is stored. No IO, as it runs in a transaction."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Final

from bot.core.dialogue import step
from bot.core.effects import Ban, Changed, Check, Say
from bot.core.events import ByUser, Commanded
from bot.core.limits import Bucket, take
from bot.core.moves import Means
from bot.core.state import State
from bot.core.texts import say
from bot.core.ticket import ALPHABET
from bot.core.turn import Turn
from bot.engine.parcels import parcel
from bot.engine.saving import forgetting, refusal, saved
from bot.ports import Saved

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.events import Event
    from bot.core.limits import Limit
    from bot.core.redaction import Examiner
    from bot.engine.memory import Memory
    from bot.ports import Library, Loaded

# Which bucket an event is taken from. Account checks and tickets have their own ("check", "ticket").
MESSAGES, CHECKS, TICKETS, BANNED = "message", "check", "ticket", "banned"
# What a user may do whom the team has banned: the data are theirs all the same.
_RIGHTS: Final = frozenset({"privacy", "export", "forget"})
_FOR_EVER: Final = datetime(9999, 1, 1, tzinfo=UTC).timestamp()
_SHORT, _TRIES = 4, 8  # characters of a ticket's name, and how often a name of that length is looked for


@dataclass(frozen=True, slots=True)
class Rules:
    """What an operator may set: limits by kind, the silence after which a conversation is over, the fingerprint key.

    `portals`: MAG portals may be asked (it logs the box out), if the user agrees. `private`: networks of own panels.
    `days`: how long what was said is kept. `tickets`: there are people to pass problems on to; `desks` are the
    platforms on which they have a chat, `expected` says how long they take, `hooks`: another program is told too. After
    `remind` of silence somebody is reminded of a ticket, after `close` it is closed.
    """

    limits: Mapping[str, Limit]
    idle: timedelta
    lease: timedelta
    secret: bytes = field(repr=False)
    portals: bool = False
    private: tuple[str, ...] = ()
    days: int = 30
    tickets: bool = False
    desks: tuple[str, ...] = ()
    expected: str = "a few hours"
    hooks: bool = False
    remind: timedelta = timedelta(hours=24)
    close: timedelta = timedelta(hours=72)


class Decider:
    """Decides events by the rules, the knowledge of the moment, and what this process has in memory."""

    def __init__(self, rules: Rules, library: Library, memory: Memory) -> None:
        self._rules = rules
        self._library = library
        self._memory = memory

    def decide(self, loaded: Loaded, event: Event, examine: Examiner, *, insist: bool) -> tuple[Saved, Turn]:
        """What a turn stores, and the turn itself. Pure, so that the database may want it again."""
        now = event.at.timestamp()
        state = State.from_json(loaded.state)
        buckets: dict[str, Bucket] = {}
        if isinstance(event, ByUser):
            if loaded.buckets.get(BANNED, Bucket()).due > now and not _is_right(event):
                told = [parcel(Say(say("ticket banned"), say("ticket banned text")))] if insist else []
                return Saved(loaded.state, {}, (), told), Turn(state)
            buckets[MESSAGES], refused = take(loaded.buckets.get(MESSAGES, Bucket()), self._rules.limits[MESSAGES], now)
            if refused:
                parcels = refusal(state, event, refused, examine, insist=insist)
                return Saved(loaded.state, buckets, (), parcels), Turn(state)
        means, taken = self._means(loaded, event, state, examine)
        turn = step(state, event, self._library.current(), self._rules.idle, means)
        for one in turn.effects:
            match one:
                case Check():
                    buckets[CHECKS] = taken[CHECKS]
                case Changed(_, "opened"):
                    buckets[TICKETS] = taken[TICKETS]
                case Ban(on):
                    buckets[BANNED] = Bucket(_FOR_EVER if on else 0.0)
                case _:
                    pass
        result = saved(state, event, turn, buckets, examine, hooks=self._rules.hooks)
        if result.forget:
            result = forgetting(result, event, loaded.filed(), hooks=self._rules.hooks)
        return result, turn

    def _means(
        self, loaded: Loaded, event: Event, state: State, examine: Examiner
    ) -> tuple[Means, Mapping[str, Bucket]]:
        """What can be done now; and the buckets as they are if it is done."""
        taken, waits = {}, {}
        for kind in (CHECKS, TICKETS):
            limit = self._rules.limits[kind]
            taken[kind], spent = take(loaded.buckets.get(kind, Bucket()), limit, event.at.timestamp())
            waits[kind] = spent.wait if spent else 0.0
        desks, platform = self._rules.desks, event.key.platform
        means = Means(
            self._memory.held(event.key, event.at),
            waits[CHECKS],
            portals=self._rules.portals,
            private=self._rules.private,
            days=self._rules.days,
            tickets=self._rules.tickets,
            # A team that sits on the user's platform sees photos; else the first one will do.
            desk=platform if platform in desks else next(iter(desks), None),
            ref=self._ref(loaded, event) if state.phase == "preview" else "",
            ticket_wait=waits[TICKETS],
            expected=self._rules.expected,
            examine=examine,
        )
        return means, taken

    def _ref(self, loaded: Loaded, event: Event) -> str:
        """A name for a ticket that nobody can guess from another one, and that no ticket has."""
        for number in count():
            text = f"ticket\0{event.key.platform}\0{event.id}\0{number}".encode()
            digest = hmac.new(self._rules.secret, text, hashlib.sha256).digest()
            ref = "T-" + "".join(ALPHABET[byte % 32] for byte in digest[: _SHORT + number // _TRIES])
            if not loaded.taken(ref):
                return ref
        raise AssertionError  # pragma: no cover -- `count` does not end


def _is_right(event: ByUser) -> bool:
    return isinstance(event, Commanded) and event.name in _RIGHTS
