"""The main dialogue against a Bot API server that we did not write."""

from __future__ import annotations

import asyncio
import warnings
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import aiohttp
import uvicorn
from aiohttp import web
from fakeredis import FakeAsyncRedis

from bot.app.clock import SystemClock
from bot.channels.telegram.platform import Address, Options, Telegram
from bot.engine.checking import Checker
from bot.engine.engine import Engine
from bot.storage import open_store, upgrade
from bot.storage.leading import Alone
from tests.channels.telegram.world import SECRET, UNLIMITED, free_port
from tests.engine.fakes import TERMS, Panels, Shelf

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from telemelya.server.app import app
    from telemelya.server.state import state_manager

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

TOKEN = "123456789:ABCDefGhIjKlMnOpQrStUvWxYz"
LINK = "http://line.example.com:8080/get.php?username=anna77&password=geheim77&type=m3u_plus"


@asynccontextmanager
async def telemelya() -> AsyncIterator[str]:
    """Its server, without Redis and without a media store."""
    state_manager._redis = FakeAsyncRedis(decode_responses=True)  # noqa: SLF001 -- it has no other way in
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(app, port=port, lifespan="off", log_config=None, ws="none"))
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 -- its own flag
        await asyncio.sleep(0.01)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    await serving
    await state_manager.redis.aclose()


@asynccontextmanager
async def gate(to: str) -> AsyncIterator[str]:
    """A proxy in front of the webhook that adds the secret, which telemelya does not know of."""
    async with aiohttp.ClientSession(headers={"X-Telegram-Bot-Api-Secret-Token": SECRET}) as client:

        async def forward(request: web.BaseRequest) -> web.Response:
            async with client.post(to, data=await request.read()) as answer:
                return web.Response(status=answer.status)

        runner = web.ServerRunner(web.Server(forward))
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/"
        await runner.cleanup()


class Person:
    """Telemelya's side of a person."""

    def __init__(self, client: aiohttp.ClientSession) -> None:
        self.client = client

    async def send(self, **update: Any) -> None:
        await asyncio.sleep(0.002)  # it numbers updates by the millisecond
        async with self.client.post(
            "/api/v1/test/send_update", params={"bot_token": TOKEN}, json={"chat_id": 77, **update}
        ) as answer:
            assert answer.status == 200, await answer.text()

    async def reads(self, words: str) -> dict[str, Any]:
        said: list[dict[str, Any]] = []
        for _ in range(200):
            async with self.client.get("/api/v1/test/responses", params={"session_id": "default"}) as answer:
                said = (await answer.json())["responses"]
            found = [one for one in said if words in (one.get("text") or "")]
            if found:
                last: dict[str, Any] = found[-1]
                return last
            await asyncio.sleep(0.05)
        raise AssertionError(said)


def test_the_main_dialogue(tmp_path: Path) -> None:
    async def run() -> None:
        url = f"sqlite:///{tmp_path}/bot.db"
        upgrade(url)
        store, clock, port = open_store(url), SystemClock(), free_port()
        engine = Engine(store, Shelf(), UNLIMITED, clock, Checker(store, Panels(), clock, TERMS))
        headers = {"Authorization": "Bearer any"}
        async with telemelya() as base, gate(f"http://127.0.0.1:{port}/") as hook:
            at = Address(hook, SECRET, ("127.0.0.1", port))
            telegram, stop = (
                Telegram(Options(TOKEN, f"{base}/bot", f"{base}/file/bot", at), engine, clock, Alone()),
                asyncio.Event(),
            )
            running = asyncio.create_task(telegram.run(stop))
            async with aiohttp.ClientSession(base, headers=headers) as client:
                while await state_manager.get_webhook(TOKEN) is None:  # noqa: ASYNC110 -- it tells nobody
                    await asyncio.sleep(0.01)
                anna = Person(client)
                await anna.send(command="/start 403")
                answer = await anna.reads("403 Forbidden")
                buttons = {
                    b["text"]: b["callback_data"] for row in answer["reply_markup"]["inline_keyboard"] for b in row
                }
                await anna.send(callback_data=buttons["Check my account"])
                await anna.reads("Send me the link")
                await anna.send(text=LINK)
                await anna.reads("I deleted your message")
                verdict = await anna.reads("Your account is active")
                assert verdict["method"] == "editMessageText"
            stop.set()
            await running
            await engine.close()
            await telegram.close()
            await store.close()

    asyncio.run(run())
