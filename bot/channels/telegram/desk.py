"""Carries what is for the team into its group (see `places`), and what is to be forgotten out of it."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Final

from telegram.error import BadRequest

from bot.channels.telegram.calls import GoneError, says, told
from bot.channels.telegram.channel import named
from bot.channels.telegram.letter import NO_TOPIC
from bot.channels.telegram.places import PATIENCE, Place, number
from bot.channels.telegram.quoting import answered, fits, quoted, remarked
from bot.channels.telegram.recent import Recent
from bot.channels.telegram.updates import PLATFORM
from bot.core.effects import Card, Document, Erase, Relay, Revise
from bot.core.texts import say
from bot.core.tickets.card import card as card_of
from bot.ports import DeliveryError, LostError, StoreError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from telegram import Bot

    from bot.channels.telegram.calls import Calls
    from bot.channels.telegram.html import Piece
    from bot.channels.telegram.letter import Letter
    from bot.channels.telegram.places import Places
    from bot.channels.telegram.room import Room
    from bot.core.effects import Carried
    from bot.core.events import Key
    from bot.ports import Cabinet, Filed

_log = logging.getLogger(__name__)

_AT_ONCE: Final = 100  # messages that Telegram deletes by one request
_NEWEST: Final = 8
_CLOSED: Final = "topic_closed"
_SPOKEN: Final[Mapping[str, Callable[[str, str], Piece]]] = {"user": quoted, "team": answered, "system": remarked}
_NO_PHOTO: Final = ("wrong file", "wrong remote file", "file_reference")


class Desk:
    """A channel (see `bot.ports.Channel`) to the team."""

    def __init__(self, bot: Bot, calls: Calls, room: Room, store: Cabinet, places: Places) -> None:
        self._bot = bot
        self._calls = calls
        self._room = room
        self._store = store
        self._places = places
        # What was sent last under a ticket: who is forgotten at that moment is forgotten before it is noted.
        self._newest: Recent[str, tuple[int, ...]] = Recent()

    async def deliver(self, key: Key, effect: Carried) -> str | None:
        """Carry one effect. Raises DeliveryError when it has to wait, LostError for what Telegram never takes."""
        del key  # the ticket says where it goes
        self._room.check()
        try:
            with self._places.pace.delivery():
                name = await self._carried(effect)
        except GoneError as error:
            raise self._room.refused(str(error)) from None
        except BadRequest as error:
            # It would be refused for ever, and hold up all that comes behind it.
            _log.error("Telegram refuses something for the team for good: %s", told(error))
            raise LostError("Telegram refuses that message") from None
        except StoreError as error:
            raise DeliveryError(f"where a ticket is cannot be looked up or noted: {error}") from None
        self._room.answered()
        return name

    async def refresh(self, filed: Filed) -> None:
        """Show a card as it is now, its buttons too. Raises DeliveryError and LostError."""
        self._places.unshow(filed.ticket.ref)
        await self.deliver(filed.key, card_of(filed.ticket))

    async def _carried(self, effect: Carried) -> str | None:
        match effect:
            case Card(ticket=ref) | Relay(ticket=ref) | Revise(ticket=str(ref)):
                filed = await self._store.ticket(ref)
            case Document(name):
                filed = await self._store.ticket(name.partition(".")[0])
            case Erase():
                await self._erase(effect)
                return None
            case _:
                raise LostError("that is not for the team")
        if filed is None:
            return None  # forgotten meanwhile
        match effect:
            case Card():
                return await self._card(filed, effect)
            case Relay():
                return await self._relay(filed, effect)
            case Document(name, text):
                return await self._put(filed, lambda filed: self._places.under(filed, quiet=True).enclose(name, text))
            case _:
                return await self._revise(filed, effect)

    async def _card(self, filed: Filed, card: Card) -> str | None:
        try:
            filed = await self._places.show(filed, card)
        except BadRequest as error:
            if not says(error, *NO_TOPIC):
                raise
            if filed.ticket.closed:
                return None  # the team deleted its topic, and it is over
            filed = await self._places.made(filed, anew=True)
        await self._places.close(filed)
        return filed.card

    async def _relay(self, filed: Filed, relay: Relay) -> str | None:
        async def put(filed: Filed) -> int:
            letter, ref = self._places.under(filed, quiet=relay.quiet), self._places.ref(filed)
            if relay.photo:
                return await _photo(letter, ref, relay.photo)
            if fits(relay.text):
                return await letter.put(_SPOKEN[relay.who](ref, relay.text))
            return await letter.enclose(f"{relay.ticket}.txt", relay.text, say("desk user"))

        return await self._put(filed, put)

    async def _revise(self, filed: Filed, revise: Revise) -> str | None:
        target, text = revise.target or "", say("desk deleted") if revise.text is None else revise.text

        async def put(filed: Filed) -> int:
            letter = self._places.under(filed)
            if fits(text):
                editing = number(target) if self._places.is_here(target) else None
                return await letter.put(quoted(self._places.ref(filed), text), editing=editing)
            return await letter.enclose(f"{revise.ticket}.txt", text, revise.head)

        name = await self._put(filed, put)
        return name if name != target else None

    async def _put(self, filed: Filed, put: Callable[[Filed], Awaitable[int]]) -> str | None:
        """Put something into a ticket's place, which is made if there is none, or none any more; its name."""
        if self._places.of(filed) is None or filed.card is None:
            filed = await self._places.made(filed)
        try:
            message = await put(filed)
        except BadRequest as error:
            if not says(error, *NO_TOPIC):
                raise
            if filed.ticket.closed:
                return None
            message = await put(await self._places.made(filed, anew=True))
        except GoneError as error:
            if _CLOSED not in str(error).casefold():
                raise
            await self._places.reopen(filed)
            message = await put(filed)
        ref = filed.ticket.ref
        self._newest.set(ref, (*(self._newest.get(ref) or ()), message)[-_NEWEST:])
        return named(self._room.chat, message)

    async def _erase(self, erase: Erase) -> None:
        place = Place.read(erase.place)
        try:
            if place.topic is None or not await self._topic_deleted(place.chat, place.topic):
                await self._emptied(place, erase)
        except GoneError as error:
            if place.chat == self._room.chat:
                raise
            _log.warning("a forgotten ticket stays in a group that was the team's: %s", error)

    async def _topic_deleted(self, chat: int, topic: int) -> bool:
        try:
            await self._calls.made(chat, lambda chat: self._bot.delete_forum_topic(chat, topic), PATIENCE)
        except BadRequest as error:
            return says(error, *NO_TOPIC)
        return True

    async def _emptied(self, place: Place, erase: Erase) -> None:
        """Delete the messages that are known, and say what is left."""
        here = f"{PLATFORM}:{place.chat}/"
        noted = [found for name in erase.messages if name.startswith(here) and (found := number(name))]
        numbers = list(dict.fromkeys([*noted, *(self._newest.get(erase.ticket) or ())]))
        left, letter = 0, self._places.letter(place, quiet=True)
        for begin in range(0, len(numbers), _AT_ONCE):
            some = numbers[begin : begin + _AT_ONCE]
            try:
                await self._calls.made(place.chat, partial(self._bot.delete_messages, message_ids=some), PATIENCE)
            except BadRequest:  # one of them is too old, or not ours to delete
                left += sum([not await letter.deleted(one) for one in some])
        words = say("desk forgotten left", count=left) if left else say("desk forgotten")
        await letter.put(remarked(erase.ticket, words))


async def _photo(letter: Letter, ref: str, photo: str) -> int:
    platform, _, file = photo.partition(":")
    if platform == PLATFORM:
        try:
            return await letter.show(file, quoted(ref, ""))
        except BadRequest as error:
            if not says(error, *_NO_PHOTO):
                raise
    return await letter.put(quoted(ref, say("desk photo elsewhere")))
