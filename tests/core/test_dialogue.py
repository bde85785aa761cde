from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.dialogue import TABLE, step
from bot.core.effects import Export, Forget, Record, Say
from bot.core.events import Commanded, Pressed, Wrote
from bot.core.state import Phase, State
from tests.core.base import DAY, ENTRIES, KEY, NOON, VOCABULARY, Conversation, entry, knowledge

if TYPE_CHECKING:
    from bot.core.events import Event


def test_the_first_answer_names_the_cause_who_can_fix_it_the_steps_and_what_was_not_checked() -> None:
    talk = Conversation()
    said = talk.write("error 403 in tivimate on all channels")
    assert said.splitlines() == [
        "403 Forbidden – the server refuses to play. Since it is every channel, most likely the line is in use.",
        "You can often fix this yourself.",
        "1. Close other devices.",
        "2. Wait.",
        "Don't keep trying.",
        "I have not looked at your account.",
    ]
    assert talk.labels[:4] == ["Fixed", "Still broken", "Check my account", "Tell me more"]
    assert talk.records == [
        Record("answered", {"entry": "http-403", "confidence": talk.records[0].data["confidence"], "cause": "line"})
    ]
    assert talk.state.signals.app == "TiviMate"


def test_a_bare_code_says_which_system_is_most_likely_and_offers_the_others() -> None:
    talk = Conversation()
    assert "Most likely an app showed it. From the panel (Xtream API) it means something else." in talk.write(
        "error 403"
    )
    assert "Xtream API 403" in talk.labels
    assert "xtream-403 means" in talk.press("Xtream API 403")


def test_an_entry_that_was_picked_from_a_list_is_opened_and_the_app_stays_known() -> None:
    talk = Conversation()
    talk.write("error 502 in tivimate")
    assert talk.command("code", "xtream-403").startswith("Xtream API 403")
    assert talk.state.signals.app == "TiviMate"


def test_an_app_is_a_hint_so_the_sentence_about_other_systems_is_left_out() -> None:
    assert "it means something else" not in Conversation().write("error 403 in tivimate")


def test_still_broken_asks_then_goes_through_the_causes_the_account_the_address_and_ends_at_the_provider() -> None:
    talk = Conversation()
    assert "Most often the network is not allowed" in talk.write("error 403")
    assert "Every channel?" in talk.press("Still broken")
    assert talk.labels == ["Every one", "Just one", "I don't know"]
    assert "Since it is every channel, now most likely: the line is in use." in talk.press("Every one")
    assert "Is a VPN on?" in talk.press("Still broken")
    assert "Next most likely: the app is refused." in talk.press("I don't know")
    # "connections" covered the account, so the address is what is left of the general steps.
    assert "the address and the kind of login" in talk.press("Still broken")
    assert "have ready: the app's name." in talk.press("Still broken").lower()
    assert talk.state.tried == ("http-403/place", "http-403/line", "http-403/app", "http-403/address")
    assert talk.labels == ["Fixed", "Check my account", "Another problem"]
    assert "Hello" in talk.press("Another problem")
    assert talk.state.entry is None


def test_an_answer_may_lead_to_another_entry() -> None:
    talk = Conversation()
    talk.write("error 403")
    talk.press("Still broken")
    assert "NOT_IN_BOUQUET" in talk.press("Just one")
    assert talk.state.entry == "bouquet"


def test_what_only_time_or_the_provider_fixes_gets_no_general_steps() -> None:
    talk = Conversation()
    assert "Waiting is the fix." in talk.write("error 502")
    assert talk.labels[0] == "It works again"
    assert "only they see their servers" in talk.press("Still broken")
    talk.write("NOT_IN_BOUQUET")
    assert "your provider's turn" in talk.press("Still broken")


def test_an_entry_that_says_nothing_of_the_account_gets_the_account_then_the_address() -> None:
    talk = Conversation(knowledge([entry("http-400", title="400", codes=("400",))]))
    talk.write("error 400")
    assert "the account itself" in talk.press("Still broken")
    assert "the address" in talk.press("Still broken")
    assert "your provider's turn" in talk.press("Still broken")


