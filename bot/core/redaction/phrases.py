# ruff: noqa: RUF001 -- words of nine languages hold letters that look like other letters
"""Values of several words, "password: blue horse eats apples", and sentences that only begin like a value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.core.redaction.looks import no_value
from bot.core.redaction.ordinary import ordinary
from bot.core.redaction.words import AND, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

_PLAIN: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_TOKEN: Final = re.compile(r"[ ]{0,2}([^\s.,;:!?|/()<>\"=•→]{1,24})(?=[\s.,;:!?|/()<>\"=•→]|$)")
_MOST: Final = 7
_WORD_AFTER: Final = re.compile(r"[ ]{1,2}([^\s]{1,30})")
_SPACED_COLON: Final = re.compile(r"[^\s:=]{1,24}[ ]?[:=]")
_ARTICLES: Final = vocabulary(
    """the a an in of to for on at by your my our this that these der die das den dem des ein eine im am auf mit bei el
    la los las un una en de del al le les une du des dans il lo gli nel della o os as no na um uma bir bu в на из от
    у с для لل في من على het een van op w z na do przez din pe v s ve på av"""
)
# What a sentence says about a value that stands in front of it.
_SAID_OF_IT: Final = AND | vocabulary(
    """but aber pero mais mas ma ama fakat но لكن ale maar men it is are was does doesn't doesnt dont don't isn't
        isnt not never gives gave still always what whats which why who please pls thx thanks ist geht kommt no es
        error errors fehler erreur erro errore hata ошибка خطأ code status http since seit desde depuis says said shows
        dice dit sagt diz when wenn cuando quand quando esta non est ne pas nao e è да не нет degil"""
)

# "password: at least 8 characters", in any language: a number of signs, with at most a word or two in front
_SIGNS: Final = "|".join(
    sorted(
        vocabulary(
            """char cara caré zeichen stell ziffer buchst znak tek teck tegn dig cifr chiff symbol sign letter lettre
            letra karak merk hane символ знак цифр букв أحرف حرف أرقام رقم 位 字 文字 자 글자 χαρακτ תווים
            ký huruf ตัว अक्षर نویسه"""
        )
    )
)
_REQUIRED: Final = re.compile(rf"(?:[^\W\d_]{{1,14}}[ ]?){{0,2}}\d{{1,2}}[ -]?(?:[^\W\d_]{{1,8}}[ ])?(?:{_SIGNS})")
_ENDINGS: Final = tuple(
    sorted(
        vocabulary(
            """ed ing tion ung iert igen eben ndern ezen etzen ssen cken hlen ado ada ido ida ato ata ito ita uto ute ee
            ees ent cao cion zione iyor di ment able ity ness"""
        )
    )
)


def required(low: str, start: int) -> bool:
    """Tell whether a rule for passwords stands behind a label: "at least 8 characters"."""
    return _REQUIRED.match(low, start) is not None


def sentence(low: str, end: int, value: str, *, sure: bool) -> bool:
    """Tell whether a word behind a separator only begins a sentence: "login: copy it again".

    Args:
        low: the folded text.
        end: where the word ends.
        value: the word.
        sure: the label names a password, so that only an article or the like behind the word proves a sentence.
    """
    counted = value.isdecimal() and len(value) <= len("12") and not sure  # "login: 3 of 5 attempts"
    if not (counted or all(map(ordinary, re.split("[-_]", value)))) or low[end : end + 1] != " ":
        return False
    after = _WORD_AFTER.match(low, end)
    if after is None or _SPACED_COLON.match(low, end + 1):
        return False
    word = after[1].strip(".,;:!?'\"()")
    if counted:
        return ordinary(word)
    if sure:
        return word in _ARTICLES
    return word not in _SAID_OF_IT and (ordinary(word) or word.isdecimal())


def phrase(low: str, start: int, labels: Iterable[int]) -> int:
    """Where a passphrase of plain words ends that begins at an offset.

    Args:
        low: the folded text.
        start: where its first word begins.
        labels: where the next labels begin; no passphrase goes over one.

    Returns:
        The offset behind its last word; `start` if the words are those of a sentence.
    """
    stops = set(labels)
    at, words, strange, known, end = start, 0, 0, 0, start
    for _ in range(_MOST):
        match = _TOKEN.match(low, at)
        if match is None or match.start(1) in stops or (words and match[1] in _SAID_OF_IT):
            break
        if not _PLAIN.fullmatch(match[1]) or any(map(str.isdecimal, match[1])):
            break
        at = match.end()
        words += 1
        strange += not all(map(ordinary, match[1].removesuffix("'s").split("-")))
        known += no_value(match[1])
        end = at
    alone = not known and not low[at : at + 2].strip(" .!\r\n")
    closed = low[at : at + 1] not in {":", "=", "/"} or low.startswith((": ", ":\n"), at)
    likely = 2 * strange >= words or (alone and strange)
    return end if closed and words > 1 and likely else start


def worded(low: str) -> bool:
    """Whether a value is words of a sentence; in quotes a password may have blanks, and hold some."""
    words = low.split(" ")
    known = sum(map(no_value, words))
    return no_value(words[0]) and 2 * known >= len(words)


def inflected(low: str) -> bool:
    """Infinitives, participles and nouns of action: "Passwort eingeben", "contraseña olvidada"."""
    return low.endswith(_ENDINGS)


def verb(value: str) -> bool:
    """English participles: "the password is rejected", "is changing"."""
    return value.islower() and len(value) > 5 and value.endswith(("ed", "ing"))  # noqa: PLR2004 -- "king", "bred"
