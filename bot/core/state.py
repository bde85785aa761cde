"""The state of a conversation: small, versioned, JSON, and without a field that could hold a secret.

Everything in it is an id, a number, a time, a name of our vocabulary or a label of our own. The user's words are not,
but for those that they add for the team, redacted (`Draft.notes`, `Ticket.brief`).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from bot.core.account.verdict import NOT_USABLE, USABLE
from bot.core.effects import Button
from bot.core.frozen import dataclass, replace
from bot.core.matching.result import Signals
from bot.core.ticket import Draft, Ticket

if TYPE_CHECKING:
    from collections.abc import Mapping

VERSION = 1

# What the last thing was that the bot said, and so what may come next: see the table in `bot.core.dialogue`.
Phase = Literal[
    "open",  # nothing is pending: a new conversation, or the last problem is over
    "answered",  # an entry's cause and steps were given
    "question",  # a follow-up question was asked
    "choosing",  # candidates (or the entries of a category) were offered
    "lost",  # the bot did not understand and offered categories
    "ended",  # all causes were tried
    "login",  # a login was asked for, or a part of it
    "consent",  # may a portal be asked, although that logs the box out?
    "checking",  # the panel is being asked
    "checked",  # the verdict was said
    "details",  # something was asked for a ticket
    "adding",  # the user wants to add something to it
    "preview",  # what would be sent was shown
    "photo",  # may the team see this photo?
    "handed",  # people have the conversation
    "closed",  # they have it no more: did it help?
]


_NOTHING = Signals()
_TRUE_FOR = timedelta(hours=1)  # connections change in minutes, accounts in days


@dataclass(frozen=True, slots=True)
class State:
    """`turn` numbers the messages that carry buttons, so that a stale press is known; `seen` is the last event's time.

    `shown` lists the causes of the entry that were given, `tried` all "<entry>/<cause>" of this problem that did not
    help, `question` is the index of the question asked last, `asked` the indices of all questions asked.
    `promised`: the last message named a secret and did not give it ("my password is"), so the next one is taken for it.
    `wanted` is the part of a login that was asked for, `check` the id of the check that is under way, `verdict` what
    the last one said ("at" beside the fields of `Verdict.as_json`).
    """

    phase: Phase = "open"
    turn: int = 0
    seen: datetime | None = None
    entry: str | None = None
    shown: tuple[str, ...] = ()
    tried: tuple[str, ...] = ()
    question: int | None = None
    asked: tuple[int, ...] = ()
    signals: Signals = _NOTHING
    lost: int = 0
    buttons: tuple[Button, ...] = ()
    promised: bool = False
    wanted: str | None = None
    check: str | None = None
    verdict: Mapping[str, Any] | None = None
    draft: Draft | None = None
    ticket: Ticket | None = None

    @property
    def handed(self) -> Ticket | None:
        """The ticket, while people have the conversation."""
        return self.ticket if self.ticket and not self.ticket.closed else None

    @property
    def cause(self) -> str | None:
        """The id of the cause that was given last."""
        return self.shown[-1] if self.shown else None

    def idle(self, now: datetime, limit: timedelta) -> bool:
        """Whether the conversation has expired."""
        return self.seen is not None and now - self.seen > limit

    def fresh(self) -> State:
        """A new problem: its buttons can still be told from the old ones, and the account is still the same."""
        return State(turn=self.turn, seen=self.seen, verdict=self.verdict, ticket=self.ticket)

    def known_verdict(self, now: datetime) -> Mapping[str, Any] | None:
        """The last verdict, if it says how the account stands and is not too old to be joined with an error."""
        told = self.verdict
        if told is None or told["verdict"] not in USABLE | NOT_USABLE:
            return None
        return None if now - datetime.fromisoformat(told["at"]) > _TRUE_FOR else told

    def as_json(self) -> dict[str, Any]:
        """Plain JSON; fields that have their default are left out."""
        found: dict[str, Any] = {"version": VERSION}
        for name in self.__match_args__:
            value = getattr(self, name)
            if value != getattr(_FRESH, name):
                found[name] = _plain(value)
        return found

    @classmethod
    def from_json(cls, found: Mapping[str, Any] | None) -> State:
        """The inverse of `as_json`; None and a version that this program does not know give a new conversation."""
        if not found or found.get("version") != VERSION:
            return cls()
        known = {key: value for key, value in found.items() if key in cls.__match_args__}  # a newer one has more
        plain: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in known.items()
        }
        return replace(
            cls(**plain),
            seen=datetime.fromisoformat(known["seen"]) if "seen" in known else None,
            signals=Signals.from_json(known.get("signals", {})),
            buttons=tuple(Button(*pair) for pair in known.get("buttons", ())),
            draft=Draft.from_json(known["draft"]) if "draft" in known else None,
            ticket=Ticket.from_json(known["ticket"]) if "ticket" in known else None,
        )


_FRESH = State()


def _plain(value: object) -> object:
    match value:
        case datetime():
            return value.isoformat()
        case Signals() | Draft() | Ticket():
            return value.as_json()
        case tuple():
            return [[item.id, item.label] if isinstance(item, Button) else item for item in value]
        case _:
            return value
