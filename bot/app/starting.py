"""The settings of a program that runs for long: all that is wrong with them is told at once, before anything begins."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from bot.app.combined import contradictions, nothing_to_serve
from bot.app.envfile import FILE, look, strangers
from bot.app.settings import Settings, SettingsError, readable

if TYPE_CHECKING:
    from collections.abc import Callable


def starting(warn: Callable[[str], object]) -> Settings:
    """The settings of `bot serve`. `warn` is told what has no effect. Raises SettingsError."""
    settings, faults = readable()
    file = look()
    for sentence in misspelt(file.names):
        warn(sentence)
    wrong = [*file.broken, *faults.values()]
    for found in (*nothing_to_serve(settings), *contradictions(settings)):
        if not faults.keys() & set(found.names):  # what has a fault of its own is not told twice
            if found.grave:
                wrong.append(found.sentence)
            else:
                warn(found.sentence)
    if wrong:
        raise SettingsError("\n".join(wrong))
    return settings


def misspelt(names: tuple[str, ...]) -> list[str]:
    """A sentence for each name in `.env` and in the environment that is nearly a setting."""
    ours = [name.upper() for name in Settings.model_fields]
    found = strangers((*names, *os.environ), ours)
    where = {name: FILE if name in names else "the environment" for name in found}
    return [f"{name} in {where[name]} is no setting. Did you mean {right}?" for name, right in found.items()]
