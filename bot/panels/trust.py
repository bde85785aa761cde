"""The certificates that are believed: Mozilla's list, as httpx brings it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import httpx

from bot.panels.threads import in_thread

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable


def mozilla() -> ssl.SSLContext:
    """Reading the list takes 60 ms. Not from the environment (SSL_CERT_FILE)."""
    return httpx.create_ssl_context(trust_env=False)


class Trust:
    """One context for all connections, made when the first https panel comes, and not on the event loop."""

    def __init__(self, make: Callable[[], ssl.SSLContext] = mozilla) -> None:
        self._make = make
        self._made: ssl.SSLContext | None = None
        self._making: asyncio.Future[ssl.SSLContext | None] | None = None

    async def context(self) -> ssl.SSLContext | None:
        """None if it cannot be made (the list is missing)."""
        if self._made is None:
            if self._making is None or self._making.done():
                self._making = in_thread(self._make_or_none)
            self._made = await asyncio.shield(self._making)
        return self._made

    def _make_or_none(self) -> ssl.SSLContext | None:
        try:
            return self._make()
        except OSError:  # of which ssl.SSLError is one
            return None
