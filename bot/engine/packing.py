"""A conversation as one file for the team's chat: the summary, and as much of the end of the timeline as fits."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

from bot.core.effects import Document
from bot.core.packet import FORMS, written
from bot.engine.reading import conversations, summary, timeline
from bot.ports import Wanted

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.effects import Packet
    from bot.core.events import Key
    from bot.core.knowledge import Knowledge
    from bot.core.packet import Said
    from bot.ports import Archive

MOST: Final = 2_000_000
"""Characters of the timeline: platforms take no larger files, and memory is not a user's to fill. The command line
exports all of it (`bot tickets export`)."""


async def packed(archive: Archive, key: Key, packet: Packet, knowledge: Knowledge, now: datetime) -> Document | None:
    """The packet of a ticket; None: the user was forgotten meanwhile. Raises StoreError."""
    wanted = Wanted(platform=key.platform, chat=key.chat, user=key.user)
    async for stored in conversations(archive, wanted):
        kept: deque[Said] = deque()
        size = 0
        async for page in timeline(archive, stored, Wanted()):
            for said in page:
                kept.append(said)
                size += len(said.text)
                while size > MOST:
                    size -= len(kept.popleft().text)
        form = FORMS.get(packet.form, FORMS["html"])
        head = await summary(archive, stored, knowledge, now)
        return Document(f"{packet.ticket}.{form.suffix}", "".join(written(form, head, kept)))
    return None
