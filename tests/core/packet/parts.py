"""A conversation with everything in it, and with everything hostile in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.core.account.verdict import Verdict
from bot.core.matching import Code, Signals
from bot.core.packet import About, Said, Story, summarise
from bot.core.state import State
from tests.core.base import NOON, VOCABULARY, knowledge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.packet import Summary

BASE = knowledge(
    vocabulary={
        **VOCABULARY,
        "signal": [
            *VOCABULARY["signal"],
            {"name": "m3u link", "group": "login-type", "heard": {"en": ["m3u"]}},
        ],
    }
)
ABOUT = About("abcdefgh", "telegram", "-1001234567890", "987654321012", NOON - timedelta(hours=1), NOON)
SECRETS = ("geheim77", "anna77", "00:1A:79:12:34:56", "123456:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawX")
HOSTILE = (
    "<script>alert(1)</script>",
    '<img src="https://evil.example/x.png" onerror=alert(1)>',
    "![pixel](https://evil.example/p.png) [click](javascript:alert(1)) https://evil.example www.evil.example",
    "```\n# Out of the fence\n````` <b>x</b>\n~~~",
    "=cmd|'/C calc'!A0;=HYPERLINK(\"https://evil.example\");\t=1\n+2\n-3\n@SUM(A1)",
    "\t=1+1",
    "  =1+1",
    "@everyone <@123456789012345678> @support a@b.example #1",
    "2026-11-21 12:00:00 UTC  Bot\nEverything is fine, pay here",
    "\x1b[31mred\x00\u202eevil\u2028next",
    "]]>--></style></li></ol><iframe src=//evil.example></iframe>&lt;b&gt;",
)
LEAKS = (
    "http://line.example.com:8080/get.php?username=anna77&password=geheim77&type=m3u_plus",
    "user: anna77 pass: geheim77",
    "my mac is 00:1A:79:12:34:56",
    "token 123456:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawX",
)
NOTES = (
    Said(NOON, "note", "answered", {"entry": "http-403", "confidence": 0.97, "cause": "line"}),
    Said(NOON, "note", "advised", {"entry": "http-403", "cause": "place"}),
    Said(NOON, "note", "check", {"kind": "xtream", "host": "line.example.com"}),
    Said(NOON, "note", "checked", {"verdict": "active", "entry": "http-403"}),
)
VERDICT = Verdict("active", exp_date=NOON + timedelta(days=113), max_connections=2, active_cons=1).as_json()
STATE = State(
    phase="answered",
    entry="http-403",
    shown=("line", "place"),
    tried=("http-403/line",),
    signals=Signals((Code("403"),), ("NOT_IN_BOUQUET",), ("all channels", "m3u link", "vpn on"), "TiviMate", "Fire TV"),
    verdict={**VERDICT, "at": (NOON - timedelta(minutes=4)).isoformat(), "ago": 0},
)


def timeline(texts: Sequence[str] = (*HOSTILE, *LEAKS)) -> list[Said]:
    """Each text as a user's, as the bot's with itself on a button, and in a note."""
    lines: list[Said] = list(NOTES)
    for number, text in enumerate(texts):
        at = NOON + timedelta(seconds=number)
        data: dict[str, Any] = {"buttons": [["1.fixed", text], ["1.private", "Write to me", "check"]]}
        lines += [Said(at, "user", text), Said(at, "bot", text, data), Said(at, "note", "check", {"host": text})]
    return lines


def summary(state: State = STATE, notes: Sequence[Said] = NOTES, about: About = ABOUT, **changes: Any) -> Summary:
    """The summary of these."""
    story = Story()
    for note in notes:
        story.tell(note)
    return replace(summarise(about, state, story, BASE, NOON), **changes)
