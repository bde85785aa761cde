"""Carries what the core says to Telegram: sends, edits, deletes, and says what could not be deleted."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Self

from telegram.constants import ChatAction
from telegram.error import BadRequest, TelegramError

from bot.channels.telegram.calls import PATIENCE, GoneError, says, told
from bot.channels.telegram.html import ANSWER, CAPTION, Piece, escaped, keyboard, pieces, split
from bot.channels.telegram.letter import Letter
from bot.channels.telegram.recent import Recent
from bot.channels.telegram.updates import PLATFORM, chat_of, is_group
from bot.core.effects import Document, Hide, Revise, Say
from bot.core.texts import say
from bot.ports import LostError

if TYPE_CHECKING:
    from telegram import Bot

    from bot.channels.telegram.calls import Calls
    from bot.channels.telegram.updates import Me
    from bot.core.effects import Carried
    from bot.core.events import Key

_log = logging.getLogger(__name__)

# More messages than this in a row are a document instead.
_LONGEST: Final = 4
_TOO_OLD: Final = "query is too old"
# Seconds. Telegram shows "typing…" for five, or until a message comes.
_SLOW, _TYPING, _TYPES_FOR = 0.5, 4.5, 40.0


class TelegramChannel:
    """A channel (see `bot.ports.Channel`) that remembers, for a while, which messages it may edit and answers to."""

    def __init__(self, bot: Bot, me: Me, calls: Calls) -> None:
        self._bot = bot
        self._me = me
        self._calls = calls
        self._slots: Recent[tuple[Key, str], int] = Recent()
        self._answering: Recent[Key, int] = Recent()
        self._working: dict[Key, Typing] = {}

    async def deliver(self, key: Key, effect: Carried) -> str | None:
        """Carry one effect, and wait for a short pause that Telegram wants. Raises DeliveryError and LostError."""
        return await self.carry(key, effect, PATIENCE)

    async def carry(self, key: Key, effect: Carried, patience: float) -> str | None:
        """The same, waiting at most for `patience` seconds. Raises DeliveryError and LostError."""
        if working := self._working.pop(key, None):
            working.end()
        chat, topic = chat_of(key)
        answer_to = self._answering.get(key) if is_group(key) else None
        letter = Letter(self._bot, self._calls, patience, chat, topic, answer_to)
        try:
            match effect:
                case Hide():
                    await self._hide(letter, effect)
                case Document(name, text):
                    await letter.enclose(name, text)
                case Say():
                    return named(chat, await self._say(letter, key, effect))
                case Revise(target=str(target)):
                    await _revised(letter, effect, target)
                case _:
                    raise LostError("that is not for users")
        except GoneError as error:
            _log.info("nobody there to deliver to (%s)", error)
            raise LostError("they have blocked the bot, or left") from None
        except BadRequest as error:
            # It would be refused for ever, and hold up all that comes behind it.
            _log.error("Telegram refuses a message for good: %s", told(error))
            raise LostError("Telegram refuses that message") from None
        return None

    def answering(self, key: Key, message: int | None) -> None:
        """In a group, what is said next to this user answers this message."""
        if message is not None and is_group(key):
            self._answering.set(key, message)

    async def hide(self, key: Key, message: int) -> None:
        """Delete a message that was not for us and holds a login, and say so. Raises DeliveryError."""
        self.answering(key, message)
        await self.carry(key, Hide(str(message)), PATIENCE)

    async def answer(self, query: str, text: str | None = None) -> None:
        """Let a pressed button come to rest, with a sentence if need be. What fails is nobody's loss."""
        try:
            await self._bot.answer_callback_query(query, split(text, ANSWER)[0].text if text else None)
        except TelegramError as error:
            if not says(error, _TOO_OLD):
                _log.warning("a press was not answered: %s", told(error))

    def typing(self, key: Key) -> Typing:
        """Shows "typing…" as soon as something takes longer than half a second."""
        return Typing(self._bot, self._calls, key)

    async def _hide(self, letter: Letter, effect: Hide) -> None:
        text = say("hidden" if effect.message and await letter.deleted(int(effect.message)) else "not hidden")
        await letter.put(Piece(escaped(text), text))

    async def _say(self, letter: Letter, key: Key, words: Say) -> int:
        """The number of the last message."""
        *before, last = pieces(words)
        markup = keyboard(words.buttons, self._me.name, key.user if is_group(key) else None)
        if len(before) >= _LONGEST:
            caption = split(words.head, CAPTION)[0].text
            return await letter.enclose("answer.txt", words.plain, caption, markup)
        slot = (key, words.slot) if words.slot else None
        known = self._slots.get(slot) if slot else None
        for piece in before:
            await letter.put(piece, editing=known)
            known = None
        message = await letter.put(last, markup, known)
        if slot and known is None and not before:
            self._slots.set(slot, message)
            # Something goes on: the message is going to be edited into its end.
            self._working[key] = self.typing(key).begin(_TYPES_FOR)
        return message


def named(chat: int, message: int) -> str:
    """A message as the relay calls it (see `bot.ports.Channel.deliver`)."""
    return f"{PLATFORM}:{chat}/{message}"


async def _revised(letter: Letter, revise: Revise, target: str) -> None:
    """Change a message that passes on what the team wrote, or take it back."""
    message = int(target.rpartition("/")[2])
    if revise.text is None:
        await letter.deleted(message)
        return
    for piece in pieces(Say(revise.head, revise.text))[:1]:  # what is longer than a message was not sent as one
        await letter.put(piece, editing=message)


class Typing:
    """Says "typing…" once half a second has passed, until it ends."""

    def __init__(self, bot: Bot, calls: Calls, key: Key) -> None:
        self._bot = bot
        self._calls = calls
        self._place = chat_of(key)
        self._timer: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[None] | None = None

    def begin(self, longest: float = _TYPES_FOR) -> Self:
        """Begin to wait."""
        self._timer = asyncio.get_running_loop().call_later(_SLOW, self._start, longest)
        return self

    def end(self) -> None:
        """What took so long is done."""
        if self._timer:
            self._timer.cancel()
        if self._task:
            self._task.cancel()

    def _start(self, longest: float) -> None:
        self._task = asyncio.create_task(self._show(longest))

    async def _show(self, longest: float) -> None:
        chat, topic = self._place
        with suppress(TelegramError, TimeoutError):  # a courtesy: nothing depends on it
            async with asyncio.timeout(longest):
                while not self._calls.paused(chat):
                    await self._bot.send_chat_action(chat, ChatAction.TYPING, message_thread_id=topic)
                    await asyncio.sleep(_TYPING)
