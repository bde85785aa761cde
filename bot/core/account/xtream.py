"""Xtream: player_api.php without an action, once (PANELS.md G3). It takes no connection and changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from bot.core.account import fields, web
from bot.core.account.dates import date
from bot.core.account.page import page
from bot.core.account.reasons import reasons
from bot.core.account.secret import Secret
from bot.core.account.verdict import Verdict
from bot.core.account.wire import Failure, Request
from bot.core.frozen import replace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.core.account.login import Login
    from bot.core.account.page import Page
    from bot.core.account.verdict import Word
    from bot.core.account.wire import Answer, Probe

# G3 2a; these hold whatever `auth` and the date say.
_STATES: Final[Mapping[str, Word]] = {
    "expired": "expired",
    "banned": "banned",
    "blocked": "banned",
    "suspended": "banned",
    "disabled": "disabled",
    "inactive": "disabled",
    "pending": "disabled",
}
_FINE: Final = frozenset({"active", "trial"})


def xtream_probe(login: Login, now: datetime, agent: str) -> Probe:
    """Ask once; once more only when the connection was cut before any byte. `agent`: our User-Agent, as it is set."""
    request = player_api(login, agent)
    answer = yield request
    if answer == Failure("reset"):
        answer = yield request
    return xtream_verdict(answer, now, login.server.host)


def player_api(login: Login, agent: str) -> Request:
    """The one request. The pair is sent as it was given: panels differ in upper case and blanks."""
    pair = f"username={_quoted(login.username)}&password={_quoted(login.password)}"
    target = f"{quote(login.server.base, safe='/%')}/player_api.php?{pair}"
    return Request(login.server, Secret(target), {"accept": "*/*", "accept-encoding": "identity", "user-agent": agent})


def _quoted(secret: Secret | None) -> str:
    return quote(secret.reveal() if secret else "", safe="")


def xtream_verdict(answer: Answer, now: datetime, host: str = "") -> Verdict:
    """What an answer to it means; `host`: who was asked, to tell redirects within it from others."""
    if isinstance(answer, Failure):
        return web.failed(answer)
    seen = page(answer)
    return by_account(seen, now) or web.judged(seen, host)


def by_account(seen: Page, now: datetime) -> Verdict | None:
    """Step 2: an account in JSON, whatever the HTTP status."""
    found = seen.body.object
    info = found.get("user_info") if found is not None else None
    if found is None or not isinstance(info, dict) or not info:
        return None
    ends = date(info.get("exp_date"), now)
    told = Verdict(
        "unknown",
        exp_date=ends.when if ends else None,
        max_connections=fields.counter(info.get("max_connections")),
        active_cons=fields.counter(info.get("active_cons")),
        is_trial=fields.truth(info.get("is_trial")),
        status=fields.shown(info.get("status")),
        http_status=seen.status,
    )
    word, candidates, evidence = _account(info, found, told, past=ends is not None and now >= ends.over)
    hint = "address blocked" if word == "blocked" else None
    return replace(told, word=word, candidates=candidates, evidence=evidence, hint=hint)


def _account(
    info: Mapping[str, Any], found: Mapping[str, Any], told: Verdict, *, past: bool
) -> tuple[Word, tuple[Word, ...], str]:
    status = fields.word(info.get("status"))
    if status in _STATES:
        return _STATES[status], (), "the panel's status word"
    accepted = fields.truth(info.get("auth"))
    if accepted is False or ("auth" in info and info["auth"] is None):
        return _refusal(info, found, past=past)
    if status and status not in _FINE:
        return "unknown", reasons(fields.texts(status)), "a status word that we do not know"
    if accepted is None and (not status or info.get("auth", "") != ""):
        return "unknown", (), "neither accepted nor refused"
    return _accepted(told, trial=status == "trial" or told.is_trial is True, past=past)


def _accepted(told: Verdict, *, trial: bool, past: bool) -> tuple[Word, tuple[Word, ...], str]:
    if past:
        return "expired", (), "accepted, but the end date is past"
    allowed, used = told.max_connections, told.active_cons
    if allowed and used is not None and used >= allowed:
        return "max_connections", (), "valid; all connections are in use right now"
    if trial:
        return "trial", (), "accepted, and a trial"
    return "active", (), "accepted by the panel"


def _refusal(info: Mapping[str, Any], found: Mapping[str, Any], *, past: bool) -> tuple[Word, tuple[Word, ...], str]:
    """`found`: what the account stands in; some clones give the reason beside it."""
    said = reasons(fields.texts(info, (*fields.SAID, "status"))) or reasons(fields.texts(found))
    if len(said) > 1:
        return "unknown", said, "refused; the panel names several possible reasons"
    if said:
        return said[0], (), "refused; the panel gives the reason"
    if past:
        return "expired", (), "refused, and the end date is past"
    return "invalid_credentials", (), "refused by the panel"
