"""From the lines of conversations to problems: what was asked, what answered it, and how it ended.

The notes tell it (see `bot.core.effects.Record`); of what users wrote, only the message before a note is looked at, and
which button they pressed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, Literal

from bot.core.account.verdict import NOT_USABLE
from bot.core.texts import say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Outcome = Literal[
    "unknown",  # the bot said that it does not know
    "offered",  # it named candidates, and none was picked
    "rejected",  # none of the candidates was it
    "silent",  # it answered, and the user said no more
    "still broken",  # the first advice did not help, and then the user said no more
    "all tried",  # everything that the bot knows was tried
    "ticket",  # people took it over
    "account",  # the check said what it is: the account cannot be used
    "fixed",
    "cancelled",
]
ANSWERED: Final = ("fixed", "account", "ticket", "all tried", "still broken", "silent", "cancelled")
"""How a problem that was answered may end, from the best to what says nothing."""
TOLD: Final = ("fixed", "ticket", "all tried", "still broken")
"""Those of them in which the user said whether the advice helped."""
NOT_ANSWERED: Final = ("unknown", "offered", "rejected")
MISSED: Final = frozenset({"unknown", "rejected", "still broken", "all tried", "ticket"})
"""What the knowledge has no answer for, or none that helped."""

_HEARD: Final = frozenset({"code", "diagnose", "start"})  # commands behind which a problem may stand
# Who wrote it, or is meant: mentions of Discord, handles, and numbers as long as ids (codes have six digits at most).
_NAMED: Final = r"<[@#:!&][^<>\s]{1,80}>|(?<!\w)@\w{3,64}|\d{7,}"
_STILL: Final = frozenset({say("still"), say("not helped")})
_OTHER: Final = say("something else")
_LONGEST: Final = 2_000  # characters of a message that are looked at: a pasted log says what it is by then


class Problem:
    """A problem; it changes until it is over. `words`: the message that it began with, None if it was none.

    `entry` and `cause` are what was answered last.
    """

    __slots__ = ("cause", "conversation", "entry", "outcome", "platform", "words")

    def __init__(self, conversation: int, platform: str, words: str | None, outcome: Outcome) -> None:
        self.conversation = conversation
        self.platform = platform
        self.words = words
        self.outcome = outcome
        self.entry: str | None = None
        self.cause: str | None = None


class Talks:
    """Follows conversations, one after the other, each from its first line to its last.

    `over` is told of every problem once it is over.
    """

    def __init__(self, over: Callable[[Problem], object]) -> None:
        self._over = over
        self._conversation = 0
        self._platform = ""
        self._words: str | None = None
        self._open: Problem | None = None
        self._pressed = False

    def line(self, conversation: int, platform: str, who: str, text: str, data: Mapping[str, Any] | None) -> None:
        """The next line, as it is stored. `who`: user or note; any other says nothing here."""
        if conversation != self._conversation:
            self.end()
            self._conversation, self._platform = conversation, platform
        if who == "user":
            self._said(text)
        elif who == "note":
            self._noted(text, data or {})

    def end(self) -> None:
        """The conversation has no more lines."""
        self._close()
        self._words, self._pressed = None, False

    def _close(self) -> None:
        if self._open is not None:
            self._over(self._open)
        self._open = None

    def _said(self, text: str) -> None:
        self._pressed = text.startswith("[") and text.endswith("]")
        label = text[1:-1] if self._pressed else text
        if self._open is not None and label in _STILL and self._open.outcome == "silent":
            self._open.outcome = "still broken"
        elif self._open is not None and label == _OTHER and self._open.outcome == "offered":
            self._open.outcome = "rejected"
        elif not self._pressed and (words := typed(text)):
            self._words = words

    def _noted(self, name: str, data: Mapping[str, Any]) -> None:
        if name == "unknown":
            self._over(self._new("unknown"))
        elif name == "asked":
            self._close()
            self._open = self._new("offered")
        elif name == "answered":
            self._answered(data)
        elif self._open is not None or name == "fixed":
            self._went_on(self._open or self._new("silent"), name, data)

    def _new(self, outcome: Outcome) -> Problem:
        """The message is taken: what comes of it later is the same problem, and must not count twice."""
        words, self._words = self._words, None
        return Problem(self._conversation, self._platform, words, outcome)

    def _answered(self, data: Mapping[str, Any]) -> None:
        problem = self._open
        if problem is None or not self._pressed:  # a button picks another entry for the same problem
            self._close()
            problem = self._open = self._new("silent")
        problem.outcome, problem.entry, problem.cause = "silent", _name(data, "entry"), _name(data, "cause")
        if problem.words == problem.entry:  # /start http-403: a link, and no words of a user
            problem.words = None

    def _went_on(self, problem: Problem, name: str, data: Mapping[str, Any]) -> None:
        match name:
            case "advised":
                problem.outcome, problem.cause = "still broken", _name(data, "cause")
            case "ended":
                problem.outcome = "all tried"
            case "ticket opened":
                problem.outcome = "ticket"
            case "ended by user":
                problem.outcome = "account"
            case "checked" if data.get("verdict") in NOT_USABLE:
                problem.outcome = "account"
            case "cancelled":
                problem.outcome = "cancelled" if problem.outcome == "silent" else problem.outcome
                self._close()
            case "fixed":
                problem.outcome = "fixed"
                problem.entry, problem.cause = _name(data, "entry"), _name(data, "cause")
                self._open = problem
                self._close()
            case _:
                pass


def typed(text: str) -> str | None:
    """What the user said of a problem, without names and ids; None: a command that says nothing of one."""
    if text.startswith("/"):
        command, _, text = text[1:].partition(" ")
        if command not in _HEARD:
            return None
    return re.sub(_NAMED, "…", text[:_LONGEST]).strip() or None


def _name(data: Mapping[str, Any], field: str) -> str | None:
    found = data.get(field)
    return found if isinstance(found, str) else None
