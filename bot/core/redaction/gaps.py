# ruff: noqa: RUF001 -- copulas of other alphabets
"""What stands between a label and its value: separators, copulas, tags, line breaks."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, IntEnum, auto
from typing import Final

from bot.core.redaction.labels import FACES, UNSPACED
from bot.core.redaction.words import COPULAS, FILLERS, OF


class Force(IntEnum):
    """How strongly the gap says "here comes the value"."""

    WEAK = 1  # a blank
    COPULA = 2  # "is", "lautet", "это"
    MEDIUM = 3  # a dash, a bar, a tab, a new line, a sign
    STRONG = 4  # a colon, an equals sign, an arrow, a tag, a quote


class Tagged(Enum):
    """Where a label stands: in no tag, in one (`<password>`), in one that has no text (`<input name="password">`)."""

    NO = auto()
    TAG = auto()
    FIELD = auto()


@dataclass(frozen=True, slots=True)
class Gap:
    """What a gap says.

    Attributes:
        end: where the value begins.
        force: how sure that is.
        far: words stand between, so the value must look like a secret.
        line: the value stands on another line.
    """

    end: int
    force: Force
    far: bool = False
    line: bool = False


_CLOSE: Final = re.compile(r"\\?[\"'`]?[*_~`\])}]{0,4}")
_NOTE: Final = re.compile(
    r"[ \t]{0,3}(?:\([^()\n]{0,48}\)|\[[^\[\]\n]{0,48}\])(?=[ \t]{0,3}[:=→-])"
    r"|[ ]\([a-z]{1,12}[ ][^()\n]{1,48}\)(?=[ ]\S)"
)
# "password, which is x"; "my password, x, is refused"
_CLAUSE: Final = re.compile(
    r",[ ](?:which|that|welches|das|que|qui|che|el cual|который)[ ](?:is|was|ist|lautet|war|es|era|est|e)[ ](?=\S)"
    r"|[ ](?:(?:has|was|is|got|has been|is now)[ ])?(?:changed|set|reset|updated)[ ](?:now[ ])?to[ ](?=\S)"
    r"|[ ](?:(?:that |which )?(?:they|he|she) (?:gave|sent|told)(?: to)? me|(?:that )?i (?:was given|got|received)"
    r"|que me (?:dieron|han dado"
    r"|pasaron|enviaron|deram|passaram)|que (?:recibi|recebi)|che mi hanno (?:dato|mandato)|qu'on m'a (?:donne|envoye)"
    r"|(?:das|den|die) ich (?:bekommen|erhalten) habe)[ ](?:is|was|es|est|e|era|ist|war|lautet)[ ](?=\S)"
    r"|[ ](?:(?:that|which|que|che|die|das|qui)[ ])?(?:i have|i got|i use|tengo|uso|j'ai|ho|ich habe|tenho)[ ](?:is"
    r"|es|est|e|ist)[ ](?=\S)"
)
_ANSWERED: Final = re.compile(r"\?[ ]{1,2}(?:a|ans|answer|me|r|re|antwort|ich|yo|moi|eu|io)[ ]?:[ ]?(?=\S)")
_APPOSED: Final = re.compile(r",[ ](?=[^\s,.:=]{4,40},[ ])")
# Copulas that are other words in other languages, with the labels that they follow.
_OWN_COPULA: Final = re.compile(
    r"(?<![^\W_])(?:(?:salasan|tunnu|kayttaj)\w*[ ]on|(?:adgangsk|kode|passord|brugern|brukern)\w*(?:[ ](?:min|mit"
    r"|mitt))?[ ]er"
    r"|(?:hesl|lozink|gesl|sifr|korisn|uziv|uporabn|prihlas)\w*(?:[ ](?:ime|jmeno))?[ ]je|hasl\w*[ ]to|парол\w*[ ]е"
    r"|(?:password|user\w*|pass)[ ](?:ko[ ])?ay|nenosiri(?:[ ]langu)?[ ]ni|fjalek\w*[ ]im[ ]eshte|parola[ ](?:mea[ ])?e"
    r"|mat khau(?:[ ]cua toi)?[ ]la)[ ](?=\S)"
)
_LONGEST_LABEL: Final = 24
_ATTRIBUTE: Final = re.compile(r"[\s\w-]{0,40}\bvalue\s{0,2}=\s{0,2}(?=[\"'])")
_TAG: Final = re.compile(r"(?:[ \t\r\n]{0,8}<[/a-z!][^<>\n]{0,80}>){1,6}")
_ATTRIBUTES: Final = re.compile(r"(?:\s[^<>\n]{0,80}(?<!/))?>")
_INSIDE: Final = re.compile(r"(?:<[a-z]{1,10}>){1,2}|<!\[cdata\[|\s{1,20}(?=[^\s<])")
_STRONG: Final = re.compile(r"(?:[ ]?[.·…_-]){2,60}[ ]?[:=]|=>|:=|[:=-]+>|:-(?=\s)|::|:|==?|→|\+=")
_MEDIUM: Final = re.compile(
    r"--?|\||~|>{1,3}|»|\.{3,60}|…|·|_{3,60}|,(?=[ ]?[\"'])|\#(?=\s)|(?=[(\[][^\s()\[\]]{3,60}[)\]])"
)
_BLANK: Final = re.compile(r"[ \t]{1,40}")
_LINE: Final = re.compile(r"[ \t]{0,40}\r?\n(?:[ \t>|*•-]{0,20}\r?\n){0,2}[ \t>*•]{0,20}(?:-[ \t]+)?")
_WORD: Final = re.compile(r"[^\s:=,;|\"<>()\[\]{}→]{1,24}(?=[\s:=→])")
_SECOND: Final = re.compile(r"[:=→>»|~-]{1,3}(?=\s)|→|=>|[:=](?=[^\s/])")
_LABELLED: Final = re.compile(r"[ ]{1,2}[^\s:=]{1,24}[ ]?[:=]")
_OPENING: Final = re.compile(
    r"[*_~]{1,3}(?=\s)|[ \t]?\|{1,2}[ \t]?|[ ]?\[(?=[\"'])"
)  # bold ends behind the colon; spoilers and cells begin
_SMILE: Final = re.compile(r"(?:[:;=]-?[()\[\]]{1,8}|[:;]-?[dpo/\\|])(?=[.,!?]{0,3}(?:\s|$))")
_MAX_SIGNS: Final = 8
_FAR_WORDS: Final = 5
_FILLERS: Final = 4
# Chinese, Japanese and Korean write "is" without a blank; what follows in the same letters is the rest of the sentence.
_PARTICLE: Final = re.compile(rf"[ ]?(?:是|为|為|は|는|은|이|가|を)[ ]?(?=[^\s{UNSPACED}:=]|[{UNSPACED}]{{1,8}}[0-9])")
_UNSPACED_FROM: Final = "\u3040"
_ADJECTIVE: Final = re.compile(
    r"[ ](?:nueva|nuevo|actual|actuel|nouveau|nova|novo|atual|nuova|nuovo|antigua|noua|nou)(?=[ ]?[:=]|[ ][^\W_])"
)
_CLITIC: Final = re.compile(r"'s[ ]{1,2}(?=\S)")
# {"name": "password", "value": "x"}: the label is itself a value, and the next key says so.
_NEXT_KEY: Final = re.compile(
    r"[\"']?[,;]?\s{1,20}(?:-[ ])?[\"']?(?:value|val|content)[\"']?[ ]{0,2}[:=][ ]{0,2}|[\"'],[\"'](?:value|val"
    r"|content)[\"']:[ ]?"
)
_QUESTION: Final = re.compile(r"\?[ ](?=[^\W_])")
_AT_ONCE: Final = (
    (_PARTICLE, Force.COPULA),
    (_CLITIC, Force.COPULA),
    (_NEXT_KEY, Force.STRONG),
    (_CLAUSE, Force.COPULA),
    (_ANSWERED, Force.STRONG),
    (_QUESTION, Force.WEAK),
    (_APPOSED, Force.WEAK),
)


def _sign(low: str, at: int) -> int:
    """Arrows, pointing hands and other pictures between label and value; the offset behind them."""
    stop = min(len(low), at + _MAX_SIGNS)
    while at < stop and low[at] not in "•<>|=~+" and unicodedata.category(low[at]) in {"So", "Sm"}:
        at += 1
    return at


def read_gap(low: str, start: int, *, tagged: Tagged = Tagged.NO) -> Gap | None:
    """Read from the end of a label to the beginning of its value.

    Args:
        low: the folded text.
        start: where the label ends.
        tagged: whether the label stood in a tag, so that `>` is a separator.

    Returns:
        The gap, or None if nothing leads to a value.
    """
    for pattern, force in _AT_ONCE:
        if match := pattern.match(low, start):
            return Gap(match.end(), force)
    if low[start : start + 1] == " " and (own := _own_copula(low, start)):
        return Gap(own, Force.COPULA)
    if low[start - 1] in FACES and low[start : start + 1].isalnum():
        return Gap(start, Force.MEDIUM)
    if low[start - 1] >= _UNSPACED_FROM and low[start : start + 1].isascii() and low[start : start + 1].isalnum():
        return Gap(start, Force.COPULA)
    at = _abbreviated(low, _skip(_CLOSE, low, start))
    if tagged is not Tagged.NO and (attribute := _ATTRIBUTE.match(low, at)):
        return Gap(attribute.end(), Force.STRONG)
    if tagged is Tagged.FIELD:
        return None
    if tagged is Tagged.TAG and (attributes := _ATTRIBUTES.match(low, at)):
        at = attributes.end() - 1
        return Gap(_skip(_INSIDE, low, at + 1), Force.STRONG)
    at = _skip(_ADJECTIVE, low, at)
    note = _NOTE.match(low, at)
    at = note.end() if note else at
    tags = _TAG.match(low, at)
    tag_end = tags.end() if tags else at
    return _separated(low, tag_end, Force.STRONG if tags else None)


def _abbreviated(low: str, at: int) -> int:
    """Step over the full stop of an abbreviation, as in Serial No. x, P.W. x, pass.: x."""
    shortened = low.startswith(". ", at) and (low.endswith(("no", "nr", "n"), 0, at) or low[at - 2 : at - 1] == ".")
    return at + 1 if shortened or low.startswith((".:", ".="), at) else at


def _own_copula(low: str, start: int) -> int:
    """Where a value begins behind a copula that only this label's language has; 0 if there is none."""
    for match in _OWN_COPULA.finditer(low, max(0, start - _LONGEST_LABEL), start + _LONGEST_LABEL):
        if match.start() < start < match.end():
            return match.end()
    return 0


