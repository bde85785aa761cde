from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest

from bot.core.account.judge import probe
from bot.core.account.wire import JSON_LIMIT, Failure
from tests.cases import each
from tests.core.account.base import (
    FAKE_404,
    FUTURE,
    NOW,
    PASSWORD,
    PAST,
    PHP,
    USER,
    XTREAM,
    account,
    reply,
    run,
    xtream,
)

if TYPE_CHECKING:
    from bot.core.account.wire import Trouble

AGENT = "support-bot/1.0"


@each(
    "changes, word",
    [
        ({}, "active"),
        # step a, the status word, whatever auth and the date say
        ({"status": "Expired"}, "expired"),
        ({"status": " EXPIRED ", "auth": 0}, "expired"),
        ({"status": "Banned"}, "banned"),
        ({"status": "blocked"}, "banned"),
        ({"status": "Suspended", "auth": 0}, "banned"),
        ({"status": "Disabled"}, "disabled"),
        ({"status": "Disabled", "exp_date": PAST}, "disabled"),
        ({"status": "inactive"}, "disabled"),
        ({"status": "Pending", "auth": "1"}, "disabled"),
        # step b, refused; the message may say why
        *[({"auth": refused}, "invalid_credentials") for refused in (0, "0", False, None, "false")],
        ({"auth": 0, "message": "Username or password is invalid."}, "invalid_credentials"),
        ({"auth": 0, "status": "Invalid Credentials"}, "invalid_credentials"),
        ({"auth": 0, "message": ..., "error": "wrong_password", "status": ""}, "invalid_credentials"),
        ({"auth": 0, "message": "Too many failed attempts, wait."}, "rate_limited"),
        ({"auth": 0, "message": "Rate limit exceeded"}, "rate_limited"),
        ({"auth": 0, "message": "Limite de telas atingido.", "exp_date": ...}, "max_connections"),
        ({"auth": 0, "message": "Max. connections reached"}, "max_connections"),
        ({"auth": 0, "message": "Límite de pantallas"}, "max_connections"),
        ({"auth": 0, "message": "max_connections reached"}, "max_connections"),
        ({"auth": 0, "message": "Número máximo de conexiones"}, "max_connections"),
        ({"auth": 0, "message": "Limite connessioni raggiunto"}, "max_connections"),
        ({"auth": 0, "message": "Maximale Anzahl an Verbindungen"}, "max_connections"),
        ({"auth": 0, "message": "Maximum number of sessions"}, "max_connections"),
        ({"auth": 0, "message": "Too many active connections"}, "max_connections"),
        ({"auth": 0, "message": "Share expired", "exp_date": None}, "expired"),
        ({"auth": 0, "message": "Sua conta expirada"}, "expired"),
        ({"auth": 0, "message": "<b>Account suspended</b>"}, "banned"),
        ({"auth": 0, "reason": "user banned by admin"}, "banned"),
        ({"auth": 0, "message": "The account has been blocked"}, "banned"),
        ({"auth": 0, "msg": "Line disabled"}, "disabled"),
        ({"auth": 0, "exp_date": PAST}, "expired"),
        ({"auth": 0, "message": "Your IP has been banned"}, "blocked"),
        ({"auth": 0, "message": "Country not allowed"}, "blocked"),
        ({"auth": 0, "message": "Wrong password or expired account"}, "unknown"),
        # step c, words that nobody knows, and nothing to go by
        ({"status": "Frozen"}, "unknown"),
        ({"status": "Active?"}, "unknown"),
        ({"status": ["Active"]}, "unknown"),
        ({"status": 1}, "unknown"),
        ({"auth": ..., "status": ...}, "unknown"),
        ({"auth": "", "status": ""}, "unknown"),
        ({"auth": 2}, "unknown"),
        ({"auth": "maybe"}, "unknown"),
        # step d, an end date in the past
        ({"exp_date": PAST}, "expired"),
        ({"exp_date": str(PAST)}, "expired"),
        ({"exp_date": "2024-01-01 00:00:00"}, "expired"),
        ({"exp_date": "1773864593"}, "active"),
        *[({"exp_date": none}, "active") for none in (None, "", "0", 0, "null", "never", "Unlimited", -1, ...)],
        # step e, the connections
        ({"active_cons": "2"}, "max_connections"),
        ({"active_cons": 5, "max_connections": 1}, "max_connections"),
        ({"active_cons": 5, "max_connections": "0"}, "active"),
        ({"active_cons": 5, "max_connections": 999_999}, "active"),
        ({"active_cons": None, "max_connections": ""}, "active"),
        ({"active_cons": ...}, "active"),
        ({"active_cons": "2", "is_trial": "1"}, "max_connections"),
        # step f, trials
        ({"status": "Trial"}, "trial"),
        *[({"is_trial": yes}, "trial") for yes in (1, "1", True, "true")],
        *[({"is_trial": no}, "active") for no in (0, "0", False, None, ...)],
        # auth and status in every form
        *[({"auth": yes}, "active") for yes in (1, "1", True, "true")],
        *[({"status": fine}, "active") for fine in ("active", " ACTIVE ", "", None, ...)],
        ({"auth": ...}, "active"),
        ({"auth": ..., "status": "trial"}, "trial"),
        ({"allowed_output_formats": "ts", "message": "<a href='x'>Renew, or it will be banned</a>"}, "active"),
    ],
)
def test_precedence(changes: dict[str, object], word: str) -> None:
    assert xtream(reply(account(**changes))).word == word


