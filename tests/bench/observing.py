"""What it costs to be observed: the part of a turn's CPU that goes into metrics, and into a line of the log.

Timed where it is spent, within real turns: whole turns with and without differ by less than rounds of them do.
"""

from __future__ import annotations

import asyncio
import logging
import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.app import logs
from bot.app.masking import Masking
from bot.core.effects import Record
from bot.core.events import Key, Wrote
from bot.core.limits import Limit
from bot.engine.checking import Checker
from bot.engine.engine import Engine
from bot.library.compiled import open_knowledge
from bot.observing.metrics import PrometheusMeter
from bot.shipped import folder
from bot.storage import open_store, upgrade
from tests.bench.row import Row
from tests.core.base import NOON
from tests.engine.fakes import RULES, TERMS, FixedClock, Panels, Recorder, Shelf

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 15
EACH = 100  # turns in a round
USERS = 20
METRICS_TARGET, LINE_TARGET = 0.05, 0.10

_SAID = ("error 403 in tivimate", "all channels are black since yesterday", "thanks", "X-Err-Code: 2000 on my fire tv")


def rows() -> list[Row]:
    """All figures."""
    with tempfile.TemporaryDirectory(dir=Path(__file__).parent) as where:
        turn, metrics, line = asyncio.run(_measured(where))
    return [
        _row("CPU of a turn that goes into metrics", metrics, turn, METRICS_TARGET),
        _row("CPU of a turn that goes into its line of the log (LOG_LEVEL=INFO)", line, turn, LINE_TARGET),
        _page(),
    ]


def _row(name: str, part: float, turn: float, target: float) -> Row:
    share = part / turn
    whole = f"of {turn * 1e3:.2f} ms"
    return Row(name, f"{part * 1e6:.0f} µs", whole, f"{share:.1%}", f"≤ {target:.0%}", share <= target)


def _page() -> Row:
    """The page of a bot that has seen every entry answered, offered and fixed."""
    meter, ids = PrometheusMeter(), open_knowledge(folder("knowledge"), None).ids
    for entry in ids:
        notes: dict[str, dict[str, Any]] = {
            "answered": {"entry": entry},
            "asked": {"entries": [entry]},
            "fixed": {"entry": entry},
        }
        effects = [Record(what, data) for what, data in notes.items()]
        meter.turned(Wrote("e", Key("telegram", "1", "1"), NOON, ""), effects, 0.001)
    start = time.perf_counter()
    size = len(meter.page())
    took = f"{(time.perf_counter() - start) * 1e3:.0f} ms, {size / 1024:.0f} kB (in a thread)"
    return Row(f"/metrics, {len(ids)} entries", took, "", "", "", None)


class _Watch:
    """CPU seconds that were spent in the functions that it watches."""

    def __init__(self) -> None:
        self.spent = 0.0

    def on(self, owner: object, *names: str) -> None:
        for name in names:
            setattr(owner, name, self._timed(getattr(owner, name)))

    def _timed(self, call: Callable[..., object]) -> Callable[..., object]:
        def timed(*arguments: Any, **named: Any) -> object:
            start = time.thread_time()
            try:
                return call(*arguments, **named)
            finally:
                self.spent += time.thread_time() - start

        return timed


class _Lines(logging.Handler):
    """Makes lines of what is logged, and throws them away."""

    def __init__(self) -> None:
        super().__init__()
        self.formatter = logs.formatter("json", Masking(["123456:ABCDEFGHIJ"]), b"a secret of sixteen bytes")

    def emit(self, record: logging.LogRecord) -> None:
        assert self.format(record)


async def _measured(where: str) -> tuple[float, float, float]:
    """CPU seconds of a turn, of its metrics and of its line: the medians of rounds."""
    url, shelf, clock, meter = f"sqlite:///{where}/bot.db", Shelf(), FixedClock(), PrometheusMeter()
    upgrade(url)
    shelf.base = open_knowledge(folder("knowledge"), None)
    counted, logged, logger = _Watch(), _Watch(), logging.getLogger("bot.engine.engine")
    counted.on(meter, "turned", "delivered", "stored")
    logged.on(logger, "info")
    logger.addHandler(_Lines())
    logger.setLevel(logging.INFO)
    store = open_store(url, meter=meter)
    rules = replace(RULES, limits={**RULES.limits, "message": Limit(10**9, 1e-9)})
    engine = Engine(store, shelf, rules, clock, Checker(store, Panels(), clock, TERMS, meter), meter)
    found: list[tuple[float, float, float]] = []
    for number in range(ROUNDS):
        counted.spent = logged.spent = 0.0
        found.append((await _round(engine, number), counted.spent / EACH, logged.spent / EACH))
    await store.close()
    turn, metrics, line = (statistics.median(figures) for figures in zip(*found[1:], strict=True))
    return turn, metrics, line


async def _round(engine: Engine, number: int) -> float:
    channel, start = Recorder(), time.process_time()
    for turn in range(EACH):
        user = str(turn % USERS)
        event = Wrote(f"{number}-{turn}", Key("telegram", user, user), NOON, _SAID[turn % len(_SAID)])
        await engine.handle(event, channel)
    return (time.process_time() - start) / EACH
