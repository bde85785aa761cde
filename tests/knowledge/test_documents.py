from __future__ import annotations

from tests.knowledge.forms import forms
from tests.shipped import knowledge


def test_everything_in_the_documents_is_answered_however_it_is_written() -> None:
    match = knowledge().matcher.match
    cases = list(forms())
    assert len(cases) > 300
    wrong = []
    for text, expected in cases:
        found = match(text)
        if found.decision != "answer" or found.entries[0].id != expected:
            wrong.append((text, expected, found.decision, [ranked.id for ranked in found.entries[:2]]))
    assert wrong == []