def _separated(low: str, at: int, force: Force | None) -> Gap | None:
    at, force = _blank(low, at, force)
    at, force = _separator(low, at, force)
    at, force = _blank(low, at, force)
    line = _LINE.match(low, at)
    if line:
        at = line.end()
        force = max(force or Force.MEDIUM, Force.MEDIUM)
    tags = _TAG.match(low, at)
    if tags and force is not None:
        at, force = tags.end(), Force.STRONG
        at, force = _separator(low, at, force)
        at = _skip(_BLANK, low, at)
    if force is None or at >= len(low):
        return None
    glued = low[at - 1] == "="  # username=a
    return Gap(*((at, force) if glued else _filled(low, at, force)), line=line is not None)


def _skip(pattern: re.Pattern[str], low: str, at: int) -> int:
    match = pattern.match(low, at)
    return match.end() if match else at


def _blank(low: str, at: int, force: Force | None) -> tuple[int, Force | None]:
    match = _BLANK.match(low, at)
    if not match:
        return at, force
    wide = Force.MEDIUM if "\t" in match[0] or len(match[0]) > 2 else Force.WEAK  # noqa: PLR2004 -- a column
    return match.end(), max(force or wide, wide)


def _separator(low: str, at: int, force: Force | None) -> tuple[int, Force | None]:
    if _SMILE.match(low, at):
        return at, None
    if strong := _STRONG.match(low, at):
        at, force = _skip(_OPENING, low, strong.end()), Force.STRONG
        at = _sign(low, _skip(_BLANK, low, at))
        return at, force
    if medium := _MEDIUM.match(low, at):
        return medium.end(), max(force or Force.MEDIUM, Force.MEDIUM)
    signs = _sign(low, at)
    if signs > at:
        arrow = unicodedata.category(low[at]) == "Sm" or unicodedata.name(low[at], "").find("ARROW") >= 0
        return signs, Force.STRONG if arrow else max(force or Force.MEDIUM, Force.MEDIUM)
    return at, force


