"""Everything that is stored about a user, as JSON documents (/export).

One document as a rule. What is larger than `PART` is sent in several, each of them whole JSON, because platforms take
no larger files (Discord 10 MB, Telegram 50 MB) and because memory is not a user's to fill.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bot.core.effects import Document
from bot.core.packet import NUMBER, as_json, encoded, iso, line_as_json, shown_deep
from bot.engine.reading import conversations, summary, timeline
from bot.ports import Wanted

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from datetime import datetime

    from bot.core.events import Key
    from bot.core.knowledge import Knowledge
    from bot.ports import Archive, Belongings, Json

PART: Final = 6_000_000
"""Bytes of conversations in a document; a line (64 kB at most, six times that in JSON) and the rest come on top."""


async def documents(
    archive: Archive, key: Key, owner: str, knowledge: Knowledge, now: datetime
) -> AsyncIterator[Document]:
    """The documents for the user of this conversation, from all their chats on this platform. Raises StoreError."""
    part = _Part(key, now, rest=_rest(await archive.belongings(key.platform, key.user, owner)))
    wanted = Wanted(platform=key.platform, user=key.user)
    async for stored in conversations(archive, wanted):
        state = {name: _unnamed(value) if name == "ticket" else value for name, value in (stored.state or {}).items()}
        head = {**as_json(await summary(archive, stored, knowledge, now)), "state": shown_deep(state or None)}
        part.begin(head)
        async for page in timeline(archive, stored, Wanted()):
            for said in page:
                part.line(encoded(line_as_json(said)))
                if part.size > PART:
                    yield part.document(more=True)
                    part = _Part(key, now, part.number + 1)
                    part.begin(head)
    yield part.document(more=False)


def _rest(found: Belongings) -> dict[str, Any]:
    rest: dict[str, Any] = shown_deep(
        {
            "outbox": found.outbox,
            "account_checks": found.checks,
            "tickets": [_unnamed(ticket) for ticket in found.tickets],
            "limits": {kind: {"due": bucket.due, "told": bucket.told} for kind, bucket in found.buckets.items()},
            "account_checks_today": found.ledger,
        }
    )
    return rest


def _unnamed(ticket: Json) -> Json:
    """A ticket without who of the team has it: those are not the user's data, and users never learn their names."""
    return {name: value for name, value in ticket.items() if name not in ("claimed", "name")}


class _Part:
    """A document in the making: pieces of JSON text, since millions of values take ten times as much memory."""

    def __init__(self, key: Key, now: datetime, number: int = 1, rest: Mapping[str, Any] | None = None) -> None:
        self.number = number
        self.size = 0
        self._head = {"version": NUMBER, "made": iso(now), "platform": key.platform, "user": key.user, "part": number}
        self._name = f"my-data-{now:%Y-%m-%d}{f'-{number}' if number > 1 else ''}.json"
        self._rest = rest or {}
        self._talks: list[list[str]] = []

    def begin(self, head: dict[str, Any]) -> None:
        self._talks.append([encoded(head)[:-1]])

    def line(self, text: str) -> None:
        self._talks[-1].append(text)
        self.size += len(text.encode())

    def document(self, *, more: bool) -> Document:
        between = ",\n"
        talks = between.join(f'{head},"timeline":[\n{between.join(lines)}]}}' for head, *lines in self._talks)
        head = encoded({**self._head, "more_parts": more, **self._rest})
        return Document(self._name, f'{head[:-1]},"conversations":[\n{talks}]}}\n')
