"""Webhook mode: who may call, what 200 means, several replicas."""

from __future__ import annotations

import asyncio
import io
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from bot.channels.telegram import webhook
from bot.channels.telegram.platform import Address, Options, Telegram
from bot.ports import PlatformError
from bot.storage.leading import Alone
from tests.channels.telegram.server import TOKEN, BotApi
from tests.channels.telegram.strict import RefusedError, bad
from tests.channels.telegram.test_polling import Moody
from tests.channels.telegram.world import SECRET, key, world
from tests.engine.fakes import FixedClock, MemoryStore, engine

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.channels.telegram.world import World

HEADER = "X-Telegram-Bot-Api-Secret-Token"


@asynccontextmanager
async def hooked(folder: Path, **parts: Any) -> AsyncIterator[tuple[World, aiohttp.ClientSession]]:
    """A bot that is called, and somebody who calls it."""
    async with (
        BotApi() as api,
        world(folder, api, webhook=True, **parts) as here,
        aiohttp.ClientSession(headers={HEADER: SECRET}) as caller,
    ):
        await api.until(lambda: api.webhook)
        yield here, caller


async def status(here: World, caller: aiohttp.ClientSession, **request: Any) -> int:
    method = request.pop("method", "POST")
    async with caller.request(method, here.api.webhook["url"], **request) as response:
        return response.status


def test_who_does_not_know_the_secret_is_refused(tmp_path: Path) -> None:
    async def run() -> None:
        async with hooked(tmp_path) as (here, caller):
            for given in ("", "wrong", SECRET + "x", "ü"):
                assert await status(here, caller, json={"update_id": 1}, headers={HEADER: given}) == 401
            assert await status(here, caller, json={"update_id": 1}) == 200
            assert await status(here, caller, method="GET") == 405

    asyncio.run(run())


def test_what_is_no_update_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "_BODY", 0.1)

    async def never() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.sleep(1)

    async def large() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b"x" * 100_000

    async def run() -> None:
        async with hooked(tmp_path) as (here, caller):
            for body in (b"", b"no json", b"[]", b"{}", b'{"update_id": "1"}', b"[" * 100_000, b"\xff"):
                assert await status(here, caller, data=body) == 400, body
            assert await status(here, caller, data=io.BytesIO(b"x" * (1 << 20) + b"x")) == 413
            assert await status(here, caller, data=large()) == 413
            assert await status(here, caller, data=never()) == 408

    asyncio.run(run())


def test_while_the_database_is_away_telegram_keeps_the_update(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async def run() -> None:
        store = Moody(tmp_path)
        async with hooked(tmp_path, store=store) as (here, _):
            anna = here.person()
            store.fails = 3
            await anna.write("/code 502")
            await anna.write("/code 403")
            await anna.reads("403 Forbidden")
            assert [text[:3] for text in anna.texts] == ["502", "403"]
            await here.api.until(lambda: not here.api.updates)

    asyncio.run(run())
    assert caplog.text.count("an update is left to Telegram: the database is away") == 3


def test_a_fault_in_the_program_is_no_loss(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def run() -> None:
        async with hooked(tmp_path) as (here, caller):

            async def broken(*_: object, **__: object) -> None:
                raise ValueError

            monkeypatch.setattr("bot.channels.telegram.inbox.Inbox.take", broken)
            assert await status(here, caller, json={"update_id": 1}) == 500

    asyncio.run(run())


def test_each_update_three_times_and_shuffled_between_chats_leaves_the_state_of_the_clean_run(tmp_path: Path) -> None:
    texts = ["error 403 in tivimate", "still broken", "/code 502", "thanks", "/status", "error 403", "/help"]

    async def run(folder: Path, times: int) -> tuple[dict[int, list[str]], list[Any]]:
        async with hooked(folder) as (here, caller):
            people = [here.person(number) for number in range(1, 5)]
            url, here.api.webhook = here.api.webhook["url"], {}
            for text in texts:
                for person in people:
                    await person.write(text)
            queues = [[u for u in here.api.updates if u["message"]["chat"]["id"] == one.id] for one in people]
            # A chat's updates keep their order; each comes again twice, some of them much later.
            lanes = [
                [u for n in range(len(q) + times - 1) for u in q[max(0, n - times + 1) : n + 1][::-1]] for q in queues
            ]

            async def carry(lane: list[dict[str, Any]]) -> None:
                for update in lane:
                    async with caller.post(url, json=update) as response:
                        assert response.status == 200

            await asyncio.gather(*map(carry, lanes))
            await here.api.until(lambda: all(len(one.seen) >= len(texts) for one in people))
            await asyncio.sleep(0.1)
            seen = {one.id: one.texts for one in people}
            spoken = [await here.store.transcript(key(one.id, one.id)) for one in people]
            return seen, [[(line.line.who, line.line.text) for line in lines] for lines in spoken]

    for name in ("clean", "thrice"):
        (tmp_path / name).mkdir()
    clean = asyncio.run(run(tmp_path / "clean", 1))
    assert all(len(lines) >= 2 * len(texts) for lines in clean[1])
    assert clean == asyncio.run(run(tmp_path / "thrice", 3))


@pytest.mark.parametrize(
    ("trouble", "sentence"),
    [
        (
            bad("bad webhook: An HTTPS URL must be provided"),
            "TELEGRAM_WEBHOOK_URL: Telegram does not take this address",
        ),
        (RefusedError(401, "Unauthorized"), "TELEGRAM_TOKEN: Telegram does not know this token"),
    ],
)
def test_what_telegram_refuses_is_a_sentence(tmp_path: Path, trouble: RefusedError, sentence: str) -> None:
    async def run() -> None:
        async with BotApi() as api:
            api.troubles["setwebhook"] = [trouble]
            async with world(tmp_path, api, webhook=True) as here:
                await here.running

    with pytest.raises(PlatformError, match=sentence):
        asyncio.run(run())


def test_telegram_may_be_slow_to_take_the_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "_FIRST_WAIT", 0.01)

    async def run() -> None:
        async with BotApi() as api:
            api.troubles["setwebhook"] = [
                RefusedError(500, "Internal Server Error"),
                RefusedError(429, "Too Many Requests", retry_after=0.01),
            ]
            async with world(tmp_path, api, webhook=True):
                await api.until(lambda: api.webhook)
            api.slow["setwebhook"] = 5
            async with world(tmp_path, api, webhook=True):
                await asyncio.sleep(0.05)  # stopped before

    asyncio.run(run())


def test_an_address_that_is_taken_is_a_sentence() -> None:
    async def run() -> None:
        async with BotApi() as api:
            at = Address("https://bot.example.org", SECRET, ("127.0.0.1", api.port))
            options = Options(TOKEN, f"{api.url}/bot", f"{api.url}/file/bot", at)
            telegram = Telegram(options, engine(MemoryStore()), FixedClock(), Alone())
            try:
                await telegram.run(asyncio.Event())
            finally:
                await telegram.close()

    with pytest.raises(PlatformError, match=r"127.0.0.1:\d+: Address already in use.$"):
        asyncio.run(run())
