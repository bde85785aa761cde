"""Entries that the learned table does not know yet: found by the nearest of their paraphrases.

What two lines have in common is the weight of the features that both have (words, their pieces, concepts), where a rare
feature weighs more. The share of it in all that both say serves as the probability. Beside 25 entries made fresh, with
eight paraphrases each, 1 of 11,408 lines about other things would have been answered with one of them and 4 been asked
about. Of 13 rewordings written for three new lines 11 were near enough to answer and two to ask. What is said in quite
other words is not found: 5 of 600 of these entries' other paraphrases. That takes `make train`.
"""

from __future__ import annotations

from collections import Counter
from math import fsum, log
from typing import TYPE_CHECKING, Any

from bot.core.matching.decision import ANSWER
from bot.core.matching.features import Features, words_of
from bot.core.matching.result import Ranked
from bot.core.text import normalise, tokens

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from bot.core.entry import Entry
    from bot.core.matching.reading import Reading
    from bot.core.matching.result import Decision

SIMILAR = 0.5  # what has less in common is another thing
_SUREST = 0.95  # even the same words may mean something else
_KEPT = 40  # features by which a line is found: its rarest; of most lines that is every second
_COMMON = 100  # a feature in one of so many lines is common: its weight is known, also when no fresh line has it
_SELDOM = 1_000  # any other is taken to be in one of so many
_SAMPLE = 4_000  # lines of other entries that tell what is rare
_LOOKED_AT = 4_000  # lines met while the nearest is sought, the rarest features first: a millisecond
_OFFERED = 3


def fresh(entries: Iterable[Entry], index: Mapping[str, Any], taught: Collection[str]) -> dict[str, Any]:
    """What `index` gets beside it for entries whose id is not among `taught`; nothing if there are none.

    "lines": entry, weight, and weight of the features kept. "features": weight, then the lines that are found by it.
    "common": weights of features. "other": the weight of any other feature.
    """
    told = list(entries)
    lines = [
        (index["places"][entry.id], line)
        for entry in told
        if entry.id not in taught
        for spoken in entry.heard.values()
        for line in spoken
    ]
    if not lines:
        return {}
    others = [line for entry in told if entry.id in taught for line in _lines(entry)]
    others = others[:: 1 + len(others) // _SAMPLE]
    said = [(entry, set(tokens(normalise(line)))) for entry, line in lines]
    words = Counter(word for _, spoken in said for word in spoken)
    words.update(word for line in others for word in set(tokens(normalise(line))))
    sees = Features(index)
    features = {word: sees.plain([word]) for word in words}
    often: Counter[int] = Counter()
    for word, count in words.items():
        often.update(dict.fromkeys(features[word], count))
    whole = len(lines) + len(others)
    weights = {feature: round(log(1 + whole / count), 2) for feature, count in often.items()}
    common = [feature for feature, count in often.items() if count * _COMMON >= whole]
    seen = [(entry, set[int]().union(*(features[word] for word in spoken))) for entry, spoken in said]
    return {"fresh": _compiled([one for one in seen if one[1]], weights, common, whole)}


def _lines(entry: Entry) -> list[str]:
    return [entry.title, *entry.aliases, *(line for lines in entry.heard.values() for line in lines)]


def _compiled(
    lines: Iterable[tuple[int, set[int]]], weights: Mapping[int, float], common: Iterable[int], whole: int
) -> dict[str, Any]:
    found: list[list[float]] = []
    features: dict[int, list[float]] = {}
    for entry, seen in lines:
        kept = sorted(seen, key=lambda feature: (-weights[feature], feature))[:_KEPT]
        for feature in kept:
            features.setdefault(feature, [weights[feature]]).append(len(found))
        total, of_kept = (round(fsum(weights[feature] for feature in some), 2) for some in (seen, kept))
        found.append([entry, total, of_kept])
    return {
        "lines": found,
        "features": {str(feature): features[feature] for feature in sorted(features)},
        "common": {str(feature): weights[feature] for feature in sorted(common) if feature not in features},
        "other": round(log(1 + whole / (1 + whole / _SELDOM)), 2),
    }


class Fresh:
    """Finds fresh entries in what `fresh` made."""

    def __init__(self, index: Mapping[str, Any]) -> None:
        found = index["fresh"]
        self._ids = list(index["titles"])
        self._sees = Features(index)
        self._lines: Sequence[tuple[int, float, float]] = found["lines"]
        self._places = {int(feature): places for feature, (_, *places) in found["features"].items()}
        self._weights = {int(feature): weight for feature, (weight, *_) in found["features"].items()}
        self._weights |= {int(feature): weight for feature, weight in found["common"].items()}
        self._other: float = found["other"]

    def beside(
        self, decision: Decision, entries: tuple[Ranked, ...], reading: Reading, *, named: bool
    ) -> tuple[Decision, tuple[Ranked, ...]]:
        """The decision with fresh entries beside the others; `named`: the message names a code or a constant.

        What is said in nearly the same words answers, unless a code or something surer does. What is similar is
        offered: in a question, or behind the answer.
        """
        near = self.near(reading)
        if not near:
            return decision, entries
        best, first = near[0], entries[0] if decision == "answer" else None
        if best.confidence >= ANSWER and not named and (first is None or best.confidence > first.confidence):
            first = best
        likeliest = {one.id: one for one in sorted((*entries, *near), key=_confidence)}
        ordered = sorted(likeliest.values(), key=_confidence, reverse=True)
        if first is None:
            return "ask", tuple(ordered)
        behind = [one for one in ordered if one.id != first.id]
        bound = round(min(first.confidence, 1 - first.confidence), 3)
        return "answer", (first, *(Ranked(one.id, min(one.confidence, bound)) for one in behind))

    def near(self, reading: Reading) -> list[Ranked]:
        """The entries with a paraphrase that is like the message, the likeliest first."""
        seen = self._sees.plain(words_of(reading))
        said = sum([self._weights.get(feature, self._other) for feature in seen])
        least = ANSWER if reading.wish else SIMILAR
        best: dict[int, float] = {}
        for at, shared in self._shared(seen).items():
            entry, total, kept = self._lines[at]
            alike = 2 * shared * total / kept / (total + said)
            if alike >= least:
                best[entry] = max(best.get(entry, 0.0), min(alike, _SUREST))
        found = [Ranked(self._ids[entry], round(alike, 3)) for entry, alike in best.items()]
        return sorted(found, key=_confidence, reverse=True)[:_OFFERED]

    def _shared(self, seen: Iterable[int]) -> dict[int, float]:
        """Lines with the weight of what they share with some features."""
        shared: dict[int, float] = {}
        left = _LOOKED_AT
        known = [feature for feature in seen if feature in self._places]
        for feature in sorted(known, key=lambda feature: (len(self._places[feature]), feature)):
            weight, places = self._weights[feature], self._places[feature][:left]
            for at in places:
                shared[at] = shared.get(at, 0.0) + weight
            left -= len(places)
        return shared


def _confidence(ranked: Ranked) -> float:
    return ranked.confidence
