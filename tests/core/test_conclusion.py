from __future__ import annotations

import pytest

from bot.core.account.signs import HIDDEN
from bot.core.account.verdict import Verdict
from bot.core.conclusion import conclude


@pytest.mark.parametrize(
    ("verdict", "accepted"),
    [
        (Verdict("active"), True),
        (Verdict("trial"), True),
        (Verdict("max_connections", max_connections=2, active_cons=2), True),
        (Verdict("max_connections", http_status=509), False),  # a bare status; some hosts mean bandwidth by it
        (Verdict("max_connections", evidence="refused; the panel gives the reason"), False),
    ],
)
def test_an_account_is_called_active_only_where_the_panel_accepted_it(verdict: Verdict, *, accepted: bool) -> None:
    said = conclude(None, verdict.as_json())
    assert said.head.startswith(("Your account is active", "Your trial account runs")) is accepted
    assert "connections" in said.plain or verdict.word != "max_connections"


def test_a_hidden_reason_is_explained_and_a_single_suspicion_is_not_taken_for_one() -> None:
    hides = "the same answer for a wrong password"
    assert hides in conclude(None, Verdict("unknown", HIDDEN).as_json()).plain
    for candidates in ((), ("not_xtream", "blocked"), ("rate_limited",), ("invalid_credentials",)):
        assert hides not in conclude(None, Verdict("unknown", candidates).as_json()).plain
