"""Steps 3 to 7 of PANELS.md G3: what an answer means that holds no account. For all three kinds of login."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from bot.core.account import signs
from bot.core.account.body import ABSENT
from bot.core.account.fields import texts
from bot.core.account.page import FORBIDDEN, GONE, NOT_FOUND, TOO_MANY, UNAUTHORIZED
from bot.core.account.reasons import names_us, reasons, refusal
from bot.core.account.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.account.page import Page
    from bot.core.account.verdict import Word
    from bot.core.account.wire import Failure, Trouble

_TROUBLE: Final[Mapping[Trouble, str]] = {
    "dns": "the name could not be resolved",
    "refused": "nothing listens at that port",
    "timeout": "no answer in time",
    "deadline": "no complete answer in time",
    "tls": "no encrypted connection could be made",
    "reset": "the connection was cut",
    "protocol": "what answered does not speak HTTP",
    "address": "the name points to an address that is not asked",
}
_BESIDE_SILENCE: Final[Mapping[Trouble, str]] = {
    "dns": "no such name",
    "refused": "nobody listens",
    "tls": "no encryption",
}
# Statuses with a meaning of their own in IPTV (PANELS.md B and G3 6).
_REFUSED: Final = frozenset({403, 407, 444, 451, 454, 456, 459, 461, 462, 512, 513, 884})
_REFUSED_LOGIN: Final = frozenset({512, 513, 884})
_FULL: Final = frozenset({458, 509, 885})
# 503 is also how the nginx of XC panels limits requests; 551: no stream, another container, or no connection is free.
_BESIDE: Final[Mapping[int, tuple[Word, ...]]] = {
    503: ("server_error", "rate_limited"),
    551: ("server_error", "max_connections"),
}
_ENDPOINTS: Final = ("player_api.php", "get.php", "portal.php", "load.php", "/c/")
_LOGIN: Final[tuple[Word, ...]] = ("invalid_credentials", "expired", "disabled", "blocked")


_NAMED: Final[Mapping[str, str]] = {
    "INVALID_HOST": "another address",
    "IP_BLOCKED": "address blocked",
    "FLOOD ATTACK": "address blocked",
    "BRUTEFORCE USER ATTACK": "address blocked",
    "BRUTEFORCE MAC ATTACK": "address blocked",
    "LOGIN FLOOD ATTACK": "address blocked",
}
_LOGIN_REFUSED: Final = "the panel asks for another login"
_WE: Final = "the panel says that our address is blocked"
_NOTHING_THERE: Final = "there is no such address on this server"
_DATABASE: Final = "the panel shows an error of its database"
_TOO_OFTEN: Final = "the panel says that it was asked too often"
_ELSEWHERE: Final = "the server sends us to another host"


def failed(failure: Failure) -> Verdict:
    """No HTTP answer. Never about the login: a ban is often silence (PANELS.md 0.9)."""
    if failure.trouble == "elsewhere":
        return Verdict("not_xtream", evidence=_ELSEWHERE, hint="another address")
    trouble = failure.trouble
    return Verdict("unreachable", evidence=_TROUBLE[trouble], hint=_BESIDE_SILENCE.get(trouble))


def judged(page: Page, host: str = "") -> Verdict:
    """The verdict on an answer that holds no account; `host`: who was asked, if that is known."""
    return by_identifier(page) or by_json(page) or by_challenge(page) or by_status(page, host) or by_text(page)


def by_identifier(page: Page) -> Verdict | None:
    """Step 3: a debug page."""
    name = signs.identifier(page)
    if name is None:
        return None
    word, candidates = signs.meaning(name)
    return page.verdict(word, "the panel's debug page", candidates, hint=_NAMED.get(name))


def by_json(page: Page) -> Verdict | None:
    """Step 4: JSON without an account."""
    data = page.body.data
    if data is ABSENT:
        return None
    if names_us(page.folded):
        return page.verdict("blocked", _WE, hint="address blocked")
    if page.status == UNAUTHORIZED:
        return page.verdict("invalid_credentials", _LOGIN_REFUSED)
    said = reasons(texts(data))
    if page.status == FORBIDDEN:
        return page.verdict("blocked", "refused without an account", (*said, "blocked") if said else ())
    nothing = not data or (isinstance(data, dict) and not data.get("user_info", True))
    if nothing and (page.ok or page.status == NOT_FOUND):
        return page.verdict("unknown", "an empty answer without a reason", ("invalid_credentials",))
    if page.status == NOT_FOUND:
        return page.verdict("not_xtream", _NOTHING_THERE)
    return _said(page, data, said) if page.ok else None


def _said(page: Page, data: object, said: tuple[Word, ...]) -> Verdict:
    if signs.database_error(texts(data)):
        return page.verdict("server_error", _DATABASE)
    if said == ("rate_limited",):
        return page.verdict("rate_limited", _TOO_OFTEN)
    if refusal(texts(data)):
        return page.verdict("blocked", "turned away in a word")
    return page.verdict("unknown", "an answer without an account", said or ("invalid_credentials",))


def by_challenge(page: Page) -> Verdict | None:
    """Step 5: a firewall before the panel."""
    return page.verdict("blocked", "a firewall before the panel", hint="challenge") if signs.challenged(page) else None


def by_status(page: Page, host: str = "") -> Verdict | None:
    """Step 6; nothing for 2xx."""
    status = page.status
    if page.ok:
        return None
    if 300 <= status < 400:  # noqa: PLR2004 -- RFC 9110
        return _redirected(page, host)
    if status == TOO_MANY:
        return page.verdict("rate_limited", _TOO_OFTEN)
    if status in _FULL:
        return page.verdict("max_connections", "a status that means: all connections are in use")
    if status in _REFUSED or status == UNAUTHORIZED:
        candidates = _LOGIN if status in _REFUSED_LOGIN else ()
        if names_us(page.folded):
            return page.verdict("blocked", _WE, candidates, hint="address blocked")
        if status == UNAUTHORIZED:
            return page.verdict("invalid_credentials", _LOGIN_REFUSED)
        return page.verdict("blocked", "refused without a reason", candidates)
    return _missing_or_broken(page)


def _missing_or_broken(page: Page) -> Verdict:
    status = page.status
    if signs.hidden(page):
        return concealed(page)
    if status in (NOT_FOUND, GONE):
        return page.verdict("not_xtream", _NOTHING_THERE)
    if 500 <= status < 600:  # noqa: PLR2004 -- RFC 9110
        return page.verdict("server_error", "an error of the server itself", _BESIDE.get(status, ()))
    return page.verdict("unknown", "a status that tells nothing about an account")


def concealed(page: Page) -> Verdict:
    """Refused by a panel that hides why; it is not the address, and nobody can say that it is the password."""
    return page.verdict("unknown", "the panel refuses and hides the reason", signs.HIDDEN)


def _redirected(page: Page, host: str) -> Verdict:
    try:
        to = urlsplit(page.headers.get("location", "").strip())
        there = to.hostname or ""
    except ValueError:
        to, there = urlsplit(""), ""
    # Where nobody told who was asked, a redirect that keeps our endpoint is the usual one, to https or a new port.
    same = there == host if host else to.path.endswith(_ENDPOINTS)
    if there and not same:
        return page.verdict("not_xtream", _ELSEWHERE, hint="another address")
    return page.verdict("unknown", "the server sends us on, to where we do not follow")


def by_text(page: Page) -> Verdict:
    """Step 7: a 2xx without JSON."""
    if signs.database_error(page.folded) and not page.playlist:
        return page.verdict("server_error", _DATABASE)
    if page.body.broken:
        return page.verdict("malformed", "an answer that breaks off or cannot be read")
    if not page.body.text:
        return page.verdict("unknown", "an empty answer")
    if page.playlist:
        return page.verdict("not_xtream", "a playlist where an account was asked for")
    if page.html:
        return page.verdict("not_xtream", "a web page where an account was asked for")
    if refusal(page.sentence):
        return page.verdict("blocked", "turned away in a word")
    return by_reason(page) or page.verdict("unknown", "a text that tells nothing")


def by_reason(page: Page) -> Verdict | None:
    """A short plain text that gives the reason, if it does."""
    found = reasons(page.sentence)
    if not found:
        return None
    if len(found) > 1:
        return page.verdict("unknown", "the panel names several possible reasons", found)
    hint = "address blocked" if found[0] == "blocked" else None
    return page.verdict(found[0], "the panel gives the reason as text", hint=hint)
