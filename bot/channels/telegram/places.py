"""Where tickets are in the team's group: a topic for each, with its card on top; or, without topics, the card alone.

A topic is noted before anything is written into it, so a crash leaves at most one that nobody knows, and that one holds
nothing but its name.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Self

from telegram.constants import ForumTopicLimit
from telegram.error import BadRequest

from bot.channels.telegram.calls import says, told
from bot.channels.telegram.channel import named
from bot.channels.telegram.html import keyboard
from bot.channels.telegram.letter import NO_TOPIC, Letter
from bot.channels.telegram.quoting import carded
from bot.channels.telegram.recent import Recent
from bot.channels.telegram.staff import data
from bot.channels.telegram.updates import PLATFORM
from bot.core.effects import Button
from bot.core.texts import say
from bot.core.tickets.card import card as card_of
from bot.ports import BusyError

if TYPE_CHECKING:
    from telegram import Bot

    from bot.channels.telegram.calls import Calls
    from bot.channels.telegram.pacing import Pace
    from bot.channels.telegram.room import Room
    from bot.core.effects import Card
    from bot.ports import Cabinet, Filed

_log = logging.getLogger(__name__)

PATIENCE: Final = 1.0
"""Seconds; what has to wait longer waits in the outbox."""
_AS_IT_IS: Final = ("topic_not_modified", *NO_TOPIC)


@dataclass(frozen=True, slots=True)
class Place:
    """A group, and a topic in it if it has one."""

    chat: int
    topic: int | None = None

    def __str__(self) -> str:
        return f"{self.chat}/{self.topic}" if self.topic else str(self.chat)

    @classmethod
    def read(cls, place: str) -> Self:
        """The inverse."""
        chat, _, topic = place.partition("/")
        return cls(int(chat), int(topic) if topic else None)


class Places:
    """Finds and makes them. What it does may raise what `Calls.made` raises, BusyError, and StoreError."""

    def __init__(self, bot: Bot, calls: Calls, room: Room, store: Cabinet, pace: Pace) -> None:
        self._bot = bot
        self._calls = calls
        self._room = room
        self._store = store
        self.pace = pace
        # What a card shows, topics that could not be noted, and which are closed: only as long as we remember.
        self._shown: Recent[str, int] = Recent()
        self._one = asyncio.Lock()
        self._begun: Recent[str, Place] = Recent()
        self._closed: Recent[Place, bool] = Recent()

    def of(self, filed: Filed) -> Place | None:
        """Where a ticket is; None: nowhere, or in a group that is the team's no more."""
        place = Place.read(filed.place) if filed.place else None
        return place if place and place.chat == self._room.chat else None

    def ref(self, filed: Filed) -> str:
        """What names a ticket in front of a message: in a topic nothing has to."""
        place = self.of(filed)
        return "" if place and place.topic else filed.ticket.ref

    def is_here(self, name: str) -> bool:
        """Whether a message is in the team's group."""
        return name.startswith(f"{PLATFORM}:{self._room.chat}/")

    def letter(self, place: Place, answer_to: int | None = None, *, quiet: bool = False) -> Letter:
        """A delivery to a place."""
        chat, topic = place.chat, place.topic
        pace = self.pace
        return Letter(self._bot, self._calls, PATIENCE, chat, topic, answer_to, beside=False, pace=pace, quiet=quiet)

    def under(self, filed: Filed, *, quiet: bool = False) -> Letter:
        """A delivery under a ticket that has a place: where there are no topics, it answers the card."""
        place = self.of(filed) or Place(self._room.chat)
        return self.letter(place, None if place.topic else number(filed.card), quiet=quiet)

    async def made(self, filed: Filed, *, anew: bool = False) -> Filed:
        """Make a place for a ticket, and its card; each is noted at once. `anew`: where it was is gone."""
        ref, card = filed.ticket.ref, card_of(filed.ticket)
        place = (None if anew else self.of(filed)) or await self._begin(ref, card.title)
        return await self._noted(filed, place, await self._write(place, card))

    async def show(self, filed: Filed, card: Card) -> Filed:
        """Show a card that is as it was no more. Raises BadRequest with one of `NO_TOPIC` if its topic is gone."""
        place, editing = self.of(filed), number(filed.card)
        if place is None or editing is None:
            return await self.made(filed)
        if self._shown.get(card.ticket) == hash(card):
            return filed
        return await self._noted(filed, place, await self._write(place, card, editing))

    def unshow(self, ref: str) -> None:
        """A card does not look any more as it was shown."""
        self._shown.drop(ref)

    async def close(self, filed: Filed) -> None:
        """Close the topic of a ticket that is closed, open that of one that is not."""
        place, closed = self.of(filed), filed.ticket.closed
        if place and place.topic and self._closed.get(place) is not closed:
            await self._change(place, place.topic, closed=closed)

    async def reopen(self, filed: Filed) -> None:
        """Open a topic that somebody has closed."""
        place = self.of(filed)
        if place and place.topic:
            await self._change(place, place.topic, closed=False)

    async def _begin(self, ref: str, title: str) -> Place:
        """A new place, noted. One after the other, so that a crash leaves one at most that is not."""
        try:
            await asyncio.wait_for(self._one.acquire(), PATIENCE)
        except TimeoutError:
            raise BusyError("another ticket is being given its place") from None
        try:
            place = self._begun.get(ref) or await self._opened(title)
            self._begun.set(ref, place)
            await self._store.placed(ref, str(place), None)
            self._begun.drop(ref)
        finally:
            self._one.release()
        return place

    async def _opened(self, title: str) -> Place:
        """A new topic, if there can be one."""
        chat = self._room.chat
        if await self._room.has_topics():
            name = title[: ForumTopicLimit.MAX_NAME_LENGTH]
            try:
                topic = await self.letter(Place(chat)).made(lambda chat: self._bot.create_forum_topic(chat, name))
            except BadRequest as error:
                _log.error("no topic could be made for a ticket, so it is a message: %s", told(error))
                self._room.look_again()
            else:
                place = Place(chat, topic.message_thread_id)
                self._closed.set(place, value=False)
                return place
        return Place(chat)

    async def _write(self, place: Place, card: Card, editing: int | None = None) -> int:
        buttons = [Button(data(deed, card.ticket), say(f"desk {deed}")) for deed in card.deeds]
        letter = self.letter(place, quiet=editing is not None)
        message = await letter.put(carded(card), keyboard(buttons, "", None), editing)
        self._shown.set(card.ticket, hash(card))
        return message

    async def _noted(self, filed: Filed, place: Place, message: int) -> Filed:
        card = named(place.chat, message)
        if (filed.place, filed.card) != (str(place), card):
            await self._store.placed(filed.ticket.ref, str(place), card)
        return replace(filed, place=str(place), card=card)

    async def _change(self, place: Place, topic: int, *, closed: bool) -> None:
        change = self._bot.close_forum_topic if closed else self._bot.reopen_forum_topic
        try:
            await self.letter(place, quiet=True).made(lambda chat: change(chat, topic))
        except BadRequest as error:
            if not says(error, *_AS_IT_IS):
                raise
        self._closed.set(place, closed)


def number(name: str | None) -> int | None:
    """The number of a message in its chat."""
    return int(name.rpartition("/")[2]) if name else None
