"""Figures with bars: coloured in a terminal, plain text in a pipe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

_BAR: Final = 24  # characters
_LABEL: Final = 48


@dataclass(frozen=True, slots=True)
class Row:
    """A label, a count, how much of the bar is full (0 to 1), and what stands behind it."""

    label: str
    count: int
    share: float
    note: str = ""


class Chart:
    """Prints figures, section by section."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(highlight=False)

    def section(self, title: str, rows: Sequence[Row]) -> None:
        """A heading and its rows, with a blank line behind them; nothing at all if there are no rows."""
        if not rows:
            return
        self._print(Text(title, style="bold"))
        wide = min(max(len(row.label) for row in rows), _LABEL)
        numbers = max(len(f"{row.count:,}") for row in rows)
        for row in rows:
            self._print(self._row(row, wide, numbers))
        self._console.print()

    def line(self, text: str) -> None:
        """A line by itself."""
        self._print(Text(text))

    def _row(self, row: Row, wide: int, numbers: int) -> Text:
        label = row.label if len(row.label) <= wide else f"{row.label[: wide - 1]}…"
        text = Text(f"  {label:<{wide}}  {row.count:>{numbers},}")
        full = round(_BAR * min(row.share, 1.0))
        sign, rest = ("#", ".") if self._console.options.ascii_only else ("█", "░")
        text.append("  ").append(sign * full, style="cyan").append(rest * (_BAR - full), style="dim")
        if row.note:
            text.append(f"  {row.note}", style="dim")
        return text

    def _print(self, text: Text) -> None:
        # A pipe has no width: what reads it wants whole lines.
        terminal = self._console.is_terminal
        self._console.print(text, soft_wrap=not terminal, no_wrap=terminal, overflow="ellipsis" if terminal else None)
