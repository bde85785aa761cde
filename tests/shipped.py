"""The knowledge that comes with the bot, read once in a process."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from bot.library.compiled import open_knowledge
from bot.library.loader import load
from bot.shipped import folder

if TYPE_CHECKING:
    from bot.core.knowledge import Knowledge
    from bot.library.loader import Base


@cache
def base() -> Base:
    """As it is written, with its faults: this takes seconds."""
    return load(folder("knowledge"))


@cache
def knowledge() -> Knowledge:
    """As the bot has it."""
    return open_knowledge(folder("knowledge"), None)
