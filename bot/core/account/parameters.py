"""The parameters of a playlist link: which are missing, empty, misspelt, doubled, or hold what belongs elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.core.account.tidy import decoded
from bot.core.redaction.links import parameter
from bot.core.redaction.looks import placeholder
from bot.core.redaction.spans import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.core.account.link import Link

RIGHT: Final = ("username", "password", "type", "output")
_ALIASES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("user", "usr", "u", "login", "uname", "user_name"), "username"),
    **dict.fromkeys(("pass", "pwd", "pw", "p", "passwd", "pass_word"), "password"),
    **dict.fromkeys(("format", "typ"), "type"),
    **dict.fromkeys(("out", "extension", "ext"), "output"),
}
# XC's `type`: playlists, and the lists of set-top boxes that it knows.
TYPES: Final = frozenset(
    {"m3u", "m3u_plus", "simple", "gigablue", "enigma16", "enigma22_script", "enigma2", "dreambox", "octagon", "ariva"}
    | {"starlivev3", "mediastar", "webtvlist", "spark", "geant", "fps", "revosun", "zorro", "ott", "starlivev5", "gst"}
)
OUTPUTS: Final = frozenset({"ts", "mpegts", "m3u8", "hls", "rtmp"})
_NEAR: Final = 0.72

Fault = tuple[str, dict[str, str]]


def examine(link: Link) -> Iterator[Fault]:
    """What is wrong with the parameters; values in it hold no secret."""
    seen: set[str] = set()
    values: dict[str, str] = {}
    for secret_name, secret_value in link.query:
        written, value = decoded(secret_name.reveal()).strip(), decoded(secret_value.reveal())
        right = meant(written)
        if right is None:
            if written.lower() == "action":
                yield "api action", {}
            continue
        yield from _name(written, right)
        if right in seen and values[right] != value:
            yield "parameter twice", {"right": right}
        seen.add(right)
        values.setdefault(right, value)
        yield from _value(right, value)
    yield from _missing(link, seen)
    yield from _swapped(values)


def meant(written: str) -> str | None:
    """The parameter that a name stands for, however it is spelt; None for another one."""
    low = written.lower()
    if low in RIGHT:
        return low
    if low in _ALIASES:
        return _ALIASES[low]
    kind = parameter(low) if low and low not in {"stream", "action", "token", "mac"} else None
    if kind in {Kind.USER, Kind.LOGIN, Kind.PASSWORD}:
        return "password" if kind is Kind.PASSWORD else "username"
    import difflib  # noqa: PLC0415 -- few links need it

    near = difflib.get_close_matches(low[:20], RIGHT, 1, _NEAR) if low not in {"stream", "action"} else []
    return near[0] if near else None


def output(link: Link) -> tuple[str, str]:
    """The type and the output that a link asks for, each in the right place and legal; "" where there is none."""
    values = {meant(name.reveal().strip()): value.reveal().strip().lower() for name, value in reversed(link.query)}
    asked = {values.get("type", ""), values.get("output", "")}
    return next(iter(sorted(asked & TYPES)), ""), next(iter(sorted(asked & OUTPUTS)), "")


def _name(written: str, right: str) -> Iterator[Fault]:
    if written == right:
        return
    if written.lower() == right:
        yield "parameter case", {"right": right}
    elif written.lower() in _ALIASES:
        yield "parameter name", {"wrong": written.lower(), "right": right}
    else:
        # A secret could stand in the place of a name; what is shown is a plain word that is nearly the right one.
        shown = written.lower() if re.fullmatch("[A-Za-z_]{3,12}", written) else "…"
        yield "parameter spelling", {"wrong": shown, "right": right}


def _value(right: str, value: str) -> Iterator[Fault]:
    low = value.strip().lower()
    if not low:
        yield f"{right} empty", {}
    elif right in {"username", "password"}:
        if placeholder(low):
            yield "placeholder", {"right": right}
        if value != value.strip():
            yield "space in value", {"right": right}
    elif right == "type" and low not in TYPES and low not in OUTPUTS - {"m3u8", "rtmp"}:
        yield "wrong type", {}
    elif right == "output" and low not in OUTPUTS | TYPES:
        yield "wrong output", {}


def _missing(link: Link, seen: set[str]) -> Iterator[Fault]:
    if not link.query or link.target or link.mac or "token" in {name.reveal().lower() for name, _ in link.query}:
        return
    for right in RIGHT[:2]:
        if right not in seen:
            yield f"no {right}", {}
    if link.shape == "list" and "type" not in seen and {"username", "password"} <= seen:
        yield "no type", {}


def _swapped(values: Mapping[str, str]) -> Iterator[Fault]:
    kind, out = values.get("type", "").lower(), values.get("output", "").lower()
    if out in TYPES and kind in OUTPUTS | {""}:
        yield "type and output swapped", {}
    elif kind in OUTPUTS - {"m3u8", "rtmp"}:
        yield "wrong type", {}
    elif out in TYPES:
        yield "wrong output", {}
