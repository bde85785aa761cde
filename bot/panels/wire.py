"""The bytes of one connection: an asyncio protocol that is read slice by slice.

Written instead of the anyio streams that httpcore brings, for two reasons. Where more is there already, those do not
let others run in between, and httpcore takes 64 KB at a time: in chunks of one byte, which cost h11 7 µs each without
httpcore's part, that is a tenth of a second again and again. And with anyio a request costs 1.5 times as much CPU.
"""

from __future__ import annotations

import asyncio
import ssl
from typing import TYPE_CHECKING, Final

from bot.panels.trouble import TroubleError, connecting

if TYPE_CHECKING:
    from typing import Self

SLICE: Final = 4096  # bytes between two turns of the event loop


class Wire(asyncio.Protocol):
    """What has arrived and was not read yet. The transport pauses until it has been."""

    transport: asyncio.Transport

    def __init__(self) -> None:
        self._arrived = bytearray()
        self._ended = False
        self._error: Exception | None = None
        self._waiting: asyncio.Future[None] | None = None

    @classmethod
    async def connect(cls, address: str, port: int) -> Self:
        """Dial an address. Raises TroubleError."""
        try:
            _, wire = await asyncio.get_running_loop().create_connection(cls, address, port)
        except OSError as error:
            raise TroubleError(connecting(error)) from None
        return wire

    async def secure(self, context: ssl.SSLContext, name: str | None) -> None:
        """TLS from here on, with the certificate of `name`. Raises TroubleError."""
        self._arrived.clear()  # nobody has vouched for what came before the handshake
        raw, loop = self.transport, asyncio.get_running_loop()
        made = None
        try:
            made = await loop.start_tls(raw, self, context, server_hostname=name)
        except (OSError, ValueError):  # ValueError: a name that no certificate can have
            pass
        finally:
            if made is None:
                raw.abort()
        if made is None:
            raise TroubleError("tls")
        self.transport = made

    async def read(self, most: int) -> bytes:
        """Up to `most` bytes; b"" at the end. Raises TroubleError if the connection broke ("reset", "tls")."""
        if self._arrived:
            await asyncio.sleep(0)
        while not self._arrived:
            if self._error:
                raise TroubleError("tls" if isinstance(self._error, ssl.SSLError) else "reset")
            if self._ended:
                return b""
            self._waiting = asyncio.get_running_loop().create_future()
            self.transport.resume_reading()
            await self._waiting
        data = bytes(self._arrived[:most])
        del self._arrived[:most]
        return data

    async def head(self, most: int) -> bytes:
        """Everything up to a blank line. Raises TroubleError when there is none in `most` bytes."""
        head = b""
        while b"\r\n\r\n" not in head:
            data = await self.read(SLICE)
            head += data
            if not data or len(head) > most:
                raise TroubleError("protocol" if head else "reset")
        head, _, rest = head.partition(b"\r\n\r\n")
        self._arrived[:0] = rest
        return head

    def write(self, data: bytes) -> None:
        """Send. If the other side is gone, it may have said why before: reading tells."""
        if not self.transport.is_closing():
            self.transport.write(data)

    def close(self) -> None:
        """At once, without a farewell that the panel could delay."""
        self.transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Part of asyncio.Protocol, as the next three."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 -- for the type checker
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Keep it, and take no more for now."""
        self._arrived += data
        self.transport.pause_reading()
        self._wake()

    def eof_received(self) -> None:
        """The other side has said all it wants to say."""
        self._ended = True
        self._wake()

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over, one way or the other."""
        self._ended = True
        self._error = exc
        self._wake()

    def _wake(self) -> None:
        if self._waiting and not self._waiting.done():
            self._waiting.set_result(None)
