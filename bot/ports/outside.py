"""The clock, the knowledge, the panels, and the platforms with what may go wrong on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Sequence
    from datetime import datetime

    from bot.core.account.login import Server
    from bot.core.account.wire import Answer, Failure, Request
    from bot.core.effects import Carried
    from bot.core.events import Key
    from bot.core.knowledge import Knowledge


class Clock(Protocol):
    """The one clock."""

    def now(self) -> datetime:
        """The time, aware, UTC."""


class Library(Protocol):
    """Where the engine takes its knowledge from: always the last good base."""

    def current(self) -> Knowledge:
        """The base to answer with now."""


class Dialler(Protocol):
    """Resolves names and carries single requests: the only part with a socket.

    It never raises for what a panel does: that is a Failure.
    """

    async def resolve(self, server: Server) -> Sequence[str] | Failure:
        """Every address of a host, as text; of an address, itself."""

    async def fetch(self, request: Request, *addresses: str) -> Answer:
        """One GET to one of exactly these addresses, its redirects followed as the policy allows (on the same host)."""


class Channel(Protocol):
    """Carries parcels to a platform: to its users, or to the team's chat on it."""

    async def deliver(self, key: Key, effect: Carried) -> str | None:
        """Carry one effect to its user, or to the team about this user.

        Returns the name of the message, if there is one: unique over all platforms ("telegram:-100/7").
        Raises DeliveryError when that failed; it stays in the outbox then. Raises LostError when it never can be.
        """


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
