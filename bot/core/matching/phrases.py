"""The stage of exact words: identifiers of logs, and entries' aliases and titles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.core.matching import lexicon
from bot.core.matching.candidate import Candidate
from bot.core.matching.index import TIERS
from bot.core.matching.spans import Span, longest_first, spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.core.matching.reading import Reading

SHARED = 0.5  # one phrase, several entries: ask
VAGUE = 0.4  # ranked, but no reason to speak
_CONSTANT, _NUMBERED = 64, 61  # tiers of a log constant, and of a phrase around a number (an HTTP number has 60)
_CONSTANT_SURE, _LONG_SURE, _SHORT_SURE, _WEAK_SURE = 0.98, 0.92, 0.88, 0.8
_LONG = 3  # words of a phrase that hardly anybody writes by chance
_NEAR = 4  # words around a single word in which an error word makes it a report
_SYMPTOM_WORDS = 14  # a message with more words names a symptom in passing
_GUIDE_SHARE = 0.15  # "what should I do" at the end of a complaint is no question about finding faults
# What an app, a box or a log does with a single word, and what stands beside such a word.
_SAYING = lexicon.words_of("""
    error errors err message says say said saying shows showing show displays status log logs popup notice
    fehler meldung sagt zeigt steht erreur message affiche dit dice muestra mensaje sale errore messaggio mostra
    erro mensagem diz aparece hata mesaji diyor yaziyor ошибка ошибку пишет сообщение показывает خطا رساله يقول يظهر
""")
_REPORTING = lexicon.words_of("""
    account subscription line code returned returns gives getting get got screen failed konto compte cuenta conta hesap
    аккаунт حساب
