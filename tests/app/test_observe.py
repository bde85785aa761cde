"""`bot serve` with HTTP_LISTEN: its pages, its log, and what it says when it cannot listen."""

from __future__ import annotations

import asyncio
import json
import re
import socket
from typing import TYPE_CHECKING

from tests.channels.telegram.people import Person
from tests.channels.telegram.process import Served
from tests.channels.telegram.server import TOKEN, BotApi
from tests.channels.telegram.world import free_port
from tests.cli.run import bot
from tests.observing.test_http import Bot
from tests.observing.test_metrics import figures

if TYPE_CHECKING:
    from pathlib import Path

KEY = "geheim79-geheim79"
LOGIN = "http://line.example.com:8080/get.php?username=Zq81name&password=Zq82pass&type=m3u"


def test_what_it_tells_while_it_serves(tmp_path: Path) -> None:
    port = free_port()

    async def run() -> str:
        async with BotApi() as api:
            settings = {"HTTP_LISTEN": f"127.0.0.1:{port}", "LOG_LEVEL": "DEBUG", "SECRET_KEY": KEY}
            served, asked = Served(tmp_path, api, **settings), Bot(port)
            served.says = (f"Health and metrics: port {port}, at /healthz, /readyz and /metrics.",)
            await served.start()
            assert (await asked.get("/healthz"))[0] == 200
            anna = Person(api, 1)
            await anna.write("error 502")
            await anna.reads("502 Bad Gateway")
            await anna.write(LOGIN)
            await api.until(lambda: api.confirmed == api.last_update)
            status, parts = await asked.report()
            assert (status, parts["platforms"]["says"]) == (200, "Telegram is served.")
            assert re.fullmatch(r"[1-9][0-9]+ entries are loaded\.", parts["knowledge"]["says"])
            page = (await asked.get("/metrics"))[2]
            found = figures(page)
            assert found["bot_matches_total answer http-502"] == 1
            assert found["bot_turn_seconds_count wrote telegram"] == 2
            for planted in ("Zq8", "geheim", TOKEN.partition(":")[2], "example"):
                assert planted not in page.decode()
            assert await served.end() == 0
            return served.log

    lines = [json.loads(line) for line in asyncio.run(run()).splitlines()]
    taken = [line for line in lines if line["event"] == "an event was taken in"]
    assert [line["kind"] for line in taken] == ["Wrote", "Wrote"]
    assert len({line["request"] for line in taken}) == 2
    assert len({line["conversation"] for line in taken}) == 1
    for planted in ("Zq8", "geheim", TOKEN.partition(":")[2]):
        assert planted not in json.dumps(lines)


def test_where_it_cannot_listen_is_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        settings = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_BASE_URL": "http://127.0.0.1:9/bot"}
        done = bot(tmp_path, "serve", settings={**settings, "HTTP_LISTEN": f"127.0.0.1:{port}"})
    assert done.returncode == 1
    assert done.stderr == f"bot: HTTP_LISTEN: cannot listen on 127.0.0.1:{port}: Address already in use.\n"
