"""One delivery into a chat: messages, files, edits and deletions; of refusals, what can be mended is mended once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeVar

from telegram import InputFile, LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.channels.telegram.calls import says

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from telegram import Bot, InlineKeyboardMarkup, Message

    from bot.channels.telegram.calls import Calls
    from bot.channels.telegram.html import Piece
    from bot.channels.telegram.pacing import Pace

T = TypeVar("T")

NO_TOPIC: Final = ("message thread not found", "topic_deleted", "topic_id_invalid")
"""What Telegram says of a topic that is gone."""
_UNCHANGED: Final = "message is not modified"
_DELETED: Final = "message to delete not found"
_UNEDITABLE: Final = (
    *("message to edit not found", "message can't be edited", "message_id_invalid"),
    "there is no text in the message to edit",
)
_UNPARSED: Final = ("can't parse entities", "can't find end", "unsupported start tag")
_NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True, slots=True)
class Letter:
    """One delivery: where it goes, and how long to wait for it (seconds).

    `beside`: where its topic is gone it goes into the chat. `pace`: how often anything may go there; `quiet`: it can
    wait for what cannot. All of it raises what `Calls.made` raises.
    """

    bot: Bot
    calls: Calls
    patience: float
    chat: int
    topic: int | None = None
    answer_to: int | None = None
    beside: bool = True
    pace: Pace | None = None
    quiet: bool = False

    async def deleted(self, message: int) -> bool:
        """Delete a message; False if we may not."""
        try:
            await self.calls.made(self.chat, lambda chat: self.bot.delete_message(chat, message), self.patience)
        except BadRequest as error:
            return says(error, _DELETED)  # it is gone: deleted before a crash, or by its writer
        return True

    async def put(
        self,
        piece: Piece,
        markup: InlineKeyboardMarkup | None = None,
        editing: int | None = None,
        *,
        plain: bool = False,
    ) -> int:
        """Edit or send one message; its number."""
        try:
            if editing:
                return await self._edit(piece, markup, editing, plain=plain)
            return await self._send(piece, markup, plain=plain)
        except BadRequest as error:
            if editing and says(error, _UNCHANGED):
                return editing
            if editing and says(error, *_UNEDITABLE):
                return await self.put(piece, markup, plain=plain)
            if not plain and says(error, *_UNPARSED):
                return await self.put(piece, markup, editing, plain=True)
            if self.topic and self.beside and says(error, *NO_TOPIC):
                return await replace(self, topic=None).put(piece, markup, editing, plain=plain)
            raise

    async def mark(self, message: int, markup: InlineKeyboardMarkup | None) -> None:
        """Change the buttons under a message."""

        async def edit(chat: int) -> Message | bool:
            return await self.bot.edit_message_reply_markup(chat, message, reply_markup=markup)

        try:
            await self.made(edit)
        except BadRequest as error:
            if not says(error, _UNCHANGED):
                raise

    async def enclose(
        self, name: str, text: str, caption: str | None = None, markup: InlineKeyboardMarkup | None = None
    ) -> int:
        """Send a file; its number."""

        async def send(chat: int) -> Message:
            return await self.bot.send_document(
                chat,
                InputFile(text.encode(), filename=name),
                caption=caption,
                reply_markup=markup,
                message_thread_id=self.topic,
                reply_parameters=self._reply(),
            )

        return (await self.made(send)).message_id

    async def show(self, photo: str, caption: Piece) -> int:
        """Send a photo that Telegram has already, by its id; its number."""

        async def send(chat: int) -> Message:
            return await self.bot.send_photo(
                chat,
                photo,
                caption.html,
                parse_mode=ParseMode.HTML,
                message_thread_id=self.topic,
                reply_parameters=self._reply(),
            )

        return (await self.made(send)).message_id

    async def made(self, request: Callable[[int], Awaitable[T]]) -> T:
        """Make a request of any kind that takes the chat's number."""
        pace = self.pace
        if pace is None:
            return await self.calls.made(self.chat, request, self.patience)

        async def paced(chat: int) -> T:
            async with pace.slot((self.topic, self.answer_to), quiet=self.quiet):
                return await request(chat)

        return await self.calls.made(self.chat, paced, self.patience)

    async def _send(self, piece: Piece, markup: InlineKeyboardMarkup | None, *, plain: bool) -> int:
        async def send(chat: int) -> Message:
            return await self.bot.send_message(
                chat,
                piece.plain if plain else piece.html,
                None if plain else ParseMode.HTML,
                reply_markup=markup,
                link_preview_options=_NO_PREVIEW,
                message_thread_id=self.topic,
                reply_parameters=self._reply(),
            )

        return (await self.made(send)).message_id

    async def _edit(self, piece: Piece, markup: InlineKeyboardMarkup | None, message: int, *, plain: bool) -> int:
        async def edit(chat: int) -> Message | bool:
            return await self.bot.edit_message_text(
                piece.plain if plain else piece.html,
                chat,
                message,
                parse_mode=None if plain else ParseMode.HTML,
                reply_markup=markup,
                link_preview_options=_NO_PREVIEW,
            )

        await self.made(edit)
        return message

    def _reply(self) -> ReplyParameters | None:
        return ReplyParameters(self.answer_to, allow_sending_without_reply=True) if self.answer_to else None
