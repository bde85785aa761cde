from __future__ import annotations

from bot.library.loader import load
from bot.shipped import folder


def test_the_shipped_knowledge_has_no_faults() -> None:
    assert [str(fault) for fault in load(folder("knowledge")).faults] == []
