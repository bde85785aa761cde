"""Parts for engine tests: tens of lines, real behaviour, no mocks."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from bot.core.account import guard
from bot.core.account.policy import Policy
from bot.core.account.wire import Response
from bot.core.limits import Limit
from bot.engine.checking import Checker, Terms
from bot.engine.deciding import Rules
from bot.engine.engine import Engine
from bot.meter import UNMETERED, Unmetered
from bot.ports import Belongings, DeliveryError, Filed, Loaded, LostError, Posted, Spoken, Stored, Wanted
from tests.core.base import NOON, knowledge

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from bot.core.account.login import Server
    from bot.core.account.wire import Answer, Failure, Request
    from bot.core.effects import Carried
    from bot.core.events import Key
    from bot.core.knowledge import Knowledge
    from bot.core.limits import Bucket
    from bot.meter import Meter
    from bot.ports import Deed, Json, Relayed, Saved, Store

T = TypeVar("T")

RULES = Rules(
    limits={"message": Limit(20, 3.0), "check": Limit(5, 17280.0), "ticket": Limit(3, 28800.0)},
    idle=timedelta(hours=24),
    lease=timedelta(minutes=1),
    secret=b"a secret of sixteen bytes",
)


class MemoryStore:
    """A store in memory that keeps the promises of the port."""

    def __init__(self) -> None:
        self.states: dict[Key, Json | None] = {}
        self.events: set[tuple[str, str]] = set()
        self.buckets: dict[str, dict[str, Bucket]] = defaultdict(dict)
        self.spoken: list[Spoken] = []
        self.outbox: dict[int, Posted] = {}
        self.last = 0
        self.checks: dict[str, tuple[Key, datetime, Json | None]] = {}  # by id; the verdict stands in the last place
        self.ended: set[str] = set()
        self.rows: dict[str, Json] = {}
        self.page = 1000
        self.files: dict[str, Filed] = {}
        self.relays: list[Relayed] = []
        self.done: list[Deed] = []
        self.others = False  # other processes may deliver what stands before a row, as on PostgreSQL

    async def turn(
        self, key: Key, event: str, at: datetime, owner: str, decide: Callable[[Loaded], Saved]
    ) -> Sequence[Posted] | None:
        if (key.platform, event) in self.events:
            return None
        mine = [filed for filed in self.files.values() if filed.key.user == key.user]
        saved = decide(Loaded(self.states.get(key), dict(self.buckets[owner]), self.files.__contains__, lambda: mine))
        self.events.add((key.platform, event))
        if saved.forget:
            self.spoken = [spoken for spoken in self.spoken if spoken.key.user != key.user]
            for filed in mine:
                del self.files[filed.ticket.ref]
        self.states[key] = saved.state
        self.buckets[owner].update(saved.buckets)
        self.spoken += [Spoken(key, at, line) for line in saved.lines]
        rows = [Posted(self.last + number, key, parcel) for number, parcel in enumerate(saved.parcels, 1)]
        self.last += len(rows)
        for number, row in enumerate(rows):
            lane = [one.id for one in self.outbox.values() if one.lane == row.lane]
            rows[number] = replace(row, after=max(lane, default=None) if self.others else None)
            self.outbox[row.id] = row
        if saved.check:
            self.checks[saved.check] = (key, at, None)
        if saved.checked:
            check, verdict = saved.checked
            self.checks[check] = (key, at, verdict)
            self.ended.add(check)
        if saved.ticket:
            known = self.files.get(saved.ticket.ref, Filed(saved.ticket, key, 1))
            self.files[saved.ticket.ref] = replace(known, ticket=saved.ticket)
        self.done += [replace(deed, at=at) for deed in saved.deeds]
        return rows

    async def take(self, platform: str, now: datetime, lease: timedelta, *, orphans: bool = False) -> Sequence[Posted]:
        assert now.tzinfo
        assert lease
        return [row for row in self.outbox.values() if row.lane.platform == platform and orphans]

    async def renew(self, ids: Sequence[int], now: datetime, lease: timedelta) -> None:
        assert now.tzinfo
        assert lease
        assert set(ids) <= set(self.outbox)

    async def sent(self, ids: Sequence[int], at: datetime, relayed: Sequence[Relayed] = ()) -> None:
        assert at.tzinfo
        self.relays += relayed
        for row in ids:
            del self.outbox[row]

    async def is_behind(self, row: int) -> bool:
        lane = self.outbox[row].lane
        return any(one.id < row and one.lane == lane for one in self.outbox.values())

    async def ticket(self, ref: str) -> Filed | None:
        return self.files.get(ref)

    async def tickets(
        self,
        *,
        closed: bool | None = False,
        user: tuple[str, str] | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        before: datetime | None = None,
        after: str = "",
    ) -> Sequence[Filed]:
        assert (user, since, until) == (None, None, None)
        return [
            filed
            for ref, filed in sorted(self.files.items())
            if ref > after and closed in (None, filed.ticket.closed) and (not before or filed.ticket.touched < before)
        ]

    async def ticket_at(self, desk: str, place: str) -> Filed | None:
        return next((one for one in self.files.values() if (one.ticket.desk, one.place) == (desk, place)), None)

    async def ticket_of(self, target: str) -> Filed | None:
        return next((self.files[one.ticket] for one in self.relays if one.target == target), None)

    async def placed(self, ref: str, place: str | None, card: str | None) -> None:
        self.files[ref] = replace(self.files[ref], place=place, card=card)

    async def target(self, ticket: str | None, source: str) -> str | None:
        found = (one for one in reversed(self.relays) if one.source == source and ticket in (None, one.ticket))
        return next((one.target for one in found), None)

    async def deeds(self, ref: str) -> Sequence[Deed]:
        return [deed for deed in self.done if deed.ticket == ref]

    async def transcript(self, key: Key) -> Sequence[Spoken]:
        return [spoken for spoken in self.spoken if spoken.key == key]

    async def ledger(
        self, names: Sequence[str], at: datetime, decide: Callable[[Mapping[str, Json]], tuple[Mapping[str, Json], T]]
    ) -> T:
        assert at.tzinfo
        changed, result = decide({name: self.rows.get(name, {}) for name in names})
        self.rows.update(changed)
        return result

    async def interrupted(self, platform: str, before: datetime, *, orphans: bool = False) -> Sequence[tuple[Key, str]]:
        return [
            (key, check)
            for check, (key, at, _) in self.checks.items()
            if check not in self.ended and key.platform == platform and (orphans or at <= before)
        ]

    async def conversations(self, wanted: Wanted, after: int = 0) -> Sequence[Stored]:
        return [
            Stored(number, f"number{number + 21}", key, NOON, NOON, state)
            for number, (key, state) in enumerate(self.states.items(), 1)
            if number > after and wanted.platform in (None, key.platform) and wanted.user in (None, key.user)
        ]

    async def lines(
        self, conversation: int, wanted: Wanted, after: int = 0, *, notes: bool = False
    ) -> Sequence[tuple[int, Spoken]]:
        assert wanted == Wanted()
        key = list(self.states)[conversation - 1]
        found = [
            (number, spoken)
            for number, spoken in enumerate(self.spoken, 1)
            if number > after and spoken.key == key and (not notes or spoken.line.who == "note")
        ]
        return found[: self.page]

    async def count(self, conversation: int, wanted: Wanted) -> int:
        return len(await self.lines(conversation, wanted))

    async def belongings(self, platform: str, user: str, owner: str) -> Belongings:
        waiting = [
            {"kind": row.parcel.kind, "body": row.parcel.body}
            for row in self.outbox.values()
            if (row.key.platform, row.key.user) == (platform, user)
        ]
        return Belongings(waiting, [], dict(self.buckets[owner]), self.rows.get(f"user:{owner}"))

    async def close(self) -> None:
        self.outbox.clear()


class Shelf:
    """A library with one base."""

    def __init__(self) -> None:
        self.base = knowledge()

    def current(self) -> Knowledge:
        return self.base


class Recorder:
    """A channel that remembers; `down` makes it fail."""

    def __init__(self) -> None:
        self.delivered: list[tuple[Key, Carried]] = []
        self.down = self.gone = False

    async def deliver(self, key: Key, effect: Carried) -> str | None:
        if self.down:
            raise DeliveryError("the platform is down")
        if self.gone:
            raise LostError("they are gone")
        self.delivered.append((key, effect))
        return f"{key.platform}:{key.chat}/{len(self.delivered)}"


class Tally(Unmetered):
    """A meter that remembers which platforms answered 429."""

    def __init__(self) -> None:
        self.answered_429: list[str] = []

    def slowed(self, platform: str) -> None:
        self.answered_429.append(platform)


class FixedClock:
    """A clock that stands still until somebody moves it."""

    def __init__(self) -> None:
        self.time = NOON

    def now(self) -> datetime:
        return self.time


class Panels:
    """A dialler without a socket: `answer` is what every panel says, a coroutine function to make it wait."""

    def __init__(self, answer: Answer | None = None) -> None:
        self.answer: Answer = answer or account()
        self.asked: list[Request] = []
        self.addresses: Sequence[str] | Failure = ["203.0.113.7"]
        self.gate: asyncio.Event | None = None

    async def resolve(self, server: Server) -> Sequence[str] | Failure:
        assert server.host
        return self.addresses

    async def fetch(self, request: Request, *addresses: str) -> Answer:
        assert [*addresses] == self.addresses
        self.asked.append(request)
        if self.gate:
            await self.gate.wait()
        return self.answer


def account(**info: object) -> Response:
    """A panel's answer about an account that is fine, with what is different."""
    found = {"auth": 1, "status": "Active", "exp_date": "4070908800", "active_cons": "0", "max_connections": "2"}
    body = json.dumps({"user_info": {**found, **info}, "server_info": {}})
    return Response(200, {"content-type": "application/json"}, body.encode())


TERMS = Terms(Policy(private=("203.0.113.0/24",)), guard.Rules(spacing=0), "test", b"a secret of sixteen bytes")


def engine(
    store: Store,
    rules: Rules = RULES,
    panels: Panels | None = None,
    clock: FixedClock | None = None,
    meter: Meter = UNMETERED,
) -> Engine:
    """An engine over a store, with panels that never say no."""
    clock = clock or FixedClock()
    return Engine(store, Shelf(), rules, clock, Checker(store, panels or Panels(), clock, TERMS, meter), meter)
