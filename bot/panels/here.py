"""The addresses of this machine, which no stranger may have us dial."""

from __future__ import annotations

import contextlib
import socket
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Nothing is sent there: the networks are for documentation (RFC 5737, RFC 3849), and UDP's connect only picks a route.
_TOWARDS: Final = ("192.0.2.1", "2001:db8::1")


def own_addresses(proc: Path = Path("/proc/net"), towards: Iterable[str] = _TOWARDS) -> frozenset[str]:
    """As text, all that can be known: Linux lists them; elsewhere those of the host's name and of the routes out.

    May block for as long as a lookup of the own name takes, where there is no /proc. The address that a router puts in
    front of this machine cannot be known from inside.
    """
    found = frozenset(_listed(proc)) or frozenset((*_named(), *_routed(towards)))
    return frozenset(str(ip_address(address.partition("%")[0])) for address in found)


def _listed(proc: Path) -> Iterator[str]:
    """/proc/net: a trie of IPv4 routes in which the line after an own address says "host LOCAL"; IPv6 in hex."""
    with contextlib.suppress(OSError):
        before = ""
        for line in (proc / "fib_trie").read_text().splitlines():
            if line.strip() == "/32 host LOCAL":
                yield before.rsplit(maxsplit=1)[-1]
            before = line
    with contextlib.suppress(OSError):
        for line in (proc / "if_inet6").read_text().splitlines():
            yield str(ip_address(bytes.fromhex(line.split()[0])))


def _named() -> Iterator[str]:
    with contextlib.suppress(OSError):
        for entry in socket.getaddrinfo(socket.gethostname(), None, type=socket.SOCK_STREAM):
            yield str(entry[4][0])


def _routed(towards: Iterable[str]) -> Iterator[str]:
    for target in towards:
        family = socket.AF_INET6 if ":" in target else socket.AF_INET
        with contextlib.suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((target, 9))
            yield str(probe.getsockname()[0])
