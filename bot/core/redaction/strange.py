# ruff: noqa: RUF001 -- words of nine languages hold letters that look like other letters
"""Values that only a blank parts from their label: a word that no report has is none of the sentence."""

from __future__ import annotations

import re
from typing import Final

from bot.core.redaction.ordinary import ordinary

_SHORTEST: Final = 4
_ARABIC, _PERSIAN = "\u0600", "\u06ff"  # "and", "the" and "for" are written onto the word
_NEXT: Final = re.compile(r"[.,;!?)\]}\"'*_`]{0,4}[\s/|,;&+]{1,4}([^\s=,.;!?]{1,24})")
_OVER: Final = re.compile(r"[.,;!)\]}\"'*_`]{0,4}[ \t]{0,40}(?:\r?\n|$)|[ ]?[.,;!)|/](?:\s|$)")
_LINE_END: Final = re.compile(r"[.!]?[ \t]{0,8}(?:\r?\n|$)")
_ASKED: Final = frozenset({"mi", "mu", "m", "ok"})
# "pass the box", "pas de son", "pin the message": labels that are other words as well.
_ALSO_OTHER: Final = frozenset({"pass", "pas", "passe", "clave", "chave", "word", "code", "ww", "รหัส"})
# Plurals, and cases that a verb follows: "mots de passe ratés", "şifremi unuttum".
_NO_NAME: Final = re.compile(
    r"(?:passwords|passworter|senhas|claves|contrasenas|mots .*|sifre[ym]\w{1,3}|parola[ynm]\w{1,3})"
)
_NAMES: Final = re.compile(
    r"name|nombre|nom d|nom ut|nome|adi\w{0,3}$|nev$|jmeno|meno$|namn|navn|naam|kennung|identifiant|nazwa|nume|имя"
    r"|ime$|όνομα"
    r"|ονομα|اسم|نام|login id|user ?id|tunnus|uname"
)
# Verbs, participles and cases, by the language of the label: such a word is the sentence's, whatever it means.
_INFLECTED: Final = (
    (
        re.compile(r"passwort|kennwort|benutzer|nutzer|zugang|anmelde"),
        re.compile(
            r"(?:an|ab|auf|aus|ein|um|zu|vor|nach|her|hin|los|weg|zuruck|um)?(?:ge|be|ver|er|ent|zer).{2,}(?:t|en)"
            r"|.*(?:ieren|igen)"
        ),
    ),
    (
        re.compile(
            r"contrase|clave|usuario|senha|palavra|nom|mot de|mdp|identif|utente|utilis|utiliz|credenzial|parola d"
        ),
        re.compile(
            r".{2,}(?:aron|ieron|aban?|aste|ando|iendo|endo|indo|avan?o?|arono|erono|ait|aient|aram|eram|iram|ou|ei"
            r"|ar|ir"
            r"|er|ez|are|ere|ire|iva|ivano|ee?s?|ie)"
        ),
    ),
    (
        re.compile(r"sifre|parola|kullanici|hesap"),
        re.compile(
            r".{2,}(?:yor\w{0,3}|m[iu]s\w{0,3}|[dt][iu][mkn]?|acak|ecek|mak|mek|s[iu]z|[dt][iu]r|mez|maz|up|ip|lar|ler)"
        ),
    ),
    (
        re.compile(
            r"hesl|hasl|parol[aei]|wachtw|losen|adgangsk|passord|salasan|jelsz|lozin|gesl|sifr[aou]|κωδ|סיסמ|парол"
        ),
        re.compile(
            r".{2,}(?:l[aoiy]|n[aeoiy]|nie|any|at|ad|ats|et|te|er|tu|nut|tuu|aa|ta|ik|ott|nek|va|ve|je|it|ut|ai|ось|ся"
            r"|ться|л[оаи]|ет|ит|ют|ят|н[аоы]|ый|ая|ое)"
        ),
    ),
)


def strange(low: str, label: tuple[int, int], value: tuple[int, int], *, begins: bool, named: bool) -> bool:
    """Tell whether a plain word behind a label and a blank is a value.

    Args:
        low: the folded text.
        label: where the label stands.
        value: where the word stands.
        begins: whether the label begins its line.
        named: whether the label is a password's; a username's must be one that nobody uses for the person.
    """
    key, word = low[slice(*label)], low[slice(*value)]
    alone = begins and _LINE_END.match(low, value[1])
    if not (named or alone or _NAMES.search(key)) or (key in _ALSO_OTHER and not begins) or _NO_NAME.fullmatch(key):
        return False
    if len(word) < _SHORTEST or not word.isalpha() or ordinary(word) or _ARABIC <= word[0] <= _PERSIAN:
        return False
    if any(language.search(key) and ending.fullmatch(word) for language, ending in _INFLECTED):
        return False
    if _OVER.match(low, value[1]):
        return True
    after = _NEXT.match(low, value[1])
    return after is not None and after[1] not in _ASKED and (ordinary(after[1]) or after[1][0].isdecimal())
