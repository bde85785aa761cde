"""Whether every first answer that an entry can give fits on a phone's screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.causes import Pick
from bot.core.render import FIRST_ANSWER, first_answer
from bot.library.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bot.core.entry import Entry
    from bot.core.knowledge import Knowledge


def fits(knowledge: Knowledge) -> Callable[[Entry], Iterable[Fault]]:
    """The check over a base (whose clauses and shared numbers make an answer longer)."""

    def check(entry: Entry) -> Iterator[Fault]:
        for field, pick in _picks(knowledge, entry):
            said = first_answer(knowledge, entry, pick)
            length = len(said.plain)
            if length > FIRST_ANSWER:
                problem = f"The first answer has {length} characters; {FIRST_ANSWER} fit on a phone."
                mend = f"Shorten its say, steps, do_not or cause_line by {length - FIRST_ANSWER}."
                yield Fault(f"{entry.category}/{entry.id}.toml", field, problem, mend)

    return check


def _picks(knowledge: Knowledge, entry: Entry) -> Iterator[tuple[str, Pick | None]]:
    """Each cause with the evidence that makes the longest sentence."""
    if not entry.causes:
        yield "steps", None
    for number, cause in enumerate(entry.causes, 1):
        longest = max(cause.because, key=lambda signal: len(knowledge.clause(signal) or ""), default=None)
        yield f"cause {number}", Pick(cause, () if longest is None else (longest,))
