"""Account checks: what one costs beside a plain GET by hand of the same panel on loopback, in interleaved rounds."""

from __future__ import annotations

import asyncio
import multiprocessing
import statistics
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.core.account.login import Server
from bot.core.account.secret import Secret
from bot.core.account.wire import Failure, Request, Response
from bot.panels import PanelDialler
from tests.bench.row import Row

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from multiprocessing.connection import Connection

HERE, NAME = "127.0.0.1", "panel.example"
TARGET = "/player_api.php?username=someone&password=something"
ROUNDS = 9
EACH = 100  # fetches in a round
CPU_TARGET = 6.0

BODY = (
    b'{"user_info":{"username":"someone","password":"something","message":"","auth":1,"status":"Active",'
    b'"exp_date":"1999999999","is_trial":"0","active_cons":"0","created_at":"1600000000","max_connections":"1",'
    b'"allowed_output_formats":["m3u8","ts","rtmp"]},"server_info":{"url":"panel.example","port":"80",'
    b'"https_port":"443","server_protocol":"http","timezone":"Europe/Paris","timestamp_now":1799999999}}'
)
ANSWER = (
    b"HTTP/1.1 200 OK\r\nServer: nginx\r\nDate: Sat, 21 Nov 2026 10:00:00 GMT\r\nContent-Type: application/json\r\n"
    b"Content-Length: %d\r\nConnection: close\r\nAccess-Control-Allow-Origin: *\r\n\r\n%b" % (len(BODY), BODY)
)


def rows() -> list[Row]:
    """All figures."""
    with panel() as port:
        return [asyncio.run(_cpu(port))]


@contextmanager
def panel() -> Iterator[int]:
    """A panel in a process of its own, whose CPU is not counted; its port."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(there,), daemon=True)
    process.start()
    try:
        yield here.recv()
    finally:
        process.terminate()
        process.join()


def _serve(port: Connection) -> None:
    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(ANSWER)
        await writer.drain()
        writer.close()

    async def serve() -> None:
        server = await asyncio.start_server(connected, HERE, 0)
        port.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(serve())


async def _cpu(port: int) -> Row:
    dialler = PanelDialler(lambda _request, _location: Failure("elsewhere"))
    request = Request(Server("http", NAME, port), Secret(TARGET), {"User-Agent": "bot/1"})

    async def ours() -> None:
        answer = await dialler.fetch(request, HERE)
        assert isinstance(answer, Response)
        assert answer.body == BODY

    raw = by_hand(port)
    fetches, floors = [], []
    for number in range(1 + ROUNDS):  # the first one warms up
        floor, fetch = await _spent(raw), await _spent(ours)
        if number:
            floors.append(floor)
            fetches.append(fetch)
    ratio = statistics.median(fetch / floor for fetch, floor in zip(fetches, floors, strict=True))
    return Row(
        "CPU of one request to a panel, median",
        f"{statistics.median(fetches) * 1000:.2f} ms",
        f"asyncio by hand {statistics.median(floors) * 1000:.2f} ms",
        f"{ratio:.1f}",
        f"≤ {CPU_TARGET:.0f}",
        ratio <= CPU_TARGET,
    )


def by_hand(port: int) -> Callable[[], Awaitable[None]]:
    """The floor: the same GET with nothing but asyncio's streams."""
    asked = (
        f"GET {TARGET} HTTP/1.1\r\nHost: {NAME}:{port}\r\nUser-Agent: bot/1\r\nAccept: */*\r\n"
        "Accept-Encoding: identity\r\nConnection: close\r\n\r\n"
    ).encode()

    async def get() -> None:
        reader, writer = await asyncio.open_connection(HERE, port)
        writer.write(asked)
        assert (await reader.read()).endswith(BODY)
        writer.close()
        await writer.wait_closed()

    return get


async def _spent(work: Callable[[], Awaitable[None]]) -> float:
    """Seconds of CPU for one of `EACH`."""
    start = time.process_time()
    for _ in range(EACH):
        await work()
    return (time.process_time() - start) / EACH
