# ruff: noqa: RUF001 -- Cyrillic letters look like Latin ones
"""Why a panel refuses, where it says so in words: nine languages, and two more that panels are sold in.

Every text is folded (`fields.fold`): lower case, without tags, in single blanks, `_` being one. In linear time.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from bot.core.account.verdict import Word

# Up to three words between who is meant and what happened, none of which names the account instead.
_BETWEEN: Final = r"(?:[ -](?!account|user|line|subscription)[\w']{1,12}){0,3}[ -]"
_TURNED_AWAY: Final = (
    r"(?:blo[cq]|bann|blacklist|restrict|refus|forbid|prohibit|den(?:y|ied)"
    r"|not (?:allow|permit|authori|regist|whitelist|support|available)"
    r"|(?:no|non|não|nicht|pas) (?:(?:est|é|è|está) )?(?:permi|autori[sz]|consentit|erlaubt)"
    r"|gesperrt|banead|banid|engellen|yasaklan|заблокир|запрещ|محظور)"
)
_WHENCE: Final = r"(?:from|in|for|to) (?:your|this) (?:country|region|location|network|ip)\b"
_US: Final = re.compile(
    rf"\bips?(?:'\w{{1,5}})?(?:[ -]address(?:es)?)?(?: \(?[0-9a-f.:]{{3,45}}\)?)?{_BETWEEN}{_TURNED_AWAY}"
    r"|\b(?:user.?agent|country|region|location|isp|asn|vpn|prox(?:y|ies)|tor|geo|hosting|data.?cent(?:er|re)s?"
    rf"|pa[ií]s|pays|paese|land|regi[ãa]o|regi[oó]n|localização|ubicación|страна|ülke\w{{0,6}}){_BETWEEN}{_TURNED_AWAY}"
    rf"|\b(?:vpn|prox(?:y|ies)|tor|hosting){_BETWEEN}detect|{_WHENCE}{_BETWEEN}{_TURNED_AWAY}"
    rf"|{_TURNED_AWAY}\w{{0,6}}(?: \w{{1,12}}){{0,2}} {_WHENCE}"
    r"|\b(?:blocked|banned|blacklisted|forbidden|invalid|unauthori[sz]ed|заблокирован)"
    r" (?:your |ваш )?(?:user.?agent|country|region|ip)\b|حظر (?:عنوان )?(?:ال)?ip\b"
)


def names_us(text: str) -> bool:
    """`Your IP is blocked`, `Country not allowed`: about where or what asks, not about the account."""
    return _US.search(text) is not None


_MANY: Final = r"connections|devices|screens|streams|users|sessions|ips\b"
_RATE: Final = re.compile(
    rf"too many (?!(?:\w{{1,12}} ){{0,2}}(?:{_MANY}))|rate.?limit|\bflood|(?:too|so) (?:fast|quick|often|frequent)"
    r"|brute.?force|(?:request|api|login|query|download)s? (?:limit|rate)"
    r"|(?:wait|try again|retry)(?: (?:in|after|for))? (?:a few|some) (?:sec|min|hour)"
    r"|(?:wait|try again|retry|warten|aguarde|espere|patienter|attendi|attendere|подожд\w{1,5}|bekleyin)"
    r"(?: \w{1,5}){0,2} \d{1,4} ?(?:s\b|s[ae]|min|dak|hour|hora|heure|ore\b|stund|сек|мин|час)"
    r"|demasiad[oa]s (?:intentos|solicitudes|peticiones)|muitas (?:tentativas|requisi|solicita)"
    r"|trop de (?:tentatives|requêtes)|zu viele (?:\w{0,12}versuche|anfragen)|tropp[ei] (?:tentativi|richieste)"
    r"|çok fazla (?:\w{1,12} )?(?:deneme|istek)|слишком много (?:\w{1,12} )?(?:попыток|запросов)"
    r"|محاولات كثيرة|كثرة المحاولات"
)
_HELD: Final = (
    r"(?:connections?|screens?|devices?|streams?|sessions?|telas?|pantallas?|écrans?|scherm[io]|conex\w{2,4}|connex\w{3,4}"
    r"|conness\w{3}|dispositiv[oi]s?|appareils?|verbindungen|geräte)"
)
_LIMIT: Final = re.compile(
    rf"\bl[ií]mite? (?:(?:of|de|d'|di|für) ?)?(?:\w{{1,12}} ){{0,2}}{_HELD}"
    rf"|\bm[aá]x(?:imum|imale?|im[oa])?[. ]{{1,2}}(?:\w{{1,12}} ){{0,3}}(?:{_HELD}|cons\b)"
    rf"|(?:number|n[uú]mero) (?:of|de) (?:\w{{1,12}} ){{0,2}}{_HELD}"
    rf"|{_HELD} (?:limit|exceeded|in use)|too many (?:\w{{1,12}} ){{0,2}}(?:{_MANY})"
    rf"|(?:demasiad[oa]s|muit[oa]s|trop de|zu viele|tropp[ei]) {_HELD}|(?:verbindungs|geräte)(?:limit|grenze)"
    r"|\balready (?:connected|in use|being used|logged in|streaming|watching)|\bin use (?:on|by) another"
    r"|(?:bağlantı|cihaz|ekran) (?:limit|sınır)|(?:лимит|слишком много) (?:подключен|соединен|устройств)"
    r"|(?:превышен\w* \w{1,12} )(?:подключен|соединен|устройств)|الحد الأقصى"
)
_SUBJECT: Final = r"\b(?:account|user|line|subscription|trial|plan|package|membership|period)"
_EXPIRED: Final = re.compile(
    r"\bexpired\b|expirad[oa]|\bexpir(?:ée?s?|ou|ó)\b|caducad[oa]|\bcaducó|vencid[oa]|\bvenceu\b|abgelaufen|scadut[oa]"
    rf"|süre\w{{0,6}} (?:dol|bit)|sona er|verlopen|wygas[łl]|истек|истёк|закончил|просроч|منتهي|انتهت|انتهى"
    rf"|{_SUBJECT}(?: \w{{1,12}}){{0,2}} (?:ended|over|lapsed|finished)\b|\b(?:please|must|to) renew\b"
)
_BANNED: Final = re.compile(
    r"\bsuspend|\bsuspens[oa]\b|\bsospes[oa]\b|\bbann(?:ed|i)|\bbanead[oa]|\bbanid[oa]|gesperrt|geblokkeerd"
    rf"|{_SUBJECT}(?: \w{{1,12}}){{0,3}} (?:blocked|locked)"
    r"|\b(?:conta|cuenta|compte|usu[aá]rio|utilisateur|linha|línea|account|utente)(?: \w{1,12}){0,3}"
    r" (?:bloqu(?:ead[oa]|ée?)|bloccat[oa])\b"
    r"|askıya al|engellen|yasaklan|заблокирован|приостановлен|محظور|موقوف|حظر (?:ال)?حساب"
)
_DISABLED: Final = re.compile(
    r"\bdisabled\b|deactivated|des(?:a|ac)tivad[oa]|de[sz]h?abilitad[oa]|disattivat[oa]|disabilitat[oa]"
    r"|désactivée?\b|deaktiviert|uitgeschakeld|devre dışı|деактивирован|отключ[её]н|معطل"
    rf"|{_SUBJECT}(?: is)? (?:inactive|not active)\b"
    rf"|{_SUBJECT}(?: \w{{1,12}}){{0,2}} (?:terminated|cancell?ed|closed)\b"
)
_WRONG: Final = re.compile(
    r"(?:invalid|incorrect|wrong|bad|unknown) (?:\w{1,12} ){0,2}(?:user|login|pass|credential|account)"
    r"|\b(?:invalid|incorrect|wrong) or\b|no such (?:user|account)"
    r"|(?:user(?: ?name)?|pass(?:word)?|credentials|login|account)(?: \w{1,12}){0,4}"
    r" (?:invalid|incorrect|wrong|not found|(?:does not|doesn't) exist)"
    r"|login failed|authentication failed"
    r"|(?:usu[aá]rio|senha|contraseña|clave|credencia\w{1,4}|login|utente|password|credenziali|identifiants?|passe)"
    r"(?: \w{1,12}){0,3} (?:inv[aá]lid|incorre[ct]|errad|errat|non valid|no v[aá]lid|invalide)"
    r"|(?:passwort|benutzername|anmeldedaten|zugangsdaten)(?: \w{1,12}){0,3} (?:falsch|ungültig)"
    r"|(?:şifre|kullanıcı adı)\w{0,6}(?: \w{1,12}){0,3} (?:hatalı|yanlış|geçersiz)"
    r"|невер\w{2,4} (?:\w{1,12} ){0,2}(?:логин|парол|имя)|كلمة (?:المرور|السر) (?:خاطئة|غير صحيحة)"
)
_REASONS: Final[tuple[tuple[Word, re.Pattern[str]], ...]] = (
    ("rate_limited", _RATE),
    ("max_connections", _LIMIT),
    ("expired", _EXPIRED),
    ("banned", _BANNED),
    ("disabled", _DISABLED),
    ("invalid_credentials", _WRONG),
)
_EITHER: Final = re.compile(r"\b(?:or|oder|ou|of|o|veya|или|lub|أو)\b")
# What leaves nothing open: "username or password", "is not expired".
_ONE: Final = re.compile(
    r"\b(?:user(?: ?name)?|login|e-?mail|usu[aá]rio|identifiant|benutzername|utente|kullanıcı adı|логин)"
    r" (?:or|o|ou|oder|veya|или)(?: (?:the|your|la|le|a|das|sua))? (?:pass|contraseña|clave|senha|mot de|şifre|парол)"
)
_NOT: Final = re.compile(r"\bnot (?:yet |been )?(?:expired|banned|disabled|suspended|blocked)\b")


def reasons(text: str) -> tuple[Word, ...]:
    """What a sentence gives as the reason for a refusal, the weightiest first (PANELS.md G3 2b).

    More than one where the sentence itself leaves it open ("wrong password or expired account").
    """
    if names_us(text):
        return ("blocked",)
    text = _NOT.sub("", text)
    found = tuple(word for word, shape in _REASONS if shape.search(text))
    return found if _EITHER.search(_ONE.sub("", text)) else found[:1]


_WHOLE: Final = frozenset({"blocked", "forbidden", "access denied", "unauthorized", "unauthorised"})


def refusal(text: str) -> bool:
    """The whole body is one of the words by which a panel turns a client away."""
    return text.strip(" .!\"'") in _WHOLE
