"""Entries that the learned table does not know, on a small base."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from bot.core.matching import Matcher, build_index, fresh
from tests.core.base import entry
from tests.core.matching.base import ENTRIES, VOCABULARY
from tests.core.matching.test_hostile import WORDS, sound

NEW = (
    entry("new-lock", heard={"en": ("it wants four digits before the film starts", "!!")}, category="symptom"),
    entry(
        "new-night", heard={"en": ("pictures turn green after midnight",), "de": ("nachts wird das Bild ganz grün",)}
    ),
)
BASE = (*ENTRIES, *NEW)
INDEX = build_index(BASE, VOCABULARY)
TAUGHT = {one.id for one in ENTRIES}
MATCHER = Matcher(json.loads(json.dumps({**INDEX, **fresh(BASE, INDEX, TAUGHT)})))


def found(text: str) -> tuple[str, list[str]]:
    match = MATCHER.match(text)
    assert sound(match)
    return match.decision, [one.id for one in match.entries]


def test_nothing_is_compiled_where_all_is_taught() -> None:
    assert fresh(BASE, INDEX, {one.id for one in BASE}) == {}


def test_what_is_compiled_is_plain_json_and_always_the_same() -> None:
    made = fresh(BASE, INDEX, TAUGHT)
    assert json.loads(json.dumps(made)) == made
    assert [line[0] for line in made["fresh"]["lines"]] == [
        INDEX["places"][name] for name in ("new-lock", "new-night", "new-night")
    ]


def test_the_same_words_answer() -> None:
    assert found("after midnight pictures turn green") == ("answer", ["new-night"])
    assert MATCHER.match("pictures turn green after midnight").entries[0].confidence < 1


def test_a_code_answers_and_the_fresh_entry_stands_behind() -> None:
    assert found("error 403 pictures turn green after midnight") == (
        "answer",
        ["http-403", "new-night", "xtream-http-403", "gcore-http-403"],
    )


def test_a_phrase_answers_if_it_is_surer() -> None:
    text = "access denied and pictures are green after midnight"
    assert found(text) == ("answer", ["http-phrases", "new-night"])
    assert found("account expired pictures turn green after midnight")[1][0] == "account-expired"


def test_a_phrase_in_what_is_said_in_the_same_words_stands_behind() -> None:
    assert found("buffering, it wants four digits before the film starts") == ("answer", ["new-lock", "buffering"])


def test_what_is_similar_is_asked_about() -> None:
    assert found("pictures are all green at midnight sometimes") == ("ask", ["new-night"])
    assert found("it says blocked, and pictures are green at midnight")[1] == ["new-night", "stb", "account-active"]


def test_wishes_and_good_news_are_none() -> None:
    assert found("would be nice: pictures green at midnight")[0] == "unknown"
    assert found("pictures turn green after midnight? works now")[0] == "unknown"


def test_other_things_are_left_alone() -> None:
    assert found("the weather is fine") == ("unknown", [])
    assert found("") == ("unknown", [])


@given(st.lists(WORDS | st.sampled_from(["wants", "four", "digits", "pictures", "green"])).map(" ".join))
def test_any_mix_of_words_is_survived(text: str) -> None:
    assert sound(MATCHER.match(text))


@given(st.text())
def test_any_text_is_survived(text: str) -> None:
    assert sound(MATCHER.match(text))


@given(st.lists(st.text(max_size=40), max_size=4), st.text(max_size=40))
def test_any_paraphrase_is_survived(lines: list[str], text: str) -> None:
    base = [entry("one", heard={"en": tuple(lines)})]
    index = build_index(base, {})
    by = Matcher(json.loads(json.dumps({**index, **fresh(base, index, ())})))
    assert sound(by.match(text))
    for line in lines:
        assert sound(by.match(line))
