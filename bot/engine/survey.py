"""Walks over all conversations, page by page: the memory that it takes does not grow with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.insight import MISSED, Figures, Gaps, Talks

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.core.insight import Problem, Weights
    from bot.ports import Survey


@dataclass(frozen=True, slots=True)
class Surveyed:
    """What was found."""

    figures: Figures
    gaps: Gaps


async def surveyed(
    survey: Survey,
    since: datetime | None,
    until: datetime | None,
    weights: Weights,
    moved: Callable[[int], object] = lambda _: None,
) -> Surveyed:
    """Figures and gaps of a time; `moved` is told by how many conversations it went on. Raises StoreError."""
    found = Surveyed(Figures(), Gaps(weights))

    def over(problem: Problem) -> None:
        found.figures.over(problem)
        if problem.outcome in MISSED:
            found.gaps.add(problem)

    talks, after = Talks(over), (0, 0)
    while True:
        lines, behind = await survey.told(since, until, after)
        for line in lines:
            found.figures.line(*line)
            talks.line(*line)
        if behind is None:
            break
        moved(behind[0] - after[0])
        after = behind
    talks.end()
    await _judged(survey, since, until, found.figures)
    return found


async def _judged(survey: Survey, since: datetime | None, until: datetime | None, figures: Figures) -> None:
    after = ""
    while True:
        counted, behind = await survey.verdicts(since, until, after)
        figures.verdicts.update(counted)
        if behind is None:
            return
        after = behind
