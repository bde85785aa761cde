"""An entry as lines for people: what `bot knowledge show` prints."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from bot.core.entry import entry_from_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.entry import Entry


def in_language(entry: Entry, language: str | None) -> Entry:
    """The entry with the texts of a language laid over the English ones, as far as there are any."""
    overlay = dict(entry.overlay.get(language or "", {}))
    causes = overlay.pop("cause", {})
    plain = {**asdict(entry), **overlay}
    plain["causes"] = [{**cause, **causes.get(cause["id"], {})} for cause in plain["causes"]]
    return entry_from_json(plain)


def lines(entry: Entry) -> Iterator[tuple[str, str]]:
    """The entry for people: lines, each with what its continuation begins with."""
    yield f"{entry.title} – {entry.cause_line}", ""
    who = f"Mended by: {entry.fixable_by}"
    yield f"{entry.category}/{entry.id}, context {entry.context}. {who}. Reviewed {entry.reviewed}.", ""
    for label, names in (("Codes", entry.codes), ("Constants", entry.constants)):
        if names:
            yield f"{label}: {', '.join(names)}", "  "
    yield "", ""
    yield entry.meaning, ""
    yield from ((f"{number}. {step}", "   ") for number, step in enumerate(entry.steps, 1))
    for number, cause in enumerate(entry.causes, 1):
        yield "", ""
        yield f"Cause {number}: {cause.say} ({cause.area})", "  "
        if cause.because:
            yield f"  likelier with: {', '.join(cause.because)}", "    "
        yield from ((f"  {at}. {step}", "     ") for at, step in enumerate(cause.steps, 1))
    yield "", ""
    yield f"Do not: {entry.do_not}", "  "
    yield f"Have ready: {entry.have_ready}", "  "
    for question in entry.questions:
        yield f"Question: {question.ask}", "  "
        yield from ((f"  [{answer.say}] -> {answer.signal or answer.go}", "    ") for answer in question.answers)
    if entry.after_check:
        yield "After the account check:", ""
        yield from ((f"  {verdict}: {text}", "    ") for verdict, text in entry.after_check.items())
    if entry.related:
        yield f"Related: {', '.join(entry.related)}", "  "
    for source in entry.sources:
        yield f"Source: {source.document}, {source.row}: {source.fact}", "  "
