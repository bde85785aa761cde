"""Answers of portals: PANELS.md E2 and the decoding of G5."""

from __future__ import annotations

from typing import Any

import pytest

from bot.core.account.wire import Failure
from tests.cases import each
from tests.core.account.base import FAKE_404, MAC, PHP, PLAIN_404, TEXT, reply, stalker

FULL: dict[str, Any] = {
    "id": "712",
    "name": "living room",
    "mac": MAC,
    "status": 0,
    "blocked": "0",
    "tariff_plan_id": "3",
    "watchdog_timeout": 120,
    "msg": "",
    "block_msg": "",
}
IPM: dict[str, Any] = {"id": "5", "name": "x", "mac": MAC, "status": 1, "auth_access": 0}
NOTHING: tuple[object, ...] = (None, False, True, [], "", {}, 7, {"random": "x"})
REGISTER = "Please contact your provider<br>to register this device."


def js(inner: object, **beside: object) -> dict[str, object]:
    return {"js": inner, **beside}


@each(
    "body, verdict",
    [
        (js({"token": "A3" * 16, "random": "x"}), "unknown"),
        (js({"token": "aZ-_" * 20}), "unknown"),
        *[(js({"token": none}), "invalid_credentials") for none in (None, "", " ", "null", False)],
        ("Authorization failed.", "invalid_credentials"),
        ("Authorization failed. 12", "invalid_credentials"),
        (js("Authorization failed."), "invalid_credentials"),
        *[(js(nothing), "unknown") for nothing in NOTHING],
        ("", "unknown"),
    ],
)
def test_handshakes(body: object, verdict: str) -> None:
    assert stalker("handshake", reply(body, headers=PHP)).word == verdict


@each(
    "changes, verdict",
    [
        ({}, "active"),
        ({"status": "0"}, "active"),
        ({"expire_billing_date": "2024-01-01 00:00:00"}, "expired"),
        ({"expire_billing_date": "0000-00-00 00:00:00"}, "active"),
        ({"tariff_expired_date": "2024-01-01"}, "expired"),
        ({"account_info": {"end_date": "2024-01-01"}}, "expired"),
        ({"id": None}, "unknown"),
        ({"status": 2}, "unknown"),
        ({"status": None}, "unknown"),
        ({"status": "fine"}, "unknown"),
        ({"status": 1}, "disabled"),
        ({"status": "1", "blocked": "1"}, "disabled"),
        ({"status": 0, "blocked": "1"}, "disabled"),
        ({"status": 1, "block_msg": "Subscription expired"}, "expired"),
        ({"status": 1, "msg": "Happy new year"}, "disabled"),
        ({"status": 1, "expire_billing_date": "2024-01-01 00:00:00"}, "expired"),
        ({"status": 1, "portal_disabled": True}, "server_error"),
        *[({"status": 1, "id": nobody}, "invalid_credentials") for nobody in (None, "")],
        ({"status": 1, "block_msg": REGISTER}, "invalid_credentials"),
        ({"status": 1, "msg": "device conflict - device_id mismatch", "block_msg": REGISTER}, "blocked"),
        ({"status": 1, "msg": "device conflict - MAC address mismatch", "block_msg": "Your STB is damaged"}, "blocked"),
        ({"status": 1, "block_msg": "Your STB is damaged.<br>Call the provider."}, "blocked"),
        ({"status": 1, "msg": "access denied"}, "blocked"),
        ({"status": 1, "msg": "old firmware"}, "unknown"),
    ],
)
def test_profiles(changes: dict[str, object], verdict: str) -> None:
    found = stalker("get_profile", reply(js({**FULL, **changes}, text="generated in: 0.01s; php errors: 1; ")))
    assert found.word == verdict
    assert (found.max_connections, found.active_cons) == (None, None)


def test_other_profiles() -> None:
    assert stalker("get_profile", reply(js({"status": 1}))).word == "invalid_credentials"
    assert stalker("get_profile", reply(js({"status": 1, "msg": "", "block_msg": None}))).word == "invalid_credentials"
    assert stalker("get_profile", reply(js(IPM))).word == "unknown"
    assert stalker("get_profile", reply(js({**IPM, "expire_date": 1_704_067_200}))).word == "expired"
    assert stalker("get_profile", reply(js({"status": 1, "portal_disabled": 1}))).word == "server_error"


def test_hints_of_profiles() -> None:
    def hint(**changes: object) -> str | None:
        return stalker("get_profile", reply(js({**FULL, **changes}))).hint

    assert hint() is None
    assert hint(tariff_plan_id="0") == "weak evidence"
    assert hint(tariff_plan_id=None, expire_billing_date="2028-01-01 00:00:00") is None
    assert hint(status=2) == "portal login"
    assert hint(status=1, msg="old firmware") == "old firmware"
    assert hint(status=1, msg="device conflict - x") == "other device"


