"""Numbers of things, in words."""

from __future__ import annotations


def counted(number: int, one: str, many: str = "") -> str:
    """`1 entry`, `2 entries`; `many` if that is more than an s behind `one`."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"
