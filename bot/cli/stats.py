"""`bot stats`: what was asked, what answered it, and what helped; counted, with bars."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from bot.cli.choosing import add_times

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping

    from bot.channels.terminal.bars import Chart, Row

FINE: Final = 0
WRONG_USAGE: Final = 4
_TOP: Final = 10
_GROUPS: Final = 5
_LEAST: Final = 2  # messages of a group that is shown


def add(commands: Any) -> None:
    """Register the command."""
    parser = commands.add_parser("stats", help="conversations, entries, solved problems and account checks, in figures")
    add_times(parser)
    parser.add_argument("--json", action="store_true", help="as JSON, for scripts")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Count and show."""
    from bot.cli.gaps import as_json
    from bot.cli.surveying import survey

    insight = survey(arguments)
    if insight is None:
        return WRONG_USAGE
    found = {
        **insight.span,
        **insight.surveyed.figures.summary(insight.title),
        "gaps": as_json(insight, insight.gaps(_LEAST)[:_GROUPS]),
    }
    if arguments.json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return FINE
    from bot.channels.terminal.bars import Chart

    chart = Chart()
    chart.line(f"{insight.when}\n")
    _show(chart, found)
    return FINE


def _show(chart: Chart, found: Mapping[str, Any]) -> None:
    chart.section("Conversations", list(_platforms(found)))
    chart.section("Problems that were answered", list(_shares(found["outcomes"])))
    if found["problems"]:
        chart.line(f"{_solved(found)}\n")
    chart.section("Messages that were not answered", list(_shares(found["missed"])))
    chart.section("Entries that answered", list(_entries(found)))
    chart.section("What fixed it", list(_fixes(found)))
    chart.section("Not answered, or not solved (more: bot knowledge gaps)", list(_groups(found)))
    chart.section("Account checks", list(_shares(found["checks"])))
    chart.section("Account checks that were refused", list(_shares(found["refused"])))
    chart.section("Tickets", list(_shares(found["tickets"])))


def _row(label: str, count: int, whole: int, note: str = "") -> Row:
    from bot.channels.terminal.bars import Row

    return Row(label, count, count / whole if whole else 0.0, note)


def _shares(counted: Mapping[str, int]) -> Iterator[Row]:
    whole = sum(counted.values())
    for label, count in counted.items() if whole else ():
        yield _row(label, count, whole, f"{count / whole:.0%}")


def _platforms(found: Mapping[str, Any]) -> Iterator[Row]:
    for name, on in found["platforms"].items():
        said = f"{on['messages']:,} messages, {on['replies']:,} replies"
        solved = "" if on["solved"] is None else f", {on['solved']:.0%} of {on['problems']:,} answers solved"
        yield _row(name, on["conversations"], found["conversations"], said + solved)


def _solved(found: Mapping[str, Any]) -> str:
    """Most people say no more when it works, so of all it is the least, and of those who told the most."""
    told = found["solved_of_told"]
    of_told = "" if told is None else f", and {told:.0%} of those where the user told how it went"
    return f"Solved: {found['solved']:.0%} of all that was answered{of_told}."


def _entries(found: Mapping[str, Any]) -> Iterator[Row]:
    for one in found["entries"][:_TOP]:
        yield _row(one["title"] or one["entry"], one["answered"], found["problems"], f"{one['fixed']} fixed")


def _fixes(found: Mapping[str, Any]) -> Iterator[Row]:
    for one in found["fixed_by"][:_TOP]:
        yield _row(f"{one['entry']}: {one['cause'] or 'its steps'}", one["fixed"], found["outcomes"]["fixed"])


def _groups(found: Mapping[str, Any]) -> Iterator[Row]:
    for group in found["gaps"]["groups"]:
        yield _row(f"“{group['samples'][0]}”", group["messages"], found["gaps"]["messages"])
