"""A small HTTP server for machines: a few pages, read by GET or HEAD, one request a connection.

It shares the event loop with the bot, so whoever comes gets little: a short time, few connections, short headers.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from aiohttp import web

from bot.origin import kind

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

_log = logging.getLogger(__name__)

# At once. Prometheus, a load balancer and somebody who looks need three.
_CONNECTIONS: Final = 16
# Seconds for a connection, whatever happens on it: an answer takes two at most.
_LONGEST: Final = 10.0
_LAST: Final = 0.5  # seconds for what is under way when we stop
_HEADERS, _LINE = 32, 2048  # so many, each so many bytes long


@dataclass(frozen=True, slots=True)
class Page:
    """What is answered."""

    status: HTTPStatus
    kind: str
    body: bytes


class Door:
    """Answers what `pages` hold, by path."""

    def __init__(self, pages: Mapping[str, Callable[[], Awaitable[Page]]]) -> None:
        self._pages: Final = pages
        # Whatever a port scanner sends that is no HTTP, aiohttp would log as an error with a traceback.
        quiet = logging.getLogger(f"{__name__}.aiohttp")
        quiet.setLevel(logging.CRITICAL)
        self._web: Final = web.Server(
            self._handle,
            logger=quiet,
            access_log=None,
            lingering_time=0,
            max_headers=_HEADERS,
            max_line_size=_LINE,
            max_field_size=_LINE,
        )
        self._server: asyncio.Server | None = None

    async def open(self, host: str, port: int) -> int:
        """Begin to listen; the port (0 asks for any). Raises OSError."""
        self._server = await asyncio.get_running_loop().create_server(self._visitor, host, port)
        bound: int = self._server.sockets[0].getsockname()[1]
        return bound

    async def close(self) -> None:
        """Listen no more; what is under way gets half a second."""
        if self._server:
            self._server.close()
            await self._web.shutdown(_LAST)

    def _visitor(self) -> asyncio.BaseProtocol:
        if len(self._web.connections) >= _CONNECTIONS:
            return _Refused()
        handler = self._web()
        # aiohttp waits for ever for a request that does not come, or comes letter by letter.
        asyncio.get_running_loop().call_later(_LONGEST, handler.force_close)
        return handler

    async def _handle(self, request: web.BaseRequest) -> web.Response:
        page = await self._page(request.method, request.rel_url.raw_path)
        headers = {"Content-Type": page.kind, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
        if page.status is HTTPStatus.METHOD_NOT_ALLOWED:
            headers["Allow"] = "GET, HEAD"
        response = web.Response(status=page.status, body=page.body, headers=headers)
        response.force_close()
        return response

    async def _page(self, method: str, path: str) -> Page:
        if method not in {"GET", "HEAD"}:
            return _said(HTTPStatus.METHOD_NOT_ALLOWED, "Only GET and HEAD are answered.")
        if path not in self._pages:
            return _said(HTTPStatus.NOT_FOUND, f"There is nothing here. There is: {', '.join(self._pages)}")
        try:
            return await self._pages[path]()
        except Exception as error:  # noqa: BLE001 -- aiohttp would show the text of the error, and log a traceback
            _log.error("a page was not made: %s", kind(error))
            return _said(HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong inside the bot; the log says what.")


class _Refused(asyncio.Protocol):
    """More at once than anybody needs."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        transport.close()


def _said(status: HTTPStatus, text: str) -> Page:
    return Page(status, "text/plain; charset=utf-8", f"{text}\n".encode())
