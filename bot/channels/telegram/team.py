"""Does what the team wants: looks who it was and which ticket is meant, and says to them what came of it.

The team's group is nobody's conversation: nothing that is written there is stored, but what goes to a user.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeAlias, get_args

from bot.channels.telegram.channel import named
from bot.channels.telegram.html import keyboard
from bot.channels.telegram.places import Place
from bot.channels.telegram.quoting import remarked
from bot.channels.telegram.staff import COMMANDS, data, read, title_ref, topic_of
from bot.channels.telegram.updates import PLATFORM
from bot.core.effects import Button
from bot.core.events import Deed, Staffed
from bot.core.packet import FORMS
from bot.core.texts import say
from bot.ports import BusyError, StoreError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence

    from telegram import Update

    from bot.channels.telegram.channel import TelegramChannel
    from bot.channels.telegram.desk import Desk
    from bot.channels.telegram.places import Places
    from bot.channels.telegram.room import Room
    from bot.channels.telegram.staff import Order
    from bot.channels.telegram.updates import Me
    from bot.engine.engine import Engine
    from bot.ports import Cabinet, Clock, Filed, Library

    _Behind: TypeAlias = Callable[[Coroutine[Any, Any, object]], None]

_SURE: Final = "yes"
_AGAIN, _TRIES = 1.0, 60  # seconds until what the group had no room for is tried again, and how often
_WRITTEN: Final = ("reply", "edit", "delete")
_SOON: Final = 0.3  # seconds until what was sent a moment ago is noted
_DEEDS: Final[Mapping[str, Deed]] = {deed: deed for deed in get_args(Deed)}


@dataclass(frozen=True, slots=True)
class Backing:
    """What stands behind the desk."""

    engine: Engine
    store: Cabinet
    library: Library
    clock: Clock


class Team:
    """Takes the updates of the team's group."""

    def __init__(
        self, backing: Backing, me: Me, room: Room, places: Places, desk: Desk, channel: TelegramChannel
    ) -> None:
        self._back = backing
        self._me = me
        self.room = room
        self.places = places
        self.desk = desk
        self._channel = channel

    def concerns(self, chat: int) -> bool:
        """Whether a chat is the team's."""
        return chat == self.room.chat

    def lane(self, update: Update) -> tuple[int, int | None]:
        """What is done one after the other: tickets that have topics do not wait for each other."""
        return self.room.chat, topic_of(update.effective_message)

    async def take(self, update: Update, behind: _Behind) -> None:
        """Do what somebody wants; `behind` does what nobody waits for. Raises StoreError."""
        order = read(update, self._me)
        if order is None:
            if update.callback_query:
                behind(self._channel.answer(update.callback_query.id))
            return
        try:
            sentences = await self._heard(order, behind)
        except StoreError:
            raise
        except Exception:
            behind(self._tell(order, [say("desk failed")]))
            raise
        behind(self._tell(order, sentences))

    async def _heard(self, order: Order, behind: _Behind) -> Sequence[str]:
        filed, remark = await self._found(order)
        if filed is None and order.query is None and order.verb not in COMMANDS:
            return []  # it is about no ticket
        if not await self.room.admits(order.user):
            return [say("desk not staff")]
        if filed:
            return [*await self._done(order, filed, behind), *remark]
        if order.verb == "help":
            return [_help()]
        return [say("desk unknown", ref=order.ref) if order.ref else say("desk which", command=order.verb)]

    async def _found(self, order: Order) -> tuple[Filed | None, Sequence[str]]:
        """The ticket that is meant, and what is to be said of it."""
        store = self._back.store
        if order.ref:
            return await store.ticket(order.ref), ()
        if order.topic:
            place = Place(self.room.chat, order.topic)
            if filed := await store.ticket_at(PLATFORM, str(place)):
                return filed, ()
            if (ref := title_ref(order.title)) and (filed := await store.ticket(ref)):
                return filed, await self._linked(filed, place)
        for wait in (0.0, _SOON) if order.answers else ():
            await asyncio.sleep(wait)
            if filed := await store.ticket_of(named(self.room.chat, order.answers or 0)):
                return filed, ()
        return None, ()

    async def _linked(self, filed: Filed, place: Place) -> Sequence[str]:
        """A crash left a topic that nobody noted: it is the ticket's, or stands beside the one that was made anew."""
        if self.places.of(filed):
            return [say("desk elsewhere", ref=filed.ticket.ref)]
        await self._back.store.placed(filed.ticket.ref, str(place), None)
        return ()

    async def _done(self, order: Order, filed: Filed, behind: _Behind) -> Sequence[str]:
        word = next(iter(order.words.split()), "")
        if order.verb in ("edit", "retract"):
            return await self._corrected(order, filed)
        if order.verb == "reply":
            return await self._act(order, filed, "reply", order.words)
        if sentence := self._only_said(order, word):
            return [sentence]
        if _is_open(order, word):
            behind(_patiently(partial(self._offer, order, filed)))
            return []
        sentences = await self._act(order, filed, _DEEDS[order.verb], word) if order.verb in _DEEDS else ()
        if order.query and (word or order.verb == "back"):
            behind(_patiently(partial(self._put_away, order, filed)))
        return sentences

    def _only_said(self, order: Order, word: str) -> str | None:
        """What is to be said of an order that is none, or that cannot be carried out."""
        match order.verb:
            case "help" | "unknown":
                return _help()
            case "file":
                return say("desk files")
            case "template" if not self._back.library.current().templates:
                return say("desk no templates")
            case "export" if word and word not in FORMS:
                return say("desk no form", forms=", ".join(FORMS))
            case _:
                return None

    async def _act(self, order: Order, filed: Filed, deed: Deed, text: str = "") -> Sequence[str]:
        now = self._back.clock.now()
        # What was not written here by them, the team's chat does not hold yet.
        message = named(self.room.chat, order.message) if deed in _WRITTEN else None
        event = Staffed(order.id, filed.key, now, filed.ticket.ref, deed, order.staff, order.name, text, message)
        return await self._back.engine.act(event)

    async def _corrected(self, order: Order, filed: Filed) -> Sequence[str]:
        """An edit of what went to the user goes there too; what became a note is taken back."""
        message = named(self.room.chat, order.message)
        if await self._back.store.target(filed.ticket.ref, message) is None:
            return [say("desk edit late")] if order.verb == "edit" else ()
        return await self._act(order, filed, "edit" if order.verb == "edit" else "delete", order.words)

    async def _offer(self, order: Order, filed: Filed) -> None:
        ref, verb = filed.ticket.ref, order.verb
        choices = {
            "template": {name: one["title"] for name, one in self._back.library.current().templates.items()},
            "export": {name: say(f"desk form {name}") for name in FORMS},
            "ban": {_SURE: say("desk ban sure")},
        }
        buttons = [Button(data(verb, ref, name), label) for name, label in choices[verb].items()]
        markup = keyboard([*buttons, Button(data("back", ref), say("desk back"))], "", None)
        letter = self.places.letter(Place(self.room.chat, order.topic), order.message)
        if order.query:
            self.places.unshow(ref)
            await letter.mark(order.message, markup)
        else:
            await letter.put(remarked("", say(f"desk ask {verb}")), markup)

    async def _put_away(self, order: Order, filed: Filed) -> None:
        """A choice was made: the card gets its own buttons back, another message goes."""
        if named(self.room.chat, order.message) != filed.card:
            await self.places.letter(Place(self.room.chat, order.topic)).deleted(order.message)
        elif now := await self._back.store.ticket(filed.ticket.ref):
            await self.desk.refresh(now)

    async def _tell(self, order: Order, sentences: Sequence[str]) -> None:
        text = "\n".join(sentences)
        if order.query:
            await self._channel.answer(order.query, text or None)
        elif text:
            letter = self.places.letter(Place(self.room.chat, order.topic), order.message)
            await _patiently(partial(letter.put, remarked("", text)))


async def _patiently(work: Callable[[], Awaitable[object]]) -> None:
    """Do something in the team's group as soon as there is room for it."""
    for left in reversed(range(_TRIES)):
        try:
            await work()
        except BusyError:
            if not left:
                raise
            await asyncio.sleep(_AGAIN)
        else:
            return


def _is_open(order: Order, word: str) -> bool:
    """Whether a choice is to be offered: who gives a command knows what they want, but for a ban."""
    match order.verb:
        case "ban":
            return word != _SURE
        case "template":
            return not word
        case "export":
            return not word and order.query is not None
        case _:
            return False


def _help() -> str:
    return say("desk help", commands="\n".join(f"/{name} – {say(f'command desk {name}')}" for name in COMMANDS))
