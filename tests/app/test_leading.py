"""The jobs of the leader: as long as it leads, and again when one fails."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING

from bot.app import leading
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import pytest


class Terms:
    """A leadership whose terms begin when they are let, and end when they are called off."""

    def __init__(self) -> None:
        self.begin = asyncio.Event()
        self.over = asyncio.Event()

    @asynccontextmanager
    async def term(self, stop: asyncio.Event) -> AsyncIterator[asyncio.Event]:
        await self.begin.wait()
        self.begin.clear()
        self.over = asyncio.Event()
        assert not stop.is_set()
        yield self.over

    async def close(self) -> None:
        self.over.set()


def _counts(seen: list[str], **expected: int) -> bool:
    return all(seen.count(word) == count for word, count in expected.items())


def test_jobs_run_while_this_process_leads(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(leading, "_AGAIN", 0.01)
    seen: list[str] = []

    async def steady() -> None:
        seen.append("begins")
        try:
            await asyncio.sleep(60)
        finally:
            seen.append("ends")

    async def shaky() -> None:
        seen.append("shaky")
        if seen.count("shaky") < 3:
            raise ValueError("geheim77")
        await asyncio.sleep(60)

    async def main() -> None:
        leadership = Terms()
        running = asyncio.create_task(leading.lead(leadership, [steady, shaky]))
        await asyncio.sleep(0.05)
        assert seen == []
        for term, tries in ((1, 3), (2, 4)):
            leadership.begin.set()
            await until(partial(_counts, seen, begins=term, shaky=tries))
            leadership.over.set()
            await until(partial(_counts, seen, ends=term))
        leadership.begin.set()
        await until(lambda: seen.count("begins") == 3)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        assert [word for word in seen if word != "shaky"] == ["begins", "ends"] * 3

    asyncio.run(main())
    assert caplog.text.count("a job of the leader begins anew after ValueError") == 2
    assert "geheim77" not in caplog.text
