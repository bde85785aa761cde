"""Many people and one panel before two replicas of the bot on one PostgreSQL, and what must hold whatever happens.

Telegram calls now this replica, now that one, one update of a chat after the other. Everybody writes more than they
may, and half of them ask for a check of an account on the same panel, some with a wrong password.
"""

from __future__ import annotations

import asyncio
import json
import random
import threading
import time
from collections import Counter, defaultdict
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import cycle, islice, pairwise
from typing import TYPE_CHECKING, Any, Final

import psycopg

from bot.app.build import parts
from bot.app.serve import telegram_options
from bot.app.settings import Settings
from bot.channels.telegram.platform import Telegram
from bot.core.effects import Say
from bot.engine.parcels import effect
from bot.ports import Parcel
from tests.channels.telegram.people import Person
from tests.channels.telegram.process import QUESTIONS, Served
from tests.channels.telegram.server import BotApi
from tests.channels.telegram.world import SECRET, free_port
from tests.panel import ALLOWED, ANSWERS, panel

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.panel import Panel

REPLICAS: Final = 2
JITTER: Final = 0.6  # seconds that Telegram may take longer for one message than for the next
HOURLY, SPACING = 12, 0.1  # requests that the panel allows us
FAILURES, DISTINCT = 4, 3  # of them refused logins, and different ones
_CLOCK: Final = 0.01  # seconds by which two clocks may differ
_HEARD: Final = (
    "SELECT chat, text FROM transcript JOIN conversation ON conversation.id = conversation_id "
    "WHERE who = 'user' ORDER BY transcript.id"
)
_SAID: Final = (
    "SELECT chat, kind, body FROM outbox JOIN conversation ON conversation.id = conversation_id ORDER BY outbox.id"
)
_ASIDE: Final = "I deleted your message"  # what is said of a message that is hidden, beside the outbox's own words


@dataclass
class Books:
    """What went wrong; all but `repeated` must be nought."""

    lost: int = 0  # updates that were never handled, and replies that never came
    repeated: int = 0  # replies that came twice
    doubled: int = 0  # of them more than one for each kill in a conversation; updates that were handled twice
    admitted: int = 0  # messages above the limit
    disorder: int = 0  # conversations in which something came before its time
    panel: list[str] = field(default_factory=list)  # budgets of the panel that were not kept

    @property
    def wrong(self) -> int:
        """How much went wrong."""
        return self.lost + self.doubled + self.admitted + self.disorder + len(self.panel)


class Asked:
    """What the panel saw: when, how long, whose login."""

    def __init__(self) -> None:
        self.spans: list[tuple[float, float]] = []
        self.names: list[str] = []
        self._lock = threading.Lock()

    def answer(self, name: str) -> tuple[int, str]:
        """Wrong logins are refused; everybody waits a little."""
        begun = time.monotonic()
        time.sleep(0.05)
        with self._lock:
            self.spans.append((begun, time.monotonic()))
            self.names.append(name)
        return ANSWERS["invalid_credentials" if name.startswith("wrong") else "active"]

    def faults(self) -> list[str]:
        """Budgets that were not kept."""
        spans, wrong = sorted(self.spans), [name for name in self.names if name.startswith("wrong")]
        found = [f"two at once: {a} {b}" for a, b in pairwise(spans) if b[0] < a[1]]
        found += [f"{b[0] - a[1]:.2f} s apart" for a, b in pairwise(spans) if b[0] - a[1] < SPACING - _CLOCK]
        if len(spans) > HOURLY:
            found.append(f"{len(spans)} requests")
        if len(wrong) > FAILURES or len(set(wrong)) > DISTINCT:
            found.append(f"{len(wrong)} wrong logins, {len(set(wrong))} different ones")
        return found


class Inside:
    """A replica inside this process, with parts and connections of its own."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self._settings = Settings(_env_file=None, **{name.lower(): value for name, value in settings.items()})
        self._stop = asyncio.Event()
        self._serving: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Serve."""
        self._serving = asyncio.create_task(self._serve())

    async def end(self, _: int = 0) -> None:
        """End in good order; it cannot be killed."""
        self._stop.set()
        if self._serving:
            await self._serving

    async def _serve(self) -> None:
        options = telegram_options(self._settings)
        assert options
        async with parts(self._settings) as built:
            telegram = Telegram(options, built.engine, built.clock, built.leadership)
            await telegram.run(self._stop)
            await built.engine.close(1)
            await telegram.close()


