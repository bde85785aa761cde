"""What the engine needs from the world, as protocols. Storage and channels implement them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol, TypeAlias, TypeVar

from bot.core.events import Key

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Sequence
    from contextlib import AbstractAsyncContextManager
    from datetime import datetime, timedelta

    from bot.core.account.login import Server
    from bot.core.account.wire import Answer, Failure, Request
    from bot.core.effects import Carried
    from bot.core.knowledge import Knowledge
    from bot.core.limits import Bucket
    from bot.core.ticket import Ticket

Json: TypeAlias = Mapping[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a turn begins with: the conversation's state (None: a new one) and the user's buckets by kind.

    Two questions beside it, asked only where a turn needs them: whether a ticket has this name already, and which
    tickets of the user a team's chat knows (`Filed.desk` is not None).
    """

    state: Json | None
    buckets: Mapping[str, Bucket]
    taken: Callable[[str], bool] = field(default=lambda _: False, compare=False)
    filed: Callable[[], Sequence[Filed]] = field(default=tuple, compare=False)


@dataclass(frozen=True, slots=True)
class Line:
    """One transcript line, redacted before it gets here. `note` lines are facts for staff and statistics."""

    who: Literal["user", "bot", "team", "note"]
    text: str
    data: Json | None = None


@dataclass(frozen=True, slots=True)
class Parcel:
    """Something to be carried out after the commit (a reply, a message to hide), as an outbox row.

    `to`: who gets it, if not the user: "telegram-desk", "webhook". `ours`: this process can carry it, so nobody else
    should for the time of a lease.
    """

    kind: str
    body: Json
    to: str | None = None
    ours: bool = True


@dataclass(frozen=True, slots=True)
class Deed:
    """What a member of the team did, for the records: "ticket claim", "T-7F3K", "telegram:42"."""

    what: str
    ticket: str
    staff: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """What a turn ends with. `forget` first deletes everything stored about the user, in every chat.

    `check` is the id of an account check that is sent after the commit, `checked` that of one that has come to its end,
    with its verdict (None: without one). `ticket` is stored as it is now; `deeds` are kept for the team.
    """

    state: Json | None
    buckets: Mapping[str, Bucket] = field(default_factory=dict)
    lines: Sequence[Line] = ()
    parcels: Sequence[Parcel] = ()
    forget: bool = False
    check: str | None = None
    checked: tuple[str, Json | None] | None = None
    ticket: Ticket | None = None
    deeds: Sequence[Deed] = ()


@dataclass(frozen=True, slots=True)
class Posted:
    """An outbox row: a parcel with its id and conversation. Rows of one lane are ordered by id.

    `after`: the row of its lane that was the last one before it and not sent yet, if another process may have that.
    """

    id: int
    key: Key
    parcel: Parcel
    after: int | None = None

    @property
    def lane(self) -> Key:
        """What is delivered one after the other: to the user of a conversation, or to the team about it."""
        return self.key if self.parcel.to is None else Key(self.parcel.to, self.key.chat, self.key.user)


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
class Filed:
    """A ticket as it is stored: with its conversation, and where the team's chat has it.

    `place` is its topic or thread, `card` the message on top, as the platform of `ticket.desk` calls them. `messages`
    are the names of all that was passed on under it; only where it is forgotten (`Loaded.filed`).
    """

    ticket: Ticket
    key: Key
    conversation: int
    place: str | None = None
    card: str | None = None
    messages: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Relayed:
    """A message that was passed on under a ticket: what it is called at its source, and where it went."""

    ticket: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Belongings:
    """What is stored about a user beside conversations: replies of the outbox, account checks, limits by kind, ledger.

    `outbox` and `checks` are plain JSON with times as text; `ledger` is the row of the account checks of today.
    `tickets` are those of all their chats.
    """

    outbox: Sequence[Json]
    checks: Sequence[Json]
    buckets: Mapping[str, Bucket]
    ledger: Json | None
    tickets: Sequence[Json] = ()


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


class SurveyLine(NamedTuple):
    """A line of a conversation for statistics. `text` is "" for what the bot said; `data` is there for notes only.

    A plain tuple, because there are millions of them.
    """

    conversation: int
    platform: str
    who: str
    text: str
    data: Json | None


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


@dataclass(frozen=True, slots=True)
class Backlog:
    """What is left in the outbox, of all platforms: rows, and since when the oldest waits (None: there is none)."""

    rows: int
    since: datetime | None


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
    """Carries parcels to a platform: to its users, or to the team's chat on it."""

    async def deliver(self, key: Key, effect: Carried) -> str | None:
        """Carry one effect to its user, or to the team about this user.

        Returns the name of the message, if there is one: unique over all platforms ("telegram:-100/7").
        Raises DeliveryError when that failed; it stays in the outbox then. Raises LostError when it never can be.
        """


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

    @property
    def up(self) -> bool:
        """Whether it is served right now: logged in, and what is written there comes in."""

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until `stop` is set, then let what is under way come to its end, in a few seconds.

        Raises PlatformError when it cannot be served with these settings; whatever else it raises is worth a new try.
        """

    async def close(self) -> None:
        """Let go of it: nothing more is sent or received."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of trying a setting on a platform (`setting`: its field): what was found, or how to mend it."""

    setting: str
    fine: bool
    text: str


class PlatformError(Exception):
    """The platform cannot be served like that; the text is a sentence for the operator, without tokens."""


class DeliveryError(Exception):
    """The platform did not take it; the text says why, without tokens or the user's words."""


class BusyError(DeliveryError):
    """It waits for its turn, which is nothing to worry about; or whoever can mend it was told already."""


class LostError(Exception):
    """The platform will never take it, since the user is gone or closed to us; the text is a part of a sentence."""
