"""The shelf: always the last good base, however the files change under a running bot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.library.compiled import last_good, open_knowledge
from bot.library.faults import KnowledgeError
from bot.library.snapshot import stamp

if TYPE_CHECKING:
    from pathlib import Path

    from bot.core.knowledge import Knowledge
    from bot.library.faults import Fault
    from bot.library.snapshot import Stamp


class Shelf:
    """The `Library` of a running bot (see bot.ports).

    An editor's slip never takes the bot down: while the files have faults the last good base answers, after a restart
    too (from the cache). Faults stand in `faults`; `refresh` says when they changed, so that they are logged once.
    """

    def __init__(self, folder: Path, cache: Path | None) -> None:
        """Open the folder; with faults in it, the last good base that was compiled from it.

        Raises:
            KnowledgeError: the folder has faults, and there is no last good base.
        """
        self._folder = folder
        self._cache = cache
        self._looked: float | None = None
        self.faults: tuple[Fault, ...] = ()
        # Taken before the files are read: a file that changes meanwhile is seen as changed at the next look.
        self._stamp = self._look()
        try:
            self._knowledge = open_knowledge(folder, cache)
        except KnowledgeError as error:
            kept = last_good(folder, cache)
            if kept is None:
                raise
            self._knowledge = kept
            self.faults = error.faults

    def current(self) -> Knowledge:
        """The base to answer with now."""
        return self._knowledge

    def refresh(self, now: float, interval: float = 0.0) -> bool:
        """Look whether files changed, at most once per `interval`; True if the base or the faults are other ones now.

        `now` and `interval` are seconds on a clock that never goes back (time.monotonic, or the loop's).
        """
        if self._looked is not None and now - self._looked < interval:
            return False
        self._looked = now
        seen = self._look()
        if seen == self._stamp:
            return False
        self._stamp = seen
        before = (self._knowledge.version, self.faults)
        try:
            found = open_knowledge(self._folder, self._cache)
        except KnowledgeError as error:
            self.faults = error.faults
        else:
            self.faults = ()
            if found.version != self._knowledge.version:  # else what was decoded already stays decoded
                self._knowledge = found
        return (self._knowledge.version, self.faults) != before

    def _look(self) -> Stamp | None:
        try:
            return stamp(self._folder)
        except OSError:
            return None
