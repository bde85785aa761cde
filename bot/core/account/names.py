# ruff: noqa: RUF001 -- letters that IDNA has rules of its own for look like others
"""The authority of a link, read strictly and before any lookup: host names by IDNA 2008, addresses, ports.

Names are checked label by label (RFC 5890 to 5893): the standard library only knows IDNA 2003, which maps where 2008
refuses. Underscores are allowed, since real panels have them. ZWJ and ZWNJ, which 2008 allows in some scripts, are
format characters and refused as such, so their context rules are not needed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from bot.core.frozen import dataclass

_NAME_LENGTH: Final = 253  # RFC 1035
_LABEL_LENGTH: Final = 63
_HIGHEST_PORT: Final = 65_535

# RFC 5892: exceptions (2.6), and what is ignorable or a jamo in spite of its category (2.3, 2.8, 2.9).
_ALWAYS: Final = "ßς۽۾་〇"
_CONTEXTUAL: Final = "·͵׳״・"
_JAPANESE: Final = frozenset({"HIRAGANA", "KATAKANA", "CJK"})
_HAN: Final = "\u3005\u3007" + "".join(map(chr, (*range(0x3021, 0x302A), *range(0x3038, 0x303C))))  # of other names
_NEVER: Final = (
    "\u0640\u07fa\u302e\u302f\u3031-\u3035\u303b"
    "\u034f\u115f-\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff"
    "\u20d0-\u20ff\U0001d100-\U0001d24f\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff"
)
_LETTERS: Final = frozenset({"Ll", "Lo", "Lm", "Mn", "Mc", "Nd"})


@dataclass(frozen=True, slots=True)
class Authority:
    """What stands between the slashes of a link.

    `host` is lower case and ASCII, without a dot at its end, or an address without brackets. `fault` says why there is
    none: "userinfo", "backslash", "percent", "zone", "characters", "port" or "name".
    """

    host: str = ""
    port: int | None = None
    fault: str | None = None


def read(text: str) -> Authority:
    """Read `host`, `host:port` or `[address]:port`."""
    for fault, sign in (("userinfo", "@"), ("backslash", "\\"), ("zone" if text[:1] == "[" else "percent", "%")):
        if sign in text:
            return Authority(fault=fault)
    if any(unicodedata.category(char)[0] in "CZ" for char in text):
        return Authority(fault="characters")
    host, port = _split(text)
    host, port = (digits(host) if numeric(digits(host)) else host), digits(port)
    if port and not (re.fullmatch("[0-9]{1,8}", port) and int(port) <= _HIGHEST_PORT):
        return Authority(fault="port")
    plain = _six(host[1:-1]) if host[:1] == "[" else to_ascii(host)
    if plain is None:
        return Authority(fault="name")
    return Authority(plain, int(port) if port else None)


def _split(text: str) -> tuple[str, str]:
    closed = text.find("]") + 1
    host, colon, port = text[closed:].partition(":")
    if colon and not port:
        return text[:closed] + host, ""
    return text[:closed] + host, port


def _six(text: str) -> str | None:
    import ipaddress  # noqa: PLC0415 -- few links need it, and a cold start none

    try:
        return str(ipaddress.IPv6Address(text))
    except ValueError:
        return None


def digits(text: str) -> str:
    """Digits of other scripts as ASCII (٨٠٨٠ is 8080)."""
    if text.isascii():
        return text
    return "".join(char if (value := unicodedata.decimal(char, None)) is None else str(value) for char in text)


def numeric(host: str) -> bool:
    """Whether a host is meant as an IPv4 address: its last label is a number, decimal or hexadecimal (WHATWG)."""
    last = host.rpartition(".")[2]
    return last.isdecimal() or re.fullmatch("0x[0-9a-f]*", last) is not None


def to_ascii(host: str) -> str | None:
    """The name as it is looked up; None if IDNA 2008 refuses it."""
    name = host.lower().removesuffix(".")
    if not name or len(name) > _NAME_LENGTH:
        return None
    labels = name.split(".")
    found = [_label(label) for label in labels]
    if None in found or (any(map(_right_to_left, labels)) and not all(map(_bidi, labels))):
        return None
    plain = ".".join(label or "" for label in found)
    return plain if len(plain) <= _NAME_LENGTH else None


def _label(label: str) -> str | None:
    """A label as ASCII; None if it is refused."""
    bare = label.replace("_", "") or "x"
    if len(label) > _LABEL_LENGTH or label[:1] in {"", "-"} or label[-1] == "-":
        return None
    if label.startswith("xn--"):
        return label if _encoded(label) else None
    if bare[2:4] == "--":
        return None
    if label.isascii():
        return label if re.fullmatch("[a-z0-9-]+", bare) else None
    if not _unicode_label(label):
        return None
    encoded = "xn--" + label.encode("punycode").decode()
    return encoded if len(encoded) <= _LABEL_LENGTH else None


def _encoded(label: str) -> bool:
    """Whether an `xn--` label stands for a label that had to be encoded, and in its only spelling."""
    try:
        decoded = label[4:].encode().decode("punycode")
        return not decoded.isascii() and _unicode_label(decoded) and decoded.encode("punycode").decode() == label[4:]
    except ValueError:
        return False


def _unicode_label(label: str) -> bool:
    if unicodedata.normalize("NFC", label) != label or unicodedata.category(label[0])[0] == "M":
        return False
    if label[2:4] == "--" or "-" in {label[0], label[-1]}:
        return False
    return all(map(_allowed, label)) and _in_context(label) and (not _right_to_left(label) or _bidi(label))


@cache
def _never() -> re.Pattern[str]:
    return re.compile(f"[{_NEVER}]")


def _allowed(char: str) -> bool:
    """RFC 5892, section 3, in its order."""
    if char in _ALWAYS or char in _CONTEXTUAL:
        return True
    if char.isascii():
        return re.fullmatch("[a-z0-9-]", char) is not None
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", char).casefold())
    return folded == char and not _never().match(char) and unicodedata.category(char) in _LETTERS


def _script(char: str) -> str:
    return unicodedata.name(char, "").partition(" ")[0]


def _in_context(label: str) -> bool:
    """RFC 5892, appendix A.3 to A.9."""
    japanese = any(_script(char) in _JAPANESE or char in _HAN for char in label if char != "・")
    for index, char in enumerate(label):
        before, after = label[index - 1] if index else "", label[index + 1 : index + 2]
        right = {
            "·": (before, after) == ("l", "l"),
            "͵": bool(after) and _script(after) == "GREEK",
            "׳": bool(before) and _script(before) == "HEBREW",
            "״": bool(before) and _script(before) == "HEBREW",
            "・": japanese,
        }.get(char, True)
        if not right:
            return False
    kinds = (
        {char for char in label if "\u0660" <= char <= "\u0669"},
        {char for char in label if "\u06f0" <= char <= "\u06f9"},
    )
    return not (kinds[0] and kinds[1])


def _right_to_left(label: str) -> bool:
    return any(unicodedata.bidirectional(char) in {"R", "AL", "AN"} for char in label)


def _bidi(label: str) -> bool:
    """RFC 5893, section 2."""
    kinds = [unicodedata.bidirectional(char) for char in label]
    ends = [kind for kind in kinds if kind != "NSM"][-1:]
    every = set(kinds) - {"ES", "CS", "ET", "ON", "BN", "NSM"}
    if kinds[0] == "L":
        return every <= {"L", "EN"} and ends[0] in {"L", "EN"}
    if kinds[0] not in {"R", "AL"}:
        return False
    return every <= {"R", "AL", "AN", "EN"} and ends[0] in {"R", "AL", "EN", "AN"} and not {"EN", "AN"} <= every
