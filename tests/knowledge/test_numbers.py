from __future__ import annotations

from typing import TYPE_CHECKING

from bot.library.compiled import open_knowledge
from bot.shipped import folder
from tests.core.matching.test_numbers import NO_CODES

if TYPE_CHECKING:
    from pathlib import Path


def test_numbers_that_are_no_codes_never_answer_with_all_that_was_learned_either(tmp_path: Path) -> None:
    match = open_knowledge(folder("knowledge"), tmp_path).matcher.match
    answered = [text for text in NO_CODES if match(text).decision == "answer"]
    assert answered == []
