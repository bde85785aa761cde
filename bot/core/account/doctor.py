"""The link doctor: what is wrong with a link or a login before anybody is asked, and how it should look.

It works on the text alone: no lookup, no request. Findings have names; what people read stands in the texts under
"doctor <name>". Nothing here holds a secret but the corrected login.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from bot.core.account import addresses, macs, parameters
from bot.core.account.elsewhere import HOSTS, elsewhere, local
from bot.core.account.links import HTTPS_PORTS, find
from bot.core.account.paste import Pasted, parse
from bot.core.account.repairs import mend
from bot.core.account.secret import MASK
from bot.core.frozen import dataclass, field, replace
from bot.core.redaction import redact

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.core.account.link import Link
    from bot.core.account.login import Login, Server

Wanted = Literal["xtream", "m3u", "mac"]

# What panels and Cloudflare speak plain HTTP on (PANELS.md D2).
_HTTP_PORTS: Final = frozenset({80, 8080, 25461, 2052, 2082, 2086, 2095, 8880})
_FAULTS: Final[Mapping[str, str]] = {
    "userinfo": "login before host",
    "scheme": "other scheme",
    "token link": "token link",
    "stream link": "stream link",
    "cut link": "cut link",
    "port": "bad port",
    **dict.fromkeys(("percent", "backslash", "zone", "characters", "name"), "bad host"),
}
# Of a link that was cut, nobody knows what its end would have been.
_CUT: Final = frozenset({"no type", "no password", "no username", "password empty", "type empty", "parameter spelling"})
_HOME: Final = ("local", "lan", "home", "internal", "localdomain", "arpa")
_NEAR: Final = frozenset({"this machine", "home network"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault. `values` are for the sentence and hold no secret."""

    name: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Examination:
    """What is wrong. `corrected` has masks in the place of secrets; `login` is what may be checked instead."""

    findings: tuple[Finding, ...] = ()
    corrected: str | None = None
    login: Login | None = None

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def examine(what: str | Pasted, wanted: Wanted | None = None, private: tuple[str, ...] = ()) -> Examination:
    """Examine what was pasted. Never raises.

    Args:
        what: the text, as it was written; or a login that was put together from parts.
        wanted: the kind of login that the app's field takes, where it is known.
        private: networks of the operator's own panels; an address in them is no fault.
    """
    found = _login(what, wanted) if isinstance(what, Pasted) else _text(what, wanted)
    if not private or found.sound:
        return found
    pasted = what if isinstance(what, Pasted) else parse(what, "link")
    server = pasted.logins[0].server if pasted.logins else pasted.partial.server
    near = server is not None and _in(private, server)
    return replace(found, findings=tuple(one for one in found.findings if one.name not in _NEAR)) if near else found


def _in(private: tuple[str, ...], server: Server) -> bool:
    """Whether it may be in one of these networks; what a name leads to shows when it is looked up."""
    address = addresses.parse(server.host)
    return address is None or any(address in network for network in addresses.networks(private))


def _text(what: str, wanted: Wanted | None) -> Examination:
    text, mended = mend(what)
    pasted = parse(text, "link")
    links = find(text, strict=True)
    link = _examined(links)
    findings = [Finding(name) for name in mended]
    away = elsewhere(links)
    findings += [Finding(away)] if away else []
    if link is not None and not (away and not link.query):
        findings += [Finding(*fault) for fault in _link(link, wanted)]
    if not away:
        findings += _problems(pasted)
    findings += [Finding("local file")] if local(what) else []
    findings += map(Finding, macs.faults(text))
    if len(pasted.logins) > 1:
        findings.append(Finding("several logins"))
    return _examination(findings, pasted, link, wanted)


def _login(pasted: Pasted, wanted: Wanted | None) -> Examination:
    """A login from parts can be wrong for the app, or at the wrong door."""
    findings = []
    for login in pasted.logins[:1]:
        findings = [Finding(*fault) for fault in (*_server(login.server), *_mixed(login.kind, wanted))]
    return _examination(findings, pasted, None, wanted)


def _examined(links: list[Link]) -> Link | None:
    """The link that is meant: one with a login before one of a panel before any."""
    return max(links, key=lambda link: (link.told, link.panel and bool(link.query), link.panel), default=None)


