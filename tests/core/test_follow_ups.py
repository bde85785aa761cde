"""What people write between two answers: half sentences, numbers, yes and no, questions back."""

from __future__ import annotations

import pytest

from bot.core.account.verdict import Outcome, Verdict
from bot.core.effects import Record, Say
from bot.core.events import Commanded, Pressed
from bot.core.frozen import replace
from bot.core.moves import Means
from bot.core.texts import say
from tests.cases import each
from tests.core.base import ENTRIES, KEY, NOON, VOCABULARY, Conversation, entry, knowledge

LINK = "http://line.example.com:8080/get.php?username=ab12cd&password=x7Kq9w&type=m3u_plus"


def under_a_question() -> Conversation:
    """The bot has asked: Every one, Just one, I don't know."""
    talk = Conversation()
    talk.write("error 403")
    talk.press("Still broken")
    return talk


def with_verdict(word: str, *, report: str = "error 403") -> Conversation:
    talk = Conversation()
    if report:
        talk.write(report)
    talk.command("check", LINK)
    talk.over(Outcome(Verdict(word)))  # type: ignore[arg-type]  # each word is one of them
    return talk


@each(
    "typed, reply",
    [
        ("i dont know", "Next most likely"),
        ("Every one!", "it is every channel, now most likely"),
        ("every", "it is every channel, now most likely"),
        ("1", "it is every channel, now most likely"),
        ("the first one", "it is every channel, now most likely"),
        ("number 2", "NOT_IN_BOUQUET"),
        ("option 9", "I didn't get that"),
        ("the one", "I didn't get that"),
        ("?!", "I didn't get that"),
        ("yes", "I didn't get that"),
    ],
)
def test_an_answer_may_be_a_word_of_a_label_or_its_place(typed: str, reply: str) -> None:
    assert reply in under_a_question().write(typed)


def test_a_word_that_begins_several_labels_or_another_phases_is_none_of_them() -> None:
    talk = Conversation()
    talk.write("error 403")
    assert "I don't know that one" in talk.write("talk")
    talk = Conversation(knowledge([entry("one", title="Red", aliases=("x1",)), entry("two", title="Blue")]))
    talk.write("x1")
    assert "I don't know that one" in talk.write("2")


def test_a_choice_may_be_made_by_its_place() -> None:
    twice = [entry("one", title="One", aliases=("it hums",)), entry("two", title="Two", aliases=("it hums",))]
    talk = Conversation(knowledge([*twice, *ENTRIES]))
    talk.write("it hums")
    assert talk.write("which?").splitlines()[:2] == ["I didn't get that.", "Which one is it?"]
    assert talk.write("the second one").startswith("Two")


def test_what_is_not_understood_leaves_the_question_open_once() -> None:
    talk = under_a_question()
    buttons = talk.state.buttons
    said = talk.write("my aunt hums")
    assert said.splitlines()[:2] == ["I didn't get that.", "Every channel?"]
    assert talk.records == [Record("unknown")]
    assert talk.effects(Say)[0].buttons == talk.state.buttons == buttons
    assert "I still don't know" in talk.write("my aunt hums")
    assert talk.labels == ["Nothing plays", "Guide"]


def test_what_is_not_understood_under_advice_leaves_its_buttons() -> None:
    talk = Conversation()
    talk.write("error 403")
    assert "If it belongs to “403 Forbidden”, press what fits." in talk.write("my aunt hums")
    assert "Every channel?" in talk.press("Still broken")
    assert talk.state.lost == 0
    assert "I didn't get that" in talk.write("my aunt hums")
    assert "now most likely" in talk.press("Every one")


def test_a_question_whose_entry_is_gone_is_not_asked_again() -> None:
    talk = under_a_question()
    talk.state = replace(talk.state, question=9)
    assert "I don't know that one" in talk.write("my aunt hums")


def test_tell_me_more_may_be_asked_in_other_words_and_is_told_once() -> None:
    talk = Conversation()
    talk.write("error 403")
    said = talk.write("what does it mean")
    assert said.startswith("403 Forbidden – what is behind it:\nMore about http-403.")
    assert talk.write("what does it mean") == "That is all I know about “403 Forbidden”."
    assert "Every channel?" in talk.press("Still broken")
    assert talk.write("what does it mean").endswith("Every channel?")
    assert "now most likely" in talk.press("Every one")


def test_other_errors_in_the_same_message_are_named() -> None:
    ended = entry("ended", title="USER_EXPIRED", constants=("USER_EXPIRED",), fixable_by="your provider")
    said = Conversation(knowledge([*ENTRIES, ended])).write("USER_EXPIRED and NOT_IN_BOUQUET and error 502")
    first, named = said.splitlines()[0], next(line for line in said.splitlines() if line.startswith("You also named"))
    titles = {"USER_EXPIRED", "NOT_IN_BOUQUET", "502 Bad Gateway"}
    assert {title for title in titles if title in first + named} == titles
    assert not any(title in named for title in titles if first.startswith(title))


def test_documents_of_our_own_have_a_name_that_others_understand() -> None:
    noted = replace(entry("one", aliases=("it hums",)).sources[0], document="PANELS.md")
    talk = Conversation(knowledge([entry("one", aliases=("it hums",), sources=(noted,))]))
    talk.write("it hums")
    assert "Source: how panels behave." in talk.press("Tell me more")


