"""`bot ask "error 403"`: one answer, without a database.

It is the fast path for scripts and editors: it imports no platform library, no SQLAlchemy and no pydantic (unless the
knowledge was edited and has to be compiled anew).
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.cli.places import knowledge_places
from bot.core.dialogue import step
from bot.core.effects import Record, Say
from bot.core.events import Key, Wrote
from bot.core.state import State
from bot.core.text import clean
from bot.library.compiled import open_knowledge

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from bot.core.knowledge import Knowledge
    from bot.core.turn import Turn


def add(commands: Any) -> None:
    """Register the command."""
    parser = commands.add_parser("ask", help='print one answer, for example: bot ask "error 403"')
    parser.add_argument("text", nargs="*", help="the error; read from standard input when it is left out")
    parser.add_argument("--json", action="store_true", help="decision, entries, text and buttons as JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Answer what argparse has read."""
    return ask(arguments.text, as_json=arguments.json)


def ask(words: Sequence[str], *, as_json: bool) -> int:
    """Print the answer; exit status 4 when nothing is asked."""
    text = clean(" ".join(words) or sys.stdin.buffer.read().decode(errors="replace")).strip()
    if not text:
        print('bot: nothing was asked. For example: bot ask "error 403"', file=sys.stderr)
        return 4
    knowledge = open_knowledge(*knowledge_places())
    turn = turned(knowledge, text)
    answer = answered(turn)
    if as_json:
        match = knowledge.matcher.match(text)
        entries = [{"id": ranked.id, "confidence": ranked.confidence} for ranked in match.entries]
        # "unknown" also where a login or its link was spoken of, and no error
        heard = any(isinstance(effect, Record) and effect.what in ("answered", "asked") for effect in turn.effects)
        decision = match.decision if heard else "unknown"
        print(json.dumps({"decision": decision, "entries": entries, **answer}, ensure_ascii=False))
    else:
        print(answer["text"])
        if answer["buttons"]:
            print("  ".join(f"[{label}]" for label in answer["buttons"]))
    return 0


def turned(knowledge: Knowledge, text: str) -> Turn:
    """What a new conversation makes of it."""
    event = Wrote("ask", Key("ask", "ask", "ask"), datetime.fromtimestamp(0, UTC), text)
    return step(State(), event, knowledge, timedelta(days=1))


def answered(turn: Turn) -> dict[str, Any]:
    """What it answers: text and button labels."""
    said = [effect for effect in turn.effects if isinstance(effect, Say)]
    return {
        "text": "\n".join(words.plain for words in said),
        "buttons": [button.label for words in said for button in words.buttons],
    }
