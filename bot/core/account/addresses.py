"""Which addresses may be dialled. `ipaddress.is_global` is no policy: it called 21 of 73 hostile literals public.

IPv4: everything but the special ranges of the IANA registry (RFC 6890 and later) and Azure's host address. IPv6: only
2000::/3, and of that not the special ranges, nor those that carry an IPv4 address inside (6to4, Teredo).
"""

from __future__ import annotations

import ipaddress
from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network

_REFUSED: Final[Mapping[str, str]] = {
    "this machine": "0.0.0.0/8 127.0.0.0/8 ::/127",
    "private network": "10.0.0.0/8 100.64.0.0/10 169.254.0.0/16 172.16.0.0/12 192.168.0.0/16"
    " fc00::/7 fe80::/10 fec0::/10",
    "special address": "192.0.0.0/24 192.0.2.0/24 192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.175.48.0/24"
    " 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 168.63.129.16/32"
    " 2001::/23 2001:db8::/32 2002::/16 3fff::/20",
}
_PUBLIC_SIX: Final = "2000::/3"


@cache
def _refused() -> tuple[tuple[Network, str], ...]:
    return tuple((ipaddress.ip_network(net), why) for why, nets in _REFUSED.items() for net in nets.split())


@cache
def _public_six() -> Network:
    return ipaddress.ip_network(_PUBLIC_SIX)


@cache
def networks(private: tuple[str, ...]) -> tuple[Network, ...]:
    """The networks that an operator names. Raises ValueError with a sentence."""
    found = []
    for name in private:
        try:
            found.append(ipaddress.ip_network(name))
        except ValueError:
            raise ValueError(
                "must list networks such as 192.168.1.0/24 or single addresses, with commas between them"
            ) from None
    return tuple(found)


def parse(text: str) -> Address | None:
    """An address in its usual spelling; None for names, zones, 127.1 and 0177.0.0.1."""
    if "%" in text:
        return None
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def refused(address: Address) -> str | None:
    """Why nobody may be dialled there; None for an address of the public internet."""
    for network, why in _refused():
        if address in network:
            return why
    return None if address.version == 4 or address in _public_six() else "special address"  # noqa: PLR2004 -- IPv4
