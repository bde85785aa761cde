"""One process that serves Telegram and Discord: its memory over many turns, and who keeps its event loop waiting.

The process is a real `bot serve` against the tests' servers on loopback. `BOT_TURNS=100000` runs as many turns (ten
minutes on two cores); as it comes, there are fewer.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import shutil
import statistics
import tempfile
import time
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot.shipped import folder as shipped
from tests.bench.redaction import UNITS
from tests.bench.row import Row
from tests.channels.discord.server import TOKEN, discord_server
from tests.channels.telegram.people import Person
from tests.channels.telegram.process import Served
from tests.channels.telegram.server import BotApi

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from tests.channels.discord.server import Discord

TURNS: Final = int(os.environ.get("BOT_TURNS", "6000"))
MEGABYTES: Final = 130
FLAT: Final = 0.02
SAMPLES: Final = 10
FLIGHTS: Final = 20  # people who write at the same time, on each platform
CROWD: Final = 500  # different people
STALL: Final = 0.05
SECONDS: Final = 30.0  # of load while the loop is watched
_TEXTS: Final = (
    "error 403 in tivimate",
    "still broken",
    "/code 502",
    "what now?",
    "buffering every evening",
    "/status",
)


def rows() -> list[Row]:
    """All figures."""
    return [*asyncio.run(_memory()), *asyncio.run(_stalls())]


class Both(Served):
    """A process that serves both platforms; `command` is what python runs."""

    def __init__(self, folder: Path, api: BotApi, discord: Discord, *command: str, **settings: str) -> None:
        here = {"DISCORD_TOKEN": TOKEN, "DISCORD_API_BASE": discord.url, "DISCORD_GATEWAY_URL": discord.gateway}
        super().__init__(folder, api, **here, **settings)
        self.env["PYTHONPATH"] = str(Path(__file__).parents[2])
        self.api, self.discord = api, discord
        self.command = command or ("-m", "bot", "serve")

    async def start(self) -> None:
        (self.folder / ".data").mkdir(exist_ok=True)
        await self.run(*self.command)
        await self.discord.until(lambda: self.discord.identified, 60)

    def resident(self) -> float:
        """Megabytes of memory, now."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024


@asynccontextmanager
async def serving(*command: str, **settings: str) -> AsyncIterator[Both]:
    """A process on a disk, with its two servers."""
    with tempfile.TemporaryDirectory(dir=Path(__file__).parent) as folder:
        async with BotApi(checked=False) as api, discord_server() as discord:
            served = Both(Path(folder), api, discord, *command, **settings)
            await served.start()
            try:
                yield served
            finally:
                await served.end()