def _filled(low: str, at: int, force: Force) -> tuple[int, Force]:
    """Step over "is", "set to", "lautet wie folgt:"."""
    start = at
    for _ in range(_FILLERS):
        word = _WORD.match(low, at)
        if not word or (word[0] not in COPULAS and word[0] not in FILLERS):
            break
        if len(word[0]) == 1 and force is Force.STRONG and _LABELLED.match(low, word.end()):
            break  # user: a pass: b
        if word[0] in COPULAS:
            force = max(force, Force.COPULA)
        at = _skip(_BLANK, low, word.end())
        second = _SECOND.match(low, at)
        if second:
            at, force = second.end(), Force.STRONG
            at = _skip(_LINE, low, _skip(_BLANK, low, at))
        elif force is Force.COPULA:
            at = _skip(_LINE, low, at)
    return (at, force) if at < len(low) and not low[at].isspace() else (start, force)


def far_gap(low: str, start: int) -> Gap | None:
    """Read "label a few words: value" and "label that they gave me is value"."""
    if low[start : start + 1] not in {" ", "\t"}:
        return None
    at = start
    first = ""
    for count in range(_FAR_WORDS):
        at = _skip(_BLANK, low, at)
        word = _WORD.match(low, at)
        if not word:
            return None
        first = first or word[0]
        if count and word[0] in COPULAS:
            return Gap(*_filled(low, at, Force.COPULA), far=True)
        at = word.end()
        second = _SECOND.match(low, _skip(_BLANK, low, at))
        if second:
            end = _skip(_LINE, low, _skip(_BLANK, low, second.end()))
            return Gap(end, Force.STRONG, far=first not in OF)
    return None
