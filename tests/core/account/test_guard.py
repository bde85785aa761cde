from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.core.account import guard
from bot.core.account.guard import Ask, Denied, Go, Known, Later, Rules, admit, settle
from bot.core.account.verdict import Verdict

if TYPE_CHECKING:
    from bot.core.account.guard import Admission
    from bot.core.account.verdict import Word

NOON = 1_764_000_000.0
RULES = Rules()


class Panel:
    """One panel's rows in a database, and a clock."""

    def __init__(self, rules: Rules = RULES) -> None:
        self.rows: dict[str, Any] = {}
        self.now = NOON
        self.rules = rules

    def ask(self, login: str, user: str | None = "user:a", **more: Any) -> Ask:
        return Ask(("host:panel.example", "address:192.0.2.1"), user, f"name of {login}", login, **more)

    def admit(self, ask: Ask) -> Admission:
        changed, admission = admit(self.rows, ask, self.rules, self.now)
        self.rows.update(changed)
        return admission

    def settle(self, ask: Ask, word: Word, hint: str | None = None) -> None:
        self.rows.update(settle(self.rows, ask, Verdict(word, hint=hint), self.now))

    def check(self, login: str, word: Word, user: str | None = "user:a", hint: str | None = None) -> Admission:
        """A check from beginning to end, three seconds after the last one."""
        self.now += 3
        ask = self.ask(login, user)
        admission = self.admit(ask)
        if isinstance(admission, Go):
            self.settle(ask, word, hint)
        return admission


def test_a_good_login_is_asked_once_and_then_answered_from_memory_for_ten_minutes() -> None:
    panel = Panel()
    assert panel.check("good", "active") == Go()
    known = panel.check("good", "active")
    assert isinstance(known, Known)
    assert (known.verdict["verdict"], known.ago) == ("active", 3.0)
    panel.now += guard.ACCEPTED_FOR
    assert panel.check("good", "active") == Go()


def test_the_same_refused_login_is_answered_from_memory_for_half_an_hour_whoever_sends_it() -> None:
    panel = Panel()
    assert panel.check("bad", "unknown") == Go()
    panel.now += guard.REFUSED_FOR - 10
    assert isinstance(panel.check("bad", "unknown", "user:b"), Known)


def test_what_is_about_the_server_is_remembered_for_its_port_and_path_only() -> None:
    panel = Panel()
    wrong, right = panel.ask("mine", place="port 80"), panel.ask("mine", place="port 8080")
    for word, known in (("not_xtream", False), ("server_error", False), ("unknown", True), ("expired", True)):
        panel.now += guard.DAY
        assert panel.admit(wrong) == Go()
        panel.settle(wrong, word)  # type: ignore[arg-type]
        panel.now += 3
        assert isinstance(panel.admit(wrong), Known)
        assert isinstance(panel.admit(right), Known) is known, word
        panel.rows["host:panel.example"]["busy"] = panel.rows["address:192.0.2.1"]["busy"] = 0.0


def test_a_request_without_an_answer_may_have_been_a_failed_login() -> None:
    panel = Panel()
    for number in range(guard.DISTINCT):
        ask = panel.ask(f"login {number}", f"user:{number}")
        assert panel.admit(ask) == Go()
        panel.rows.update(settle(panel.rows, ask, Verdict("unreachable"), panel.now, lost=True))
        assert ask.answer not in panel.rows
        panel.now += 3
    denied = panel.admit(panel.ask("other", "user:o"))
    assert isinstance(denied, Denied)
    assert denied.reason == "failures"


def test_one_corrected_login_may_be_tried_at_once_but_no_third_name_on_a_panel() -> None:
    panel = Panel()
    assert panel.check("typo", "invalid_credentials") == Go()
    assert panel.check("mended", "active") == Go()
    denied = panel.check("third", "active")
    assert isinstance(denied, Denied)
    assert denied.reason == "accounts"
    assert guard.DAY - 10 < denied.wait <= guard.DAY
    panel.now += guard.DAY
    assert panel.check("third", "active") == Go()


def test_a_user_may_check_three_accounts_a_day_over_all_panels_and_the_operator_any_number() -> None:
    rows: dict[str, Any] = {}
    for number in range(4):
        for user in ("user:a", None):
            ask = Ask((f"host:{number}.example",), user, "name", f"login {number}{user}")
            changed, admission = admit(rows, ask, RULES, NOON + number)
            rows.update(changed)
            rows.update(settle(rows, ask, Verdict("active"), NOON + number))
            denied = isinstance(admission, Denied)
            assert denied == (user is not None and number == RULES.accounts), (number, user)


def test_three_different_failing_logins_pause_the_panel_for_a_quarter_of_an_hour_also_for_good_ones() -> None:
    panel = Panel()
    for number in range(3):
        assert panel.check(f"bad {number}", "unknown", f"user:{number}") == Go()
    denied = panel.check("good", "active", "user:g")
    assert isinstance(denied, Denied)
    assert denied.reason == "failures"
    assert denied.wait == pytest.approx(guard.PAUSE - 3)
    panel.now += guard.PAUSE
    assert panel.check("good", "active", "user:g") == Go()


def test_four_failures_of_the_same_login_pause_it_too() -> None:
    panel = Panel()
    ask = panel.ask("one")
    for _ in range(guard.FAILURES):  # processes that died before they could settle
        panel.now += guard.LEASE + 1
        assert panel.admit(ask) == Go()
    panel.now += guard.LEASE + 1
    denied = panel.admit(ask)
    assert isinstance(denied, Denied)
    assert denied.reason == "failures"


