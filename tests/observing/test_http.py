"""Health, readiness and metrics as a machine asks for them, and strangers who ask for more."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from bot.observing import door, probe
from bot.observing.door import Door
from bot.observing.health import Figures, Health
from bot.observing.metrics import PrometheusMeter
from bot.observing.probe import Probe
from bot.ports import Backlog, StoreError
from tests.engine.fakes import FixedClock, Shelf
from tests.observing.test_metrics import figures

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@dataclass
class Messenger:
    """A platform."""

    name: str
    up: bool = True

    async def run(self, stop: asyncio.Event) -> None:
        await stop.wait()

    async def close(self) -> None:
        self.up = False


@dataclass
class Bot:
    """A bot to look at, and the port on which it answers."""

    port: int = 0
    says: Backlog | Exception = field(default_factory=lambda: Backlog(0, None))
    hangs: asyncio.Event | None = None
    asked: int = 0
    platforms: list[Messenger] = field(default_factory=lambda: [Messenger("One"), Messenger("Other")])
    shelf: Shelf = field(default_factory=Shelf)
    faulty: bool = False

    async def backlog(self) -> Backlog:
        self.asked += 1
        if self.hangs:
            await self.hangs.wait()
        if isinstance(self.says, Exception):
            raise self.says
        return self.says

    async def get(self, path: str, method: str = "GET") -> tuple[int, dict[str, str], bytes]:
        return answer(await self.send(f"{method} {path} HTTP/1.1\r\nHost: bot\r\n\r\n".encode()))

    async def send(self, content: bytes) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(content)
            return await reader.read()
        finally:
            writer.close()

    async def report(self) -> tuple[int, dict[str, Any]]:
        status, _, body = await self.get("/readyz")
        return status, json.loads(body)["parts"]


def answer(content: bytes) -> tuple[int, dict[str, str], bytes]:
    head, _, body = content.partition(b"\r\n\r\n")
    status, *lines = head.decode().split("\r\n")
    return int(status.split()[1]), {k.lower(): v for k, _, v in (line.partition(": ") for line in lines)}, body


@asynccontextmanager
async def watched(bot: Bot) -> AsyncIterator[Bot]:
    asking = Probe(bot.backlog)
    health = Health(asking, bot.shelf, bot.platforms, lambda: bot.faulty)
    pages = {
        "/healthz": health.alive,
        "/readyz": health.ready,
        "/metrics": Figures(PrometheusMeter(), asking, FixedClock()).page,
    }
    opened = Door(pages)
    bot.port = await opened.open("127.0.0.1", 0)
    try:
        yield bot
    finally:
        await opened.close()
        await asking.close()


def test_a_bot_that_is_well() -> None:
    async def story() -> None:
        async with watched(Bot()) as bot:
            status, headers, body = await bot.get("/healthz")
            assert (status, json.loads(body)["ok"]) == (200, True)
            assert headers["connection"] == "close"
            assert headers["content-type"] == "application/json"
            status, parts = await bot.report()
            assert status == 200
            assert parts == {
                "database": {"ok": True, "says": "The database answers."},
                "platforms": {"ok": True, "says": "One is served. Other is served."},
                "knowledge": {"ok": True, "says": "5 entries are loaded."},
            }
            status, headers, body = await bot.get("/metrics?x=1", "HEAD")
            assert (status, body) == (200, b"")
            status, headers, body = await bot.get("/metrics")
            assert headers["content-type"].startswith("text/plain; version=0.0.4")
            assert figures(body)["bot_outbox_rows"] == 0
            assert bot.asked == 1  # a moment ago is good enough

    asyncio.run(story())


def test_what_is_not_well_is_named_and_one_platform_is_enough() -> None:
    async def story() -> None:
        async with watched(Bot(says=StoreError("The disk is full; make room."), faulty=True)) as bot:
            bot.platforms[0].up = False
            status, parts = await bot.report()
            assert status == 503
            assert parts["database"] == {"ok": False, "says": "The disk is full; make room."}
            assert parts["platforms"]["ok"]
            assert parts["platforms"]["says"].startswith("One is not served at the moment; the log says why. Other is")
            assert "have faults" in parts["knowledge"]["says"]
            assert parts["knowledge"]["ok"]
            assert "NaN" in (await bot.get("/metrics"))[2].decode()
            await bot.platforms[1].close()
            _, parts = await bot.report()
            assert not parts["platforms"]["ok"]

    asyncio.run(story())


def test_a_database_that_hangs_is_asked_once_and_the_process_is_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probe, "PATIENCE", 0.1)

    async def story() -> None:
        async with watched(Bot(hangs=asyncio.Event())) as bot:
            reports = await asyncio.gather(*(bot.report() for _ in range(5)))
            assert [status for status, _ in reports] == [503] * 5
            assert "did not answer within" in reports[0][1]["database"]["says"]
            assert (await bot.get("/metrics"))[0] == 200
            assert (await bot.get("/healthz"))[0] == 200
            assert bot.asked == 1
            assert bot.hangs
            bot.hangs.set()
            assert (await bot.report())[0] == 200

    asyncio.run(story())


def test_other_pages_and_methods_and_a_page_that_fails(caplog: pytest.LogCaptureFixture) -> None:
    async def story() -> None:
        async with watched(Bot(says=ValueError("geheim77"))) as bot:
            status, _, body = await bot.get("/../etc/passwd")
            assert (status, b"There is: /healthz, /readyz, /metrics" in body) == (404, True)
            status, headers, _ = await bot.get("/metrics", "POST")
            assert (status, headers["allow"]) == (405, "GET, HEAD")
            status, _, body = await bot.get("/readyz")
            assert (status, b"geheim77" in body) == (500, False)

    asyncio.run(story())
    assert "a page was not made: ValueError at tests.observing.test_http" in caplog.text
    assert "geheim77" not in caplog.text


@pytest.mark.parametrize(
    "content",
    [
        b"GET /" + b"x" * 10_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nX: " + b"y" * 10_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 200 + b"\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"\r\n\r\n\x00\xff",
    ],
)
def test_what_is_no_request_is_refused_and_logged_nowhere(content: bytes, caplog: pytest.LogCaptureFixture) -> None:
    async def story() -> None:
        async with watched(Bot()) as bot:
            assert answer(await bot.send(content))[0] == 400
            assert (await bot.get("/healthz"))[0] == 200

    asyncio.run(story())
    assert not caplog.records


def test_a_body_is_not_waited_for() -> None:
    async def story() -> None:
        async with watched(Bot()) as bot:
            head = b"GET /healthz HTTP/1.1\r\nHost: bot\r\nContent-Length: 1000000\r\n\r\n"
            assert answer(await bot.send(head + b"x" * 1000))[0] == 200

    asyncio.run(story())


def test_who_says_nothing_or_comes_in_crowds_is_shown_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "_LONGEST", 0.3)

    async def story() -> None:
        async with watched(Bot()) as bot:
            crowd = [await asyncio.open_connection("127.0.0.1", bot.port) for _ in range(20)]
            for _, writer in crowd:
                writer.write(b"GET /healthz")
            ends = [await reader.read() for reader, _ in crowd]
            assert ends == [b""] * 20
            for _, writer in crowd:
                writer.close()
            assert (await bot.get("/healthz"))[0] == 200

    asyncio.run(story())


def test_it_ends_while_somebody_is_there() -> None:
    async def story() -> None:
        async with watched(Bot()) as bot:
            reader, writer = await asyncio.open_connection("127.0.0.1", bot.port)
            writer.write(b"GET /healthz")
            await bot.get("/healthz")
        assert await reader.read() == b""
        writer.close()
        with pytest.raises(OSError, match="Connect call failed"):
            await bot.get("/healthz")

    asyncio.run(story())


def test_a_door_that_was_not_opened_can_be_closed() -> None:
    async def story() -> None:
        await Door({}).close()
        await Probe(Bot().backlog).close()

    asyncio.run(story())
