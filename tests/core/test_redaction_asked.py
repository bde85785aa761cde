from __future__ import annotations

import pytest

from bot.core.redaction import MASK, holds_credentials, redact
from bot.core.redaction.promise import asks, promises
from tests.cases import each

WHOLE = ["password", "username", "login", "mac", "serial"]
ANSWERS = """
hunter2
sunshine
403
4.0.1
!!!!
password
wrong
my dog is called Rex
пароль123
/a1b2c3!
tina q8Vb2
http://line.example.com:8080/
00:1A:79:12:34:56
Password: x
it is x9
no-idea-77
cancelled
""".strip().split("\n")
REFUSALS = """
cancel
Cancel!
I don't know
i dont know
No idea
where do I find it?
I forgot my password
no
cancelar
no lo sé
no sé
je ne sais pas
annuler
weiß ich nicht
Ich weiß es nicht
keine Ahnung
abbrechen
não sei
non lo so
annulla
bilmiyorum
iptal
не знаю
отмена
لا أعرف
الغاء
""".strip().split("\n")


@each("asked", WHOLE)
@each("answer", ANSWERS)
def test_the_whole_answer_is_secret(asked: str, answer: str) -> None:
    assert redact(answer, asked) == MASK
    assert redact(f"  {answer}\n", asked) == f"  {MASK}\n"
    assert holds_credentials(answer, asked)
    assert redact(MASK, asked) == MASK
    assert not holds_credentials(MASK, asked)


@each("asked", WHOLE)
@each("answer", [*REFUSALS, "/cancel", "/help@supportbot", " /start ", "", "  ", "••••"])
def test_a_refusal_stays(asked: str, answer: str) -> None:
    assert redact(answer, asked) == answer
    assert not holds_credentials(answer, asked)


def test_a_message_that_ends_where_a_secret_is_about_to_follow() -> None:
    for text in (
        "my password is",
        "Password:",
        "mein Passwort lautet",
        "contraseña",
        "the pin -",
        "my login",
        "login:",
    ):
        assert promises(text), text
    for text in (
        "invalid password:",
        "my 403",
        "403:",
        "mac",
        "what is the password",
        ":",
        "",
        "login",
        "Password: ••••",
    ):
        assert not promises(text), text


def test_a_question_that_only_a_login_answers() -> None:
    for text in (
        "What is your username?",
        "Hello. Please send me your password.",
        "Wie lautet dein Passwort?",
        "which pin?",
    ):
        assert asks(text), text
    for text in ("Is it the right password?", "What did the app say?", "Which password is wrong?", "Restart it.", ""):
        assert not asks(text), text


def test_a_secret_behind_a_command_goes() -> None:
    assert redact("/check tina q8Vb2", "login") == f"/check {MASK}"


def test_a_secret_in_two_lines_goes() -> None:
    assert redact("tina\nsunshine\n", "login") == f"{MASK}\n"


@each("asked", ["link", "server"])
@each(
    "text, clean",
    [
        ("http://line.example.com:8080", "http://line.example.com:8080"),
        ("line.example.com", "line.example.com"),
        ("http://tina:sunshine@line.example.com/", f"http://{MASK}:{MASK}@line.example.com/"),
        ("http://line.example.com/x?foo=Ab12Cd34", f"http://line.example.com/x?foo={MASK}"),
        ("http://line.example.com/tina/sunshine", f"http://line.example.com/{MASK}/{MASK}"),
        ("http://line.example.com/tina77", f"http://line.example.com/{MASK}"),
        ("http://line.example.com/live/tina/sunshine/1.ts", f"http://line.example.com/live/{MASK}/{MASK}/1.ts"),
        ("user: tina pass: sunshine", f"user: {MASK} pass: {MASK}"),
    ],
)
def test_a_link_that_was_asked_for(asked: str, text: str, clean: str) -> None:
    assert redact(text, asked) == clean


@pytest.mark.parametrize(
    "text", ["me@example.com", "+44 1632 960961", "my username is tina77", "http://line.example.com:8080/tina77"]
)
def test_half_a_login_is_redacted_but_no_credential(text: str) -> None:
    assert redact(text) != text
    assert not holds_credentials(text)


@pytest.mark.parametrize(
    "text",
    [
        "password: sunshine",
        "user: tina pass: moon",
        "login: tina:moon",
        "00:1A:79:12:34:56",
        "token=abcdef",
        "sn=12345678",
    ],
)
def test_a_login_is_a_credential(text: str) -> None:
    assert holds_credentials(text)
