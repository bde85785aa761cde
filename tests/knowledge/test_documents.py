from __future__ import annotations

from typing import TYPE_CHECKING

from bot.library.compiled import open_knowledge
from bot.shipped import folder
from tests.knowledge.forms import forms

if TYPE_CHECKING:
    from pathlib import Path


def test_everything_in_the_documents_is_answered_however_it_is_written(tmp_path: Path) -> None:
    match = open_knowledge(folder("knowledge"), tmp_path).matcher.match
    cases = list(forms())
    assert len(cases) > 300
    wrong = []
    for text, expected in cases:
        found = match(text)
        if found.decision != "answer" or found.entries[0].id != expected:
            wrong.append((text, expected, found.decision, [ranked.id for ranked in found.entries[:2]]))
    assert wrong == []
