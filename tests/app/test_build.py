"""The parts as they are built from settings."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.app.build import MOST_FAULTS, parts
from bot.app.settings import Settings
from bot.library.watch import Shelf
from tests.library.folders import put, write

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_file_that_is_something_else_does_not_fill_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    knowledge, data = write(tmp_path / "knowledge"), tmp_path / "data"
    Shelf(knowledge, data)  # the last good base
    put(knowledge, "guide/guide-two.toml", "".join(f"[field{number}]\n" for number in range(1000)))
    settings = Settings(database_url=f"sqlite:///{data}/bot.db", knowledge_dir=knowledge)

    async def start() -> None:
        async with parts(settings) as built:
            assert built.library.current().title("http-403") == "403 Forbidden"
            assert len(built.library.faults) > 1000

    asyncio.run(start())
    said = [record.getMessage() for record in caplog.records if record.name == "bot.app.build"]
    assert len(said) == MOST_FAULTS + 1
    assert said[-1].endswith("more, see `bot knowledge lint`")
