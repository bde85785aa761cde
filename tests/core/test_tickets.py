"""Tickets as dialogues: the user's side, the team's side, and what the time does."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.account.verdict import Outcome, Verdict
from bot.core.effects import Audit, Ban, Card, Changed, Packet, Relay, Revise, Say, Told
from bot.core.events import Edited, Lapsed, Sent, Staffed, Undelivered, Wrote
from bot.core.frozen import replace
from bot.core.knowledge import Knowledge
from bot.core.moves import Means
from bot.core.redaction import MASK
from bot.core.state import State
from bot.core.ticket import Draft, Ticket
from tests.core.base import KEY, NOON, Conversation

if TYPE_CHECKING:
    from bot.core.events import Deed

MEANS = Means(tickets=True, desk="test", ref="T-7F3K")
OTHERS = "telegram:43"


class Desk(Conversation):
    """A conversation with people behind it."""

    def __init__(self, **means: Any) -> None:
        super().__init__()
        self.means = replace(MEANS, **means)

    def opened(self) -> Desk:
        """With a ticket that was sent."""
        self.write("error 403 in tivimate on all channels on fire tv")
        self.press("Talk to a human")
        self.press("Today")
        self.press("Send")
        return self

    def staff(self, deed: Deed, text: str = "", *, staff: str = "telegram:42", ticket: str = "T-7F3K") -> str:
        """A member of the team does something; what the user hears."""
        return self.do(Staffed(self._id(), KEY, self.now, ticket, deed, staff, "Kim", text, "telegram:-100/7"))

    @property
    def told(self) -> list[str]:
        return [one.text for one in self.effects(Told)]

    @property
    def relayed(self) -> list[str]:
        return [one.text for one in self.effects(Relay)]

    def ticket(self) -> Ticket:
        assert self.state.ticket
        return self.state.ticket

    def draft(self) -> Draft | None:
        return self.state.draft


def test_a_ticket_asks_only_for_what_is_missing_and_is_shown_before_it_is_sent() -> None:
    talk = Desk()
    talk.write("error 403 in tivimate on all channels")
    talk.press("Still broken")
    talk.press("Yes")
    assert talk.press("Talk to a human").startswith("I'll pass this on. Which device is it?")
    assert talk.press("Fire TV").startswith("Since when?")
    said = talk.press("Yesterday")
    assert said.splitlines()[:4] == [
        "This is what support will see:",
        "403 Forbidden, all channels, in TiviMate, on Fire TV, since yesterday.",
        "The account was not checked.",
        "Tried, still broken: (1) Close other devices. (2) Wait.",
    ]
    assert "A photo of the screen helps too" in said
    assert talk.labels == ["Send", "Add something", "Cancel"]
    assert talk.effects(Changed) == []
    sent = talk.press("Send")
    assert "Sent as T-7F3K" in sent
    assert "within a few hours" in sent
    assert talk.ticket().brief.startswith("T-7F3K · 403 Forbidden · Fire TV / TiviMate\n403 Forbidden, all channels")
    assert [one.what for one in talk.effects(Changed)] == ["opened"]
    (card,) = talk.effects(Card)
    assert card.title == "T-7F3K · 403 Forbidden"
    assert card.text.endswith("[open]")
    assert card.deeds == ("claim", "template", "resolve", "export", "ban")
    assert talk.effects(Packet) == [Packet("T-7F3K")]
    assert talk.draft() is None


def test_a_problem_that_nobody_knows_is_asked_for_and_what_is_typed_is_kept() -> None:
    talk = Desk()
    talk.write("the colours dance at full moon")
    assert "Talk to a human" not in talk.labels
    talk.write("the colours dance at full moon")
    assert "in a sentence or two" in talk.press("Talk to a human")
    assert "Which app is it?" in talk.write("the colours dance, my password is hunter22")
    assert "Which device" in talk.press("Other")
    assert "Since when?" in talk.write("fire tv")
    assert "one channel" in talk.write("since the thing with the roof")
    said = talk.press("All channels")
    assert "A problem that the bot does not know, all channels, on Fire TV." in said
    assert "The user adds: since the thing with the roof" in said
    assert "hunter22" not in said


def test_a_verdict_stands_in_the_ticket_with_its_age() -> None:
    talk = Desk()
    talk.write("error 403 in tivimate on all channels on fire tv")
    talk.press("Check my account")
    talk.write("http://line.example.com:8080/get.php?username=anna77&password=hunter22&type=m3u_plus")
    verdict = Verdict("active", exp_date=NOON + timedelta(days=100), max_connections=2, active_cons=2)
    talk.over(Outcome(verdict))
    talk.now += timedelta(minutes=4)
    talk.press("Talk to a human")
    said = talk.press("Today")
    assert (
        "Account: the account is active, ends 1 March 2027, 2 of 2 connections in use (checked 4 minutes ago)." in said
    )
    talk.press("Send")
    assert talk.ticket().brief.startswith("T-7F3K · 403 Forbidden · active, 2/2 · Fire TV / TiviMate")
    assert "anna77" not in talk.ticket().brief


def test_something_can_be_added_and_everything_can_be_dropped() -> None:
    talk = Desk()
    talk.write("error 403 in tivimate on all channels on fire tv")
    talk.press("Talk to a human")
    talk.press("I don't know")
    assert "What should support know" in talk.press("Add something")
    assert "This is what support will see" in talk.press("Back")
    assert "What should support know" in talk.press("Add something")
    assert "The user adds: only on Sundays" in talk.write("only on Sundays")
    assert "The user adds: and on Mondays" in talk.write("and on Mondays")
    for number in range(3):
        talk.write(f"{number} " + "long " * 300)
    assert talk.state.draft
    assert len(talk.state.draft.notes[-1]) < 1010
    talk.press("Add something")
    assert "That is all that fits" in talk.write("one more")
    assert talk.labels == ["Send", "Add something", "Cancel"]
    assert talk.press("Cancel") == "Nothing was sent."
    assert talk.draft() is None
    assert "Still broken" in talk.labels
    talk = Desk()
    assert "which goes wrong" not in talk.write("talk to a human")
    assert talk.press("Cancel") == "Nothing was sent."
    assert talk.labels == []


def test_an_answer_that_is_not_offered_any_more_asks_the_next_thing() -> None:
    talk = Desk()
    talk.write("error 403 in tivimate on all channels")
    talk.press("Talk to a human")
    button = next(one for one in talk.state.buttons if one.label == "Fire TV")
    talk.state = replace(talk.state, buttons=(replace(button, id=button.id.rpartition(".")[0] + ".99"),))
    assert "Since when?" in talk.press("Fire TV")


def test_where_others_read_along_it_leads_into_private_and_without_people_to_the_provider() -> None:
    talk = Desk()
    talk.private = False
    assert "in private only" in talk.command("ticket")
    assert talk.state.buttons[0].link == "ticket"
    talk = Desk()
    assert "What goes wrong" in talk.command("start", "ticket")
    talk = Desk(tickets=False)
    talk.write("error 403")
    assert "Talk to a human" not in talk.labels
    assert "I can't pass you on" in talk.write("talk to a human")


def test_too_many_tickets_are_refused_with_the_wait_also_at_the_last_moment() -> None:
    talk = Desk(ticket_wait=7200.0)
    assert "Again in 2 hours" in talk.write("talk to a human")
    talk = Desk()
    talk.write("error 403 in tivimate on all channels on fire tv")
    talk.press("Talk to a human")
    talk.press("Today")
    talk.means = replace(talk.means, ticket_wait=7200.0)
    assert "Again in 2 hours" in talk.press("Send")
    assert talk.state.ticket is None


def test_while_people_have_it_the_bot_passes_on_and_keeps_quiet() -> None:
    talk = Desk().opened()
    assert talk.write("error 502 now").startswith("Passed on to the team")
    assert talk.relayed == ["error 502 now"]
    assert talk.effects(Relay)[0].source == "user:message-1"
    assert talk.write("and 404") == ""
    assert talk.relayed == ["and 404"]
    assert [one.what for one in talk.effects(Changed)] == ["touched"]
    assert talk.write("my password is hunter22") == ""
    assert "hunter22" not in talk.relayed[0]
    assert "502 Bad Gateway" in talk.command("code", "502")  # what is asked for is answered
    assert talk.write("thanks") == ""
    assert talk.command("ticket", "one thing more") == ""
    assert talk.relayed == ["one thing more"]


def test_an_edit_follows_and_a_deletion_too() -> None:
    talk = Desk().opened()
    talk.write("error 502 now")
    talk.do(Wrote("e1", KEY, talk.now, "error 503 now", "message-1", edited=True))
    assert talk.effects(Revise) == [Revise("user:message-1", "error 503 now", "T-7F3K", "User:")]
    talk.do(Edited("e2", KEY, talk.now, "message-1", "my password is hunter22"))
    assert "hunter22" not in str(talk.effects(Revise)[0].text)
    talk.do(Edited("e3", KEY, talk.now, "message-1", None))
    assert talk.effects(Revise)[0].text is None
    talk = Desk()
    talk.do(Edited("e4", KEY, talk.now, "message-1", "hello"))
    assert talk.turn
    assert talk.turn.effects == ()


def test_a_second_problem_joins_the_ticket_that_is_open() -> None:
    talk = Desk().opened()
    assert "T-7F3K is with the support team" in talk.command("ticket")
    talk.command("code", "502")
    assert talk.press("Talk to a human") == "T-7F3K is open already, so I added this to it."
    assert talk.relayed[0].startswith("502 Bad Gateway")
    assert talk.ticket().problem == "http-502"


def test_status_shows_the_ticket_and_cancel_takes_it_back() -> None:
    talk = Desk().opened()
    assert "Your ticket: T-7F3K, it waits for the team." in talk.command("status")
    assert talk.labels == ["It is solved", "Cancel the ticket"]
    assert "T-7F3K is cancelled, and I am back" in talk.command("cancel")
    assert talk.relayed == ["The user has cancelled it."]
    assert talk.ticket().outcome == "cancelled"
    assert [one.what for one in talk.effects(Changed)] == ["closed"]
    assert talk.effects(Card)[0].deeds == ("reopen", "export")
    talk = Desk()
    talk.command("ticket", "it hums")
    assert talk.command("cancel") == "Nothing was sent."


def test_a_ticket_may_begin_with_words_behind_the_command() -> None:
    talk = Desk()
    assert "Which app is it?" in talk.command("ticket", "it hums since the moon is full")
    assert talk.state.draft
    assert talk.state.draft.notes == ("it hums since the moon is full",)


def test_solved_by_the_user() -> None:
    talk = Desk().opened()
    assert "Good! T-7F3K is closed, and I am back" in talk.press("It is solved")
    assert talk.relayed == ["The user says that it is solved."]
    assert "403 Forbidden" in talk.write("error 403")


def test_a_button_of_a_ticket_that_is_gone_is_no_error() -> None:
    talk = Desk().opened()
    talk.state = replace(talk.state, ticket=None)
    assert "You have no ticket" in talk.press("It is solved")
    talk = Desk().opened()
    talk.staff("resolve")
    talk.state = replace(talk.state, ticket=None)
    before = talk.state
    assert "Great" in talk.press("Yes, it helped")
    talk.state = before
    assert "Since when?" in talk.press("No, open it again")


def test_the_team_claims_answers_and_resolves_and_the_user_hears_of_the_team_not_of_a_name() -> None:
    talk = Desk().opened()
    assert talk.staff("claim") == ""
    assert talk.told == ["Kim has claimed it."]
    assert talk.effects(Audit) == [Audit("ticket claim", "T-7F3K", "telegram:42")]
    assert talk.effects(Card)[0].text.endswith("[claimed by Kim]")
    assert talk.effects(Card)[0].deeds[0] == "release"
    talk.staff("claim")
    assert talk.told == ["That is done already."]
    talk.staff("claim", staff=OTHERS)
    assert talk.told == ["Kim has it already."]
    assert talk.staff("reply", "Close the app on the other TV.") == "Support (T-7F3K):\nClose the app on the other TV."
    (said,) = talk.effects(Say)
    assert (said.source, said.ticket) == ("telegram:-100/7", "T-7F3K")
    assert talk.ticket().waits == "user"
    assert talk.effects(Card) == []
    assert not Relay("T-7F3K", "user", "hello").quiet
    assert Relay("T-7F3K", "system", "hello").quiet
    assert talk.write("done, works") == "Passed on to the team. I stay quiet until they answer."
    assert talk.ticket().waits == "team"
    assert talk.staff("resolve") == "The team closed T-7F3K. I am back. One question: did it help?"
    assert talk.effects(Card)[0].text.endswith("[closed (resolved)]")
    assert "Thank you" in talk.press("Yes, it helped")
    assert talk.relayed == ["The user says that it helped."]
    assert talk.records[0].data == {"ticket": "T-7F3K", "helped": True}


def test_whoever_answers_first_has_claimed_it_and_may_release_it() -> None:
    talk = Desk().opened()
    talk.staff("release")
    assert talk.told == ["That is done already."]
    talk.staff("reply", "Which app?")
    assert talk.ticket().claimed == "telegram:42"
    assert len(talk.effects(Card)) == 1
    talk.staff("release")
    assert talk.ticket().claimed is None
    assert talk.ticket().status == "open"


def test_what_looks_like_a_login_is_masked_and_the_team_is_told() -> None:
    talk = Desk().opened()
    said = talk.staff("reply", "Your new login: username: anna77 password: hunter22")
    assert "hunter22" not in said
    assert "blacked out" in talk.told[0]
    talk.staff("edit", "password: hunter33")
    assert "hunter33" not in str(talk.effects(Revise)[0].text)
    talk.staff("edit", " ")
    assert talk.told == ["There is nothing to send in that."]
    talk.staff("delete")
    assert talk.effects(Revise) == [Revise("telegram:-100/7", None)]
    talk.do(Staffed("d", KEY, talk.now, "T-7F3K", "delete", "telegram:42", "Kim"))
    assert talk.effects(Revise) == []
    talk.staff("reply", "  ")
    assert talk.told == ["There is nothing to send in that."]


def test_templates() -> None:
    talk = Desk().opened()
    assert "Your subscription ended." in talk.staff("template", "renew")
    talk.staff("template", "nothing")
    assert talk.told == ["There is no template called nothing. There are: renew."]
    talk.staff("template")
    assert talk.told == ["Which one? There are: renew."]
    talk.staff("template", "password: hunter22")
    assert "hunter22" not in talk.told[0]
    talk.base = Knowledge("test", {**talk.base.index, "templates": {}}, dict[str, Any]().__getitem__)
    talk.staff("template", "renew")
    assert "no templates yet" in talk.told[0]


def test_who_takes_a_copy_of_the_conversation_is_noted() -> None:
    talk = Desk().opened()
    talk.staff("export", "md")
    assert talk.effects(Packet) == [Packet("T-7F3K", "md")]
    talk.staff("resolve")
    talk.staff("export")
    assert talk.effects(Packet) == [Packet("T-7F3K", "html")]
    assert talk.effects(Audit) == [Audit("ticket export", "T-7F3K", "telegram:42")]


def test_a_closed_ticket_takes_no_answers_and_can_be_opened_again_by_both() -> None:
    talk = Desk().opened()
    talk.staff("resolve")
    assert talk.staff("reply", "one more thing") == ""
    assert talk.told == ["T-7F3K is closed. Reopen it to write to the user again."]
    assert "The team opened T-7F3K again" in talk.staff("reopen")
    assert talk.ticket().status == "claimed"
    talk.staff("reopen")
    assert talk.told == ["That is done already."]
    talk.staff("resolve")
    assert "T-7F3K is open again" in talk.press("No, open it again")
    assert talk.relayed == ["The user has opened it again."]
    assert talk.records[0].data["helped"] is False
    talk.staff("resolve")
    talk.write("error 403")  # a new problem does not make it lose the ticket
    assert talk.ticket().closed


def test_pressing_reopen_twice_is_no_harm() -> None:
    talk = Desk().opened()
    talk.staff("resolve")
    before = talk.state
    talk.press("No, open it again")
    talk.state = replace(before, ticket=talk.ticket())
    assert "is with the support team" in talk.press("No, open it again")


def test_a_ticket_that_is_not_the_users_any_more() -> None:
    talk = Desk()
    talk.staff("claim")
    assert talk.told == ["T-7F3K is not the user's ticket any more."]
    talk = Desk().opened()
    talk.staff("claim", ticket="T-0000")
    assert talk.told == ["T-0000 is not the user's ticket any more: that is T-7F3K."]


def test_ban_and_unban() -> None:
    talk = Desk().opened()
    assert "has ended this conversation" in talk.staff("ban")
    assert talk.effects(Ban) == [Ban(on=True)]
    assert talk.effects(Card)[0].deeds == ("unban", "export")
    talk.staff("unban")
    assert talk.effects(Ban) == [Ban(on=False)]
    assert talk.effects(Card)[0].deeds == ("reopen", "export")
    talk.staff("unban")
    assert talk.ticket().outcome == "cancelled"


@pytest.mark.parametrize("waits", ["team", "user"])
def test_silence_reminds_once_and_then_closes(waits: str) -> None:
    talk = Desk().opened()
    if waits == "user":
        talk.staff("reply", "Which app?")
    reminded = talk.do(Lapsed("l1", KEY, talk.now, "T-7F3K", close=False))
    assert ("I reminded them" if waits == "team" else "waits for you") in reminded
    assert talk.relayed == (["This ticket still waits for an answer of the team."] if waits == "team" else [])
    assert talk.do(Lapsed("l2", KEY, talk.now, "T-7F3K", close=False)) == ""
    closed = talk.do(Lapsed("l3", KEY, talk.now, "T-7F3K", close=True))
    assert ("has not answered" if waits == "team" else "Nobody wrote for a while") in closed
    assert talk.labels == ["Yes, it helped", "No, open it again"]
    assert talk.do(Lapsed("l4", KEY, talk.now, "T-7F3K", close=True)) == ""


def test_what_did_not_arrive_is_told_to_the_team() -> None:
    talk = Desk().opened()
    talk.do(Undelivered("u1", KEY, talk.now, "T-7F3K", "they have blocked the bot"))
    assert talk.relayed == ["That did not reach the user: they have blocked the bot."]
    talk.do(Undelivered("u2", KEY, talk.now, "T-0000", "gone"))
    assert talk.relayed == []


def test_a_photo_is_seen_only_if_the_user_agrees() -> None:
    talk = Desk()
    talk.write("error 403 in tivimate on all channels on fire tv")
    assert "I can't look at pictures" in talk.send("photo", "file-0")  # nobody is there to see it
    talk.press("Talk to a human")
    talk.press("Today")
    assert "Shall support see this photo?" in talk.send("photo", "file-1")
    assert "With 1 photo(s)." in talk.press("Yes, pass it on")
    assert "Shall support see this photo?" in talk.send("photo", "file-2")
    assert "With 1 photo(s)." in talk.press("No")
    talk.press("Send")
    assert [one.photo for one in talk.effects(Relay)] == ["test:file-1"]
    assert talk.send("photo", "file-3") == ""
    assert [one.photo for one in talk.effects(Relay)] == ["test:file-3"]
    assert "I can't listen" in talk.send("voice")
    talk = Desk().opened()
    talk.send("photo", "file-4")
    assert talk.press("No") == "All right, nobody sees it."
    talk.send("photo", "file-5")
    assert talk.press("Yes, pass it on") == "Passed on."
    assert [one.photo for one in talk.effects(Relay)] == ["test:file-5"]
    talk = Desk(desk="elsewhere").opened()
    assert "can't pass on photos" in talk.send("photo", "file-6")


def test_what_an_answer_says_beside_a_name_is_kept() -> None:
    talk = Desk()
    talk.write("error 502")
    talk.press("Talk to a human")
    talk.write("tivimate")
    talk.write("the fire tv in the kitchen, by cable")
    assert "Is it one channel" in talk.write("since monday, with a vpn")
    said = talk.write("error 403 too")
    assert "502 Bad Gateway, in TiviMate, on Fire TV." in said
    added = [line for line in said.splitlines() if line.startswith("The user adds: ")]
    notes = ["the fire tv in the kitchen, by cable", "since monday, with a vpn", "error 403 too"]
    assert added == [f"The user adds: {note}" for note in notes]


def test_a_photo_instead_of_an_answer_leaves_the_question_open() -> None:
    talk = Desk()
    talk.write("error 403")
    assert "Which app is it?" in talk.press("Talk to a human")
    talk.send("photo", "first")
    assert "Which app is it?" in talk.write("yes")
    assert "Which device is it?" in talk.press("Kodi")


def test_an_account_check_is_told_to_the_team() -> None:
    talk = Desk().opened()
    talk.command("check")
    talk.write("http://line.example.com:8080/get.php?username=anna77&password=hunter22&type=m3u_plus")
    assert talk.relayed == []
    talk.over(Outcome(Verdict("expired")))
    assert talk.relayed == ["Account check: the subscription ended."]
    talk.write("anna77 is my name")
    assert talk.relayed


def test_the_end_of_a_check_does_not_get_between_a_ticket_in_the_making_and_its_answers() -> None:
    talk = Desk()
    talk.command("check")
    talk.write("http://line.example.com:8080/get.php?username=anna77&password=hunter22&type=m3u_plus")
    talk.command("ticket")
    assert talk.over(Outcome(Verdict("expired"))).startswith("The subscription ended")
    talk.write("black since noon")
    for answer in ("TiviMate", "Fire TV", "Today"):
        talk.press(answer)
    preview = talk.press("All channels")
    assert "black since noon" in preview
    assert "Account: the subscription ended" in preview
    assert talk.press("Send").startswith("Sent as T-7F3K")


def test_a_login_that_is_known_stands_in_the_brief() -> None:
    talk = Desk()
    talk.base.index["groups"]["xtream login"] = "login-type"
    talk.write("error 403 in tivimate on all channels on fire tv")
    names = (*talk.state.signals.names, "xtream login")
    talk.state = replace(talk.state, signals=replace(talk.state.signals, names=names), tried=("http-403/gone",))
    talk.press("Talk to a human")
    assert "Login: xtream login." in talk.press("Today")


def test_an_answer_of_the_team_does_not_get_between_a_question_and_its_answer() -> None:
    talk = Desk().opened()
    talk.command("check")
    talk.staff("reply", "Which app?")
    assert talk.state.phase == "login"
    talk.write("http://line.example.com:8080/get.php?username=anna77&password=hunter22&type=m3u_plus")
    assert len(talk.checks) == 1
    talk.staff("resolve")
    assert talk.state.wanted is None


def test_people_may_take_their_time() -> None:
    talk = Desk().opened()
    talk.now += timedelta(days=2)
    talk.staff("reply", "Sorry for the wait.")
    talk.now += timedelta(days=2)
    assert "T-7F3K is closed" in talk.press("It is solved")
    talk = Desk().opened()
    talk.staff("resolve")
    talk.now += timedelta(days=2)
    assert "Thank you" in talk.press("Yes, it helped")


def test_the_team_reads_what_one_of_them_answered_by_a_form() -> None:
    desk = Desk().opened()
    desk.do(Staffed(desk._id(), KEY, desk.now, "T-7F3K", "reply", OTHERS, "Kim", "Is it on?"))  # noqa: SLF001 -- its own ids
    assert desk.relayed == ["Kim: Is it on?"]
    assert desk.effects(Relay)[0].quiet
    desk.staff("reply", "Is it off?")
    assert desk.relayed == []  # it stands in their chat already


def test_a_photo_beside_words_that_were_heard_is_no_matter_of_its_own() -> None:
    desk = Desk()
    assert desk.do(Sent("1", KEY, desk.now, "photo", file="AgA", beside=True)) == ""
    asked = desk.opened().do(Sent("2", KEY, desk.now, "photo", file="AgA", beside=True))
    assert asked.startswith("Shall support see this photo?")
    for number in range(3, 6):  # more of the same message
        assert desk.do(Sent(str(number), KEY, desk.now, "photo", file=f"AgA{number}", beside=True)) == ""
    desk.press("Yes, pass it on")
    assert [one.photo for one in desk.effects(Relay)] == ["test:AgA3", "test:AgA4", "test:AgA5"]


MOMENTS = st.datetimes().map(lambda at: at.replace(tzinfo=NOON.tzinfo))
TICKETS = st.builds(
    Ticket,
    ref=st.text(min_size=1),
    problem=st.none() | st.text(min_size=1),
    desk=st.none() | st.text(min_size=1),
    opened=MOMENTS,
    touched=MOMENTS,
    status=st.sampled_from(["open", "claimed", "closed"]),
    waits=st.sampled_from(["team", "user"]),
    claimed=st.none() | st.text(min_size=1),
    reminded=st.booleans(),
    photos=st.booleans(),
    passed=st.booleans(),
    outcome=st.none() | st.sampled_from(["resolved", "stale"]),
    brief=st.text(),
)
DRAFTS = st.builds(
    Draft,
    asked=st.lists(st.text()).map(tuple),
    since=st.none() | st.text(min_size=1),
    notes=st.lists(st.text()).map(tuple),
    photos=st.lists(st.text()).map(tuple),
    pending=st.lists(st.text()).map(tuple),
)


@given(TICKETS, DRAFTS)
def test_state_keeps_tickets_and_drafts(ticket: Ticket, draft: Draft) -> None:
    state = State(ticket=ticket, draft=draft)
    assert State.from_json(state.as_json()) == state


def test_what_the_team_asks_for_is_masked_though_it_is_a_plain_word() -> None:
    desk = Desk().opened()
    desk.staff("reply", "Hello, thanks for waiting. Which username do you use?")
    desk.write("marlene")
    assert desk.relayed == [MASK]
    desk.write("thank you")
    assert desk.relayed == ["thank you"]