def test_a_success_and_no_answer_at_all_are_no_failures() -> None:
    panel = Panel()
    for number, word in enumerate(("active", "trial", "max_connections", "unreachable") * 3):
        assert panel.check(f"login {number}", word, f"user:{number}") == Go()  # type: ignore[arg-type]
    assert not isinstance(panel.check("login 3", "unreachable", "user:3"), Known)


@pytest.mark.parametrize(
    ("blocks", "pause"),
    [
        ([("a", None)], guard.PAUSE),
        ([("a", "address blocked")], guard.QUARANTINE),
        ([("a", None), ("b", None)], guard.QUARANTINE),
        ([("a", None), ("a", None)], guard.PAUSE),
    ],
)
def test_a_refusal_of_our_address_pauses_briefly_and_in_words_or_twice_for_hours(
    blocks: list[tuple[str, str | None]], pause: float
) -> None:
    panel = Panel()
    for login, hint in blocks:
        panel.now += guard.REFUSED_FOR + 1
        assert panel.check(login, "blocked", f"user:{login}", hint) == Go()
    denied = panel.check("good", "active", "user:g")
    assert isinstance(denied, Denied)
    assert denied.reason == "blocked"
    assert denied.wait == pytest.approx(pause - 3)


def test_one_check_at_a_time_and_two_seconds_apart() -> None:
    panel = Panel()
    first, second = panel.ask("one"), panel.ask("two", "user:b")
    assert panel.admit(first) == Go()
    assert panel.admit(second) == Later(guard.LEASE)
    panel.settle(first, "active")
    assert panel.admit(second) == Later(RULES.spacing)
    panel.now += RULES.spacing
    assert panel.admit(second) == Go()


def test_a_dead_process_holds_a_panel_for_a_moment_only_and_so_does_a_clock_that_went_backwards() -> None:
    panel = Panel()
    assert panel.admit(panel.ask("one")) == Go()
    panel.now += guard.LEASE
    assert panel.admit(panel.ask("two", "user:b")) == Go()
    panel.now -= 10 * guard.HOUR
    later = panel.admit(panel.ask("three", "user:c"))
    assert later == Later(guard.LEASE)


def test_the_hourly_budget_says_when_it_is_over_and_an_own_panel_has_its_own() -> None:
    panel = Panel(Rules(hourly=5, own_hourly=6))
    for number in range(5):
        assert panel.check(f"login {number}", "active", f"user:{number}") == Go()
    denied = panel.check("login 5", "active", "user:5")
    assert isinstance(denied, Denied)
    assert denied.reason == "hourly"
    assert guard.HOUR - 60 <= denied.wait <= guard.HOUR + 60
    own = panel.ask("login 5", "user:5", own=True)
    assert panel.admit(own) == Go()


def test_each_request_of_a_check_counts_for_the_hour() -> None:
    panel = Panel(Rules(hourly=5))
    for number in range(2):
        panel.now += 90
        ask = panel.ask(f"login {number}", f"user:{number}")
        assert panel.admit(ask) == Go()
        panel.rows.update(settle(panel.rows, ask, Verdict("active"), panel.now, sent=3))
    denied = panel.check("login 2", "active", "user:2")
    assert isinstance(denied, Denied)
    assert denied.reason == "hourly"


def test_an_own_panel_is_asked_more_quickly_but_its_failures_count_all_the_same() -> None:
    panel = Panel()
    for number in range(3):
        ask = panel.ask(f"bad {number}", f"user:{number}", own=True)
        assert panel.admit(ask) == Go()
        panel.settle(ask, "expired")
        panel.now += RULES.own_spacing
    denied = panel.admit(panel.ask("good", "user:g", own=True))
    assert isinstance(denied, Denied)
    assert denied.reason == "failures"


def test_a_panel_is_its_host_and_the_address_it_resolved_to() -> None:
    panel = Panel()
    panel.check("bad", "blocked", hint="address blocked")
    other = replace(panel.ask("good", "user:b"), panels=("host:other.example", "address:192.0.2.1"))
    denied = panel.admit(other)
    assert isinstance(denied, Denied)
    assert denied.reason == "blocked"


@pytest.mark.parametrize("seed", range(20))
def test_two_hundred_users_with_wrong_logins_and_three_restarts_cost_a_panel_four_failures_at_most(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 -- not for secrets
    panel = Panel(Rules(spacing=0.5))
    begun: list[tuple[float, str]] = []
    restarts = sorted(chance.uniform(0, 600) for _ in range(3))
    users = sorted((chance.uniform(0, 600), number) for number in range(200))
    for at, number in users:
        panel.now = max(panel.now, NOON + at)
        ask = panel.ask(f"bad {number % 150}", f"user:{number}")
        admission = panel.admit(ask)
        if isinstance(admission, Go):
            begun.append((panel.now, ask.login))
            died = bool(restarts) and restarts[0] < at
            if died:
                restarts.pop(0)
                continue
            panel.now += chance.uniform(0.05, 1)
            panel.settle(ask, "unknown")
    assert 0 < len(begun) <= guard.FAILURES
    assert len({login for _, login in begun}) <= guard.DISTINCT


def test_nothing_in_the_rows_grows_without_end() -> None:
    panel = Panel(Rules(hourly=10_000))
    for number in range(700):
        panel.now += 5
        ask = panel.ask(f"login {number}", f"user:{number}")
        assert panel.admit(ask) == Go()
        panel.settle(ask, "active")
    row = panel.rows["host:panel.example"]
    assert len(row["minutes"]) <= 61
    assert len(row["failures"]) <= 1
    assert len(str(row)) < 2000
