"""The decision with a learned opinion beside the findings of the exact stages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.core.matching.candidate import Candidate
from bot.core.matching.decision import ANSWER
from bot.core.matching.index import TIERS
from bot.core.matching.learned import logit, sigmoid, views
from bot.core.matching.result import Ranked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.matching.learned import Opinion
    from bot.core.matching.reading import Reading
    from bot.core.matching.result import Decision
    from bot.core.matching.table import Table

_FOUND = 0.5  # what an unsure finding of the exact stages is worth beside a learned probability
_PLAIN = 0.6  # below it a message is not answered for what was learned alone
_APART = 0.12  # the weights that name entries are surer of themselves than the gate
_CONSTANT = 0.98  # how sure a log constant is; hardly any other software has the same
_TRUSTED = 6.0  # log odds by which a constant is believed longer
_BRIEF, _BELIEVED = 7, 4.5  # words of a message that an exact finding nearly fills, and the same for it
_DOUBTED = 0.75  # how sure a number is that nothing but the report around it makes a code
_ASKED = 2.0  # log odds below a veto by which an exact finding is asked back and not forgotten
_LONG_SURE, _LONG = 0.92, 1.0  # how sure a phrase of three words or more is, and the same for it
_NEAR = 0.05  # the least probability of the likeliest entry for asking back
_SHOWN = 8  # entries of a ranking


def finder(found: Sequence[Candidate]) -> str:
    """Who found the first entry: see `table.JUDGES`."""
    if not found or found[0].sure < ANSWER:
        return "learned"
    return "code" if found[0].tier >= TIERS["xtream-log"] else "phrase"


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
    if not reading.doubtful or finder(found) == "code":
        return []
    number = reading.doubtful[-1]
    contexts = index["codes"].get(number, {})
    named = next((contexts[name] for name in reading.contexts if name in contexts), contexts.get("app"))
    entry = index["places"].get(named or f"http-{number[0]}xx-other")
    return [] if entry is None else [Candidate(entry, _DOUBTED, TIERS["http"])]


def confidence(table: Table, said: Opinion, entry: int, words: int) -> float:
    """How likely an entry is right that was learned."""
    weights = table.judges["learned"]
    return sigmoid(sum(weight * view for weight, view in zip(weights, views(said, entry, words), strict=True)))


def judge(
    table: Table, index: Mapping[str, Any], found: Sequence[Candidate], said: Opinion, words: int
) -> tuple[Decision, tuple[Ranked, ...]]:
    """The decision, and the ranking with probabilities: a runner-up is never likelier than what stands before it."""
    ordered = order(found, said)
    if not ordered:
        return "unknown", ()
    ids = list(index["places"])
    who = finder(found)
    sure = found[0].sure if who != "learned" else confidence(table, said, ordered[0], words)
    ranked = [Ranked(ids[ordered[0]], round(sure, 3))]
    bound = sure if sure < ANSWER else 1 - sure
    for entry in ordered[1:]:
        bound = min(bound, said.of(entry))
        ranked.append(Ranked(ids[entry], round(bound, 3)))
    decision = _decision(table, who, said, sure, words)
    if decision == "answer" and who == "learned" and index["tiers"][ordered[0]] == TIERS["panel-log"]:
        decision = "ask"  # a name in a panel's log is pasted, not described
    return decision, tuple(ranked)


def _decision(table: Table, who: str, said: Opinion, sure: float, words: int) -> Decision:
    """What an exact stage found answers, unless the message is plainly no report."""
    report = logit(said.report) + logit(1 - said.none)
    if who != "learned":
        if sure == _DOUBTED:
            return (
                "answer"
                if report >= table.ask - 1 and words >= _BRIEF - 1
                else "ask"
                if report >= table.vetoes[who]
                else "unknown"
            )
        trust = (
            _TRUSTED
            if sure >= _CONSTANT
            else _BELIEVED
            if words <= _BRIEF
            else _LONG
            if who == "phrase" and sure >= _LONG_SURE
            else 0.0
        )
        if report >= table.vetoes[who] - trust:
            return "answer"
        return "ask" if report >= table.vetoes[who] - _ASKED else "unknown"
    if sure >= table.answer and min(said.report, 1 - said.none - _APART) >= _PLAIN:
        return "answer"
    return "ask" if report >= table.ask and said.likely[0][1] >= _NEAR else "unknown"
