from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.text import LIMIT, clean, lexemes, normalise, tokens


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("plain text, ümläut, 👍🏽, ٤٠٣", "plain text, ümläut, 👍🏽, ٤٠٣"),
        ("a\x00b\x07c\x1bd\x7fe\x9bf", "abcdef"),
        ("two\r\nlines\rthree\u2028four\x85five", "two\nlines\nthree\nfour\nfive"),
        ("tab\tstays\n", "tab\tstays\n"),
        ("\ud800lone\udfff", "lone"),
        ("\u202eevil\u202c \u2066x\u2069 \u200fy", "evil x y"),
        ("pass\u200bword\ufeff so\u00adft", "password soft"),
        ("❤\ufe0f", "❤\ufe0f"),
        ("👨\u200d👩", "👨👩"),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_of_a_long_text_the_head_and_the_tail_stay() -> None:
    cleaned = clean("h" * 60_000 + "t" * 60_000)
    assert len(cleaned) == LIMIT
    assert cleaned == "h" * 49_152 + "t" * 16_384
    assert clean("x" * LIMIT) == "x" * LIMIT


@given(st.text(st.characters()))
def test_clean_text_can_be_stored_and_stays_clean(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert not [sign for sign in cleaned if unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t"]


@pytest.mark.parametrize(
    ("text", "normalised"),
    [
        ("ERROR 403", "error 403"),
        ("error ٤٠٣", "error 403"),
        ("error ۴۰۳", "error 403"),
        ("ｅｒｒｏｒ　４０３", "error 403"),
        ("𝟒𝟎𝟑", "403"),
        ("Código inválido, ça, Größe, błąd, øre", "codigo invalido, ca, grosse, blad, ore"),
        ("İSTANBUL ILIK ılık", "istanbul ilik ilik"),
        ("Ёлка", "елка"),
        ("خَطَأٌ", "خطا"),
        ("إشتراك أو آخر ٱلقناة", "اشتراك او اخر القناه"),
        ("هدى", "هدي"),
        ("مـــشكلة", "مشكله"),
        ("“quoted” ‘so’ – dash", "\"quoted\" 'so' - dash"),
        ("Can’t and don't", "cant and dont"),
        ("e\u0301", "e"),
        ("ﬁlm ℡", "film tel"),
    ],
)
def test_normalise(text: str, normalised: str) -> None:
    assert normalise(text) == normalised


@given(st.text())
def test_normalising_twice_changes_nothing_and_case_does_not_matter(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(st.text("abcxyzäöüßéñçşğıİåœ'’ -1", max_size=40))
def test_capitals_do_not_matter(text: str) -> None:
    assert normalise(text.upper()) == normalise(text)


@given(st.text())
def test_lexemes_lose_nothing(text: str) -> None:
    normalised = normalise(text)
    assert "".join(lexemes(normalised)) == normalised
    assert all(piece.isalnum() for piece in tokens(normalised))


def test_tokens() -> None:
    assert tokens(normalise("code403: can't open 黑屏 (m3u) STALKER_IP")) == [
        *("code", "403", "cant", "open", "黑", "屏", "m", "3", "u", "stalker", "ip")
    ]


@given(st.text(st.characters(max_codepoint=127)))
def test_ascii_falls_into_the_same_pieces_wherever_it_stands(text: str) -> None:
    assert lexemes(text + "黑") == [*lexemes(text), "黑"]
