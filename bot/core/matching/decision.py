"""From candidates to a ranking and one decision: answer, ask, or say that we do not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.matching.result import Ranked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.core.matching.candidate import Candidate
    from bot.core.matching.result import Decision

ANSWER = 0.7  # below it an answer was wrong too often (development messages)
ASK = 0.45


def rank(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The best candidate of each entry, the likeliest first: what is sure enough by tier, then the rest."""
    best: dict[int, Candidate] = {}
    for candidate in candidates:
        known = best.get(candidate.entry)
        if known is None or _key(candidate) > _key(known):
            best[candidate.entry] = candidate
    return sorted(best.values(), key=_key, reverse=True)


def _key(candidate: Candidate) -> tuple[bool, float, float, int]:
    if candidate.sure >= ANSWER:
        return (True, candidate.tier, candidate.sure, candidate.at)
    return (False, candidate.sure, candidate.tier, candidate.at)


def decide(ranked: Sequence[Candidate]) -> Decision:
    """Answer with a clear winner, ask between near candidates, else say that it is unknown."""
    if ranked and ranked[0].sure >= ANSWER:
        return "answer"
    near = [candidate for candidate in ranked if candidate.sure >= ASK]
    return "ask" if len(near) > 1 else "unknown"


def confident(ranked: Sequence[Candidate], ids: Sequence[str]) -> tuple[Ranked, ...]:
    """The ranking with probabilities: a runner-up is never likelier than what stands before it."""
    found: list[Ranked] = []
    bound = 1.0
    for candidate in ranked:
        bound = min(bound, candidate.sure)
        found.append(Ranked(ids[candidate.entry], round(bound, 3)))
        bound = min(bound, 1 - found[0].confidence if found[0].confidence >= ANSWER else bound)
    return tuple(found)
