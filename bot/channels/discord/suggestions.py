"""What /code offers while the user types: titles, codes, log constants and aliases, from memory only."""

from __future__ import annotations

from itertools import chain, zip_longest
from typing import TYPE_CHECKING, Final

from bot.channels.discord.rendering import clipped
from bot.core.text import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.entry import Entry
    from bot.core.knowledge import Knowledge

MOST: Final = 25
_NAME: Final = 100
_NOT: Final = 9


class Suggestions:
    """Rows of a knowledge base: what may be typed, what is shown for it, and the entry that it means."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.version = knowledge.version
        entries = [knowledge.entry(entry_id) for entry_id in knowledge.ids]
        self._names = {entry.id: _name(entry) for entry in entries}
        self._rows = [(_plain(typed), shown, entry.id) for entry in entries for typed, shown in _rows(entry)]
        menus = (menu["entries"] for menu in knowledge.menu)
        mixed = chain.from_iterable(zip_longest(*menus))  # the first of every category, then the second …
        offered = [entry_id for entry_id in mixed if entry_id in self._names]
        self._first = [(self._names[entry_id], entry_id) for entry_id in offered][:MOST]

    def search(self, typed: str) -> list[tuple[str, str]]:
        """At most 25 pairs (what is shown, entry id), the best first. Nothing typed: the common problems."""
        wanted = _plain(typed)
        if not wanted:
            return self._first
        words = wanted.split()
        best: dict[str, tuple[int, int, str]] = {}
        for key, shown, entry_id in self._rows:
            rank = _rank(key, wanted, words)
            if rank < _NOT and (entry_id not in best or (rank, len(key)) < best[entry_id][:2]):
                best[entry_id] = (rank, len(key), shown)
        ranked = sorted(best.items(), key=lambda found: found[1])
        return [(shown, entry_id) for entry_id, (_, _, shown) in ranked[:MOST]]


def _plain(typed: str) -> str:
    return " ".join(normalise(typed).replace("_", " ").split())


def _rank(key: str, wanted: str, words: list[str]) -> int:
    if key == wanted:
        return 0
    if key.startswith(wanted):
        return 1
    at = key.find(wanted)
    if at >= 0:
        return 3 if key[at - 1].isalnum() else 2
    return 4 if len(words) > 1 and all(word in key for word in words) else _NOT


def _rows(entry: Entry) -> Iterator[tuple[str, str]]:
    """What may be typed for an entry, and what is shown then."""
    name = _name(entry)
    yield entry.title, name
    for code in entry.codes:
        yield code, name
    for constant in entry.constants:
        yield constant, name if constant == entry.title else clipped(f"{constant} – {entry.title}", _NAME)
    for alias in entry.aliases:
        yield alias, name


def _name(entry: Entry) -> str:
    return clipped(f"{entry.title} – {entry.cause_line}", _NAME)
