"""What the table says of a message: how likely it is a report at all, and how likely it is about each entry."""

from __future__ import annotations

from math import exp, log, sqrt
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from bot.core.frozen import dataclass
from bot.core.matching.features import Features, loose, pairs, pieces, words_of
from bot.core.matching.index import GENERIC, TIERS
from bot.core.matching.phrases import quoted
from bot.core.matching.table import MOST, NO_REPORT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.matching.candidate import Candidate
    from bot.core.matching.reading import Reading
    from bot.core.matching.table import Table

K = TypeVar("K")
V = TypeVar("V")

_LEAST = 1e-4  # probabilities below it are all the same
_SHORT, _LONG = 12, 60  # words; a longer message is not told from one of so many
_FAR = 14.0  # log odds behind the likeliest entry from which on a class counts as nothing
_RANKED = 12  # entries that are worth remembering
_REMEMBERED = 1500  # words, and other features, whose weights are kept at hand at least: a kilobyte each


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


class Learned:
    """The table with what it says of frequent words, which is remembered. `index` names the entries that there are."""

    def __init__(self, table: Table, index: Mapping[str, Any]) -> None:
        self.table = table
        self._features = Features(index)
        self._kinds = Kinds(table.names, index["places"])
        self._words: Recent[str, tuple[int, Sequence[int]]] = Recent()
        self._loose: Recent[int, int] = Recent()

    def opinion(self, reading: Reading) -> Opinion:
        """Ask the table about a message."""
        words = words_of(reading)
        known = {word: self._words.get(word) or self._learn(word) for word in words}
        concepts = {word: numbers for word, (_, numbers) in known.items()}
        vectors = [vector for vector, _ in known.values()]
        rare = sorted(pairs(words))
        vectors += [self.table.vector(rare[at : at + MOST]) for at in range(0, len(rare), MOST)]
        vectors += [
            self._loose.get(feature) or self._loose.keep(feature, self.table.vector((feature,)))
            for feature in self.table.known(loose(reading, words, concepts))
        ]
        sums, gate, count = self.table.sums(vectors)
        scale, gate_scale, gate_bias = self.table.scales
        scale, gate_scale = scale / sqrt(count or 1), gate_scale / sqrt(count or 1)
        scores = [bias + scale * total for bias, total in zip(self.table.biases, sums, strict=True)]
        return weighed(scores, self._kinds, sigmoid(gate_bias + gate_scale * gate))

    def _learn(self, word: str) -> tuple[int, Sequence[int]]:
        return self._words.keep(word, (self.table.vector(pieces(word)), self._features.concepts(word)))


class Recent(Generic[K, V]):
    """Remembers the latest `_REMEMBERED` values that were asked for, and up to as many older ones."""

    def __init__(self) -> None:
        self._new: dict[K, V] = {}
        self._old: dict[K, V] = {}

    def get(self, key: K) -> V | None:
        """The value, if it is remembered."""
        value = self._new.get(key)
        if value is None and (value := self._old.get(key)) is not None:
            self.keep(key, value)
        return value

    def keep(self, key: K, value: V) -> V:
        """Remember a value; the same value."""
        if len(self._new) >= _REMEMBERED:
            self._new, self._old = {}, self._new
        self._new[key] = value
        return value


class Kinds:
    """Which of the table's classes are entries that there are (with their places), and which are no report."""

    def __init__(self, names: Sequence[str], places: Mapping[str, int]) -> None:
        self.entries = [(at, places[name]) for at, name in enumerate(names) if name in places]
        self.none = [at for at, name in enumerate(names) if name.startswith(NO_REPORT)]


def weighed(scores: Sequence[float], kinds: Kinds, report: float) -> Opinion:
    """An opinion from the scores of the classes."""
    highest = max(scores)
    least = max([scores[at] for at, _ in kinds.entries], default=highest) - _FAR
    odds = [exp(score - highest) if score > least else 0.0 for score in scores]
    whole = sum(odds)
    likely = sorted([(odds[at] / whole, entry) for at, entry in kinds.entries if odds[at]], reverse=True)[:_RANKED]
    return Opinion(report, [(entry, sure) for sure, entry in likely], sum([odds[at] for at in kinds.none]) / whole)


def views(said: Opinion, entry: int, tier: int, found: Candidate | None, reading: Reading) -> list[float]:
    """What tells how likely an entry is right: this is what a judge's weights are multiplied with.

    `tier`: that of the entry (`index.TIERS`); `found`: the first finding of the exact stages.
    """
    mine = max(said.of(entry), _LEAST)
    other = max((sure for name, sure in said.likely[:2] if name != entry), default=_LEAST)
    report, entries = logit(said.report), logit(1 - said.none)
    words = len(reading.tokens)
    return [
        1.0,
        report,
        entries,
        min(report, entries),
        logit(mine / (1 - said.none + _LEAST)),
        log(mine / max(other, _LEAST)),
        log(1 + min(words, _SHORT)),
        log(1 + min(words, _LONG)),
        1.0 if reading.numbers else 0.0,
        found.sure if found else 0.0,
        found.length / max(words, found.length) if found else 0.0,
        1.0 if found and found.by == "phrase" and quoted(reading, found) else 0.0,
        1.0 if tier == TIERS["symptom"] else 0.0,
        1.0 if tier in (GENERIC, TIERS["app-message"]) else 0.0,
        1.0 if tier == TIERS["guide"] else 0.0,
        said.report * (1 - said.none) * mine,  # that it is a report, both ways, and about this: all must be likely
    ]
