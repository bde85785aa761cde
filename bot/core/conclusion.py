"""A verdict joined with the reported error: what follows, in words. The sentences of entries stand in the knowledge.

What nobody can know is never said (PANELS.md G6): a hidden reason stays hidden, a refusal of our address is about us.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from bot.core.account.verdict import UNLIMITED
from bot.core.effects import Say
from bot.core.texts import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.entry import Entry

# With these among the candidates the panel hides why it refuses.
_HIDDEN: Final = frozenset({"invalid_credentials", "expired"})
_MINUTE: Final = 60


def conclude(entry: Entry | None, verdict: Mapping[str, Any], slot: str | None = None) -> Say:
    """What the verdict (as JSON) means for the error, or in general where nothing was reported."""
    follows = _filled(_sentence(entry, verdict["verdict"]), verdict)
    if _accepted(verdict):
        head, text = facts(verdict), follows
    else:
        head, _, text = _parted(follows)
    lines = [text] if text else []
    if verdict["verdict"] == "unknown" and _HIDDEN.issubset(verdict["candidates"]):
        lines.append(say("check hides"))
    if verdict["hint"]:
        lines.append(say(f"hint {verdict['hint']}"))
    if ago := int(verdict.get("ago", 0)):
        lines.append(say("check remembered", minutes=max(1, ago // _MINUTE)))
    return Say(head, "\n".join(lines), slot=slot)


def _accepted(verdict: Mapping[str, Any]) -> bool:
    """Whether the panel accepts the login, so that its facts are worth the first sentence.

    A bare status or a refusal that means "all connections are in use" does not say so much.
    """
    full = verdict["verdict"] == "max_connections"
    return verdict["verdict"] in ("active", "trial") or (full and bool(_most(verdict)))


def facts(verdict: Mapping[str, Any]) -> str:
    """State, end date and connections in one sentence."""
    until = say("until", date=day(verdict["exp_date"])) if verdict["exp_date"] else ""
    most = _most(verdict)
    used = say("used", active=verdict["active_cons"], max=most) if most and verdict["active_cons"] is not None else ""
    name = "trial" if verdict["verdict"] == "trial" else "active"
    return say(f"facts {name}", until=until, used=used)


def day(date: str) -> str:
    """A date as people write it: 14 March 2027 (in UTC, which the panel's own day may differ from by one)."""
    when = datetime.fromisoformat(date)
    return f"{when.day} {say('months').split()[when.month - 1]} {when.year}"


def _most(verdict: Mapping[str, Any]) -> int | None:
    """How many connections are allowed, if that is a number that means something."""
    most: int | None = verdict["max_connections"]
    return most if most and most < UNLIMITED else None


def _sentence(entry: Entry | None, word: str) -> str:
    table = entry.after_check if entry else {}
    found = table.get(word) or (table.get("active") if word == "trial" else None)
    return found or table.get("otherwise") or say(f"after {word}", exp_date="{exp_date}")


def _filled(text: str, verdict: Mapping[str, Any]) -> str:
    """The placeholders, where the panel told what belongs there; else the words around them close up."""
    values = {
        "exp_date": day(verdict["exp_date"]) if verdict["exp_date"] else None,
        "active": verdict["active_cons"],
        "max": _most(verdict),
    }
    if values["active"] is None or values["max"] is None:
        text = text.replace("{active} of {max} connections", "all connections")
    for name, value in values.items():
        if value is None:
            text = re.sub(rf"(?:\s+(?:on|until|till|since))?\s*\{{{name}\}}", "", text)
    plain = {name: str(value) for name, value in values.items() if value is not None}
    return text.format(**plain, verdict=say(f"verdict {verdict['verdict']}"))


def _parted(text: str) -> tuple[str, str, str]:
    """The first sentence, and the rest."""
    found = re.search(r"[.!?](?=\s+\S)", text)
    return (text[: found.end()], " ", text[found.end() :].strip()) if found else (text, "", "")
