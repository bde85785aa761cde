"""Per-user rate limits: a pure function on the user's bucket row.

GCRA (the virtual scheduling form of the leaky bucket, ITU-T I.371): a bucket is one number, the theoretical arrival
time. It admits exactly `burst` at once and then one every `every` seconds, and needs no timer and no history.
Times are seconds since the epoch (UTC), because the bucket row stores numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

# Seconds since 1970 as a float are exact to a quarter of a microsecond.
_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Limit:
    """`burst` at once, then one every `every` seconds."""

    burst: int
    every: float


@dataclass(frozen=True, slots=True)
class Bucket:
    """`due`: the theoretical arrival time; `told`: until when the user knows that they must wait. Epoch seconds."""

    due: float = 0.0
    told: float = 0.0


@dataclass(frozen=True, slots=True)
class Refused:
    """Come back in `wait` seconds; `tell` is true once, then the bot stays silent until the time is over."""

    wait: float
    tell: bool


def take(bucket: Bucket, limit: Limit, now: float) -> tuple[Bucket, Refused | None]:
    """Take one from the bucket: the bucket as it is now, and the refusal if there is one.

    Who is refused waits until two thirds of the bucket are free again, so that a flood gets one notice and not one
    every few seconds; a refused attempt costs nothing, so who waits as told is always admitted. A clock that went
    backwards (another replica, a corrected server) can only make the wait shorter than a full bucket, never endless.
    """
    room = limit.every * limit.burst
    due = max(min(bucket.due, now + room), now)
    told = min(bucket.told, now + room)
    if now + _ROUNDING < told:
        return Bucket(due, told), Refused(told - now, tell=False)
    wait = due + limit.every - room - now
    if wait > _ROUNDING:
        wait = max(wait, due - now - room / 3)
        return Bucket(due, now + wait), Refused(wait, tell=True)
    return Bucket(due + limit.every, 0.0), None
