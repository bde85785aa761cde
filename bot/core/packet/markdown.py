"""A packet as Markdown that has no effect beyond its own headings.

Escaping with backslashes is not enough for what strangers wrote: GitHub's and Discord's readers look for addresses
and mentions in the finished text. So their words stand in code, where every reader leaves them alone; a fence is longer
than any run of backticks in it (CommonMark 4.5 and 6.1).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.core.packet.outgoing import readable, shown
from bot.core.packet.rows import SPEAKERS, advice, aside, rows, title

if TYPE_CHECKING:
    from bot.core.packet.summary import Said, Summary


class Markdown:
    """See `forms.Form`."""

    suffix = "md"
    between = ""

    def opening(self) -> str:
        """Nothing."""
        return ""

    def head(self, summary: Summary) -> str:
        """Title, list, steps."""
        lines = [f"# {_inline(title(summary))}", ""]
        lines += [f"- **{label}:** {_inline(value)}" for label, value in rows(summary)]
        if summary.steps:
            lines += ["", "## Steps", ""]
        for number, step in enumerate(summary.steps, 1):
            cause, todo = advice(step)
            lines.append(f"{number}. {_inline(cause)}{f' {_inline(todo)}' if todo else ''}")
        return "\n".join([*lines, "", "## Timeline", "", ""])

    def line(self, summary: Summary, said: Said) -> str:
        """Time and speaker in bold, the words in a fence."""
        del summary
        text = "\n".join(part for part in (shown(said.text), aside(said)) if part)
        fence = "`" * max(3, _longest(text) + 1)
        return f"**{readable(said.at)} · {SPEAKERS.get(said.who, 'Other')}**\n\n{fence}text\n{text}\n{fence}\n\n"

    def foot(self) -> str:
        """Nothing."""
        return ""

    def closing(self) -> str:
        """Nothing."""
        return ""


def _inline(text: str) -> str:
    """On one line, in a code span: blanks at its ends keep its own backticks apart from ours."""
    flat = " ".join(text.split()) or "-"
    fence = "`" * (_longest(flat) + 1)
    pad = " " if flat.startswith("`") or flat.endswith("`") else ""
    return f"{fence}{pad}{flat}{pad}{fence}"


def _longest(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)
