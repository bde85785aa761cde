"""One request over one connection of its own, in httpx's terms; its client stays out of it.

The client would keep cookies (http.cookiejar reads a hostile Set-Cookie with regular expressions), log the URL, and
cost as much again as a plain GET. And httpx sees an URL without path and query: those hold the login, and travel as
httpcore's extension "target", which no text and no `repr` of either library shows.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

import httpcore
import httpx

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator

    from bot.core.account.wire import Request
    from bot.panels.line import Backend

_OURS: Final = frozenset({"host", "accept", "accept-encoding", "connection"})
_LOGGERS: Final = ("httpx", "httpcore", "httpcore.connection", "httpcore.http11")


def quiet() -> None:
    """Have the two libraries log warnings only, also if somebody turns DEBUG on: below, they log headers and URLs."""
    for name in _LOGGERS:
        logging.getLogger(name).addFilter(_warning)
        logging.getLogger(name).setLevel(logging.WARNING)


def _warning(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.WARNING


def outgoing(request: Request, connect: float) -> httpx.Request:
    """A request for httpx. Raises ValueError for what is not ASCII; the error holds it, so it must not be shown."""
    server = request.server
    lines = {name.lower(): value for name, value in request.headers.items()}
    own = {
        "host": server.origin.partition("://")[2],
        "accept": lines.get("accept", "*/*"),
        "accept-encoding": "identity",
        "connection": "close",
    }
    headers = [
        (name.encode("ascii"), (value if isinstance(value, str) else value.reveal()).encode("ascii"))
        for name, value in ({**own, **{name: value for name, value in lines.items() if name not in _OURS}}).items()
    ]
    host = f"[{server.host}]" if ":" in server.host else server.host
    return httpx.Request(
        "GET",
        f"{server.scheme}://{host}:{server.port}/",
        headers=headers,
        extensions={"target": request.target.reveal().encode("ascii"), "timeout": {"connect": connect}},
    )


class Transport(httpx.AsyncBaseTransport):
    """Dials by `backend`, trusts `context`; for one request, to be closed after it."""

    def __init__(self, backend: Backend, context: ssl.SSLContext | None) -> None:
        self._backend = backend
        self._context = context

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send it and read the head of the answer. Raises TroubleError, or what httpcore thinks of the answer."""
        url = request.url
        asked = httpcore.Request(
            request.method,
            httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port),
            headers=request.headers.raw,
            extensions=request.extensions,
        )
        connection = httpcore.AsyncHTTPConnection(
            asked.url.origin, ssl_context=self._context, network_backend=self._backend
        )
        answer = await connection.handle_async_request(asked)
        return httpx.Response(answer.status, headers=answer.headers, stream=_Stream(answer))

    def allow(self, more: int) -> None:
        """So many more bytes may come than the head and the framing may have."""
        if self._backend.line:
            self._backend.line.left += more

    def stop(self) -> None:
        """Have the next read fail."""
        if self._backend.line:
            self._backend.line.left = -1

    async def aclose(self) -> None:
        """Close the socket, whatever state the libraries think it is in."""
        if self._backend.line:
            await self._backend.line.aclose()


class _Stream(httpx.AsyncByteStream):
    """Raw bytes, as they come."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self._answer.aiter_stream()
