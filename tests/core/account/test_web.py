"""Answers without an account: PANELS.md A1, A2, B and steps 3 to 7 of G3."""

from __future__ import annotations

import pytest

from bot.core.account.signs import HIDDEN
from tests.cases import each
from tests.core.account.base import FAKE_404, PHP, PLAIN_404, TEXT, debug, reply, word, xtream


def _names(text: str) -> list[str]:
    return text.split()


ORIGIN = _names(
    "NOT_IN_ALLOWED_IPS NOT_IN_ALLOWED_COUNTRY FORCED_COUNTRY_INVALID NOT_IN_ALLOWED_UAS BLOCKED_USER_AGENT "
    "EMPTY_USER_AGENT ISP_BLOCKED ASN_BLOCKED IP_BLOCKED HOSTING_DETECT PROXY_DETECT RESTREAM_DETECT BLOCKED_ASN "
    "EMPTY_UA IP_BAN COUNTRY_DISALLOW USER_AGENT_BAN CRACKED ISP_LOCK_FAILED CON_SVP"
)
SAID_NOTHING: tuple[object, ...] = ([], {}, "null", "false", '""', "0", {"js": {}}, {"ok": True}, '"text"')
NOTES = ("FLOOD ATTACK", "BRUTEFORCE USER ATTACK", "BRUTEFORCE MAC ATTACK", "LOGIN FLOOD ATTACK")
SERIAL = ("[MS] No Serial Number", "[MS] Invalid Serial Number")
OTHERS = _names(
    "DEVICE_NOT_ALLOWED DOWNLOAD_LIMIT_REACHED PROXY_NO_API_ACCESS PROXY_ACCESS_DENIED INVALID_HOST "
    "PLAYER_API_DISABLED LEGACY_PANEL_API_DISABLED LEGACY_GET_DISABLED LEGACY_EPG_DISABLED PLAYLIST_DISABLED "
    "EPG_DISABLED E2_DISABLED HLS_DISABLED TS_DISABLED CACHE_INCOMPLETE API_IP_NOT_ALLOWED INVALID_API_PASSWORD "
    "INVALID_STREAM_ID NOT_IN_BOUQUET STREAM_OFFLINE NO_SERVERS_AVAILABLE WAIT_TIME_EXPIRED VOD_DOESNT_EXIST "
    "ARCHIVE_DOESNT_EXIST SUBTITLE_DOESNT_EXIST THUMBNAIL_DOESNT_EXIST THUMBNAILS_NOT_ENABLED NO_TIMESTAMP "
    "USER_DISALLOW_EXT USER_ALREADY_CONNECTED GENERATE_PLAYLIST_FAILED EPG_FILE_MISSING TOKEN_EXPIRED TOKEN_ERROR "
    "NO_TOKEN_SPECIFIED LB_TOKEN_INVALID IP_MISMATCH INVALID_TYPE_TOKEN LINE_CREATE_FAIL STALKER_KEY_EXPIRED "
    "STALKER_IP_MISMATCH STALKER_CHANNEL_MISMATCH STALKER_DECRYPT_FAILED STALKER_INVALID_KEY E2_NO_TOKEN "
    "E2_TOKEN_DOESNT_MATCH E2_DEVICE_LOCK_FAILED E2_WATCHDOG_TIMEOUT NOT_ENIGMA_DEVICE MAG_TOKEN_INVALID "
    "CONNECTION_LOOP SOMETHING_NEW SHOW_NOT_ON_AIR_VIDEO"
)


@each(
    "name, verdict",
    [
        *[(name, "invalid_credentials") for name in ("INVALID_CREDENTIALS", "NO_CREDENTIALS", "AUTH_FAILED")],
        *[(name, "expired") for name in ("EXPIRED", "USER_EXPIRED", "show_expired_video")],
        *[(name, "banned") for name in ("BANNED", "USER_BAN", "show_banned_video")],
        *[(name, "disabled") for name in ("DISABLED", "USER_DISABLED")],
        *[(name, "blocked") for name in (*ORIGIN, *NOTES, *SERIAL)],
        *[(name, "unknown") for name in OTHERS],
        ("STALKER_chANNEL_MISMATch", "unknown"),
    ],
)
def test_debug_pages(name: str, verdict: str) -> None:
    for status in (200, 404):
        assert word("xtream", reply(debug(name), status, PHP)) == verdict
        assert word("m3u", reply(debug(name), status, PHP)) == verdict
        assert word("stalker", reply(debug(name), status, PHP)) == verdict


