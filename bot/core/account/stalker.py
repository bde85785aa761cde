"""Stalker and MAG portals: what they answer (PANELS.md E2 and G5). The requests are in portal.py."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, Literal

from bot.core.account import fields, signs, web
from bot.core.account.body import ABSENT
from bot.core.account.dates import date, written
from bot.core.account.page import NOT_FOUND, page
from bot.core.account.reasons import reasons
from bot.core.account.verdict import Verdict
from bot.core.account.wire import Failure

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.core.account.dates import Date
    from bot.core.account.page import Page
    from bot.core.account.verdict import Word
    from bot.core.account.wire import Answer

Step = Literal["handshake", "get_profile", "account_info"]

# Whole bodies (folded): an HTML page with these words in it is a proxy, not the portal.
_FAILED: Final = re.compile(r"authorization failed\.?(?: ?\d{1,9})?\.?")
_DENIED: Final = re.compile(r"access denied\.?")
_UNAUTHORIZED: Final = re.compile(r"unauthorized request\.?|identification failed\.?")
_TOKEN: Final = re.compile(r"[\x21-\x7e]{1,512}")
_STOPPED: Final[tuple[Word, ...]] = ("disabled", "banned", "expired", "invalid_credentials")
_DATES: Final = ("end_date", "expire_date", "expire_billing_date", "tariff_expired_date", "exp_date")
_REGISTER: Final = ("register this device",)
_CONFLICT: Final = ("conflict", "access denied", "mismatch", "damaged")


def stalker_verdict(step: Step, answer: Answer, now: datetime, host: str = "") -> Verdict:
    """What an answer to one of the three steps means; portals tell no connections."""
    if isinstance(answer, Failure):
        return web.failed(answer)
    seen = page(answer)
    return _by_missing(step, seen) or _by_words(step, seen) or _by_portal(step, seen, now) or web.judged(seen, host)


def token(answer: Answer) -> str:
    """The token of a handshake, "" if there is none; it may go into a header as it is."""
    inner = None if isinstance(answer, Failure) else _inner(page(answer))
    given = inner.get("token") if isinstance(inner, dict) else None
    given = given.strip() if isinstance(given, str) else ""
    return given if given.lower() != "null" and _TOKEN.fullmatch(given) else ""


def undecided(answer: Answer, verdict: Verdict) -> bool:
    """Whether only a token can tell more: nothing at all, no authorization, no date, or `unlimited` without a token."""
    if isinstance(answer, Failure) or verdict.exp_date is not None or verdict.word not in ("unknown", "active"):
        return False
    seen = page(answer)
    inner = _inner(seen)
    if isinstance(inner, str) or inner is ABSENT:
        text = fields.fold(inner) if isinstance(inner, str) else seen.sentence
        return seen.ok and (not seen.body.text or _FAILED.fullmatch(text) is not None)
    return seen.ok


def _inner(seen: Page) -> object:
    """The `js` of a portal's answer, ABSENT if there is none."""
    found = seen.body.object
    return ABSENT if found is None or not seen.ok else found.get("js", ABSENT)


def _by_missing(step: Step, seen: Page) -> Verdict | None:
    """A 404 without a word: an absent script, or how XTM and XCVM ban the address that asks for a profile."""
    if seen.status != NOT_FOUND or seen.body.text:
        return None
    if step == "get_profile":
        return seen.verdict("blocked", "silence where a profile was asked for", hint="address blocked")
    return seen.verdict("unknown", "nothing at this address", ("not_xtream", "blocked"))


def _by_words(step: Step, seen: Page) -> Verdict | None:
    """A text that is the whole body, or the whole `js`."""
    if not seen.ok:
        return None
    inner = _inner(seen)
    text = fields.fold(inner) if isinstance(inner, str) else seen.sentence
    if _FAILED.fullmatch(text):
        word: Word = "invalid_credentials" if step == "handshake" else "unknown"
        candidates = signs.HIDDEN if step == "handshake" else ()
        return seen.verdict(word, "the portal authorizes nobody with this MAC", candidates)
    if _DENIED.fullmatch(text):
        return seen.verdict("disabled", "the portal denies access to this MAC", _STOPPED)
    if _UNAUTHORIZED.fullmatch(text):
        return seen.verdict("unknown", "the portal did not understand who asks")
    return None


