"""What Telegram delivers, as events of the core. Pure: no network, no clock, no memory.

In groups the bot is spoken to by a command, a mention of its name or a reply to it. What is not for it is neither
answered nor stored; only if it holds a login, somebody should be told (`Leak`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from telegram import Message

from bot.channels.telegram.html import pressed
from bot.core.commands import descriptions
from bot.core.events import Commanded, Key, Pressed, Sent, Wrote
from bot.core.redaction import holds_credentials

if TYPE_CHECKING:
    from datetime import datetime

    from telegram import CallbackQuery, Document, Update
    from telegram import User as TelegramUser

    from bot.core.events import Event

PLATFORM: Final = "telegram"
ALLOWED: Final = ("message", "edited_message", "callback_query")
"""The kinds of updates that Telegram is asked for."""
LARGEST: Final = 1 << 20
"""The largest document that is read, in bytes."""

_TOPIC: Final = "/"  # between a chat and its topic in a key
ANONYMOUS: Final = frozenset({1087968824, 136817688})
"""Users that stand for others: people who write in the name of a group or channel, and posts of a linked channel."""
TELEGRAM: Final = 777000
"""Telegram itself, as a user."""
COMMAND: Final = re.compile(r"/([A-Za-z][A-Za-z0-9_]{0,31})(?:@([A-Za-z0-9_]{1,32}))?(?:\s+(.*))?", re.DOTALL)
"""A slash command as Telegram knows it; "/live/anna/…" is a path and no command."""

_TEXTUAL: Final = re.compile(
    r"text/.*|application/(?:json|xml|x-log|x-ndjson|yaml|toml|x-sh|javascript|x-subrip|vnd\.apple\.mpegurl|x-mpegurl)"
    r"|audio/(?:x-)?mpegurl"
)
_ENDINGS: Final = (
    *(".txt", ".log", ".json", ".xml", ".csv", ".md", ".html", ".yaml", ".yml", ".toml", ".ini", ".conf", ".cfg"),
    *(".m3u", ".m3u8", ".logcat", ".out", ".err", ".trace"),
)
# What cannot be read, in the order in which it is looked for (an animation is a document too).
_UNREADABLE: Final = (
    *("photo", "sticker", "voice", "video_note", "video", "animation", "audio", "location", "venue", "contact", "poll"),
    *("dice", "story", "game", "paid_media", "checklist"),
)
_KINDS: Final = {"photo": "photo", "sticker": "sticker", "voice": "voice", "audio": "voice"} | dict.fromkeys(
    ("video", "video_note", "animation", "story"), "video"
)


@dataclass(frozen=True, slots=True)
class Me:
    """The bot itself: its number and its name without the @."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Heard:
    """An event, and what only Telegram needs to know of it.

    `message` is what is answered to, `edited` says that it was read before, `document` is still to be fetched and put
    behind the event's text; `query` is a press that Telegram wants to see answered. `photo`: one that came with words,
    or in an album, which is answered once; for people, if they have the conversation.
    """

    event: Event
    message: int | None = None
    edited: bool = False
    document: Document | None = None
    query: str | None = None
    photo: Sent | None = None


@dataclass(frozen=True, slots=True)
class Leak:
    """A message that is not for the bot and holds a login. It goes nowhere but away."""

    key: Key
    message: int


@dataclass(frozen=True, slots=True)
class Foreign:
    """Somebody pressed a button under the answer to somebody else."""

    query: str


Found: TypeAlias = Heard | Leak | Foreign | None


def read(update: Update, me: Me, now: datetime) -> Found:
    """What an update means; None: nothing. `now` becomes the event's time."""
    if update.callback_query:
        return _press(update.callback_query, event_id(update, me), now)
    message = update.message or update.edited_message
    if message is None or not _is_from_a_person(message):
        return None
    return _Reader(message, me, event_id(update, me), now, edited=update.message is None).read()


def chat_of(key: Key) -> tuple[int, int | None]:
    """The chat of a conversation, and its topic."""
    chat, _, topic = key.chat.partition(_TOPIC)
    return int(chat), int(topic) if topic else None


def is_group(key: Key) -> bool:
    """Whether others read along: Telegram numbers users from 1 up, and groups from -1 down."""
    return key.chat.startswith("-")


def is_text(document: Document) -> bool:
    """Whether a document looks like something to read."""
    kind, name = document.mime_type or "", (document.file_name or "").casefold()
    return bool(_TEXTUAL.fullmatch(kind)) or name.endswith(_ENDINGS)


