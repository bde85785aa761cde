"""What goes into a store and comes out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from bot.core.events import Key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from bot.core.limits import Bucket
    from bot.core.ticket import Ticket

Json: TypeAlias = Mapping[str, Any]


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


class SurveyLine(NamedTuple):
    """A line of a conversation for statistics. `text` is "" for what the bot said; `data` is there for notes only.

    A plain tuple, because there are millions of them.
    """

    conversation: int
    platform: str
    who: str
    text: str
    data: Json | None


@dataclass(frozen=True, slots=True)
class Backlog:
    """What is left in the outbox, of all platforms: rows, and since when the oldest waits (None: there is none)."""

    rows: int
    since: datetime | None
