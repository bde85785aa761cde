"""A message in, ranked entries and one decision out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.core.matching.decision import confident, decide, rank
from bot.core.matching.phrases import constants_of
from bot.core.matching.reading import read
from bot.core.matching.result import Match, Signals
from bot.core.matching.stages import STAGES, numbers_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.matching.reading import Reading


class Matcher:
    """Matches over a compiled index (what `build_index` made, or the same read from JSON)."""

    def __init__(self, index: Mapping[str, Any]) -> None:
        self._index = index
        self._ids = list(index["titles"])

    def signals(self, text: str) -> Signals:
        """What a message tells about the case."""
        return self._signals(read(text, self._index))

    def match(self, text: str, prior: Signals | None = None) -> Match:
        """Rank the entries for a message; `prior` are the conversation's signals so far, which newer ones follow."""
        reading = read(text, self._index)
        signals = self._signals(reading)
        if prior is not None:
            signals = prior.followed_by(signals, self._index["groups"])
        ranked = rank(candidate for stage in STAGES for candidate in stage(reading, self._index))
        entries = confident(ranked, self._ids)
        if reading.vocabulary.fixed:
            return Match("unknown", entries, signals, reading.vocabulary.talk or "fixed")
        decision = decide(ranked)
        return Match(decision, entries, signals, reading.vocabulary.talk if decision == "unknown" else None)

    def _signals(self, reading: Reading) -> Signals:
        heard = reading.vocabulary
        return Signals(
            codes=tuple(numbers_of(reading, self._index)),
            constants=constants_of(reading, self._index),
            names=tuple(heard.names),
            app=heard.app,
            device=heard.device,
        )