def unreadable(message: Message) -> str | None:
    """What a message is that holds no text, as `Sent.what`; None: nothing that anybody sent."""
    if document := _document(message):
        return "large" if is_text(document) else "file"
    found = next((name for name in _UNREADABLE if getattr(message, name, None)), None)
    return _KINDS.get(found, "other") if found else None


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one message."""

    message: Message
    me: Me
    id: str
    now: datetime
    edited: bool

    def read(self) -> Found:
        text = self.message.text or self.message.caption or ""
        private = self.message.chat.type == "private"
        command = COMMAND.fullmatch(text)
        if command and command[2] and command[2].casefold() != self.me.name.casefold():
            return self._leak(text)
        if private or self._is_addressed(text, command):
            return self._heard(text, command, private=private)
        return self._leak(text)

    def _heard(self, text: str, command: re.Match[str] | None, *, private: bool) -> Heard | None:
        key, number = _key(self.message, self.message.from_user), self.message.message_id
        if command:
            name, argument = command[1].casefold(), (command[3] or "").strip()
            event: Event = Commanded(self.id, key, self.now, name, argument, str(number), private)
            return Heard(event, number, self.edited)
        document = _document(self.message)
        if document and is_text(document) and (document.file_size or 0) <= LARGEST:
            event = Wrote(self.id, key, self.now, text, str(number), private, self.edited)
            return Heard(event, number, self.edited, document)
        if text:
            return self._words(key, number, text, private=private)
        if self.edited:
            return None
        what = unreadable(self.message)
        if what is None:
            return None
        album, photo = self._album(), self._photo(key, private=private)
        event = Sent(album or self.id, key, self.now, what, private, photo.file if photo else None, str(number))
        return Heard(event, number, photo=photo if album and private else None)

    def _words(self, key: Key, number: int, text: str, *, private: bool) -> Heard:
        if not private:
            text = self._mention().sub(" ", text).strip()
        if not text:  # only the bot's name: what it replies to, or what it quotes, is meant
            return self._pointed(key, number)
        album = None if self.edited else self._album()
        name = album if album and not holds_credentials(text) else self.id
        event = Wrote(name, key, self.now, text, str(number), private, self.edited)
        photo = self._photo(key, private=private) if private and not self.edited else None
        return Heard(event, number, self.edited, photo=photo)

    def _photo(self, key: Key, *, private: bool) -> Sent | None:
        """A photo for people; of the sizes that Telegram keeps, the largest."""
        if not self.message.photo:
            return None
        file, number = self.message.photo[-1].file_id, str(self.message.message_id)
        return Sent(f"{self.id}:photo", key, self.now, "photo", private, file, number, beside=True)

    def _pointed(self, key: Key, number: int) -> Heard:
        meant, quote = self.message.reply_to_message, self.message.quote
        text = (quote.text if quote else "") or (meant and (meant.text or meant.caption)) or ""
        if not meant or not text:
            return Heard(Commanded(self.id, key, self.now, "help", "", str(number), private=False), number, self.edited)
        return Heard(Wrote(self.id, key, self.now, text, str(meant.message_id), private=False), number, self.edited)

    def _leak(self, text: str) -> Leak | None:
        if not holds_credentials(text):
            return None
        return Leak(_key(self.message, self.message.from_user), self.message.message_id)

    def _album(self) -> str | None:
        """The pictures of one album are answered once: they share one event id."""
        group = self.message.media_group_id
        return f"{self.me.id}:album:{group}" if group and not self.message.document else None

    def _is_addressed(self, text: str, command: re.Match[str] | None) -> bool:
        if command:
            return bool(command[2]) or command[1].casefold() in descriptions()
        return bool(self._mention().search(text)) or self._is_reply()

    def _is_reply(self) -> bool:
        to = self.message.reply_to_message
        # In a topic every message replies to the one that opened it.
        return bool(to and to.from_user and to.from_user.id == self.me.id and not to.forum_topic_created)

    def _mention(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![\w@])@{re.escape(self.me.name)}(?!\w)", re.IGNORECASE)


def _document(message: Message) -> Document | None:
    return message.document if not message.animation else None


def _press(query: CallbackQuery, event_id: str, now: datetime) -> Found:
    if query.message is None or not query.data:
        return Foreign(query.id)  # under a message that is not ours
    user = str(query.from_user.id)
    button = pressed(query.data, user)
    if button is None:
        return Foreign(query.id)
    topic = query.message if isinstance(query.message, Message) else None
    key = Key(PLATFORM, _chat(query.message.chat.id, topic), user)
    event = Pressed(event_id, key, now, button, query.message.chat.type == "private")
    return Heard(event, query=query.id)


def _is_from_a_person(message: Message) -> bool:
    user = message.from_user
    if user is None or user.id == TELEGRAM or message.is_automatic_forward:
        return False
    return not user.is_bot or user.id in ANONYMOUS


def _key(message: Message, user: TelegramUser | None) -> Key:
    chat = message.sender_chat
    name = chat.id if chat and (user is None or user.id in ANONYMOUS) else user.id if user else 0
    return Key(PLATFORM, _chat(message.chat.id, message), str(name))


def _chat(chat: int, message: Message | None) -> str:
    topic = message.message_thread_id if message and message.is_topic_message else None
    return f"{chat}{_TOPIC}{topic}" if topic else str(chat)


def event_id(update: Update, me: Me) -> str:
    """The event's id. Numbers of updates are a bot's own: another bot on the same database counts from elsewhere."""
    return f"{me.id}:{update.update_id}"
