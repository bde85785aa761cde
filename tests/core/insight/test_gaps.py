"""Which messages are alike, in which language they are, and that nothing of it grows for ever."""

from __future__ import annotations

import random

import pytest

from bot.core.insight import Gaps, Languages, Problem, Weights, report
from bot.core.insight.gaps import TEXTS
from tests.core.base import knowledge

HEARD = {
    "en": [
        "the channel keeps buffering",
        "no sound on the film",
        "it asks me for the error again",
        "error when i play",
    ],
    "de": ["der sender stockt immer", "kein ton bei dem film", "fehler wenn ich spiele"],
}
WEIGHTS = Weights([line for lines in HEARD.values() for line in lines])


def grouped(*texts: str, most: int = 50) -> list[list[str]]:
    gaps = Gaps(WEIGHTS, most)
    for number, text in enumerate(texts, 1):
        gaps.add(missed(text, number))
    return [list(group.texts) for group in gaps.groups()]


def missed(text: str | None, conversation: int = 1, entry: str | None = None) -> Problem:
    problem = Problem(conversation, "telegram", text, "all tried" if entry else "unknown")
    problem.entry = entry
    return problem


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("pin required on some channels", "PIN  required on some channels!!"),
        ("pin required on some channels", "pin requierd on some channels"),
        ("pin required on some channels", "the pin is required on channels"),
        ("wrong pin since yesterday", "wrong pins since yesterday"),
        ("error 7788", "Error: 7788"),
    ],
)
def test_alike(one: str, other: str) -> None:
    assert len(grouped(one, other)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("error 7788", "error 9911"),
        ("pin required on some channels", "the remote colours do nothing"),
        ("error when i play", "error in the evening with subtitles"),
    ],
)
def test_not_alike(one: str, other: str) -> None:
    assert len(grouped(one, other)) == 2


def test_a_group_counts_messages_and_conversations_and_keeps_some_texts() -> None:
    gaps = Gaps(WEIGHTS)
    for number in range(TEXTS + 5):
        gaps.add(missed(f"parental pin required on some channels by provider {number}", number // 2 + 1))
    gaps.add(missed("parental pin required on some channels by provider", 99, "http-403"))
    gaps.add(missed(None))
    gaps.add(missed("…"))
    gaps.add(missed("the moon hums"))
    assert gaps.messages == TEXTS + 7
    (group,) = gaps.groups(2)
    assert (group.missed, group.conversations, len(gaps.groups())) == (TEXTS + 6, 10, 2)
    assert len(group.texts) == TEXTS
    assert (group.outcomes, group.entries) == ({"unknown": TEXTS + 5, "all tried": 1}, {"http-403": 1})


def made_up(count: int) -> list[str]:
    """Words that have nothing in common."""
    chance = random.Random(7)  # noqa: S311 -- no secret
    return ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=7)) for _ in range(count)]


def test_what_is_frequent_stays_when_there_are_too_many_groups() -> None:
    words = made_up(900)
    gaps = Gaps(WEIGHTS, most=40)
    for number in range(300):
        gaps.add(missed(" ".join(words[3 * number : 3 * number + 3]), number + 1))
        if number % 10 == 0:
            gaps.add(missed("pin required on some channels", number + 1))
    assert len(gaps.groups()) <= 40
    assert gaps.groups()[0].missed == 30
    assert gaps.messages == 330
    # The groups that stayed are still found.
    last = " ".join(words[-3:])
    gaps.add(missed(f"{last} again", 999))
    assert next(group for group in gaps.groups() if last in group.texts).missed == 2


def test_a_word_in_many_groups_costs_no_more_than_in_some() -> None:
    words = made_up(1200)
    texts = [f"channel {' '.join(words[at : at + 3])}" for at in range(0, 1200, 3)]
    assert len(grouped(*texts, texts[7], f"{texts[9]} again", most=1000)) == 400


def test_long_messages_are_compared_by_beginning_and_end() -> None:
    log = " ".join(f"w{number:03}x" for number in range(300))
    assert len(grouped(log, f"{log} end", log.replace("w150x", "other"))) == 1


def test_the_memory_of_words_is_bounded() -> None:
    weights = Weights(["a line"])
    for number in range(5_100):
        weights.of([f"word{number}"])
    assert len(weights._words) <= 5_000  # noqa: SLF001 -- that it stays small shows nowhere else


def test_languages() -> None:
    languages = Languages(HEARD)
    assert languages.of("no sound in the film") == "en"
    assert languages.of("kein ton, der sender stockt") == "de"
    assert languages.of("film") is None
    assert languages.of("403") is None
    assert Languages({}).of("no sound") is None


def test_a_report_is_redacted_once_more_and_names_what_is_near() -> None:
    gaps = Gaps(WEIGHTS)
    gaps.add(missed("no sound, error 403, password: hunter22", 1, "http-502"))
    gaps.add(missed("no sound, error 403, password: hunter22", 2, "http-502"))
    gaps.add(missed("kein ton bei dem film", 3))
    first, second = report(gaps.groups(), knowledge().matcher, Languages(HEARD))
    assert (first.number, first.messages, first.conversations, first.outcomes) == (1, 2, 2, {"all tried": 2})
    assert first.samples == ("no sound, error 403, password: ••••",)
    assert (first.languages, first.entries) == ({"en": 1}, {"http-502": 2})
    assert next(iter(first.near)) == "http-403"
    assert (second.number, second.languages, second.near) == (2, {"de": 1}, {})
