"""Where conversations, tickets and what follows from them are kept, in protocols by what is asked of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Mapping, Sequence
    from contextlib import AbstractAsyncContextManager
    from datetime import datetime, timedelta

    from bot.core.events import Key
    from bot.ports.records import (
        Belongings,
        Deed,
        Filed,
        Json,
        Loaded,
        Posted,
        Relayed,
        Saved,
        Spoken,
        Stored,
        SurveyLine,
        Wanted,
    )

T = TypeVar("T")


class StoreError(Exception):
    """The database could not do it; the text is a sentence for the operator, without parameters or secrets."""


class Cabinet(Protocol):
    """Keeps tickets where the team finds them. Raises `StoreError` as `Store`."""

    async def ticket(self, ref: str) -> Filed | None:
        """The ticket of this name."""

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
        """A page of tickets, by name, behind the one called `after`; `closed` None: in any state.

        `user`: of this platform and user; `since`, `until`: opened in this time; `before`: nobody wrote since then.
        """

    async def ticket_at(self, desk: str, place: str) -> Filed | None:
        """The ticket that has this topic or thread."""

    async def ticket_of(self, target: str) -> Filed | None:
        """The ticket under which this message was passed on ("telegram:-100/7"), or whose card it is."""

    async def placed(self, ref: str, place: str | None, card: str | None) -> None:
        """Note where the team's chat has a ticket."""

    async def target(self, ticket: str | None, source: str) -> str | None:
        """Where a message was passed on to; `ticket` None: under any."""

    async def deeds(self, ref: str) -> Sequence[Deed]:
        """What the team did with a ticket, oldest first."""


class Archive(Protocol):
    """Reads what is stored, page by page, so that neither memory nor turns suffer. Raises `StoreError` as `Store`."""

    async def conversations(self, wanted: Wanted, after: int = 0) -> Sequence[Stored]:
        """A page of conversations that were active in the time wanted, by id, behind the one with the id `after`."""

    async def lines(
        self, conversation: int, wanted: Wanted, after: int = 0, *, notes: bool = False
    ) -> Sequence[tuple[int, Spoken]]:
        """A page of lines in the time wanted, each with its id, behind the line `after`; `notes`: only those."""

    async def count(self, conversation: int, wanted: Wanted) -> int:
        """How many lines `lines` has in all its pages."""

    async def belongings(self, platform: str, user: str, owner: str) -> Belongings:
        """What else is stored about a user; `owner` is their fingerprint."""


class Survey(Protocol):
    """Reads what all conversations hold, page by page, for statistics. Raises `StoreError` as `Store`.

    Only what lies in a time is read: `since` is included, `until` is not; None: from the first, to the last.
    """

    async def told(
        self, since: datetime | None, until: datetime | None, after: tuple[int, int] = (0, 0)
    ) -> tuple[Sequence[SurveyLine], tuple[int, int] | None]:
        """A page of lines, those of a conversation together and in their order; and where to go on (None: the end)."""

    async def verdicts(
        self, since: datetime | None, until: datetime | None, after: str = ""
    ) -> tuple[Mapping[tuple[str, str], int], str | None]:
        """Checks begun in the time, a page of them, counted by platform and verdict; and where to go on."""

    async def last_conversation(self) -> int:
        """The id of the newest conversation; about as many there are. 0: none."""


class Store(Archive, Cabinet, Protocol):
    """Conversations, processed events, transcripts, outbox and buckets, in whole turns.

    Every method raises `StoreError` with a sentence for the operator when the database cannot do it.
    """

    async def turn(
        self, key: Key, event: str, at: datetime, owner: str, decide: Callable[[Loaded], Saved]
    ) -> Sequence[Posted] | None:
        """Run one event as one transaction: None if this event id was processed before (nothing changes then).

        `owner` is the fingerprint under which the user's buckets are kept. `decide` runs inside the transaction, in a
        thread of the store: it must be pure and quick. If it raises, nothing is stored.
        """

    async def take(self, platform: str, now: datetime, lease: timedelta, *, orphans: bool = False) -> Sequence[Posted]:
        """Unsent outbox rows of a platform whose lease is over (`orphans`: of any), in order, leased to the caller."""

    async def renew(self, ids: Sequence[int], now: datetime, lease: timedelta) -> None:
        """Lease outbox rows to the caller, who has a lease on them, for longer."""

    async def sent(self, ids: Sequence[int], at: datetime, relayed: Sequence[Relayed] = ()) -> None:
        """Mark outbox rows as sent, and note what went where."""

    async def is_behind(self, row: int) -> bool:
        """Whether something that was not sent yet stands before this row of the outbox, in its lane."""

    async def transcript(self, key: Key) -> Sequence[Spoken]:
        """All lines of a conversation, oldest first."""

    async def ledger(
        self, names: Sequence[str], at: datetime, decide: Callable[[Mapping[str, Json]], tuple[Mapping[str, Json], T]]
    ) -> T:
        """Lock rows of the ledger, in this order, and write those that `decide` gives back; its result is passed on.

        A row that is not there is empty. `decide` must be pure and quick, as in `turn`.
        """

    async def interrupted(self, platform: str, before: datetime, *, orphans: bool = False) -> Sequence[tuple[Key, str]]:
        """Checks of a platform that were recorded before a time (`orphans`: at any) and have not come to an end."""

    async def close(self) -> None:
        """Finish what was begun and let go of the database."""


class Purger(Protocol):
    """Deletes what was kept long enough. Raises `StoreError` as `Store`."""

    async def purge(self, now: datetime, keep: timedelta, *, dry: bool = False) -> Mapping[str, int] | None:
        """Delete (`dry`: count) what is older than `keep`; how many of what, or None: another process is at it."""


class Leadership(Protocol):
    """Which process leads, of those that share a database: one, and it alone does what must not be done twice at once.

    Work that is never begun by two: retention, looking for stale tickets, fetching a platform's updates.
    """

    def term(self, stop: asyncio.Event) -> AbstractAsyncContextManager[asyncio.Event]:
        """Wait until this process leads, or until `stop` is set; the event is set when the term is over, or by `stop`.

        Stop at once then, and leave the block: another process begins a second later. A term may be over when it is
        entered; ask for another one as long as `stop` is not set. Any number of terms may run side by side.
        """

    async def close(self) -> None:
        """End all terms, wait until they were left, and let another process lead at once."""
