"""What a check found out: the fourteen verdicts (PANELS.md G2), whom each is about, and what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

from bot.core.frozen import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

Word = Literal[
    "active",
    "trial",
    "expired",
    "banned",
    "disabled",
    "max_connections",
    "invalid_credentials",
    "blocked",
    "rate_limited",
    "not_xtream",
    "malformed",
    "server_error",
    "unreachable",
    "unknown",
]
About = Literal["account", "checker", "server"]

# About the user's account, about our address or client, about the host. `unknown` is about nobody that can be named.
ABOUT: Final[Mapping[Word, About]] = {
    "active": "account",
    "trial": "account",
    "expired": "account",
    "banned": "account",
    "disabled": "account",
    "max_connections": "account",
    "invalid_credentials": "account",
    "blocked": "checker",
    "rate_limited": "checker",
    "not_xtream": "server",
    "malformed": "server",
    "server_error": "server",
    "unreachable": "server",
    "unknown": "account",
}
HINTS: Final = (
    "no date told",  # a playlist: the link works, and tells no end date
    "no channels",  # a playlist with nothing in it: an account without packages
    "stream link",  # what was pasted opens a stream, not a playlist
    "another address",  # the panel wants another host: an old domain, or its bare address
    "challenge",  # a firewall that only a browser passes
    "address blocked",  # the panel says in so many words that it refuses our address (SAFETY.md: six hours' pause)
    "weak evidence",  # a portal that may accept every MAC address
    "portal login",  # a portal that wants a username and password beside the MAC address
    "old firmware",  # a portal that finds our version too old
    "no such name",  # nobody knows the server's name
    "nobody listens",  # a machine is there, and nothing at that port
    "no encryption",  # https, and no certificate that holds, or no TLS at all
    "other device",  # the portal knows other ids for this MAC address; the box itself is fine
)
UNLIMITED: Final = 999_999  # IPTV-Manager's word for it (PANELS.md C1)
USABLE: Final = frozenset({"active", "trial", "max_connections"})
STOPPED: Final = frozenset({"expired", "banned", "disabled"})  # only the provider can change that
NOT_USABLE: Final = frozenset({"expired", "banned", "disabled", "invalid_credentials"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a check: a verdict (`ago` seconds old, if it was remembered), or why there is none.

    `refused` is a reason of the policy or of the guard; `wait`: seconds until it may be asked again, 0 if never.
    """

    verdict: Verdict | None = None
    ago: float = 0.0
    refused: str | None = None
    wait: float = 0.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """One of the words, with what the panel told beside it.

    `candidates`: what it may be, where the panel hides the reason. `exp_date`: aware, UTC; None: no date, or none told.
    `max_connections` is what the panel wrote: 0, and on one panel 999999, mean as many as one likes (see `unlimited`).
    `status`: the provider's status word, if it is one of those that we know (any other may be a username). `evidence`:
    why, in our words, without anything that the panel or the user wrote. `hint`: the name of something that the person
    or the guard should be told beside it, one of `HINTS`.
    """

    word: Word
    candidates: tuple[Word, ...] = ()
    exp_date: datetime | None = None
    max_connections: int | None = None
    active_cons: int | None = None
    is_trial: bool | None = None
    status: str | None = None
    http_status: int | None = None
    evidence: str = ""
    hint: str | None = None

    @property
    def about(self) -> About:
        """Whom it speaks of."""
        return ABOUT[self.word]

    @property
    def unlimited(self) -> bool:
        """Whether the panel allows any number of connections."""
        return self.max_connections is not None and not 0 < self.max_connections < UNLIMITED

    def as_json(self) -> dict[str, Any]:
        """Plain JSON, without anything secret; for the state, for scripts and for the database."""
        return {
            "verdict": self.word,
            "about": self.about,
            "candidates": list(self.candidates),
            "exp_date": self.exp_date.strftime("%Y-%m-%dT%H:%M:%SZ") if self.exp_date else None,
            "max_connections": self.max_connections,
            "active_cons": self.active_cons,
            "is_trial": self.is_trial,
            "status": self.status,
            "http_status": self.http_status,
            "evidence": self.evidence,
            "hint": self.hint,
        }

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> Verdict:
        """The inverse of `as_json`. Raises KeyError or ValueError for what that did not write."""
        from datetime import datetime  # noqa: PLC0415 -- a cold start reads no verdicts

        if found["verdict"] not in ABOUT:
            raise ValueError("no such verdict")
        date = found["exp_date"]
        known = {key: found[key] for key in cls.__match_args__ if key not in ("word", "candidates", "exp_date")}
        return replace(
            cls(found["verdict"], tuple(found["candidates"]), **known),
            exp_date=datetime.fromisoformat(date) if date else None,
        )