def test_fixed_is_recorded_with_the_step_that_fixed_it() -> None:
    talk = Conversation()
    talk.write("error 403 on all channels")
    talk.press("Still broken")
    talk.press("Yes")
    assert "Great" in talk.press("Fixed")
    assert talk.records == [Record("fixed", {"entry": "http-403", "cause": "place", "tried": ["http-403/line"]})]
    assert talk.state.phase == "open"


@pytest.mark.parametrize(
    ("typed", "reply"), [("still broken", "Every channel?"), ("Tell me more", "More about http-403.")]
)
def test_a_label_may_be_typed(typed: str, reply: str) -> None:
    talk = Conversation()
    talk.write("error 403")
    assert reply in talk.write(typed)


def test_more_keeps_the_other_buttons() -> None:
    talk = Conversation()
    talk.write("error 403 in tivimate")
    said = talk.press("Tell me more")
    assert "the app's name." in said
    assert "Last reviewed 2026-11-21" in said
    assert talk.labels[:2] == ["Fixed", "Still broken"]
    assert "Tell me more" not in talk.labels


def test_a_guide_answers_without_causes() -> None:
    talk = Conversation()
    said = talk.write("what is m3u")
    assert "1. It is a list." in said
    assert "fix" not in said
    assert talk.labels[:2] == ["That helps", "I still have a problem"]
    assert "your provider's turn" in talk.press("I still have a problem")


def test_more_about_the_same_problem_sharpens_the_answer() -> None:
    talk = Conversation()
    talk.write("error 403")
    assert "Since it is every channel, now most likely: the line is in use." in talk.write("it is on all channels")
    assert "worst in the evening, now most likely: the app is refused" in talk.write("only at night")
    assert "Does the step above help?" in talk.write("with a vpn")
    assert set(talk.state.signals.names) == {"all channels", "evenings", "vpn on"}


def test_an_unclear_word_with_more_about_the_problem_sharpens_and_does_not_start_over() -> None:
    blocked = {"name": "blocked", "entries": ["http-502", "bouquet"], "heard": {"en": ["blocked"]}}
    talk = Conversation(knowledge(vocabulary={**VOCABULARY, "ambiguous": [blocked]}))
    assert "Which one is it?" in talk.write("blocked all channels")  # no problem is at hand yet
    talk.write("error 403")
    assert "Since it is every channel" in talk.write("blocked all channels")
    assert "Which one is it?" in talk.write("blocked")


def test_more_said_while_a_question_is_open_answers_it() -> None:
    talk = Conversation()
    talk.write("error 403")
    talk.press("Still broken")
    assert "the line is in use" in talk.write("all channels")


def test_the_same_error_again_goes_on_and_does_not_repeat() -> None:
    talk = Conversation()
    first = talk.write("error 403")
    assert talk.write("error 403") != first
    talk.write("error 403")
    assert "line is in use" in talk.write("error 403 on all channels")


def test_a_new_problem_may_be_typed_at_any_moment() -> None:
    talk = Conversation()
    talk.write("error 403 in tivimate on all channels")
    talk.press("Still broken")
    assert "502 Bad Gateway" in talk.write("now it is error 502")
    assert talk.state.signals.app == "TiviMate"
    assert talk.state.signals.names == ()


def test_two_candidates_are_asked_and_something_else_leads_on() -> None:
    twice = [
        entry("one", title="One", aliases=("it says blocked",)),
        entry("two", title="Two", aliases=("it says blocked",)),
    ]
    talk = Conversation(knowledge([*twice, *ENTRIES]))
    assert talk.write("it says blocked") == "Which one is it?"
    assert talk.labels == ["One", "Two", "Something else"]
    assert "exact words" in talk.press("Something else")
    assert talk.labels == ["Nothing plays", "Guide"]
    assert talk.press("Nothing plays") == "Which of these comes closest?"
    assert "502 Bad Gateway – this is" in talk.press("502 Bad Gateway")


