# ruff: noqa: RUF001 -- on a Cyrillic keyboard people type letters that only look Latin into a MAC address
"""Secrets that are known by their own shape, wherever they stand: MAC addresses, tokens, cards, IBANs, mail, phones."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING, Final

from bot.core.redaction.scanning import scan
from bot.core.redaction.spans import Kind, Span
from bot.core.redaction.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.redaction.views import View

# People type O for 0, and on a Cyrillic keyboard letters that only look Latin.
_HEX: Final = "[0-9a-foавсе]"
_MAC: Final = re.compile(rf"(?<![0-9a-f:.-]){_HEX}{{2}}(?:([:;,_-]){_HEX}{{2}})(?:\1{_HEX}{{2}}){{4}}(?![:-]?[0-9a-f])")
_MAC_SPACED: Final = re.compile(
    rf"(?<![0-9a-z]){_HEX}{{2}}[ ]?[:-][ ]?{_HEX}{{2}}(?:[ ]?[:-][ ]?{_HEX}{{2}}){{4}}(?![ ]?[:-][ ]?[0-9a-f]|[0-9a-z])"
)
_MAC_CISCO: Final = re.compile(r"(?<![0-9a-f.])[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}(?![0-9a-f.])")
# Infomir's prefix: with it anything MAC-like counts, a slip or a missing pair included.
_MAG: Final = re.compile(
    r"(?<![0-9a-z])[0oо]{2}[ :;,._-]{0,3}1[aа][ :;,._-]{0,3}79"
    r"(?:(?:[ ]?[:;,._-][ ]?[0-9a-zавсео]{2}){1,2}(?:[ ]?[:;,._-][ ]?[0-9a-zавсео]{1,2})?"
    r"|(?:[ ]?[0-9a-fавсео]{2}){2,3})"
    r"(?![0-9a-z])"
)
_MAG_OPEN: Final = re.compile(r"[x:._?\s-]*")
_BOT: Final = re.compile(r"(?<!\d)\d{6,12}:[A-Za-z0-9_-]{30,50}")
_DISCORD: Final = re.compile(r"(?<![\w-])[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,45}")
_JWT: Final = re.compile(r"(?<![\w-])eyJ[\w-]{5,}+(?:\.[\w-]{2,}+){1,4}")
_KNOWN: Final = re.compile(
    r"(?<![\w-])(?:gh[pousr]_\w{20,}+|github_pat_\w{20,}+|glpat-[\w-]{16,}+|sk-[\w-]{20,}+|xox[abprs]-[\w-]{10,}+"
    r"|AKIA[A-Z0-9]{12,20}|AIza[\w-]{30,40}|(?:sk|pk|rk)_(?:live|test)_\w{10,}+)"
)
_WEBHOOK: Final = re.compile(r"(?<=/api/webhooks/)\d{15,20}/[\w-]{30,100}")
_PRIVATE: Final = re.compile(r"(?<=PRIVATE KEY-----)\s{1,4}(?:[A-Za-z0-9+/=:,-]{1,100}\s{1,4}){1,200}")
_BEARER: Final = re.compile(r"(?<!\w)bearer[ :=]{1,3}[\"']?([^\s\"',;<>]{6,})")
_BASIC: Final = re.compile(r"(?<!\w)[Bb]asic[ ]{1,2}([A-Za-z0-9+/_-]{8,}+={0,2})")
_CURL: Final = re.compile(
    r"(?<!\S)(?:-[a-z]{0,4}u|--user|--proxy-user|--auth|https?[ ]-a)[ =]?[\"']?([^\s\"':]{1,64}):([^\s\"']{1,200})"
)

_COMMANDS: Final = re.compile(
    r"(?<!\w)(?:sshpass[ ]{1,2}-p[ ]?|(?:mysql|mysqldump|mysqladmin"
    r"|mariadb)\b[^\n-]{0,80}(?:-[^\np-][^\n-]{0,80}){0,6}-p)([^\s]{1,200})"
)
_ENCODED: Final = re.compile(r"(?<![\w+/=.-])[A-Za-z0-9+/]{16,600}+={0,2}(?![\w+/=-])")
_LOGIN: Final = re.compile(r"[\w.@+-]{2,64}:[ -~]{3,200}")
_AT: Final = re.compile(
    r"(?<![\w.+%-])[\w.+-]{1,64}+[ ]?[\[({](?:at|@|arroba|chez)[\])}][ ]?[\w-]{1,63}"
    r"(?:(?:[ ]?[\[({](?:dot|punkt|point|punto|ponto)[\])}][ ]?|\.)[\w-]{1,63}){1,5}"
)

_CARD: Final = re.compile(r"(?<![\w.:/-])[2-6]\d{3}([ -]?)\d{4}\1\d{4}\1\d{1,7}(?![\w/]|[.:-]\w)")
_AMEX: Final = re.compile(r"(?<![\w.:/-])3[47]\d{2}([ -]?)\d{6}\1\d{5}(?![\w/]|[.:-]\w)")
_IBAN: Final = re.compile(r"(?<![a-z0-9])([a-z]{2})\d{2}(?:[ -]?[a-z0-9]{4}){2,7}(?:[ -]?[a-z0-9]{1,4})?(?![a-z0-9])")
_IBAN_LANDS: Final = vocabulary(
    """ad ae al at az ba be bg bh br by ch cr cy cz de dk do dz ee eg es fi fo fr gb ge gi gl gr gt hr hu ie il iq is
    it jo kw kz lb li lt lu lv ly ma mc md me mk mr mt mu nl no pk pl ps pt qa ro rs ru sa sc se si sk sm tn tr ua
    va xk"""
)
_MAIL: Final = re.compile(r"(?<![\w.+%-])[\w.+-]{1,64}+@((?:[\w-]{1,63}+\.){1,5}[^\W\d_]{2,24})(?![\w@])")
_FILES: Final = (".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp", ".ts", ".js", ".css")
_PHONE: Final = re.compile(r"(?<![\w+.:/=-])\+[ ]?[1-9](?:[ ().\-/]{0,3}\d){7,14}(?![\w:]|\.\d)")
_PHONE_00: Final = re.compile(r"(?<![\w+.:/=-])00[1-9]\d{0,2}[ ./-]?(?:[ ()./-]{0,2}\d){7,11}(?![\w:]|[.]\d)")
_PHONE_US: Final = re.compile(r"(?<![\w+.:/=-])\(\d{3}\)[ ]?\d{3}[- ]\d{4}(?!\w)")
_PHONE_LABEL: Final = re.compile(
    r"(?<![^\W_])(?:phone|tel|telephone|telefon\w{0,4}|mobile?|cell|cellphone|whats ?app|viber|signal|call me|text me"
    r"|call us|reach me|my number|contact number|phone number|numero di cellulare|movil|celular|cellulare|portable"
    r"|handy|handynummer|rufnummer|mi numero|mon numero|meine nummer|meu numero|il mio numero|fax|gsm|cep|numaram"
    r"|numaramiz|номер|тел|телефон\w{0,2}|моб|мобильный|ватсап|вацап|هاتف|الهاتف|جوال|الجوال|واتساب|واتس|رقمي|موبايل"
    r"|telefoon\w{0,6}|telefonu|puhelin|τηλεφωνο|τηλέφωνο|κινητό|电话|電話|电话号码|手机|手機|电话番号|電話番号|携帯|전화|전화번호|휴대폰|טלפון"
    r"|נייד|תלפן|تلفن|شماره|موبایل"
    r"|wa\.me/)"
    r"(?:[ ]?(?:number|no|nr|n°|numero|nummer|numarasi|numaram|номер|is|ist|es|est|e|at|on|under|me|رقم)){0,2}"
    r"[\s:=.#\"'*()/-]{0,6}(\+?\d(?:[ ()./-]{0,2}\d){5,14})(?![\w:.]|-\d)"
)
_YEARS: Final = re.compile(r"(?:(?:19|20)\d\d[ -]){3}(?:19|20)\d\d")
_DATE: Final = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}(?:\D.*)?|\d{1,3}(?:\.\d{1,3}){3}")
_CARD_MIN, _CARD_MAX = 13, 19
_IBAN_DIGITS: Final = 10
_TEN: Final = 10
_CHECK: Final = 97


def shaped(view: View) -> Iterator[Span]:
    """Every secret that its own shape gives away."""
    yield from _macs(view.low)
    yield from _tokens(view)
    yield from _money(view.low)
    yield from _contacts(view.low)


def _macs(low: str) -> Iterator[Span]:
    for pattern in (_MAC, _MAC_SPACED, _MAC_CISCO):
        for match in pattern.finditer(low):
            yield Span(match.start(), match.end(), Kind.MAC)
    for match in _MAG.finditer(low):
        rest = match[0].partition("79")[2]
        if not _MAG_OPEN.fullmatch(rest):  # 00:1A:79:XX:XX:XX explains, it tells nothing
            yield Span(match.start(), match.end(), Kind.MAC)


def _tokens(view: View) -> Iterator[Span]:
    yield from _encoded(view)
    for pattern in (_BOT, _DISCORD, _JWT, _KNOWN, _WEBHOOK, _PRIVATE):
        for match in pattern.finditer(view.text):
            if pattern is not _DISCORD or any(char.isdigit() for char in match[0]):
                yield Span(match.start(), match.end(), Kind.TOKEN)
    for match in _BEARER.finditer(view.low):
        if any(char.isdigit() for char in match[1]) or len(match[1]) > _CARD_MAX:
            yield Span(match.start(1), match.end(1), Kind.TOKEN)
    yield from _commands(view)


def _commands(view: View) -> Iterator[Span]:
    for match in _CURL.finditer(view.low):
        if not (match[1] + match[2]).isdigit() or len(match[1]) > len("65535"):  # docker run -u 1000:1000
            yield Span(match.start(1), match.end(1), Kind.USER)
            yield Span(match.start(2), match.end(2), Kind.PASSWORD)
    for match in _COMMANDS.finditer(view.low):
        yield Span(match.start(1), match.end(1), Kind.PASSWORD)


def _encoded(view: View) -> Iterator[Span]:
    for match in _BASIC.finditer(view.text):
        if _is_basic(match[1]):
            yield Span(match.start(1), match.end(1), Kind.TOKEN)
    for match in _ENCODED.finditer(view.text):
        if _is_login(match[0]):
            yield Span(match.start(), match.end(), Kind.TOKEN)


def _is_basic(word: str) -> bool:
    """Basic auth is user:password in base64; "Basic settings" is not."""
    try:
        return b":" in base64.b64decode(word.rstrip("=") + "=" * (-len(word.rstrip("=")) % 4), validate=True)
    except (binascii.Error, ValueError):
        return False


def _is_login(word: str) -> bool:
    """A login in base64 decodes to plain signs with a colon; a long word or a hash does not."""
    try:
        decoded = base64.b64decode(word.rstrip("=") + "=" * (-len(word.rstrip("=")) % 4), validate=True).decode()
    except (binascii.Error, ValueError):
        return False
    return _LOGIN.fullmatch(decoded) is not None


def _money(low: str) -> Iterator[Span]:
    for pattern in (_CARD, _AMEX):
        for match in scan(pattern, low):
            digits = "".join(char for char in match[0] if char.isdigit())
            if _YEARS.fullmatch(match[0]):
                continue
            if _CARD_MIN <= len(digits) <= _CARD_MAX and (match[1] or luhn(digits)):
                yield Span(match.start(), match.end(), Kind.MONEY)
    for match in scan(_IBAN, low):
        if match[1] in _IBAN_LANDS and sum(char.isdigit() for char in match[0]) >= _IBAN_DIGITS and _iban(match[0]):
            yield Span(match.start(), match.end(), Kind.MONEY)


def luhn(digits: str) -> bool:
    """The check digit of payment cards (ISO/IEC 7812-1)."""
    total = 0
    for place, char in enumerate(reversed(digits)):
        value = int(char) * (1 + place % 2)
        total += value - 9 * (value > 9)  # noqa: PLR2004 -- the digit sum of a two-digit number
    return total % _TEN == 0


def _iban(text: str) -> bool:
    """ISO 13616 check, or its usual groups of four (a slip in one digit does not make it public)."""
    bare = text.replace(" ", "").replace("-", "")
    number = "".join(str(int(char, 36)) for char in bare[4:] + bare[:4])
    return " " in text or int(number) % _CHECK == 1


def _contacts(low: str) -> Iterator[Span]:
    for match in scan(_MAIL, low):
        if not match[1].endswith(_FILES):
            yield Span(match.start(), match.end(), Kind.MAIL)
    for match in scan(_AT, low):
        yield Span(match.start(), match.end(), Kind.MAIL)
    for pattern in (_PHONE, _PHONE_00, _PHONE_US):
        for match in scan(pattern, low):
            yield Span(match.start(), match.end(), Kind.PHONE)
    for match in scan(_PHONE_LABEL, low):
        if not _DATE.fullmatch(match[1]):
            yield Span(match.start(1), match.end(1), Kind.PHONE)
