"""One link of a panel: what it is for, and which of its parts are a login (PANELS.md D2).

Which parts of a path are a login is decided where redaction decides it, so that whatever is taken here is masked there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from bot.core.account.login import Login, Server
from bot.core.account.macs import mac_in
from bot.core.account.query import given as given_in
from bot.core.account.query import is_cut, parameters
from bot.core.account.secret import Secret
from bot.core.account.tidy import decoded
from bot.core.frozen import dataclass, replace
from bot.core.redaction.paths import LISTS, STREAMS, Segment, path_secrets
from bot.core.redaction.spans import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.account.query import Query
    from bot.core.redaction.paths import Place

_SHAPES: Final[Mapping[str, str]] = {
    "get.php": "list",
    "player_api.php": "api",
    "panel_api.php": "panel api",
    "xmltv.php": "guide",
    "epg.php": "guide",
    "enigma2.php": "list",
    "live.php": "stream",
    "portal.php": "portal",
    "load.php": "portal",
}
_FOLDERS: Final[Mapping[str, str]] = {
    **dict.fromkeys(STREAMS, "stream"),
    **dict.fromkeys(LISTS, "list"),
    "player_api": "api",
    "panel_api": "panel api",
    "epg": "guide",
    "xmltv": "guide",
}
_PAIR: Final = 2
_SAFE: Final = "".join(map(chr, range(0x21, 0x7F)))
# Links that anybody may mention; all others belong to a panel.
_ANYBODY: Final = frozenset({"page", "media"})


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a text.

    `shape`: "list", "api", "panel api", "guide", "stream", "file", "portal", "pair", "user", "token", "address",
    "media" or "page". `fault`: why it cannot be used. `query` holds names and values as they were written.
    """

    start: int
    end: int
    shape: str
    scheme: str
    server: Server | None
    username: Secret | None = None
    password: Secret | None = None
    mac: Secret | None = None
    target: Secret | None = None
    fault: str | None = None
    query: Query = ()

    @property
    def told(self) -> bool:
        """Whether it holds (a part of) a login, so that it counts wherever it stands."""
        parts = (self.username, self.password, self.mac, self.target)
        held = self.fault == "userinfo" and self.scheme in {"", "http", "https"}
        return any(parts) or self.shape == "token" or held

    @property
    def panel(self) -> bool:
        """Whether it can be a panel's address, rather than a page or a file of the web."""
        return self.shape not in _ANYBODY

    @property
    def login(self) -> Login | None:
        """The login that is complete in this link alone."""
        if self.server is None:
            return None
        if self.username and self.password:
            return Login("xtream", self.server, self.username, self.password)
        if self.mac:
            return Login("stalker", self.server, mac=self.mac)
        return Login("m3u", self.server, link=self.target) if self.target else None


@dataclass(frozen=True, slots=True)
class Parts:
    """A link taken apart, on its way to a `Link`."""

    start: int
    end: int
    scheme: str
    server: Server | None
    fault: str | None
    rest: str
    place: Place

    def link(self) -> Link:
        """What it is."""
        at = re.search(r"\?|&(?=[^&=?/]{1,40}=)|/(?=[A-Za-z_]{2,12}=)|$", self.rest)
        path = self.rest[: at.start()] if at else self.rest
        query = tuple(parameters(self.rest[len(path) :]))
        segments = [Segment(found[0], *found.span()) for found in re.finditer("[^/]+", path)]
        low = [segment.text.lower() for segment in segments]
        given = given_in(query, panel=bool(low) and low[-1] in _SHAPES)
        if given.get(Kind.MAC) or _is_portal(low):
            return self._portal(low, segments, query, given.get(Kind.MAC))
        username, password, last = given.get(Kind.USER), given.get(Kind.PASSWORD), low[-1] if low else ""
        shape = _SHAPES.get(last) or _SHAPES.get(f"{last}.php")
        if not shape and ((username and password) or (".php" in last and (username or password))):
            shape = "list"
        if given.get(Kind.TOKEN) and not (username or password):
            return self._token(low, query)
        if shape:
            endpoint = 1 + (low[-2:-1] == ["streaming"])
            return self._made(shape, segments[:-endpoint], query, username, password)
        return self._by_path(low, segments, query)

    def _portal(self, low: list[str], segments: Sequence[Segment], query: Query, mac: str | None) -> Link:
        kept = len(low)
        if kept and (low[kept - 1].endswith((".php", ".html"))):
            kept -= 1
        while kept and low[kept - 1] in {"c", "server"}:
            kept -= 1
        made = self._made("portal", segments[:kept], query)
        plain = mac_in(mac or "")
        return _with(made, mac=Secret(plain) if plain else None)

    def _token(self, low: list[str], query: Query) -> Link:
        """`get.php?token=…` is a playlist that is read as it is; any other token tells nothing about an account."""
        if low and _SHAPES.get(low[-1]) == "list" and self.fault is None:
            return self._made("list", (), query, target=self.rest)
        return _with(self._made("token", (), query), fault=self.fault or "token link")

    def _by_path(self, low: list[str], segments: Sequence[Segment], query: Query) -> Link:
        kinds = dict(path_secrets(segments, self.place))
        at = min(kinds, default=0)
        if Kind.PASSWORD in kinds.values():
            folder = low[at - 1] if at else ""
            base = segments[: at - 1] if folder in _FOLDERS else segments[:at]
            bare = (
                "pair"
                if len(low) == at + _PAIR
                else "list"
                if ".m3u" in low[-1] and low[-1][:1].isalpha()
                else "stream"
            )
            user, password = decoded(segments[at].text), decoded(segments[at + 1].text)
            return self._made(_FOLDERS.get(folder, bare), base, query, user, password)
        if Kind.TOKEN in kinds.values():
            return _with(self._made("token", (), query), fault=self.fault or "token link")
        if Kind.USER in kinds.values():
            return self._made("user", (), query, decoded(segments[at].text))
        if low and re.search(r"\.m3u(?:_plus)?$", low[-1]):
            return self._made("file", (), query, target=self.rest)
        if low and re.search(r"\.(?:ts|m3u8|mpd)$", low[-1]):
            return _with(self._made("media", (), query), fault=self.fault or "stream link")
        file = bool(low) and "." in low[-1]
        return self._made("page" if low or query else "address", segments[:-1] if file else segments, query)

    def _made(
        self,
        shape: str,
        base: Sequence[Segment],
        query: Query,
        username: str | None = None,
        password: str | None = None,
        target: str | None = None,
    ) -> Link:
        path = "".join(f"/{segment.text}" for segment in base)
        server = self.server and Server(self.server.scheme, self.server.host, self.server.port, path)
        return Link(
            self.start,
            self.end,
            shape,
            self.scheme,
            server,
            Secret(username) if username else None,
            Secret(password) if password else None,
            target=Secret(quote(target, safe=_SAFE, errors="replace")) if target else None,
            fault=self.fault or ("cut link" if is_cut(self.rest) else None),
            query=query,
        )


def _with(link: Link, *, mac: Secret | None = None, fault: str | None = None) -> Link:
    return replace(link, mac=mac or link.mac, fault=fault or link.fault)


def _is_portal(low: Sequence[str]) -> bool:
    if not low:
        return False
    return (
        low[-1] in {"c", "portal.php", "load.php"}
        or (low[-1] == "index.html" and low[-2:-1] == ["c"])
        or low[0] in {"stalker_portal", "ministra"}
    )
