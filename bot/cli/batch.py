"""`bot batch match|redact|target|verdict`: offline filters from JSON Lines to JSON Lines.

One answer a line, in order; a bad line is answered with {"line", "error"} and never stops the rest.
"""

from __future__ import annotations

import codecs
import json
import sys
from typing import TYPE_CHECKING, Any

from bot.cli.batch_panels import judging, targeting
from bot.cli.places import knowledge_places
from bot.cli.rows import BadLineError, field, row
from bot.core.text import clean

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Mapping

    from bot.cli.rows import Row


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
            found = answer(row(line.removeprefix(codecs.BOM_UTF8) if number == 1 else line))
        except BadLineError as error:
            found = {"line": number, "error": str(error)}
        sys.stdout.write(json.dumps(found) + "\n")
    return 0


def _matching() -> Callable[[Mapping[str, Any]], Row]:
    from bot.library.compiled import open_knowledge

    knowledge = open_knowledge(*knowledge_places())

    def answer(row: Mapping[str, Any]) -> Row:
        match = knowledge.matcher.match(clean(field(row, "text")))
        signals = match.signals.as_json()
        signals.update({knowledge.groups[name]: name for name in match.signals.names if name in knowledge.groups})
        return {
            "id": field(row, "id"),
            "decision": match.decision,
            "entries": [{"id": ranked.id, "confidence": ranked.confidence} for ranked in match.entries],
            "signals": signals,
        }

    return answer


def _redacting() -> Callable[[Mapping[str, Any]], Row]:
    from bot.core.redaction import redact

    def answer(row: Mapping[str, Any]) -> Row:
        asked = field(row, "asked") if row.get("asked") is not None else None
        return {"id": field(row, "id"), "text": redact(field(row, "text"), asked)}

    return answer


_FILTERS: dict[str, tuple[Callable[[], Callable[[Mapping[str, Any]], Row]], str]] = {
    "match": (_matching, '{"id", "text"} to {"id", "decision", "entries", "signals"}'),
    "redact": (_redacting, '{"id", "text", "asked"?} to {"id", "text"}'),
    "verdict": (
        judging,
        '{"id", "kind", "request", "http_status", "headers", "body", ...} to {"id", "verdict", "exp_date", ...}',
    ),
    "target": (
        targeting,
        '{"id", "input", "dns"?} to {"id", "decision", "kind", "host", "port", "reason"}: may it be asked?',
    ),
}
