"""The pages: is the process alive, is it ready to serve, and the figures."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from bot.observing.door import Page
from bot.observing.metrics import KIND
from bot.ports import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.observing.metrics import PrometheusMeter
    from bot.observing.probe import Probe
    from bot.ports import Clock, Library, Platform


@dataclass(frozen=True, slots=True)
class Part:
    """Whether a part of the bot is well, and a sentence on it for people, without secrets."""

    ok: bool
    says: str


class Health:
    """Looks at the parts of a bot that is served. `faulty` says whether the knowledge on the disk cannot be read."""

    def __init__(
        self, probe: Probe, library: Library, platforms: Sequence[Platform], faulty: Callable[[], bool]
    ) -> None:
        self._probe = probe
        self._library = library
        self._platforms = platforms
        self._faulty = faulty

    async def alive(self) -> Page:
        """Whoever gets this has it from the event loop of a running process."""
        return _report({"process": Part(ok=True, says="The process runs and its event loop answers.")})

    async def ready(self) -> Page:
        """Whether a user would be answered now."""
        database = await self._database()
        return _report({"database": database, "platforms": self._served(), "knowledge": self._knowledge()})

    async def _database(self) -> Part:
        try:
            await self._probe.answer()
        except StoreError as error:
            return Part(ok=False, says=str(error))
        return Part(ok=True, says="The database answers.")

    def _served(self) -> Part:
        """One that is served is enough: the other is looked after in the log."""
        said = [
            f"{one.name} is served." if one.up else f"{one.name} is not served at the moment; the log says why."
            for one in self._platforms
        ]
        return Part(any(one.up for one in self._platforms), " ".join(said))

    def _knowledge(self) -> Part:
        entries = len(self._library.current().ids)
        says = f"{entries} entries are loaded."
        if self._faulty():
            says += " The files were changed since and have faults; the log names them."
        return Part(entries > 0, says)


class Figures:
    """The page of the metrics. What is left in the outbox is asked for when somebody wants to know."""

    def __init__(self, meter: PrometheusMeter, probe: Probe, clock: Clock) -> None:
        self._meter = meter
        self._probe = probe
        self._clock = clock
        self._one_at_a_time = asyncio.Lock()

    async def page(self) -> Page:
        """All figures. Made in a thread, because a thousand of them take longer than a turn."""
        try:
            backlog = await self._probe.answer()
        except StoreError:
            backlog = None
        async with self._one_at_a_time:
            self._meter.waiting(backlog, self._clock.now())
            return Page(HTTPStatus.OK, KIND, await asyncio.to_thread(self._meter.page))


def _report(parts: dict[str, Part]) -> Page:
    ok = all(part.ok for part in parts.values())
    told = {"ok": ok, "parts": {name: {"ok": part.ok, "says": part.says} for name, part in parts.items()}}
    status = HTTPStatus.OK if ok else HTTPStatus.SERVICE_UNAVAILABLE
    return Page(status, "application/json", json.dumps(told).encode() + b"\n")
