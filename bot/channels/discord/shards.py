"""Who serves which shard: a pure function on one row of the ledger, which all replicas lock in turn.

    {"count": 4, "replicas": {"9f3a": [joined, until], …}, "shards": {"0": "9f3a", …}}

Times are epoch seconds. A replica that is not renewed in time is gone, and its shards with it. Each takes up to its
fair share, of what is free: who has more gives back what is too much, who was here first keeps what cannot be divided.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.ports import Json

LEASE: Final = 20.0
"""Seconds that a replica has its shards without saying so again."""
MARGIN: Final = 5.0
"""Seconds before that in which it must have left them: for clocks that differ, and connections that take their time."""
IDENTIFY: Final = 5.0
"""Seconds between two logins of shards that are the same modulo `max_concurrency` (Discord's page on the gateway)."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many shards there are, and which of them are to be served here: those, and no others."""

    count: int
    shards: frozenset[int]


def share(row: Json, me: str, serving: Share, now: float) -> tuple[Json, Share]:
    """Renew, give back, take: the row to write, and what to serve from now on.

    Args:
        row: The row as it stands.
        me: The name of this replica.
        serving: What is served here now. Its count is used if nobody else is there; else theirs holds, since a guild
            belongs to another shard under another count. What this replica does not serve any more is given back.
        now: Epoch seconds.
    """
    others = {name: times for name, times in row.get("replicas", {}).items() if name != me and times[1] > now}
    count = int(row["count"]) if others else serving.count
    taken = {int(shard): owner for shard, owner in row.get("shards", {}).items() if owner in others}
    mine = {shard for shard in serving.shards if shard not in taken} if count == serving.count else set()
    joined = row.get("replicas", {}).get(me, (now,))[0]
    replicas = {**others, me: (joined, now + LEASE)}
    fair = _fair(replicas, me, count)
    free = [shard for shard in range(count) if shard not in taken and shard not in mine]
    new = free[: max(0, fair - len(mine))]
    owners = {**taken, **dict.fromkeys([*mine, *new], me)}
    written = {"count": count, "replicas": replicas, "shards": {str(shard): owners[shard] for shard in sorted(owners)}}
    return written, Share(count, frozenset([*sorted(mine)[:fair], *new]))


def leave(row: Json, me: str) -> Json:
    """Give everything back: the row to write."""
    replicas = {name: times for name, times in row.get("replicas", {}).items() if name != me}
    return {**row, "replicas": replicas}


def book(row: Json, shard: int, concurrency: int, now: float) -> tuple[Json, float]:
    """Book the next login of a shard: the row to write, and the seconds to wait for it."""
    kind = str(shard % concurrency)
    begins: float = max(now, row.get(kind, 0.0))
    return {**row, kind: begins + IDENTIFY}, begins - now


def _fair(replicas: Mapping[str, Any], me: str, count: int) -> int:
    order = sorted(replicas, key=lambda name: (replicas[name][0], name))
    each, rest = divmod(count, len(order))
    return each + (order.index(me) < rest)
