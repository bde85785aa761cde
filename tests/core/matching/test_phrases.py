"""Constants, aliases and single words: what answers, what does not, and what goes first."""

from __future__ import annotations

import pytest

from tests.cases import each
from tests.core.matching.base import answered, matcher

CONSTANTS = [
    ("USER_ALREADY_CONNECTED", "connected"),
    ("log: user_already_connected for line 7", "connected"),
    ("USER-ALREADY-CONNECTED", "connected"),
    ("User Already Connected", "connected"),
    ("user already connected", "connected"),
    ("UserAlreadyConnected in the panel", "connected"),
    ("the panel says IP_BAN", "ip-ban"),
    ("ip-ban", "ip-ban"),
    ("my log has IP BAN in it", "ip-ban"),
    ("STALKER_IP_MISMATch", "mismatch"),
    ("stalker ip mismatch", "mismatch"),
    ("connect ECONNREFUSED 203.0.113.7:8080", "refused"),
    ("econnrefused", "refused"),
    ("E/Player: error_code_io_bad_http_status", "exo-http"),
    # single words
    ("CRACKED", "cracked"),
    ("cracked", "cracked"),
    ("the log says cracked", "cracked"),
    ("reason CRACKED in there", "cracked"),
    ("my tv screen is cracked", None),
    ("can I get a cracked version", None),
    ("MY WHOLE TV IS CRACKED AND NOTHING ELSE", None),
    ("KEY_EXPIRED", "panel-key"),
    ("log: key_expired", "panel-key"),
    ("status: EXPIRED", "account-expired"),
    ("EXPIRED stands in the list", "panel-expired"),
    ("no IP_BAN here", None),
]

PHRASES = [
    ("access denied", "http-phrases"),
    ("it says: Access denied!", "http-phrases"),
    ("my account has expired", "account-expired"),
    ("Account is expired", "account-expired"),
    ("SUBSCRIPTION EXPIRED", "account-expired"),
    ("pone suscripcion caducada", "account-expired"),
    ("ABONNEMENT EXPIRE", "account-expired"),
    ("Подписка истекла", "account-expired"),
    ("java.net.UnknownHostException: example.com", "dns"),
    ('Unable to resolve host "example.com"', "dns"),
    ("invalid host", "bad-host"),
    ("INVALID_HOST", "panel-key"),
    ("invalidresponsecodeexception", "exo-http"),
    ("erreur de lecture", "failed"),
    ("黑屏", "buffering"),
    ("有些电视台黑屏", "buffering"),
    # what is more exact goes first
    ("playback error, my account has expired", "account-expired"),
    ("playback error and unable to resolve host", "dns"),
    ("account expired, error 403", "http-403"),
    ("playback error 2004, Response code: 403", "http-403"),
    ("buffering, then playback error", "buffering"),
    ("error 403 IP_BAN", "ip-ban"),
    ("HTTP 200 and puffert", "http-200"),
    # single common words need words around them that make them a report
    ("forbidden", "http-phrases"),
    ("it says forbidden", "http-phrases"),
    ("in our house television before breakfast is forbidden", None),
    ("buffering", "buffering"),
    ("buffering on sky sports", "buffering"),
    ("I read a long article about how buffering is done in modern video players by clever people who like it", None),
    # a number in a phrase
    ("404 stream cannot be reached", "http-404"),
    ("Error code 463 incorrect code", "ministra-497"),
    ("error 463", "http-4xx-other"),
    # questions
    ("is my subscription active", "guide-check"),
    ("is the subscription active", None),
    ("subscription active but no picture", "account-active"),
    ("what should I do", "guide-do"),
    (
        (
            "I moved to the new house on the hill and none of it feels right and nobody over there can ever tell me "
            "what should I do"
        ),
        None,
    ),
    # no report
    ("no access denied any more", None),
    ("it would be great if buffering could be shown as a number, please add", None),
    ("access denied but it works now", None),
    ("problem solved, it was playback error", None),
    ("http://example.com/access denied", None),
    ("nothing of that kind", None),
    ("", None),
    ("?!", None),
]


@each("text, entry", CONSTANTS + PHRASES)
def test_answers(text: str, entry: str | None) -> None:
    assert answered(text) == entry


def test_the_same_number_elsewhere_stands_behind() -> None:
    match = matcher().match("error 403")
    assert [ranked.id for ranked in match.entries] == ["http-403", "xtream-http-403", "gcore-http-403"]
    assert match.entries[0].confidence == 0.97
    assert match.entries[1].confidence < 0.1


@each(
    "text, entry",
    [
        ("player_api.php answers 403", "xtream-http-403"),
        ("get.php error 404", "xtream-http-404"),
        ("Xtream Codes API error 403", "xtream-http-403"),
        ("xtream api: 403", "xtream-http-403"),
        ("Xtream HTTP 403 Forbidden", "xtream-http-403"),
        ("error 403 with my xtream login", "http-403"),
        ("player_api.php error 502", "http-502"),
        ("403 forbidden, our streams are at Gcore", "gcore-http-403"),
        ("G-Core 403", "gcore-http-403"),
        ("X-Err-Code: 2000 and status 404", "gcore-x-err-2000"),
        ("error 2000", None),
        ("stalker portal error 463", "ministra-497"),
        ("error 422", "gcore-http-422"),
        ("error 437", "http-4xx-other"),
        ("error 599", "http-5xx-other"),
        ("exo error 22004", "exo-http"),
        ("ExoPlayer says 2004", "exo-http"),
    ],
)
def test_the_context_chooses_the_entry(text: str, entry: str | None) -> None:
    assert answered(text) == entry


def test_an_alias_of_two_entries_asks() -> None:
    match = matcher().match("shared words here")
    assert match.decision == "ask"
    assert {ranked.id for ranked in match.entries} == {"stb", "shared"}


@pytest.mark.parametrize("text", ["app says blocked", "blocked", "sale bloqueado"])
def test_an_ambiguous_word_asks(text: str) -> None:
    match = matcher().match(text)
    assert match.decision == "ask"
    assert [ranked.id for ranked in match.entries] == ["stb", "account-active"]


@pytest.mark.parametrize("text", ["my street was blocked by a big truck", "it says not blocked", "blocked: error 403"])
def test_an_ambiguous_word_does_not_ask(text: str) -> None:
    assert matcher().match(text).decision != "ask"


def test_of_several_numbers_the_others_are_ranked_behind() -> None:
    match = matcher().match("I had error 401, now error 500")
    assert [ranked.id for ranked in match.entries] == ["http-500", "http-401"]
    assert match.entries[0].confidence == 0.97
    assert match.entries[1].confidence == pytest.approx(0.03)
