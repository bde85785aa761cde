"""A small knowledge base, and a conversation with the core, for tests that read as dialogues."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from bot.core.dialogue import step
from bot.core.effects import Check, Hide, Hold, Record, Say
from bot.core.entry import Answer, Cause, Entry, Question, Source
from bot.core.events import Checked, Commanded, Key, Pressed, Sent, Wrote
from bot.core.frozen import replace
from bot.core.knowledge import Knowledge
from bot.core.matching import build_index
from bot.core.moves import Means
from bot.core.state import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.account.paste import Pasted
    from bot.core.account.verdict import Outcome
    from bot.core.events import Event
    from bot.core.turn import Turn

T = TypeVar("T")

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
KEY = Key("test", "chat", "user")

VOCABULARY: dict[str, Any] = {
    "signal": [
        {"name": "all channels", "clause": "it is every channel", "group": "scope", "heard": {"en": ["all channels"]}},
        {"name": "one channel", "clause": "it is one channel", "group": "scope", "heard": {"en": ["one channel"]}},
        {"name": "vpn on", "group": "vpn", "heard": {"en": ["vpn is on", "with a vpn"]}},
        {"name": "evenings", "clause": "it is worst in the evening", "heard": {"en": ["only at night"]}},
    ],
    "app": [{"name": "TiviMate", "heard": ["tivimate"]}],
    "device": [{"name": "Fire TV", "heard": ["fire tv"]}],
    "talk": [
        {"name": "greeting", "heard": {"en": ["hello", "hi"]}},
        {"name": "thanks", "heard": {"en": ["thanks", "thank you"]}},
        {"name": "swearing", "heard": {"en": ["damn", "shit"]}},
        {"name": "are you a bot", "heard": {"en": ["are you a bot"]}},
        {"name": "fixed", "heard": {"en": ["works now"]}},
        {"name": "still broken", "heard": {"en": ["still broken", "did not help"]}},
        {"name": "do not know", "heard": {"en": ["i don't know", "no idea"]}},
        {"name": "human", "heard": {"en": ["talk to a human"]}},
        {"name": "yes", "heard": {"en": ["yes", "yes please"]}},
        {"name": "more", "heard": {"en": ["what does it mean"]}},
        {"name": "help", "heard": {"en": ["help"]}},
        {"name": "data", "heard": {"en": ["delete my data"]}},
        {"name": "language", "heard": {"en": ["do you speak spanish"]}},
        {"name": "cancel", "heard": {"en": ["stop"]}},
        {"name": "money", "heard": {"en": ["i want a refund"]}},
    ],
    "menu": [
        {"label": "Nothing plays", "entries": ["http-502", "no-such-entry"]},
        {"label": "Guide", "entries": ["no-such-entry"]},
    ],
}

TEMPLATES = {"renew": {"title": "Renewal", "text": "Your subscription ended. Renew it, then restart the app."}}


def entry(entry_id: str, **changes: Any) -> Entry:
    """An entry with sensible texts."""
    texts: dict[str, Any] = {
        "id": entry_id,
        "title": entry_id.replace("-", " ").title(),
        "category": "http",
        "context": "app",
        "fixable_by": "often you",
        "reviewed": "2026-11-21",
        "cause_line": f"this is what {entry_id} means.",
        "meaning": f"More about {entry_id}.",
        "do_not": "Don't keep trying.",
        "have_ready": "the app's name.",
        "aliases": (),
        "causes": (Cause("only", f"the cause of {entry_id} is this", "server", (f"Mend {entry_id}.",)),),
        "sources": (Source("general knowledge", "-", "A fact."),),
    }
    return Entry(**{**texts, **changes})


ENTRIES = (
    entry(
        "http-403",
        title="403 Forbidden",
        codes=("403",),
        cause_line="the server refuses to play.",
        related=("http-502",),
        causes=(
            Cause("place", "the network is not allowed", "place", ("Switch the VPN off.",), ("vpn on",)),
            Cause("line", "the line is in use", "connections", ("Close other devices.", "Wait."), ("all channels",)),
            Cause("app", "the app is refused", "app", ("Try another app.",), ("evenings",)),
        ),
        questions=(
            Question("Every channel?", (Answer("Every one", signal="all channels"), Answer("Just one", go="bouquet"))),
            Question("Is a VPN on?", (Answer("Yes", signal="vpn on"), Answer("No", signal="vpn off"))),
        ),
    ),
    entry("xtream-403", title="Xtream API 403", codes=("403",), context="xtream"),
    entry("http-502", title="502 Bad Gateway", codes=("502",), fixable_by="nobody but time"),
    entry("bouquet", title="NOT_IN_BOUQUET", constants=("NOT_IN_BOUQUET",), fixable_by="your provider"),
    entry(
        "guide-m3u",
        title="What is M3U",
        category="guide",
        causes=(),
        steps=("It is a list.",),
        aliases=("what is m3u",),
    ),
)


def knowledge(entries: Iterable[Entry] = ENTRIES, vocabulary: dict[str, Any] = VOCABULARY) -> Knowledge:
    """A base over these entries."""
    known = {one.id: asdict(one) for one in entries}
    index = {**build_index(entries, vocabulary), "menu": vocabulary["menu"], "templates": TEMPLATES}
    return Knowledge("test", index, known.__getitem__)


class Conversation:
    """Talks to the core as one user; every method returns what the bot said, as plain text."""

    def __init__(self, base: Knowledge | None = None) -> None:
        self.base = base or knowledge()
        self.state = State()
        self.now = NOON
        self.turn: Turn | None = None
        self.count = 0
        self.held: Pasted | None = None
        self.check_wait = 0.0
        self.portals = False
        self.private = True
        self.private_networks: tuple[str, ...] = ()
        self.means = Means()  # what is not a field above

    def write(self, text: str) -> str:
        return self.do(Wrote(self._id(), KEY, self.now, text, "message-1", self.private))

    def command(self, name: str, text: str = "") -> str:
        return self.do(Commanded(self._id(), KEY, self.now, name, text, private=self.private))

    def press(self, label: str) -> str:
        return self.do(Pressed(self._id(), KEY, self.now, self.button(label), self.private))

    def send(self, what: str, file: str | None = None) -> str:
        return self.do(Sent(self._id(), KEY, self.now, what, self.private, file))

    def over(self, outcome: Outcome | None) -> str:
        """The check that is under way comes to its end."""
        return self.do(Checked(self._id(), KEY, self.now, self.state.check or "none", outcome))

    def do(self, event: Event) -> str:
        # Every state passes through its JSON form, as in production.
        means = replace(
            self.means,
            held=self.held,
            check_wait=self.check_wait,
            portals=self.portals,
            private=self.private_networks,
        )
        self.turn = step(State.from_json(json.loads(json.dumps(self.state.as_json()))), event, self.base, DAY, means)
        self.state = self.turn.state
        for effect in self.turn.effects:
            self.held = effect.pasted if isinstance(effect, Hold) else self.held
        return "\n".join(said.plain for said in self.turn.effects if isinstance(said, Say))

    def button(self, label: str) -> str:
        return next(button.id for button in self.state.buttons if button.label == label)

    @property
    def labels(self) -> list[str]:
        return [button.label for button in self.state.buttons]

    @property
    def records(self) -> list[Record]:
        return [effect for effect in self.turn.effects if isinstance(effect, Record)] if self.turn else []

    @property
    def checks(self) -> list[Check]:
        return [effect for effect in self.turn.effects if isinstance(effect, Check)] if self.turn else []

    def effects(self, kind: type[T]) -> list[T]:
        """What the last turn wants done, of one kind."""
        return [effect for effect in self.turn.effects if isinstance(effect, kind)] if self.turn else []

    @property
    def hides(self) -> list[Hide]:
        return [effect for effect in self.turn.effects if isinstance(effect, Hide)] if self.turn else []

    def _id(self) -> str:
        self.count += 1
        return f"event-{self.count}"