""")
_LOG = lexicon.words_of("log logs logfile logged debug panel protokoll журнал registro journal")
_QUOTES = frozenset("\"'")
_ASKING = lexicon.words_of("is am are does do when ist est esta")


def phrases(reading: Reading, index: Mapping[str, Any]) -> Iterator[Candidate]:
    """Log constants, then aliases and titles: the longest wins, and a constant is never taken for the words in it."""
    named = _constants(reading, index)
    for span in named:
        if not negated(reading.tokens, span.start):
            entry, tier = span.value[0], index["tiers"][span.value[0]]
            above = _CONSTANT if tier >= TIERS["xtream-log"] else tier + 1
            yield Candidate(entry, _CONSTANT_SURE, above, span.start, span.end - span.start, "constant")
    taken = _covered(named)
    for span in _aliases(reading, index):
        if taken.isdisjoint(range(span.start, span.end)) and not negated(reading.tokens, span.start):
            yield from _scored(reading, index, span)


def constants_of(reading: Reading, index: Mapping[str, Any]) -> tuple[str, ...]:
    """The log constants of a message, those in plain words ("user already connected") too."""
    named = _constants(reading, index)
    taken = _covered(named)
    plain = [
        span
        for span in longest_first(spans(reading.tokens, index["constants"], index["constant_starts"]))
        if taken.isdisjoint(range(span.start, span.end))
        and index["phrases"].get(" ".join(reading.tokens[span.start : span.end])) == span.value[0]
    ]
    return tuple(dict.fromkeys(span.value[1] for span in sorted((*named, *plain), key=lambda span: span.start)))


def _constants(reading: Reading, index: Mapping[str, Any]) -> list[Span]:
    """What stands there as an identifier: with _ or -, in one piece, or in capitals."""
    many = longest_first(spans(reading.tokens, index["constants"], index["constant_starts"]))
    found = [span for span in many if _identifier(reading, span)]
    if index["single"].keys() & {token.upper() for token in reading.tokens}:
        taken = _covered(many) | _covered(span for span in _aliases(reading, index) if span.end - span.start > 1)
        found += [
            Span(at, at + 1, [index["single"][token.upper()], token.upper()])
            for at, token in enumerate(reading.tokens)
            if token.upper() in index["single"] and at not in taken and _single(reading, index, at)
        ]
    return sorted(found, key=lambda span: span.start)


def _identifier(reading: Reading, span: Span) -> bool:
    if span.end - span.start == 1:
        return True
    between = reading.pieces[reading.places[span.start] : reading.places[span.end - 1]]
    if "_" in between or "-" in between:
        return True
    return all(token.upper() in reading.identifiers for token in reading.tokens[span.start : span.end])


def _single(reading: Reading, index: Mapping[str, Any], at: int) -> bool:
    """EXPIRED or CRACKED are words too: they need capitals, a log, or to be the whole message. ECONNREFUSED is none."""
    name = reading.tokens[at].upper()
    if index["tiers"][index["single"][name]] < TIERS["xtream-log"] or name in reading.identifiers:
        return True
    return len(reading.tokens) == 1 or not _LOG.isdisjoint(reading.tokens[max(0, at - _NEAR) : at])


def _aliases(reading: Reading, index: Mapping[str, Any]) -> list[Span]:
    tokens, kept, tiers = reading.tokens, reading.content, index["tiers"]
    inner = spans([tokens[at] for at in kept], index["phrases"], index["starts"])
    across = [Span(kept[span.start], kept[span.end - 1] + 1, span.value) for span in inner]
    whole = spans(tokens, index["phrases"], index["starts"])
    weak = spans(tokens, index["weak"], index["starts"])
    found = {(span.start, span.end): span for span in (*weak, *across, *whole)}
    return longest_first(found.values(), lambda span: max(tiers[entry] for entry in _entries(span)))


def _entries(span: Span) -> list[int]:
    return span.value if isinstance(span.value, list) else [span.value]


def _covered(found: Iterable[Span]) -> set[int]:
    return {at for span in found for at in range(span.start, span.end)}


def _scored(reading: Reading, index: Mapping[str, Any], span: Span) -> Iterator[Candidate]:
    meant = _entries(span)
    for entry in meant:
        tier = index["tiers"][entry]
        sure = _sure(reading, index, span, tier)
        within = reading.digits.intersection(reading.tokens[span.start : span.end]) - index["exo"].keys()
        plain = (index["codes"].get(digits, {}).get("app") for digits in within)
        if any(name is not None and index["places"][name] == entry for name in plain):
            continue  # "404 stream cannot be reached": the number is found as a code, with its context
        if within:
            tier = _NUMBERED  # "error code - 497 incorrect code" is more exact than the bare number
        sure = sure if len(meant) == 1 else min(sure, SHARED)
        yield Candidate(entry, sure, tier, span.start, span.end - span.start, "phrase")


def _sure(reading: Reading, index: Mapping[str, Any], span: Span, tier: int) -> float:
    length = span.end - span.start
    if reading.wish and tier < TIERS["account"]:
        return VAGUE
    if tier == TIERS["guide"] and length / len(reading.tokens) < _GUIDE_SHARE:
        return VAGUE
    if tier == TIERS["account"] and reading.tokens[0] in _ASKING:
        return VAGUE  # "is my subscription active" asks, and does not tell
    key = " ".join(reading.tokens[span.start : span.end])
    if length > 1 or key in index["phrases"]:
        return _LONG_SURE if length >= _LONG else _SHORT_SURE
    short = len(reading.content) <= (_SYMPTOM_WORDS if tier == TIERS["symptom"] else _NEAR)
    return _WEAK_SURE if short or reported(reading, span) else VAGUE


def reported(reading: Reading, span: Span) -> bool:
    """Whether an error word stands near by: "account is forbidden"."""
    near = reading.tokens[max(0, span.start - _NEAR) : span.end + _NEAR]
    return not (_REPORTING.isdisjoint(near) and _SAYING.isdisjoint(near))


def said(reading: Reading, span: Span) -> bool:
    """Whether an app or a log says it: "it says blocked"."""
    return not _SAYING.isdisjoint(reading.tokens[max(0, span.start - _NEAR) : span.start])


def quoted(reading: Reading, found: Candidate) -> bool:
    """Whether an exact finding is all that stands between two quotation marks, and no key of JSON: a screen said it."""
    first, last = reading.places[found.at], reading.places[found.at + found.length - 1]
    before, behind = reading.pieces[max(0, first - 1) : first], "".join(reading.pieces[last + 1 : last + 3])
    return not _QUOTES.isdisjoint(before) and behind[:1] in _QUOTES and behind[1:2] != ":"


def negated(tokens: Sequence[str], start: int) -> bool:
    """Whether "no" or "not" stands before it, with small words between at most: "no error 403", "not forbidden"."""
    for token in reversed(tokens[max(0, start - 3) : start]):
        if token in lexicon.NOT:
            return True
        if token not in lexicon.BETWEEN_NOT:
            break
    return False
