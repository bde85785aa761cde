# ruff: noqa: RUF001 -- words of nine languages hold letters that look like other letters
"""Logins that stand the other way round: the value before its label, or a pair behind the name of a service.

tina77 as username, q8Vb2 (password), line: tina77 / q8Vb2, auth=("tina77", "q8Vb2")
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.core.redaction.labels import kind_of
from bot.core.redaction.looks import address, no_value, placeholder, secret_like
from bot.core.redaction.ordinary import ordinary
from bot.core.redaction.scanning import scan
from bot.core.redaction.spans import Kind, Span
from bot.core.redaction.words import NOT_BEFORE, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.redaction.views import View

_OWNERS: Final = (
    "my|the|mein|meine|mi|mon|ma|la|el|le|il|o|a|minha|meu|mio|mia|das|мой|мои|моя|мій|הסיסמה|moje|moj|mijn|mea"
    "|his|her|our|their|your|new|old|correct|right|real|actual"
)
_BEFORE_LABEL: Final = re.compile(
    r"(?<!\S)[\"'`(]{0,2}(?P<value>[^\s\"'`(),;]{3,64})[\"'`]{0,2}[ ]{1,2}"
    r"(?:(?:as|als|como|comme|come|for|für|fur|как|ك)[ ](?:(?:the|my|mein|mi|mon|le|el|la|il|o|a"
    r"|new|old|neues|nueva|nouveau|nuova|nova)[ ]){0,2}|\([ ]?)"
    r"(?P<label>[^\s()\[\],.;:!?]{2,24}(?:[ ][^\s()\[\],.;:!?]{2,12}){0,2})"
)
_PAIR: Final = re.compile(
    r"(?<![\w-])(?:line|xtream|xtream codes|auth|acc|acct|account|iptv|subscription|sub|combo|abo|cuenta|compte"
    r"|konto|conta"
    r"|hesap|аккаунт|подписка|الاشتراك"
    r"|حساب)[\"']?[ ]{0,2}[:=][ ]{0,2}[\[(]{0,2}[\"']?(?P<user>[^\s\"'|/,:]{2,64})[\"']?"
    r"[ ]{0,2}[/|:,][ ]{0,2}[\"']?(?P<password>[^\s\"'|/,)\]]{3,64})"
)


# "sunflower is my password": the value begins its sentence, and the label ends it.
_TURNED: Final = re.compile(
    r"(?:^|(?<=[\n.,;!?(>»:])|(?<=[\n.,;!?(>»:] )|(?<![^\W_])(?:and|but|und|aber|y|e|et|mais|ve|и|а|و|że|that"
    r"|hi|hello|hey|if|whether|ob|si|se)[ ])"
    r"[\"'`*«]{0,3}(?P<value>[^\s\"'`«»]{3,64}+)[\"'`*»]{0,3},?[ ]{1,3}"
    r"(?:(?:is|was|are|ist|war|es|era|est|etait|e|sera|это|-|=|to|jest|is|este|היא|είναι|هي|هو|است|це|->)[ ]{1,3})"
    r"(?:(?:also|auch|tambien|aussi|still)[ ])?"
    rf"(?:(?:{_OWNERS})[ ]{{1,3}}){{0,2}}"
    r"(?P<label>[^\s()\[\],.;:!?\"']{2,24}(?:[ ][^\s()\[\],.;:!?\"']{2,12}){0,2})"
)
_TURKISH: Final = re.compile(
    r"(?:^|(?<=\n))[\"']?(?P<value>[^\s\"']{4,64})[\"']?[ ](?:benim|bu|yeni)[ ](?P<label>sifrem"
    r"|parolam)(?=[.!]?(?:\n|$))"
)
_CLOSED: Final = re.compile(
    r"[\"'`*)]{0,3}(?:[ ]?[.!,;)](?:\s|$)|\s{0,9}(?:\n|$)|[ ]{1,2}(?:and|but|und|aber|y|pero|e|mas|et|mais|ve|и"
    r"|но|field|box|for|on|in|at|from)[ ]"
    r"|[ ](?:bekommen|erhalten|eingegeben|benutzt|gesetzt)(?!\w))"
)
_USERISH: Final = re.compile(r"user|benutzer|nutzername|usuario|utilisateur|identifiant|utente|login(?!\w)")
# I typed sunflower as the password, put x in the password field.
_TYPED: Final = re.compile(
    r"(?<![^\W_])(?:use|used|using|type|typed|typing|then|enter|entered|entering|got|have|had|received|habe|hab"
    r"|tengo|recibi|recu|j'ai|ho|tenho|recebi|put|putting|with|wrote|write|try"
    r"|tried|set|gave|and|und|y"
    r"|benutze|eingegeben|uso|puse|pongo|escribo|j'utilise|mis|utilise|digitei|coloquei|uso|messo)[ ]"
    r"[\"'`]{0,2}(?P<value>[^\s\"'`,;]{3,64})[\"'`]{0,2}[ ](?:as|for|in|into|als|como|comme|come)[ ]"
    r"(?:(?:the|my|el|la|le|mi|mon|das|mein|minha|mia)[ ])?(?P<label>password|pass|pw|pwd|passwort|contrasena"
    r"|clave|mdp|senha|username|login|user|usuario|benutzername|benutzer)(?=[^\w]|$)"
)
# I log in with tina77 and q8Vb2.
_ENTERED: Final = re.compile(
    r"(?<![^\W_])(?:log(?:ged|ging)?[ -]?(?:in|on)|sign(?:ed|ing)?[ -]?(?:in|on)|login|connect(?:ed"
    r"|ing)?|inloggen|ingelogd|inlog|log in|loggar in|logger ind|logger inn|loguje sie|prihlasuji se"
    r"|conectez|ma conectez|giris yapiyorum|login (?:failed|fails|refused|denied|works)|logge mich|anmeldung"
    r"|melde mich(?:[ ]an)?"
    r"|entro|ingreso|accedo|acceso|me connecte|connexion|entrei|accesso|anmelden|захожу|вхожу"
    r"|вход)[ ]{1,2}(?:as|with|using|mit|als|con|com|avec|come"
    r"|comme|como|под|с|как|met|med|som|jako|z|s|cu)[ ](?:user[ ])?[\"']?(?P<user>[^\s\"'|/,:]{2,64})[\"']?"
    r"(?:[ ]{0,2}[/|:,][ ]{0,2}|[ ](?:and|with|using|und|mit|y|e|et|con|com|avec|и|с|en|met|och|og|med|i|si"
    r"|cu)[ ](?:(?:la|the|das|a"
    r"|le)[ ])?(?:(?:pass\w{0,6}|pw|pwd|passwort|kennwort|contrasena|clave|mdp|mot de passe|senha|sifre|parol\w{1,3}"
    r"|парол\w{1,3}"
    r"|hasl\w{1,3}|heslem|wachtwoord|losenord\w{0,2}|adgangskode\w{0,2})[ ])?)[\"']?(?P<password>[^\s\"'|,)\]]{3,64})"
)
# tina / sunflower that's my login; tina sunflower are my credentials
_POINTING: Final = (
    r"(?P<password>[^\s\"'|/,:]{3,64}),?[ ](?:that'?s|this is|is|are|das ist|sind|es|son|c'est|sont|sao|e|sono|bu"
    r"|это)[ ]"
    r"(?:my|the|mein|meine|mi|mis|mon|mes|meu|meus|il mio|i miei|benim|мой|мои)[ ](?:login|credentials|creds|details"
    r"|account|line|zugangsdaten|datos|identifiants|dados|dati|логин|данные)(?!\w)"
)
_POINTED: Final = re.compile(rf"(?<!\S)(?P<user>[^\s\"'|/,:]{{2,64}})[ ]{{0,2}}[/|:][ ]{{0,2}}{_POINTING}")
_TOGETHER: Final = re.compile(rf"(?:^|(?<=\n))(?P<user>[^\s\"'|/,:]{{2,64}})[ ]{_POINTING}")
# my credentials (tina and sunflower)
_BRACKETED: Final = re.compile(
    r"(?<![^\W_])(?:credentials|creds|login|logins|details|zugangsdaten|logindaten|datos|dados|dati|credenziali"
    r"|identifiants"
    r"|данные|bilgileri)[ ]?\([ ]?(?P<user>[^\s\"'|/,:()]{2,64})(?:[ ]?[/|:,&][ ]?|[ ](?:and|und|y|e|et|ve|и|with"
    r"|mit)[ ])"
    r"(?P<password>[^\s\"'|,()]{3,64})[ ]?\)"
)
# try tina/sunflower as login, test tina:sunflower on line.example.com
_TRIED: Final = re.compile(
    r"(?<![^\W_])(?:try|tried|test|check|use|with|renew|extend|unblock|probier|teste|mit|prueba|con|essaie|avec"
    r"|prova)[ ](?P<user>[^\s\"'"
    r"|/,:]{2,64})"
    r"(?:/(?=\S{3,64}[ ](?:as|for|als|como|comme|come)[ ](?:the |my )?(?:login|user|line|account))"
    r"|:(?=\S{3,64}[ ](?:on|at|in|auf|en|sur"
    r"|su|pls|please)(?!\w)|\S{3,64},[ ])|[ ]/[ ](?=[^\s/]{3,64}[ \t]{0,8}(?:\n|$)))(?P<password>[^\s\"'|/,:]{3,64})"
)
# the code 88K2J7; but not error code AUTH1042
_CODE: Final = re.compile(
    r"(?<![^\W_])(?P<before>[^\W_]{2,16}[ ])?(?:code|codigo|kod|kodu|codice|код)[ ](?:is[ ]|ist[ ]|es[ ]"
    r"|est[ ])?(?P<code>[a-z0-9]{6,20})(?![\w-])"
)
_ERRORS: Final = vocabulary(
    "error err status exit http fehler hata erreur version build response stop result reason event country return"
    " ошибки ошибка errore erro postal zip source play playback"
)
_NUMBERED: Final = re.compile(r"[a-z]+\d{1,5}|\d{1,8}|0x[0-9a-f]+|[a-z]+")
# the password they mailed me, q8Vb2xZ, is refused
_APPOSED: Final = re.compile(
    r"(?<![^\W_])(?:password|passwort|contrasena|mot de passe|senha|pin|username)[ ][^\W_][^,.:;!?\n]{1,40},[ ]"
    r"(?P<value>[^\s,]{4,64}),[ ]"
)
# I changed the password from sparrow to falcon; it was sparrow and now it's falcon.
_CHANGED: Final = re.compile(
    r"(?<![^\W_])(?:password|passwort|pass|pw|contrasena|clave|mot de passe|mdp|senha|sifremi|пароль)[ ]"
    r"(?:(?:was |got |has )?(?:changed|reset|geandert|cambiada|changee|alterada|cambiata) )?(?:(?:from|von|de|da|du"
    r"|с|was|war|era|etait)[ ])[\"']?(?P<user>[^\s\"'|/,:]{3,64})[\"']?"
    r"(?:[ ](?:to|into|auf|zu|in|a|para|en|na|на)[ ]|,?[ ](?:and|und|y|et|e|и)?[ ]?(?:now|jetzt|ahora|maintenant"
    r"|agora|ora|теперь)"
    r"[ ](?:it's|it is|its|is|ist es|ist|es|c'est|e)[ ])[\"']?(?P<password>[^\s\"'|,)\]]{3,64})"
)
# Zugang: tina sunflower
_ACCESS: Final = re.compile(
    r"(?:^|(?<=\n))\W{0,4}(?:[^\W\d_]{1,8}[ ]){0,7}(?:(?P<sure>zugang|acceso|acces|accesso|acesso|access|xtream)"
    r"|line|account)[ ]?:[ ]"
    r"(?P<user>[^\W_]{3,64}),?[ ](?P<password>[^\s]{3,64})[ \t]{0,8}(?=\r?\n|$)"
)
# A call or a list: login with "tina" and "sunflower" in brackets.
_CALLED: Final = re.compile(
    r"(?:login|log_in|auth\w{0,12}|credentials?|signin|sign_in|connect)[\"']?[ ]{0,2}[(:=][ ]{0,2}[\[(]?[ ]?"
    r"[\"'](?P<user>[^\"'\s]{2,64})[\"'][ ]{0,2},[ ]{0,2}[\"'](?P<password>[^\"'\s]{2,64})[\"'][ ]{0,2}[\])]"
)
# tina77|q8Vb2|line.example.com:8080
_BEFORE_HOST: Final = re.compile(
    r"(?<![^\s(\"'])(?P<user>[^\s|,;/:]{2,64}+)(?P<sign>[|,;])(?P<password>[^\s|,;]{3,64}+)(?P=sign)(?:https?://)?"
    r"(?:[\w-]{1,63}+\.){1,6}[^\W_]{2,24}(?=[:|,;/\s]|$)"
)
# tina77:q8Vb2 and tina77 / q8Vb2, alone on their line; tina@mail.example.com:sunflower
_SPACED_HOST: Final = re.compile(
    r"(?<=:[ ])(?P<user>[^\s|,;/:]{2,64})(?P<sign>[ ]{1,2})(?P<password>[^\s|,;]{3,64})[ ]{1,2}(?:https?://)?"
    r"(?:[\w-]{1,63}+\.){1,6}[^\W_]{2,24}(?=[:|,;/\s]|$)"
)
_LED: Final = re.compile(
    r"(?:^|(?<=\n))[ \t]{0,8}(?P<user>[^\s|,;/:]{3,64})[ ](?P<password>[^\s|,;/:]{3,64})[ ]{1,2}(?:https?://)?"
    r"(?:[\w-]{1,63}+\.){1,6}[^\W_]{2,24}(?=:\d{2,5}(?!\d))"
)
_LONE: Final = re.compile(
    r"(?:^|(?<=\n))[ \t>*•-]{0,8}(?P<user>[^\s:/|,@]{3,64})(?:[:|]|[ ]{1,2}[:/|][ ]{1,2})"
    r"(?P<password>[^\s:/|,]{4,64})[ \t]{0,8}(?=\r?\n|$)"
)
_MAILED: Final = re.compile(
    r"(?<![\w.+%-])(?P<user>[\w.+-]{1,64}+@(?:[\w-]{1,63}+\.){1,5}[^\W\d_]{2,24})(?P<sign>[:|;]|[ ]{0,3}[:/|][ ]{0,3})"
    r"(?P<password>[^\s|]{4,64})"
)
_SPACED: Final = re.compile(
    r"(?<![^\W_])p(?P<gap>[ .*_-]{1,2})a(?P=gap)s(?P=gap)s(?:(?P=gap)w(?P=gap)o(?P=gap)r(?P=gap)[dt])?"
    r"[ ]{0,3}[:=][ ]{0,3}(?P<password>[^\W_](?:[ ][^\W_]){3,40}(?!\S)|[^\s]{3,64})"
)
# A code in groups of letters and digits, behind the word that names it.
_GROUPS: Final = re.compile(
    r"(?<![^\W_])(?:code|codes|kod|kode|codigo|codice|kodu|код|كود|voucher|coupon|key|licen[cs]e|serial|pin"
    r"|activation|абонемент)"
    r"[^\w\n]{1,5}(?:(?:is|ist|es|est|e|это)[ ])?(?P<code>[a-z0-9]{3,8}(?:-[a-z0-9]{3,8}){2,6})(?![\w-])"
)
_ENOUGH: Final = 6


def turned(view: View) -> Iterator[Span]:
    """Every made-up looking value in front of its label, and every pair behind a service's name."""
    yield from _sentences(view)
    yield from _shaped_pairs(view)
    for match in scan(_BEFORE_LABEL, view.low):
        kind, end = _label(match["label"])
        value = match["value"]
        named = kind in {Kind.PASSWORD, Kind.USER} and value.isalpha() and not ordinary(value)
        closed = match[0].find("(") > 0 and view.low.startswith(")", match.start("label") + end)
        if kind is not None and (_made_up(view, match.span("value")) or (closed and named)):
            yield Span(*match.span("value"), kind)
    yield from _codes(view)
    for match in scan(_PAIR, view.low):
        if no_value(match["user"]) or address(match["user"]) or placeholder(match["user"]):
            continue
        tight = match.end("user") + 1 == match.start("password")
        if _made_up(view, match.span("password")) or (tight and _strangers(match)):
            yield Span(*match.span("user"), Kind.USER)
            yield Span(*match.span("password"), Kind.PASSWORD)


