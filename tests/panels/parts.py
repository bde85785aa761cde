"""Panels on loopback, most of them hostile, and a policy of two lines."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit

from bot.core.account.login import Server
from bot.core.account.secret import Secret
from bot.core.account.wire import JSON_LIMIT, Failure, Request
from bot.core.frozen import replace
from bot.panels import PanelDialler

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator, Awaitable, Callable

    from bot.core.account.login import Scheme
    from bot.core.account.wire import Answer

    Talk: TypeAlias = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

HERE = "127.0.0.1"
NAME = "panel.example"  # resolves nowhere: what is dialled is the address
USER, PASSWORD = "planted-user-7Qx", "planted%2Fpass-9Zk"
TARGET = f"/player_api.php?username={USER}&password={PASSWORD}"


@dataclass
class Panel:
    """A server that says something to every connection; what it was asked, and how many still hang."""

    port: int = 0
    asked: list[bytes] = field(default_factory=list)
    open: int = 0

    def request(self, scheme: Scheme = "http", limit: int = JSON_LIMIT, **headers: str) -> Request:
        """The request of a check of this panel."""
        server = Server(scheme, NAME, self.port)
        return Request(server, Secret(TARGET), {"User-Agent": "bot/1", **headers}, limit)


@contextlib.asynccontextmanager
async def serving(*says: bytes | Talk, tls: ssl.SSLContext | None = None, greets: bytes = b"") -> AsyncIterator[Panel]:
    """A panel whose connections are answered in turn by `says`, the last one for ever."""
    panel = Panel()
    tasks: set[asyncio.Task[None]] = set()
    writers: list[asyncio.StreamWriter] = []

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        tasks.add(task)
        writers.append(writer)
        panel.open += 1
        say = says[min(len(panel.asked), len(says) - 1)]
        with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            writer.write(greets)
            panel.asked.append(await reader.readuntil(b"\r\n\r\n"))
            if isinstance(say, bytes):
                writer.write(say)
                await writer.drain()
            else:
                await say(reader, writer)
        panel.open -= 1
        writer.close()

    server = await asyncio.start_server(connected, HERE, 0, ssl=tls)
    panel.port = server.sockets[0].getsockname()[1]
    try:
        yield panel
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for writer in writers:
            writer.transport.abort()
        await asyncio.sleep(0)


def same_host(request: Request, location: str) -> Request | Failure:
    """A policy good enough for these tests."""
    parts = urlsplit(location)
    if parts.hostname not in {None, NAME}:
        return Failure("elsewhere")
    scheme: Scheme = "https" if parts.scheme == "https" else "http"
    server = replace(request.server, port=parts.port or request.server.port, scheme=scheme)
    return replace(request, server=server, target=Secret(f"{parts.path}?{parts.query}"))


def ask(*says: bytes | Talk, limit: int = JSON_LIMIT, within: float = 5.0) -> Answer:
    """What comes of one check."""

    async def check() -> Answer:
        async with serving(*says) as panel, asyncio.timeout(within):
            return await PanelDialler(same_host).fetch(panel.request(limit=limit), HERE)

    return asyncio.run(check())


def answer(body: bytes, *headers: str, status: str = "200 OK", length: int | None = None) -> bytes:
    """An ordinary answer; `length` is what it says its length is."""
    lines = [
        f"HTTP/1.1 {status}",
        "Server: nginx",
        f"Content-Length: {len(body) if length is None else length}",
        *headers,
    ]
    return "\r\n".join([*lines, "", ""]).encode() + body


def gzipped(body: bytes, window: int = 31) -> bytes:
    """31: gzip; 15: deflate as it should be; -15: deflate as it often is."""
    packer = zlib.compressobj(9, zlib.DEFLATED, window)
    return packer.compress(body) + packer.flush()


async def drip(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """One byte in a fifth of a second."""
    for byte in answer(b"{}" * 500):
        if writer.is_closing():
            return
        writer.write(bytes([byte]))
        await asyncio.sleep(0.2)


async def silence(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
    """Accepts, and never answers."""
    await reader.read()


async def reset(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Cut with a TCP reset."""
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


def endless(begin: bytes, again: bytes) -> Talk:
    """A beginning, and then the same again and again."""

    async def talk(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(begin)
        for _number in range(100_000):
            writer.write(again)
            await writer.drain()
            if writer.is_closing():
                return

    return talk
