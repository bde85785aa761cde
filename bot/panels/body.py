"""A body of bounded size: at most `limit` bytes are kept, before and after one declared layer of compression."""

from __future__ import annotations

import zlib
from typing import Final

# What zlib's `wbits` are for each encoding; servers send deflate with the zlib header that it should have, and without.
_BARE: Final = -15
_WINDOWS: Final = {"gzip": (31,), "x-gzip": (31,), "deflate": (15, _BARE)}


class Body:
    """Feed it while it is `hungry`.

    A layer that is declared but not there is ignored: there are panels that announce gzip and send JSON. Other
    encodings are left as they are, and so is gzip that nobody declared (the core knows it by its first bytes).
    """

    def __init__(self, limit: int, encoding: str = "") -> None:
        self._limit = limit
        self._raw = bytearray()
        self._out = bytearray()
        self._windows = list(_WINDOWS.get(encoding.strip().lower(), ()))
        self._broken = False
        self._next_layer()

    @property
    def hungry(self) -> bool:
        """Whether more bytes could still change something."""
        if len(self._raw) > self._limit or len(self._out) > self._limit or self._broken:
            return False
        return self._layer is None or not self._layer.eof

    def feed(self, data: bytes) -> None:
        """Take the next bytes from the network."""
        self._raw += data
        while self._layer:
            try:
                # One byte more than the limit tells that there is more; 1 MB of gzip can hold a gigabyte.
                self._out += self._layer.decompress(data, self._limit + 1 - len(self._out))
            except zlib.error:
                if self._out and self._window != _BARE:  # without a header, JSON too can look like it for a while
                    self._broken = True
                    return
                self._next_layer()
                data = bytes(self._raw)
            else:
                return

    def end(self) -> tuple[bytes, bool]:
        """The body, and whether it is known to be incomplete."""
        if self._layer is None:
            return bytes(self._raw[: self._limit]), len(self._raw) > self._limit
        whole = self._layer.eof and len(self._out) <= self._limit
        return bytes(self._out[: self._limit]), bool(self._raw) and not whole

    def _next_layer(self) -> None:
        self._out.clear()
        self._layer = None
        if self._windows:
            self._window, *self._windows = self._windows
            self._layer = zlib.decompressobj(self._window)
