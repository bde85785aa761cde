"""What a message says to the bot: its words without the mention, its pasted logs, a command that was typed out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.core.commands import COMMANDS
from bot.core.events import Commanded, Wrote

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.events import Key

MOST_BYTES: Final = 1_000_000
_TYPES: Final = (
    "text/",
    "application/json",
    "application/xml",
    "application/x-mpegurl",
    "application/vnd.apple.mpegurl",
)
_ENDINGS: Final = (".txt", ".log", ".json", ".xml", ".m3u", ".m3u8", ".csv", ".md")


def said(text: str, bot: int) -> str:
    """The words of a message without the mention of the bot."""
    return re.sub(rf"<@!?{bot}>", " ", text).strip()


def is_text(name: str, content_type: str | None) -> bool:
    """Whether an attachment is worth reading."""
    return (content_type or "").lower().startswith(_TYPES) or name.lower().endswith(_ENDINGS)


def decoded(data: bytes) -> str:
    """A log file as text, whatever wrote it."""
    marks = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
    return data.decode(marks.get(data[:2], "utf-8"), errors="replace")


def written(
    event_id: str, key: Key, at: datetime, text: str, message: str | None, *, private: bool
) -> Wrote | Commanded:
    """The event of a message. A command of the bot's that was typed out is one."""
    name, _, rest = text[1:].partition(" ")
    if text.startswith("/") and name.casefold() in COMMANDS:
        return Commanded(event_id, key, at, name.casefold(), rest.strip(), message, private)
    return Wrote(event_id, key, at, text, message, private)
