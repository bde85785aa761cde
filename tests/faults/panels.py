"""Panels on addresses of their own, most of them hostile, and what they were asked. One more address is a trap."""

from __future__ import annotations

import asyncio
import gzip
import time
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, urlsplit

from tests.channels.telegram.world import free_port
from tests.panel import ANSWERS
from tests.panels.parts import drip, endless, reset, silence

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from tests.panels.parts import Talk

_TRAP: Final = "127.9.9.9"
_DEEP: Final = '{"user_info":' + "[" * 100_000
_DIGITS: Final = (
    '{"user_info": {"auth": 1, "status": "Active", "exp_date": ' + "9" * 5000 + ', "max_connections": 1e999}}'
)
_SIGNS: Final = (
    '{"user_info": {"auth": NaN, "status": "\\ud800\\u0000", "exp_date": Infinity}, "user_info": {"auth": "1"}}'
)
# Kind -> what it says, for those that say it at once: status and body, as `tests.panel` has them.
_SAYS: Final = {
    "active": ANSWERS["active"],
    "refuses": ANSWERS["invalid_credentials"],
    "expired": ANSWERS["expired"],
    "blocked": ANSWERS["blocked"],
    "slow down": ANSWERS["rate_limited"],
    "broken": ANSWERS["malformed"],
    "shop": ANSWERS["not_xtream"],
    "deep": (200, _DEEP),
    "digits": (200, _DIGITS),
    "signs": (200, _SIGNS),
}
_ENDLESS: Final = endless(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n" * 500)
_HEADERS: Final = endless(b"HTTP/1.1 200 OK\r\n", b"X-Header: " + b"y" * 4000 + b"\r\n")
_TALKS: Final[dict[str, Talk]] = {
    "drips": drip,
    "silent": silence,
    "cut": reset,
    "endless": _ENDLESS,
    "headers": _HEADERS,
}
_BOMB: Final = gzip.compress(bytes(16 << 20))
USABLE: Final = frozenset({"active", "signs"})
"""Kinds behind which a check is no failed login: they say yes, one of them after much else."""
TWICE: Final = frozenset({"cut"})
"""Kinds that may be asked once more for one check: the connection was cut before any byte came."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: when (seconds of a clock that never goes back), which panel, whose login."""

    at: float
    panel: int
    login: tuple[str, str]


@dataclass
class Panels:
    """Panel number so-and-so is of the kind that stands there in `kinds`."""

    kinds: Sequence[str]
    port: int = 0
    asked: list[Asked] = field(default_factory=list)
    trapped: int = 0

    def address(self, number: int) -> str:
        return f"127.1.{number // 200}.{number % 200 + 1}"

    def server(self, number: int) -> str:
        return f"http://{self.address(number)}:{self.port}"

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request."""
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            begun = time.monotonic()
            target = (await reader.readuntil(b"\r\n\r\n")).split(b" ")[1].decode()
            host = writer.get_extra_info("sockname")[0]
            if host == _TRAP:
                self.trapped += 1
            else:
                _, _, high, low = map(int, host.split("."))
                number = 200 * high + low - 1
                query = parse_qs(urlsplit(target).query)
                login = (query.get("username", [""])[0], query.get("password", [""])[0])
                self.asked.append(Asked(begun, number, login))
                await self._says(self.kinds[number], target, reader, writer)
        writer.close()

    async def _says(self, kind: str, target: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if talk := _TALKS.get(kind):
            await talk(reader, writer)
            return
        status, body, more = 200, b"", ""
        if kind == "elsewhere":
            status, more = 302, f"Location: http://{_TRAP}:{self.port}{target}\r\n"
        elif kind == "bomb":
            body, more = _BOMB, "Content-Encoding: gzip\r\n"
        else:
            status, body = _SAYS[kind][0], _SAYS[kind][1].encode()
        writer.write(f"HTTP/1.1 {status} X\r\n{more}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        await writer.drain()


@asynccontextmanager
async def panels(kinds: Sequence[str]) -> AsyncIterator[Panels]:
    """Panels that run as long as the block."""
    here = Panels(kinds, free_port())
    tasks: set[asyncio.Task[None]] = set()

    def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(here.connected(reader, writer))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    hosts = [_TRAP, *map(here.address, range(len(kinds)))]
    server = await asyncio.start_server(connected, hosts, here.port)
    try:
        yield here
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
