"""One event through the assistant: limit, load, step, commit, act.

The event, the new state, the transcript and the replies are one transaction; the replies are carried out after it, from
the outbox. So a crash at any point loses nothing that was accepted, and repeats at most the last reply. An account
check is recorded in that transaction, sent after it, and comes back as an event of its own.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import hmac
import logging
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.core.account.verdict import Outcome
from bot.core.dialogue import step
from bot.core.effects import Check, Export, Forget, Hold
from bot.core.events import Checked, Commanded, Wrote
from bot.core.frozen import replace  # dataclasses' own takes 2 ms for a value of the core
from bot.core.limits import Bucket, take
from bot.core.moves import Means
from bot.core.state import State
from bot.core.text import clean
from bot.core.turn import Turn
from bot.engine.exporting import documents
from bot.engine.memory import Memory, Turnstile
from bot.engine.parcels import effect
from bot.engine.saving import check_id, refusal, saved
from bot.ports import DeliveryError, Saved, StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.core.account.login import Login
    from bot.core.events import Event, Key
    from bot.core.limits import Limit
    from bot.engine.checking import Checker
    from bot.ports import Channel, Clock, Library, Loaded, Posted, Store

_log = logging.getLogger(__name__)

# Which bucket an event is taken from. Account checks and tickets have their own ("check", "ticket").
MESSAGES, CHECKS = "message", "check"
# The longest that one delivery takes, time-outs of the network and pauses of the platform included.
_SENDING: Final = timedelta(seconds=20)
# A check that has not come to its end by then was interrupted: its deadline is 12 s.
_INTERRUPTED: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Rules:
    """What an operator may set: limits by kind, the silence after which a conversation is over, the fingerprint key.

    `portals`: MAG portals may be asked (it logs the box out), if the user agrees. `private`: networks of own panels.
    `days`: how long what was said is kept.
    """

    limits: Mapping[str, Limit]
    idle: timedelta
    lease: timedelta
    secret: bytes = field(repr=False)
    portals: bool = False
    private: tuple[str, ...] = ()
    days: int = 30


@dataclass(frozen=True, slots=True)
class _Leased:
    """A row of the outbox, and until when nobody else takes it."""

    row: Posted
    until: datetime


class Engine:
    """Carries events through the core and the store. One instance a process."""

    def __init__(self, store: Store, library: Library, rules: Rules, clock: Clock, checker: Checker) -> None:
        self._store = store
        self._library = library
        self._rules = rules
        self._clock = clock
        self._checker = checker
        self._accepting = Turnstile()
        self._delivering = Turnstile()
        self._backlog: dict[Key, list[_Leased]] = {}
        self._memory = Memory()
        self._checks: dict[asyncio.Task[None], Key] = {}

    async def handle(self, event: Event, channel: Channel, *, insist: bool = False) -> bool:
        """Accept one event and deliver what follows; False if this event id was processed before. Raises StoreError."""
        posted = await self.accept(event, channel, insist=insist)
        await self.deliver(posted or (), channel)
        return posted is not None

    async def accept(self, event: Event, channel: Channel, *, insist: bool = False) -> Sequence[Posted] | None:
        """Process one event: the outbox rows to deliver, or None if this event id was processed before.

        Events of one conversation are accepted one after the other, in the order of the calls. `insist`: tell a refusal
        every time (a Discord interaction must always be answered). `channel` is where the end of an account check is
        told. Raises StoreError when the database cannot do it: then nothing of the event is stored, and it may be
        delivered again.
        """
        done: list[Turn] = []

        def decide(loaded: Loaded) -> Saved:
            done.clear()  # the database may want the transaction again
            result, turn = self._decide(loaded, event, insist=insist)
            done.append(turn)
            return result

        async with self._accepting.one_at_a_time(event.key):
            posted = await self._store.turn(event.key, event.id, event.at, self._owner(event.key), decide)
        if posted is not None:
            self._act(done[0], event, channel)
        return posted

    async def deliver(self, posted: Sequence[Posted], channel: Channel) -> None:
        """Deliver rows of the outbox in order, a conversation's batches one after the other.

        What fails stays in the outbox, with all that comes behind it in its conversation: the next batch, or `resume`,
        tries it again.
        """
        for key, rows in self._leased(posted).items():
            async with self._delivering.one_at_a_time(key):
                waiting = [*self._backlog.pop(key, []), *rows]
                if waiting[0].until > self._clock.now():
                    await self._carry(key, waiting, channel)
                else:
                    self._backlog[key] = waiting  # `resume`, here or elsewhere, has a right to the first one

    async def resume(self, platform: str, now: datetime, channel: Channel, *, orphans: bool = False) -> int:
        """Deliver what is left in the outbox of a platform, and say how many parcels that were.

        Only rows whose lease is over are taken, so that two replicas never deliver the same one; with `orphans` all
        of them, which is right where one process serves the database alone. Checks that a crash interrupted are told.
        """
        posted = await self._store.take(platform, now, self._rules.lease, orphans=orphans)
        # All at once into the backlog, before anything is sent: what is accepted meanwhile comes behind it.
        for key, rows in self._leased(posted).items():
            taken = {one.row.id for one in rows}
            kept = [one for one in self._backlog.get(key, ()) if one.row.id not in taken]
            self._backlog[key] = sorted([*kept, *rows], key=lambda one: one.row.id)
        keys = [key for key in self._backlog if key.platform == platform]
        for fault in await asyncio.gather(*(self._retry(key, channel) for key in keys), return_exceptions=True):
            if isinstance(fault, BaseException):
                raise fault
        for key, check in await self._store.interrupted(platform, now - _INTERRUPTED, orphans=orphans):
            if check not in self._memory.checks:
                await self.handle(Checked(f"{check}:interrupted", key, now, check.partition(":")[2], None), channel)
        return len(posted)

    async def settled(self, key: Key) -> None:
        """Wait until no check of this conversation is under way."""
        while tasks := [task for task, whose in self._checks.items() if whose == key]:
            await asyncio.wait(tasks)

    async def close(self, grace: float = 0.0) -> None:
        """Let checks come to their end for `grace` seconds; the rest are told as interrupted after the next start."""
        if self._checks:
            await asyncio.wait(self._checks, timeout=grace)
        for task in self._checks:
            task.cancel()
        await asyncio.gather(*self._checks, return_exceptions=True)

    def _decide(self, loaded: Loaded, event: Event, *, insist: bool) -> tuple[Saved, Turn]:
        if isinstance(event, Wrote | Commanded):
            event = replace(event, text=clean(event.text))
        now = event.at.timestamp()
        state = State.from_json(loaded.state)
        buckets: dict[str, Bucket] = {}
        if not isinstance(event, Checked):
            buckets[MESSAGES], refused = take(loaded.buckets.get(MESSAGES, Bucket()), self._rules.limits[MESSAGES], now)
            if refused:
                parcels = refusal(state, event, refused, insist=insist)
                return Saved(loaded.state, buckets, (), parcels), Turn(state)
        taken, spent = take(loaded.buckets.get(CHECKS, Bucket()), self._rules.limits[CHECKS], now)
        held = self._memory.held(event.key, event.at)
        wait = spent.wait if spent else 0.0
        means = Means(held, wait, portals=self._rules.portals, private=self._rules.private, days=self._rules.days)
        turn = step(state, event, self._library.current(), self._rules.idle, means)
        if any(isinstance(one, Check) for one in turn.effects):
            buckets[CHECKS] = taken
        return saved(state, event, turn, buckets), turn

    def _act(self, turn: Turn, event: Event, channel: Channel) -> None:
        """What follows a commit and is not in the outbox: what is in memory only."""
        for one in turn.effects:
            match one:
                case Hold(pasted):
                    self._memory.hold(event.key, pasted, event.at)
                case Forget():
                    self._memory.hold(event.key, None, event.at)
                case Check(check, login):
                    name = check_id(event.key, check)
                    self._memory.checks.add(name)
                    task = asyncio.create_task(self._check(name, check, login, event.key, channel))
                    self._checks[task] = event.key
                    task.add_done_callback(lambda task: self._checks.pop(task, None))

    async def _check(self, name: str, check: str, login: Login, key: Key, channel: Channel) -> None:
        try:
            try:
                outcome = await self._checker.check(login, self._owner(key))
            except Exception as error:  # noqa: BLE001 -- the user waits for a word, whatever went wrong
                _log.error("a check failed inside the bot: %s", type(error).__name__)  # its text may hold the login
                outcome = Outcome(refused="failed")
            event = Checked(f"{check}:over", key, self._clock.now(), check, outcome)
            # If the database cannot do it, `resume` tells of an interrupted check.
            with contextlib.suppress(StoreError):
                await self.handle(event, channel)
        finally:
            self._memory.checks.discard(name)

    def _leased(self, posted: Sequence[Posted]) -> dict[Key, list[_Leased]]:
        """Rows by conversation, with the time until which a delivery may begin: it must end while they are ours."""
        until = self._clock.now() + self._rules.lease - _SENDING
        found: dict[Key, list[_Leased]] = {}
        for row in posted:
            found.setdefault(row.key, []).append(_Leased(row, until))
        return found

    async def _retry(self, key: Key, channel: Channel) -> None:
        async with self._delivering.one_at_a_time(key):
            now = self._clock.now()
            # What is over belongs to whoever takes it next from the store, here or elsewhere.
            await self._carry(key, [one for one in self._backlog.pop(key, []) if one.until > now], channel)

    async def _carry(self, key: Key, rows: Sequence[_Leased], channel: Channel) -> None:
        """Deliver rows in order, each marked before the next: so a crash repeats one at most."""
        for at, leased in enumerate(rows):
            if leased.until <= self._clock.now():
                self._backlog[key] = list(rows[at:])
                return
            try:
                await self._delivered(key, leased.row, channel)
            except DeliveryError as error:
                self._backlog[key] = list(rows[at:])
                _log.warning("outbox row %d is not delivered yet: %s", leased.row.id, error)
                return
            await self._store.sent([leased.row.id], self._clock.now())

    async def _delivered(self, key: Key, row: Posted, channel: Channel) -> None:
        carried = effect(row.parcel)
        if not isinstance(carried, Export):
            await channel.deliver(key, carried)
            return
        knowledge, now = self._library.current(), self._clock.now()
        try:
            async for document in documents(self._store, key, self._owner(key), knowledge, now):
                await channel.deliver(key, document)
        except StoreError as error:
            raise DeliveryError(f"an export cannot be gathered: {error}") from None

    def _owner(self, key: Key) -> str:
        """The fingerprint of a user, under which buckets are kept: it survives /forget and names nobody."""
        return hmac.new(self._rules.secret, f"{key.platform}\0{key.user}".encode(), hashlib.sha256).hexdigest()
