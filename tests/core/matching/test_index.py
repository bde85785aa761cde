"""What is compiled."""

from __future__ import annotations

import json
from typing import get_args

from bot.core.matching import Matcher, build_index
from bot.core.matching.index import TIERS
from bot.core.matching.spans import Span, longest_first, spans, starts
from bot.library.schema import Category
from tests.core.base import entry
from tests.core.matching.base import ENTRIES, VOCABULARY, matcher, shipped


def test_the_index_is_plain_json_and_does_not_depend_on_the_order() -> None:
    index = build_index(ENTRIES, VOCABULARY)
    assert json.loads(json.dumps(index)) == index
    assert json.dumps(build_index(reversed(ENTRIES), VOCABULARY)) == json.dumps(index)
    assert list(index["titles"]) == sorted(index["titles"])


def test_what_others_read_from_it() -> None:
    index = build_index(ENTRIES, VOCABULARY)
    assert index["titles"]["http-404"] == "404 Not Found"
    assert index["codes"]["403"] == {"app": "http-403", "gcore": "gcore-http-403", "xtream": "xtream-http-403"}
    assert index["clauses"] == {"all channels": "it is every channel"}
    assert index["groups"] == {"all channels": "scope", "one channel": "scope"}


def test_without_a_vocabulary() -> None:
    by = Matcher(build_index([entry("http-403", codes=("403",))], {}))
    assert by.match("error 403").entries[0].id == "http-403"
    assert by.match("error 404").decision == "unknown"
    assert Matcher(build_index([], {})).match("error 403").decision == "unknown"


def test_an_empty_alias_is_left_out() -> None:
    by = Matcher(build_index([entry("one", aliases=("!!", "so it goes"))], {}))
    assert by.match("!!").decision == "unknown"
    assert by.match("so it goes").decision == "answer"


def test_aliases_that_differ_in_small_words_only_stay_apart() -> None:
    entries = [entry("own", aliases=("your line is blocked",)), entry("any", aliases=("the line was blocked",))]
    by = Matcher(build_index(entries, {}))
    assert by.match("it says your line is blocked").entries[0].id == "own"
    assert by.match("it says the line was blocked").entries[0].id == "any"
    assert by.match("it says line blocked").decision == "unknown"


def test_every_category_has_its_tier() -> None:
    assert set(TIERS) == set(get_args(Category))


def test_the_longest_phrase_wins() -> None:
    table = {"a b": 1, "b c d": 2, "d": 3}
    found = spans(["a", "b", "c", "d"], table, starts(table))
    assert found == [Span(0, 2, 1), Span(1, 4, 2), Span(3, 4, 3)]
    assert longest_first(found) == [Span(1, 4, 2)]
    assert longest_first([Span(0, 2, 1), Span(1, 3, 9)], lambda span: span.value) == [Span(1, 3, 9)]


def test_the_shipped_index_is_small() -> None:
    index = shipped()._index  # noqa: SLF001 -- its size is what every cold start pays for
    assert len(json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()) < 500_000
    assert set(index) == set(matcher()._index)  # noqa: SLF001
