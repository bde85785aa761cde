"""From notes and state to the summary on top: what a helper needs before they read a single line."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, Literal

from bot.core.frozen import dataclass
from bot.core.texts import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.entry import Cause
    from bot.core.knowledge import Knowledge
    from bot.core.state import State
    from bot.core.ticket import Ticket

Outcome = Literal["none", "open", "solved", "all tried", "cancelled", "with people"]
Result = Literal["helped", "did not help", "not known"]

# Kinds of logins as a check records them; the words are those of the signals' group "login-type".
_LOGINS: Final = {"xtream": "xtream login", "m3u": "m3u link", "stalker": "mag portal"}
# What the end of a ticket says about the problem; any other says nothing.
_CLOSED: Final[Mapping[str, Outcome]] = {"solved": "solved", "cancelled": "cancelled"}
_SCOPE, _LOGIN_TYPE = "scope", "login-type"


@dataclass(frozen=True, slots=True)
class About:
    """Which conversation it is: `reference` is a short name that says nothing about anybody. Times are UTC."""

    reference: str
    platform: str
    chat: str
    user: str
    began: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Said:
    """A line of the timeline. `who`: user, bot, team or note (a fact for staff, its values in `data`)."""

    at: datetime
    who: str
    text: str
    data: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """The entry that matched. `title` is None when the knowledge has it no more, `confidence` when no note is left."""

    id: str
    title: str | None
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Step:
    """A piece of advice: the cause that it was about (None: the knowledge has it no more), what to do, how it went."""

    cause: str
    say: str | None
    todo: tuple[str, ...]
    result: Result


@dataclass(frozen=True, slots=True)
class Account:
    """What the last check said (the fields of `Verdict.as_json`), when, and how many seconds ago that was."""

    verdict: Mapping[str, Any]
    at: datetime
    age: int


@dataclass(frozen=True, slots=True)
class Summary:
    """The summary. `signals` are names of the vocabulary beside `scope` and `login`; `codes` as "403 (app)"."""

    about: About
    made: datetime
    knowledge: str
    outcome: Outcome
    problem: Problem | None
    app: str | None
    device: str | None
    login: str | None
    scope: str | None
    signals: tuple[str, ...]
    codes: tuple[str, ...]
    constants: tuple[str, ...]
    account: Account | None
    steps: tuple[Step, ...]
    ticket: Ticket | None = None


class Story:
    """What the notes of a conversation tell of its last problem; it forgets the problem before when a new one comes."""

    def __init__(self) -> None:
        self.entry: str | None = None
        self.confidence: float | None = None
        self.given: list[str] = []
        self.tried: set[str] = set()
        self.helped: str | None = None
        self.login: str | None = None
        self.outcome: Outcome = "none"

    def tell(self, said: Said) -> None:
        """Take up one line; all but notes say nothing."""
        if said.who != "note":
            return
        data = said.data or {}
        match said.text:
            case "answered":
                self._begin(data)
            case "advised":
                self._give(data.get("cause"))
                self.outcome = "open"
            case "check":
                self.login = _LOGINS.get(str(data.get("kind")), None)
            case "fixed":
                self.helped = data.get("cause")
                self.tried.update(map(str, data.get("tried", ())))
                self.outcome = "solved"
            case "ended":
                self.tried.update(map(str, data.get("tried", ())))
                self.outcome = "all tried"
            case "cancelled":
                self.outcome = "cancelled"
            case "ticket opened" | "ticket closed" | "ticket helped":
                helped: Outcome = "solved" if data.get("helped") else "with people"
                self.outcome = _CLOSED.get(str(data.get("outcome")), helped)
            case _:
                pass

    def _begin(self, data: Mapping[str, Any]) -> None:
        self.entry = str(data.get("entry"))
        confidence = data.get("confidence")
        self.confidence = float(confidence) if isinstance(confidence, int | float) else None
        self.given, self.tried, self.helped, self.outcome = [], set(), None, "open"
        self._give(data.get("cause"))

    def _give(self, cause: object) -> None:
        if isinstance(cause, str) and cause not in self.given:
            self.given.append(cause)


def summarise(about: About, state: State, story: Story, knowledge: Knowledge, made: datetime) -> Summary:
    """The summary of a conversation; `made` is the present."""
    entry = story.entry or state.entry
    groups = knowledge.groups
    names = state.signals.names
    told = next((name for name in names if groups.get(name) == _LOGIN_TYPE), None)
    return Summary(
        about=about,
        made=made,
        knowledge=knowledge.version,
        outcome=story.outcome if story.entry or entry is None else "open",
        problem=_problem(entry, story, knowledge),
        app=state.signals.app,
        device=state.signals.device,
        login=story.login or told,
        scope=next((name for name in names if groups.get(name) == _SCOPE), None),
        signals=tuple(name for name in names if groups.get(name) not in (_SCOPE, _LOGIN_TYPE)),
        codes=tuple(f"{code.number} ({code.context})" for code in state.signals.codes),
        constants=state.signals.constants,
        account=_account(state, made),
        steps=_steps(entry, state, story, knowledge),
        ticket=state.ticket,
    )


def _problem(entry: str | None, story: Story, knowledge: Knowledge) -> Problem | None:
    if entry is None:
        return None
    return Problem(entry, knowledge.title(entry) if entry in knowledge else None, story.confidence)


def _account(state: State, made: datetime) -> Account | None:
    if state.verdict is None:
        return None
    at = datetime.fromisoformat(state.verdict["at"])
    age = (made - at).total_seconds() + float(state.verdict.get("ago", 0))
    plain = {name: value for name, value in state.verdict.items() if name not in ("at", "ago", "said")}
    return Account(plain, at, max(0, round(age)))


def _steps(entry: str | None, state: State, story: Story, knowledge: Knowledge) -> tuple[Step, ...]:
    known = knowledge.entry(entry) if entry and entry in knowledge else None
    causes = {cause.id: cause for cause in known.causes} if known else {}
    given = story.given or (state.shown if state.entry == entry else ())
    tried = story.tried | set(state.tried)
    return tuple(_step(name, causes.get(name), _result(name, f"{entry}/{name}", story, tried)) for name in given)


def _step(name: str, cause: Cause | None, result: Result) -> Step:
    if cause:
        return Step(name, cause.say, cause.steps, result)
    if name in ("account", "address"):  # what comes after an entry's own causes: see `moves.GENERAL`
        return Step(name, say(f"next {name}"), tuple(say(f"{name} steps").split("\n")), result)
    return Step(name, None, (), result)


def _result(name: str, tried_as: str, story: Story, tried: set[str]) -> Result:
    if story.outcome == "solved" and story.helped == name:
        return "helped"
    return "did not help" if tried_as in tried else "not known"
