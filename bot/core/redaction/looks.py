"""What a single word looks like: a secret, a placeholder, a technical term, an address."""

from __future__ import annotations

import re
from typing import Final

from bot.core.redaction.words import NO_VALUE

_TECHNICAL: Final = re.compile(
    r"v?\d{1,6}(?:[.,:/-]\d{1,6}){1,6}[a-z]{0,6}(?:[-+.]?[a-z]{1,6}\d{0,3})?|v\d{1,4}|mag-?\d{3}\w{0,3}|m3u8?|mp[234]"
    r"|[hx]\.?26[45]|\d{1,5}(?:p|i|k|fps|hz|khz|mhz|ghz|kb|mb|gb|tb|kbps|mbps|ms|s|sec|min|h|x|d|st|nd|rd|th|am"
    r"|pm|e|°)"
    r"|\d{1,4}|[\d.,]{1,8}[%€$£]|[€$£][\d.,]{1,8}|ipv[46]|wpa[23]|wep|utf-?\d{1,2}|sha-?\d{1,3}|md5|base64|\dg"
    r"|http/?\d?"
    r"|s\d{1,2}e\d{1,2}|(?:http|status|err|error|code|e|ec)[-_:#]?\d{1,5}|0x[0-9a-f]{1,16}|x86_64"
    r"|arm64(?:-v8a)?|win\d{1,2}"
    r"|android[-/]?\d{1,2}|ios[-/]?\d{1,2}|kodi[-/]?\d{1,2}|[a-z]{3,20}/\d{1,4}(?:\.\d{1,6}){1,4}|aes-?\d{1,3}\S{0,8}"
    r"|\(?os|utc[+-]\d{1,4}|gmt[+-]\d{1,4}|\w{1,20}\.\w{1,20}\(\w{0,20}\)"
)
_CONSTANT: Final = re.compile(r"[A-Z][A-Z0-9]*+(?:_[A-Z0-9]++)++")
_CLASS: Final = re.compile(r"(?:[a-z]\w*+\.){1,8}[A-Z]\w*+|(?:[A-Z][a-z]{2,}+){1,8}(?:Exception|Error|Exo\w*)")
_INNER: Final = re.compile(r"\w[!@#$%^*+~=]{1,8}\w|[@#$^*]\w.{0,30}[!@#$%^*]")
_SIGN: Final = re.compile(r"[!@#$^*]")
_HUMP: Final = re.compile(r"[a-z][A-Z]")
_ADDRESS: Final = re.compile(
    r"(?:(?:https?|rtmp|rtsp"
    r"|ftp)://.*|\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?(?:/.*)?|(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}:\d{2,5}(?:/.*)?"
    r"|www\..*)"
)
_BRACKETS: Final = "<>{}[]()$%_-'\"` "
_YOURS: Final = re.compile(r"(?:your|you|my|the|tu|su|votre|dein|ihr|seu|tuo|xtream|iptv)[\s_-]?")
_DUMMIES: Final = frozenset(
    {"username", "password", "usr", "pwd", "user", "pass", "redacted", "hidden", "censored", "removed", "masked"}
    | {"usuario", "contrasena", "utilisateur", "motdepasse", "benutzername", "benutzer", "passwort", "senha", "token"}
    | {"user_name", "mac", "login", "secret", "placeholder", "pass_word", "snip", "utente", "kullanici", "sifre"}
)
_MIN_DIGITS: Final = 5
_WIDE: Final = 200


def placeholder(value: str) -> bool:
    """Tell whether a value is only the place of one: `••••`, `***`, `xxxx`, `...`, `<password>`, `YOUR_USERNAME`.

    Args:
        value: folded, lower case.
    """
    if value in {"…", "...", "[...]", "[…]", "<...>", "%s", "%d", "{}", "?", "??", "???"} or not value.strip("•"):
        return True
    if len(value) > 1 and (not value.strip("*") or (len(value) > 2 and not value.strip("x"))):  # noqa: PLR2004
        return True
    if len(value) > _WIDE:
        return False
    bare = value.partition("@")[0].strip(_BRACKETS) or value
    if value[0] in "<{[$%" and bare.isalpha() and bare in {"u", "p", "user", "your", "id", "name", *_DUMMIES}:
        return True
    return _YOURS.sub("", bare, count=1) in _DUMMIES or bare in _DUMMIES


def no_value(word: str) -> bool:
    """Tell whether a folded word belongs to a sentence, not to a login."""
    return word.strip(".,;:!?'\"`()[]{}<>") in NO_VALUE or word in NO_VALUE


def address(value: str) -> bool:
    """Tell whether a folded word is a link, a host with a port or an IP address: other detectors read those."""
    return _ADDRESS.fullmatch(value) is not None


def secret_like(value: str) -> bool:
    """Tell whether a word (in its own case) looks made up: letters with digits, a long number, signs inside."""
    if len(value) > _WIDE:
        return True
    low = value.lower()
    if _TECHNICAL.fullmatch(low) or _CONSTANT.fullmatch(value) or _CLASS.fullmatch(value) or address(low):
        return False
    digits = any(char.isdigit() for char in value)
    if digits and any(char.isalpha() for char in value):
        return True
    if value.isdigit() or (digits and _SIGN.search(value)):
        return len(value) >= _MIN_DIGITS
    return bool(_INNER.search(value)) or len(_HUMP.findall(value)) > 1
