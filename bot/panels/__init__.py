"""The one part with a socket: it resolves names and carries single requests to panels.

What must hold is in SAFETY.md, "Fetching an address".

    dialler = PanelDialler(follow)
    addresses = await dialler.resolve(server)          # or Failure("dns" | "timeout")
    answer = await dialler.fetch(request, *addresses)  # Response or Failure

Nothing here logs, and nothing that a panel does becomes an exception: what a library says about a failure holds URLs,
headers and words of the panel, so it is dropped where it is caught. The caller puts one deadline round the whole check.

    names      threads of our own that look names up
    wire       the bytes of one connection         line       its seam to httpcore: dials exactly the checked address
    transport  one request, below httpx            body       caps and decompression
    trust      the certificates that are believed  proxy      an egress proxy, if the operator named one
    here       the addresses of this machine
"""

from __future__ import annotations

from bot.panels.dialler import PanelDialler
from bot.panels.here import own_addresses
from bot.panels.proxy import parse as parse_proxy

__all__ = ["PanelDialler", "own_addresses", "parse_proxy"]
