"""The forms by name, and what a form is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from bot.core.packet.document import Document
from bot.core.packet.html import Html
from bot.core.packet.markdown import Markdown
from bot.core.packet.plain import Plain
from bot.core.packet.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.core.packet.summary import Said, Summary


class Form(Protocol):
    """A file is `opening`, then for each conversation `head`, lines with `between` between them, `foot`; `closing`."""

    @property
    def suffix(self) -> str:
        """How files of this form end, without the dot."""

    @property
    def between(self) -> str:
        """What stands between two lines of the timeline."""

    def opening(self) -> str:
        """How a file begins."""

    def head(self, summary: Summary) -> str:
        """The summary."""

    def line(self, summary: Summary, said: Said) -> str:
        """One line of the timeline."""

    def foot(self) -> str:
        """What follows the last line."""

    def closing(self) -> str:
        """How a file ends."""


FORMS: Final[Mapping[str, Form]] = {
    "html": Html(),
    "md": Markdown(),
    "json": Document(),
    "csv": Table(),
    "text": Plain(),
}


def written(form: Form, summary: Summary, timeline: Iterable[Said]) -> Iterator[str]:
    """One conversation as a whole file, in pieces."""
    yield form.opening() + form.head(summary)
    for number, said in enumerate(timeline):
        yield (form.between if number else "") + form.line(summary, said)
    yield form.foot() + form.closing()
