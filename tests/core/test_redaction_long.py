"""Long texts: what is looked for once, and what a text of nothing but labels comes to."""

from __future__ import annotations

import pytest

from bot.core.redaction import MASK, Examined, Examiner, examine, holds_credentials, redact
from bot.core.redaction.promise import promises

LOG = "2026-01-02 03:04:05.678 E/ExoPlayerImplInternal: key=value session expired, HTTP status 403 for stream 17\n"


@pytest.mark.parametrize(
    "text", ["error 403", "user: anna pass: q8Vb2x", "mail me at anna@mail.example.com", "password: q8Vb2x " * 9]
)
def test_both_answers_at_once(text: str) -> None:
    assert examine(text) == Examined(redact(text), holds_credentials(text))
    assert examine(text, "password") == Examined(redact(text, "password"), holds_credentials(text, "password"))


def test_a_text_is_examined_once() -> None:
    look = Examiner()
    first = look("user: anna pass: q8Vb2x")
    assert look("user: anna pass: q8Vb2x") is first
    assert look("sunflower", "password") == Examined(MASK, held=True)
    assert look("sunflower") == Examined("sunflower", held=False)


@pytest.mark.parametrize("unit", ["🔑", "sn=", "user ", "password: x\n"])
def test_behind_very_many_labels_everything_is_secret(unit: str) -> None:
    text = f"error 403\n{unit * 3000} and the sunflower blooms"
    assert redact(text).startswith("error 403\n")
    assert "sunflower" not in redact(text)
    assert redact(redact(text)) == redact(text)
    assert holds_credentials(text)


def test_a_real_log_has_fewer() -> None:
    text = (LOG * 650)[:65_536]
    assert redact(text) == text


def test_a_promise_stands_at_the_end_however_long_the_text_is() -> None:
    assert promises("x " * 30_000 + "my password is")
    assert not promises("my password is " + "x " * 30_000)
    assert not promises("\u0316\u0301" * 30_000)
