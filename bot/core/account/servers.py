"""Which address in a text is the panel's, among all those that anybody could mention."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.core.account.labels import alone, named_server
from bot.core.account.links import HTTPS_PORTS
from bot.core.account.partial import Partial
from bot.core.frozen import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.account.labels import Told
    from bot.core.account.link import Link
    from bot.core.account.login import Kind

_FILES: Final = frozenset(
    {
        "apk",
        "exe",
        "log",
        "txt",
        "php",
        "js",
        "html",
        "png",
        "jpg",
        "zip",
        "pdf",
        "mp4",
        "mkv",
        "xml",
        "ts",
        "m3u8",
        "m3u",
    }
)


def parts(link: Link) -> Partial:
    """What a link tells of a login."""
    kind: Kind | None = "stalker" if link.shape == "portal" else None
    return Partial(kind, link.server, link.username, link.password, link.mac)


def address(text: str, links: Sequence[Link], words: Told, known: Partial, *, strict: bool) -> Partial:
    """The address that is meant, among those that anybody could mention."""
    plain = [link for link in links if link.server and (link.panel or strict) and not (link.told or link.fault)]
    if not plain:
        return Partial()
    best = max(plain, key=lambda link: _weight(text, link))
    told = words.pairs or words.macs or known.username or known.password or known.mac
    if not (strict or told or (alone(text[: best.start], text[best.end :]) and not _file(best))):
        return Partial()
    found = parts(best)
    behind = re.fullmatch(r"[\s,/]+([0-9]{2,5})\s*", text[best.end :]) if strict else None  # "line.example.com 8080"
    port = int(behind[1]) if behind else words.port
    if port and found.server and not _ported(text, best):
        secure = best.scheme == "https" or (not best.scheme and port in HTTPS_PORTS)
        server = replace(found.server, port=port, scheme="https" if secure else "http")
        return replace(found, server=server)
    return found


def _ported(text: str, link: Link) -> bool:
    return re.search(r":[0-9]", text[link.start : link.end]) is not None


def _file(link: Link) -> bool:
    """`player.apk` and `com.example.player` have the form of a host."""
    host = link.server.host if link.server and not link.scheme else ""
    return host.rpartition(".")[2] in _FILES or host.startswith(("com.", "org.", "net."))


def _weight(text: str, link: Link) -> tuple[bool, bool, bool, bool, bool]:
    named = named_server(text[max(0, link.start - 40) : link.start])
    shaped = link.shape not in {"address", "page", "media"}
    return shaped, named, _ported(text, link), bool(link.scheme), not _file(link)