def test_what_is_not_known_is_said_so_and_categories_are_offered() -> None:
    talk = Conversation()
    assert talk.write("the moon hums").startswith("I don't know that one.")
    assert talk.records == [Record("unknown")]
    assert talk.write("and hums").startswith("I still don't know that one")
    assert "I still don't know" in talk.press("Guide")  # a category without an entry


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("hello", "Tell me what your TV"),
        ("thanks", "You're welcome"),
        ("damn", "Let's make it short"),
        ("are you a bot", "I'm a program"),
        ("help", "/help lists"),
        ("delete my data", "/forget deletes it"),
        ("do you speak spanish", "answers are in English"),
        ("i want a refund", "ask whoever sold you yours"),
        ("stop", "we stop here"),
        ("did not help", "send me the exact words"),
        ("what does it mean", "I don't know that one"),
        ("yes", "I don't know that one"),
        ("works now", "Good to hear"),
        ("talk to a human", "the app, the device"),
    ],
)
def test_small_talk_gets_a_decent_reply(text: str, reply: str) -> None:
    assert reply in Conversation().write(text)


def test_small_talk_in_a_problem() -> None:
    talk = Conversation()
    talk.write("error 403")
    assert "the app's name." in talk.write("talk to a human")
    assert "Every channel?" in talk.write("did not help")
    assert "Next most likely" in talk.write("no idea")
    assert "Great" in talk.write("works now")


def test_swearing_with_an_error_is_about_the_error() -> None:
    assert "403 Forbidden" in Conversation().write("damn error 403")


@pytest.mark.parametrize(
    ("name", "text", "reply"),
    [
        ("start", "", "Hello!"),
        ("start", "403", "403 Forbidden"),
        ("help", "", "/code – explain one code"),
        ("code", "", "Which code?"),
        ("code", "403", "403 Forbidden"),
        ("code", "not_in_bouquet", "NOT_IN_BOUQUET"),
        ("code", "nope", "I don't know that one"),
        ("diagnose", "", "five safe steps"),
        ("diagnose", "error 502", "502 Bad Gateway"),
        ("status", "", "Nothing is open."),
        ("privacy", "", "Never a password"),
        ("privacy", "", "What you write here, for 30 days."),
        ("export", "", "everything that I keep about you"),
        ("start", "export", "everything that I keep about you"),
        ("cancel", "", "we stop here"),
        ("dance", "", "I don't know that command"),
    ],
)
def test_commands(name: str, text: str, reply: str) -> None:
    assert reply in Conversation().command(name, text)


def test_privacy_has_six_lines() -> None:
    assert len(Conversation().command("privacy").splitlines()) == 1 + 6


def test_status_in_a_problem() -> None:
    talk = Conversation()
    talk.write("error 403 in tivimate on all channels")
    talk.press("Still broken")
    assert talk.command("status").splitlines() == [
        "We are at: 403 Forbidden.",
        "I know: TiviMate, all channels.",
        "Tried so far: 1.",
        "I forget this problem after 24 hours of silence.",
    ]
    plain = Conversation()
    plain.write("error 502")
    assert "I know" not in plain.command("status")


def test_an_export_is_for_private_chats() -> None:
    talk = Conversation()
    talk.command("export")
    assert talk.turn is not None
    assert Export() in talk.turn.effects
    said = talk.do(Commanded("group", KEY, NOON, "export", private=False))
    assert said == "I send it in private only, so that nobody else reads it."
    assert Export() not in talk.turn.effects
    assert [button.link for button in talk.state.buttons] == ["export"]


def test_forget() -> None:
    talk = Conversation()
    talk.write("error 403")
    assert "deleted" in talk.command("forget")
    assert talk.turn is not None
    assert isinstance(talk.turn.effects[0], Forget)
    assert talk.state.entry is None


def test_a_command_leaves_the_buttons_alive() -> None:
    talk = Conversation()
    talk.write("error 403")
    talk.command("help")
    assert "Every channel?" in talk.press("Still broken")


