"""Stalker and MAG portals: what is asked, in which order, and where it stops (PANELS.md E1, E3 and G5).

Every step can log the box out or worse, so this runs only after a clear yes of the person. Nothing is invented that a
portal would store: no serial number, no device ids, no signature.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from bot.core.account.page import GONE, NOT_FOUND
from bot.core.account.secret import Secret
from bot.core.account.stalker import stalker_verdict, token, undecided
from bot.core.account.wire import Request

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.account.login import Login
    from bot.core.account.stalker import Step
    from bot.core.account.wire import Probe

REQUESTS: Final = 3  # in all, those to addresses where there is no portal included
# What set-top boxes send; portals answer nobody else.
AGENT: Final = (
    "Mozilla/5.0 (QtEmbedded; U; Linux; C) AppleWebKit/533.3 (KHTML, like Gecko) "
    "MAG200 stbapp ver: 2 rev: 250 Safari/533.3"
)
_MINISTRA: Final = re.compile(r"[0-9A-F]{32}")  # a token of Ministra; those of XC portals are longer, base64-like
_INFO: Final = "type=account_info&action=get_main_info&JsHttpRequest=1-xml"
_HANDSHAKE: Final = "type=stb&action=handshake&token=&JsHttpRequest=1-xml"
# Ministra refuses `old firmware` below engine version 0x566.
_VERSION: Final = (
    "ImageDescription: 0.2.18-r23-250; ImageDate: Wed Aug 29 10:49:53 EEST 2018; PORTAL version: 5.3.1; "
    "API Version: JS API version: 343; STB API version: 146; Player Engine version: 0x58c"
)
_PROFILE: Final = (
    f"type=stb&action=get_profile&hd=1&ver={quote(_VERSION, safe='')}&num_banks=2&stb_type=MAG250&client_type=STB"
    "&image_version=218&video_out=hdmi&auth_second_step=0&not_valid_token=0&JsHttpRequest=1-xml"
)


def stalker_probe(login: Login, now: datetime) -> Probe:
    """Ask without a token first: some portals tell the date, and nothing happens to the box. At most `REQUESTS`."""
    host, asked = login.server.host, 0
    paths = iter(endpoints(login))
    while True:
        path = next(paths)
        answer = yield _request(login, path, _INFO)
        asked += 1
        verdict = stalker_verdict("account_info", answer, now, host)
        absent = verdict.word == "not_xtream" and verdict.http_status in (NOT_FOUND, GONE)
        if not absent or asked == REQUESTS:
            break
    if asked == REQUESTS or not undecided(answer, verdict):
        return verdict
    anybody = verdict.word == "active"  # "unlimited", without a token: an XC portal

    answer = yield _request(login, path, _HANDSHAKE)
    asked += 1
    verdict = stalker_verdict("handshake", answer, now, host)
    given = token(answer)
    if asked == REQUESTS or not given:
        return verdict

    # Ministra knows its own token only from get_profile on, and asking for the account again would tell nothing. On an
    # XC portal get_profile without the box's serial number gets us banned, and an invented one locks out the box.
    ministra = _MINISTRA.fullmatch(given) is not None and not anybody
    step: Step = "get_profile" if ministra else "account_info"
    answer = yield _request(login, path, _PROFILE if ministra else _INFO, given)
    return stalker_verdict(step, answer, now, host)


def endpoints(login: Login) -> tuple[str, ...]:
    """Paths to try, in order: the script that was pasted, then where portals have theirs."""
    base = _base(login)
    usual = (f"{base}/portal.php", f"{base}/server/load.php", f"{base}/stalker_portal/server/load.php")
    if base.endswith(("/stalker_portal", "/ministra")):  # Ministra's own layout has no portal.php
        usual = (usual[1], usual[0], usual[2])
    return tuple(dict.fromkeys((login.endpoint, *usual) if login.endpoint else usual))


def _base(login: Login) -> str:
    return login.server.base.removesuffix("/c")


def _request(login: Login, path: str, query: str, given: str = "") -> Request:
    mac = quote(login.mac.reveal() if login.mac else "", safe="")
    headers: dict[str, Secret | str] = {
        "accept": "*/*",
        "accept-encoding": "identity",
        "cookie": Secret(f"mac={mac}; stb_lang=en; timezone=Europe%2FLondon"),
        "referer": f"{login.server.origin}{_base(login)}/c/",
        "user-agent": AGENT,
        "x-user-agent": "Model: MAG250; Link: WiFi",
    }
    if given:
        headers["authorization"] = Secret(f"Bearer {given}")
    return Request(login.server, Secret(f"{quote(path, safe='/%')}?{query}"), headers)
