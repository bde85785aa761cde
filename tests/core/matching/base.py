"""A small index for the matcher's tests, and the shipped one."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any

from bot.core.matching import Matcher, build_index
from bot.shipped import folder
from tests.core.base import entry

if TYPE_CHECKING:
    from bot.core.entry import Entry

CODES = ("400", "401", "403", "405", "406", "410", "429", "456", "458", "500", "502", "503", "504", "509", "884")
ENTRIES: tuple[Entry, ...] = (
    *(entry(f"http-{code}", title=f"{code} Title", codes=(code,)) for code in CODES),
    entry("http-404", title="404 Not Found", codes=("404",), aliases=("404 stream cannot be reached",)),
    entry("http-200", title="200 OK", codes=("200",)),
    entry("http-4xx-other", title="Another 4xx", codes=("454", "463")),
    entry("http-5xx-other", title="Another 5xx", codes=("551",)),
    entry("cloudflare-1020", title="Cloudflare 1020", codes=("1020",)),
    entry("http-phrases", title="Refusal", aliases=("access denied", "forbidden")),
    entry("xtream-http-403", title="Xtream API 403", category="xtream-http", context="xtream", codes=("403",)),
    entry("xtream-http-404", title="Xtream API 404", category="xtream-http", context="xtream", codes=("404",)),
    entry("gcore-http-403", title="Gcore 403", category="gcore", context="gcore", codes=("403",)),
    entry("gcore-http-422", title="422 Unprocessable Content", category="gcore", context="gcore", codes=("422",)),
    entry("gcore-x-err-2000", title="X-Err-Code 2000", category="gcore", context="gcore", codes=("2000",)),
    entry(
        "ministra-497",
        title="Ministra 497",
        category="mag-stalker",
        context="mag",
        codes=("463",),
        aliases=("error code 463 incorrect code",),
    ),
    entry(
        "exo-http",
        title="Bad HTTP status",
        category="exoplayer",
        constants=("ERROR_CODE_IO_BAD_HTTP_STATUS",),
        aliases=("playback error 2004", "exo error: 22004", "InvalidResponseCodeException"),
    ),
    entry("connected", title="USER_ALREADY_CONNECTED", category="xtream-log", constants=("USER_ALREADY_CONNECTED",)),
    entry("ip-ban", title="IP_BAN", category="xtream-log", constants=("IP_BAN",), aliases=("ip is banned",)),
    entry("mismatch", title="STALKER_IP_MISMATCH", category="mag-stalker", constants=("STALKER_IP_MISMATCH",)),
    entry("cracked", title="CRACKED", category="xtream-log", constants=("CRACKED",)),
    entry("panel-expired", title="EXPIRED", category="panel-log", constants=("EXPIRED",)),
    entry("panel-key", title="KEY_EXPIRED", category="panel-log", constants=("KEY_EXPIRED", "INVALID_HOST")),
    entry(
        "account-expired",
        title="Subscription expired",
        category="account",
        aliases=("account expired", "status expired", "suscripción caducada", "abonnement expiré", "подписка истекла"),
    ),
    entry("account-active", title="Account active", category="account", aliases=("subscription active",)),
    entry(
        "guide-check",
        title="Check your account",
        category="guide",
        aliases=("is my subscription active",),
        steps=("A.",),
    ),
    entry("guide-do", title="What to do", category="guide", aliases=("what should I do",), steps=("A.",), causes=()),
    entry("refused", title="Connection refused", category="network", constants=("ECONNREFUSED",)),
    entry("dns", title="Unknown host", category="network", aliases=("UnknownHostException", "unable to resolve host")),
    entry("bad-host", title="Invalid host", category="app-message", aliases=("invalid host",)),
    entry("failed", title="Playback failed", category="app-message", aliases=("playback error", "erreur de lecture")),
    entry("stb", title="Your STB is blocked", category="app-message", aliases=("stb blocked", "shared words here")),
    entry("shared", title="Another", category="app-message", aliases=("shared words here",)),
    entry("buffering", title="Buffering", category="symptom", aliases=("buffering", "puffert", "takılıyor", "黑屏")),
)
VOCABULARY: dict[str, Any] = {
    "signal": [
        {
            "name": "all channels",
            "clause": "it is every channel",
            "group": "scope",
            "heard": {"en": ["all channels", "nothing plays", "no channel works"], "de": ["alle Sender"]},
        },
        {"name": "one channel", "group": "scope", "heard": {"en": ["one channel"], "es": ["un canal"]}},
        {"name": "worked before", "heard": {"en": ["was working", "it worked before"]}},
        {"name": "works in another app", "heard": {"en": ["works in {app}", "works in another app"]}},
        {"name": "works on another device", "heard": {"en": ["works on {device}"]}},
        {"name": "since a date", "heard": {"en": ["since yesterday"], "ru": ["со вчерашнего дня"]}},
        {"name": "empty", "heard": {"en": ["!!"]}},
    ],
    "app": [
        {"name": "TiviMate", "heard": ["tivimate", "tivi mate"]},
        {"name": "IPTV Smarters Pro", "heard": ["smarters", "iptv smarters"]},
        {"name": "VLC", "heard": ["vlc"]},
    ],
    "device": [{"name": "Fire TV", "heard": ["firestick", "fire tv"]}, {"name": "Samsung TV", "heard": ["samsung"]}],
    "talk": [
        {"name": "greeting", "heard": {"en": ["hello", "hi"], "ar": ["مرحبا"]}},
        {"name": "thanks", "heard": {"en": ["thanks", "thank you"], "de": ["danke"]}},
        {"name": "fixed", "heard": {"en": ["works now", "fixed", "problem solved", "it works"], "es": ["ya funciona"]}},
        {"name": "still broken", "heard": {"en": ["still broken", "did not help"]}},
        {"name": "swearing", "heard": {"en": ["damn"]}},
    ],
    "ambiguous": [
        {
            "name": "blocked",
            "entries": ["stb", "account-active", "no-such"],
            "heard": {"en": ["blocked"], "es": ["bloqueado"]},
        },
        {"name": "nothing", "entries": ["no-such"], "heard": {"en": ["nothingness"]}},
    ],
    "generic": [{"name": "anything", "entries": ["failed"]}],
}


@cache
def matcher() -> Matcher:
    # Through JSON, as in production.
    return Matcher(json.loads(json.dumps(build_index(ENTRIES, VOCABULARY))))


@cache
def shipped() -> Matcher:
    """The matcher over the shipped knowledge."""
    root = folder("knowledge")
    entries = []
    vocabulary: dict[str, list[Any]] = {}
    for path in sorted(path for path in root.glob("*/*.toml") if path.parent.name != "templates"):
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        if path.parent.name == "vocabulary":
            for kind, tables in found.items():
                vocabulary.setdefault(kind, []).extend(tables)
        elif path.parent.name != "templates":
            known = {key: tuple(found.get(key, ())) for key in ("aliases", "codes", "constants")}
            entries.append(
                entry(
                    found["id"],
                    title=found["title"],
                    category=found["category"],
                    context=found.get("context", "app"),
                    **known,
                )
            )
    return Matcher(json.loads(json.dumps(build_index(entries, vocabulary))))


def answered(text: str, by: Matcher | None = None) -> str | None:
    """The entry that is answered with, or None."""
    match = (by or matcher()).match(text)
    return match.entries[0].id if match.decision == "answer" else None


def codes(text: str) -> list[str]:
    """The numbers that are taken for codes."""
    return [code.number for code in matcher().signals(text).codes]
