from __future__ import annotations

import pytest

from bot.core import texts
from bot.core.texts import say, translated, wait


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "1 second"), (40, "40 seconds"), (119.5, "2 minutes"), (180.1, "4 minutes"), (7200, "2 hours")],
)
def test_a_wait_is_rounded_up(seconds: float, words: str) -> None:
    assert wait(seconds) == words


def test_a_language_that_is_not_there_falls_back_to_english() -> None:
    assert say("fixed", "tlh") == "Fixed"


def test_what_is_not_translated_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(texts._TABLES, "tlh", {"fixed": "tI'"})  # noqa: SLF001 -- there is no second language yet
    assert translated("fixed", "tlh") == "tI'"
    assert translated("still", "tlh") is None
    assert translated("fixed", "en") is None
    assert translated("fixed", "de") is None
