"""Links of panels: what each is for, where its server is, and which of its parts are a login (PANELS.md D2).

Which parts of a path are a login is decided where redaction decides it, so that whatever is taken here is masked there.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from bot.core.account import names
from bot.core.account.login import Login, Server
from bot.core.account.secret import Secret
from bot.core.account.tidy import decoded
from bot.core.frozen import dataclass
from bot.core.redaction.links import parameter
from bot.core.redaction.looks import placeholder
from bot.core.redaction.paths import LISTS, STREAMS, Place, Segment, path_secrets
from bot.core.redaction.spans import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.core.account.login import Kind as LoginKind
    from bot.core.account.login import Scheme

# Without a scheme (PANELS.md D2): what Cloudflare and panels speak TLS on.
HTTPS_PORTS: Final = frozenset({443, 8443, 2053, 2083, 2087, 2096})
_USUAL: Final = {"http": 80, "https": 443}
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
_TRAIL: Final = ".,;:)]}>\"'`*»”’…"  # as redaction cuts it
_OTHERS: Final = frozenset({"type", "output", "action", "stream", "extension", "stream_id", "category_id"})
_NAMES: Final = ("username", "password", "type", "output")
_PAIR: Final = 2
# Links that anybody may mention; all others belong to a panel.
_ANYBODY: Final = frozenset({"page", "media"})
_LIKE: Final = 0.72  # "psswrd" is meant as "password"; "passport" behind get.php is taken for it too


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
        r"(?<![\w@%/:.\\=-])(?P<far>(?:localhost|(?:[\w-]{1,63}+\.){1,8}(?:[^\W\d_]{2,24}|xn--[\w-]{2,59}|\d{1,3})|\[[0-9a-f:.]{2,45}\])"
        r"(?![\w.-]*+@|[\w-]|\.\w)(?::\d{1,6}+)?(?:[/?](?:(?!https?:/|\]\()[^\s\"'<>|])*+)?)",
        re.IGNORECASE,
    )


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a text.

    `shape`: "list", "api", "panel api", "guide", "stream", "file", "portal", "pair", "user", "token", "address", "media"
    or "page". `fault`: why it cannot be used. `query` holds names and values as they were written.
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
    query: tuple[tuple[Secret, Secret], ...] = ()

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
    def kind(self) -> LoginKind:
        """How one would log in with it."""
        if self.shape == "portal":
            return "stalker"
        return "m3u" if self.target else "xtream"

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


def find(text: str, *, strict: bool = False) -> list[Link]:
    """All links of a text, in order; `strict`: the bot has asked for one, so a path that may be a login is one."""
    found = [_read(match, strict=strict) for match in _schemed().finditer(text)]
    taken = bytearray(len(text))
    for link in found:
        taken[link.start : link.end] = b"\1" * (link.end - link.start)
    for match in _bare().finditer(text):
        if not taken[match.start()] and not _version(match["far"]):
            found.append(_read(match, strict=strict))
    return sorted(found, key=lambda link: link.start)


def _version(far: str) -> bool:
    """4.0.1 is no address; 127.1 is one only behind a scheme."""
    host = re.split("[:/?]", far, maxsplit=1)[0]
    return names.numeric(host) and host.count(".") != 3  # noqa: PLR2004 -- a dotted quad


def _read(match: re.Match[str], *, strict: bool) -> Link:
    groups = match.groupdict()
    scheme = (groups.get("scheme") or groups.get("other") or "").lower()
    far = _trimmed(match["far"])
    end = match.start("far") + len(far)
    cut = re.search("[/?#]|$", far)
    at = cut.start() if cut else len(far)
    authority = names.read(far[:at].strip("\u200b\u200e\u200f\ufeff"))
    fault = authority.fault or (None if scheme in {"", "http", "https"} else "scheme")
    server = None if fault else _server(scheme, authority)
    place = Place(
        port=authority.port is not None,
        number=names.numeric(authority.host) or ":" in authority.host,
        host=True,
        strict=strict,
        plain=scheme == "http",
    )
    return _Parts(match.start(), end, scheme, server, fault, far[at:], place).link()


def _trimmed(far: str) -> str:
    """Without the punctuation of the sentence; but `…` and `...` tell that something was cut off."""
    bare = far.rstrip(_TRAIL)
    cut = "?" in bare and far[len(bare) :].startswith(("...", "…"))
    return bare + "…" if cut else bare or far


def _server(scheme: str, authority: names.Authority) -> Server:
    secure = scheme == "https" or (not scheme and authority.port in HTTPS_PORTS)
    kind: Scheme = "https" if secure else "http"
    return Server(kind, authority.host, _USUAL[kind] if authority.port is None else authority.port)


@dataclass(frozen=True, slots=True)
class _Parts:
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
        at = re.search(r"\?|&(?=[^&=?/]{1,40}=)|$", self.rest)
        path = self.rest[: at.start()] if at else self.rest
        query = tuple(_query(self.rest[len(path) :]))
        segments = [Segment(found[0], *found.span()) for found in re.finditer("[^/]+", path)]
        low = [segment.text.lower() for segment in segments]
        given = _given(query, panel=bool(low) and low[-1] in _SHAPES)
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

    def _portal(
        self, low: list[str], segments: Sequence[Segment], query: tuple[tuple[Secret, Secret], ...], mac: str | None
    ) -> Link:
        kept = len(low)
        if kept and (low[kept - 1].endswith((".php", ".html"))):
            kept -= 1
        while kept and low[kept - 1] in {"c", "server"}:
            kept -= 1
        made = self._made("portal", segments[:kept], query)
        plain = mac_in(mac or "")
        return _with(made, mac=Secret(plain) if plain else None)

    def _token(self, low: list[str], query: tuple[tuple[Secret, Secret], ...]) -> Link:
        """`get.php?token=…` is a playlist that is read as it is; any other token tells nothing about an account."""
        if low and _SHAPES.get(low[-1]) == "list" and self.fault is None:
            return self._made("list", (), query, target=self.rest)
        return _with(self._made("token", (), query), fault=self.fault or "token link")

    def _by_path(self, low: list[str], segments: Sequence[Segment], query: tuple[tuple[Secret, Secret], ...]) -> Link:
        kinds = dict(path_secrets(segments, self.place))
        at = min(kinds, default=0)
        if Kind.PASSWORD in kinds.values():
            folder = low[at - 1] if at else ""
            base = segments[: at - 1] if folder in _FOLDERS else segments[:at]
            bare = "pair" if len(low) == at + _PAIR else "list" if ".m3u" in low[-1] and low[-1][:1].isalpha() else "stream"
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
        query: tuple[tuple[Secret, Secret], ...],
        username: str | None = None,
        password: str | None = None,
        target: str | None = None,
    ) -> Link:
        path = "".join(f"/{segment.text}" for segment in base)
        server = self.server and Server(self.server.scheme, self.server.host, self.server.port, path)
        secrets = [Secret(value) if value else None for value in (username, password)]
        return Link(
            self.start,
            self.end,
            shape,
            self.scheme,
            server,
            *secrets,
            target=Secret(target) if target else None,
            fault=self.fault or ("cut link" if _is_cut(self.rest) else None),
            query=query,
        )


def _with(link: Link, *, mac: Secret | None = None, fault: str | None = None) -> Link:
    from bot.core.frozen import replace  # noqa: PLC0415

    return replace(link, mac=mac or link.mac, fault=fault or link.fault)


def _is_portal(low: Sequence[str]) -> bool:
    if not low:
        return False
    return (
        low[-1] in {"c", "portal.php", "load.php"}
        or (low[-1] == "index.html" and low[-2:-1] == ["c"])
        or low[0] in {"stalker_portal", "ministra"}
    )


def _query(query: str) -> Iterator[tuple[Secret, Secret]]:
    """The parameters, in order; a second question mark begins parameters too."""
    for piece in re.split(r"&|\?(?=[^&=?]{0,40}=)|^\?", query):
        name, equals, value = piece.partition("=")
        if name or equals:
            yield Secret(name), Secret(value)


def _given(query: Sequence[tuple[Secret, Secret]], *, panel: bool) -> dict[Kind, str]:
    """The parts of a login in the parameters; a name in its right spelling wins."""
    found: dict[Kind, str] = {}
    right = {"username": Kind.USER, "password": Kind.PASSWORD, "mac": Kind.MAC}
    for exact in (True, False):
        for secret_name, secret_value in query:
            name, value = decoded(secret_name.reveal()).lower().strip(), decoded(secret_value.reveal()).strip()
            kind = right.get(name) if exact else _kind(name) or (_meant(name) if panel else None)
            if kind and value and not placeholder(value.lower()) and not (_is_cut(value) and len(value) > 1):
                found.setdefault(kind, value)
    return found


def _kind(name: str) -> Kind | None:
    kind = parameter(name) if name and name not in _OTHERS else None
    kind = {Kind.LOGIN: Kind.USER, Kind.KEY: Kind.TOKEN, Kind.CODE: Kind.TOKEN}.get(kind, kind) if kind else None
    return kind if kind in {Kind.USER, Kind.PASSWORD, Kind.MAC, Kind.TOKEN} else None


def _meant(name: str) -> Kind | None:
    """What a misspelt parameter of a panel's endpoint is meant to be."""
    import difflib  # noqa: PLC0415 -- few links need it

    if name in _OTHERS or not name:
        return None
    near = difflib.get_close_matches(name[:20], ("username", "password"), 1, _LIKE)
    return {"username": Kind.USER, "password": Kind.PASSWORD}[near[0]] if near else None


def _is_cut(rest: str) -> bool:
    """Whether a link (or a value) stops in the middle: `…`, `&passw`, `&`."""
    last = re.split("[?&]", rest)[-1].lower()
    begun = "?" in rest and "=" not in last and any(name.startswith(last) for name in _NAMES)
    return rest.endswith("…") or begun


def mac_in(text: str) -> str | None:
    """A MAC address as portals write it, 00:1A:79:12:34:56, from any of its spellings; None if it is none."""
    bare = re.sub(r"[\s:._-]", "", names.digits(text)).upper().translate(_KEYBOARD)
    if re.fullmatch("[0-9A-F]{12}", bare) is None:
        return None
    return ":".join(bare[place : place + 2] for place in range(0, 12, 2))


# What people type for a zero, and the Cyrillic letters that look Latin.
_KEYBOARD: Final = str.maketrans("OОАВСЕ", "00ABCE")  # noqa: RUF001 -- that is why
