"""Reads conversations out of the archive as packets, page by page: the memory that it takes does not grow with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.packet import About, Said, Story, summarise
from bot.core.state import State
from bot.ports import Wanted

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from datetime import datetime

    from bot.core.knowledge import Knowledge
    from bot.core.packet import Summary
    from bot.ports import Archive, Stored


async def conversations(archive: Archive, wanted: Wanted) -> AsyncIterator[Stored]:
    """All conversations that were active in the time wanted, in the order in which they began. Raises StoreError."""
    after = 0
    while page := await archive.conversations(wanted, after):
        for stored in page:
            yield stored
        after = page[-1].id


async def timeline(
    archive: Archive, stored: Stored, wanted: Wanted, *, notes: bool = False
) -> AsyncIterator[Sequence[Said]]:
    """The lines of a conversation in the time wanted, oldest first, in pages. Raises StoreError."""
    after = 0
    while page := await archive.lines(stored.id, wanted, after, notes=notes):
        yield [Said(spoken.at, spoken.line.who, spoken.line.text, spoken.line.data) for _, spoken in page]
        after = page[-1][0]


async def summary(archive: Archive, stored: Stored, knowledge: Knowledge, now: datetime) -> Summary:
    """The summary of a conversation, from all that is kept of it. Raises StoreError."""
    story = Story()
    async for page in timeline(archive, stored, Wanted(), notes=True):
        for said in page:
            story.tell(said)
    key = stored.key
    about = About(stored.reference, key.platform, key.chat, key.user, stored.began, stored.last)
    return summarise(about, State.from_json(stored.state), story, knowledge, now)
