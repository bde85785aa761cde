"""A search in steps finds what one search finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.redaction import examine, scanning
from bot.core.redaction.scanning import scan

PATTERNS = [
    re.compile(r"(?<![a-c])[a-c]{2,6}(?![a-c])"),
    re.compile(r"(?:^|(?<=\n))[ab]+ is c"),
    re.compile(r"a(?:b|$)"),
    re.compile(r"[ab]{1,3}+c?"),
    re.compile(r"ab+$"),
]


def test_across_the_border_of_a_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "_STEP", 4)
    monkeypatch.setattr(scanning, "_BEYOND", 3)
    for pattern, text in (
        (PATTERNS[0], "abcabc ab"),
        (PATTERNS[4], "bbbabbbbbc"),
        (PATTERNS[0], " aab" * 5),
    ):
        assert [match.span() for match in scan(pattern, text)] == [match.span() for match in pattern.finditer(text)]


@given(st.sampled_from(PATTERNS), st.text("abc \nis", max_size=60))
def test_in_steps_as_at_once(pattern: re.Pattern[str], text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scanning, "_STEP", 8)
        patch.setattr(scanning, "_BEYOND", 60)
        assert [match.span() for match in scan(pattern, text)] == [match.span() for match in pattern.finditer(text)]


def test_a_login_on_the_border_of_a_step_is_seen() -> None:
    for before in range(4070, 4100):
        text = "x " * (before // 2) + "\nsunflower77 is my password.\n" + "y " * 9_000
        assert "sunflower77" not in examine(text).text