def _sentences(view: View) -> Iterator[Span]:
    """Logins told the other way round, in words."""
    for pattern in (_TURNED, _TURKISH, _TYPED):
        for match in scan(pattern, view.low):
            kind, end = _label(match["label"])
            value, place = match["value"], match.span("value")
            if kind is None or no_value(value) or placeholder(value) or address(value) or kind_of(value):
                continue
            plain = (
                kind is Kind.PASSWORD and value[-1] not in ",;:" and _CLOSED.match(view.low, match.start("label") + end)
            )
            user = pattern is _TURNED and _USERISH.match(match["label"])
            named = user and value.isalpha() and not ordinary(value)
            if (plain or named or (pattern is _TYPED and kind is Kind.USER)) or secret_like(view.text[slice(*place)]):
                yield Span(*place, kind)
    for pattern in (_ENTERED, _POINTED, _TOGETHER, _BRACKETED, _CHANGED, _ACCESS, _TRIED):
        for match in scan(pattern, view.low):
            if pattern is _ACCESS and not (match["sure"] or view.text[match.start("user") : match.end()].islower()):
                continue  # names of channels and packets have capitals
            if no_value(match["user"]) or not (_made_up(view, match.span("password")) or _strangers(match)):
                continue
            yield Span(*match.span("user"), Kind.USER)
            yield Span(*match.span("password"), Kind.PASSWORD)


