"""What is behind the client: the parts that it works with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yarl import URL

    from bot.engine.engine import Engine
    from bot.ports import Clock, Library, Store


@dataclass(frozen=True, slots=True)
class Parts:
    """What the client works with.

    `alone`: no other process serves this database. `shards`: how many there are, if it is not left to Discord.

    `staff` is the id of the team's channel (None: the team sits elsewhere). `content`: the bot asks Discord for the
    text of messages that are not addressed to it.
    """

    engine: Engine
    store: Store
    clock: Clock
    library: Library
    alone: bool = True
    gateway: URL | None = None
    shards: int | None = None
    staff: int | None = None
    content: bool = False
