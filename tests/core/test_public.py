"""Where others read along, and what is no text."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.dialogue import step
from bot.core.effects import Button, Say
from bot.core.events import Commanded, Sent, Wrote
from bot.core.render import brief
from bot.core.state import State
from tests.core.base import KEY, NOON, knowledge

IDLE = timedelta(hours=24)


def said(event: Wrote | Commanded | Sent, state: State | None = None) -> Say:
    turn = step(state or State(), event, knowledge(), IDLE)
    (words,) = [effect for effect in turn.effects if isinstance(effect, Say)]
    return words


def test_in_public_an_answer_is_brief_and_leads_into_the_private_chat_about_it() -> None:
    words = said(Wrote("1", KEY, NOON, "error 403", private=False))
    assert words.head.startswith("403 Forbidden")
    assert words.buttons == (Button("private", "Go on in private", "http-403"),)
    assert said(Commanded("1", KEY, NOON, "help", private=False)).buttons[0].link == "group"


def test_the_link_opens_the_answer() -> None:
    assert said(Commanded("1", KEY, NOON, "start", "http-403")).head.startswith("403 Forbidden")
    assert said(Commanded("1", KEY, NOON, "start", "group")).head.startswith("Hello!")
    assert said(Commanded("1", KEY, NOON, "start", "502")).head.startswith("502 Bad Gateway")


def test_brief_keeps_whole_lines_and_buttons_that_lead_there_already() -> None:
    assert brief(Say("h", "a\n" + "b" * 218 + "\n" + "c"), None).text == "a\n" + "b" * 218 + "\nc"
    assert brief(Say("h", "a\n" + "b" * 220), None).text == "a"
    linked = Say("h", "x" * 999, (Button("1", "Private", "check"),))
    assert brief(linked, None) == linked


@pytest.mark.parametrize("what", ["photo", "video", "voice", "sticker", "file", "large", "unfetched", "other"])
def test_what_is_no_text_gets_an_honest_sentence(what: str) -> None:
    words = said(Sent("1", KEY, NOON, what))
    assert "paste the lines of the log" in words.text
    assert said(Sent("1", KEY, NOON, what, private=False)).buttons