def test_silence_where_a_profile_was_asked_for_is_a_ban() -> None:
    found = stalker("get_profile", reply("", 404, PHP))
    assert (found.word, found.about, found.hint) == ("blocked", "checker", "address blocked")
    found = stalker("handshake", reply("", 404, PHP))
    assert (found.word, found.candidates) == ("unknown", ("not_xtream", "blocked"))


@each(
    "inner, verdict, ends",
    [
        ({"phone": "December 21, 2026, 12:04 am"}, "active", "2026-12-21T00:04:00Z"),
        ({"phone": "December 21, 2025, 12:04 pm"}, "expired", "2025-12-21T12:04:00Z"),
        ({"phone": "Unlimited"}, "active", None),
        ({"phone": "+44 7700 900123", "end_date": "12.21.2026 (30 days)"}, "active", "2026-12-21T00:00:00Z"),
        ({"phone": "07700900123", "end_date": "11.18.2026 (-3 days)"}, "expired", "2026-11-18T00:00:00Z"),
        ({"phone": "1830297600", "fname": "Tim"}, "unknown", None),
        ({"phone": "", "end_date": "", "account_info": {"expire_date": ""}}, "unknown", None),
        ({"account_info": {"expire_date": "2028-01-01"}}, "active", "2028-01-01T00:00:00Z"),
        ({"account_info": {"end_date": "unlimited"}}, "active", None),
        ({"phone": "Expired"}, "expired", None),
        ({"end_date": " expired "}, "expired", None),
        ({"phone": "1 enero 2028"}, "active", "2028-01-01T00:00:00Z"),
        ({"end_date": 1_830_297_600}, "active", "2028-01-01T00:00:00Z"),
        ({"end_date": "0000-00-00 00:00:00"}, "unknown", None),
        ([], "unknown", None),
        (None, "unknown", None),
        (False, "unknown", None),
    ],
)
def test_account_info(inner: object, verdict: str, ends: str | None) -> None:
    found = stalker("account_info", reply(js(inner))).as_json()
    assert (found["verdict"], found["exp_date"]) == (verdict, ends)
    assert "7700" not in repr(found)


@each(
    "body, verdict",
    [
        ("Access denied.", "disabled"),
        ("access denied", "disabled"),
        ("<html><h1>Access denied.</h1></html>", "not_xtream"),
        ("Authorization failed.", "unknown"),
        ("Authorization failed.7", "unknown"),
        ("Authorization failed. Call us.", "unknown"),
        ("Unauthorized request.", "unknown"),
        ("Identification failed", "unknown"),
        ("", "unknown"),
        ("blocked", "blocked"),
        ('{"js":{"phone":', "malformed"),
        ({"user_info": {"auth": 1}}, "unknown"),
        ("<br /><b>Warning</b>: x\n" + '{"js":{"phone":"Unlimited"}}', "active"),
        ("[]", "unknown"),
    ],
)
def test_words_of_portals(body: object, verdict: str) -> None:
    assert stalker("account_info", reply(body, headers=TEXT)).word == verdict
    assert stalker("player_api", reply(body, headers=TEXT)).word == verdict  # a portal has no such thing


def test_candidates_where_a_portal_hides_the_reason() -> None:
    denied = stalker("account_info", reply("Access denied."))
    assert set(denied.candidates) == {"disabled", "banned", "expired", "invalid_credentials"}
    assert "invalid_credentials" in stalker("handshake", reply("Authorization failed.")).candidates
    assert stalker("account_info", reply("Authorization failed.")).candidates == ()


@pytest.mark.parametrize(
    ("body", "status", "verdict"),
    [
        (FAKE_404, 404, "unknown"),
        (PLAIN_404, 404, "not_xtream"),
        ("", 403, "blocked"),
        ({"error": "x", "message": "Your IP is blocked"}, 403, "blocked"),
        ("", 401, "invalid_credentials"),
        ("Access denied.", 403, "blocked"),
        (js({"phone": "Unlimited"}), 500, "server_error"),
        (js({"phone": "Unlimited"}), 403, "blocked"),
        ("", 502, "server_error"),
    ],
)
def test_statuses_of_portals(body: object, status: int, verdict: str) -> None:
    assert stalker("account_info", reply(body, status)).word == verdict


def test_silence_of_portals() -> None:
    assert stalker("handshake", Failure("timeout")).word == "unreachable"
