"""From knowledge to what the user reads: short, the cause first, one thing to do at a time.

The first answer is the product's face: at most `FIRST_ANSWER` characters (a phone's screen; DIALOGUES.md: "six lines
fit"), and readable without knowing what HTTP is. `bot knowledge lint` and a test walk all entries and causes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core.effects import Button, Say
from bot.core.texts import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.core.causes import Pick
    from bot.core.entry import Entry, Question
    from bot.core.knowledge import Knowledge

FIRST_ANSWER: Final = 700
_BRIEF: Final = 220  # of the text in a group: two or three lines
# Where an account can be the reason, the answer says that it was not looked at.
ACCOUNT: Final = frozenset(
    {"http", "xtream-http", "xtream-log", "panel-log", "mag-stalker", "flood", "account", "app-message", "symptom"}
)
# What a document of ours is called where others read it.
_SOURCES: Final = {"PANELS.md": say("source panels")}
# Below this the answer says that it may have misread.
UNSURE: Final = 0.7

Action = tuple[str, str] | tuple[str, str, str]  # (action with its argument, label, link: see `Button`)


def first_answer(
    knowledge: Knowledge,
    entry: Entry,
    pick: Pick | None,
    *,
    confidence: float = 1.0,
    others: Sequence[str] = (),
    hinted: bool = False,
) -> Say:
    """The first answer about an entry, without buttons.

    `others` are the ids of other errors that were named too; `hinted` says that the user told where a number came from.
    """
    parts = [say("unsure")] if confidence < UNSURE else []
    parts.append(say("head", title=entry.title, cause_line=entry.cause_line))
    if pick:
        key = "only cause" if len(entry.causes) == 1 else "usual"
        parts.append(_because(knowledge, pick, "evidence") or say(key, say=pick.cause.say))
    lines = [*([] if hinted else _contexts(knowledge, entry)), *_named(knowledge, others)]
    if pick or entry.category != "guide":
        lines.append(say(f"who {entry.fixable_by}"))
    lines += numbered(pick.cause.steps if pick else entry.steps)
    lines.append(entry.do_not)
    if entry.category != "guide":
        lines.append(say("not checked account" if entry.category in ACCOUNT else "not checked"))
    return Say(" ".join(parts), "\n".join(lines))


def next_cause(knowledge: Knowledge, pick: Pick) -> Say:
    """The next cause, after the one before did not help."""
    head = _because(knowledge, pick, "next evidence") or say("next", say=pick.cause.say)
    return Say(head, "\n".join(numbered(pick.cause.steps)))


def ask(question: Question) -> Say:
    """A follow-up question."""
    return Say(say("question"), question.ask)


def more(entry: Entry) -> Say:
    """Everything else that stands in the entry, for those who want to know."""
    sources = ", ".join(dict.fromkeys(_SOURCES.get(one.document, one.document) for one in entry.sources))
    lines = [
        entry.meaning,
        entry.do_not,
        say("more have ready", have_ready=entry.have_ready),
        say("more sources", sources=sources, reviewed=entry.reviewed),
    ]
    return Say(say("more head", title=entry.title), "\n".join(lines))


def brief(words: Say, entry: str | None) -> Say:
    """What is said where others read along: the head, some lines, and one button that leads into the private chat."""
    if any(button.link for button in words.buttons):
        return words
    lines, left = [], _BRIEF
    for line in words.text.split("\n"):
        left -= len(line)
        if left < 0:
            break
        lines.append(line)
    return Say(words.head, "\n".join(lines), (Button("private", say("go private"), entry or "group"),))


def numbered(steps: Iterable[str]) -> list[str]:
    """Steps as numbered lines."""
    return [f"{number}. {step}" for number, step in enumerate(steps, 1)]


def buttons(turn: int, actions: Iterable[Action]) -> tuple[Button, ...]:
    """Buttons that carry the turn they belong to, so that a stale press is known."""
    return tuple(Button(f"{turn}.{action}", label, *link) for action, label, *link in actions)


def _because(knowledge: Knowledge, pick: Pick, key: str) -> str | None:
    for signal in pick.evidence:
        clause = knowledge.clause(signal)
        if clause:
            return say(key, clause=clause, say=pick.cause.say)
    return None


def _contexts(knowledge: Knowledge, entry: Entry) -> list[str]:
    """One sentence when the same number means something else elsewhere, and nothing said where it came from."""
    if entry.context != "app":
        return []
    elsewhere = dict.fromkeys(
        say(f"context {context}")
        for code in entry.codes
        for context in sorted(knowledge.contexts(code), reverse=True)
        if context != "app"
    )
    return [say("contexts", others=say("or").join(elsewhere))] if elsewhere else []


def _named(knowledge: Knowledge, others: Sequence[str]) -> list[str]:
    return [say("others", titles=", ".join(knowledge.title(other) for other in others))] if others else []
