"""Parts for engine tests: tens of lines, real behaviour, no mocks."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.core.limits import Limit
from bot.engine.engine import Rules
from bot.ports import DeliveryError, Loaded, Posted, Spoken
from tests.core.base import knowledge

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from bot.core.effects import Hide, Say
    from bot.core.events import Key
    from bot.core.knowledge import Knowledge
    from bot.core.limits import Bucket
    from bot.ports import Json, Saved

RULES = Rules(
    limits={"message": Limit(20, 3.0), "check": Limit(5, 17280.0), "ticket": Limit(3, 28800.0)},
    idle=timedelta(hours=24),
    lease=timedelta(minutes=1),
    secret=b"a secret of sixteen bytes",
)


class MemoryStore:
    """A store in memory that keeps the promises of the port."""

    def __init__(self) -> None:
        self.states: dict[Key, Json | None] = {}
        self.events: set[tuple[str, str]] = set()
        self.buckets: dict[str, dict[str, Bucket]] = defaultdict(dict)
        self.spoken: list[Spoken] = []
        self.outbox: dict[int, Posted] = {}
        self.count = 0

    async def turn(
        self, key: Key, event: str, at: datetime, owner: str, decide: Callable[[Loaded], Saved]
    ) -> Sequence[Posted] | None:
        if (key.platform, event) in self.events:
            return None
        saved = decide(Loaded(self.states.get(key), dict(self.buckets[owner])))
        self.events.add((key.platform, event))
        if saved.forget:
            self.spoken = [spoken for spoken in self.spoken if spoken.key.user != key.user]
        self.states[key] = saved.state
        self.buckets[owner].update(saved.buckets)
        self.spoken += [Spoken(key, at, line) for line in saved.lines]
        rows = [Posted(self.count + number, key, parcel) for number, parcel in enumerate(saved.parcels, 1)]
        self.count += len(rows)
        self.outbox.update({row.id: row for row in rows})
        return rows

    async def take(self, platform: str, now: datetime, lease: timedelta, *, orphans: bool = False) -> Sequence[Posted]:
        assert now.tzinfo
        assert lease
        return [row for row in self.outbox.values() if row.key.platform == platform and orphans]

    async def sent(self, ids: Sequence[int], at: datetime) -> None:
        assert at.tzinfo
        for row in ids:
            del self.outbox[row]

    async def transcript(self, key: Key) -> Sequence[Spoken]:
        return [spoken for spoken in self.spoken if spoken.key == key]

    async def close(self) -> None:
        self.outbox.clear()


class Shelf:
    """A library with one base."""

    def __init__(self) -> None:
        self.base = knowledge()

    def current(self) -> Knowledge:
        return self.base


class Recorder:
    """A channel that remembers; `down` makes it fail."""

    def __init__(self) -> None:
        self.delivered: list[tuple[Key, Say | Hide]] = []
        self.down = False

    async def deliver(self, key: Key, effect: Say | Hide) -> None:
        if self.down:
            raise DeliveryError("the platform is down")
        self.delivered.append((key, effect))
