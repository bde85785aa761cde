from __future__ import annotations

from datetime import timedelta

import pytest

from bot.core.frozen import replace
from bot.core.packet import Said, Story, as_json
from bot.core.packet.rows import age, rows, title
from bot.core.packet.summary import Problem, Step
from bot.core.state import State
from bot.core.ticket import Ticket
from tests.core.base import NOON, Conversation
from tests.core.packet.parts import NOTES, STATE, VERDICT, summary
from tests.core.packet.schema import faults


def note(what: str, **data: object) -> Said:
    return Said(NOON, "note", what, data)


def test_everything_that_is_known_stands_on_top() -> None:
    assert rows(summary()) == [
        ("Outcome", "open"),
        ("Matched", "http-403, confidence 97%"),
        ("App", "TiviMate"),
        ("Device", "Fire TV"),
        ("Login type", "xtream login"),
        ("Scope", "all channels"),
        ("Also told", "vpn on"),
        ("Codes", "403 (app), NOT_IN_BOUQUET"),
        (
            "Account",
            (
                "active, ends 2027-03-14, 1 of 2 connections in use (checked 4 minutes before this was written, "
                "2026-11-21 11:56:00 UTC)"
            ),
        ),
        ("Conversation", "abcdefgh"),
        ("Where", "telegram, chat -1001234567890, user 987654321012"),
        ("From", "2026-11-21 11:00:00 UTC"),
        ("To", "2026-11-21 12:00:00 UTC"),
        ("Written", "2026-11-21 12:00:00 UTC"),
        ("Knowledge", "test"),
    ]
    assert title(summary()) == "403 Forbidden"


def test_the_steps_and_how_they_went() -> None:
    found = summary(notes=(*NOTES, note("advised", cause="account"), note("advised", cause="no such cause")))
    assert [(step.cause, step.result) for step in found.steps] == [
        ("line", "did not help"),
        ("place", "not known"),
        ("account", "not known"),
        ("no such cause", "not known"),
    ]
    assert found.steps[0] == Step("line", "the line is in use", ("Close other devices.", "Wait."), "did not help")
    assert found.steps[2].say
    assert found.steps[2].todo[0].startswith("Find your end date")
    assert found.steps[3].say is None
    solved = summary(State(), (*NOTES, note("fixed", cause="place", tried=["http-403/line"])))
    assert [step.result for step in solved.steps] == ["did not help", "helped"]
    assert solved.outcome == "solved"


@pytest.mark.parametrize(
    ("last", "outcome"),
    [
        (note("ended", tried=["http-403/line"]), "all tried"),
        (note("cancelled"), "cancelled"),
        (note("unknown"), "open"),
    ],
)
def test_how_it_ended(last: Said, outcome: str) -> None:
    assert summary(State(), (*NOTES, last)).outcome == outcome


def test_a_new_problem_begins_anew() -> None:
    found = summary(State(), (*NOTES, note("fixed", cause="line"), note("answered", entry="gone", cause=None)))
    assert found.problem == Problem("gone", None, None)
    assert found.steps == ()
    assert title(found) == "gone"


def test_what_was_said_tells_nothing() -> None:
    said = Said(NOON, "user", "answered", {"entry": "http-502"})
    assert summary(State(), (*NOTES, said)).problem == summary().problem


def test_without_notes_the_state_tells_what_it_can() -> None:
    found = summary(notes=())
    assert found.problem == Problem("http-403", "403 Forbidden", None)
    assert [step.cause for step in found.steps] == ["line", "place"]
    assert (found.outcome, found.login) == ("open", "m3u link")
    assert ("Matched", "http-403") in rows(found)


def test_of_a_conversation_without_a_problem() -> None:
    found = summary(State(), ())
    assert (found.outcome, found.problem, found.account, found.steps) == ("none", None, None, ())
    assert title(found) == "No problem was recognised"
    assert ("Account", "not checked") in rows(found)


def test_a_hidden_reason_and_an_old_answer() -> None:
    verdict = {**VERDICT, "verdict": "unknown", "candidates": ["expired", "invalid_credentials"], "exp_date": None}
    old = {**verdict, "active_cons": None, "at": (NOON - timedelta(hours=3)).isoformat(), "ago": 60}
    told = dict(rows(summary(State(verdict=old))))["Account"]
    assert told.startswith("unknown, may be expired or invalid credentials (checked 3 hours before")


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0 seconds"), (1, "1 second"), (240, "4 minutes"), (7199, "1 hour"), (864000, "10 days")]
)
def test_an_age(seconds: int, words: str) -> None:
    assert age(seconds) == words


def test_of_a_real_dialogue() -> None:
    talk, story = Conversation(), Story()
    for do, what in ((talk.write, "403 in tivimate on all channels"), (talk.press, "Still broken")):
        do(what)
        for record in talk.records:
            story.tell(Said(NOON, "note", record.what, record.data))
    found = summary(talk.state, [])
    assert found.app == "TiviMate"
    assert (story.entry, story.given, story.outcome) == ("http-403", ["line"], "open")
    assert STATE.tried == talk.state.tried


TICKET = Ticket("T-7F3K", "http-403", "telegram", NOON, NOON, status="claimed", claimed="telegram:42", name="Kim")


@pytest.mark.parametrize(
    ("notes", "outcome"),
    [
        ([("ticket opened", {})], "with people"),
        ([("ticket opened", {}), ("ticket closed", {"outcome": "resolved"})], "with people"),
        ([("ticket opened", {}), ("ticket closed", {"outcome": "solved"})], "solved"),
        ([("ticket closed", {"outcome": "resolved"}), ("ticket helped", {"helped": True})], "solved"),
        ([("ticket closed", {"outcome": "resolved"}), ("ticket helped", {"helped": False})], "with people"),
    ],
)
def test_a_ticket_says_how_it_ended(notes: list[tuple[str, dict[str, object]]], outcome: str) -> None:
    told = summary(notes=[*NOTES, *(Said(NOON, "note", text, data) for text, data in notes)])
    assert told.outcome == outcome


def test_the_ticket_stands_on_top_without_a_name_of_the_team() -> None:
    told = summary(replace(STATE, ticket=TICKET))
    assert rows(told)[0] == ("Ticket", "T-7F3K, claimed, waits for the team")
    assert rows(summary(replace(STATE, ticket=replace(TICKET, status="closed", outcome="resolved"))))[0] == (
        "Ticket",
        "T-7F3K, closed (resolved)",
    )
    found = as_json(told)
    assert found["ticket"] == {
        "ref": "T-7F3K",
        "status": "claimed",
        "outcome": None,
        "opened": "2026-11-21T12:00:00.000000Z",
    }
    assert "Kim" not in str(found)
    assert faults({**found, "timeline": []}) == []
