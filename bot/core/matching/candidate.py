"""What a stage yields."""

from __future__ import annotations

from bot.core.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry (its place among the ids) with the probability that the message is about it.

    `tier` orders candidates that are sure enough (see `index.TIERS`); `at` is the token where it was found, and
    `length` the number of tokens that say so. `by` is its finder: see `table.JUDGES`.
    """

    entry: int
    sure: float
    tier: int
    at: int = 0
    length: int = 1
    by: str = "number"
