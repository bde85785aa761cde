"""Conversations as they are stored, and the problems that are read off them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.core.insight import Figures, Talks
from bot.core.insight.talks import typed

if TYPE_CHECKING:
    from bot.core.insight import Problem

Line = tuple[str, str] | tuple[str, str, dict[str, Any]]

ANSWER = {"entry": "http-403", "cause": "line-in-use", "confidence": 0.9}


def told(*talks: list[Line]) -> list[tuple[str | None, str, str | None, str | None]]:
    """What each problem began with, how it ended, and what was answered last."""
    found: list[Problem] = []
    follow = Talks(found.append)
    for number, talk in enumerate(talks, 1):
        for who, text, *data in talk:
            follow.line(number, "telegram", who, text, data[0] if data else None)
    follow.end()
    return [(one.words, one.outcome, one.entry, one.cause) for one in found]


def answered(*rest: Line) -> list[Line]:
    return [("user", "error 403"), ("note", "answered", ANSWER), ("bot", "…"), *rest]


def test_what_is_not_known_begins_with_the_message_before() -> None:
    assert told([("user", "pin required"), ("note", "unknown"), ("bot", "I don't know that one.")]) == [
        ("pin required", "unknown", None, None)
    ]
    # A menu behind it leads to an answer for the same message, which must not count twice.
    assert told([("user", "pin?"), ("note", "unknown"), ("user", "[Login]"), ("note", "answered", ANSWER)]) == [
        ("pin?", "unknown", None, None),
        (None, "silent", "http-403", "line-in-use"),
    ]


@pytest.mark.parametrize(
    ("rest", "outcome"),
    [
        ([], "silent"),
        ([("note", "fixed", {"entry": "http-403", "cause": "line-in-use", "tried": []})], "fixed"),
        ([("user", "[Still broken]")], "still broken"),
        ([("user", "Still broken")], "still broken"),
        ([("user", "[I still have a problem]")], "still broken"),
        ([("note", "advised", {"entry": "http-403", "cause": "vpn"})], "still broken"),
        ([("note", "ended", {"entry": "http-403", "tried": []})], "all tried"),
        ([("user", "[Still broken]"), ("note", "ended", {}), ("note", "ticket opened", {"ticket": "T-1"})], "ticket"),
        ([("note", "ended", {}), ("note", "fixed", {"entry": "http-403", "cause": "x"})], "fixed"),
        ([("note", "ended by user")], "account"),
        ([("note", "checked", {"verdict": "expired"})], "account"),
        ([("note", "checked", {"verdict": "active"})], "silent"),
        ([("note", "cancelled")], "cancelled"),
        ([("user", "[Still broken]"), ("note", "cancelled")], "still broken"),
        ([("team", "[Still broken]")], "silent"),
    ],
)
def test_how_an_answer_ends(rest: list[Line], outcome: str) -> None:
    ((words, ended, entry, _),) = told(answered(*rest))
    assert (words, ended, entry) == ("error 403", outcome, "http-403")


def test_the_cause_that_was_given_last_is_what_fixed_it() -> None:
    fixed: Line = ("note", "fixed", {"entry": "http-403", "cause": "vpn", "tried": ["http-403/line-in-use"]})
    assert told(answered(("note", "advised", {"cause": "vpn"}), fixed)) == [("error 403", "fixed", "http-403", "vpn")]
    assert told([fixed]) == [(None, "fixed", "http-403", "vpn")]  # its beginning was deleted by retention


def test_candidates() -> None:
    asked: list[Line] = [("user", "blocked"), ("note", "asked", {"entries": ["http-403"]})]
    assert told(asked) == [("blocked", "offered", None, None)]
    assert told([*asked, ("user", "[Something else]")]) == [("blocked", "rejected", None, None)]
    assert told([*asked, ("user", "[403 Forbidden]"), ("note", "answered", ANSWER)]) == [
        ("blocked", "silent", "http-403", "line-in-use")
    ]
    # Another one is asked about, and the first was never picked.
    assert told([*asked, ("user", "or frozen"), ("note", "asked", {"entries": []})]) == [
        ("blocked", "offered", None, None),
        ("or frozen", "offered", None, None),
    ]


def test_a_button_picks_another_entry_for_the_same_problem_and_a_message_begins_a_new_one() -> None:
    other = ("note", "answered", {"entry": "http-404", "cause": None, "confidence": 1.0})
    assert told(answered(("user", "[404 Not Found]"), other)) == [("error 403", "silent", "http-404", None)]
    assert told(answered(("user", "error 404"), other)) == [
        ("error 403", "silent", "http-403", "line-in-use"),
        ("error 404", "silent", "http-404", None),
    ]


def test_conversations_are_apart() -> None:
    assert told([("user", "pin required")], [("note", "unknown")], answered(), [("user", "[Still broken]")]) == [
        (None, "unknown", None, None),
        ("error 403", "silent", "http-403", "line-in-use"),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("pin required", "pin required"),
        ("/diagnose pin required", "pin required"),
        ("/code 7788", "7788"),
        ("/start", None),
        ("/check •••• please", None),
        ("/cancel", None),
        (" ", None),
        ("<@123456789> @anna_tv says the pin of 4242424242 is wrong", "… … says the pin of … is wrong"),
        ("error 403 at anna's place", "error 403 at anna's place"),
    ],
)
def test_what_is_said_of_a_problem_without_names_and_ids(text: str, words: str | None) -> None:
    assert typed(text) == words


def test_a_link_to_an_entry_is_nobodys_words() -> None:
    assert told([("user", "/start http-403"), ("note", "answered", ANSWER), ("user", "[Still broken]")]) == [
        (None, "still broken", "http-403", "line-in-use")
    ]


def test_figures() -> None:
    figures = Figures()
    talks = Talks(figures.over)
    fixed: Line = ("note", "fixed", {"entry": "http-403", "cause": "line-in-use"})
    lines: dict[str, list[Line]] = {
        "telegram": [
            *answered(fixed),
            ("note", "check refused", {"reason": "busy"}),
            ("user", "?"),
            ("note", "unknown"),
        ],
        "discord": [*answered(("note", "ended", {})), ("note", "ticket opened", {"ticket": "T-1"})],
        "terminal": [("note", "ticket closed", {"outcome": "resolved"}), ("note", "ticket helped", {"helped": False})],
    }
    for number, (platform, talk) in enumerate(lines.items(), 1):
        for who, text, *data in talk:
            for follow in (figures.line, talks.line):
                follow(number, platform, who, text, data[0] if data else None)
    talks.end()
    figures.line(4, "discord", "note", "ticket helped", {"helped": True})
    figures.line(4, "discord", "note", "check refused", None)
    figures.verdicts.update({("telegram", "active"): 2, ("discord", "active"): 1})
    found = figures.summary({"http-403": "403 Forbidden"}.get)
    assert (found["conversations"], found["messages"], found["replies"]) == (2, 3, 2)
    assert (found["problems"], found["solved"], found["solved_of_told"]) == (2, 0.5, 0.5)
    assert {name: n for name, n in found["outcomes"].items() if n} == {"fixed": 1, "ticket": 1}
    assert found["missed"] == {"unknown": 1, "offered": 0, "rejected": 0}
    assert found["entries"] == [{"entry": "http-403", "title": "403 Forbidden", "answered": 2, "fixed": 1}]
    assert found["fixed_by"] == [{"entry": "http-403", "cause": "line-in-use", "fixed": 1}]
    assert found["refused"] == {"busy": 1, "None": 1}
    assert found["tickets"] == {"opened": 1, "closed: resolved": 1, "did not help": 1, "helped": 1}
    assert found["checks"] == {"active": 3}
    assert list(found["platforms"]) == ["telegram", "discord", "terminal"]
    assert found["platforms"]["telegram"]["solved"] == 1.0
    assert found["platforms"]["terminal"] | {"outcomes": {}, "missed": {}} == {
        "conversations": 0,
        "messages": 0,
        "replies": 0,
        "problems": 0,
        "outcomes": {},
        "solved": None,
        "solved_of_told": None,
        "missed": {},
        "checks": {},
    }
