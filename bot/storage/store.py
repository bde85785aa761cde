"""The `Store` of `bot.ports`, over threads that run functions in transactions."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

from sqlalchemy.exc import SQLAlchemyError

from bot.storage import archive, retention, tickets, turns
from bot.storage.faults import fault

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime, timedelta

    from bot.core.events import Key
    from bot.ports import Backlog, Belongings, Deed, Filed, Json, Loaded, Posted, Relayed, Saved, Spoken, Stored, Wanted
    from bot.storage.jobs import Workers

T = TypeVar("T")

# Seconds between two batches, for turns; and between looks whether the bytes are gone.
_PAUSE: Final = 0.005
_LOOK, _LOOKS = 0.25, 20


class DatabaseStore:
    """Whole turns in a database.

    Args:
        workers: The threads of the database; `close` ends them.
        lease: How long the outbox rows of a turn are left to the caller who ran it.
        lock: Makes this process the only one that purges (see `locks.held`); called in a thread.
    """

    def __init__(self, workers: Workers, lease: timedelta, lock: Callable[[], ExitStack | None] = ExitStack) -> None:
        self._workers: Final = workers
        self._lease: Final = lease
        self._lock: Final = lock

    async def turn(
        self, key: Key, event: str, at: datetime, owner: str, decide: Callable[[Loaded], Saved]
    ) -> Sequence[Posted] | None:
        """See `Store.turn`. `at` is the present: the lease of the outbox rows is counted from it.

        Turns of one owner run in the order in which they were begun. A `decide` that was run in vain (the database
        wanted the transaction again) is run a second time, so it must not remember anything.

        Raises:
            StoreError: The database could not do it; nothing was stored.
        """
        call = partial(turns.turn, key=key, event_id=event, at=at, owner=owner, decide=decide, lease=self._lease)
        return await self._workers.run(call, lane=owner)

    async def take(self, platform: str, now: datetime, lease: timedelta, *, orphans: bool = False) -> Sequence[Posted]:
        """See `Store.take`. At most 1,000 rows, the oldest first; call again for more.

        Raises:
            StoreError: The database could not do it; no row was leased.
        """
        call = partial(turns.take, platform=platform, now=now, lease=lease, orphans=orphans)
        return await self._workers.run(call)

    async def renew(self, ids: Sequence[int], now: datetime, lease: timedelta) -> None:
        """See `Store.renew`.

        Raises:
            StoreError: The database could not do it; the leases are as they were.
        """
        await self._workers.run(partial(turns.renew, ids=tuple(ids), until=now + lease))

    async def sent(self, ids: Sequence[int], at: datetime, relayed: Sequence[Relayed] = ()) -> None:
        """See `Store.sent`. An id that is unknown (forgotten meanwhile) or was marked before is no error.

        With the receipt of a forgetting goes its conversation, which names the user.

        Raises:
            StoreError: The database could not do it; the rows will be sent again.
        """
        if ids:
            call = partial(turns.sent, ids=tuple(ids), at=at, relayed=tuple(relayed))
            for conversation, seen in await self._workers.run(call):
                await self._workers.run(partial(turns.drop, conversation=conversation, seen=seen))

    async def is_behind(self, row: int) -> bool:
        """See `Store.is_behind`.

        Raises:
            StoreError: The database could not do it.
        """
        return await self._workers.run(partial(turns.is_behind, row=row))

    async def transcript(self, key: Key) -> Sequence[Spoken]:
        """See `Store.transcript`.

        Raises:
            StoreError: The database could not do it.
        """
        return await self._workers.run(partial(turns.spoken, key=key))

    async def ledger(
        self, names: Sequence[str], at: datetime, decide: Callable[[Mapping[str, Json]], tuple[Mapping[str, Json], T]]
    ) -> T:
        """See `Store.ledger`. `decide` may be run a second time, as in `turn`.

        Raises:
            StoreError: The database could not do it; nothing was written.
        """
        return await self._workers.run(partial(turns.ledger, names=tuple(names), at=at, decide=decide))

    async def interrupted(self, platform: str, before: datetime, *, orphans: bool = False) -> Sequence[tuple[Key, str]]:
        """See `Store.interrupted`. At most 1,000, the oldest first.

        Raises:
            StoreError: The database could not do it.
        """
        return await self._workers.run(partial(turns.interrupted, platform=platform, before=before, orphans=orphans))

    async def ticket(self, ref: str) -> Filed | None:
        """See `Cabinet.ticket`.

        Raises:
            StoreError: The database could not do it.
        """
        return await self._workers.run(partial(tickets.one, where=tickets.called(ref)))

    async def tickets(
        self,
        *,
        closed: bool | None = False,
        user: tuple[str, str] | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        before: datetime | None = None,
        after: str = "",
    ) -> Sequence[Filed]:
        """See `Cabinet.tickets`. At most `archive.PAGE` of them; none: that was all.

        Raises:
            StoreError: The database could not do it.
        """
        where = tickets.wanted(closed=closed, user=user, since=since, until=until, before=before)
        return await self._workers.run(partial(tickets.page, where=where, after=after))

    async def ticket_at(self, desk: str, place: str) -> Filed | None:
        """See `Cabinet.ticket_at`.

        Raises:
            StoreError: The database could not do it.
        """
        return await self._workers.run(partial(tickets.one, where=tickets.at(desk, place)))

    async def ticket_of(self, target: str) -> Filed | None:
        """See `Cabinet.ticket_of`.

        Raises:
            StoreError: The database could not do it.
        """
        return await self._workers.run(partial(tickets.one, where=tickets.of_message(target)))

    async def placed(self, ref: str, place: str | None, card: str | None) -> None:
        """See `Cabinet.placed`. A ticket that was forgotten meanwhile is no error.

        Raises:
            StoreError: The database could not do it.
        """
        await self._workers.run(partial(tickets.placed, ref=ref, place=place, card=card))

    async def target(self, ticket: str | None, source: str) -> str | None:
        """See `Cabinet.target`: the newest one.

        Raises:
            StoreError: The database could not do it.
        """
        return await self._workers.run(partial(tickets.target, ref=ticket, source=source))

    async def deeds(self, ref: str) -> Sequence[Deed]:
        """See `Cabinet.deeds`.

        Raises:
            StoreError: The database could not do it.
        """
        return await self._workers.run(partial(tickets.deeds, ref=ref))

    async def conversations(self, wanted: Wanted, after: int = 0) -> Sequence[Stored]:
        """See `Archive.conversations`. At most `archive.PAGE` of them; none: that was all.

        Raises:
            StoreError: The database could not do it.
        """
        return await self._workers.run(partial(archive.conversations, wanted=wanted, after=after))

    async def lines(
        self, conversation: int, wanted: Wanted, after: int = 0, *, notes: bool = False
    ) -> Sequence[tuple[int, Spoken]]:
        """See `Archive.lines`. At most `archive.PAGE` of them; none: that was all.

        Raises:
            StoreError: The database could not do it.
        """
        return await self._workers.run(partial(archive.lines, of=conversation, wanted=wanted, after=after, notes=notes))

    async def count(self, conversation: int, wanted: Wanted) -> int:
        """See `Archive.count`.

        Raises:
            StoreError: The database could not do it.
        """
        return await self._workers.run(partial(archive.count, of=conversation, wanted=wanted))

    async def belongings(self, platform: str, user: str, owner: str) -> Belongings:
        """See `Archive.belongings`. Of the outbox the last `archive.PAGE` rows.

        Raises:
            StoreError: The database could not do it.
        """
        return await self._workers.run(partial(archive.belongings, platform=platform, user=user, owner=owner))

    async def backlog(self) -> Backlog:
        """What is left in the outbox: see `Backlog`. As quick as those rows are few, however many were sent.

        Raises:
            StoreError: The database could not do it.
        """
        return await self._workers.run(turns.backlog)

    async def purge(self, now: datetime, keep: timedelta, *, dry: bool = False) -> Mapping[str, int] | None:
        """Delete what is older than `keep`, batch by batch, with room for turns in between. See `retention`.

        Args:
            now: The present.
            keep: How long things are kept; event ids for a week at least.
            dry: Count only.

        Returns:
            How many of what were deleted, or would be; None: another process is at it.

        Raises:
            StoreError: The database could not do it. What was deleted by then stays deleted.
        """
        try:
            held = await asyncio.to_thread(self._lock)
        except SQLAlchemyError as error:
            raise fault(error) from None
        if held is None:
            return None
        try:
            deleted = {one.name: await self._swept(one, dry=dry) for one in retention.sweeps(now, keep)}
            deleted[retention.LIMITS] = await self._expired(now, dry=dry)
            if not dry and any(deleted.values()):
                await self._workers.run(turns.forgot)
                await self._erased()
        finally:
            await asyncio.to_thread(held.close)
        return deleted

    async def _swept(self, sweep: retention.Sweep, *, dry: bool) -> int:
        total, after = 0, None
        while True:
            after, count = await self._workers.run(partial(retention.batch, sweep=sweep, after=after, dry=dry))
            total += count
            if after is None:
                return total
            await asyncio.sleep(_PAUSE)

    async def _expired(self, now: datetime, *, dry: bool) -> int:
        total, after = 0, ""
        while True:
            behind, count = await self._workers.run(partial(retention.expired, after=after, now=now, dry=dry))
            total += count
            if behind is None:
                return total
            after = behind
            await asyncio.sleep(_PAUSE)

    async def _erased(self) -> None:
        """Wait until SQLite's bytes are gone, as long as another process keeps them from going; not for ever."""
        for _ in range(_LOOKS):
            if await self._workers.run(retention.is_erased):
                return
            await asyncio.sleep(_LOOK)

    async def close(self) -> None:
        """See `Store.close`. Every later call raises StoreError; closing twice is no error."""
        await self._workers.close()
