"""The outbox: rows go to their users and teams in order, lane by lane, each marked before the next is begun.

A lane is what must arrive in order: what goes to one user in one chat, or to the team about them. Rows that nobody here
can carry are left to the process that can, and a row waits for those of its lane that another process has in hand.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Final

from bot.core.effects import Export, Packet, Relay, Revise, Say
from bot.core.frozen import replace
from bot.core.texts import say
from bot.engine.bundling import Leased, bundle, rank, relayed, unbroken, without
from bot.engine.exporting import documents
from bot.engine.memory import Turnstile
from bot.engine.packing import packed
from bot.origin import working_on
from bot.ports import BusyError, DeliveryError, LostError, Relayed, StoreError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Sequence
    from datetime import datetime

    from bot.core.effects import Document, Outgoing
    from bot.core.events import Key
    from bot.meter import Meter
    from bot.ports import Channel, Clock, Library, Posted, Store

_log = logging.getLogger(__name__)

# The longest that one delivery takes, time-outs of the network and pauses of the platform included.
_SENDING: Final = timedelta(seconds=20)
PATIENCE: Final = 5.0
"""Seconds that a row waits for what another process has in hand; most deliveries take some tenths. Then `resume` looks
again from time to time, without waiting: behind a process that died nothing goes on until its leases are over."""
_FIRST_LOOK, _LONGEST_LOOK = 0.03, 0.5  # seconds between two looks


class Deliverer:
    """Carries rows of the outbox.

    `owner` gives the fingerprint of a user; `lost` hears of a word of the team that never can arrive; `meter` of each
    delivery.
    """

    def __init__(
        self,
        store: Store,
        library: Library,
        clock: Clock,
        lease: timedelta,
        owner: Callable[[Key], str],
        lost: Callable[[Key, str, str], Awaitable[None]],
        meter: Meter,
    ) -> None:
        self._meter = meter
        self._store = store
        self._library = library
        self._clock = clock
        self._lease = lease
        self._owner = owner
        self._lost = lost
        self._turnstile = Turnstile()
        self._backlog: dict[Key, list[Leased]] = {}
        self.channels: dict[str, Channel] = {}
        """By platform, or by what a parcel is addressed `to`."""

    async def deliver(
        self, posted: Sequence[Posted], channel: Channel | None = None, *, patience: float = PATIENCE
    ) -> None:
        """Deliver rows in order; `channel` is for those that go to the user, before the one that is attached.

        What fails stays in the outbox, with all that comes behind it in its lane; so does what has to wait for another
        process for longer than `patience` (seconds).
        """
        lanes = [self._delivered_in(lane, rows, channel, patience) for lane, rows in self._leased(posted).items()]
        await _together(lanes)  # what comes after must not overtake in one lane what waits for another

    async def _delivered_in(self, lane: Key, rows: Sequence[Leased], channel: Channel | None, patience: float) -> None:
        here = channel if channel and not rows[0].row.parcel.to else self.channels.get(lane.platform)
        if here is None or not all(one.row.parcel.ours for one in rows):
            return
        async with self._turnstile.one_at_a_time(lane):
            waiting = self._kept(lane, rows)
            if waiting[0].until > self._clock.now():
                await self._carry(lane, waiting, here, patience)
            else:
                self._backlog[lane] = waiting  # `resume`, here or elsewhere, has a right to the first one

    async def resume(self, platform: str, now: datetime, channel: Channel, *, orphans: bool) -> int:
        """Deliver what is left in the outbox of a platform; how many rows that were."""
        await self._renew(platform, now)
        posted = await self._store.take(platform, now, self._lease, orphans=orphans)
        # All at once into the backlog, before anything is sent: what is accepted meanwhile comes behind it.
        for lane, rows in self._leased(posted).items():
            self._keep(lane, rows)
        lanes = [lane for lane in self._backlog if lane.platform == platform]
        await _together([self._retry(lane, channel) for lane in lanes])
        return len(posted)

    async def _renew(self, platform: str, now: datetime) -> None:
        """What waits here for longer than a lease stays here, so that its lane does not rest meanwhile."""
        ends = now + self._lease / 3
        waiting = [rows for lane, rows in self._backlog.items() if lane.platform == platform]
        ours = {one.row.id for rows in waiting for one in rows if now < one.until < ends}
        if not ours:
            return
        await self._store.renew(sorted(ours), now, self._lease)
        until = now + self._lease - _SENDING
        for rows in waiting:
            rows[:] = [replace(one, until=until) if one.row.id in ours else one for one in rows]

    def _leased(self, posted: Sequence[Posted]) -> dict[Key, list[Leased]]:
        """Rows by lane, with the time until which a delivery may begin: it must end while they are ours."""
        until = self._clock.now() + self._lease - _SENDING
        found: dict[Key, list[Leased]] = {}
        for row in posted:
            found.setdefault(row.lane, []).append(Leased(row, until))
        return found

    async def _retry(self, lane: Key, channel: Channel) -> None:
        async with self._turnstile.one_at_a_time(lane):
            now, rows = self._clock.now(), self._backlog.pop(lane, [])
            # What others may take by now is theirs. What nobody may begin keeps back what is behind it: order matters.
            over = list(takewhile(lambda one: one.until + _SENDING <= now, rows))
            left = rows[len(over) :]
            if over and left:
                left[0] = replace(left[0], row=replace(left[0].row, after=over[-1].row.id))
            await self._carry(lane, left, channel, 0.0)

    async def _carry(self, lane: Key, rows: Sequence[Leased], channel: Channel, patience: float) -> None:
        """Deliver rows in order, each marked before the next: so a crash repeats one at most."""
        left = list(rows)
        try:
            while left and left[0].until > self._clock.now() and await self._is_next(lane, left[0].row, patience):
                left = self._kept(lane, left)
                many = await self._said(lane, left, channel)
                if not many:
                    break
                said = [one for one in left if one.told is not None][:many]
                ids = [one.row.id for one in said]
                await self._store.sent(ids, self._clock.now(), said[0].told or ())
                left = without(self._kept(lane, left), ids)
        finally:
            self._keep(lane, left)

    async def _said(self, lane: Key, left: list[Leased], channel: Channel) -> int:
        """Deliver the next effect, unless it was; how many rows it takes, with its target in the first. 0: not yet."""
        key = left[0].row.key
        if any(one.told is not None for one in left):
            return 1
        order = sorted(unbroken([one.row for one in left]), key=rank)
        carried, many = bundle(order)
        with working_on(key.platform, key=key):
            try:
                passed = await self._timed(lane, order[0], carried, channel)
            except DeliveryError as error:
                level = logging.DEBUG if isinstance(error, BusyError) else logging.WARNING
                _log.log(level, "outbox row %d is not delivered yet: %s", order[0].id, error)
                return 0
        told = {row.id: () if number else passed for number, row in enumerate(order[:many])}
        left[:] = [replace(one, told=told.get(one.row.id)) for one in left]
        return many

    def _keep(self, lane: Key, rows: Sequence[Leased]) -> None:
        """Into the backlog, in their places among what is there."""
        if kept := self._kept(lane, rows):
            self._backlog[lane] = kept

    def _kept(self, lane: Key, rows: Sequence[Leased]) -> list[Leased]:
        """These rows in their places among the backlog, which is empty then."""
        kept = {one.row.id: one for one in self._backlog.pop(lane, ())}
        for one in rows:
            known = kept.get(one.row.id, one)
            told = known.told if one.told is None else one.told
            kept[one.row.id] = replace(one, until=max(one.until, known.until), told=told)
        return [kept[number] for number in sorted(kept)]

    async def _is_next(self, lane: Key, row: Posted, patience: float) -> bool:
        """Wait a little for what another process has in hand and comes before this row. Raises StoreError.

        If that process is dead, `resume` may take from it meanwhile what comes before: then it is ours, and goes first.
        """
        if row.after is None:
            return True
        waited, look = 0.0, _FIRST_LOOK
        while await self._store.is_behind(row.id):
            if any(one.row.id < row.id for one in self._backlog.get(lane, ())):
                return True
            if waited >= patience:
                return False
            await asyncio.sleep(look)
            waited, look = waited + look, min(2 * look, _LONGEST_LOOK)
        return True

    async def _timed(self, lane: Key, row: Posted, carried: Outgoing, channel: Channel) -> Sequence[Relayed]:
        loop = asyncio.get_running_loop()
        began, done = loop.time(), False
        try:
            passed = await self._delivered(lane, row, carried, channel)
            done = True
        finally:
            self._meter.delivered(lane.platform, loop.time() - began, done=done)
        return passed

    async def _delivered(self, lane: Key, row: Posted, carried: Outgoing, channel: Channel) -> Sequence[Relayed]:
        """Carry one effect, the first of whose rows this is; what was passed on by it, and where it went."""
        key, target = row.key, None
        try:
            match carried:
                case Export():
                    await self._exported(key, channel)
                case Packet():
                    document = await self._packed(key, carried)
                    if document:
                        target = await channel.deliver(lane, document)
                case Revise():
                    return await self._revised(lane, row, carried, channel)
                case _:
                    target = await channel.deliver(lane, carried)
        except LostError as error:
            _log.info("nobody there to deliver to: %s", error)
            if isinstance(carried, Say) and carried.ticket:
                await self._lost(key, carried.ticket, str(error))
        return relayed(row, carried, target)

    async def _exported(self, key: Key, channel: Channel) -> None:
        knowledge, now = self._library.current(), self._clock.now()
        try:
            async for document in documents(self._store, key, self._owner(key), knowledge, now):
                await channel.deliver(key, document)
        except StoreError as error:
            raise DeliveryError(f"an export cannot be gathered: {error}") from None

    async def _packed(self, key: Key, packet: Packet) -> Document | None:
        try:
            return await packed(self._store, key, packet, self._library.current(), self._clock.now())
        except StoreError as error:
            raise DeliveryError(f"a packet cannot be gathered: {error}") from None

    async def _revised(self, lane: Key, row: Posted, revise: Revise, channel: Channel) -> Sequence[Relayed]:
        """Change what was passed on; what stands somewhere else by that is noted anew."""
        try:
            target = await self._store.target(revise.ticket, revise.source)
        except StoreError as error:
            raise DeliveryError(f"what was changed cannot be looked up: {error}") from None
        if target:
            moved = await channel.deliver(lane, replace(revise, target=target))
            return (Relayed(revise.ticket, revise.source, moved),) if revise.ticket and moved else ()
        if revise.ticket and revise.text is not None:  # it went along with others, or before there was a ticket
            anew = Relay(revise.ticket, "user", say("desk edited", text=revise.text), revise.source)
            return relayed(row, anew, await channel.deliver(lane, anew))
        return ()


async def _together(lanes: Sequence[Coroutine[Any, Any, None]]) -> None:
    """Carry lanes side by side, all of them to their end. Raises the first fault.

    One alone goes the same way: a task begins when those that were made before it have begun.
    """
    for fault in await asyncio.gather(*lanes, return_exceptions=True):
        if isinstance(fault, BaseException):
            raise fault
