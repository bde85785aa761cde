"""The knowledge base: entries by id, the vocabulary, and the matcher over them.

It stands on the compiled form (plain JSON, see `bot.library.compiled`), and an entry is decoded when it is first asked
for, so that a cold start costs what one answer needs.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from bot.core.entry import entry_from_json
from bot.core.matching import Matcher

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.core.entry import Entry


class Knowledge:
    """`version` is the content hash of the files; `index` is what `build_index` made; `load` gives an entry's JSON.

    `model` gives the bytes of the learned table (see `bot.core.matching.table`); nothing, if there is none.
    """

    def __init__(
        self,
        version: str,
        index: Mapping[str, Any],
        load: Callable[[str], Mapping[str, Any]],
        model: Callable[[], bytes] = bytes,
    ) -> None:
        self.version = version
        self.index = index
        self._load = load
        self._model = model
        self._entries: dict[str, Entry] = {}

    @property
    def ids(self) -> tuple[str, ...]:
        """All entry ids, sorted."""
        return tuple(self.index["titles"])

    def __contains__(self, entry_id: str) -> bool:
        return entry_id in self.index["titles"]

    def title(self, entry_id: str) -> str:
        """An entry's title, without decoding the entry."""
        title: str = self.index["titles"][entry_id]
        return title

    def entry(self, entry_id: str) -> Entry:
        """The entry. Raises KeyError for an id that does not exist."""
        if entry_id not in self._entries:
            self._entries[entry_id] = entry_from_json(self._load(entry_id))
        return self._entries[entry_id]

    def clause(self, signal: str) -> str | None:
        """What the bot says of a signal: "Since <clause>, most likely …". None: the signal is not spoken of."""
        clause: str | None = self.index["clauses"].get(signal)
        return clause

    @property
    def groups(self) -> Mapping[str, str]:
        """Signal name -> group, for signals of which only the newest counts."""
        groups: Mapping[str, str] = self.index["groups"]
        return groups

    def contexts(self, code: str) -> Mapping[str, str]:
        """Context ("app", "xtream", "gcore", "mag") -> entry id, for a number."""
        contexts: Mapping[str, str] = self.index["codes"].get(code, {})
        return contexts

    @property
    def menu(self) -> Sequence[Mapping[str, Any]]:
        """The categories offered when nothing was understood: {"label", "entries"}."""
        menu: Sequence[Mapping[str, Any]] = self.index.get("menu", ())
        return menu

    @property
    def templates(self) -> Mapping[str, Mapping[str, str]]:
        """The team's ready answers by name: {"title", "text"}."""
        templates: Mapping[str, Mapping[str, str]] = self.index.get("templates", {})
        return templates

    @cached_property
    def matcher(self) -> Matcher:
        """The matcher over this base."""
        return Matcher(self.index, self._model)
