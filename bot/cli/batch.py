"""`bot batch match|redact|verdict`: offline filters from JSON Lines to JSON Lines.

One answer a line, in order; a bad line is answered with {"line", "error"} and never stops the rest.
"""

from __future__ import annotations

import codecs
import json
import sys
from typing import TYPE_CHECKING, Any, TypeVar

from bot.cli.places import knowledge_places
from bot.core.text import clean

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Mapping

    from bot.core.account.judge import Asked
    from bot.core.account.login import Kind
    from bot.core.account.wire import Answer, Trouble

Row = dict[str, Any]
One = TypeVar("One", bound=str)


class BadLineError(Exception):
    """A line that cannot be answered; the text says what is wrong and how to mend it."""


def add(commands: Any) -> None:
    """Register the command."""
    parser = commands.add_parser("batch", help="filter JSON Lines from standard input to standard output")
    filters = parser.add_subparsers(metavar="filter", required=True)
    for name, (make, text) in _FILTERS.items():
        one = filters.add_parser(name, help=text)
        one.add_argument("--json", action="store_true", help="the output is JSON Lines anyway")
        one.set_defaults(run=run, make=make)


def run(arguments: argparse.Namespace) -> int:
    """Answer every line."""
    answer: Callable[[Mapping[str, Any]], Row] = arguments.make()
    for number, line in enumerate(sys.stdin.buffer, 1):
        try:
            found = answer(_row(line.removeprefix(codecs.BOM_UTF8) if number == 1 else line))
        except BadLineError as error:
            found = {"line": number, "error": str(error)}
        sys.stdout.write(json.dumps(found) + "\n")
    return 0


def _row(line: bytes) -> Row:
    try:
        row = json.loads(line.decode())
    except UnicodeDecodeError as error:
        raise BadLineError(f"not UTF-8 (byte {error.start + 1}): save the file as UTF-8") from None
    except (ValueError, RecursionError):
        raise BadLineError('not JSON: each line must be an object such as {"id": "1", "text": "error 403"}') from None
    if not isinstance(row, dict):
        raise BadLineError('not an object: each line must look like {"id": "1", "text": "error 403"}')
    return row


def _field(row: Mapping[str, Any], name: str) -> str:
    if not isinstance(row.get(name), str):
        raise BadLineError(f'"{name}" must be given, as a string')
    text: str = row[name]
    return text


def _matching() -> Callable[[Mapping[str, Any]], Row]:
    from bot.library.compiled import open_knowledge

    knowledge = open_knowledge(*knowledge_places())

    def answer(row: Mapping[str, Any]) -> Row:
        match = knowledge.matcher.match(clean(_field(row, "text")))
        signals = match.signals.as_json()
        signals.update({knowledge.groups[name]: name for name in match.signals.names if name in knowledge.groups})
        return {
            "id": _field(row, "id"),
            "decision": match.decision,
            "entries": [{"id": ranked.id, "confidence": ranked.confidence} for ranked in match.entries],
            "signals": signals,
        }

    return answer


def _redacting() -> Callable[[Mapping[str, Any]], Row]:
    from bot.core.redaction import redact

    def answer(row: Mapping[str, Any]) -> Row:
        asked = _field(row, "asked") if row.get("asked") is not None else None
        return {"id": _field(row, "id"), "text": redact(_field(row, "text"), asked)}

    return answer


# By a part of its name, how a connection failed. All of them mean the same to an account: nobody answered.
_TROUBLES: tuple[tuple[str, Trouble], ...] = (
    ("refused", "refused"),
    ("time", "timeout"),
    ("dns", "dns"),
    ("name", "dns"),
    ("resol", "dns"),
    ("tls", "tls"),
    ("ssl", "tls"),
    ("cert", "tls"),
    ("reset", "reset"),
)


def _judging() -> Callable[[Mapping[str, Any]], Row]:
    from bot.app.clock import SystemClock
    from bot.core.account.judge import judge

    now = SystemClock().now()

    def answer(row: Mapping[str, Any]) -> Row:
        row_id, kind, asked = _field(row, "id"), _one_of(row, "kind", _KINDS), _one_of(row, "request", _ASKED)
        found = judge(kind, asked, _answer(row), now).as_json()
        return {"id": row_id, **{name: found[name] for name in _TOLD}}

    return answer


_KINDS: tuple[Kind, ...] = ("xtream", "m3u", "stalker")
_ASKED: tuple[Asked, ...] = ("player_api", "get_php", "handshake", "get_profile", "account_info")
_TOLD = ("verdict", "candidates", "exp_date", "max_connections", "active_cons")


def _one_of(row: Mapping[str, Any], name: str, allowed: tuple[One, ...]) -> One:
    text = _field(row, name)
    for one in allowed:
        if one == text:
            return one
    raise BadLineError(f'"{name}" must be one of: {", ".join(allowed)}')


def _answer(row: Mapping[str, Any]) -> Answer:
    """What came back in this row: an answer of a panel, or why there is none."""
    from bot.core.account.wire import JSON_LIMIT, Failure, Response

    trouble, status, headers = row.get("transport_error"), row.get("http_status"), row.get("headers") or {}
    if trouble is not None or status is None:
        name = str(trouble).lower()
        return Failure(next((known for part, known in _TROUBLES if part in name), "protocol"))
    if not isinstance(status, int) or isinstance(status, bool):
        raise BadLineError('"http_status" must be a number, or null where there was no answer')
    if not isinstance(headers, dict):
        raise BadLineError('"headers" must be an object of names and values')
    body = _bytes(row)
    named = {str(name).lower(): str(value) for name, value in headers.items()}
    return Response(status, named, body[:JSON_LIMIT], cut=len(body) > JSON_LIMIT)


def _bytes(row: Mapping[str, Any]) -> bytes:
    """The body; the bytes on the wire, if they are given as well."""
    if row.get("body_b64") is None:
        return (_field(row, "body") if row.get("body") is not None else "").encode(errors="surrogatepass")
    import base64
    import binascii

    try:
        return base64.b64decode(_field(row, "body_b64"))
    except (binascii.Error, ValueError):
        raise BadLineError('"body_b64" must be Base64') from None


_FILTERS: dict[str, tuple[Callable[[], Callable[[Mapping[str, Any]], Row]], str]] = {
    "match": (_matching, '{"id", "text"} to {"id", "decision", "entries", "signals"}'),
    "redact": (_redacting, '{"id", "text", "asked"?} to {"id", "text"}'),
    "verdict": (
        _judging,
        '{"id", "kind", "request", "http_status", "headers", "body", ...} to {"id", "verdict", "exp_date", ...}',
    ),
}
