"""A message in, ranked entries and one decision out."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from bot.core.matching.decision import ANSWER, confident, decide, rank
from bot.core.matching.phrases import constants_of
from bot.core.matching.reading import read
from bot.core.matching.result import Match, Signals
from bot.core.matching.stages import STAGES, numbers_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.core.matching.candidate import Candidate
    from bot.core.matching.fresh import Fresh
    from bot.core.matching.learned import Learned
    from bot.core.matching.reading import Reading
    from bot.core.matching.result import Decision, Ranked

_FEW = 3  # words of a message that holds nothing beside its code
_BRIEF = 6  # words of a message that holds little beside it
_LONGEST = 40  # letters of a word that somebody wrote: longer ones are keys, or a cat on the keyboard
_NAMES = ("constant", "number")  # finders of what is said exactly


class Matcher:
    """Matches over a compiled index (what `build_index` made, or the same read from JSON).

    `model` gives the bytes of the learned table when they are first needed; nothing, if there is none.
    """

    def __init__(self, index: Mapping[str, Any], model: Callable[[], bytes] = bytes) -> None:
        self._index = index
        self._model = model
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
        decision, entries = self._judge(reading, ranked)
        if self._fresh:
            named = bool(ranked) and ranked[0].sure >= ANSWER and ranked[0].by in _NAMES
            decision, entries = self._fresh.beside(decision, entries, reading, named=named)
        if reading.vocabulary.fixed:
            return Match("unknown", entries, signals, reading.vocabulary.talk or "fixed")
        talk = reading.vocabulary.talk
        if talk == "still broken" and decision == "answer":
            decision = "ask"  # "no funciona" may be a report, but an unclear one
        elif talk and talk != "still broken" and decision == "ask":
            decision = "unknown"
        return Match(decision, entries, signals, talk)

    @cached_property
    def _fresh(self) -> Fresh | None:
        if "fresh" not in self._index:
            return None
        from bot.core.matching.fresh import Fresh  # noqa: PLC0415 -- where everything is learned, nothing is imported

        return Fresh(self._index)

    @cached_property
    def _learned(self) -> Learned | None:
        from bot.core.matching.learned import Learned  # noqa: PLC0415 -- a cold start seldom needs what was learned
        from bot.core.matching.table import NoTableError, Table  # noqa: PLC0415 -- the same

        try:
            return Learned(Table(self._model()), self._index)
        except NoTableError:
            return None

    def _judge(self, reading: Reading, found: Sequence[Candidate]) -> tuple[Decision, tuple[Ranked, ...]]:
        """Short messages that are all code need no table, and a cold start is quicker without."""
        short = len(reading.tokens) <= _FEW and found and found[0].sure >= ANSWER
        nonsense = all(len(token) > _LONGEST for token in reading.tokens)
        if short or nonsense or self._learned is None:
            return decide(found), confident(found, self._ids)
        from bot.core.matching.judging import doubtful, judge  # noqa: PLC0415 -- the same

        said = self._learned.opinion(reading)
        beside = doubtful(reading, self._index, found)
        decision, entries = judge(self._learned.table, self._index, [*beside, *found], said, reading)
        if decision == "unknown" and len(reading.tokens) <= _BRIEF and decide(found) == "ask":
            return "ask", confident(found, self._ids)  # "app says blocked": said exactly, and it stands for several
        return decision, entries

    def _signals(self, reading: Reading) -> Signals:
        heard = reading.vocabulary
        return Signals(
            codes=tuple(numbers_of(reading, self._index)),
            constants=constants_of(reading, self._index),
            names=tuple(heard.names),
            app=heard.app,
            device=heard.device,
        )
