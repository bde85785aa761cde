"""What a message brings: its words, its files that can be read, and a photo that can be passed on."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from bot.channels.discord.ids import place
from bot.channels.discord.outlets import FAILURES, reason
from bot.channels.discord.reading import MOST_BYTES, decoded, is_text, said
from bot.core.events import Sent

if TYPE_CHECKING:
    from datetime import datetime

    import discord

    from bot.core.events import Key

_log = logging.getLogger(__name__)

_ATTACHMENTS: Final = 3
_KINDS: Final = {"image": "photo", "video": "video", "audio": "voice"}


async def text_of(message: discord.Message, me: int) -> tuple[str, str]:
    """What a message says, its pasted files and what it forwards; and the sentence for a file that is not read."""
    found, unread = [said(message.content, me)], ""
    files = list(message.attachments)
    for snapshot in message.message_snapshots:
        found.append(snapshot.content)
        files += snapshot.attachments
    for file in [file for file in files if is_text(file.filename, file.content_type)][:_ATTACHMENTS]:
        if file.size > MOST_BYTES:
            unread = "file too big"
            continue
        try:
            found.append(decoded(await file.read()))
        except FAILURES as error:
            _log.warning("an attachment could not be read: %s", reason(error))
    return "\n".join(part for part in found if part.strip()).strip(), unread


def sent(message: discord.Message, key: Key, now: datetime, *, private: bool, unread: bool) -> Sent | None:
    """The event of what cannot be read as text; None: there is nothing of it.

    A photo is named by its message, since its address is good for a day only.
    """
    if not message.attachments and not message.stickers:
        return None
    kinds = {_kind(file): file for file in reversed(message.attachments)}  # of each kind the first
    photo, where = kinds.get("photo"), place(message.channel.id, message.id)
    what = "photo" if photo else next(iter(kinds), "sticker")
    name = f"{where}/{photo.id}" if photo else None
    return Sent(str(message.id), key, now, "large" if unread else what, private, name, where)


def _kind(file: discord.Attachment) -> str:
    return _KINDS.get((file.content_type or "").partition("/")[0], "file")
