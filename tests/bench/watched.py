"""`bot serve` as it is, with a watchdog in its event loop. `python -m tests.bench.watched REPORT` writes what it saw.

Two things are seen: by how much a task that wants to run every five milliseconds is late, and the longest that a single
step held the loop. Other programs are not our code: time in which the loop's thread was ready and the machine had no
processor for it is not counted (Linux says so in /proc/thread-self/schedstat), and nothing counts for more than the
processor time that this process used meanwhile. Waiting for the interpreter's lock is counted, since another thread of
ours has it.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import sys
import time
from asyncio.events import Handle
from pathlib import Path
from typing import Any, Final

EVERY: Final = 0.005
WORTH_A_NOTE: Final = 0.03


class Watch:
    """Seconds, longest first: how late the beats were, and steps with the names of what they ran."""

    def __init__(self) -> None:
        self.late: list[float] = []
        self.steps: list[tuple[float, str]] = []
        self.collected: list[float] = []  # by the garbage collector
        self._schedule = os.open("/proc/thread-self/schedstat", os.O_RDONLY)

    def _now(self) -> tuple[float, float]:
        """The time, less that in which this thread was ready and did not run; processor time of the process."""
        queued = int(os.pread(self._schedule, 100, 0).split()[1]) / 1e9
        return time.perf_counter() - queued, time.process_time()

    def _since(self, then: tuple[float, float], meant: float = 0.0) -> float:
        """Seconds that are ours, without those that were `meant` to pass."""
        now = self._now()
        return min(now[0] - then[0] - meant, now[1] - then[1])

    async def beat(self) -> None:
        """Want to run all the time."""
        while True:
            then = self._now()
            await asyncio.sleep(EVERY)
            self.late.append(self._since(then, EVERY))

    def time_steps(self) -> None:
        """Time everything that the loop runs from now on."""
        run = Handle._run  # noqa: SLF001 -- what asyncio's own debug mode times, at a tenth of the price

        def timed(handle: Any) -> None:  # noqa: ANN401 -- private
            then = self._now()
            run(handle)
            took = self._since(then)
            if took > WORTH_A_NOTE:
                self.steps.append((took, repr(handle)))

        Handle._run = timed  # type: ignore[assignment, method-assign] # noqa: SLF001 -- the same

    def time_collections(self) -> None:
        """Time the garbage collector, which lets nobody run."""
        begun = 0.0

        def told(phase: str, _: object) -> None:
            nonlocal begun
            if phase == "start":
                begun = time.thread_time()
            else:
                self.collected.append(time.thread_time() - begun)

        gc.callbacks.append(told)


async def watched() -> dict[str, Any]:
    """Serve until SIGTERM; what was seen."""
    from bot.app.serve import serve  # noqa: PLC0415 -- the benchmarks import this file for its constants
    from bot.app.settings import read_settings  # noqa: PLC0415 -- the same

    watch = Watch()
    watch.time_steps()
    watch.time_collections()
    beats: list[asyncio.Task[None]] = []

    def told(line: str) -> None:
        print(line, flush=True)
        if not beats:  # starting up may take its time
            beats.append(asyncio.create_task(watch.beat()))
            watch.steps.clear()

    await serve(read_settings(), told)
    for beat in beats:
        beat.cancel()
    return {
        "late": sorted(watch.late, reverse=True),
        "steps": sorted(watch.steps, reverse=True)[:20],
        "collected": sorted(watch.collected, reverse=True)[:20],
    }


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(asyncio.run(watched())), encoding="utf-8")
