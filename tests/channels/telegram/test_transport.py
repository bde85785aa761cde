"""Our transport beside PTB's own: files, proxies, time-outs."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from aiohttp import web
from telegram import Bot, InputFile
from telegram.error import NetworkError, TimedOut

from bot.channels.telegram.transport import AiohttpRequest
from tests.channels.telegram.people import Person
from tests.channels.telegram.server import TOKEN, BotApi

if TYPE_CHECKING:
    from collections.abc import Callable


def bot_of(base: str) -> Bot:
    return Bot(TOKEN, f"{base}/bot", f"{base}/file/bot", AiohttpRequest(TOKEN), AiohttpRequest(TOKEN))


def test_files_go_up_and_come_down() -> None:
    async def run() -> None:
        async with BotApi() as api, bot_of(api.url) as bot:
            anna = Person(api, 1)
            content = bytes(range(256)) * 100
            sent = await bot.send_document(1, InputFile(content, filename='na"me ü.bin'), caption="it")
            assert sent.document
            assert anna.seen[0]["document"]["file_name"] == 'na"me ü.bin'
            file = await bot.get_file(sent.document.file_id)
            assert bytes(await file.download_as_bytearray()) == content

    asyncio.run(run())


def test_a_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    async def run() -> None:
        async with BotApi() as api:

            async def forward(request: web.BaseRequest) -> web.Response:
                asked.append(f"{request.raw_path} {request.headers.get('Proxy-Authorization', '')}")
                return web.json_response({"ok": True, "result": await api._getme({})})  # noqa: SLF001 -- our own server

            runner = web.ServerRunner(web.Server(forward))
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            monkeypatch.setenv("http_proxy", f"http://anna:geheim77@127.0.0.1:{runner.addresses[0][1]}")
            monkeypatch.setenv("no_proxy", "127.0.0.1")
            async with bot_of(api.url) as bot:
                assert asked == []
            async with bot_of("http://api.telegram.example") as bot:
                assert bot.username == "SupportTestBot"
            await runner.cleanup()

    asyncio.run(run())
    assert asked == [f"http://api.telegram.example/bot{TOKEN}/getMe Basic YW5uYTpnZWhlaW03Nw=="]


def test_times_run_out() -> None:
    async def run() -> None:
        async with BotApi() as api, bot_of(api.url) as bot:
            api.slow["getme"] = 1
            with pytest.raises(TimedOut):
                await bot.get_me(read_timeout=0.05)
            api.slow.clear()
            assert (await bot.get_me(read_timeout=None, connect_timeout=1, pool_timeout=1)).id == 4242

    asyncio.run(run())


def test_a_closed_or_odd_connection_is_a_network_error() -> None:
    async def run() -> None:
        async with BotApi() as api:
            bot = bot_of(api.url)
            request = bot.request
            with pytest.raises(NetworkError, match="closed"):
                await request.post(f"{api.url}/bot{TOKEN}/getMe")
            await request.initialize()
            await request.initialize()
            for url in ("http://[half/", f"{api.url}/elsewhere"):
                with pytest.raises(NetworkError) as error:
                    await request.post(url)
                assert "half" not in str(error.value)
            await request.shutdown()
            await request.shutdown()

    asyncio.run(run())


@pytest.mark.parametrize("body", [b"[]", b'"x"', b"{}", b'{"description": 1}', b"\xff", b""])
def test_a_refusal_that_is_not_telegrams(body: bytes) -> None:
    answer: Callable[[], web.Response] = lambda: web.Response(status=403, body=body)  # noqa: E731 -- a value

    async def run() -> None:
        async with BotApi() as api, bot_of(api.url) as bot:
            api.troubles["getme"] = [answer]
            with pytest.raises(NetworkError, match="HTTP 403 from something that is not Telegram"):
                await bot.get_me()

    asyncio.run(run())
