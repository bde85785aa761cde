"""The table of weights, what is computed from a message, and the decision with it: on a small table made by hand."""

from __future__ import annotations

import struct
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.frozen import replace
from bot.core.matching import Matcher, build_index
from bot.core.matching.candidate import Candidate
from bot.core.matching.features import Features
from bot.core.matching.index import TIERS
from bot.core.matching.judging import believed, judge
from bot.core.matching.learned import Kinds, Learned, Opinion, weighed
from bot.core.matching.phrases import quoted
from bot.core.matching.reading import read
from bot.core.matching.table import GROUP, HEADER, MAGIC, ORDER, NoTableError, Table, place
from tests.core.base import entry

ENTRIES = (
    entry("buffering", title="Buffering", category="symptom"),
    entry("cracked", title="CRACKED", category="panel-log", constants=("CRACKED",)),
    entry("crashes", title="The app crashes", category="symptom", aliases=("app keeps crashing", "shared words")),
    entry("http-403", title="403 Forbidden", codes=("403",), aliases=("shared words",)),
)
VOCABULARY = {
    "app": [{"name": "TiviMate", "heard": ["tivimate"]}],
    "concept": [
        {"name": "channel", "kind": "subject", "heard": {"en": ["channel*", "channels"], "es": ["canal*"]}},
        {"name": "not", "kind": "negation", "heard": {"en": ["not"], "es": ["no"]}},
    ],
}
INDEX = build_index(ENTRIES, VOCABULARY)
BITS = 10
CLASSES = ("buffering", "cracked", "crashes", "gone", "~thanks")
# Weights of the views: learned entries are judged by their share and lead, exact findings by the gate alone.
LEARNED = (0.0, 0.3, 0.0, 0.0, 1.0, 1.0, *[0.0] * 10)
EXACT = (1.0, 2.0, *[0.0] * 14)
WORTH = (0.0, 2.0, *[0.0] * 14)


def table(
    weights: dict[str, tuple[int, dict[str, int]]],
    numbers: tuple[float, ...] = (),
    known: tuple[str, ...] = CLASSES,
) -> bytes:
    """A table in which words, and what was read otherwise ("!app"), have a weight for the gate and for classes."""
    found: dict[int, tuple[int, int, dict[str, int]]] = {}
    for word, (gate, classes) in weights.items():
        name = word if word[0] == "!" else f"={word}"
        bucket, fingerprint = place(crc32(name.encode()), BITS)
        found[bucket] = (fingerprint, gate, classes)
    buckets = [found.get(bucket, (0, 0, {})) for bucket in range(1 << BITS)]
    starts, names, values = [], b"", b""
    for at, (_, _, classes) in enumerate(buckets):
        if at % GROUP == 0:
            starts.append(len(names))
        names += bytes(known.index(name) for name in classes)
        values += struct.pack(f"{len(classes)}b", *classes.values())
    numbers = numbers or (0.1, 0.1, 0.0, 0.8, 0.4, *EXACT, *EXACT, *EXACT, *EXACT, *LEARNED, *WORTH)
    body = b"".join(
        (
            struct.pack(f"={len(numbers)}d", *numbers),
            struct.pack(f"={len(known)}d", *[0.0] * len(known)),
            struct.pack(f"={len(starts)}I", *starts),
            bytes(fingerprint for fingerprint, _, _ in buckets),
            struct.pack(f"={len(buckets)}b", *(gate for _, gate, _ in buckets)),
            bytes(len(classes) for _, _, classes in buckets),
            names,
            values,
            "\n".join(known).encode(),
        )
    )
    named = len("\n".join(known))
    header = (MAGIC, ORDER, len(numbers), len(known), BITS, len(names), named, b"0123456789abcdef", crc32(body))
    return HEADER.pack(*header) + body


LEARNT = table(
    {
        "spinning": (60, {"buffering": 90, "crashes": -20}),
        "circle": (60, {"buffering": 90, "gone": 60}),
        "patched": (90, {"cracked": 127}),
        "thanks": (-127, {"~thanks": 127}),
        "here": (20, {}),
        "!app": (10, {"buffering": 20}),
        "maybe": (30, {"buffering": 5}),
    }
)
MATCHER = Matcher(INDEX, lambda: LEARNT)


def found(text: str) -> tuple[str, str | None]:
    match = MATCHER.match(text)
    return match.decision, match.entries[0].id if match.entries else None


def test_what_was_learned_answers() -> None:
    assert found("spinning circle") == ("answer", "buffering")


def test_what_is_near_is_asked() -> None:
    assert found("well maybe") == ("ask", "buffering")


def test_what_is_no_report_is_not_answered() -> None:
    assert found("thanks thanks thanks")[0] == "unknown"


def test_an_exact_finding_answers_unless_it_is_plainly_no_report() -> None:
    assert found("app keeps crashing on and on and on") == ("answer", "crashes")
    assert found("thanks that your app keeps crashing no more at all")[0] == "unknown"


def test_a_constant_is_believed_longer() -> None:
    assert found("the log has CRACKED in it") == ("answer", "cracked")


def test_a_name_of_a_log_is_not_answered_for_a_description() -> None:
    assert found("somebody patched it") == ("ask", "cracked")


def test_a_number_is_a_code_where_all_else_is_a_report() -> None:
    assert found("spinning spinning spinning 403 since the whole morning") == ("answer", "http-403")
    assert found("circle maybe 403 here")[1] == "http-403"
    assert found("thanks for the 403 of them and so on and so on")[0] == "unknown"
    assert found("spinning circle 499 since the whole morning")[1] == "buffering"


