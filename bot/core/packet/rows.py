"""The summary as labelled lines, for the forms that people read; and what stands beside a line of the timeline."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from bot.core.packet.outgoing import readable, shown, shown_deep
from bot.core.text import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.packet.summary import Account, Said, Step, Summary
    from bot.core.ticket import Ticket

SPEAKERS: Final[Mapping[str, str]] = {"user": "User", "bot": "Bot", "team": "Support team", "note": "Note"}
_OUTCOMES: Final = {
    "none": "no problem was recognised",
    "open": "open",
    "solved": "solved",
    "all tried": "everything that the bot knows was tried",
    "cancelled": "cancelled by the user",
    "with people": "passed on to the support team",
}
_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def title(summary: Summary) -> str:
    """The one line that says what it is about."""
    problem = summary.problem
    return shown(problem.title or problem.id) if problem else "No problem was recognised"


def rows(summary: Summary) -> list[tuple[str, str]]:
    """Label and value, those that are known; everything redacted and nothing escaped."""
    about, problem = summary.about, summary.problem
    told = [
        ("Ticket", _ticket(summary.ticket) if summary.ticket else None),
        ("Outcome", _OUTCOMES[summary.outcome]),
        ("Matched", _matched(problem.id, problem.confidence) if problem else None),
        ("App", summary.app),
        ("Device", summary.device),
        ("Login type", summary.login),
        ("Scope", summary.scope),
        ("Also told", ", ".join(summary.signals)),
        ("Codes", ", ".join((*summary.codes, *summary.constants))),
        ("Account", account(summary.account) if summary.account else "not checked"),
    ]
    # Redaction would take a long id in a sentence for a phone number; these are the platform's and ours.
    known = [
        ("Conversation", about.reference),
        ("Where", f"{about.platform}, chat {about.chat}, user {about.user}"),
        ("From", readable(about.began)),
        ("To", readable(about.last)),
        ("Written", readable(summary.made)),
        ("Knowledge", summary.knowledge),
    ]
    return [(label, shown(value)) for label, value in told if value] + [(label, clean(value)) for label, value in known]


def _ticket(ticket: Ticket) -> str:
    if ticket.closed:
        return f"{ticket.ref}, closed ({ticket.outcome})"
    return f"{ticket.ref}, {ticket.status}, waits for the {ticket.waits}"


def _matched(entry: str, confidence: float | None) -> str:
    return entry if confidence is None else f"{entry}, confidence {confidence:.0%}"


def account(told: Account) -> str:
    """What the last check said, and how old that is."""
    verdict = told.verdict
    facts = [str(verdict.get("verdict")).replace("_", " ")]
    if candidates := verdict.get("candidates"):
        facts.append("may be " + " or ".join(str(one).replace("_", " ") for one in candidates))
    if date := verdict.get("exp_date"):
        facts.append(f"ends {datetime.fromisoformat(date).date().isoformat()}")
    if verdict.get("active_cons") is not None and verdict.get("max_connections"):
        facts.append(f"{verdict['active_cons']} of {verdict['max_connections']} connections in use")
    return f"{', '.join(facts)} (checked {age(told.age)} before this was written, {readable(told.at)})"


def age(seconds: int) -> str:
    """A span in its largest unit: 40 seconds, 4 minutes, 3 hours, 12 days."""
    units = ((_DAY, "day"), (_HOUR, "hour"), (_MINUTE, "minute"))
    size, name = next((unit for unit in units if seconds >= unit[0]), (1, "second"))
    count = seconds // size
    return f"{count} {name}{'' if count == 1 else 's'}"


def advice(step: Step) -> tuple[str, str]:
    """A step's cause with its result, and what was to be done as one text."""
    return shown(f"{step.say or step.cause} – {step.result}"), shown(" ".join(step.todo))


def aside(said: Said) -> str:
    """What stands beside the text: a message's buttons, a note's values."""
    data = said.data or {}
    if said.who == "bot":
        return shown("  ".join(f"[{button[1]}]" for button in data.get("buttons", ())))
    return shown("; ".join(f"{name}: {_plain(value)}" for name, value in shown_deep(data).items()))


def _plain(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    return "none" if value is None else str(value)
