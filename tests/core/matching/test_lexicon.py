from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.core.matching import heard, index, lexicon, phrases, sides, stages
from bot.core.text import normalise

if TYPE_CHECKING:
    from types import ModuleType


@pytest.mark.parametrize("module", [heard, index, lexicon, phrases, sides, stages])
def test_words_are_written_as_the_matcher_compares_them(module: ModuleType) -> None:
    words = {
        word
        for table in vars(module).values()
        if isinstance(table, frozenset)
        for word in table
        if isinstance(word, str)
    }
    assert [word for word in words if normalise(word) != word] == []
