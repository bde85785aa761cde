"""A bar on standard error, for what takes long."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def progress(
    what: str, total: int, console: Console | None = None, *, passing: bool = False
) -> Iterator[Callable[[int], None]]:
    """Show a bar while the block runs (`passing`: and not behind it); what is yielded moves it on by so many."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console or Console(stderr=True), transient=passing) as shown:
        task = shown.add_task(what, total=total)
        yield lambda count: shown.advance(task, count)
