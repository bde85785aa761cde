"""`bot knowledge gaps`: messages that nothing answered, or nothing that helped, in groups, and drafts out of them."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any, Final

from bot.cli.choosing import add_times
from bot.cli.counting import counted

if TYPE_CHECKING:
    from bot.cli.surveying import Insight
    from bot.core.insight import Gap

FINE: Final = 0
WRONG_USAGE: Final = 4
_SAMPLES: Final = 3
_SHOWN: Final = 160  # characters of a sample


def add(commands: Any) -> None:
    """Register the command below `bot knowledge`."""
    gaps = commands.add_parser("gaps", help="messages that nothing answered, or nothing that helped, in groups")
    add_times(gaps)
    gaps.add_argument("--least", type=_count, default=2, metavar="N", help="groups of so many messages or more (2)")
    gaps.add_argument(
        "--draft", type=_count, metavar="N", help="an entry to start from, out of group number N, as TOML"
    )
    gaps.add_argument("--json", action="store_true", help="as JSON, for scripts")
    gaps.set_defaults(run=run)


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < len("1000000") and int(text)):
        raise argparse.ArgumentTypeError("must be a whole number from 1 on")
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    """List the groups, or print a draft."""
    from bot.cli.surveying import survey

    insight = survey(arguments)
    if insight is None:
        return WRONG_USAGE
    found = insight.gaps(arguments.least)
    if arguments.draft:
        return _draft(insight, found, arguments)
    if arguments.json:
        print(json.dumps({**insight.span, **as_json(insight, found)}, ensure_ascii=False, indent=2))
        return FINE
    print(insight.when)
    for gap in found:
        print()
        print("\n".join(_lines(gap)))
    others = insight.surveyed.gaps.messages - sum(gap.messages for gap in found)
    print(f"\n{len(found)} groups of {arguments.least} or more; {others} other messages.")
    return FINE


def as_json(insight: Insight, gaps: list[Gap]) -> dict[str, Any]:
    """The groups as `--json` gives them, here and in `bot stats`."""
    return {
        "messages": insight.surveyed.gaps.messages,
        "groups": [
            {
                "number": gap.number,
                "messages": gap.messages,
                "conversations": gap.conversations,
                "outcomes": gap.outcomes,
                "languages": gap.languages,
                "samples": gap.samples[:_SAMPLES],
                "answered_with": gap.entries,
                "near": gap.near,
            }
            for gap in gaps
        ],
    }


def _lines(gap: Gap) -> list[str]:
    ended = ", ".join(f"{count} {outcome}" for outcome, count in gap.outcomes.items())
    languages = ", ".join(gap.languages)
    rows = [
        f"{gap.number:>3}. {counted(gap.messages, 'message')} in {counted(gap.conversations, 'conversation')}: {ended}",
        *(f"     “{_short(text)}”" for text in gap.samples[:_SAMPLES]),
    ]
    told = {
        "languages": languages,
        "answered with": ", ".join(f"{entry} ({count})" for entry, count in gap.entries.items()),
        "near": ", ".join(f"{entry} ({likely:.0%})" for entry, likely in gap.near.items()),
    }
    return [*rows, *(f"     {name}: {what}" for name, what in told.items() if what)]


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _draft(insight: Insight, gaps: list[Gap], arguments: argparse.Namespace) -> int:
    from bot.library.drafting import draft

    chosen = next((gap for gap in gaps if gap.number == arguments.draft), None)
    if chosen is None:
        print(f"bot: there is no group {arguments.draft}; there are {len(gaps)}", file=sys.stderr)
        return WRONG_USAGE
    made = draft(chosen, insight.knowledge, insight.languages)
    if arguments.json:
        print(json.dumps({"path": made.path, "toml": made.text}, ensure_ascii=False, indent=2))
    else:
        print(made.text, end="")
    return FINE
