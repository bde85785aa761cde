"""What is asked of a portal, in which order, and where it stops: PANELS.md G5. Each test is a conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.core.account.judge import probe
from bot.core.account.login import Login, Server
from bot.core.account.portal import AGENT, endpoints
from bot.core.account.secret import Secret
from bot.core.account.wire import Failure
from tests.core.account.base import MAC, NOW, PHP, PLAIN_404, PORTAL, reply, run
from tests.core.account.test_stalker import FULL, js

if TYPE_CHECKING:
    from bot.core.account.verdict import Verdict
    from bot.core.account.wire import Answer, Request

MINISTRA, XC = "0F" * 16, "q3-_" * 20
NOBODY = reply("Authorization failed.", headers=PHP)
NOT_HERE = reply(PLAIN_404, 404)
UNLIMITED = reply(js({"phone": "Unlimited"}))


def ask(*answers: Answer, login: Login = PORTAL) -> tuple[Verdict, list[str]]:
    found, requests = run(probe(login, NOW, "support-bot/1.0"), *answers)
    return found, [_action(request) for request in requests]


def _action(request: Request) -> str:
    return request.target.reveal().split("action=")[1].split("&")[0]


def token(given: str | None) -> Answer:
    return reply(js({"token": given, "random": "7"}))


def test_a_date_without_a_token_is_enough() -> None:
    found, asked = ask(reply(js({"end_date": "12.21.2026 (30 days)"})))
    assert (found.word, asked) == ("active", ["get_main_info"])
    found, asked = ask(reply(js({"phone": "December 21, 2025, 12:04 am"})))
    assert (found.word, asked) == ("expired", ["get_main_info"])


@pytest.mark.parametrize("first", [NOBODY, reply(""), reply(js([])), reply(js({"phone": ""})), UNLIMITED])
def test_then_a_token_is_asked_for_and_the_account_with_it(first: Answer) -> None:
    found, asked = ask(first, token(XC), reply(js({"phone": "December 21, 2026, 12:04 am"})))
    assert (found.word, asked) == ("active", ["get_main_info", "handshake", "get_main_info"])
    found, _ = ask(first, token(XC), UNLIMITED)
    assert (found.word, found.exp_date) == ("active", None)


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        (token(None), "invalid_credentials"),
        (token(""), "invalid_credentials"),
        (token("null"), "invalid_credentials"),
        (NOBODY, "invalid_credentials"),
        (reply(js(False)), "unknown"),
        (reply(""), "unknown"),
        (reply("", 403), "blocked"),
        (token("two\r\nlines: x"), "unknown"),
        (reply(js({"token": 7})), "unknown"),
        (Failure("timeout"), "unreachable"),
    ],
)
def test_without_a_token_it_stops(given: Answer, verdict: str) -> None:
    # An XC portal tells "Unlimited" to whoever has no token: that must not count.
    for first in (NOBODY, UNLIMITED):
        found, asked = ask(first, given)
        assert (found.word, asked) == (verdict, ["get_main_info", "handshake"])


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (reply("", 403), "blocked"),
        (reply("", 404, PHP), "unknown"),
        (reply("", 503), "server_error"),
        (reply("Access denied."), "disabled"),
        (reply("Unauthorized request."), "unknown"),
        (reply("Identification failed"), "unknown"),
        (reply("<html>hello</html>"), "not_xtream"),
        (reply("hello"), "unknown"),
        (reply({"other": 1}), "unknown"),
        (reply('{"js":'), "malformed"),
        (Failure("reset"), "unreachable"),
        (Failure("elsewhere"), "not_xtream"),
    ],
)
def test_anything_else_ends_it_at_once(answer: Answer, verdict: str) -> None:
    found, asked = ask(answer)
    assert (found.word, asked) == (verdict, ["get_main_info"])


def test_a_profile_is_asked_for_on_ministra_only() -> None:
    found, asked = ask(NOBODY, token(MINISTRA), reply(js(FULL)))
    assert (found.word, asked) == ("active", ["get_main_info", "handshake", "get_profile"])
    for other in (MINISTRA.lower(), MINISTRA + "AB", MINISTRA[:-1] + "G", XC, "ab" * 32):
        assert ask(NOBODY, token(other), NOBODY)[1][-1] == "get_main_info"
    # "Unlimited" without a token is an XC portal, whatever its token looks like.
    assert ask(UNLIMITED, token(MINISTRA), UNLIMITED)[1][-1] == "get_main_info"
    found, _ = ask(NOBODY, token(MINISTRA), reply("", 404, PHP))
    assert (found.word, found.hint) == ("blocked", "address blocked")


def test_the_portal_is_looked_for_with_the_same_three_requests() -> None:
    found, asked = ask(NOT_HERE, NOT_HERE, NOT_HERE)
    assert (found.word, asked) == ("not_xtream", ["get_main_info"] * 3)
    found, asked = ask(NOT_HERE, NOBODY, token(XC))
    assert (found.word, asked) == ("unknown", ["get_main_info", "get_main_info", "handshake"])
    found, asked = ask(reply("", 410), NOT_HERE, NOBODY)
    assert (found.word, len(asked)) == ("unknown", 3)


def test_where_portals_are() -> None:
    usual = ("/tv/portal.php", "/tv/server/load.php", "/tv/stalker_portal/server/load.php")
    assert endpoints(PORTAL) == usual
    assert endpoints(Login("stalker", Server("http", "panel.example", 80, "/tv/c"), mac=Secret(MAC))) == usual
    pasted = Login("stalker", Server("http", "panel.example", 80), mac=Secret(MAC), endpoint="/c/portal.php")
    assert endpoints(pasted)[:2] == ("/c/portal.php", "/portal.php")
    known = Login("stalker", Server("http", "panel.example", 80), mac=Secret(MAC), endpoint="/server/load.php")
    assert endpoints(known) == ("/server/load.php", "/portal.php", "/stalker_portal/server/load.php")
    ministra = Login("stalker", Server("http", "panel.example", 80, "/stalker_portal"), mac=Secret(MAC))
    assert endpoints(ministra)[0] == "/stalker_portal/server/load.php"


def test_what_a_request_carries() -> None:
    _, requests = run(probe(PORTAL, NOW, "support-bot/1.0"), NOBODY, token(MINISTRA), reply(js(FULL)))
    cookie = requests[0].headers["cookie"]
    assert isinstance(cookie, Secret)
    assert cookie.reveal() == "mac=00%3A1A%3A79%3A0B%3AC1%3AD2; stb_lang=en; timezone=Europe%2FLondon"
    assert requests[0].headers["user-agent"] == AGENT
    assert requests[0].headers["x-user-agent"] == "Model: MAG250; Link: WiFi"
    assert requests[0].headers["referer"] == "http://panel.example:8080/tv/c/"
    assert "authorization" not in {**requests[0].headers, **requests[1].headers}
    bearer = requests[2].headers["authorization"]
    assert isinstance(bearer, Secret)
    assert bearer.reveal() == f"Bearer {MINISTRA}"
    profile = requests[2].target.reveal()
    assert "Player%20Engine%20version%3A%200x58c" in profile
    for request in requests:
        target = request.target.reveal()
        assert target.startswith("/tv/portal.php?type=")
        assert target.endswith("&JsHttpRequest=1-xml")
        # Nothing that a portal would store for the box, and nothing secret in a repr.
        assert not any(f"&{name}=" in target for name in ("sn", "device_id", "device_id2", "signature", "hw_version"))
        assert MAC not in repr(request)
        assert MINISTRA not in repr(request)
    nobody = run(probe(Login("stalker", PORTAL.server), NOW, "x"), reply("", 403))[1][0].headers["cookie"]
    assert isinstance(nobody, Secret)
    assert nobody.reveal().startswith("mac=; ")
