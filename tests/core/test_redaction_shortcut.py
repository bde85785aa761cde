"""The shortcut may only ever miss what is clean: what it lets pass, the detectors let pass too."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.core.redaction import detecting, holds_credentials, redact
from bot.core.redaction.labels import _LABELS, _SHORT
from bot.core.redaction.lexicon import ENDINGS, PARTNERS, WRITTEN
from bot.core.redaction.shortcut import harmless
from tests.cases import each
from tests.core.test_redaction_clean import TEXTS as CLEAN
from tests.core.test_redaction_shapes import KNOWN, LINKED, MAC_FORMS, MACS, MADE_UP, PAIRS, SINGLES, fill, written

WORDS = sorted(
    {word for labels in (*WRITTEN.values(), *PARTNERS.values()) for word in labels.replace("|", " ").split()}
)
PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(["as", "is", "my", "the", "for", "tina77", "x9Kq2", "403", "12345", "1a", "79", "0o", "basic"]),
    st.from_regex(r"[a-z0-9.,'!? -]{1,12}", fullmatch=True),
    st.text(max_size=12),
)
TEXTS = st.lists(PIECES, max_size=7).flatmap(
    lambda pieces: st.sampled_from([" ", "  ", "", ", ", "'"]).map(lambda glue: glue.join(pieces))
)
SHAPES = [
    *(
        fill(shape, *login)
        for shape in PAIRS + LINKED + SINGLES
        for login in (("tina77", "q8Vb2"), ("bluebird", "moonwalker"))
    ),
    *(fill(shape, "tina77", "q8Vb2") for shape in written(MADE_UP)),
    *(fill(shape, mac=mac) for shape in written(MACS) for mac in MAC_FORMS),
    *(text for text, _ in KNOWN),
    *CLEAN,
]


def clean(text: str) -> bool:
    return detecting.examine(text, None) == (text, False)


@given(TEXTS)
@example("basic dXNlcjpwYXNz")
@example("oo 1a 79 ab cd ef")
@example("AKIAABCDEFGHIJKLMNOP")
@example("tina77 as username")
@example("q8Vb2 as passwrod")
@example("code pin 1234")
@settings(max_examples=500)
def test_what_it_lets_pass_is_clean(text: str) -> None:
    assert clean(text) or not harmless(text)


@pytest.mark.untraced
def test_both_agree_on_every_shape() -> None:
    assert [text for text in SHAPES if redact(text) != detecting.examine(text, None)[0]] == []
    assert [text for text in SHAPES if holds_credentials(text) != detecting.holds_credentials(text, None)] == []


@each("label", [*_LABELS, *_SHORT])
def test_no_label_passes(label: tuple[str, ...]) -> None:
    for glue in (" ", "'", ". "):
        assert not harmless(f"my {glue.join(label)} x9Kq2")


@each("ending", [ending for _, endings in ENDINGS for ending in endings])
def test_no_compound_passes(ending: str) -> None:
    assert not harmless(f"my tv{ending} x9Kq2")


@pytest.mark.parametrize("word", ["password", "username"])
def test_no_misspelt_label_passes(word: str) -> None:
    for at in range(1, len(word)):
        for wrong in (
            word[:at] + word[at + 1 :],
            word[:at] + "z" + word[at + 1 :],
            word[:at] + "z" + word[at:],
            word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
        ):
            assert not harmless(f"x9Kq2 as {wrong}")


@pytest.mark.parametrize(
    "text",
    [
        *("403", "error 403", "403!", "what is 403?", "error 403 in tivimate, please help", "HTTP 502 Bad Gateway"),
        *("buffering since yesterday", "it doesn't work on my firestick", "black screen on all channels", ""),
    ],
)
def test_ordinary_messages_pass(text: str) -> None:
    assert harmless(text)
