"""An egress proxy, as an explicit setting: never from the environment.

Plain http goes through a CONNECT tunnel too, and to the address instead of the name: the proxy looks nothing up, so
what was checked is what is dialled.
"""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from bot.core.account.secret import Secret
from bot.core.frozen import dataclass
from bot.panels.trouble import TroubleError

if TYPE_CHECKING:
    from bot.panels.wire import Wire

_HEAD: Final = 8192  # bytes of a proxy's answer


@dataclass(frozen=True, slots=True)
class Proxy:
    """Where it is; `authorization` is the value of its header."""

    host: str
    port: int
    authorization: Secret | None = None


def parse(url: str) -> Proxy:
    """Read http://host:port or http://user:password@host:port.

    Raises:
        ValueError: It is something else. The sentence repeats nothing of it.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
        parts = urlsplit("")
    if parts.scheme != "http" or not host or not port or parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError("The proxy is not of the form http://host:port or http://user:password@host:port.")
    if parts.username is None:
        return Proxy(host, port)
    pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}".encode()
    return Proxy(host, port, Secret("Basic " + b64encode(pair).decode()))


async def tunnel(wire: Wire, proxy: Proxy, address: str, port: int) -> None:
    """Ask the proxy at the other end of a wire to dial an address. Raises TroubleError."""
    target = f"[{address}]:{port}" if ":" in address else f"{address}:{port}"
    lines = [f"CONNECT {target} HTTP/1.1", f"Host: {target}"]
    if proxy.authorization:
        lines.append(f"Proxy-Authorization: {proxy.authorization.reveal()}")
    wire.write("\r\n".join([*lines, "", ""]).encode())
    version, _, rest = (await wire.head(_HEAD)).partition(b" ")
    if not version.startswith(b"HTTP/"):
        raise TroubleError("protocol")
    if not rest.startswith(b"2"):
        raise TroubleError("timeout" if rest.startswith(b"504") else "refused")
