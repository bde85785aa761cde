"""What members of the team do in their chat, as orders. Pure, as `updates`: no network, no clock, no memory.

In a ticket's topic all that is written goes to its user; elsewhere what answers a message of the bot. `//` begins a
note of the team to itself. Commands and buttons may name the ticket.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from telegram import Message

from bot.channels.telegram.updates import ANONYMOUS, COMMAND, PLATFORM, TELEGRAM, unreadable
from bot.core.text import clean
from bot.core.ticket import ALPHABET

if TYPE_CHECKING:
    from telegram import CallbackQuery, Update

    from bot.channels.telegram.updates import Me

COMMANDS: Final = ("claim", "release", "template", "resolve", "reopen", "export", "ban", "unban", "help")
"""The team's commands, in the order in which they are listed."""

_NOTE: Final = "//"
_REF: Final = re.compile(rf"T-[{ALPHABET}]{{4,16}}", re.IGNORECASE)
_PRESS: Final = "desk"  # how the data of our buttons begin: desk.claim.T-7F3K, desk.template.T-7F3K.renew
_PARTS: Final = 3  # dots in the longest of them
_NAME: Final = 40  # characters of a name: it stands on a card


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody in the team's chat wants; whether they may is not looked at here.

    `verb` is a command; or "reply", "edit", "retract" (a message became a note), "file" (something that cannot be
    passed on), "unknown" (a command that does not exist), "back" (out of a menu). `words` is the text, or what stands
    behind the command. `user` is who it was, or the chat in whose name they did it. `ref` is the ticket, where it was
    named. `topic`: where it was done, `title` what the topic is called if the bot made it, `answers` the message of the
    bot that was answered. `message` is theirs, or the one whose button was pressed; `query`: what Telegram wants
    answered then.
    """

    id: str
    verb: str
    user: int
    name: str
    message: int
    words: str = ""
    ref: str | None = None
    topic: int | None = None
    title: str | None = None
    answers: int | None = None
    query: str | None = None

    @property
    def staff(self) -> str:
        """Who it was, for the records."""
        return f"{PLATFORM}:{self.user}"


def read(update: Update, me: Me) -> Order | None:
    """What an update of the team's chat means; None: nothing."""
    name = f"desk:{PLATFORM}:{me.id}:{update.update_id}"
    if update.callback_query:
        return _press(update.callback_query, name)
    message = update.message or update.edited_message
    if message is None or message.from_user is None or message.from_user.id == TELEGRAM:
        return None
    if message.from_user.is_bot and message.from_user.id not in ANONYMOUS:
        return None
    return _Reader(message, me, name, edited=update.message is None).read()


def data(verb: str, ref: str, argument: str = "") -> str:
    """A button's data."""
    return ".".join(part for part in (_PRESS, verb, ref, argument) if part)


def title_ref(title: str | None) -> str | None:
    """The ticket after which a topic is called."""
    found = _REF.match(title or "")
    return found[0].upper() if found else None


def topic_of(message: object) -> int | None:
    """The topic in which a message stands."""
    return message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None


def _press(query: CallbackQuery, name: str) -> Order | None:
    parts = (query.data or "").split(".", _PARTS)
    if query.message is None or len(parts) < _PARTS or parts[0] != _PRESS or not _REF.fullmatch(parts[2]):
        return None
    return Order(
        name,
        parts[1],
        query.from_user.id,
        _called(query.from_user.full_name),
        query.message.message_id,
        parts[_PARTS] if len(parts) > _PARTS else "",
        parts[2],
        topic_of(query.message),
        query=query.id,
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one message."""

    message: Message
    me: Me
    id: str
    edited: bool

    def read(self) -> Order | None:
        text = self.message.text
        if text is None:
            caption = self.message.caption or ""
            foreign = unreadable(self.message) is not None and not caption.startswith(_NOTE) and not self.edited
            return self._order("file") if foreign else None
        if text.startswith(_NOTE):
            return self._order("retract") if self.edited else None
        if command := COMMAND.fullmatch(text):
            return None if self.edited else self._command(command)
        return self._order("edit" if self.edited else "reply", text)

    def _command(self, command: re.Match[str]) -> Order | None:
        ours = (command[2] or "").casefold() == self.me.name.casefold()
        if command[2] and not ours:
            return None  # of another bot in this group
        name, words = command[1].casefold(), (command[3] or "").split()
        ref = next((word for word in words if _REF.fullmatch(word)), None)
        rest = " ".join(word for word in words if word is not ref)
        if name not in COMMANDS:
            return self._order("unknown") if ours or topic_of(self.message) else None
        return self._order(name, rest, ref.upper() if ref else None)

    def _order(self, verb: str, words: str = "", ref: str | None = None) -> Order | None:
        to = self.message.reply_to_message
        mine = to is not None and to.from_user is not None and to.from_user.id == self.me.id
        opened = to.forum_topic_created if to and mine else None
        answers = to.message_id if to and mine and not opened else None
        topic = topic_of(self.message)
        if topic is None and answers is None and verb not in COMMANDS and verb != "unknown":
            return None  # people talk to each other
        user, name = self._who()
        title = opened.name if opened else None
        return Order(self.id, verb, user, name, self.message.message_id, words, ref, topic, title, answers)

    def _who(self) -> tuple[int, str]:
        chat, user = self.message.sender_chat, self.message.from_user
        if chat is not None:
            return chat.id, _called(self.message.author_signature or chat.effective_name or "")
        return (user.id, _called(user.full_name)) if user else (0, "")


def _called(name: str) -> str:
    return clean(name).replace("\n", " ")[:_NAME]
