"""The meter of a served bot, for Prometheus.

Labels are words of this program, names of platforms and ids of the knowledge; never what a user wrote or is called.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)

from bot.core.effects import Changed, Record
from bot.core.events import Pressed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.core.account.verdict import Outcome
    from bot.core.effects import Effect
    from bot.core.events import Event
    from bot.ports import Backlog

KIND: Final = "text/plain; version=0.0.4; charset=utf-8"
"""The Content-Type of `page`."""
# Seconds. A turn takes one or two thousandths; what takes longer than ten seconds has failed by then.
_BUCKETS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
# A note of the core -> how it is called here. What a button leads to was not matched.
_DECISIONS: Final = {"answered": "answer", "asked": "ask", "unknown": "unknown"}
_ENDS: Final = frozenset({"fixed", "ended"})


class PrometheusMeter:
    """See `bot.meter.Meter`. Each has a registry of its own."""

    def __init__(self) -> None:
        # When each counter was begun: as many lines again, for nobody.
        disable_created_metrics()  # type: ignore[no-untyped-call]
        self.registry: Final = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        self._turns = self._times("bot_turn_seconds", "From an event's arrival to its commit", "platform", "kind")
        self._failed = self._counts("bot_turns_failed", "Events that the database did not take", "platform")
        self._matches = self._counts("bot_matches", "What was made of messages", "decision", "entry")
        self._ends = self._counts("bot_problems_ended", "How problems ended", "end", "entry")
        self._deliveries = self._times("bot_delivery_seconds", "Replies handed to the platform", "platform", "outcome")
        self._checks = self._counts("bot_checks", "Account checks by verdict", "verdict")
        self._refusals = self._counts("bot_checks_refused", "Account checks that were not made, and why", "reason")
        self._pauses = self._counts("bot_panel_pauses", "Pauses of panels that the guard began", "reason")
        self._slowed = self._counts("bot_too_many_requests", "Answers 429 of a platform", "platform")
        self._database = self._times("bot_database_seconds", "Waiting for the database, commit included", "operation")
        self._tickets = self._counts("bot_tickets", "Tickets that were opened, and how others ended", "what")
        self._rows = Gauge("bot_outbox_rows", "Replies that are not delivered yet", registry=self.registry)
        self._age = Gauge("bot_outbox_oldest_seconds", "How long the oldest of them waits", registry=self.registry)

    def turned(self, event: Event, effects: Sequence[Effect], seconds: float) -> None:
        """See `Meter.turned`."""
        self._turns.labels(event.key.platform, type(event).__name__.lower()).observe(seconds)
        for effect in effects:
            match effect:
                case Record():
                    self._noted(effect, pressed=isinstance(event, Pressed))
                case Changed(ticket, what) if what not in ("updated", "touched"):
                    self._tickets.labels(ticket.outcome or what).inc()
                case _:
                    pass

    def failed(self, platform: str) -> None:
        """See `Meter.failed`."""
        self._failed.labels(platform).inc()

    def delivered(self, platform: str, seconds: float, *, done: bool) -> None:
        """See `Meter.delivered`."""
        self._deliveries.labels(platform, "done" if done else "later").observe(seconds)

    def checked(self, outcome: Outcome) -> None:
        """See `Meter.checked`."""
        if outcome.verdict:
            self._checks.labels(outcome.verdict.word).inc()
        else:
            self._refusals.labels(outcome.refused).inc()

    def paused(self, reason: str) -> None:
        """See `Meter.paused`."""
        self._pauses.labels(reason).inc()

    def slowed(self, platform: str) -> None:
        """See `Meter.slowed`."""
        self._slowed.labels(platform).inc()

    def stored(self, what: str, seconds: float) -> None:
        """See `Meter.stored`."""
        self._database.labels(what).observe(seconds)

    def waiting(self, backlog: Backlog | None, now: datetime) -> None:
        """Note what is left in the outbox; None: the database does not say."""
        self._rows.set(math.nan if backlog is None else backlog.rows)
        since = now if backlog is None or backlog.since is None else backlog.since
        self._age.set(math.nan if backlog is None else max(0.0, (now - since).total_seconds()))

    def page(self) -> bytes:
        """All figures as Prometheus reads them. Takes some thousandths of a second; any thread may ask."""
        return generate_latest(self.registry)

    def _noted(self, record: Record, *, pressed: bool) -> None:
        entry = record.data.get("entry") or next(iter(record.data.get("entries", ())), "")
        if record.what in _ENDS:
            self._ends.labels(record.what, entry).inc()
        elif record.what in _DECISIONS and not pressed:
            self._matches.labels(_DECISIONS[record.what], entry).inc()
        elif record.what == "answered":
            self._matches.labels("picked", entry).inc()

    def _counts(self, name: str, text: str, *labels: str) -> Counter:
        return Counter(name, text, labels, registry=self.registry)

    def _times(self, name: str, text: str, *labels: str) -> Histogram:
        return Histogram(name, text, labels, registry=self.registry, buckets=_BUCKETS)
