"""All conversations in pages: what stands across the border of two pages is still one conversation."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING

from bot.core.insight import Weights
from bot.engine.survey import surveyed
from bot.ports import SurveyLine

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

LINES = [
    SurveyLine(1, "telegram", "user", "error 403", None),
    SurveyLine(1, "telegram", "note", "answered", {"entry": "http-403", "cause": None}),
    SurveyLine(1, "telegram", "bot", "", None),
    SurveyLine(1, "telegram", "user", "[Still broken]", None),
    SurveyLine(7, "discord", "user", "pin required", None),
    SurveyLine(7, "discord", "note", "unknown", None),
]


class Pages:
    """A survey of `LINES` with so many on a page, and of three checks with one."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.at = 0

    async def told(
        self, since: datetime | None, until: datetime | None, after: tuple[int, int] = (0, 0)
    ) -> tuple[Sequence[SurveyLine], tuple[int, int] | None]:
        del since, until, after
        page = LINES[self.at : self.at + self.size]
        self.at += self.size
        return page, (page[-1].conversation, self.at) if len(page) == self.size else None

    async def verdicts(
        self, since: datetime | None, until: datetime | None, after: str = ""
    ) -> tuple[Mapping[tuple[str, str], int], str | None]:
        del since, until
        return {("telegram", "active"): 1}, {"": "a", "a": "b"}.get(after)

    async def last_conversation(self) -> int:
        return 7


def test_pages_of_any_size_tell_the_same() -> None:
    for size in range(1, 9):
        moved: list[int] = []
        found = asyncio.run(surveyed(Pages(size), None, None, Weights(["a line"]), moved.append))
        assert found.figures.outcomes == Counter({("telegram", "still broken"): 1, ("discord", "unknown"): 1})
        assert found.figures.verdicts == {("telegram", "active"): 3}
        assert [list(group.texts) for group in found.gaps.groups()] == [["error 403"], ["pin required"]]
        assert sum(moved) in (0, 1, 7)
