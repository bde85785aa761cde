"""Names to addresses, in threads that may hang without anybody noticing."""

from __future__ import annotations

import asyncio
import socket
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from bot.core.account.wire import Failure
from bot.panels.threads import in_thread

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Answer: TypeAlias = tuple[str, ...] | Failure

MOST: Final = 64  # lookups under way; a thread that waits for a name costs 30 KB
WAIT: Final = 4.0  # seconds; glibc asks a name server again after 5
_ADDRESSES: Final = 32  # of one name; a zone made to hurt can have thousands, and each gets a row in the ledger


def _getaddrinfo(name: bytes) -> Sequence[Any]:
    return socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)  # bytes: no IDNA codec, the core has done that


class Names:
    """Looks names up, each once at a time, in at most `most` threads; used by one event loop."""

    def __init__(
        self, *, most: int = MOST, wait: float = WAIT, look: Callable[[bytes], Sequence[Any]] = _getaddrinfo
    ) -> None:
        self._most = most
        self._wait = wait
        self._look = look
        self._under_way: dict[str, asyncio.Future[Answer]] = {}

    async def addresses(self, host: str) -> Answer:
        """All of both families, in the system's order of preference; of an address, itself.

        Failure("dns"): there is none, or so many names hang that this one would have to wait. Failure("timeout"): it
        hangs. Its thread is left alone then, and counts until the system gives up.
        """
        if is_address(host):
            return (host,)
        looking = self._under_way.get(host)
        if looking is None:
            if len(self._under_way) >= self._most:
                return Failure("dns")
            try:
                looking = in_thread(lambda: self._answer(host))
            except RuntimeError:
                return Failure("dns")
            self._under_way[host] = looking
            looking.add_done_callback(lambda _: self._under_way.pop(host))
        try:
            async with asyncio.timeout(self._wait):
                return await asyncio.shield(looking)
        except TimeoutError:
            return Failure("timeout")

    def _answer(self, host: str) -> Answer:
        """In the thread."""
        try:
            found = tuple(dict.fromkeys(str(entry[4][0]) for entry in self._look(host.encode("ascii"))))
        except (OSError, ValueError):
            return Failure("dns")
        return found if 0 < len(found) <= _ADDRESSES else Failure("dns")


def is_address(host: str) -> bool:
    """Whether it is an address already."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