@dataclass
class Crowd:
    """The people, the replicas, and the panel."""

    api: BotApi
    people: list[Person]
    url: str
    replicas: list[Served | Inside]
    panel: Panel
    asked: Asked
    written: int  # messages of a user
    wrote: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def admitted(self) -> int:
        """So many messages of a user are answered, and not one more."""
        return _admitted(self.written)

    def ask(self, statement: str) -> list[tuple[Any, ...]]:
        """Look into the database."""
        with psycopg.connect(self.url) as server:
            return server.execute(statement.encode()).fetchall()

    async def write(self, pause: float = 0.0) -> None:
        """Everybody writes what they have to say, all at once."""
        await asyncio.gather(*(self._writes(person, pause) for person in self.people))

    async def kill(self, number: int) -> None:
        """kill -9 a replica and start it again."""
        await self.replicas[number].end(9)
        await self.replicas[number].start()

    async def settled(self, seconds: float) -> None:
        """Wait until everything was taken, and every reply has come or `seconds` are over."""
        await self.api.until(lambda: not self.api.updates, seconds)
        until = time.monotonic() + seconds
        while time.monotonic() < until and self._open():  # noqa: ASYNC110 -- the database tells nobody
            await asyncio.sleep(0.2)

    def _open(self) -> bool:
        ((replies, checks),) = self.ask(
            "SELECT (SELECT count(*) FROM outbox WHERE sent_at IS NULL), "
            "(SELECT count(*) FROM account_check WHERE ended_at IS NULL)"
        )
        return bool(replies or checks)

    async def _writes(self, person: Person, pause: float) -> None:
        login = f"{'right' if person.id % 9 else 'wrong'}{person.id}"
        for number, question in enumerate(islice(cycle(QUESTIONS), self.written)):
            text = f"/check {self.panel.link(login, 'Zq82pass')}" if number == 1 and person.id % 2 else question
            self.wrote[person.id].append(text)
            await person.write(text)
            await asyncio.sleep(pause)

    def books(self, kills: int) -> Books:
        """What went wrong, with so many kills."""
        books = Books(panel=self.asked.faults())
        ((events, replies),) = self.ask(
            "SELECT (SELECT count(*) FROM event WHERE event_id NOT SIMILAR TO '%:(over|interrupted)'), "
            "(SELECT count(*) FROM outbox WHERE sent_at IS NULL)"
        )
        books.lost += max(0, self.written * len(self.people) - events) + replies
        books.doubled += max(0, events - self.written * len(self.people))
        heard, said = defaultdict(list), defaultdict(list)
        for chat, text in self.ask(_HEARD):
            heard[chat].append(text)
        for chat, kind, body in self.ask(_SAID):
            if isinstance(words := effect(Parcel(kind, json.loads(body))), Say):
                said[chat].append(words.plain)
        for person in self.people:
            self._compare(books, person, heard[str(person.id)], said[str(person.id)], kills)
        return books

    def _compare(self, books: Books, person: Person, heard: list[str], said: list[str], kills: int) -> None:
        """One conversation: what the database has beside what the user wrote and saw."""
        books.admitted += max(0, len(heard) - self.admitted)
        books.lost += max(0, self.admitted - len(heard))
        words = [text.partition(" http")[0] for text in self.wrote[person.id][: self.admitted]]
        seen = [text for text in self.api.heard[person.id] if not text.startswith(_ASIDE)]
        out_of_turn = [text.partition(" http")[0] for text in heard] != words
        left = iter(seen)
        books.disorder += out_of_turn or not all(any(text == other for other in left) for text in said)
        missing, extra = Counter(said) - Counter(seen), Counter(seen) - Counter(said)
        books.lost += missing.total()
        books.repeated += extra.total()
        books.doubled += max(0, extra.total() - kills)


def _admitted(written: int) -> int:
    return written - 1


@asynccontextmanager
async def crowd(folder: Path, url: str, users: int, written: int, *, processes: bool) -> AsyncIterator[Crowd]:
    """Replicas that serve, in processes of their own or here, and people who have not begun yet."""
    asked = Asked()
    async with AsyncExitStack() as stack:
        api = await stack.enter_async_context(BotApi(checked=False))
        api.jitter = JITTER
        here = stack.enter_context(panel(answer=asked.answer))
        replicas: list[Served | Inside] = []
        for number in range(REPLICAS):
            port, place = free_port(), folder / f"replica{number}"
            place.mkdir()
            settings = {
                "DATABASE_URL": url,
                "SECRET_KEY": "a secret of sixteen bytes",
                "TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{port}/hook",
                "TELEGRAM_WEBHOOK_LISTEN": f"127.0.0.1:{port}",
                "TELEGRAM_WEBHOOK_SECRET": SECRET,
                "LIMIT_MESSAGES": f"{_admitted(written)}/day",
                "CHECK_ALLOWED_PANELS": "127.0.0.1",
                "CHECK_OWN_SPACING": str(SPACING),
                "CHECK_OWN_HOURLY": str(HOURLY),
                **ALLOWED,
            }
            replicas.append(Served(place, api, **settings) if processes else Inside({**api.settings, **settings}))
            api.behind.append(settings["TELEGRAM_WEBHOOK_URL"])
        await asyncio.gather(*(replica.start() for replica in replicas))
        for replica in replicas:
            stack.push_async_callback(replica.end)
        await api.until(lambda: len(api.made("setWebhook")) == REPLICAS, 30)
        people = [Person(api, number) for number in range(1, users + 1)]
        yield Crowd(api, people, url, replicas, here, asked, written)


async def run(
    folder: Path, url: str, *, users: int, written: int, processes: bool, kills: int = 0, seed: int = 0
) -> Books:
    """The whole of it, and its books. `kills`: so often a process is killed with -9 meanwhile, and begins anew."""
    chance = random.Random(seed)  # noqa: S311 -- any moment will do
    async with crowd(folder, url, users, written, processes=processes) as here:
        writing = asyncio.create_task(here.write(0.5 if kills else 0.0))
        for number in range(kills):
            await asyncio.sleep(chance.uniform(0.3, 1.5))
            await here.kill(number % REPLICAS)
        await writing
        with suppress(TimeoutError):
            await here.settled(120)
        return here.books(kills)
