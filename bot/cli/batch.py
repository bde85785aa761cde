"""`bot batch match|redact|target`: offline filters from JSON Lines to JSON Lines.

One answer a line, in order; a bad line is answered with {"line", "error"} and never stops the rest.
"""

from __future__ import annotations

import codecs
import json
import sys
from typing import TYPE_CHECKING, Any

from bot.cli.places import knowledge_places
from bot.core.text import clean

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Mapping, Sequence

Row = dict[str, Any]


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


def _targeting() -> Callable[[Mapping[str, Any]], Row]:
    from bot.app.settings import read_settings

    policy = read_settings().policy

    def answer(row: Mapping[str, Any]) -> Row:
        from bot.core.account.target import judge

        return {"id": _field(row, "id"), **judge(_field(row, "input"), policy, _answers(row)).as_json()}

    return answer


def _answers(row: Mapping[str, Any]) -> Mapping[str, Sequence[str]] | None:
    dns = row.get("dns")
    if dns is None:
        return None
    if not isinstance(dns, dict) or not all(
        isinstance(found, list) and all(isinstance(one, str) for one in found) for found in dns.values()
    ):
        raise BadLineError(
            '"dns" must give a list of addresses for each name, such as {"a.example.com": ["192.0.2.1"]}'
        )
    return dns


_FILTERS: dict[str, tuple[Callable[[], Callable[[Mapping[str, Any]], Row]], str]] = {
    "match": (_matching, '{"id", "text"} to {"id", "decision", "entries", "signals"}'),
    "redact": (_redacting, '{"id", "text", "asked"?} to {"id", "text"}'),
    "target": (
        _targeting,
        '{"id", "input", "dns"?} to {"id", "decision", "kind", "host", "port", "reason"}: may it be asked?',
    ),
}
