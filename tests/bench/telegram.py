"""Telegram over a loopback Bot API server: the processor time of a whole turn, the first reply, storms, the end.

The bot and, beside it, a stock python-telegram-bot echo bot run in processes of their own; the server and the people in
this one. CPU is what the kernel counted for the bot's process. `echo` as an argument makes this file the echo bot.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from telegram import Bot
from telegram.request import HTTPXRequest

from bot.channels.telegram.transport import AiohttpRequest
from tests.bench.row import Row
from tests.channels.telegram.people import Person
from tests.channels.telegram.process import Served, answered, check_books, load
from tests.channels.telegram.server import TOKEN, BotApi

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telegram.request import BaseRequest

_TICK = os.sysconf("SC_CLK_TCK")
_USERS, _TURNS, _ROUNDS = 50, 100, 3
_CALLS = 300


def rows() -> list[Row]:
    """All figures, each in a world of its own."""
    return [*asyncio.run(_transports()), *asyncio.run(_turns()), *asyncio.run(_storm()), asyncio.run(_end())]


class Echo(Served):
    """The stock bot of python-telegram-bot's first page, against our server."""

    async def start(self) -> None:
        self.env["PYTHONPATH"] = str(Path(__file__).parents[2])
        await self.run("-m", "tests.bench.telegram", "echo")


def echo() -> None:
    """What the library's documentation shows first (examples/echobot.py)."""
    from telegram.ext import ApplicationBuilder, MessageHandler, filters  # noqa: PLC0415 -- the other process's

    async def reply(update: Any, _: Any) -> None:  # noqa: ANN401 -- the library's
        await update.message.reply_text(update.message.text)

    base = os.environ["TELEGRAM_BASE_URL"]
    application = ApplicationBuilder().token(TOKEN).base_url(base).build()
    application.add_handler(MessageHandler(filters.ALL, reply))
    application.run_polling()


