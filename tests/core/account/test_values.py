"""Logins, secrets, verdicts and what a probe asks, as values."""

from __future__ import annotations

import json
import pickle
from typing import get_args

import pytest

from bot.core.account.judge import ASKED
from bot.core.account.login import Login, Server
from bot.core.account.page import page
from bot.core.account.secret import Secret
from bot.core.account.verdict import ABOUT, NOT_USABLE, USABLE, Verdict, Word
from tests.core.account.base import MAC, NOW, PASSWORD, PORTAL, USER, XTREAM, account, reply


def test_a_secret_shows_itself_only_where_it_is_asked_to() -> None:
    secret = Secret(PASSWORD)
    assert secret.reveal() == PASSWORD
    assert PASSWORD not in f"{secret} {secret!r} {secret:>30} {[secret]} {XTREAM!r}"
    assert secret == Secret(PASSWORD) != Secret("other")
    assert secret != PASSWORD
    assert len({secret, Secret(PASSWORD)}) == 1
    assert secret
    assert not Secret("")
    with pytest.raises(TypeError):
        pickle.dumps(secret)
    with pytest.raises(TypeError):
        json.dumps({"password": secret})


def test_what_a_panel_sent_shows_nothing_of_itself() -> None:
    answer = reply(account(), headers={"location": f"/?password={PASSWORD}"})
    for shown in (repr(answer), repr(page(answer)), str(page(answer).body)):
        assert PASSWORD not in shown
        assert USER not in shown
        assert "bytes" in shown


def test_a_server_as_a_person_reads_it() -> None:
    assert Server("http", "panel.example", 8080).origin == "http://panel.example:8080"
    assert Server("https", "panel.example", 443, "/tv").origin == "https://panel.example"
    assert Server("http", "2001:db8::1", 80).origin == "http://[2001:db8::1]"


def test_accounts_of_one_panel_differ() -> None:
    assert XTREAM.account == f"xtream\0{USER}\0\0"
    assert PORTAL.account == f"stalker\0\0{MAC}\0"
    assert Login("xtream", XTREAM.server, Secret("other")).account != XTREAM.account


def test_every_word_is_about_somebody_and_survives_json() -> None:
    assert set(ABOUT) == set(get_args(Word))
    assert not USABLE & NOT_USABLE
    for found in get_args(Word):
        verdict = Verdict(found, ("expired",), NOW, 2, 1, False, "Active", 200, "said so", "challenge")
        assert verdict.about == ABOUT[found]
        assert Verdict.from_json(json.loads(json.dumps(verdict.as_json()))) == verdict
    assert Verdict.from_json(Verdict("unknown").as_json()) == Verdict("unknown")
    with pytest.raises(ValueError, match="no such"):
        Verdict.from_json({**Verdict("unknown").as_json(), "verdict": "perhaps"})
    assert Verdict("active", exp_date=NOW).as_json()["exp_date"] == "2026-11-21T12:00:00Z"


def test_any_number_of_connections() -> None:
    told = [Verdict("active", max_connections=count).unlimited for count in (None, 0, 1, 999_998, 999_999)]
    assert told == [False, True, False, False, True]


def test_what_can_be_asked() -> None:
    assert ASKED == ("player_api", "get_php", "handshake", "get_profile", "account_info")