def _by_portal(step: Step, seen: Page, now: datetime) -> Verdict | None:
    inner = _inner(seen)
    if inner is ABSENT:
        return None
    if not isinstance(inner, dict) or not inner:
        return seen.verdict("unknown", "an empty answer of the portal")
    decode = {"handshake": _handshake, "get_profile": _profile, "account_info": _info}[step]
    word, ends, evidence, hint = decode(inner, now)
    when = ends.when if ends else None
    return Verdict(word, exp_date=when, http_status=seen.status, evidence=evidence, hint=hint)


Decoded = tuple["Word", "Date | None", str, "str | None"]


def _handshake(inner: Mapping[str, Any], _: datetime) -> Decoded:
    if "token" not in inner:
        return "unknown", None, "an answer without a token", None
    given = inner["token"]
    if not given or (isinstance(given, str) and given.strip().lower() in ("", "null")):
        return "invalid_credentials", None, "the portal gives this MAC no token", None
    # Expired, banned and disabled lines get one, too (XTM, XCVM), and on Ministra everybody does.
    return "unknown", None, "the portal gives this MAC a token", None


def _info(inner: Mapping[str, Any], now: datetime) -> Decoded:
    ends = _ends(inner, now)
    if ends is not None:
        past = now >= ends.over
        return ("expired" if past else "active"), ends, "the portal tells an end date", None
    said = _told(inner)
    if "unlimited" in said:
        return "active", None, "the portal says: unlimited", None
    if "expired" in said:
        return "expired", None, "the portal says: expired", None
    return "unknown", None, "the portal tells no end date", None


def _profile(inner: Mapping[str, Any], now: datetime) -> Decoded:
    ends, state = _ends(inner, now), fields.number(inner.get("status"))
    if state == 2:  # noqa: PLR2004 -- stb.class.php: a login is wanted
        return "unknown", ends, "the portal wants a username and password as well", "portal login"
    if state == 1:
        return _closed(inner, ends, now)
    if state != 0:
        return "unknown", ends, "a profile without a status", None
    if ends is not None and now >= ends.over:
        return "expired", ends, "the end date is past", None
    if "id" in inner and inner["id"] in (None, ""):
        return "unknown", ends, "a profile that belongs to nobody", None
    if fields.truth(inner.get("blocked")):
        return "disabled", ends, "the portal has switched this MAC off", None
    known = ends is not None or str(inner.get("tariff_plan_id") or inner.get("tariff_plan") or "0") != "0"
    return "active", ends, "the portal accepts this MAC", None if known else "weak evidence"


def _closed(inner: Mapping[str, Any], ends: Date | None, now: datetime) -> Decoded:
    """Status 1. `msg` is looked at before `block_msg`, which is the same for several reasons."""
    if fields.truth(inner.get("portal_disabled")):
        return "server_error", ends, "the portal is switched off", None
    for name in ("msg", "block_msg"):
        told = _message(fields.texts(inner, (name,)), ends)
        if told:
            return told
    bare = not [name for name, value in inner.items() if name != "status" and value]
    if bare or ("id" in inner and inner["id"] in (None, "")):
        return "invalid_credentials", ends, "the portal does not know this MAC", None
    if ends is not None and now >= ends.over:
        return "expired", ends, "the end date is past", None
    if "watchdog_timeout" in inner:
        return "disabled", ends, "the portal has switched this MAC off", None
    return "unknown", ends, "a profile that says neither yes nor no", None


def _message(said: str, ends: Date | None) -> Decoded | None:
    """What a message of a portal tells that lets nobody in."""
    if any(sign in said for sign in _CONFLICT):
        return "blocked", ends, "the portal knows another device for this MAC, or does not let us in", "other device"
    if "old firmware" in said:
        return "unknown", ends, "the portal finds our firmware too old", "old firmware"
    if any(sign in said for sign in _REGISTER):
        return "invalid_credentials", ends, "the portal does not know this MAC", None
    return ("expired", ends, "the portal says: expired", None) if reasons(said) == ("expired",) else None


def _ends(inner: Mapping[str, Any], now: datetime) -> Date | None:
    """The first end date; `phone` is one on XC portals, and a person's telephone elsewhere."""
    nested = inner.get("account_info")
    places = (inner, nested) if isinstance(nested, dict) else (inner,)
    for name in _DATES:
        for place in places:
            ends = date(place.get(name), now)
            if ends is not None:
                return ends
    return written(inner.get("phone"))


def _told(inner: Mapping[str, Any]) -> set[str]:
    nested = inner.get("account_info")
    places = (inner, nested) if isinstance(nested, dict) else (inner,)
    return {fields.word(place.get(name)) for place in places for name in (*_DATES, "phone")}
