"""What a panel sent, as text and as JSON (PANELS.md G1). Panels are hostile or broken: nothing here raises.

Everything takes time and memory in proportion to the bytes: one bounded decompression, at most three attempts at JSON.
"""

from __future__ import annotations

import json
import re
import zlib
from typing import TYPE_CHECKING, Any, Final

from bot.core.account.wire import JSON_LIMIT
from bot.core.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

_GZIP: Final = b"\x1f\x8b"
_ZLIB: Final = 0x78  # RFC 1950: deflate with a window of 32 KB; the two bytes are a multiple of 31
_PIECE: Final = 4_096  # bytes handed over at once, so that what came before a damaged place is kept
_NOT_ASKED_FOR: Final = ("br", "zstd", "compress")  # we accept `identity` only, and cannot read these

_BLANKS: Final = " \t\r\n\v\f\0\ufeff\u200b"
_BLANK_BYTES: Final = re.compile(rb"(?:\xef\xbb\xbf|[\s\0])+")
# PHP prints its warnings first, so the object may begin anywhere. Linear: blanks belong to one brace only.
_BEGIN: Final = re.compile(r'\{\s*"(?:user_info|server_info|js)"\s*:')
# JSON, unlike [playlist] and {{ a template }}
_OPENS: Final = re.compile(r"""\{\s*(?:["'}]|$)|\[\s*(?:["{\[\]\d-]|$)""")
# 64 bits have 20 digits. int() refuses more than 4,300 and is quadratic below that; a panel means nothing by them.
_DIGITS: Final = 20
_FLOAT: Final = 40
_KNOWN: Final = frozenset({"user_info", "js"})


class _Absent:
    """There was no JSON; None is one of its values."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT: Final = _Absent()


@dataclass(frozen=True, slots=True)
class Body:
    """What a panel sent.

    `raw`: unpacked bytes. `text`: without byte order marks and blanks at its ends. `data`: the JSON in it, or ABSENT;
    what stands after an object or a list is ignored. `broken`: JSON that begins and cannot be read to its end, or a
    packed answer that cannot be unpacked. Every account's own secrets are in here, so it shows nothing of itself.
    """

    raw: bytes
    text: str
    data: object
    broken: bool

    def __repr__(self) -> str:
        return f"Body({len(self.raw)} bytes)"

    @property
    def object(self) -> Mapping[str, Any] | None:
        """The JSON, if it is an object."""
        return self.data if isinstance(self.data, dict) else None


def read(raw: bytes, encoding: str = "") -> Body:
    """Bytes as they came; `encoding` is their Content-Encoding, which is believed only for raw deflate."""
    unpacked, whole = unpack(raw, encoding)
    text = _text(unpacked)
    data = _json(text)
    begun = _OPENS.match(text) is not None or _BEGIN.search(text) is not None
    foreign = encoding.strip().lower() in _NOT_ASKED_FOR
    return Body(unpacked, text, data, broken=data is ABSENT and (begun or foreign or not whole))


def unpack(raw: bytes, encoding: str = "", limit: int = JSON_LIMIT) -> tuple[bytes, bool]:
    """At most `limit` bytes without at most one layer of gzip or deflate, declared or not; and whether that worked.

    Decompression is bounded (a megabyte of gzip can hold a gigabyte) and keeps what stands before a damaged place.
    """
    if raw.startswith(_GZIP):
        return _inflated(raw, zlib.MAX_WBITS | 16, limit)
    if raw[:1] == bytes((_ZLIB,)) and int.from_bytes(raw[:2], "big") % 31 == 0:
        found, _ = _inflated(raw, zlib.MAX_WBITS, limit)
        return (found, True) if found else (raw[:limit], True)  # "x^" is text, too
    if encoding.strip().lower() == "deflate":
        found, _ = _inflated(raw, -zlib.MAX_WBITS, limit)
        return (found, True) if found else (raw[:limit], True)
    return raw[:limit], True


def _inflated(raw: bytes, window: int, limit: int) -> tuple[bytes, bool]:
    engine, found = zlib.decompressobj(window), bytearray()
    for start in range(0, len(raw), _PIECE):
        try:
            found += engine.decompress(raw[start : start + _PIECE], limit + 1 - len(found))
        except zlib.error:
            return bytes(found), False
        if engine.eof or len(found) > limit:
            break
    return bytes(found[:limit]), bool(found) or engine.eof


def _text(raw: bytes) -> str:
    begin = _BLANK_BYTES.match(raw)
    raw = raw[begin.end() :] if begin else raw
    encoding = json.detect_encoding(raw)
    if encoding.startswith("utf-16"):  # a panel on Windows; the first of two bytes may have been taken for a blank
        return (raw + b"\0" * (len(raw) % 2)).decode(encoding, errors="replace").strip(_BLANKS)
    try:
        return raw.decode().strip(_BLANKS)
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":  # we stopped reading within a character
            return raw[: error.start].decode().strip(_BLANKS)
    return raw.decode("latin-1").strip(_BLANKS)


def _json(text: str) -> object:
    found = _at(text, 0)
    if isinstance(found, str) and found.startswith("{"):  # encoded twice
        text = found
        found = _at(text, 0)
    begin = _BEGIN.search(text)
    if begin is None or not begin.start() or (isinstance(found, dict) and not _KNOWN.isdisjoint(found)):
        return found
    inner = _at(text, begin.start())  # behind warnings, or wrapped: [{"user_info": …}], {"data": {"user_info": …}}
    return found if inner is ABSENT else inner


def _at(text: str, start: int) -> object:
    decoder = json.JSONDecoder(strict=False, parse_int=_integer, parse_float=_real, parse_constant=_nothing)
    try:
        found, end = decoder.raw_decode(text, start)
    except (ValueError, RecursionError):
        return ABSENT
    whole = isinstance(found, (dict, list)) or end == len(text)  # "nullable" is not null
    return found if whole else ABSENT


def _integer(digits: str) -> int | None:
    return int(digits) if len(digits) <= _DIGITS else None


def _real(digits: str) -> float | None:
    return float(digits) if len(digits) <= _FLOAT else None


def _nothing(_: str) -> None:
    """NaN and the infinities."""
