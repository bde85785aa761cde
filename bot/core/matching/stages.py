"""The stages of matching. Each takes a reading and yields scored candidates; later stages can be added behind these.

A stage is a function of (reading, index). What it yields is ranked and decided upon in `decision`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from bot.core.matching.candidate import Candidate
from bot.core.matching.phrases import SHARED, negated, phrases, said
from bot.core.matching.reading import Reading
from bot.core.matching.result import Code
from bot.core.matching.sides import SHORT, is_status
from bot.core.matching.spans import spans

if TYPE_CHECKING:
    from collections.abc import Iterator

_CODE, _WRAPPED, _FINE = 60, 33, 35  # tiers of an HTTP error, of a player's own number, of "200 OK"
_X_ERR = 66  # Gcore's X-Err-Code is more exact than the HTTP number beside it
# The same number in a system that the message does not name: behind the winner, the likelier system first.
_ELSEWHERE = {"app": 0.45, "xtream": 0.4, "mag": 0.35, "gcore": 0.3}
_UNLISTED = 0.9  # a 4xx or 5xx that no entry lists
_EARLIER = 0.9  # of several numbers the last one is usually the present one
_AMBIGUOUS = 5
_FEW = 3  # words of a message that is hardly more than the word itself


Stage = Callable[[Reading, Mapping[str, Any]], Iterable[Candidate]]


def numbers_of(reading: Reading, index: Mapping[str, Any]) -> dict[Code, float]:
    """The codes of a message with how sure they are, the root cause first: the one behind "now", else the last."""
    found: dict[Code, float] = {}
    for number in sorted(reading.numbers, key=lambda number: (number.now, number.at), reverse=True):
        contexts = index["codes"].get(number.digits, {})
        context = next((name for name in reading.contexts if name in contexts), "app")
        if "gcore" in contexts and len(number.digits) > SHORT and context != "gcore":
            continue  # an X-Err-Code (1000, 2000, 3000) only beside its name
        found.setdefault(Code(number.digits, context), number.sure)
    return found


def codes(reading: Reading, index: Mapping[str, Any]) -> Iterator[Candidate]:
    """Numbers in an error context, then the same numbers in the systems that the message does not name."""
    places = index["places"]
    for rank, (code, sure) in enumerate(numbers_of(reading, index).items()):
        contexts = index["codes"].get(code.number, {})
        if code.number in index["exo"]:
            yield Candidate(index["exo"][code.number], sure, _WRAPPED)
        elif not contexts:
            other = places.get(f"http-{code.number[0]}xx-other")
            if other is not None:
                yield Candidate(other, sure * _UNLISTED * _EARLIER**rank, _CODE)
        meant = contexts.get(code.context) or next(iter(contexts.values()), None)
        tier = _tier(code)
        for context, entry in contexts.items():
            share = 1 if entry == meant else _ELSEWHERE[context]
            yield Candidate(places[entry], sure * _EARLIER**rank * share, tier)


def _tier(code: Code) -> int:
    if len(code.number) > SHORT and code.context == "gcore":
        return _X_ERR
    return _CODE if is_status(code.number) or len(code.number) > SHORT else _FINE


def ambiguous(reading: Reading, index: Mapping[str, Any]) -> Iterator[Candidate]:
    """Words that stand for several entries ("blocked"), where an app or a log says them and nothing else decides."""
    for span in spans(reading.tokens, index["ambiguous"], index["ambiguous_starts"]):
        if negated(reading.tokens, span.start) or not (len(reading.content) <= _FEW or said(reading, span)):
            continue
        for rank, entry in enumerate(span.value):
            yield Candidate(entry, SHARED - rank / 100, _AMBIGUOUS, span.start, by="phrase")


STAGES: tuple[Stage, ...] = (codes, phrases, ambiguous)
