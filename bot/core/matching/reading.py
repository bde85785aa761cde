"""What is read from a message once, before any stage looks for entries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.core.frozen import dataclass, replace
from bot.core.matching import lexicon
from bot.core.matching.excerpt import excerpt
from bot.core.matching.heard import hear
from bot.core.matching.index import SMALL
from bot.core.matching.numbers import find_numbers, spelled
from bot.core.matching.sides import ALONE, SHORT, is_status
from bot.core.text import lexemes, normalise

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from bot.core.matching.heard import Heard
    from bot.core.matching.numbers import Number

# Patterns are compiled in use, where a short message needs them: all of them would cost a cold start a millisecond.
# Addresses say nothing about the error, and their numbers and words mislead.
_ADDRESS = r"(?:https?|rtmps?|rtsp|rtp|udp|ftp|mms)://\S+|\bwww\.\S+"
_IDENTIFIER = r"[A-Z][A-Z0-9_]+"
# Whose number it is. "xtream login" in an app is not the panel's API, so the bare word is no hint.
_HINTS = {
    "gcore": r"\bgcore|x-err-?code",
    "xtream": r"player_?api|panel_?api|\bget\.php|xtream(?: codes?)? (?:api|http)|panel api",
    "mag": r"\bportal\b|stalker|ministra|\bmag ?(?:2|3|4|5)[0-9]{2}",
}
_EXO = r"\bexo|error_code_|playback ?(?:error|exception)|source ?error|media3"
# Somebody asks for a feature; words for symptoms in it are no report ("would be great to have catchup").
_WISH = (
    r"\b(?:feature request|(?:would|could|might) be (?:nice|great|good|useful|cool|awesome|handy)|"
    r"(?:please|can you|could you|possible to|option to|way to|if you) add\b|add (?:support|an? option|the ability)|"
    r"ability to|possibility to|an option to|"
    r"seria (?:bueno|genial|bom|legal|otimo)|me gustaria|gostaria|"
    r"serait (?:bien|cool|possible d|sympa)|ware (?:schon|toll|gut|super|es moglich)|sarebbe (?:bello|utile|comodo)|"
    r"keske|eklenebilir|хотелось бы|было бы (?:здорово|хорошо|удобно)|добавьте|اتمني)"
)
_FEW = 3  # numbers of a message that is nothing but numbers
_MOSTLY = 0.6  # share of capitals above which capitals say nothing: somebody shouts


@dataclass(frozen=True, slots=True)
class Reading:
    """A message as the stages see it. `tokens` are its words and numbers, `places` where they stand in `pieces`.

    `content` are the tokens that mean something, `identifiers` stand in capitals ("IP_BAN"), `digits` are those of the
    `numbers`, `contexts` are the systems that the message names.
    `doubtful` are numbers that may be codes, if the message is a report of an error.
    """

    pieces: Sequence[str]
    tokens: Sequence[str]
    places: Sequence[int]
    content: Sequence[int]
    identifiers: frozenset[str]
    numbers: Sequence[Number]
    digits: frozenset[str]
    contexts: Sequence[str]
    doubtful: Sequence[str]
    vocabulary: Heard
    wish: bool


def read(text: str, index: Mapping[str, Any]) -> Reading:
    """Read a message: its tokens, numbers, and what the vocabulary knows of it."""
    chosen = excerpt(text)
    plain = normalise(chosen).replace("g-core", "gcore")
    named = "://" in plain or "www." in plain
    pieces = lexemes(spelled(re.sub(_ADDRESS, " ", plain) if named else plain))
    places = [at for at, piece in enumerate(pieces) if piece.isalnum()]
    words = [pieces[at] for at in places]
    vocabulary = hear(words, index)
    worded = any(map(str.isalpha, plain))
    numbers = find_numbers(
        pieces, index["codes"], index["exo"], beside_exo=worded and re.search(_EXO, plain) is not None
    )
    alone = _alone(numbers, places, words, vocabulary.covered)
    codes = [replace(number, sure=number.sure or ALONE) for number in numbers if number.sure or alone]
    return Reading(
        pieces=pieces,
        tokens=words,
        places=places,
        content=[at for at, word in enumerate(words) if word not in SMALL],
        identifiers=_identifiers(chosen),
        numbers=codes,
        digits=frozenset(number.digits for number in codes),
        doubtful=[number.digits for number in numbers if not (number.sure or alone) and is_status(number.digits)],
        contexts=[context for context, hint in _HINTS.items() if worded and re.search(hint, plain)],
        vocabulary=vocabulary,
        wish=worded and re.search(_WISH, plain) is not None,
    )


def _identifiers(text: str) -> frozenset[str]:
    """What stands in capitals, unless nearly everything does."""
    if text == text.lower():
        return frozenset()
    letters = re.findall("[A-Za-z]", text)
    loud = sum(map(str.isupper, letters)) > _MOSTLY * len(letters) and " " in text.strip()
    return frozenset() if loud else frozenset(re.findall(_IDENTIFIER, text))


def _alone(numbers: Sequence[Number], places: Sequence[int], words: Sequence[str], covered: Container[int]) -> bool:
    """Whether the message is little more than the number: "tivimate 403 on all channels please help"."""
    if not 1 <= len(numbers) <= _FEW or any(len(number.digits) != SHORT for number in numbers):
        return False
    at = {number.at for number in numbers}
    return all(place in at or token in covered or words[token] in lexicon.FILLERS for token, place in enumerate(places))
