"""What panels, and what stands before them, put on a page: the marks by which it is told what it is.

Everything is searched in `Page.folded` (lower case, without tags) unless it says otherwise, and in linear time.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.core.account.page import NOT_FOUND

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.account.page import Page
    from bot.core.account.verdict import Word

# What a panel that hides its reasons may mean (PANELS.md 0.1: one page for all of them).
HIDDEN: Final[tuple[Word, ...]] = ("invalid_credentials", "expired", "banned", "disabled", "blocked")

# PANELS.md A2 and A1: names that a panel shows where its operator left debugging on. What is not here says nothing
# about the account (a switch of the panel, a stream, a token), but comes from such a panel all the same.
_ACCOUNT: Final[Mapping[str, Word]] = {
    "INVALID_CREDENTIALS": "invalid_credentials",
    "NO_CREDENTIALS": "invalid_credentials",
    "AUTH_FAILED": "invalid_credentials",
    "EXPIRED": "expired",
    "USER_EXPIRED": "expired",
    "SHOW_EXPIRED_VIDEO": "expired",
    "BANNED": "banned",
    "USER_BAN": "banned",
    "SHOW_BANNED_VIDEO": "banned",
    "DISABLED": "disabled",
    "USER_DISABLED": "disabled",
}
_ORIGIN: Final = re.compile(
    r"[A-Z]{2,12}_BLOCKED|BLOCKED_[A-Z_]{2,20}|NOT_IN_ALLOWED_[A-Z]{2,12}|FORCED_COUNTRY_[A-Z]{2,12}|[A-Z]{2,12}_DETECT"
    r"|EMPTY_USER_AGENT|EMPTY_UA|IP_BAN|COUNTRY_DISALLOW|USER_AGENT_BAN|CRACKED|ISP_LOCK_FAILED|CON_SVP"
    r"|FLOOD ATTACK|BRUTEFORCE (?:USER|MAC) ATTACK|LOGIN FLOOD ATTACK|\[MS\] (?:NO|INVALID) SERIAL NUMBER"
)
# Neither about the account nor clearly about us, yet worth a candidate.
_PERHAPS: Final[Mapping[str, tuple[Word, ...]]] = {
    "DOWNLOAD_LIMIT_REACHED": ("rate_limited",),
    "USER_ALREADY_CONNECTED": ("max_connections",),
    "API_IP_NOT_ALLOWED": ("blocked",),
    "PROXY_ACCESS_DENIED": ("blocked",),
    "PROXY_NO_API_ACCESS": ("blocked",),
}
_HEADING: Final = re.compile(r"<h2(?:\s[^<>]{0,80})?>\s*(\[?[A-Za-z][A-Za-z0-9_\] ]{1,48})\s*</h2>", re.IGNORECASE)
_BARE: Final = re.compile(r"[A-Za-z0-9]{2,20}(?:_[A-Za-z0-9]{1,20}){1,4}")


def identifier(page: Page) -> str | None:
    """The identifier on a debug page, or one of an account's that is the whole body; upper case."""
    text = page.body.text
    if "debug mode" in page.folded:
        found = _HEADING.search(text[:16_384])
        return found[1].strip().upper() if found else None
    bare = text.upper() if len(text) < 64 and _BARE.fullmatch(text) else ""  # noqa: PLR2004 -- no name is longer
    return bare if bare in _ACCOUNT or _ORIGIN.fullmatch(bare) else None


def meaning(name: str) -> tuple[Word, tuple[Word, ...]]:
    """Verdict and candidates for an identifier."""
    if name in _ACCOUNT:
        return _ACCOUNT[name], ()
    if _ORIGIN.fullmatch(name):
        return "blocked", ()
    return "unknown", _PERHAPS.get(name, ())


def hidden(page: Page) -> bool:
    """The page that XTM and XCVM send for every refusal: it imitates what nginx sends to old browsers, not to us."""
    return page.status == NOT_FOUND and "a padding to disable msie and chrome" in page.body.text.lower()


_CHALLENGE: Final = re.compile(
    r"just a moment|you have been blocked|error code: ?10\d\d|attention required! \| cloudflare|checking your browser"
    r"|used cloudflare to restrict access|verify(?:ing)? (?:that )?you are human"
    r"|ddos-guard|ddos protection by|sucuri website firewall|incapsula incident|imunify360|bitninja"
)
# In the markup, of pages that have no words: Cloudflare, Imperva, Amazon.
_SCRIPTS: Final = ("_cf_chl", "_Incapsula_Resource", "gokuProps", "awsWafCookie")


def challenged(page: Page) -> bool:
    """Cloudflare or another firewall stands before the panel and does not let us through."""
    if page.status not in (200, 403, 503) or page.playlist:
        return False
    marked = "cf-mitigated" in page.headers or any(script in page.body.text for script in _SCRIPTS)
    return marked or _CHALLENGE.search(page.folded) is not None


_DATABASE: Final = re.compile(
    r"sqlstate\[|mysqli?[_:( ]|mysql server has gone|pdoexception|access denied for user|database (?:error|connection)"
    r"|connect(?:ing|ion)?(?: to (?:the )?| )(?:database|db|mysql|mariadb|redis)\b|\bdb (?:error|connection)"
    r"|unknown database|table '[^']{1,80}' (?:is marked|doesn)"
    r"|fatal error: |parse error: |too many connections in "
)


def database_error(text: str) -> bool:
    """A database or PHP error shows on the page (folded text)."""
    return _DATABASE.search(text) is not None