def test_yes_takes_an_offered_check_and_asks_under_advice() -> None:
    talk = Conversation()
    assert "Shall I ask the panel once" in talk.write(LINK)
    assert talk.write("yes please") == "Checking once …"
    talk = Conversation()
    talk.write("error 403")
    assert talk.write("yes") == "Good. So does it work again?"
    assert "Every channel?" in talk.press("Still broken")


def test_check_my_account_may_be_typed_where_no_button_says_so() -> None:
    assert "get.php" in Conversation().write("check my account")


def test_a_guide_that_names_the_check_offers_it() -> None:
    step = f"Or press “{say('check')}”."
    safe = entry("guide-safe", category="guide", causes=(), steps=(step,), aliases=("is my account alive",))
    talk = Conversation(knowledge([safe]))
    talk.write("is my account alive")
    assert talk.labels[:3] == ["That helps", "I still have a problem", "Check my account"]
    assert "get.php" in talk.press("Check my account")


def test_a_name_alone_is_noted() -> None:
    talk = Conversation()
    assert talk.write("tivimate").startswith("TiviMate: noted. What does it show?")
    talk.write("error 403")
    assert talk.state.signals.app == "TiviMate"


def test_stop_drops_what_is_going_on() -> None:
    talk = Conversation()
    talk.command("check")
    assert "no check" in talk.write("stop")
    talk.write("error 403")
    assert "we stop here" in talk.write("stop")
    assert talk.state.entry is None


def test_i_do_not_know_is_no_login() -> None:
    talk = Conversation()
    talk.command("check")
    assert "I see no login in that" in talk.write("no idea")


def test_an_unclear_still_broken_is_about_the_problem_at_hand() -> None:
    unclear = {"name": "no", "entries": ["http-502", "bouquet"], "heard": {"en": ["no funciona"]}}
    talking = [*VOCABULARY["talk"], {"name": "still broken", "heard": {"es": ["no funciona"]}}]
    talk = Conversation(knowledge(vocabulary={**VOCABULARY, "ambiguous": [unclear], "talk": talking}))
    assert "Which one is it?" in talk.write("no funciona")
    talk.write("error 403")
    assert "Every channel?" in talk.write("no funciona")


def test_small_talk_is_no_error_although_an_entry_is_about_the_same_words() -> None:
    alike = entry("alike", title="Alike", aliases=("did not help", "talk to a human"))
    talk = Conversation(knowledge([alike, *ENTRIES]))
    assert talk.write("did not help") == "Which one is it?"  # it may be a report, but it says too little
    assert talk.labels == ["Alike", "Something else"]
    assert "send me the exact words" in talk.write("did not help")  # none of those
    assert "I can't pass you on" in talk.write("talk to a human")


@pytest.mark.parametrize("word", ["expired", "banned", "disabled"])
def test_an_account_that_is_stopped_comes_before_everything_in_the_app(word: str) -> None:
    talk = with_verdict(word)
    said = talk.press("Still broken")
    assert said.startswith(f"The account comes first: {say(f'verdict {word}')}.")
    assert talk.labels == ["Fixed", "Still broken", "Check once more", "Tell me more"]
    assert "Every channel?" in talk.press("Still broken")  # it is said once
    talk = with_verdict(word)
    talk.press("Still broken")
    assert "get.php" in talk.press("Check once more")


def test_without_an_error_it_comes_first_too_and_a_login_that_is_refused_may_be_a_typo() -> None:
    talk = with_verdict("expired", report="")
    assert "The account comes first" in talk.write("still broken")
    assert talk.labels == ["Check once more", "Another problem"]
    assert "exact words" in talk.write("still broken")
    assert "Every channel?" in with_verdict("invalid_credentials").write("still broken")
    talk = with_verdict("expired")
    talk.write("what is m3u")
    assert "provider's turn" in talk.write("did not help")  # a guide has nothing to do with the account


def test_a_check_that_was_interrupted_is_offered_once() -> None:
    talk = Conversation()
    talk.write("error 403")
    talk.command("check", LINK)
    talk.over(None)
    assert talk.labels.count("Check my account") == 1


def test_a_ticket_takes_small_words_for_what_they_are() -> None:
    talk = Conversation()
    talk.means = Means(tickets=True, desk="test", ref="T-7F3K")
    talk.write("error 502")
    assert talk.press("Talk to a human").startswith("I'll pass this on. Which app is it?")
    assert talk.write("i have no idea, help") == "Which device is it?\nPick one, or type it."
    assert "Which device is it?" in talk.do(Pressed("x", KEY, NOON, "1.fixed"))
    assert "Since when?" in talk.write("the old fire tv")
    assert "Is it one channel" in talk.write("no idea")
    assert "This is what support will see" in talk.write("all")
    assert "all channels" in talk.write("thanks")
    assert talk.state.draft
    assert talk.state.draft.notes == ("i have no idea, help",)
    assert "Sent as T-7F3K" in talk.write("yes")
    assert talk.state.signals.names == ("all channels",)
    talk.do(Commanded("c", KEY, NOON, "cancel"))
    talk.command("ticket")
    assert "Nothing was sent" in talk.write("stop")
