"""What the engine needs from the world, as protocols. Storage and channels implement them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias, TypeVar

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Sequence
    from datetime import datetime, timedelta

    from bot.core.account.login import Server
    from bot.core.account.wire import Answer, Failure, Request
    from bot.core.effects import Carried
    from bot.core.events import Key
    from bot.core.knowledge import Knowledge
    from bot.core.limits import Bucket

Json: TypeAlias = Mapping[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a turn begins with: the conversation's state (None: a new one) and the user's buckets by kind."""

    state: Json | None
    buckets: Mapping[str, Bucket]


@dataclass(frozen=True, slots=True)
class Line:
    """One transcript line, redacted before it gets here. `note` lines are facts for staff and statistics."""

    who: Literal["user", "bot", "note"]
    text: str
    data: Json | None = None


@dataclass(frozen=True, slots=True)
class Parcel:
    """Something to be carried out after the commit (a reply, a message to hide), as an outbox row."""

    kind: str
    body: Json


@dataclass(frozen=True, slots=True)
class Saved:
    """What a turn ends with. `forget` first deletes everything stored about the user, in every chat.

    `check` is the id of an account check that is sent after the commit, `checked` that of one that has come to its end,
    with its verdict (None: without one).
    """

    state: Json | None
    buckets: Mapping[str, Bucket] = field(default_factory=dict)
    lines: Sequence[Line] = ()
    parcels: Sequence[Parcel] = ()
    forget: bool = False
    check: str | None = None
    checked: tuple[str, Json | None] | None = None


@dataclass(frozen=True, slots=True)
class Posted:
    """An outbox row: a parcel with its id and conversation. Rows of one conversation are ordered by id."""

    id: int
    key: Key
    parcel: Parcel


@dataclass(frozen=True, slots=True)
class Spoken:
    """A stored transcript line with its time (UTC)."""

    key: Key
    at: datetime
    line: Line


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which conversations and lines are wanted; None: any. `since` is included, `until` is not; both are aware."""

    platform: str | None = None
    chat: str | None = None
    user: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """A conversation as it is stored. `reference` is a short name for people that says nothing about anybody."""

    id: int
    reference: str
    key: Key
    began: datetime
    last: datetime
    state: Json | None


@dataclass(frozen=True, slots=True)
class Belongings:
    """What is stored about a user beside conversations: replies of the outbox, account checks, limits by kind, ledger.

    `outbox` and `checks` are plain JSON with times as text; `ledger` is the row of the account checks of today.
    """

    outbox: Sequence[Json]
    checks: Sequence[Json]
    buckets: Mapping[str, Bucket]
    ledger: Json | None


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


class Store(Archive, Protocol):
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

    async def sent(self, ids: Sequence[int], at: datetime) -> None:
        """Mark outbox rows as sent."""

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


class StoreError(Exception):
    """The database could not do it; the text is a sentence for the operator, without parameters or secrets."""


class Clock(Protocol):
    """The one clock."""

    def now(self) -> datetime:
        """The time, aware, UTC."""


class Library(Protocol):
    """Where the engine takes its knowledge from: always the last good base."""

    def current(self) -> Knowledge:
        """The base to answer with now."""


class Channel(Protocol):
    """Carries parcels to a platform."""

    async def deliver(self, key: Key, effect: Carried) -> None:
        """Carry one effect to its user. Raises DeliveryError when that failed; it stays in the outbox then."""


class Dialler(Protocol):
    """Resolves names and carries single requests: the only part with a socket.

    It never raises for what a panel does: that is a Failure.
    """

    async def resolve(self, server: Server) -> Sequence[str] | Failure:
        """Every address of a host, as text; of an address, itself."""

    async def fetch(self, request: Request, address: str) -> Answer:
        """One GET to exactly this address, its redirects followed as the policy allows (to the same host only)."""


class Platform(Protocol):
    """A messenger that is served: updates in, replies out."""

    @property
    def name(self) -> str:
        """As people call it."""

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until `stop` is set, then let what is under way come to its end, in a few seconds.

        Raises PlatformError when it cannot be served with these settings; whatever else it raises is worth a new try.
        """

    async def close(self) -> None:
        """Let go of it: nothing more is sent or received."""


class PlatformError(Exception):
    """The platform cannot be served like that; the text is a sentence for the operator, without tokens."""


class DeliveryError(Exception):
    """The platform did not take it; the text says why, without tokens or the user's words."""