def test_what_a_debug_page_may_mean() -> None:
    assert xtream(reply(debug("USER_ALREADY_CONNECTED"))).candidates == ("max_connections",)
    assert xtream(reply(debug("DOWNLOAD_LIMIT_REACHED"))).candidates == ("rate_limited",)
    assert xtream(reply(debug("INVALID_HOST"))).hint == "another address"
    assert xtream(reply(debug("IP_BLOCKED"))).hint == "address blocked"
    assert xtream(reply(debug("ISP_BLOCKED"))).hint is None
    assert xtream(reply("show_banned_video", 403)).word == "banned"
    assert xtream(reply('<title>Debug Mode</title><H2 class="code"> EXPIRED </H2>')).word == "expired"
    assert xtream(reply("<p>Debug Mode</p><h2 class='e'>\nEXPIRED\n</h2>", 404)).word == "expired"
    assert xtream(reply("<html>Debug Mode</html>")).word == "not_xtream"
    assert xtream(reply("some_other_name")).word == "unknown"


@each(
    "body, status, verdict",
    [
        ({"error": "Unauthorized"}, 401, "invalid_credentials"),
        ({"error": "Your IP is blocked"}, 401, "blocked"),
        ("Your IP is blocked", 401, "blocked"),
        ({"error": "x", "message": "Your IP is blocked"}, 403, "blocked"),
        ({"message": "Your IP 192.0.2.7 has been temporarily banned"}, 200, "blocked"),
        ({"error": "Forbidden"}, 403, "blocked"),
        *[(body, 200, "unknown") for body in SAID_NOTHING],
        *[(body, 404, "unknown") for body in SAID_NOTHING[:3]],
        ({"detail": "Not Found"}, 404, "not_xtream"),
        ({"error": "x"}, 500, "server_error"),
        ([], 500, "server_error"),
        ({"error": "x"}, 429, "rate_limited"),
        ({"error": "Too many requests"}, 200, "rate_limited"),
        ({"error": "SQLSTATE[HY000] [2002] Connection refused"}, 200, "server_error"),
        ('"Forbidden"', 200, "blocked"),
        ({"error": "x"}, 400, "unknown"),
    ],
)
def test_json_without_an_account(body: object, status: int, verdict: str) -> None:
    assert xtream(reply(body, status)).word == verdict


def test_candidates_of_json_without_an_account() -> None:
    assert xtream(reply([])).candidates == ("invalid_credentials",)
    assert xtream(reply({"error": "Account expired"})).candidates == ("expired",)
    assert xtream(reply({"error": "Account expired"}, 403)).candidates == ("expired", "blocked")
    assert xtream(reply({"error": "x"}, 403)).candidates == ()


@each("status", [200, 403, 503])
@each(
    "body",
    [
        "<html><title>Just a moment...</title></html>",
        "<html><script>window._cf_chl_opt={}</script></html>",
        "<h1>Sorry, you have been blocked</h1>",
        *[f"error code: {code}" for code in (1005, 1006, 1010, 1015, 1020)],
        "<title>DDoS-Guard</title>",
        '<html><head><script src="/_Incapsula_Resource?a=1"></script></head></html>',
        "<html><script>window.gokuProps = {}</script></html>",
        "<title>Access denied | line.example used Cloudflare to restrict access</title>",
        "<p>Verifying you are human. This may take a few seconds.</p>",
    ],
)
def test_a_firewall_before_the_panel(body: str, status: int) -> None:
    found = xtream(reply(body, status, PHP))
    assert (found.word, found.hint, found.about) == ("blocked", "challenge", "checker")
    assert xtream(reply("<html></html>", status, {"cf-mitigated": "challenge"})).hint == "challenge"
    assert xtream(reply("<html></html>", status, {"CF-Mitigated": "challenge"})).hint == "challenge"


def test_a_firewall_that_cannot_reach_the_panel_is_the_server() -> None:
    assert xtream(reply("error code: 1033", 530)).word == "server_error"
    assert xtream(reply("error code: 1015", 429)).word == "rate_limited"


@each(
    "status, verdict",
    [
        (401, "invalid_credentials"),
        (429, "rate_limited"),
        *[(status, "max_connections") for status in (458, 509, 885)],
        *[(status, "blocked") for status in (403, 407, 444, 451, 454, 456, 459, 461, 462, 512, 513, 884)],
        *[(status, "not_xtream") for status in (404, 410)],
        *[(status, "server_error") for status in (500, 501, 502, 503, 504, 508, 551, *range(520, 527), 530, 599)],
        *[(status, "unknown") for status in (100, 400, 402, 405, 406, 408, 418, 460, 463, 464, 600, 999)],
    ],
)
def test_statuses(status: int, verdict: str) -> None:
    for body in ("", "<html><body>x</body></html>", "words"):
        found = xtream(reply(body, status))
        assert (found.word, found.http_status) == (verdict, status)


