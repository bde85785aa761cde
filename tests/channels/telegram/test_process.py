"""`bot serve` as it runs: killed, ended under load, set up wrongly.

`BOT_KILLS=50 pytest tests/channels/telegram/test_process.py` kills it fifty times.
"""

from __future__ import annotations

import asyncio
import os
import random
import time
from typing import TYPE_CHECKING

import pytest

from tests.channels.telegram.people import Person
from tests.channels.telegram.process import Served, answered, check_books, load
from tests.channels.telegram.server import TOKEN, BotApi
from tests.channels.telegram.strict import RefusedError
from tests.cli.run import bot

if TYPE_CHECKING:
    from pathlib import Path

KILLS = int(os.environ.get("BOT_KILLS", "3"))


@pytest.mark.timeout(60 + 20 * KILLS)
def test_killed_at_random_moments_under_load_it_loses_nothing_and_does_nothing_twice(tmp_path: Path) -> None:
    chance = random.Random()  # noqa: S311 -- any moment will do

    async def run() -> None:
        async with BotApi() as api:
            people = [Person(api, number) for number in range(1, 9)]
            served = Served(tmp_path, api)
            async with load(people):
                for _ in range(KILLS):
                    await served.start()
                    before = api.delivered
                    await api.until(lambda before=before: api.delivered > before)  # type: ignore[misc]
                    await asyncio.sleep(chance.uniform(0, 0.6))
                    await served.end(9)
                await served.start()
                before = api.delivered
                await api.until(lambda: api.delivered > before)
            await answered(api, people)
            assert await served.end() == 0
            repeated = check_books(served, api, people, KILLS)
            print(f"{KILLS} kills, {api.last_update - 1000} updates, {repeated} replies repeated")

    asyncio.run(run())


def test_it_ends_in_time_under_load_and_logs_no_token(tmp_path: Path) -> None:
    async def run() -> None:
        async with BotApi() as api:
            people = [Person(api, number) for number in range(1, 9)]
            served = Served(tmp_path, api, LOG_LEVEL="DEBUG")
            async with load(people):
                await served.start()
                await api.until(lambda: api.confirmed > 1100)
                begun = time.monotonic()
                assert await served.end() == 0
                assert time.monotonic() - begun < 10
            await served.start()
            await answered(api, people)
            assert await served.end() == 0
            assert check_books(served, api, people, 0) == 0
            assert TOKEN.partition(":")[2] not in served.log

    asyncio.run(run())


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({}, ["TELEGRAM_TOKEN or DISCORD_TOKEN: must be set"]),
        (
            {"TELEGRAM_TOKEN": "geheim77", "TELEGRAM_BASE_URL": "ftp://x", "TELEGRAM_WEBHOOK_LISTEN": "8080"},
            ["TELEGRAM_TOKEN: ", "TELEGRAM_BASE_URL: ", "TELEGRAM_WEBHOOK_LISTEN: must look like 127.0.0.1:8080"],
        ),
        (
            {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_WEBHOOK_URL": "https://bot.example.org/"},
            ["TELEGRAM_WEBHOOK_SECRET: must be set"],
        ),
    ],
)
def test_wrong_settings_are_one_sentence_each(tmp_path: Path, settings: dict[str, str], words: list[str]) -> None:
    done = bot(tmp_path, "serve", settings=settings)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == len(words)
    for sentence in words:
        assert sentence in done.stderr
    assert "geheim77" not in done.stderr
    assert TOKEN not in done.stderr


def test_a_token_that_is_refused_ends_it_with_a_sentence(tmp_path: Path) -> None:
    async def run() -> None:
        async with BotApi() as api:
            api.troubles["getme"] = [RefusedError(401, "Unauthorized")]
            served = Served(tmp_path, api)
            await served.start()
            await served.process.wait()
            assert await served.end() == 1
            assert served.log.endswith(
                "bot: TELEGRAM_TOKEN: Telegram does not know this token. Copy it again from @BotFather's message.\n"
            )

    asyncio.run(run())
