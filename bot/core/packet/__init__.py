"""A conversation as others read it: a summary on top, then the timeline, redacted once more, with times in UTC.

    story = Story()                       # fold the notes, oldest first
    for said in notes: story.tell(said)
    summary = summarise(about, state, story, knowledge, made)
    for piece in written(FORMS["html"], summary, timeline): ...

A form writes piece by piece, so that a conversation of any length needs no more memory than its longest line.
"""

from __future__ import annotations

from bot.core.packet.document import NUMBER, as_json, encoded, line_as_json
from bot.core.packet.forms import FORMS, Form, written
from bot.core.packet.outgoing import iso, shown, shown_deep
from bot.core.packet.summary import About, Said, Story, Summary, summarise

__all__ = [
    "FORMS",
    "NUMBER",
    "About",
    "Form",
    "Said",
    "Story",
    "Summary",
    "as_json",
    "encoded",
    "iso",
    "line_as_json",
    "shown",
    "shown_deep",
    "summarise",
    "written",
]
