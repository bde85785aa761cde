"""How people say it, by language: it stands in the files only, since the compiled base can do without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.library.faults import Fault
from bot.library.snapshot import snapshot
from bot.library.syntax import parse

if TYPE_CHECKING:
    from bot.library.snapshot import Place


def heard(folder: Place) -> dict[str, list[str]]:
    """The [heard] lines of all files of a knowledge folder that can be read; what has faults is passed over.

    Raises:
        OSError: the folder cannot be read.
    """
    found: dict[str, list[str]] = {}
    for file in snapshot(folder):
        table = parse(file) if file.name.endswith(".toml") else {}
        spoken = None if isinstance(table, Fault) else table.get("heard")
        for language, lines in spoken.items() if isinstance(spoken, dict) else ():
            if isinstance(lines, list):
                found.setdefault(language, []).extend(line for line in lines if isinstance(line, str))
    return found