def _strangers(match: re.Match[str]) -> bool:
    """Whether neither half is a word that reports have."""
    halves = (match["user"], match["password"])
    return all(half[0].isalnum() and "." not in half and not (ordinary(half) or placeholder(half)) for half in halves)


def _codes(view: View) -> Iterator[Span]:
    """Codes without a word that says what they are for, and passwords between commas."""
    for match in scan(_CODE, view.low):
        before = (match["before"] or "").strip()
        if not _NUMBERED.fullmatch(match["code"]) and before not in _ERRORS:
            yield Span(*match.span("code"), Kind.CODE)
    for match in scan(_APPOSED, view.low):
        if _made_up(view, match.span("value")):
            yield Span(*match.span("value"), Kind.PASSWORD)


def _label(words: str) -> tuple[Kind | None, int]:
    """What the words behind a value name ("password", "mot de passe", "pw and my"), and where that ends."""
    parts = words.split(" ")
    for count in range(len(parts), 0, -1):
        label = " ".join(parts[:count])
        kind = kind_of(label)
        if kind is not None:
            other = count < len(parts) and parts[count] in NOT_BEFORE
            return None if other else kind, len(label)
    return None, 0


def _shaped_pairs(view: View) -> Iterator[Span]:
    """Pairs that a program, a list or a mail address gives away."""
    for pattern in (_CALLED, _BEFORE_HOST, _SPACED_HOST, _LED, _LONE, _MAILED):
        for match in scan(pattern, view.low):
            user, password = match["user"], match["password"]
            words = no_value(user) or no_value(password) or placeholder(user) or placeholder(password)
            if words or address(password) or address(user):
                continue
            sure = pattern in {_CALLED, _BEFORE_HOST} or (pattern is _MAILED and len(match["sign"]) == 1)
            alone = pattern is _MAILED and _ends_line(view.low, match.end()) and not ordinary(password)
            if not sure and not alone and not _made_up(view, match.span("password")):
                continue
            both = _made_up(view, match.span("user")) and (pattern is _LED or (_mixed(password) and _mixed(user)))
            if pattern in {_LONE, _LED} and not both:
                continue
            yield Span(*match.span("user"), Kind.USER)
            yield Span(*match.span("password"), Kind.PASSWORD)
    yield from _single(view)


def _single(view: View) -> Iterator[Span]:
    """Passwords spelt out behind `p a s s :`, codes in groups."""
    for match in scan(_SPACED, view.low):
        if not no_value(match["password"]):
            yield Span(*match.span("password"), Kind.PASSWORD)
    for match in scan(_GROUPS, view.low):
        if any(char.isdigit() for char in match["code"]):
            yield Span(*match.span("code"), Kind.CODE)


def _ends_line(low: str, at: int) -> bool:
    return not low[at : at + 2].strip(" .\r") or low[at : at + 1] == "\n"


def _mixed(value: str) -> bool:
    """Letters and digits, and enough of them."""
    return len(value) >= _ENOUGH and any(map(str.isdigit, value)) and any(map(str.isalpha, value))


def _made_up(view: View, place: tuple[int, int]) -> bool:
    value = view.text[slice(*place)]
    return secret_like(value) and not no_value(value.lower()) and not placeholder(value.lower())