def _cpu(pid: int) -> float:
    """Seconds of processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK


async def _work(api: BotApi, people: Sequence[Person], texts: Sequence[str]) -> list[float]:
    """Everybody writes at once, and again when answered: the seconds to each reply."""
    late: list[float] = []

    async def talk(person: Person) -> None:
        for text in texts:
            begun, said = time.perf_counter(), asyncio.create_task(api.next_said(person.chat))
            await asyncio.sleep(0)
            await person.write(text)
            await asyncio.wait_for(said, 60)
            late.append(time.perf_counter() - begun)

    await asyncio.gather(*map(talk, people))
    return late


async def _turns() -> list[Row]:
    """A turn's CPU beside the echo bot's, and the first reply with fifty at once."""
    texts = ["error 403 in tivimate", "still broken", "/code 502", "what now?", "/status"] * (_TURNS // 5)
    with tempfile.TemporaryDirectory() as folder:
        async with BotApi(checked=False) as mine, BotApi(checked=False) as its:
            ours, echoing = Served(Path(folder), mine), Echo(Path(folder), its)
            await ours.start()
            await echoing.start()
            first: list[float] = []
            alone: list[tuple[float, float]] = []
            crowd: list[tuple[float, float]] = []
            await _work(mine, [Person(mine, 9_999)], texts[:3])
            await _work(its, [Person(its, 9_999)], texts[:3])
            for number in range(_ROUNDS):
                many = range(100 * number + 1, 100 * number + 1 + _USERS)
                first += await _work(mine, [Person(mine, one) for one in many], texts[:1])
                pair = []
                for api, served in ((mine, ours), (its, echoing)):
                    before = _cpu(served.process.pid)
                    await _work(api, [Person(api, 50 + 100 * number)], texts)
                    middle = _cpu(served.process.pid)
                    await _work(api, [Person(api, one) for one in many], texts[:5])
                    pair.append(((middle - before) / len(texts), (_cpu(served.process.pid) - middle) / 5 / _USERS))
                alone.append((pair[0][0], pair[1][0]))
                crowd.append((pair[0][1], pair[1][1]))
            await ours.end()
            await echoing.end()
    p95 = statistics.quantiles(first, n=20)[18]
    return [
        _ratio("a whole turn (fetch, limit, match, commit, reply), one at a time: CPU", alone),
        _ratio(f"the same, {_USERS} users at once: CPU", crowd),
        Row(f"first reply, {_USERS} users at once, p95", f"{p95 * 1000:.0f} ms", "", "", "≤ 1 s", p95 <= 1),
    ]


def _ratio(name: str, pairs: list[tuple[float, float]]) -> Row:
    ours, floor = (statistics.median(side) for side in zip(*pairs, strict=True))
    ratio = ours / floor
    return Row(
        name, f"{ours * 1000:.1f} ms", f"PTB echo bot {floor * 1000:.1f} ms", f"{ratio:.2f}", "≤ 1.5", ratio <= 1.5
    )


async def _storm() -> list[Row]:
    """One chat is refused with 429 again and again: what the others notice."""
    with tempfile.TemporaryDirectory() as folder:
        async with BotApi(checked=False) as api:
            served = Served(Path(folder), api)
            await served.start()
            people, stormy = [Person(api, number) for number in range(1, 11)], Person(api, 666)
            await _work(api, people, ["/help"] * 5)
            idle = await _work(api, people, ["/help"] * 30)

            async def storm() -> None:
                while True:
                    api.floods[666] = (time.monotonic() + 1, 1)
                    await stormy.write("/help")
                    await asyncio.sleep(0.05)

            storming = asyncio.create_task(storm())
            await asyncio.sleep(1)
            during = await _work(api, people, ["/help"] * 30)
            storming.cancel()
            await asyncio.gather(storming, return_exceptions=True)
            api.floods.clear()
            await answered(api, [*people, stormy])
            lost = check_books(served, api, [*people, stormy], 0)
            await served.end()
    before, after = (statistics.quantiles(side, n=20)[18] for side in (idle, during))
    return [
        Row(
            "one chat in a 429 storm: the others' p95",
            f"{after * 1000:.0f} ms",
            f"idle {before * 1000:.0f} ms",
            f"{after / before:.2f}",
            "≤ 2",
            after / before <= 2,
        ),
        Row("… replies lost or repeated in it", str(lost), "", "", "0", lost == 0),
    ]


async def _end() -> Row:
    """SIGTERM while people write."""
    with tempfile.TemporaryDirectory() as folder:
        async with BotApi(checked=False) as api:
            people = [Person(api, number) for number in range(1, 21)]
            served = Served(Path(folder), api)
            async with load(people):
                await served.start()
                await api.until(lambda: api.confirmed > 1300, 60)
                begun = time.perf_counter()
                status = await served.end()
                took = time.perf_counter() - begun
            await served.start()
            await answered(api, people)
            await served.end()
            wrong = check_books(served, api, people, 0)
    fine = status == 0 and took <= 10 and wrong == 0
    return Row("SIGTERM under load; replies lost or repeated", f"{took:.1f} s; {wrong}", "", "", "≤ 10 s; 0", fine)


async def _transports() -> list[Row]:
    """A message sent by the library over its own transport and over ours, alone and fifty in flight."""
    found: dict[tuple[str, int], list[float]] = {}
    async with BotApi(checked=False) as api:
        Person(api, 1)
        for _ in range(_ROUNDS):
            for name, make in (
                ("ours", lambda: AiohttpRequest(TOKEN)),
                ("httpx", lambda: HTTPXRequest(connection_pool_size=100)),
            ):
                for flights in (1, _USERS):
                    found.setdefault((name, flights), []).append(await _sends(api, make(), make(), flights))
    made = []
    for flights in (1, _USERS):
        ours, floor = (statistics.median(found[name, flights]) * 1000 for name in ("ours", "httpx"))
        name = f"sendMessage, {flights} in flight, both ends of the wire: CPU"
        made.append(
            Row(
                name,
                f"aiohttp {ours:.1f} ms",
                f"PTB's httpx {floor:.1f} ms",
                f"{ours / floor:.2f}",
                "≤ 1",
                ours <= floor,
            )
        )
    return made


async def _sends(api: BotApi, request: BaseRequest, updates: BaseRequest, flights: int) -> float:
    async with Bot(TOKEN, f"{api.url}/bot", f"{api.url}/file/bot", request, updates) as bot:
        await bot.send_message(1, "first")
        gate = asyncio.Semaphore(flights)

        async def send() -> None:
            async with gate:
                await bot.send_message(1, "hello")

        begun = time.process_time()
        await asyncio.gather(*(send() for _ in range(_CALLS)))
        return (time.process_time() - begun) / _CALLS


if __name__ == "__main__" and sys.argv[1:] == ["echo"]:
    echo()
