"""One figure of a benchmark."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """What was measured, beside its floor from the same run. `ok` is None where there is no target."""

    name: str
    value: str
    floor: str
    ratio: str
    target: str
    ok: bool | None
