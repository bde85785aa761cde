from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.telegram.html import Piece, keyboard, pieces, pressed, split, units
from bot.core import causes, render
from bot.core.effects import Button, Say
from bot.core.moves import RUNNERS_UP
from bot.core.texts import say
from tests import shipped
from tests.channels.telegram.strict import check_keyboard, check_text

LARGEST_USER = str((1 << 52) - 1)  # Telegram: "at most 52 significant bits"


def test_the_head_is_bold_and_everything_is_escaped() -> None:
    words = Say("a <b> & c", "1 < 2 && </b> <script>")
    assert pieces(words) == [
        Piece(
            "<b>a &lt;b&gt; &amp; c</b>\n1 &lt; 2 &amp;&amp; &lt;/b&gt; &lt;script&gt;",
            "a <b> & c\n1 < 2 && </b> <script>",
        )
    ]


def test_a_long_text_is_split_at_paragraphs_then_lines_then_words() -> None:
    text = "a" * 3000 + "\n\n" + "b" * 1000 + "\n" + "c" * 3000 + " " + "d" * 1500 + "e" * 5000
    parts = [part.text for part in split(text, 4096)]
    assert [part[0] for part in parts] == ["a", "b", "d", "e"]
    assert "".join(parts) == text.replace("\n\n", "").replace(" ", "") or "".join("".join(parts).split()) == "".join(
        text.split()
    )


def test_nothing_is_still_something() -> None:
    assert [piece.plain for piece in pieces(Say(" \n"))] == ["…"]


@given(st.text(alphabet=st.sampled_from("ab<&\n 😀é"), max_size=400), st.integers(10, 50))
@settings(max_examples=200, deadline=None)
def test_no_character_is_lost_and_no_part_is_too_long(text: str, limit: int) -> None:
    parts = split(text, limit)
    assert all(units(part.text) <= limit for part in parts)
    if text.strip():
        assert "".join("".join(part.text for part in parts).split()) == "".join(text.split())
        assert all(text[part.start :].startswith(part.text) for part in parts)


@given(st.text(max_size=300), st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_whatever_is_said_can_be_parsed_and_reads_as_it_was_meant(head: str, text: str) -> None:
    storable = (head + text).encode("utf-8", "ignore").decode().strip()
    for piece in pieces(Say(storable or "x")):
        assert check_text(piece.html, "HTML") == piece.plain.strip() or not piece.plain.strip()


def test_a_head_may_be_longer_than_a_message() -> None:
    first, second = pieces(Say("x" * 5000, "rest"))
    assert first.html == "<b>" + "x" * 4096 + "</b>"
    assert second.html == "<b>" + "x" * 904 + "</b>\nrest"


def test_buttons_stand_in_rows_that_a_phone_shows() -> None:
    made = keyboard(
        [Button(str(n), label) for n, label in enumerate(["Fixed", "Still", "More", "x" * 40, "y" * 99])], "b", None
    )
    assert made
    assert [[button.text for button in row] for row in made.inline_keyboard] == [
        ["Fixed", "Still", "More"],
        ["x" * 40],
        ["y" * 59 + "…"],
    ]
    assert keyboard([], "b", None) is None


def test_a_link_leads_into_the_private_chat() -> None:
    made = keyboard([Button("1.private", "Private", "check")], "SupportTestBot", "7")
    assert made
    assert made.inline_keyboard[0][0].url == "https://t.me/SupportTestBot?start=check"


@pytest.mark.parametrize("user", ["7", LARGEST_USER, "-100123", "0"])
def test_a_button_in_a_group_belongs_to_one(user: str) -> None:
    made = keyboard([Button("3.pick.http-403", "x")], "b", user)
    assert made
    data = made.inline_keyboard[0][0].callback_data
    assert isinstance(data, str)
    assert pressed(data, user) == "3.pick.http-403"
    assert pressed(data, "12345") is None
    assert pressed("3.still", "12345") == "3.still"


def test_everything_in_the_knowledge_is_within_telegrams_limits() -> None:
    knowledge = shipped.knowledge()
    longest = sorted(knowledge.ids, key=len)[-RUNNERS_UP:]
    count = 0
    for entry in map(knowledge.entry, knowledge.ids):
        picks = [None, *(causes.Pick(cause, ()) for cause in entry.causes)]
        said = [render.first_answer(knowledge, entry, pick, confidence=0.5, others=longest) for pick in picks]
        said += [render.next_cause(knowledge, pick) for pick in picks if pick]
        said += [render.ask(question) for question in entry.questions] + [render.more(entry)]
        said += [render.brief(words, entry.id) for words in said]
        said.append(Say(say("ended"), say("ended text", have_ready=entry.have_ready)))
        actions = [
            ("still", "Still broken"),
            *((f"pick.{other}", knowledge.title(other)) for other in [entry.id, *longest]),
        ]
        answers = [(f"say.{n}", one.say) for question in entry.questions for n, one in enumerate(question.answers)]
        for words in said:
            (piece,) = pieces(words)  # one message each
            assert check_text(piece.html, "HTML") == piece.plain.strip()
            count += 1
        for buttons in (render.buttons(99_999, [*actions, *answers]), said[-2].buttons):
            made = keyboard(buttons, "SupportTestBot", LARGEST_USER)
            assert made
            check_keyboard(json.dumps(made.to_dict()))
    assert count > 1000
    for menu in knowledge.menu:
        made = keyboard(
            render.buttons(99_999, [(f"pick.{one}", knowledge.title(one)) for one in menu["entries"]]), "b", None
        )
        assert made
        check_keyboard(json.dumps(made.to_dict()))
