"""A message that speaks of a password, and beside that of a word that somebody enters: the word is the password.

wrong password all the time, I use teapot; my pass was kettle, the new one is teapot
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from bot.core.redaction.looks import secret_like
from bot.core.redaction.ordinary import ordinary
from bot.core.redaction.phrases import inflected
from bot.core.redaction.scanning import scan
from bot.core.redaction.spans import Kind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.core.redaction.labels import Label
    from bot.core.redaction.views import View

_ENTERED: Final = re.compile(
    r"(?<![^\W_])(?:(?:i|we|he|she)[ ](?:always |still |now |only )?(?:use|used|enter|entered|type|typed|tried)"
    r"|ich (?:nehme|benutze|tippe|gebe|verwende)|(?:yo )?(?:pongo|meto|uso|escribo)|je (?:mets|tape|utilise)|j'utilise"
    r"|eu (?:uso|coloco|digito)|(?:io )?(?:metto|inserisco)|it is|it's|(?:old|new|right|correct) one (?:was|is)"
    r"|(?:old|new) was)"
    r"[ ][\"'`]?(?P<value>[^\s\"'`.,;:!?()/|]{4,24})(?=[\"'`]?(?:[.,;!]|\s{0,3}$|\n|[ ](?:and|but|und|aber|y|pero|et"
    r"|mais|e|ma|mas|lol"
    r"|btw|ein|as|at|on|there|every|all|since|seit|desde|depuis|for)(?![^\W_])))"
)
_PRODUCT: Final = re.compile(r"[A-Z][A-Za-z]+\d{1,3}[A-Za-z]{0,3}")  # "I use Smarters4"
_NEAR: Final = 100  # characters between the label and the word, either way
_NAMED: Final = frozenset({Kind.PASSWORD, Kind.PAIR})


def mentioned(view: View, labels: Sequence[Label]) -> Iterator[Span]:
    """Every strange word that is entered near a password's label."""
    places = [label.start for label in labels if label.kind in _NAMED and not label.short]
    if not places:
        return
    for match in scan(_ENTERED, view.low):
        start, end = match.span("value")
        after = bisect_left(places, start)
        near = (after < len(places) and places[after] - end <= _NEAR) or (after and start - places[after - 1] <= _NEAR)
        if near and _strange(view.text[start:end], view.low[start:end]):
            yield Span(start, end, Kind.PASSWORD)


def _strange(value: str, low: str) -> bool:
    """Neither a word of reports nor the name of an app, which has a capital; or made up."""
    if secret_like(value):
        return _PRODUCT.fullmatch(value) is None
    return value.isalpha() and value.islower() and not (ordinary(low) or inflected(low))
