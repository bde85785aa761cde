"""Text and log files that people send, fetched and read."""

from __future__ import annotations

import asyncio
import codecs
from typing import TYPE_CHECKING, Final, Literal

from telegram.error import BadRequest

from bot.channels.telegram.calls import GoneError
from bot.channels.telegram.updates import LARGEST
from bot.ports import DeliveryError

if TYPE_CHECKING:
    from telegram import Bot, File

    from bot.channels.telegram.calls import Calls

Fault = Literal["large", "file", "unfetched"]

_LONGEST: Final = 20.0  # seconds for one file: others in the same chat wait for it
_BOMS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# More controls than this, in a thousand characters, and it is no text.
_CONTROLS: Final = 5


async def fetch(bot: Bot, calls: Calls, chat: int, file_id: str) -> tuple[str, None] | tuple[None, Fault]:
    """The text of a document, or why there is none."""

    async def found(_: int) -> File:
        return await bot.get_file(file_id)

    async def loaded(_: int) -> bytearray:
        return await file.download_as_bytearray()

    try:
        async with asyncio.timeout(_LONGEST):
            file = await calls.made(chat, found)
            if (file.file_size or 0) > LARGEST:
                return None, "large"
            content = await calls.made(chat, loaded)
    except BadRequest as error:
        return None, "large" if "too big" in error.message else "unfetched"
    except (DeliveryError, GoneError, TimeoutError):
        return None, "unfetched"
    if len(content) > LARGEST:
        return None, "large"
    text = decoded(bytes(content))
    return (text, None) if text is not None else (None, "file")


def decoded(content: bytes) -> str | None:
    """Bytes as text; None if they are none."""
    encoding = next((name for mark, name in _BOMS if content.startswith(mark)), "utf-8")
    text = content.decode(encoding, errors="replace")
    controls = sum(text.count(chr(code)) for code in range(9)) + text.count("�")
    return None if controls * 1000 > len(text) * _CONTROLS else text
