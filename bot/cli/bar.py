"""A bar for commands that take long."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager


def bar(what: str, total: int) -> AbstractContextManager[Callable[[int], object]]:
    """A bar on standard error while the block runs, moved on by what is yielded; none if `total` is 0."""
    if not total:
        return nullcontext(lambda _: None)
    from bot.channels.terminal.progress import progress

    return progress(what, total)
