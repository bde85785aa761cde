"""The port for figures: what the engine, the store and the channels tell, and a meter that hears nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.account.verdict import Outcome
    from bot.core.effects import Effect
    from bot.core.events import Event


class Meter(Protocol):
    """Counts and times what happens, for whoever runs the bot.

    Nothing here waits or raises, and no user's words, names or ids are kept.
    """

    def turned(self, event: Event, effects: Sequence[Effect], seconds: float) -> None:
        """An event was committed, so many seconds after it came; `effects` are those of its turn."""

    def failed(self, platform: str) -> None:
        """The database did not take an event."""

    def delivered(self, platform: str, seconds: float, *, done: bool) -> None:
        """A reply was carried out, or (not `done`) stays in the outbox."""

    def checked(self, outcome: Outcome) -> None:
        """An account check came to its end."""

    def paused(self, reason: str) -> None:
        """The guard began a pause of a panel; `reason` is one of its own ("failures", "blocked")."""

    def slowed(self, platform: str) -> None:
        """A platform answered 429: too many requests."""

    def stored(self, what: str, seconds: float) -> None:
        """The database was waited for; `what` names the operation, not the data."""


class Unmetered:
    """The `Meter` of whoever wants no figures."""

    def turned(self, event: Event, effects: Sequence[Effect], seconds: float) -> None:
        """See `Meter`."""

    def failed(self, platform: str) -> None:
        """See `Meter`."""

    def delivered(self, platform: str, seconds: float, *, done: bool) -> None:
        """See `Meter`."""

    def checked(self, outcome: Outcome) -> None:
        """See `Meter`."""

    def paused(self, reason: str) -> None:
        """See `Meter`."""

    def slowed(self, platform: str) -> None:
        """See `Meter`."""

    def stored(self, what: str, seconds: float) -> None:
        """See `Meter`."""


UNMETERED: Final[Meter] = Unmetered()
