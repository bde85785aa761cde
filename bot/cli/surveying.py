"""What `bot stats` and `bot knowledge gaps` share: one walk over all conversations."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from datetime import datetime

    from bot.core.insight import Gap, Languages
    from bot.core.knowledge import Knowledge
    from bot.engine.survey import Surveyed


@dataclass(frozen=True, slots=True)
class Insight:
    """What was found, and what is needed to tell it. `until` is the present if no other time was given."""

    surveyed: Surveyed
    knowledge: Knowledge
    languages: Languages
    since: datetime | None
    until: datetime

    def gaps(self, least: int) -> list[Gap]:
        """The groups with so many messages or more, the largest first."""
        from bot.core.insight import report

        return list(report(self.surveyed.gaps.groups(least), self.knowledge.matcher, self.languages))

    def title(self, entry: str) -> str | None:
        """An entry's title; None: there is no such entry any more."""
        return self.knowledge.title(entry) if entry in self.knowledge else None

    @property
    def span(self) -> dict[str, str | None]:
        """The time, for JSON."""
        return {"since": self.since.isoformat() if self.since else None, "until": self.until.isoformat()}

    @property
    def when(self) -> str:
        """The time, for people."""
        first = f"From {self.since:%Y-%m-%d %H:%M}" if self.since else "All that is kept,"
        return f"{first} to {self.until:%Y-%m-%d %H:%M} (UTC)"


def survey(arguments: argparse.Namespace) -> Insight | None:
    """Walk over the conversations in the time that was chosen; None after a sentence on what is wrong with it."""
    import asyncio

    if arguments.since and arguments.until and arguments.since >= arguments.until:
        print("bot: --since must lie before --until", file=sys.stderr)
        return None
    return asyncio.run(_surveyed(arguments.since, arguments.until))


async def _surveyed(since: datetime | None, until: datetime | None) -> Insight:
    from bot.app.clock import SystemClock
    from bot.app.logs import configure
    from bot.app.settings import read_settings
    from bot.cli.places import knowledge_places
    from bot.core.insight import Languages, Weights
    from bot.engine.survey import surveyed
    from bot.library.compiled import open_knowledge
    from bot.library.heard import heard
    from bot.storage import open_survey

    settings = read_settings()
    configure(settings)
    folder, cache = knowledge_places()
    store = open_survey(settings.database_url)
    try:
        knowledge, spoken = open_knowledge(folder, cache), heard(folder)
        weights = Weights([line for lines in spoken.values() for line in lines])
        last = await store.last_conversation() if sys.stderr.isatty() else 0
        with _bar(last) as moved:
            found = await surveyed(store, since, until, weights, moved)
        return Insight(found, knowledge, Languages(spoken), since, until or SystemClock().now())
    finally:
        await store.close()


def _bar(last: int) -> AbstractContextManager[Callable[[int], Any]]:
    """On a terminal, since ten million lines take minutes."""
    if not last:
        return nullcontext(lambda _: None)
    from bot.channels.terminal.progress import progress

    return progress("Conversations", last, passing=True)
