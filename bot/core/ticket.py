"""A ticket: what a conversation knows of the problem that people look at, and what is gathered before it is sent.

Ids, numbers, times and words of our vocabulary, and one thing more: what the user adds for the team, redacted.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from bot.core.frozen import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Mapping

Status = Literal["open", "claimed", "closed"]
Party = Literal["team", "user"]
Outcome = Literal["resolved", "solved", "cancelled", "stale", "unanswered", "banned"]

# No I, L, O and U: what is read out on the phone must not be mistaken (Crockford's base 32).
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket that was sent.

    `ref` is its name for people ("T-7F3K"), `problem` the entry that it is about, `desk` the platform whose team chat
    has it (None: it is read on the command line or by a webhook). `waits`: who is to write next. `touched`: when
    somebody wrote last. `claimed` names the member of the team ("telegram:42"), `name` what the others call them.
    `reminded`: once since `touched`. `photos`: the user agreed that the team sees photos. `passed`: the user was told
    that what they write is passed on.
    """

    ref: str
    problem: str | None
    desk: str | None
    opened: datetime
    touched: datetime
    status: Status = "open"
    waits: Party = "team"
    claimed: str | None = None
    name: str | None = None
    reminded: bool = False
    photos: bool = False
    passed: bool = False
    outcome: Outcome | None = None
    brief: str = ""

    @property
    def closed(self) -> bool:
        """Whether nobody looks at it any more."""
        return self.status == "closed"

    def as_json(self) -> dict[str, Any]:
        """Plain JSON; what is empty is left out."""
        found: dict[str, Any] = {name: getattr(self, name) for name in self.__match_args__}
        found |= {"opened": self.opened.isoformat(), "touched": self.touched.isoformat()}
        return {name: value for name, value in found.items() if value not in (None, False, "")}

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> Ticket:
        """The inverse. Raises KeyError for what is no ticket."""
        known = {"problem": None, "desk": None, **{key: found[key] for key in found if key in cls.__match_args__}}
        ticket = cls(**known)
        return replace(
            ticket,
            opened=datetime.fromisoformat(known["opened"]),
            touched=datetime.fromisoformat(known["touched"]),
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """A ticket that is not sent yet.

    `asked` lists what was asked ("device"), the last one is open; `since` is the id of an answer. `notes` is what the
    user added, redacted. `photos` are the platform's ids of photos that the team may see, `pending` those that nobody
    agreed to yet.
    """

    asked: tuple[str, ...] = ()
    since: str | None = None
    notes: tuple[str, ...] = ()
    photos: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain JSON; what is empty is left out."""
        found = {name: getattr(self, name) for name in self.__match_args__}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in found.items() if value}

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> Draft:
        """The inverse."""
        known: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value
            for key, value in found.items()
            if key in cls.__match_args__
        }
        return cls(**known)
