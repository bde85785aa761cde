"""Whom the bot may dial at all (SAFETY.md, "Fetching an address that a stranger typed"). Asked before every request.

    host        what the name alone tells, before any lookup
    addresses   every answer of the lookup; one bad answer refuses them all
    redirect    where a server may send us on to

Nothing here resolves or dials. What is allowed is dialled at exactly the addresses that were checked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from bot.core.account import addresses as ranges
from bot.core.account import names
from bot.core.account.login import Server
from bot.core.account.secret import Secret
from bot.core.frozen import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.account.login import Scheme

HOPS: Final = 2

# https://fetch.spec.whatwg.org/#port-blocking, read 2026-11-26, and the usual databases.
_BAD_PORTS: Final = frozenset(
    {0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109}
    | {110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530}
    | {531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190}
    | {5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080}
    | {1433, 3306, 5432, 6379, 27017}
)
# RFC 6761 and the registry that it began, ICANN's .internal, and what routers, offices and clusters use without asking.
# The .example names stay: documents and tests are full of them, and nobody answers there.
_SPECIAL: Final = frozenset(
    {"localhost", "local", "localdomain", "internal", "intranet", "private", "lan", "home", "corp", "workgroup"}
    | {"svc", "cluster", "consul", "docker"}
    | {"onion", "alt", "test", "invalid", "arpa"}
)
_HIGHEST_PORT: Final = 65_535
_USUAL: Final = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nobody is asked: see the texts "refused …"."""

    reason: str


@dataclass(frozen=True, slots=True)
class Hop:
    """Where a redirect leads. `target` is the path with its query."""

    server: Server
    target: Secret


@dataclass(frozen=True, slots=True)
class Policy:
    """What an operator allows.

    `private`: networks of the operator's own panels (CHECK_PRIVATE_ADDRESSES), an exception to every rule about
    addresses. `allowed`: "host", "host:port" or ".suffix" (CHECK_ALLOWED_PANELS); empty: any panel. `own`: addresses
    of this machine, which nobody may have dialled.
    """

    private: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    own: tuple[str, ...] = ()

    def host(self, server: Server) -> Refusal | None:
        """What can be told without a lookup."""
        host = server.host
        if server.port in _BAD_PORTS or not 0 < server.port <= _HIGHEST_PORT:
            return Refusal("port")
        read = names.read(f"[{host}]" if ":" in host else host)
        if read.host != host:
            return Refusal(read.fault or "name")
        if self.allowed and not self.own_panel(server):
            return Refusal("other panel")
        if ":" in host or names.numeric(host):
            return self.addresses([host]) if ranges.parse(host) else Refusal("number")
        if self._named(server):
            return None
        if host != "localhost" and "." not in host:
            return Refusal("single label")
        return Refusal("special name") if host.rpartition(".")[2] in _SPECIAL else None

    def own_panel(self, server: Server) -> bool:
        """Whether the operator named this panel as one of their own."""
        return any(_matches(server, panel) for panel in self.allowed)

    def addresses(self, answers: Iterable[str]) -> Refusal | None:
        """Every address that a name resolved to."""
        count = 0
        for count, answer in enumerate(answers, 1):  # noqa: B007 -- whether there was any
            address = ranges.parse(answer)
            if address is None:
                return Refusal("number")
            if any(address in network for network in ranges.networks(self.private)):
                continue
            if address in map(ranges.parse, self.own):
                return Refusal("this machine")
            why = ranges.refused(address)
            if why:
                return Refusal(why)
        return None if count else Refusal("no address")

    def redirect(self, asked: Server, target: Secret, location: str, hops: int) -> Hop | Refusal:
        """Where to go from here, or why not.

        Args:
            asked: who answered.
            target: the path and query that were asked for.
            location: the header, as it came.
            hops: how many redirects were followed already.
        """
        if hops >= HOPS:
            return Refusal("redirects")
        read = _location(asked, target.reveal(), location.strip(" \t"))
        if isinstance(read, Refusal):
            return read
        server, path = read
        if server.host != asked.host:
            return Refusal("elsewhere")
        if (asked.scheme, server.scheme) == ("https", "http"):
            return Refusal("downgrade")
        # A login goes along only where the server has put it into the Location itself, or from http to https.
        if server.scheme != asked.scheme and "?" not in path:
            path = target.reveal()
        return self.host(server) or Hop(server, Secret(path))

    def _named(self, server: Server) -> bool:
        """Whether the operator means this very name, so that it may be one of an own network."""
        exact = {server.host, f"{server.host}:{server.port}"}
        loopback = any(range_.is_loopback for range_ in ranges.networks(self.private))
        return not exact.isdisjoint(map(str.lower, self.allowed)) or (server.host == "localhost" and loopback)


def panels(listed: tuple[str, ...]) -> tuple[str, ...]:
    """Check what CHECK_ALLOWED_PANELS lists, and bring it into lower case. Raises ValueError with a sentence."""
    for one in listed:
        read = names.read(one.removeprefix("."))
        if not read.host or (one[:1] == "." and read.port is not None):
            raise ValueError('must list hosts such as "panel.example.com", "panel.example.com:8080" or ".example.com"')
    return tuple("." * (one[0] == ".") + _spelt(one.removeprefix(".")) for one in listed)


def _spelt(text: str) -> str:
    read = names.read(text)
    return read.host if read.port is None else f"{read.host}:{read.port}"


def _matches(server: Server, panel: str) -> bool:
    low = panel.lower()
    if low.startswith("."):
        return server.host.endswith(low)
    return low in {server.host, f"{server.host}:{server.port}"}


def _location(asked: Server, target: str, location: str) -> tuple[Server, str] | Refusal:
    """The server and the path of a Location, absolute or relative."""
    found = re.match(r"(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?([^#]*)", location)
    scheme, authority, rest = found.groups() if found else ("", None, "")
    path = quote(rest, safe="".join(map(chr, range(0x21, 0x7F))), errors="replace")
    if scheme and (scheme.lower() not in _USUAL or authority is None):
        return Refusal("scheme")
    if authority is None:
        before = target.partition("?")[0]
        start = {"/": "", "?": before}.get(path[:1], before.rpartition("/")[0] + "/")
        return replace(asked, base=""), start + path
    read = names.read(authority)
    if read.fault:
        return Refusal(read.fault)
    kind: Scheme = "https" if (scheme or asked.scheme).lower() == "https" else "http"
    return Server(kind, read.host, _USUAL[kind] if read.port is None else read.port), path if path[
        :1
    ] == "/" else f"/{path}"