@pytest.mark.parametrize("status", [200, 206, 302, 400, 401, 403, 404, 429, 500, 884])
def test_an_account_counts_whatever_the_status(status: int) -> None:
    assert xtream(reply(account(), status)).word == "active"
    refused = xtream(reply({"user_info": {"auth": 0}}, status))
    assert (refused.word, refused.http_status) == ("invalid_credentials", status)


def test_what_is_told_beside_the_word() -> None:
    found = xtream(reply(account(active_cons=1, is_trial=0)))
    assert found.as_json() == {
        "verdict": "active",
        "about": "account",
        "candidates": [],
        "exp_date": "2028-01-01T00:00:00Z",
        "max_connections": 2,
        "active_cons": 1,
        "is_trial": False,
        "status": "Active",
        "http_status": 200,
        "evidence": "accepted by the panel",
        "hint": None,
    }
    found = xtream(reply(account(auth="0", status=...)))
    assert (found.exp_date is not None, found.max_connections, found.status) == (True, 2, None)
    assert xtream(reply(account(max_connections="0"))).unlimited
    both = xtream(reply(account(auth=0, message="Invalid password or account disabled")))
    assert both.candidates == ("disabled", "invalid_credentials")


@pytest.mark.parametrize("body", [b"\xef\xbb\xbf %s", b"<br /><b>Notice</b>: x<br />%s", b"%s<!-- x -->"])
def test_an_account_is_found_in_what_is_round_it(body: bytes) -> None:
    raw = body % json.dumps(account()).encode()
    assert xtream(reply(raw, headers=PHP)).word == "active"
    assert xtream(reply(gzip.compress(raw, mtime=0), headers=PHP)).word == "active"
    assert xtream(reply(raw[: len(raw) - 40], headers=PHP)).word == "malformed"


@pytest.mark.parametrize(
    "body",
    [
        json.dumps([account()]),
        json.dumps({"success": True, "data": account()}),
        json.dumps(json.dumps(account())),
        f"callback({json.dumps(account())});",
        f")]}}',\n{json.dumps(account())}",
        f"<pre>{json.dumps(account())}</pre>",
        json.dumps(account()).encode("utf-16"),
        json.dumps(account()).encode("utf-16-le"),
        json.dumps(account()).encode("utf-16-be"),
    ],
)
def test_an_account_is_found_in_what_it_is_wrapped_in(body: str | bytes) -> None:
    assert xtream(reply(body)).word == "active"


def test_an_empty_account_is_none() -> None:
    nothing: tuple[object, ...] = ({}, [], None, "", False)
    for empty in nothing:
        found = xtream(reply({"user_info": empty, "server_info": {}}))
        assert (found.word, found.candidates) == ("unknown", ("invalid_credentials",))
    assert xtream(reply({"user_info": ["x"]})).word == "unknown"


def test_it_asks_once() -> None:
    found, requests = run(probe(XTREAM, NOW, AGENT), reply(account()))
    assert found.word == "active"
    [request] = requests
    pair = "username=mila-4471&password=wurzel%2F7%26%3D%25Zk"
    assert request.target.reveal() == f"/tv/player_api.php?{pair}"
    assert request.server == XTREAM.server
    assert request.limit == JSON_LIMIT
    assert dict(request.headers) == {"accept": "*/*", "accept-encoding": "identity", "user-agent": AGENT}
    assert USER not in repr(request)
    assert PASSWORD not in repr(request)
    for answer in (reply("", 503), reply(FAKE_404, 404, PHP), reply(b"", 403), Failure("timeout"), reply(b"")):
        assert len(run(probe(XTREAM, NOW, AGENT), answer)[1]) == 1


def test_it_asks_again_only_when_the_connection_was_cut_and_only_once() -> None:
    found, requests = run(probe(XTREAM, NOW, AGENT), Failure("reset"), reply(account(exp_date=FUTURE)))
    assert found.word == "active"
    assert requests[0] == requests[1]
    found, requests = run(probe(XTREAM, NOW, AGENT), Failure("reset"), Failure("reset"))
    assert (found.word, len(requests)) == ("unreachable", 2)


def test_silence_is_never_about_the_login() -> None:
    troubles: tuple[Trouble, ...] = ("dns", "refused", "timeout", "deadline", "tls", "reset", "protocol", "address")
    for trouble in troubles:
        found = xtream(Failure(trouble))
        assert (found.word, found.candidates, found.about) == ("unreachable", (), "server")
        assert found.evidence
    found = xtream(Failure("elsewhere"))
    assert (found.word, found.hint) == ("not_xtream", "another address")
