"""Reported error × verdict: every pair has a conclusion that reads well and says nothing that nobody can know."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from bot.core.account.verdict import ABOUT, Verdict
from bot.core.conclusion import conclude
from tests.shipped import knowledge

if TYPE_CHECKING:
    from bot.core.account.verdict import Word
    from bot.core.entry import Entry
    from bot.core.knowledge import Knowledge

SPRING = datetime(2027, 3, 14, tzinfo=UTC)
# The categories in which the account can be the reason (issue 4).
JOINED = {"http", "xtream-http", "xtream-log", "panel-log", "mag-stalker", "flood", "account", "app-message"}
LONGEST = 700
# PANELS.md G6. The word before which nobody says it is part of the pattern.
NEVER: dict[str, tuple[Word, ...]] = {
    r"wrong password(?!,)|password is wrong": ("blocked", "unreachable", "rate_limited", "server_error", "malformed"),
    r"you (?:are|were|have been) (?:banned|blocked)": tuple(ABOUT),
    r"your box is damaged|is damaged": tuple(ABOUT),
    r"server is down\b(?!,? or)": ("blocked", "rate_limited", "unknown"),
    r"subscription ended on|(?:account|subscription) (?:is|has) expired": ("active", "trial", "max_connections"),
    r"account is (?:active|fine)": ("unknown", "malformed", "not_xtream", "unreachable", "blocked"),
}


@pytest.fixture
def base() -> Knowledge:
    return knowledge()


def verdicts(word: Word) -> list[dict[str, Any]]:
    """With everything told, and with nothing."""
    full = Verdict(word, ("invalid_credentials",) if word == "unknown" else (), SPRING, 2, 1).as_json()
    return [full, Verdict(word).as_json(), Verdict(word, max_connections=0, active_cons=0).as_json()]


def entries(base: Knowledge) -> list[Entry | None]:
    return [None, *(base.entry(entry_id) for entry_id in base.ids)]


@pytest.mark.parametrize("word", ABOUT)
def test_every_pair_has_a_conclusion_within_a_phones_screen(base: Knowledge, word: Word) -> None:
    for entry in entries(base):
        for verdict in verdicts(word):
            said = conclude(entry, verdict)
            name = entry.id if entry else "-"
            assert said.head, (name, word)
            assert len(said.plain) <= LONGEST, (name, word)
            assert not re.search(r"[{}]|\bNone\b|  | \.", said.plain), (name, word, said.plain)
            assert not said.head[0].islower(), (name, word, said.head)  # "206 is …" begins well, too
            assert said.plain.rstrip()[-1] in ".!?", (name, word, said.plain)


@pytest.mark.parametrize("pattern", NEVER)
def test_what_must_never_be_said(base: Knowledge, pattern: str) -> None:
    for entry in entries(base):
        for word in NEVER[pattern]:
            for verdict in verdicts(word):
                said = conclude(entry, verdict).plain
                assert not re.search(pattern, said, re.IGNORECASE), (entry.id if entry else "-", word, said)


def test_where_the_account_can_be_the_reason_each_common_verdict_has_a_sentence_of_its_own(base: Knowledge) -> None:
    common = ("active", "expired", "banned", "disabled", "max_connections", "invalid_credentials", "unknown")
    for entry in entries(base):
        if entry and entry.category in JOINED:
            assert "otherwise" in entry.after_check, entry.id
            missing = [word for word in common if word not in entry.after_check]
            assert len(missing) <= 1, (entry.id, missing)
