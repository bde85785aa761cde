"""The seam to httpcore: whatever name it wants to connect to, exactly an address that was checked is dialled.

Host header, SNI and certificate stay by name. (An address in the URL plus `sni_hostname` is unsafe: SAFETY.md.)
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

import httpcore

from bot.panels.proxy import tunnel
from bot.panels.trouble import TroubleError
from bot.panels.wire import SLICE, Wire

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable

    from bot.panels.proxy import Proxy

# Bytes of status line, headers, 1xx answers and chunk sizes. nginx and PHP stay below 8 KB of head; chunks of one byte
# come to 6,500 with it, which takes h11 a tenth of a second.
FRAMING: Final = 32_768

_BEGIN: Final = b"HTTP/"


class Line(httpcore.AsyncNetworkStream):
    """A connection to a panel, on which `left` more bytes may come; bytes of a body are added as they are found."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._begin = b""
        self.left = FRAMING

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002, ASYNC109 -- httpcore's
        """The next bytes. Without a timeout of its own: there is one round the whole check."""
        if self.left < 0:
            raise TroubleError("protocol")
        try:
            data = await self._wire.read(min(max_bytes, SLICE))
        except TroubleError as error:
            cut = error.trouble == "reset" and self._begin
            raise TroubleError("protocol" if cut else error.trouble) from None
        if len(self._begin) < len(_BEGIN):
            self._begin += data[: len(_BEGIN)]
            if not self._begin:
                raise TroubleError("reset")
            if not self._begin.startswith(_BEGIN[: len(self._begin)]):  # h11 would wait for 100 KB more of it
                raise TroubleError("protocol")
        self.left -= len(data)
        if self.left < 0:
            raise TroubleError("protocol")
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002, ASYNC109 -- the same
        """Send a part of the request."""
        self._wire.write(buffer)

    async def aclose(self) -> None:
        """Close the socket."""
        self._wire.close()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 -- the same
    ) -> httpcore.AsyncNetworkStream:
        """TLS by name."""
        try:
            async with asyncio.timeout(timeout):
                await self._wire.secure(ssl_context, server_hostname)
        except TimeoutError:  # somebody took the connection: plain HTTP waits for the rest of a request
            raise TroubleError("tls") from None
        return self

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 -- the same
        """What httpcore wants to know of the transport."""
        return self._wire.transport.get_extra_info(info)


class Backend(httpcore.AsyncNetworkBackend):
    """Dials an address, by way of a proxy (with the address that its name has) if there is one.

    `addresses` are tried in their order, with equal parts of the time: a network may lack one of the two families. Only
    the one that was reached stays in the list, so that whatever follows goes there too.
    """

    def __init__(self, addresses: list[str], proxy: Proxy | None = None) -> None:
        self._addresses = addresses
        self._proxy = proxy
        self.line: Line | None = None

    async def connect_tcp(
        self,
        host: str,  # noqa: ARG002 -- the point of this class
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 -- httpcore's
        local_address: str | None = None,  # noqa: ARG002 -- the same
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,  # noqa: ARG002 -- the same
    ) -> httpcore.AsyncNetworkStream:
        """Dial; nothing is sent before a connection stands, so no panel is asked twice."""
        each = timeout / len(self._addresses) if timeout else None
        while True:
            try:
                self.line = await self._reached(self._addresses[0], port, each)
            except TroubleError:
                if len(self._addresses) == 1:
                    raise
                del self._addresses[0]
            else:
                del self._addresses[1:]
                return self.line

    async def _reached(self, address: str, port: int, within: float | None) -> Line:
        try:
            async with asyncio.timeout(within):
                return Line(await self._dial(address, port))
        except TimeoutError:
            raise TroubleError("timeout") from None

    async def _dial(self, address: str, port: int) -> Wire:
        if self._proxy is None:
            return await Wire.connect(address, port)
        wire = await Wire.connect(self._proxy.host, self._proxy.port)
        try:
            await tunnel(wire, self._proxy, address, port)
        except BaseException:
            wire.close()
            raise
        return wire
