"""All detectors over all readings of a text."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from bot.core.redaction.answers import answered
from bot.core.redaction.asides import turned
from bot.core.redaction.asked import LINKS, WHOLE, answer
from bot.core.redaction.copies import copied, telling
from bot.core.redaction.headers import headed
from bot.core.redaction.labelled import labelled
from bot.core.redaction.labels import MOST, find_labels
from bot.core.redaction.links import linked
from bot.core.redaction.mentioned import mentioned
from bot.core.redaction.shapes import shaped
from bot.core.redaction.spans import HARMLESS, MASK, Kind, Span, covered, masked
from bot.core.redaction.tables import tabled
from bot.core.redaction.views import views

if TYPE_CHECKING:
    from collections.abc import Iterator

# A mask can complete a shape that was not one before; two passes settle nearly everything, the rest is hostile.
_PASSES: Final = 6


class _CrowdedError(Exception):
    """A text has more than `MOST` labels; `end`: where the last of so many ends."""

    def __init__(self, end: int) -> None:
        self.end = end


def examine(text: str, asked: str | None) -> tuple[str, bool]:
    """See `bot.core.redaction.examine`."""
    try:
        spans = covered(text, _found(text, asked))
        clean = masked(text, spans)
        for _ in range(_PASSES - 1):
            if clean == text:
                break
            text = clean
            clean = masked(text, covered(text, _found(text, asked)))
    except _CrowdedError as crowded:
        return examine(text[: crowded.end], asked)[0] + MASK, True
    return clean, any(span.kind not in HARMLESS for span in spans)


def holds_credentials(text: str, asked: str | None) -> bool:
    """See `bot.core.redaction.holds_credentials`."""
    try:
        return any(span.kind not in HARMLESS for span in covered(text, _found(text, asked)))
    except _CrowdedError:
        return True


def _found(text: str, asked: str | None) -> Iterator[Span]:
    if asked in WHOLE:
        place = answer(text)
        if place is not None:
            yield Span(*place, WHOLE[asked])
        return
    readings = list(views(text))
    labels = [find_labels(view.low, MOST + 1) for view in readings]
    crowded = [
        view.back(Span(0, found[MOST - 1].end, Kind.LOGIN)).end
        for view, found in zip(readings, labels, strict=True)
        if len(found) > MOST
    ]
    if crowded:  # nobody writes that: what follows is taken for secret, unread
        raise _CrowdedError(min(crowded))
    known: dict[str, Kind] = {}
    for view, found in zip(readings, labels, strict=True):
        links = list(linked(view, strict=asked in LINKS))
        logins = {span.end for span in links}
        for span in chain(
            links,
            headed(view),
            labelled(view, found),
            mentioned(view, found),
            tabled(view),
            answered(view),
            turned(view),
            shaped(view),
        ):
            # user:password@host is no mail address, though password@host looks like one
            mail = span.kind is Kind.MAIL and view.low.find("@", span.start, span.end) in logins
            if span.start < span.end and not mail:
                telling(view, span, known)
                yield view.back(span)
    for view in readings if known else ():
        for span in copied(view, known):
            yield view.back(span)
