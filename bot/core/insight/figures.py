"""What is counted over all conversations. Everything is counted by names of ours, so that it stays small."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from bot.core.insight.talks import ANSWERED, NOT_ANSWERED, TOLD

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.core.insight.talks import Problem

_TICKET: Final = "ticket "


class Figures:
    """Counters. `lines` by platform and who, `conversations` by platform (those in which a user said something).

    `outcomes` by platform and outcome (see `talks.OUTCOMES`), `answered` and `fixed` by entry, `fixes` by entry and
    cause, `verdicts` by platform and word, `refused` by reason, `tickets` by what became of them.
    """

    def __init__(self) -> None:
        self.lines: Counter[tuple[str, str]] = Counter()
        self.conversations: Counter[str] = Counter()
        self.outcomes: Counter[tuple[str, str]] = Counter()
        self.answered: Counter[str] = Counter()
        self.fixed: Counter[str] = Counter()
        self.fixes: Counter[tuple[str, str | None]] = Counter()
        self.verdicts: Counter[tuple[str, str]] = Counter()
        self.refused: Counter[str] = Counter()
        self.tickets: Counter[str] = Counter()
        self._last = 0

    def line(self, conversation: int, platform: str, who: str, text: str, data: Mapping[str, Any] | None) -> None:
        """Count a line; those of a conversation must come together."""
        self.lines[platform, who] += 1
        if who == "user" and conversation != self._last:
            self._last = conversation
            self.conversations[platform] += 1
        elif who == "note" and text == "check refused":
            self.refused[str((data or {}).get("reason"))] += 1
        elif who == "note" and text.startswith(_TICKET):
            self.tickets[_ticket(text.removeprefix(_TICKET), data or {})] += 1

    def over(self, problem: Problem) -> None:
        """Count a problem."""
        self.outcomes[problem.platform, problem.outcome] += 1
        if problem.entry:
            self.answered[problem.entry] += 1
        if problem.entry and problem.outcome == "fixed":
            self.fixed[problem.entry] += 1
            self.fixes[problem.entry, problem.cause] += 1

    def summary(self, title: Callable[[str], str | None]) -> dict[str, Any]:
        """All of it as plain JSON, the most frequent first; `title` names an entry (None: there is none any more)."""
        return {
            **self._of(None),
            "entries": [
                {"entry": entry, "title": title(entry), "answered": count, "fixed": self.fixed[entry]}
                for entry, count in self.answered.most_common()
            ],
            "fixed_by": [
                {"entry": entry, "cause": cause, "fixed": count} for (entry, cause), count in self.fixes.most_common()
            ],
            "refused": dict(self.refused.most_common()),
            "tickets": dict(self.tickets.most_common()),
            "platforms": {name: self._of(name) for name in self._platforms()},
        }

    def _platforms(self) -> list[str]:
        """Where anything was said, the busiest first."""
        return sorted({where for where, _ in self.lines}, key=lambda where: (-self.lines[where, "user"], where))

    def _of(self, platform: str | None) -> dict[str, Any]:
        """What is counted by platform; None: on all of them together."""
        outcomes, said = _on(self.outcomes, platform), _on(self.lines, platform)
        ended = {outcome: outcomes[outcome] for outcome in ANSWERED}
        problems, fixed = sum(ended.values()), ended["fixed"]
        return {
            "conversations": self.conversations.total() if platform is None else self.conversations[platform],
            "messages": said["user"],
            "replies": said["bot"],
            "problems": problems,
            "outcomes": ended,
            "solved": _share(fixed, problems),
            "solved_of_told": _share(fixed, sum([ended[outcome] for outcome in TOLD])),
            "missed": {outcome: outcomes[outcome] for outcome in NOT_ANSWERED},
            "checks": dict(_on(self.verdicts, platform).most_common()),
        }


def _on(counted: Mapping[tuple[str, str], int], platform: str | None) -> Counter[str]:
    """The counts of a platform, or of all."""
    found: Counter[str] = Counter()
    for (where, name), count in counted.items():
        if platform in (None, where):
            found[name] += count
    return found


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


def _ticket(what: str, data: Mapping[str, Any]) -> str:
    """What became of a ticket: opened, closed by whom, helped or not."""
    if what == "helped":
        return "helped" if data.get("helped") else "did not help"
    return f"{what}: {data['outcome']}" if isinstance(data.get("outcome"), str) else what
