from __future__ import annotations

from tests.core.matching.test_numbers import NO_CODES
from tests.shipped import knowledge


def test_numbers_that_are_no_codes_never_answer_with_all_that_was_learned_either() -> None:
    match = knowledge().matcher.match
    answered = [text for text in NO_CODES if match(text).decision == "answer"]
    assert answered == []
