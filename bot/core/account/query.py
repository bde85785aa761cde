"""The query of a link: which of its parameters are parts of a login, and whether it was cut off."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from bot.core.account.secret import Secret
from bot.core.account.tidy import decoded
from bot.core.redaction.links import parameter
from bot.core.redaction.looks import placeholder
from bot.core.redaction.spans import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Query: TypeAlias = tuple[tuple[Secret, Secret], ...]

_OTHERS: Final = frozenset({"type", "output", "action", "stream", "extension", "stream_id", "category_id"})
_NAMES: Final = ("username", "password", "type", "output")
_LIKE: Final = 0.72  # "psswrd" is meant as "password"; "passport" behind get.php is taken for it too


def parameters(query: str) -> Iterator[tuple[Secret, Secret]]:
    """The parameters, in order; a second question mark begins parameters too."""
    for piece in re.split(r"&|\?(?=[^&=?]{0,40}=)|^[?/]", query):
        name, equals, value = piece.partition("=")
        if name or equals:
            yield Secret(name), Secret(value)


def given(query: Sequence[tuple[Secret, Secret]], *, panel: bool) -> dict[Kind, str]:
    """The parts of a login in the parameters; a name in its right spelling wins."""
    found: dict[Kind, str] = {}
    right = {"username": Kind.USER, "password": Kind.PASSWORD, "mac": Kind.MAC}
    for exact in (True, False):
        for secret_name, secret_value in query:
            name, value = decoded(secret_name.reveal()).lower().strip(), decoded(secret_value.reveal()).strip()
            kind = right.get(name) if exact else _kind(name) or (_meant(name) if panel else None)
            if kind and value and not placeholder(value.lower()) and not (value.endswith("…") and len(value) > 1):
                found.setdefault(kind, value)
    return found


def _kind(name: str) -> Kind | None:
    kind = parameter(name) if name and name not in _OTHERS else None
    kind = {Kind.LOGIN: Kind.USER, Kind.KEY: Kind.TOKEN, Kind.CODE: Kind.TOKEN}.get(kind, kind) if kind else None
    return kind if kind in {Kind.USER, Kind.PASSWORD, Kind.MAC, Kind.TOKEN} else None


def _meant(name: str) -> Kind | None:
    """What a misspelt parameter of a panel's endpoint is meant to be."""
    import difflib  # noqa: PLC0415 -- few links need it

    if name in _OTHERS or not name:
        return None
    near = difflib.get_close_matches(name[:20], ("username", "password"), 1, _LIKE)
    return {"username": Kind.USER, "password": Kind.PASSWORD}[near[0]] if near else None


def is_cut(rest: str) -> bool:
    """Whether a link (or a value) stops in the middle: `…`, `&passw`, `&`."""
    last = re.split("[?&]", rest)[-1].lower()
    begun = "?" in rest and "=" not in last and any(name.startswith(last) for name in _NAMES)
    return rest.endswith("…") or begun
