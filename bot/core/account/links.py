"""All links of a text: with a scheme, or without one where a host or an address can be told.

What each of them is for is told by `bot.core.account.link`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from bot.core.account import names
from bot.core.account.link import Parts
from bot.core.account.login import Server
from bot.core.frozen import replace
from bot.core.redaction.paths import Place

if TYPE_CHECKING:
    from bot.core.account.link import Link
    from bot.core.account.login import Scheme

# Without a scheme (PANELS.md D2): what Cloudflare and panels speak TLS on.
HTTPS_PORTS: Final = frozenset({443, 8443, 2053, 2083, 2087, 2096})
_USUAL: Final = {"http": 80, "https": 443}
_FILES: Final = (".php", ".m3u", ".m3u8")
_TRAIL: Final = ".,;:)]}>\"'`*»”’…"  # as redaction cuts it


@cache
def _schemed() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?P<scheme>https?):/{1,3}|(?<![\w+.-])(?P<other>[a-z][a-z0-9+.-]{1,15}+)://)"
        r"(?P<far>(?:(?!https?:/|\]\()[^\s\"'<>|])++)",
        re.IGNORECASE,
    )


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w@%/:.\\=-])(?P<far>(?:localhost"
        r"|(?:[\w-]{1,63}+\.){1,8}(?:[^\W\d_]{2,24}|xn--[\w-]{2,59}|\d{1,3})|\[[0-9a-f:.]{2,45}\])"
        r"(?![\w.-]*+@|[\w-]|\.\w)(?::\d{1,6}+)?(?:[/?](?:(?!https?:/|\]\()[^\s\"'<>|])*+)?)",
        re.IGNORECASE,
    )


def find(text: str, *, strict: bool = False) -> list[Link]:
    """All links of a text, in order; `strict`: the bot has asked for one, so a path that may be a login is one."""
    found = [_read(match, strict=strict) for match in _schemed().finditer(text)]
    taken = bytearray(len(text))
    for link in found:
        taken[link.start : link.end] = b"\1" * (link.end - link.start)
    bare = (match for match in _bare().finditer(text) if not (taken[match.start()] or _no_host(match["far"])))
    found.extend(_torn(_read(match, strict=strict), text) for match in bare)
    return sorted(found, key=lambda link: link.start)


def _no_host(far: str) -> bool:
    """4.0.1 is no address; 127.1 is one only behind a scheme. get.php is a file's name."""
    host = re.split("[:/?]", far, maxsplit=1)[0]
    version = names.numeric(host) and host.count(".") != 3  # noqa: PLR2004 -- a dotted quad
    return version or host.lower().endswith(_FILES)


def _torn(link: Link, text: str) -> Link:
    """`http://my server.example.com/get.php?…`: a part of a name is another server's, which gets nobody's login."""
    if re.search(r"://[\w-]{1,63} {1,3}$", text[max(0, link.start - 70) : link.start]):
        return replace(link, server=None, fault="characters")
    return link


def _read(match: re.Match[str], *, strict: bool) -> Link:
    groups = match.groupdict()
    scheme = (groups.get("scheme") or groups.get("other") or "").lower()
    far = _trimmed(match["far"])
    end = match.start("far") + len(far)
    cut = re.search("[/?#]|$", far)
    at = cut.start() if cut else len(far)
    authority = names.read(far[:at].strip("\u200b\u200e\u200f\ufeff"))
    if "@" in far.partition("/")[0]:  # "a.example#@b.example": readers do not agree which of them is the host
        authority = names.Authority(fault="userinfo")
    if authority.host.endswith(_FILES):  # http:///get.php
        authority = names.Authority(fault="name")
    fault = authority.fault or (None if scheme in {"", "http", "https"} else "scheme")
    server = None if fault else _server(scheme, authority)
    place = Place(
        port=authority.port is not None,
        number=names.numeric(authority.host) or ":" in authority.host,
        host=True,
        strict=strict,
        plain=scheme == "http",
    )
    return Parts(match.start(), end, scheme, server, fault, far[at:], place).link()


def _trimmed(far: str) -> str:
    """Without the punctuation of the sentence; but `…` and `...` tell that something was cut off."""
    bare = far.rstrip(_TRAIL)
    cut = "?" in bare and far[len(bare) :].startswith(("...", "…"))
    return bare + "…" if cut else bare or far


def _server(scheme: str, authority: names.Authority) -> Server:
    secure = scheme == "https" or (not scheme and authority.port in HTTPS_PORTS)
    kind: Scheme = "https" if secure else "http"
    return Server(kind, authority.host, _USUAL[kind] if authority.port is None else authority.port)
