"""What the table says of a message: how likely it is a report at all, and how likely it is about each entry."""

from __future__ import annotations

from math import exp, log, sqrt
from typing import TYPE_CHECKING

from bot.core.frozen import dataclass
from bot.core.matching.table import NO_REPORT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.core.matching.table import Table

_LEAST = 1e-4  # probabilities below it are all the same
_LONG = 12  # words; a longer message is not told from a long one
_RANKED = 40  # entries that are worth remembering


@dataclass(frozen=True, slots=True)
class Opinion:
    """`report`: the probability that it is a report; `likely`: entries (their places) with theirs, the likeliest first.

    `none` is the probability of all kinds of messages that are no report, by the weights that name the entries.
    """

    report: float
    likely: Sequence[tuple[int, float]]
    none: float

    def of(self, entry: int) -> float:
        """The probability of an entry."""
        return next((sure for name, sure in self.likely if name == entry), _LEAST)


def sigmoid(score: float) -> float:
    """The probability behind log odds."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, score))))


def logit(sure: float) -> float:
    """The log odds of a probability."""
    sure = min(max(sure, _LEAST), 1 - _LEAST)
    return log(sure / (1 - sure))


def opinion(table: Table, places: Mapping[str, int], features: Iterable[int]) -> Opinion:
    """Ask the table. `places` are the entries that there are; what else the table knows is left out."""
    sums, gate, known = table.scores(features)
    size = sqrt(known or 1)
    scale, gate_scale, gate_bias = table.scales
    scores = [bias + scale * total / size for bias, total in zip(table.biases, sums, strict=True)]
    highest = max(scores)
    odds = [exp(score - highest) for score in scores]
    return weighed(table.names, odds, places, sigmoid(gate_bias + gate_scale * gate / size))


def weighed(names: Sequence[str], odds: Sequence[float], places: Mapping[str, int], report: float) -> Opinion:
    """An opinion from the odds of the classes."""
    whole = sum(odds)
    likely, none = [], 0.0
    for name, odd in zip(names, odds, strict=True):
        if name.startswith(NO_REPORT):
            none += odd / whole
        elif name in places:
            likely.append((odd / whole, places[name]))
    likely.sort(reverse=True)
    return Opinion(report, [(entry, sure) for sure, entry in likely[:_RANKED]], none)


def views(said: Opinion, entry: int, words: int) -> list[float]:
    """What tells how likely an entry is right: this is what a judge's weights are multiplied with."""
    mine = max(said.of(entry), _LEAST)
    other = max((sure for name, sure in said.likely[:2] if name != entry), default=_LEAST)
    share = mine / (1 - said.none + _LEAST)
    return [
        1.0,
        logit(said.report),
        logit(1 - said.none),
        logit(share),
        log(mine / max(other, _LEAST)),
        log(1 + min(words, _LONG)),
    ]
