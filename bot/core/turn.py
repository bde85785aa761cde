"""What a step of the dialogue yields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.frozen import dataclass

if TYPE_CHECKING:
    from bot.core.effects import Effect
    from bot.core.state import State


@dataclass(frozen=True, slots=True)
class Turn:
    """The conversation as it is now, and what is to be done."""

    state: State
    effects: tuple[Effect, ...] = ()
