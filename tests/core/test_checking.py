"""The account check as a dialogue, without a panel."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.account.verdict import ABOUT, HINTS, Outcome, Verdict
from bot.core.effects import Forget, Hide, Record, Say
from bot.core.events import Pressed
from bot.core.texts import say
from tests.core.base import ENTRIES, KEY, Conversation, entry, knowledge

LINK = "http://line.example.com:8080/get.php?username=ab12cd&password=x7Kq9w&type=m3u_plus&output=ts"
SPRING = datetime(2027, 3, 14, tzinfo=UTC)


def told(word: str, **more: object) -> Outcome:
    return Outcome(replace(Verdict(word), **more))  # type: ignore[arg-type]


def asked(talk: Conversation) -> Conversation:
    talk.write("error 403")
    talk.press("Check my account")
    return talk


def test_a_reported_error_a_link_one_look_and_a_conclusion_that_joins_both() -> None:
    talk = Conversation()
    assert "I have not looked at your account." in talk.write("error 403")
    said = talk.press("Check my account")
    assert "get.php?username=" in said
    assert "keep no login" in said
    assert talk.labels == ["M3U link", "Xtream login", "MAC / portal", "Cancel"]
    assert talk.write(LINK) == "Checking once …"
    assert talk.hides == [Hide("message-1")]
    (check,) = talk.checks
    assert (check.login.kind, check.login.server.origin) == ("xtream", "http://line.example.com:8080")
    assert (check.login.username.reveal(), check.login.password.reveal()) == ("ab12cd", "x7Kq9w")  # type: ignore[union-attr]
    said = talk.over(told("active", exp_date=SPRING, max_connections=2, active_cons=0))
    assert said.startswith("Your account is active until 14 March 2027, and 0 of 2 connections are in use right now.\n")
    assert talk.labels == ["Fixed", "Still broken", "Tell me more"]
    assert talk.held is None
    assert talk.turn is not None
    assert [one.slot for one in talk.turn.effects if isinstance(one, Say)] == [check.id]
    assert talk.records == [Record("checked", {"verdict": "active", "entry": "http-403"})]


def test_nothing_of_a_login_stands_in_the_state_or_the_records() -> None:
    talk = asked(Conversation())
    talk.press("Xtream login")
    for text in ("http://line.example.com:8080", "Zq81name", "Zq82pass"):
        talk.write(text)
        assert talk.turn is not None
        told_of = [one for one in talk.turn.effects if isinstance(one, Say | Record)]
        assert "Zq8" not in repr(talk.turn) + repr(talk.state.as_json()) + repr(told_of)
    assert talk.checks


def test_parts_are_asked_for_one_at_a_time_and_taken_as_they_are() -> None:
    talk = asked(Conversation())
    assert "one after the other" in talk.press("Xtream login")
    assert "username" in talk.write("line.example.com:8080")
    assert talk.state.wanted == "username"
    assert "password" in talk.write("403")
    assert talk.write("error 404 Not Found") == "Checking once …"
    (check,) = talk.checks
    assert check.login.password is not None
    assert check.login.password.reveal() == "error 404 Not Found"


def test_parts_that_another_process_held_are_asked_for_again() -> None:
    talk = asked(Conversation())
    talk.press("Xtream login")
    talk.write("line.example.com:8080")
    talk.held = None
    assert "in memory only" in talk.write("anna")
    assert talk.state.wanted == "link"
    assert talk.write(LINK) == "Checking once …"


def test_cancel_goes_back_to_where_we_were_at_any_point() -> None:
    talk = asked(Conversation())
    talk.press("Xtream login")
    talk.write("line.example.com:8080")
    assert "kept nothing" in talk.press("Cancel")
    assert talk.held is None
    assert (talk.state.phase, talk.state.entry, talk.state.wanted) == ("answered", "http-403", None)
    assert "Every channel?" in talk.press("Still broken")


def test_a_check_that_was_cancelled_says_nothing_any_more() -> None:
    talk = asked(Conversation())
    talk.write(LINK)
    talk.command("cancel")
    assert talk.over(told("active")) == ""


def test_a_new_problem_may_be_typed_while_a_login_is_wanted_and_what_is_no_login_is_told() -> None:
    talk = asked(Conversation())
    assert talk.write("error 502").startswith("502 Bad Gateway")
    talk = asked(Conversation())
    assert "no login in that" in talk.write("moon river")
    assert talk.state.wanted == "link"


def test_of_a_long_log_a_login_is_read_at_either_end() -> None:
    log = "a line of a log without anything\n" * 1000
    for text, checks in ((f"{LINK}\n{log}", 1), (f"{log}\n{LINK}", 1), (f"{log}\n{LINK}\n{log}", 0)):
        talk = asked(Conversation())
        talk.write(text)
        assert len(talk.checks) == checks
        assert talk.hides


def test_two_logins_in_one_message_are_refused() -> None:
    talk = asked(Conversation())
    said = talk.write(LINK + "\n" + LINK.replace("ab12cd", "ef34gh"))
    assert "more than one login" in said
    assert not talk.checks


def test_the_link_doctor_speaks_before_anybody_is_asked() -> None:
    talk = asked(Conversation())
    said = talk.write(LINK.replace("password=", "pasword="))
    assert not talk.checks
    assert "pasword" in said
    assert "Corrected: http://line.example.com:8080/get.php?username=••••&password=••••" in said
    assert talk.press("Check the account all the same") == "Checking once …"
    assert talk.checks[0].login.password is not None
    assert talk.checks[0].login.password.reveal() == "x7Kq9w"


def test_a_login_that_nobody_asked_for_is_hidden_and_may_be_checked_at_once() -> None:
    talk = Conversation()
    said = talk.write(LINK)
    assert talk.hides
    assert "Shall I ask the panel once" in said
    assert talk.press("Check my account") == "Checking once …"
    assert "Your account is active." in talk.over(told("active"))
    assert talk.labels == ["Another problem"]  # nothing was reported, so nothing can be fixed
    assert talk.press("Another problem")


def test_an_error_with_a_login_is_answered_and_the_login_is_at_hand() -> None:
    talk = Conversation()
    said = talk.write(f"error 403 with {LINK}")
    assert said.startswith("Xtream API 403")  # the link says where the number came from
    assert talk.hides
    assert talk.press("Check my account") == "Checking once …"


def test_in_a_group_nothing_private_is_asked_for() -> None:
    talk = Conversation()
    talk.private = False
    talk.write("error 403")
    assert "in private" in talk.press("Check my account")
    assert talk.labels == ["Open a private chat"]
    assert talk.turn is not None
    assert [button.link for one in talk.turn.effects if isinstance(one, Say) for button in one.buttons] == ["check"]
    assert "Shall I ask" not in talk.write(LINK)
    assert talk.hides
    talk.private = True
    assert "Send me the link" in talk.command("start", "check")


def test_the_command_takes_a_link_too() -> None:
    talk = Conversation()
    assert "Send me the link" in talk.command("check")
    assert talk.command("check", LINK) == "Checking once …"
    talk.private = False
    assert "in private" in talk.command("check") or talk.checks == []


def test_too_many_checks_are_refused_with_the_wait() -> None:
    talk = Conversation()
    talk.write("error 403")
    talk.check_wait = 7300
    assert "Again in 3 hours" in talk.press("Check my account")
    talk.check_wait = 0
    talk.press("Check my account")
    talk.check_wait = 7300
    assert "Again in 3 hours" in talk.write(LINK)
    assert not talk.checks


def test_the_bots_own_refusal_says_when_to_come_back() -> None:
    talk = asked(Conversation())
    talk.write(LINK)
    said = talk.over(Outcome(refused="failures", wait=840))
    assert "leave it alone" in said
    assert "Ask me again in 14 minutes." in said
    assert talk.labels == ["Fixed", "Still broken", "Check my account", "Tell me more"]


def test_an_interrupted_check_is_told() -> None:
    talk = asked(Conversation())
    talk.write(LINK)
    assert "interrupted" in talk.over(None)
    assert "Check my account" in talk.labels


def test_a_hidden_reason_offers_what_the_user_may_know() -> None:
    talk = asked(Conversation())
    talk.write(LINK)
    said = talk.over(told("unknown", candidates=("invalid_credentials", "expired")))
    assert "same answer for a wrong password, an ended subscription and a blocked account" in said
    assert talk.labels == ["It was a typo", "My subscription ended", "Neither"]
    assert "corrected login" in talk.press("It was a typo")
    assert talk.write(LINK.replace("x7Kq9w", "x7Kq9W")) == "Checking once …"
    talk.over(told("invalid_credentials"))
    assert "renewing it is the fix" in talk.press("My subscription ended")
    assert "Fixed" in talk.labels


def test_neither_goes_on_with_the_error_or_asks_for_it() -> None:
    talk = asked(Conversation())
    talk.write(LINK)
    talk.over(told("unknown"))
    assert "Next most likely: the line is in use." in talk.press("Neither")
    talk = Conversation()
    talk.command("check")
    talk.write(LINK)
    talk.over(told("invalid_credentials"))
    assert "exact words" in talk.press("Neither")


def test_a_portal_is_not_asked_unless_the_operator_and_the_user_want_it() -> None:
    talk = asked(Conversation())
    portal = "http://portal.example.com/c/ 00:1A:79:12:34:56"
    assert "logs your box out" in talk.write(portal)
    assert not talk.checks
    talk.press("Check my account")
    talk.portals = True
    assert "must be restarted" in talk.write(portal)
    assert not talk.checks
    assert talk.press("Yes, ask the portal and log my box out") == "Checking once …"
    assert talk.checks[0].login.kind == "stalker"


def test_consent_is_asked_for_again_when_the_login_was_lost() -> None:
    talk = asked(Conversation())
    talk.portals = True
    talk.write("http://portal.example.com/c/ 00:1A:79:12:34:56")
    talk.held = None
    assert "in memory only" in talk.press("Yes, ask the portal and log my box out")


def test_a_verdict_is_joined_with_an_error_that_is_reported_afterwards_for_an_hour() -> None:
    talk = Conversation()
    talk.command("check")
    talk.write(LINK)
    talk.over(told("active", exp_date=SPRING))
    said = talk.write("error 403")
    assert "I looked at your account a moment ago. Your account is active until 14 March 2027." in said
    assert "not looked" not in said
    assert "Check my account" not in talk.labels
    talk.now += timedelta(hours=2)
    assert "I have not looked at your account." in talk.write("error 502")
    talk.command("forget")
    assert talk.turn is not None
    assert Forget() in talk.turn.effects
    assert talk.state.verdict is None


def test_causes_in_the_account_are_left_out_when_the_panel_said_that_it_is_fine() -> None:
    causes = ENTRIES[0].causes
    mixed = entry(
        "http-403", title="403 Forbidden", codes=("403",), causes=(replace(causes[0], area="account"), *causes[1:])
    )
    talk = Conversation(knowledge([mixed, *ENTRIES[1:]]))
    talk.command("check")
    talk.write(LINK)
    talk.over(told("active"))
    talk.write("error 403")
    talk.press("Still broken")
    assert "network is not allowed" not in talk.write("still broken")


def test_every_hint_and_every_verdict_has_its_words() -> None:
    for hint in HINTS:
        assert say(f"hint {hint}")
    for word in ABOUT:
        assert say(f"verdict {word}")
        talk = Conversation()
        talk.command("check")
        talk.write(LINK)
        said = talk.over(told(word, exp_date=SPRING, hint="challenge"))
        assert said
        assert "{" not in said


@pytest.mark.parametrize("button", ["1.check", "1.agree", "1.typo", "1.kind.m3u", "1.kind.x", "1.stop", "1.neither"])
def test_a_button_of_the_check_that_is_not_due_does_no_harm(button: str) -> None:
    talk = Conversation()
    talk.write("moon river")
    assert talk.do(Pressed("p", KEY, talk.now, button)) == ""


def test_a_server_alone_is_recognised_and_the_rest_is_asked_for() -> None:
    talk = Conversation()
    assert "address of a server" in talk.write("line.example.com:8080")
    assert "username" in talk.press("Check my account")
    talk.write("anna77")
    assert talk.write("x7Kq9w") == "Checking once …"


def test_a_kind_that_does_not_exist_asks_for_the_link() -> None:
    talk = asked(Conversation())
    assert "Send me the link" in talk.do(Pressed("p", KEY, talk.now, f"{talk.state.turn}.kind.cassette"))


def test_two_logins_that_nobody_asked_for_are_refused_too() -> None:
    assert "more than one login" in Conversation().write(f"{LINK} {LINK.replace('ab12cd', 'ef34gh')}")


def test_what_cannot_be_checked_says_why() -> None:
    talk = asked(Conversation())
    assert "only a code in place of a login" in talk.write("http://line.example.com:8080/play/AbCdEf0123456789/ts")
    assert talk.state.phase == "answered"
    talk = asked(Conversation())
    assert "in front of the server" in talk.write("http://anna:x7Kq9w@line.example.com:8080/")


def test_what_the_doctor_forgives_is_told_and_the_check_goes_on() -> None:
    talk = asked(Conversation())
    said = talk.write(LINK.replace("&type=m3u_plus&output=ts", ""))
    assert "`type=`" in said
    assert said.endswith("Checking once …")


def test_the_operators_own_network_is_no_fault() -> None:
    talk = asked(Conversation())
    near = LINK.replace("line.example.com", "10.1.2.3")
    assert "inside a home network" in talk.write(near)
    talk = asked(Conversation())
    talk.private_networks = ("10.1.0.0/16",)
    assert talk.write(near) == "Checking once …"
    assert "inside a home network" in talk.write(near.replace("10.1.2.3", "10.9.9.9"))


def test_an_answer_from_memory_says_so() -> None:
    talk = asked(Conversation())
    talk.write(LINK)
    assert "from 5 min ago" in talk.over(Outcome(Verdict("active"), ago=301))