def _link(link: Link, wanted: Wanted | None) -> Iterator[tuple[str, dict[str, str]]]:
    if link.shape in {"list", "api", "panel api", "guide"}:
        yield from parameters.examine(link)
    if link.server:
        yield from _server(link.server)
    by_shape = {"panel api": "panel api", "stream": "stream link", "guide": "guide link", "file": "list file"}
    if link.shape in by_shape and not (link.shape == "file" and wanted == "m3u"):
        yield by_shape[link.shape], {}
    if link.shape == "user":
        yield "no password", {}
    if link.shape == "list" and wanted == "xtream":
        yield "playlist in xtream", {}
    elif link.shape not in by_shape or wanted == "mac":
        yield from _mixed("stalker" if link.shape == "portal" else "m3u" if link.shape == "list" else "xtream", wanted)


def _mixed(kind: str, wanted: Wanted | None) -> Iterator[tuple[str, dict[str, str]]]:
    """The right login in the wrong field."""
    if kind == "stalker" and wanted in {"xtream", "m3u"}:
        yield f"portal in {wanted}", {}
    elif kind == "xtream" and wanted == "m3u":
        yield "xtream in m3u", {}
    elif kind != "stalker" and wanted == "mac":
        yield "login in portal", {}


def _server(server: Server) -> Iterator[tuple[str, dict[str, str]]]:
    port = {"port": str(server.port)}
    if server.scheme == "https" and server.port in _HTTP_PORTS:
        yield "https on http port", port
    if server.scheme == "http" and server.port in HTTPS_PORTS:
        yield "http on https port", port
    address = addresses.parse(server.host)
    why = addresses.refused(address) if address else None
    if why == "this machine" or server.host == "localhost":
        yield "this machine", {}
    elif why == "private network" or server.host.rpartition(".")[2] in _HOME:
        yield "home network", {}


def _problems(pasted: Pasted) -> list[Finding]:
    return [Finding(_FAULTS[problem]) for problem in pasted.problems if problem in _FAULTS]


def _examination(findings: list[Finding], pasted: Pasted, link: Link | None, wanted: Wanted | None) -> Examination:
    cut = _CUT if any(finding.name == "cut link" for finding in findings) else frozenset()
    unique = tuple({(one.name, *one.values.values()): one for one in findings if one.name not in cut}.values())
    login = pasted.logins[0] if len(pasted.logins) == 1 else None
    server = login.server if login else pasted.partial.server
    names = {finding.name for finding in unique}
    if names & {*HOSTS, "login before host", "other scheme", "several logins", "local file"}:
        return Examination(unique)
    if server is not None:
        server = _corrected_server(server, names)
        login = login and replace(login, server=server)
    mended = names - _NEAR  # where the panel is, only its owner can say
    corrected = _corrected(server, link, login, pasted, wanted) if mended and server else None
    return Examination(unique, corrected and redact(corrected), login)


def _corrected_server(server: Server, names: set[str]) -> Server:
    if "https on http port" in names:
        return replace(server, scheme="http")
    return replace(server, scheme="https") if "http on https port" in names else server


def _corrected(
    server: Server, link: Link | None, login: Login | None, pasted: Pasted, wanted: Wanted | None
) -> str | None:
    """How it should be written, with masks."""
    place = server.origin + server.base
    if (login and login.kind == "m3u") or (link and link.shape in {"token", "media"} and not login):
        return None
    if (login and login.kind == "stalker") or pasted.partial.kind == "stalker":
        return f"{place}/c/ + MAC {MASK}"
    if wanted == "xtream":
        return f"{place} + username {MASK} + password {MASK}"
    if link and link.shape in {"api", "panel api"} and wanted is None:
        return f"{place}/player_api.php?username={MASK}&password={MASK}"
    if link is None or link.shape in {"address", "page"}:
        if wanted == "m3u":
            return f"{place}/get.php?username={MASK}&password={MASK}&type=m3u_plus"
        return f"{place} + username {MASK} + password {MASK}" if login else place
    kind, out = parameters.output(link)
    return f"{place}/get.php?username={MASK}&password={MASK}&type={kind or 'm3u_plus'}" + (
        f"&output={out}" if out else ""
    )
