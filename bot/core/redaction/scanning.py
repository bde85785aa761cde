"""`finditer` for long texts, in steps.

A search holds the interpreter from its beginning to its end, and nobody else runs meanwhile, not even in other threads:
over 64 kB of a hostile text that is 20 ms for one pattern.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

_STEP: Final = 4096  # characters
_BEYOND: Final = 2048  # so far beyond a step a match that begins in it is looked for; none of those patterns is as long


def scan(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Every match that is not empty, as `finditer` finds them."""
    place = 0
    while place < len(text):
        step = place + _STEP
        found = pattern.search(text, place, step + _BEYOND)
        if found is None or found.start() >= step:
            place = step
            continue
        # Once more without the end that the step has, which may look like the end of the text.
        match = pattern.match(text, found.start())
        if match:
            yield match
        place = max(match.end() if match else 0, found.start() + 1)
