from __future__ import annotations

from tests.shipped import base


def test_the_shipped_knowledge_has_no_faults() -> None:
    assert [str(fault) for fault in base().faults] == []
