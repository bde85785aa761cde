"""A packet as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core.packet.outgoing import readable, shown
from bot.core.packet.rows import SPEAKERS, advice, aside, rows, title

if TYPE_CHECKING:
    from bot.core.packet.summary import Said, Summary

_INDENT: Final = "    "


class Plain:
    """See `forms.Form`. What somebody wrote is indented, so that none of its lines passes for one of ours."""

    suffix = "txt"
    between = ""

    def opening(self) -> str:
        """Nothing."""
        return ""

    def head(self, summary: Summary) -> str:
        """Title, labelled lines, steps."""
        found = rows(summary)
        wide = max(len(label) for label, _ in found) + 2
        lines = [title(summary), "=" * len(title(summary)), ""]
        lines += [f"{label + ':':<{wide}}{value}" for label, value in found]
        if summary.steps:
            lines += ["", "Steps"]
        for number, step in enumerate(summary.steps, 1):
            cause, todo = advice(step)
            lines += [f"{number}. {cause}", *([f"   {todo}"] if todo else [])]
        return "\n".join([*lines, "", "Timeline", "", ""])

    def line(self, summary: Summary, said: Said) -> str:
        """Time and speaker, then the text below."""
        del summary
        text = "\n".join(part for part in (shown(said.text), aside(said)) if part)
        body = "\n".join(f"{_INDENT}{line}" for line in text.split("\n"))
        return f"{readable(said.at)}  {SPEAKERS.get(said.who, 'Other')}\n{body}\n"

    def foot(self) -> str:
        """An empty line."""
        return "\n"

    def closing(self) -> str:
        """Nothing."""
        return ""