def test_candidates_of_statuses() -> None:
    for status in (512, 513, 884):
        assert set(xtream(reply("", status)).candidates) == {"invalid_credentials", "expired", "disabled", "blocked"}
    assert xtream(reply("", 551)).candidates == ("server_error", "max_connections")
    assert xtream(reply("", 503)).candidates == ("server_error", "rate_limited")
    assert xtream(reply("", 403)).candidates == ()
    assert xtream(reply("Your IP address is blacklisted", 403)).hint == "address blocked"


def test_the_page_that_hides_every_refusal() -> None:
    found = xtream(reply(FAKE_404, 404, PHP))
    assert (found.word, found.candidates) == ("unknown", HIDDEN)
    assert HIDDEN == ("invalid_credentials", "expired", "banned", "disabled", "blocked")
    assert xtream(reply(PLAIN_404, 404)).word == "not_xtream"


@pytest.mark.parametrize(
    ("location", "host", "verdict"),
    [
        ("https://search.example/", "", "not_xtream"),
        ("https://search.example/", "panel.example", "not_xtream"),
        ("https://panel.example/x", "panel.example", "unknown"),
        ("https://PANEL.example:8443/player_api.php?a=b", "", "unknown"),
        ("/login", "", "unknown"),
        ("", "", "unknown"),
        ("http://[broken", "panel.example", "unknown"),
    ],
)
def test_redirects_that_are_left_over(location: str, host: str, verdict: str) -> None:
    assert xtream(reply("", 302, {"location": location}), host).word == verdict


@each(
    "body, verdict",
    [
        ('{"user_info":{"auth":1,', "malformed"),
        ('{"user_info":' * 50_000, "malformed"),
        ("", "unknown"),
        (" \n\ufeff", "unknown"),
        *[
            (text, "blocked")
            for text in ("blocked", "Forbidden", " ACCESS DENIED\n", "Unauthorized.", "Your IP is banned")
        ],
        ("#EXTM3U\n#EXTINF:-1,Just a moment\n", "not_xtream"),
        ("<!DOCTYPE html><form>login</form>", "not_xtream"),
        ("<html><h1>Forbidden</h1></html>", "not_xtream"),
        ("hello <html>", "not_xtream"),
        ("SQLSTATE[HY000] [1040] Too many connections", "server_error"),
        ("<b>Fatal error</b>: Uncaught mysqli_sql_exception: Access denied for user", "server_error"),
        ("Error establishing a database connection", "server_error"),
        ("Error connecting to database", "server_error"),
        ("DB connection failed", "server_error"),
        ("Error connecting to MySQL", "server_error"),
        ("[playlist]\nFile1=x", "unknown"),
        ("{{ template }}", "unknown"),
        ('"{ no JSON"', "unknown"),
        ("{'user_info':{}}", "malformed"),
        ("OK", "unknown"),
        ("Invalid username or password", "invalid_credentials"),
        ("Wrong password or account expired", "unknown"),
    ],
)
def test_a_200_without_json(body: str, verdict: str) -> None:
    assert xtream(reply(body, 200, TEXT)).word == verdict
    assert xtream(reply(body, 204, TEXT)).word == verdict


def test_an_answer_that_broke_off_before_its_first_word() -> None:
    assert xtream(reply("", cut=True)).word == "malformed"
    assert xtream(reply("<html>", cut=True)).word == "not_xtream"


def test_what_must_never_be_said() -> None:
    # PANELS.md G6. The fake 404, 403, 884 and silence never say that the password is wrong or that somebody is banned.
    for answer in (reply(FAKE_404, 404, PHP), reply("", 403), reply("", 884), reply("Forbidden", 403)):
        assert xtream(answer).word not in ("invalid_credentials", "banned", "expired", "disabled", "not_xtream")
    # A ban of our address is about the checker.
    for text in ("Your IP is banned", "Your IP has been permanently banned", "your ip address was blocked"):
        for status in (200, 403):
            found = xtream(reply(text, status))
            assert (found.word, found.about, found.hint) == ("blocked", "checker", "address blocked")
    # Nothing without a word for it is active.
    for body in ("", "OK", "1", "true", "null", "[]", "{}", '{"user_info":{"status":"Fine"}}', '{"user_info":{"a":1}}'):
        for status in (200, 204, 301, 400, 403, 404, 500):
            assert xtream(reply(body, status)).word not in ("active", "trial", "max_connections")