async def _memory() -> list[Row]:
    """Resident memory after each tenth of the turns."""
    async with serving() as served:
        talk = _Talk(served)
        await talk.turns(1_000)
        found = []
        for _ in range(SAMPLES):
            await talk.turns(TURNS // SAMPLES)
            found.append(served.resident())
    middle, most = statistics.median(found), max(found)
    off = max(abs(one / middle - 1) for one in found)
    return [
        Row(
            f"memory of `bot serve` on both platforms, most over {TURNS:,} turns",
            f"{most:.0f} MB",
            "",
            "",
            f"≤ {MEGABYTES} MB",
            most <= MEGABYTES,
        ),
        Row(
            f"… and how flat: {SAMPLES} samples, {found[0]:.1f} to {found[-1]:.1f} MB",
            f"± {off:.1%}",
            "",
            "",
            f"± {FLAT:.0%}",
            off <= FLAT,
        ),
    ]


class _Talk:
    """People on both platforms, each of whom waits for an answer before they write again."""

    def __init__(self, served: Both) -> None:
        self.api, self.discord = served.api, served.discord
        self._ids = itertools.count()

    async def turns(self, many: int) -> None:
        """So many turns, half of them on each platform."""
        left = iter(range(many))

        async def go_on(turn: Callable[[int], Awaitable[None]]) -> None:
            for _ in left:
                await turn(next(self._ids))

        await asyncio.gather(*(go_on(turn) for turn in (self.telegram, self.slash) for _ in range(FLIGHTS)))
        self.forget()

    def forget(self) -> None:
        """What was said is of no more use to this side."""
        self.api.calls.clear()
        self.api.messages.clear()
        self.api.by_chat.clear()
        self.discord.asked.clear()
        self.discord.messages.clear()

    async def telegram(self, number: int, text: str | None = None) -> None:
        """One turn."""
        person = Person(self.api, 1 + number % CROWD)
        said = asyncio.create_task(self.api.next_said(person.chat))
        await asyncio.sleep(0)
        await person.write(text or _TEXTS[number // CROWD % len(_TEXTS)])
        await asyncio.wait_for(said, 60)

    async def slash(self, number: int) -> None:
        """One turn."""
        code = ("403", "502", "AUTH_FAILED")[number // CROWD % 3]
        asked = await self.discord.slash("code", 500 + number % CROWD, code=code)
        await self.discord.answered(asked, "", 60)


async def _stalls() -> list[Row]:
    """The loop, while people talk, others send what is long and hostile, and the knowledge is edited."""
    with tempfile.TemporaryDirectory() as folder:
        knowledge, report = Path(folder) / "knowledge", Path(folder) / "report.json"
        shutil.copytree(shipped("knowledge"), knowledge)
        command = ("-m", "tests.bench.watched", str(report))
        async with serving(*command, KNOWLEDGE_DIR=str(knowledge)) as served:
            talk = _Talk(served)
            await talk.turns(200)
            until = time.monotonic() + SECONDS
            await asyncio.gather(
                *(_chat(talk, number, until) for number in range(FLIGHTS)),
                _hostile(talk, until),
                _edits(knowledge, until),
            )
        found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    late, steps = found["late"], found["steps"]
    longest = steps[0][0] if steps else 0.0
    return [
        Row(
            f"event loop, {SECONDS:.0f} s of talk, hostile 64 kB, edited knowledge: how late at most",
            f"{1000 * late[0]:.0f} ms",
            f"p99 {1000 * late[len(late) // 100]:.1f} ms",
            "",
            "",
            None,
        ),
        Row(
            "… stalls of 50 ms and more, of " + f"{len(late):,} beats",
            str(sum(one >= STALL for one in late)),
            f"longest single step {1000 * longest:.0f} ms",
            "",
            "none",
            late[0] < STALL,
        ),
    ]


async def _chat(talk: _Talk, number: int, until: float) -> None:
    """Somebody who writes twice a second."""
    for turn in itertools.count():
        await (talk.telegram if number % 2 else talk.slash)(number + CROWD * turn)
        if time.monotonic() > until:
            return
        await asyncio.sleep(0.5)


async def _hostile(talk: _Talk, until: float) -> None:
    """Somebody who sends the longest texts that the bot reads, each of another kind that costs much."""
    hostile = Person(talk.api, 9_999_999)
    units = [unit for unit in UNITS[::3] if unit.strip()]  # nobody can send nothing
    for unit in itertools.cycle(("".join(UNITS), *units, "[403]", "\u0316\u0301", "account expired ")):
        said = asyncio.create_task(talk.api.next_said(hostile.chat))
        await asyncio.sleep(0)
        await hostile.file((unit * (65_536 // len(unit))).encode())
        await asyncio.wait_for(said, 60)
        said = asyncio.create_task(talk.api.next_said(hostile.chat))
        await asyncio.sleep(0)
        await hostile.write((unit * 4_096)[:4_096].replace("/", "|"))
        await asyncio.wait_for(said, 60)
        if time.monotonic() > until:
            return


async def _edits(knowledge: Path, until: float) -> None:
    """Somebody who edits an entry, which is then compiled anew."""
    while time.monotonic() < until:
        _edit(knowledge / "http" / "http-403.toml")
        await asyncio.sleep(SECONDS / 4)


def _edit(entry: Path) -> None:
    entry.write_text(entry.read_text(encoding="utf-8") + "\n# edited\n", encoding="utf-8")
