"""A packet as JSON, one conversation a line; its format is published in `packet.schema.json`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from bot.core.packet.outgoing import iso, shown_deep
from bot.core.text import clean

if TYPE_CHECKING:
    from bot.core.packet.summary import Said, Summary

NUMBER: Final = 1
"""Of the format. A field more does not change it, a field less or with another meaning does."""


class Document:
    """See `forms.Form`."""

    suffix = "json"
    between = ","

    def opening(self) -> str:
        """Nothing."""
        return ""

    def head(self, summary: Summary) -> str:
        """Everything but the timeline, which comes last."""
        return encoded(as_json(summary))[:-1] + ',"timeline":['

    def line(self, summary: Summary, said: Said) -> str:
        """A line of the timeline."""
        del summary
        return encoded(line_as_json(said))

    def foot(self) -> str:
        """The end of the object."""
        return "]}\n"

    def closing(self) -> str:
        """Nothing."""
        return ""


def as_json(summary: Summary) -> dict[str, Any]:
    """The summary, redacted."""
    about, problem, account, ticket = summary.about, summary.problem, summary.account, summary.ticket
    # Redaction could take a long id for a phone number; these are the platform's and ours.
    named: dict[str, Any] = {
        "version": NUMBER,
        "conversation": about.reference,
        "platform": about.platform,
        "chat": clean(about.chat),
        "user": clean(about.user),
        "began": iso(about.began),
        "last": iso(about.last),
        "made": iso(summary.made),
        "knowledge": summary.knowledge,
    }
    told = {
        "outcome": summary.outcome,
        "problem": {"entry": problem.id, "title": problem.title, "confidence": problem.confidence} if problem else None,
        "app": summary.app,
        "device": summary.device,
        "login": summary.login,
        "scope": summary.scope,
        "signals": summary.signals,
        "codes": summary.codes,
        "constants": summary.constants,
        "account": {**account.verdict, "at": iso(account.at), "age_seconds": account.age} if account else None,
        "ticket": {"ref": ticket.ref, "status": ticket.status, "outcome": ticket.outcome, "opened": iso(ticket.opened)}
        if ticket
        else None,
        "steps": [
            {"cause": step.cause, "say": step.say, "todo": step.todo, "result": step.result} for step in summary.steps
        ],
    }
    return {**named, **shown_deep(told)}


def line_as_json(said: Said) -> dict[str, Any]:
    """A line of the timeline, redacted."""
    found = {"at": iso(said.at), "who": said.who, "text": said.text, **({"data": said.data} if said.data else {})}
    plain: dict[str, Any] = shown_deep(found)
    return plain


def encoded(value: object) -> str:
    """Compact JSON that stays text where a page embeds it: no tag can begin in it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
