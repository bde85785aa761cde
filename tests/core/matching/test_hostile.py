"""Any text is survived, and what must not matter does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.matching.excerpt import excerpt
from tests.core.matching.base import CODES, answered, codes, matcher

if TYPE_CHECKING:
    from bot.core.matching import Match

WORDS = st.sampled_from(
    [
        *("error", "HTTP", "403", "tivimate", "all channels", "access denied", "works now", "no", "IP_BAN", "/", "404"),
        *("http://a.b/403", "-", ":", "channels", "\n", "is my subscription active", "blocked", "2004", "exo", "خطأ"),
        *("٤٠٣", "four oh three"),
    ]
)


def sound(match: Match) -> bool:
    sure = [ranked.confidence for ranked in match.entries]
    ids = [ranked.id for ranked in match.entries]
    return sure == sorted(sure, reverse=True) and len(set(ids)) == len(ids) and all(0 <= one <= 1 for one in sure)


@given(st.text())
def test_any_text_is_survived(text: str) -> None:
    assert sound(matcher().match(text))


@given(st.lists(WORDS).map(" ".join))
def test_any_mix_of_words_is_survived(text: str) -> None:
    match = matcher().match(text)
    assert sound(match)
    if match.decision == "answer":
        assert match.entries
        assert match.talk is None
    if match.decision == "ask":
        assert len(match.entries) > 1
    assert matcher().signals(text) == match.signals


@given(st.lists(WORDS.filter(lambda word: word != "IP_BAN")).map(" ".join))
def test_capitals_do_not_matter(text: str) -> None:
    lower, upper = matcher().match(text.lower()), matcher().match(text.upper())
    assert (lower.decision, lower.entries, lower.signals) == (upper.decision, upper.entries, upper.signals)


@given(st.sampled_from(CODES), st.text("abcdefghijklmnop./_-", min_size=1, max_size=12))
def test_a_number_inside_an_address_is_never_a_code(code: str, around: str) -> None:
    assert codes(f"http://{around}/{code}.ts") == []
    assert codes(f"see https://example.com/{around}{code}") == []
    assert codes(f"http://example.com:{code}/{around}") == []


@given(st.sampled_from(CODES), st.integers(0, 99), st.integers(0, 99))
def test_a_number_inside_a_version_is_never_a_code(code: str, major: int, minor: int) -> None:
    assert codes(f"version {major}.{code}.{minor}") == []
    assert codes(f"v{code}.{minor}") == []


@given(st.sampled_from(CODES), st.sampled_from(["error {}", "HTTP {}", "I am getting {} on all channels", "{}"]))
def test_every_code_is_answered_with_its_entry(code: str, said: str) -> None:
    assert answered(said.format(code)) == f"http-{code}"


def test_of_a_long_log_the_lines_with_errors_and_the_end_count() -> None:
    noise = [f"10:00:{second:02} frame decoded, buffer at 404 of 500" for second in range(60)]
    log = ["It worked until noon.", *noise, "HTTP error 502 from upstream", *noise, "closing"]
    assert answered("\n".join(log)) == "http-502"
    chosen = excerpt("\n".join(log))
    assert chosen.startswith("It worked until noon.")
    assert chosen.endswith("closing")
    assert "HTTP error 502" in chosen
    assert len(chosen) < 3000


def test_a_long_line_is_cut_at_blanks_where_it_has_some() -> None:
    assert len(excerpt("x" * 60_000)) < 23_000
    line = "word " * 2_000 + "error 403"
    assert answered(line) == "http-403"


def test_a_log_that_names_errors_without_severity() -> None:
    log = "\n".join(["line"] * 40 + ["connection refused by peer"] + ["line"] * 40)
    assert "refused" in excerpt(log)


@pytest.mark.parametrize("text", ["x" * 3_000, "short\n" * 20])
def test_a_message_stays_as_it_is(text: str) -> None:
    assert excerpt(text) == text


@pytest.mark.parametrize(
    "unit",
    [
        "403 ",
        "error 403 ",
        "4",
        "a",
        "/",
        "\n",
        "error\n",
        "\u0301\u0316",
        "ﷺ",
        "http://",
        "all channels ",
        "IP_",
        "(",
        "now ",
    ],
)
def test_64_kb_of_anything_is_survived(unit: str) -> None:
    assert sound(matcher().match(unit * (65_536 // len(unit))))
