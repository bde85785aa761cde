"""From an update to a committed event: what polling and webhook share.

`take` returns once the event's transaction has committed, and only then the update may be confirmed. What follows (the
replies) is carried out behind it, so that a chat that pauses holds up nobody.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from telegram import Update

from bot.channels.telegram.documents import fetch
from bot.channels.telegram.recent import Recent
from bot.channels.telegram.updates import PLATFORM, Foreign, Heard, Leak, chat_of, event_id, read
from bot.core.effects import Say
from bot.core.events import Edited, Sent, Wrote
from bot.core.frozen import replace
from bot.core.redaction import holds_credentials
from bot.core.texts import say
from bot.origin import kind, working_on
from bot.ports import DeliveryError, LostError, StoreError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine, Hashable, Sequence

    from telegram import Bot

    from bot.channels.telegram.calls import Calls
    from bot.channels.telegram.channel import TelegramChannel, Typing
    from bot.channels.telegram.team import Team
    from bot.channels.telegram.updates import Found, Me
    from bot.core.events import Event, Key
    from bot.engine.engine import Engine
    from bot.ports import Clock, Posted

_log = logging.getLogger(__name__)

# Seconds between two tries while the database is away: once it is back, users should be answered within five.
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 3.0
# Characters; redaction of a hostile text takes some 15 µs for each.
_LONG = 500


class Inbox:
    """Takes updates: different chats at once, one chat in order."""

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        bot: Bot,
        me: Me,
        calls: Calls,
        channel: TelegramChannel,
        team: Team | None = None,
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._bot = bot
        self._me = me
        self._calls = calls
        self._channel = channel
        self._team = team
        self._lanes: dict[Hashable, tuple[asyncio.Lock, int]] = {}
        self._behind: set[asyncio.Task[None]] = set()
        # The newest message of each conversation, and a hash of its text: only an edit of it is read again.
        self._newest: Recent[Key, tuple[int, int]] = Recent()
        self._leaks: Recent[tuple[str, int], str] = Recent()

    async def take(self, raw: dict[str, Any], *, patient: bool) -> None:
        """Commit what an update holds; `patient`: wait for a database that is away, and the chat waits too.

        Raises StoreError otherwise. An update that the program cannot digest is logged and counts as taken, since
        Telegram would deliver it for ever.
        """
        update = _parsed(raw, self._bot)
        if update is None:
            return
        chat = update.effective_chat.id if update.effective_chat else 0
        team = self._team if self._team and self._team.concerns(chat) else None
        with working_on(PLATFORM, event_id(update, self._me)):
            async with self._lane(team.lane(update) if team else chat):
                await self._tried(update, team, patient=patient)

    async def _tried(self, update: Update, team: Team | None, *, patient: bool) -> None:
        wait = _FIRST_WAIT
        while True:
            try:
                await self._taken(update, team)
            except StoreError as error:
                if not patient:
                    raise
                _log.error("an update waits for the database: %s", error)
                await asyncio.sleep(wait)
                wait = min(2 * wait, _LONGEST_WAIT)
            else:
                return

    def behind(self, work: Coroutine[Any, Any, object]) -> None:
        """Do something that nobody waits for."""
        task = asyncio.create_task(_quietly(work))
        self._behind.add(task)
        task.add_done_callback(self._behind.discard)

    async def drain(self, seconds: float) -> None:
        """Let the replies that are under way arrive; the outbox keeps those that do not make it."""
        if self._behind:
            await asyncio.wait(self._behind, timeout=seconds)
        for task in self._behind:
            task.cancel()
        await asyncio.gather(*self._behind, return_exceptions=True)

    async def _taken(self, update: Update, team: Team | None) -> None:
        found: Found = None
        try:
            if team:
                await team.take(update, self.behind)
                return
            found = await self._read(update)
            await self._accepted(found)
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 -- see `take`; its text may hold a user's words
            _log.error("update %d was dropped: %s", update.update_id, kind(error))
            if isinstance(found, Heard):
                self.behind(self._channel.deliver(found.event.key, Say(say("failed"))))

    async def _read(self, update: Update) -> Found:
        message = update.effective_message
        if message and len(message.text or message.caption or "") > _LONG:
            # To look for logins in it, which a group's messages need at once, takes longer than others should wait.
            return await asyncio.to_thread(read, update, self._me, self._clock.now())
        return read(update, self._me, self._clock.now())

    async def _accepted(self, found: Found) -> None:
        match found:
            case Foreign(query):
                self.behind(self._channel.answer(query, say("not yours")))
            case Leak(key, message):
                self._hide(key, message)
            case Heard(event, message, edited=True) if message and not self._is_news(event, message):
                if isinstance(event, Wrote):
                    await self._corrected(found, event, message)
            case Heard():
                await self._heard(found)

    async def _corrected(self, heard: Heard, event: Wrote, message: int) -> None:
        """An edit that begins nothing new: of an older message, which only people read again."""
        if await asyncio.to_thread(holds_credentials, event.text):
            self._hide(event.key, message)
        elif self._newest.get(event.key) != (message, _words(event)):  # a preview came, the words are the same
            edited = Edited(event.id, event.key, event.at, str(message), event.text, event.private)
            await self._heard(replace(heard, event=edited, document=None))

    async def _heard(self, heard: Heard) -> None:
        key, typing = heard.event.key, self._channel.typing(heard.event.key).begin()
        try:
            event = await self._complete(heard)
            posted = await self._engine.accept(event, self._channel)
            if heard.photo and (posted is None or isinstance(event, Wrote)):
                shown = await self._engine.accept(heard.photo, self._channel)
                posted = [*(posted or ()), *(shown or ())]
        except BaseException:
            typing.end()
            raise
        self._channel.answering(key, heard.message)
        if heard.message:
            self._remember(event, heard.message)
        if heard.query:
            self.behind(self._channel.answer(heard.query))
        self.behind(self._deliver(posted or (), typing))

    async def _deliver(self, posted: Sequence[Posted], typing: Typing) -> None:
        try:
            await self._engine.deliver(posted, self._channel)
        finally:
            typing.end()

    async def _complete(self, heard: Heard) -> Event:
        """The event, with the document that came along."""
        event = heard.event
        if heard.document is None or not isinstance(event, Wrote):
            return event
        text, fault = await fetch(self._bot, self._calls, chat_of(event.key)[0], heard.document.file_id)
        if text is None:
            return Sent(event.id, event.key, event.at, fault or "file", event.private, message=event.message)
        return replace(event, text=f"{event.text}\n{text}".strip())

    def _is_news(self, event: Event, message: int) -> bool:
        """Whether an edit is one of the newest message, and of its words."""
        newest = self._newest.get(event.key)
        return newest is None or (message >= newest[0] and newest != (message, _words(event)))

    def _remember(self, event: Event, message: int) -> None:
        newest = self._newest.get(event.key)
        if newest is None or message >= newest[0]:
            self._newest.set(event.key, (message, _words(event)))

    def _hide(self, key: Key, message: int) -> None:
        if self._leaks.get((key.chat, message)) is None:
            self._leaks.set((key.chat, message), "told")
            self.behind(self._channel.hide(key, message))

    @asynccontextmanager
    async def _lane(self, chat: Hashable) -> AsyncIterator[None]:
        lock, waiting = self._lanes.get(chat, (asyncio.Lock(), 0))
        self._lanes[chat] = lock, waiting + 1
        try:
            async with lock:
                yield
        finally:
            left = self._lanes[chat][1] - 1
            if left:
                self._lanes[chat] = lock, left
            else:
                del self._lanes[chat]


def _parsed(raw: dict[str, Any], bot: Bot) -> Update | None:
    try:
        return Update.de_json(raw, bot)
    except Exception as error:  # noqa: BLE001 -- whatever an unknown shape does to the library
        _log.error("an update that cannot be read was dropped: %s", kind(error))
        return None


def _words(event: Event) -> int:
    return hash(event.text) if isinstance(event, Wrote) else 0


async def _quietly(work: Coroutine[Any, Any, object]) -> None:
    try:
        await work
    except LostError:
        pass  # the channel has said so
    except (DeliveryError, StoreError) as error:
        _log.warning("%s", error)
    except Exception as error:  # noqa: BLE001 -- nobody waits for it, so this is the last place to say so
        _log.error("something went wrong behind a reply: %s", kind(error))
