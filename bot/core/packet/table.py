"""The timeline as CSV (RFC 4180) in which no cell takes effect when a spreadsheet opens it.

Excel and LibreOffice compute a cell that begins with = + - @ or a tab or carriage return (OWASP, "CSV injection"). A
spreadsheet with another separator begins a new cell in the middle of ours, so what follows a ; a tab or a new line is
defused as well. Every cell is quoted.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from bot.core.packet.outgoing import iso, shown, shown_deep
from bot.core.text import clean

if TYPE_CHECKING:
    from bot.core.packet.summary import Said, Summary

COLUMNS: Final = ("conversation", "platform", "chat", "user", "at", "who", "text", "data")
# Where a cell may begin, and what must not stand there: those signs and their wide forms, also behind blanks.
_LIVE: Final = re.compile("(?:^|(?<=[;\\t\\r\\n]))(?=[ \u00a0\u3000]{0,100}[=+\\-@\\t\\r\uff1d\uff0b\uff0d\uff20])")


class Table:
    """See `forms.Form`. The summary is not in it: a row is a line of the timeline."""

    suffix = "csv"
    between = ""

    def opening(self) -> str:
        """The names of the columns."""
        return _row(COLUMNS)

    def head(self, summary: Summary) -> str:
        """Nothing."""
        del summary
        return ""

    def line(self, summary: Summary, said: Said) -> str:
        """A row."""
        about = summary.about
        data = json.dumps(shown_deep(said.data), ensure_ascii=False) if said.data else ""
        where = (about.reference, about.platform, clean(about.chat), clean(about.user))
        return _row((*where, iso(said.at), said.who, shown(said.text), data))

    def foot(self) -> str:
        """Nothing."""
        return ""

    def closing(self) -> str:
        """Nothing."""
        return ""


def _row(cells: tuple[str, ...]) -> str:
    return ",".join(f'"{defused(cell).replace(chr(34), chr(34) * 2)}"' for cell in cells) + "\r\n"


def defused(text: str) -> str:
    """A cell that is text for every spreadsheet: an apostrophe stands before what would be a formula."""
    return _LIVE.sub("'", text)
