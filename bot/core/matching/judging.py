"""The decision with a learned opinion beside the findings of the exact stages.

Who found the first entry has a judge of their own: weights, learned by `make train` on messages of which the answer is
known, that turn what is seen of the message into the probability that this entry is right. The answer, the question
back and silence are two thresholds on such probabilities.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.core.frozen import replace
from bot.core.matching.candidate import Candidate
from bot.core.matching.decision import ANSWER
from bot.core.matching.index import TIERS
from bot.core.matching.learned import sigmoid, views
from bot.core.matching.result import Ranked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.matching.learned import Opinion
    from bot.core.matching.reading import Reading
    from bot.core.matching.result import Decision
    from bot.core.matching.table import Table

_FOUND = 0.5  # what an unsure finding of the exact stages is worth beside a learned probability
_DOUBTED = 0.75  # how sure a number is that nothing but the report around it makes a code
_UNMARKED = 0.8  # from here such a number answers; of those below it too many were titles, sizes and counts
_SHOWN = 8  # entries of a ranking
# A short phrase for a symptom, or one that apps show for anything, is a detail where the table finds another entry so
# many times likelier: "black, no sound". With three words it is seldom one (measured, as is the factor).
_LIKELIER, _DETAIL, _WORDS = 50, 0.5, 2
EXACT = ("constant", "number", "phrase")
LIKELIER = 0.5  # who names a code or an error exactly wants to hear of it, rather than be asked


def finder(found: Sequence[Candidate]) -> str:
    """Who found the first entry: see `table.JUDGES`."""
    return found[0].by if found and found[0].sure >= ANSWER else "learned"


def believed(found: Sequence[Candidate], said: Opinion) -> list[Candidate]:
    """The exact findings; short phrases that the rest of the message speaks against as unsure ones, and last."""
    most = max((sure for _, sure in said.likely[:1]), default=0.0)

    def detail(one: Candidate) -> bool:
        short = one.by == "phrase" and one.length <= _WORDS and one.tier <= TIERS["app-message"]
        return short and one.sure >= ANSWER and said.of(one.entry) * _LIKELIER <= most

    told = [replace(one, sure=_DETAIL) if detail(one) else one for one in found]
    return sorted(told, key=lambda one: one.sure < ANSWER)


def order(found: Sequence[Candidate], said: Opinion) -> list[int]:
    """The entries, the likeliest first: what the exact stages are sure of, then the rest by both opinions."""
    sure = [candidate.entry for candidate in found if candidate.sure >= ANSWER]
    weight = dict(said.likely)
    for candidate in found:
        if candidate.sure < ANSWER:
            weight[candidate.entry] = weight.get(candidate.entry, 0.0) + _FOUND * candidate.sure**2
    rest = sorted(weight, key=lambda entry: (-weight[entry], entry))
    return list(dict.fromkeys([*sure, *rest]))[:_SHOWN]


def doubtful(reading: Reading, index: Mapping[str, Any], found: Sequence[Candidate]) -> list[Candidate]:
    """What a number means that nothing marks as a code ("521 for two hours"): the last one, if nothing else is sure."""
    if not reading.doubtful or finder(found) in ("constant", "number"):
        return []
    number = reading.doubtful[-1]
    contexts = index["codes"].get(number, {})
    named = next((contexts[name] for name in reading.contexts if name in contexts), contexts.get("app"))
    entry = index["places"].get(named or f"http-{number[0]}xx-other")
    if entry is None or (found and found[0].entry == entry and finder(found) == "phrase"):
        return []
    return [Candidate(entry, _DOUBTED, TIERS["http"], by="doubtful")]


def judge(
    table: Table, index: Mapping[str, Any], found: Sequence[Candidate], said: Opinion, reading: Reading
) -> tuple[Decision, tuple[Ranked, ...]]:
    """The decision, and the ranking with probabilities: a runner-up is never likelier than what stands before it."""
    found = believed(found, said)
    ordered = order(found, said)
    if not ordered:
        return "unknown", ()
    ids = list(index["places"])
    who = finder(found)
    seen = views(said, ordered[0], index["tiers"][ordered[0]], found[0] if found else None, reading)
    sure = sigmoid(_weighed(table.judges[who], seen))
    ranked = [Ranked(ids[ordered[0]], round(sure, 3))]
    enough = LIKELIER if who in EXACT else max(table.answer, _UNMARKED) if who == "doubtful" else table.answer
    bound = min(sure, 1 - sure) if sure >= enough else sure
    for entry in ordered[1:]:
        bound = min(bound, said.of(entry))
        ranked.append(Ranked(ids[entry], round(bound, 3)))
    # A name in a panel's log is pasted, not described.
    described = who == "learned" and index["tiers"][ordered[0]] == TIERS["panel-log"]
    if sure >= enough and not described:
        return "answer", tuple(ranked)
    asks = sure >= enough or sigmoid(_weighed(table.worth, seen)) >= table.ask
    return "ask" if asks else "unknown", tuple(ranked)


def _weighed(weights: Sequence[float], seen: Sequence[float]) -> float:
    return sum([weight * view for weight, view in zip(weights, seen, strict=True)])