def test_a_short_phrase_that_the_rest_speaks_against_is_a_detail() -> None:
    said = Opinion(0.9, [(0, 0.9), (2, 0.01)], 0.0)
    short = Candidate(2, 0.88, TIERS["symptom"], length=2, by="phrase")
    long = replace(short, length=3)
    code = Candidate(3, 0.9, TIERS["http"])
    assert believed([short, code], said) == [code, replace(short, sure=0.5)]
    assert believed([long], said) == [long]
    assert believed([short], Opinion(0.9, [(2, 0.9), (0, 0.01)], 0.0)) == [short]
    assert believed([short], Opinion(0.9, [], 1.0)) == [short]


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ('it says "app keeps crashing" on the tv', True),
        ("„App keeps crashing“", True),
        ('it says "app keeps crashing on the tv"', False),
        ('{"app keeps crashing":"no"}', False),
        ("app keeps crashing", False),
    ],
)
def test_a_finding_is_quoted_if_it_is_all_between_the_marks(text: str, there: bool) -> None:  # noqa: FBT001 -- a column
    reading = read(text, INDEX)
    found = Candidate(2, 0.9, TIERS["symptom"], reading.tokens.index("app"), 3, "phrase")
    assert quoted(reading, found) is there


def test_an_exact_finding_in_doubt_is_asked_back() -> None:
    assert found("app keeps crashing maybe maybe as it did for us thanks") in (
        ("ask", "crashes"),
        ("unknown", "crashes"),
    )


def test_a_shared_phrase_counts_beside_what_was_learned() -> None:
    ranked = [one.id for one in MATCHER.match("these are shared words for you").entries]
    assert ranked[0] == "crashes"


def test_a_runner_up_is_never_likelier() -> None:
    sure = [one.confidence for one in MATCHER.match("spinning").entries]
    assert sure == sorted(sure, reverse=True)


def test_a_short_message_that_is_all_code_needs_no_table() -> None:
    assert Matcher(INDEX, _fail).match("error 403").decision == "answer"


def test_nor_does_a_cat_on_the_keyboard() -> None:
    assert Matcher(INDEX, _fail).match("spinning" * 9).decision == "unknown"


def _fail() -> bytes:
    raise AssertionError("the table was read")


@pytest.mark.parametrize("data", [b"", b"x" * 200, LEARNT[:-1], LEARNT.replace(MAGIC, b"iptvmdl0")])
def test_no_table_leaves_the_exact_stages(data: bytes) -> None:
    with pytest.raises(NoTableError):
        Table(data)
    by = Matcher(INDEX, lambda: data)
    assert by.match("app keeps crashing since my birthday").decision == "answer"
    assert by.match("spinning circle").decision == "unknown"


def test_a_table_that_knows_none_of_the_entries_says_nothing() -> None:
    said = weighed([1.0, 1.0], Kinds(["gone", "~thanks"], {"other": 0}), 0.9)
    assert said == Opinion(0.9, [], 0.5)
    assert judge(Table(LEARNT), INDEX, [], said, read("one two three", INDEX)) == ("unknown", ())


def test_numbers_are_features_by_their_length_unless_they_are_codes() -> None:
    sees = Features(INDEX)
    assert sees.of(read("call 12345678", INDEX)) == sees.of(read("call 87654321", INDEX))
    assert sees.of(read("error 403", INDEX)) != sees.of(read("error 123", INDEX))


def test_concepts_carry_over_languages() -> None:
    sees = Features(INDEX)
    english, spanish = (sees.of(read(text, INDEX)) for text in ("channels not", "no canales"))
    assert len(set(english) & set(spanish)) >= 3  # channel, not, and the pair of them


def test_concepts_far_apart_are_no_pair() -> None:
    sees = Features(INDEX)
    near, far = (sees.of(read(f"channels {'a ' * gap}not", INDEX)) for gap in (1, 30))
    assert len(set(near) & set(far)) < len(set(near))


def test_words_and_features_are_forgotten_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.core.matching.learned._REMEMBERED", 0)
    learnt = Learned(Table(LEARNT), INDEX)
    first = learnt.opinion(read("spinning circle in tivimate", INDEX))
    assert learnt.opinion(read("spinning circle in tivimate", INDEX)) == first
    monkeypatch.setattr("bot.core.matching.learned._REMEMBERED", 100)
    assert learnt.opinion(read("spinning circle in tivimate", INDEX)) == first
    assert learnt.opinion(read("spinning circle in tivimate", INDEX)) == first


def test_vectors_add_up_lane_by_lane() -> None:
    learnt = Table(LEARNT)
    spinning, circle = (crc32(f"={word}".encode()) for word in ("spinning", "circle"))
    both = learnt.sums([learnt.vector([spinning]), learnt.vector([circle]), learnt.vector([1])])
    assert both == ([180, 0, -20, 60, 0], 120, 2)
    assert learnt.sums([learnt.vector([spinning, circle])]) == both


def test_of_a_long_message_the_head_and_the_tail_count() -> None:
    sees = Features(INDEX)
    long = [f"w{'abcdefghij'[at % 10]}{'abcdefghij'[at // 10 % 10]}{'abcdefghij'[at // 100]}" for at in range(600)]
    assert crc32(f"={long[0]}".encode()) in sees.of(read(" ".join(long), INDEX))
    assert crc32(f"={long[-1]}".encode()) in sees.of(read(" ".join(long), INDEX))
    assert crc32(f"={long[300]}".encode()) not in sees.of(read(" ".join(long), INDEX))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_never_crashes(text: str) -> None:
    match = MATCHER.match(text)
    assert match.decision in ("answer", "ask", "unknown")
    assert all(0 <= one.confidence <= 1 for one in match.entries)
