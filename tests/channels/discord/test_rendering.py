from __future__ import annotations

import re

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.discord.forms import FORMS, login_text
from bot.channels.discord.ids import Mark, marked, place, placed, private_key, public_key
from bot.channels.discord.reading import decoded, is_text, said, written
from bot.channels.discord.rendering import BUTTONS, Card, cards, clipped, escape
from bot.core.account.paste import parse
from bot.core.effects import Button, Say
from bot.core.events import Commanded, Wrote
from tests.core.base import NOON

ALICE = private_key(500)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text, 403 – it's fine.", "plain text, 403 – it's fine."),
        ("USER_EXPIRED *now*", r"USER\_EXPIRED \*now\*"),
        ("@everyone <@500> <#3> </help:1> <t:1>", None),
        ("[click](http://evil.example.com)", None),
        (
            "see http://line.example.com:8080/get.php?username=…",
            "see `http://line.example.com:8080/get.php?username=…`",
        ),
        ("ask www.example.com, or discord.gg/abc.", "ask `www.example.com`, or `discord.gg/abc`."),
        ("a `code` b", "a `code` b"),
        ("# big\n- list\n> quote\n-# small\n### third", "\\# big\n\\- list\n\\> quote\n\\-# small\n\\### third"),
        ("||spoiler|| ~~gone~~ `open", r"\|\|spoiler\|\| \~\~gone\~\~ \`open"),
    ],
)
def test_nothing_takes_effect(text: str, shown: str | None) -> None:
    if shown is not None:
        assert escape(text) == shown
    assert harmless(escape(text))


@given(st.text(alphabet="ab @<>*_~`|[]()\\:/\n.#-htps"))
def test_no_text_gets_through(text: str) -> None:
    assert harmless(escape(text))


def harmless(shown: str) -> bool:
    """Whether a reader of Discord's markup finds nothing in it but text and code."""
    rest = re.sub(r"\\[\W_]|`[^`\n]+`", "x", shown)  # escaped signs and code, from left to right
    return not re.search(r"[*_~|<>\[\]`]|://|@(?!\u200b)|^(?:[-#+] |-# |#{2,3} )", rest, re.MULTILINE)


@given(st.text(max_size=9000), st.text(max_size=9000), st.booleans(), st.booleans())
def test_whatever_is_said_fits(head: str, text: str, embeds: bool, writable: bool) -> None:  # noqa: FBT001 -- drawn
    buttons = tuple(Button(f"1.{number}", label) for number, label in enumerate(["x" * 200] * 30))
    made = cards(Say(f"!{head}", text, buttons), ALICE, writable=writable, embeds=embeds)
    for card in made:
        assert len(card.content) <= 2000
        assert len(card.description) <= 4096
        assert card.content or card.description
        assert all(len(label) <= 80 and len(custom_id) <= 100 for custom_id, label in card.buttons)
    assert [bool(card.buttons) for card in made] == [False] * (len(made) - 1) + [True]
    assert len(made[-1].buttons) == BUTTONS


def test_the_head_is_the_message_and_the_rest_an_embed() -> None:
    key = public_key(300, 500)
    [card] = cards(Say("Head", "1. Step", (Button("3.fixed", "Fixed"),)), key)
    assert card == Card("**Head**", "1. Step", ((Mark(key, "3.fixed").custom_id, "Fixed"),))
    [plain] = cards(Say("Head", "1. Step"), key, embeds=False)
    assert plain == Card("**Head**\n1. Step")
    [short] = cards(Say("Head"), key)
    assert short == Card("**Head**")


def test_a_long_text_is_cut_at_line_ends_and_never_within_an_escape() -> None:
    lines = "\n".join(f"{number}. a line_with *signs*" for number in range(900))
    made = cards(Say("Head", lines, (Button("3.fixed", "Fixed"),)), ALICE)
    assert len(made) > 2
    assert made[0].content == "**Head**"
    assert [bool(card.buttons) for card in made] == [*[False] * (len(made) - 1), True]
    assert "\n".join(card.description for card in made) == escape(lines)
    stars = cards(Say("Head", "*" * 9000), ALICE)
    assert all(not card.description.endswith("\\") for card in stars[:-1])
    assert "".join(card.description for card in stars) == r"\*" * 9000


def test_a_button_that_leads_into_private_stays_a_button() -> None:
    [card] = cards(Say("Head", "", (Button("3.private", "Open a private chat", "check"),)), public_key(300, 500))
    [(custom_id, _)] = card.buttons
    mark = marked(custom_id)
    assert mark
    assert mark.button == "link.check"


def test_where_nobody_can_type_a_form_is_offered_when_there_is_something_to_write() -> None:
    def offered(said: Say) -> bool:
        return any(label == "Write to me" for _, label in cards(said, ALICE, writable=True)[-1].buttons)

    assert offered(Say("Hello"))
    assert offered(Say("Which?", "", (Button("1.pick.a", "A"),)))
    assert offered(Say("And the password?", "", (Button("1.stop", "Cancel"),)))
    assert not offered(Say("Checking once …", slot="check"))
    assert not offered(Say("Which kind?", "", (Button("1.kind.m3u", "M3U link"), Button("1.stop", "Cancel"))))


def test_marks_and_places_come_back() -> None:
    for key in (ALICE, public_key(2**64 - 1, 2**64 - 1), private_key(0)):
        assert marked(Mark(key, "7.pick.http-403").custom_id) == Mark(key, "7.pick.http-403")
    assert marked("something else") is None
    assert placed(place(300, 400)) == (300, 400)


def test_what_is_read() -> None:
    assert said("<@100> error <@!100> 403 <@500>", 100) == "error   403 <@500>"
    assert is_text("app.LOG", None)
    assert is_text("x", "text/plain; charset=utf-8")
    assert not is_text("screen.png", "image/png")
    assert decoded("HTTP 403".encode("utf-16")).endswith("HTTP 403")
    assert decoded(b"\xff403") == "�403"
    command = written("1", ALICE, NOON, "/Code 403", "4/5", private=True)
    assert isinstance(command, Commanded)
    assert (command.name, command.text, command.message) == ("code", "403", "4/5")
    assert isinstance(written("1", ALICE, NOON, "/a1b2! is my password", None, private=True), Wrote)
    assert clipped("abc", 2) == "a…"


@pytest.mark.parametrize("password", ["simple", "q\"u'o te", "a&b=c%41#?d", "пароль", " edge "])
def test_a_filled_form_is_the_login_that_was_typed(password: str) -> None:
    values = {"server": " line.example.com:8080/ ", "username": "anna b", "password": password}
    [login] = parse(login_text("xtream", values), "link").logins
    assert login.username
    assert login.password
    assert (login.username.reveal(), login.password.reveal()) == ("anna b", password.strip())
    assert (login.server.host, login.server.port) == ("line.example.com", 8080)


def test_every_form_fits() -> None:
    for kind, fields in FORMS.items():
        assert 1 <= len(fields) <= 5, kind
        assert all(len(field.name) <= 100 and field.most <= 4000 for field in fields)
    assert discord.version_info[:3] == (2, 7, 1)
