"""What the storage tests say to a store."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.core.events import Key
from bot.core.limits import Bucket, take
from bot.ports import Line, Parcel, Saved
from bot.storage import leading, locks

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from bot.core.limits import Limit
    from bot.ports import Loaded

NOW = datetime(2025, 6, 1, 12, 0, 0, 123456, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ANNA = Key("telegram", "100", "anna")
ANNA_IN_GROUP = Key("telegram", "-200", "anna")
BOB = Key("telegram", "300", "bob")
DISCORD = Key("discord", "400", "anna")


def keep(*, says: tuple[str, ...] = (), lines: tuple[str, ...] = (), forget: bool = False) -> Callable[[Loaded], Saved]:
    """A turn that counts itself in the state, and keeps these lines and parcels."""

    def decide(loaded: Loaded) -> Saved:
        return Saved(
            {"n": (loaded.state or {}).get("n", 0) + 1},
            lines=[Line("user", text) for text in lines],
            parcels=[Parcel("say", {"text": text}) for text in says],
            forget=forget,
        )

    return decide


def count_once(kind: str, limit: Limit, now: float = NOW.timestamp()) -> Callable[[Loaded], Saved]:
    """A turn that takes one from a bucket, and keeps a line that says whether it got it."""

    def decide(loaded: Loaded) -> Saved:
        bucket, refused = take(loaded.buckets.get(kind, Bucket()), limit, now)
        return Saved(loaded.state, {kind: bucket}, [Line("note", "refused" if refused else "admitted")])

    return decide


def hurry_leaders(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaders take over in a fifth of the time."""
    for name in ("_EVERY", "_GOOD", "_HANDOVER"):
        monkeypatch.setattr(leading, name, getattr(leading, name) / 5)


LEADERS = f"FROM pg_locks WHERE locktype = 'advisory' AND objid = {locks.LEADER} AND granted"
"""The sessions of PostgreSQL that lead, in a query."""
