"""The one clock."""

from __future__ import annotations

from datetime import UTC, datetime


class SystemClock:
    """The one clock."""

    def now(self) -> datetime:
        """The time, aware, UTC."""
        return datetime.now(UTC)  # noqa: TID251 -- this is the one clock