def test_a_stale_or_doubled_press_gets_a_plain_sentence() -> None:
    talk = Conversation()
    talk.write("error 403")
    button = talk.button("Still broken")
    talk.press("Still broken")
    before = talk.state
    said = talk.do(Pressed("again", KEY, NOON, button))
    assert said == "That button belongs to an earlier message.\nEvery channel?"
    assert talk.state == before
    assert talk.effects(Say)[0].buttons == talk.state.buttons  # so that there is a way on
    talk.press("Every one")
    assert "We are now at: 403 Forbidden." in talk.do(Pressed("third", KEY, NOON, button))
    assert (
        Conversation().do(Pressed("x", KEY, NOON, "nonsense")) == "That button belongs to an earlier message.\n".strip()
    )


def test_a_conversation_expires_after_the_idle_time() -> None:
    talk = Conversation()
    talk.write("error 403")
    talk.now += DAY
    assert "Every channel?" in talk.press("Still broken")
    talk.now += DAY + timedelta(seconds=1)
    assert "earlier message" not in talk.press("Every one") or talk.state.entry is None
    assert talk.state.entry is None


def test_a_login_in_a_message_is_hidden_and_the_rest_is_answered() -> None:
    talk = Conversation()
    said = talk.write("error 403, username: anna password: geheim77")
    assert "403 Forbidden" in said
    assert [hide.message for hide in talk.hides] == ["message-1"]
    assert "geheim77" not in repr(talk.turn)


def test_what_is_absent_from_the_table_does_nothing() -> None:
    actions = ["fixed", "still", "more", "pick", "say", "skip", "menu", "else", "new", "nonsense"]
    for phase in get_args(Phase):
        for action in actions:
            if (phase, action) not in TABLE:
                state = State(phase=phase, turn=3, entry="http-403", seen=NOON)
                turn = step(state, Pressed("x", KEY, NOON, f"3.{action}.0"), knowledge(), DAY)
                assert (turn.state, turn.effects) == (state, ())


@pytest.mark.parametrize(
    ("phase", "action"),
    [
        ("answered", "fixed"),
        ("answered", "still"),
        ("answered", "more"),
        ("answered", "pick.gone"),
        ("question", "say.0"),
        ("question", "skip"),
        ("lost", "menu.99"),
        ("lost", "menu.x"),
    ],
)
def test_knowledge_that_changed_under_a_conversation_does_no_harm(phase: str, action: str) -> None:
    state = State(phase=phase, turn=1, entry="gone", shown=("gone",), question=0, seen=NOON)  # type: ignore[arg-type]
    turn = step(state, Pressed("x", KEY, NOON, f"1.{action}"), knowledge(), DAY)
    assert any(isinstance(effect, Say) for effect in turn.effects)


@pytest.mark.parametrize("argument", ["9", "x"])
def test_an_answer_that_does_not_exist(argument: str) -> None:
    state = State(phase="question", turn=1, entry="http-403", question=0, seen=NOON)
    turn = step(state, Pressed("x", KEY, NOON, f"1.say.{argument}"), knowledge(), DAY)
    assert "I don't know" in turn.effects[-1].plain  # type: ignore[union-attr]


_SAID = ["error 403", "error 502", "all channels", "works now", "no idea", "still broken", "hi"]
_EVENTS = st.lists(
    st.one_of(
        st.builds(lambda text: Wrote("w", KEY, NOON, text), st.text(max_size=40) | st.sampled_from(_SAID)),
        st.builds(lambda name: Commanded("c", KEY, NOON, name), st.sampled_from(["start", "help", "status", "x"])),
        st.builds(lambda number: Pressed("p", KEY, NOON, str(number)), st.integers(0, 5)),
    ),
    max_size=12,
)


@given(_EVENTS)
def test_any_sequence_of_events_gives_short_replies_and_a_state_that_survives_json(events: list[Event]) -> None:
    base, state = knowledge(), State()
    for event in events:
        if isinstance(event, Pressed) and state.buttons:
            event = Pressed("p", KEY, NOON, state.buttons[int(event.button) % len(state.buttons)].id)  # noqa: PLW2901
        turn = step(state, event, base, DAY)
        state = State.from_json(turn.state.as_json())
        assert state == turn.state
        for effect in turn.effects:
            if isinstance(effect, Say):
                assert 0 < len(effect.plain) <= 1000
                assert len(effect.buttons) <= 8
                assert all(len(button.id.encode()) <= 64 for button in effect.buttons)
