"""Request headers in logs and commands: Authorization, cookies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.core.redaction.looks import no_value, placeholder
from bot.core.redaction.spans import Kind, Span
from bot.core.redaction.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.redaction.views import View

_AUTHORIZATION: Final = re.compile(
    r"(?<![\w.])(?:proxy-)?(?:authorization|x-auth(?:-\w{1,20})?|x-api-key|x-access-token|x-token|x-plex-token"
    r"|x-emby-token)"
    r"[\"']?[ ]{0,3}[:=][ ]{0,3}[\"']?"
    r"(?:(?:bearer|basic|digest|token|bot|mediabrowser)[ ]{1,3})?([^\s\"',;<>]{1,8000})"
)
_COOKIES: Final = re.compile(r"(?<!\w)(?:set-)?cookies?[\"']?[ ]{0,3}[:=][ ]{0,3}[\"']?([^\n\"'<>]{3,4000})")
_COOKIE: Final = re.compile(r"([\w.%-]{1,60})=([^;\s,]{1,4000})")
_DIGEST: Final = "digest "
_PART: Final = re.compile(r"(?<!\w)(?:username|response|nonce|cnonce|opaque)=[\"']?([^\"'\s,]{1,200})")
_LONGEST: Final = 2_000
_NAMES: Final = frozenset({"header", "headers"})  # "Authorization: header missing"
_PUBLIC: Final = vocabulary(
    "stb_lang timezone lang language path expires domain samesite max-age theme tz locale version debug"
)


def headed(view: View) -> Iterator[Span]:
    """Every secret in a header."""
    for match in _AUTHORIZATION.finditer(view.low):
        if match[0].startswith(_DIGEST, match.start(1) - match.start() - len(_DIGEST)):
            ends = (view.low.find(sign, match.end(), match.end() + _LONGEST) for sign in ("\n", "authorization"))
            end = min((place for place in ends if place >= 0), default=match.end() + _LONGEST)
            for part in _PART.finditer(view.low, match.start(1), end):
                yield Span(*part.span(1), Kind.TOKEN)
        elif not (no_value(match[1]) or placeholder(match[1]) or match[1] in _NAMES):
            yield Span(match.start(1), match.end(1), Kind.TOKEN)
    for line in _COOKIES.finditer(view.low):
        for match in _COOKIE.finditer(view.low, line.start(1), line.end(1)):
            if match[1] not in _PUBLIC and not placeholder(match[2]):
                yield Span(match.start(2), match.end(2), Kind.MAC if match[1] == "mac" else Kind.TOKEN)
