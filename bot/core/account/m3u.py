"""A playlist link in which no username and password could be read: its first bytes, once (PANELS.md G4)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.core.account import signs, web
from bot.core.account.page import NOT_FOUND, TOO_MANY, page
from bot.core.account.reasons import refusal
from bot.core.account.secret import Secret
from bot.core.account.wire import M3U_LIMIT, Failure, Request
from bot.core.account.xtream import by_account

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.account.login import Login
    from bot.core.account.page import Page
    from bot.core.account.verdict import Verdict
    from bot.core.account.wire import Answer, Probe

_SYNC: Final = 0x47  # an MPEG transport stream has this byte at the start of each packet …
_PACKET: Final = 188  # … of this many bytes (ISO/IEC 13818-1)
_PHP: Final = re.compile(r"text/html; ?charset=UTF-8")
_BARE: Final = 512  # characters; a 404 of a PHP script is a line or two, that of a website is longer


def m3u_probe(login: Login, now: datetime, agent: str) -> Probe:
    """Ask for the first bytes of the link, once; again only when the connection was cut before any byte."""
    headers = {"accept": "*/*", "accept-encoding": "identity", "user-agent": agent}
    request = Request(login.server, login.link or Secret("/"), headers, M3U_LIMIT)
    answer = yield request
    if answer == Failure("reset"):
        answer = yield request
    return m3u_verdict(answer, now, login.server.host)


def m3u_verdict(answer: Answer, now: datetime, host: str = "") -> Verdict:
    """What an answer to it means."""
    if isinstance(answer, Failure):
        return web.failed(answer)
    seen = page(answer)
    return (
        by_account(seen, now)
        or _by_playlist(seen, cut=answer.cut)
        or web.by_identifier(seen)
        or web.by_json(seen)
        or web.by_challenge(seen)
        or _by_sentence(seen)
        or _by_silence(seen)
        or web.judged(seen, host)
    )


def _by_playlist(seen: Page, *, cut: bool) -> Verdict | None:
    if not seen.ok:
        return None
    if seen.listing:
        listed = seen.body.text.upper()
        empty = "#EXTINF" not in listed and "#EXT-X-STREAM-INF" not in listed and not cut  # the second is HLS
        hint = "no channels" if empty else "no date told"
        return seen.verdict("active", "the link gives a playlist", hint=hint)
    if _stream(seen):
        return seen.verdict("unknown", "a stream, not a playlist", hint="stream link")
    return None


def _stream(seen: Page) -> bool:
    kind, raw = seen.headers.get("content-type", "").lower(), seen.body.raw
    if kind.startswith("video/") or "mp2t" in kind:
        return True
    synced = raw[:1] == bytes((_SYNC,)) and raw[_PACKET : _PACKET + 1] in (b"", bytes((_SYNC,)))
    return synced and (len(raw) > _PACKET or b"\0" in raw or b"\xff" in raw)  # "G" begins many words, too


def _by_silence(seen: Page) -> Verdict | None:
    """Refused, and hidden why: nothing at all, or the 404 of a script."""
    if seen.ok and not seen.body.text and not seen.body.broken:
        return web.concealed(seen)
    if seen.status != NOT_FOUND:
        return None
    # PHP alone writes UTF-8 in capitals; frameworks in other languages, which know no such address, do not.
    bare = _PHP.match(seen.headers.get("content-type", "")) and len(seen.body.text) <= _BARE
    # "Cannot GET /…" is what the web framework Express says of an address that it does not know.
    hides = not seen.body.text or signs.hidden(seen) or (bare and "cannot get" not in seen.folded)
    return web.concealed(seen) if hides else None


def _by_sentence(seen: Page) -> Verdict | None:
    """The reason as plain text, with 2xx or 4xx (XtreamPulsar)."""
    if not (seen.ok or 400 <= seen.status < 500) or seen.status == TOO_MANY:  # noqa: PLR2004 -- RFC 9110
        return None
    if refusal(seen.sentence):
        return None  # left to the status
    found = web.by_reason(seen)
    if found is None and "limit" in seen.sentence and "unlimited" not in seen.sentence:
        return seen.verdict("max_connections", "the panel gives the reason as text")
    return found
