"""One event through the assistant: limit, load, step, commit, act.

The event, the new state, the transcript and the replies are one transaction; the replies are carried out after it, from
the outbox. So a crash at any point loses nothing that was accepted, and repeats at most the last reply. An account
check is recorded in that transaction, sent after it, and comes back as an event of its own.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import hmac
import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from bot.core.account.verdict import Outcome
from bot.core.effects import Check, Forget, Hold, Told
from bot.core.events import Checked, Commanded, Edited, Lapsed, Staffed, Undelivered, Wrote
from bot.core.frozen import replace  # dataclasses' own takes 2 ms for a value of the core
from bot.core.redaction import Examiner
from bot.core.state import State
from bot.core.text import clean
from bot.core.turn import Turn
from bot.engine.deciding import Decider
from bot.engine.delivering import PATIENCE, Deliverer
from bot.engine.memory import Memory, Turnstile
from bot.engine.saving import check_id
from bot.meter import UNMETERED
from bot.origin import working_on
from bot.ports import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence
    from datetime import datetime

    from bot.core.account.login import Login
    from bot.core.events import Event, Key
    from bot.engine.checking import Checker
    from bot.engine.deciding import Rules
    from bot.meter import Meter
    from bot.ports import Channel, Clock, Library, Loaded, Parcel, Posted, Saved, Store

_log = logging.getLogger(__name__)

# A check that has not come to its end by then was interrupted: its deadline is 12 s.
_INTERRUPTED: Final = timedelta(minutes=1)
_LONG: Final = 2_000  # characters; what is longer may hold the interpreter for more than some milliseconds


class Engine:
    """Carries events through the core and the store. One instance a process.

    `forgotten` is called after a user had us forget, for what lies outside of the store.
    """

    def __init__(
        self,
        store: Store,
        library: Library,
        rules: Rules,
        clock: Clock,
        checker: Checker,
        meter: Meter = UNMETERED,
        *,
        forgotten: Callable[[], Coroutine[Any, Any, None]] | None = None,
    ) -> None:
        self.meter: Final = meter
        self._store = store
        self._rules = rules
        self._clock = clock
        self._checker = checker
        self._accepting = Turnstile()
        self._looking = asyncio.Lock()
        self._deliverer = Deliverer(store, library, clock, rules.lease, self._owner, self._lost, meter)
        self._memory = Memory()
        self._decider = Decider(rules, library, self._memory)
        self._forgotten = forgotten
        self._under_way: dict[asyncio.Task[None], Key] = {}

    async def handle(self, event: Event, channel: Channel, *, insist: bool = False) -> bool:
        """Accept one event and deliver what follows; False if this event id was processed before. Raises StoreError."""
        posted = await self.accept(event, channel, insist=insist)
        await self.deliver(posted or (), channel)
        return posted is not None

    async def accept(self, event: Event, channel: Channel, *, insist: bool = False) -> Sequence[Posted] | None:
        """Process one event: the outbox rows to deliver, or None if this event id was processed before.

        Events of one conversation are accepted one after the other, in the order of the calls. `insist`: tell a refusal
        every time (a Discord interaction must always be answered). `channel` is where the end of an account check is
        told. Raises StoreError when the database cannot do it: then nothing of the event is stored, and it may be
        delivered again.
        """
        with working_on(event.key.platform, event.id, event.key):
            posted, turn = await self._accepted(event, channel, insist=insist)
            if posted is not None:
                self._act(turn, event, channel)
            return posted

    async def act(self, event: Staffed | Lapsed | Undelivered) -> Sequence[str]:
        """Process what the team or the time did to a ticket, and deliver what follows; sentences for who did it.

        Raises StoreError.
        """
        with working_on(event.key.platform, event.id, event.key):
            posted, turn = await self._accepted(event, None)
            if posted is None:
                return ()
            await self._deliverer.deliver(posted, patience=0.0 if isinstance(event, Lapsed) else PATIENCE)
        return [one.text for one in turn.effects if isinstance(one, Told)]

    def attach(self, name: str, channel: Channel) -> None:
        """From now on this process carries what goes to a platform, or `to` a team's chat (see `parcels.desk`)."""
        self._deliverer.channels[name] = channel

    def detach(self, name: str) -> None:
        """The inverse."""
        self._deliverer.channels.pop(name, None)

    async def deliver(self, posted: Sequence[Posted], channel: Channel) -> None:
        """Deliver rows of the outbox in order, a lane's batches one after the other.

        What fails stays in the outbox, with all that comes behind it: the next batch, or `resume`, tries it again.
        """
        await self._deliverer.deliver(posted, channel)

    async def resume(self, platform: str, now: datetime, channel: Channel, *, orphans: bool = False) -> int:
        """Deliver what is left in the outbox of a platform, and say how many parcels that were.

        Only rows whose lease is over are taken, so that two replicas never deliver the same one; with `orphans` all
        of them, which is right where one process serves the database alone. Checks that a crash interrupted are told.
        """
        count = await self._deliverer.resume(platform, now, channel, orphans=orphans)
        for key, check in await self._store.interrupted(platform, now - _INTERRUPTED, orphans=orphans):
            if check not in self._memory.checks:
                event = Checked(f"{check}:interrupted", key, now, check.partition(":")[2], None)
                # Without patience: there may be many, behind replies of the process that died.
                await self._deliverer.deliver(await self.accept(event, channel) or (), channel, patience=0.0)
        return count

    async def lapse(self) -> int:
        """Remind of tickets that nobody wrote about for long, close those after more; how many. Raises StoreError."""
        now, after, done = self._clock.now(), "", 0
        while page := await self._store.tickets(before=now - self._rules.remind, after=after):
            for filed in page:
                ticket = filed.ticket
                close = ticket.touched <= now - self._rules.close
                if close or not ticket.reminded:
                    name = f"{ticket.ref}:{'close' if close else 'remind'}:{ticket.touched.isoformat()}"
                    await self.act(Lapsed(name, filed.key, now, ticket.ref, close))
                    done += 1
            after = page[-1].ticket.ref
        return done

    async def settled(self, key: Key) -> None:
        """Wait until nothing of this conversation is under way."""
        while tasks := [task for task, whose in self._under_way.items() if whose == key]:
            await asyncio.wait(tasks)

    async def close(self, grace: float = 0.0) -> None:
        """Let checks come to their end for `grace` seconds; the rest are told as interrupted after the next start."""
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=grace)
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _accepted(
        self, event: Event, channel: Channel | None, *, insist: bool = False
    ) -> tuple[Sequence[Posted] | None, Turn]:
        done: list[Turn] = []
        if isinstance(event, Wrote | Commanded | Edited | Staffed) and event.text:
            event = replace(event, text=clean(event.text))
        examine = Examiner()

        def decide(loaded: Loaded) -> Saved:
            done.clear()  # the database may want the transaction again
            result, turn = self._decider.decide(loaded, event, examine, insist=insist)
            done.append(turn)
            return replace(result, parcels=[self._marked(one, event, channel) for one in result.parcels])

        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            async with self._accepting.one_at_a_time(event.key):
                await self._look(event, examine)
                posted = await self._store.turn(event.key, event.id, event.at, self._owner(event.key), decide)
        except StoreError:
            self.meter.failed(event.key.platform)
            raise
        if posted is None:
            return None, Turn(State())
        seconds = loop.time() - began
        _log.info("an event was taken in", extra={"kind": type(event).__name__, "seconds": round(seconds, 4)})
        self.meter.turned(event, done[0].effects, seconds)
        return posted, done[0]

    def _marked(self, parcel: Parcel, event: Event, channel: Channel | None) -> Parcel:
        """Whether this process can carry a parcel, or should leave it to another one."""
        here = (channel is not None and parcel.to is None) or (
            parcel.to or event.key.platform
        ) in self._deliverer.channels
        return parcel if here else replace(parcel, ours=False)

    async def _look(self, event: Event, examine: Examiner) -> None:
        """Look for secrets in a long text before its turn, so that no transaction, and on SQLite nobody, waits for it.

        One at a time: each thread that computes lets the event loop wait.
        """
        if isinstance(event, Wrote | Commanded | Edited) and event.text and len(event.text) > _LONG:
            async with self._looking:
                await asyncio.to_thread(examine, event.text)

    def _act(self, turn: Turn, event: Event, channel: Channel) -> None:
        """What follows a commit and is not in the outbox: what is in memory only."""
        for one in turn.effects:
            match one:
                case Hold(pasted):
                    self._memory.hold(event.key, pasted, event.at)
                case Forget():
                    self._memory.hold(event.key, None, event.at)
                    if self._forgotten:
                        self._begin(self._forgotten(), event.key)
                case Check(check, login):
                    name = check_id(event.key, check)
                    self._memory.checks.add(name)
                    self._begin(self._check(name, check, login, event.key, channel), event.key)

    def _begin(self, work: Coroutine[Any, Any, None], key: Key) -> None:
        """Do something of a conversation that nobody waits for now; `settled` and `close` do."""
        task = asyncio.create_task(work)
        self._under_way[task] = key
        task.add_done_callback(lambda task: self._under_way.pop(task, None))

    async def _check(self, name: str, check: str, login: Login, key: Key, channel: Channel) -> None:
        try:
            try:
                outcome = await self._checker.check(login, self._owner(key))
            except Exception as error:  # noqa: BLE001 -- the user waits for a word, whatever went wrong
                _log.error("a check failed inside the bot: %s", type(error).__name__)  # its text may hold the login
                outcome = Outcome(refused="failed")
            self.meter.checked(outcome)
            event = Checked(f"{check}:over", key, self._clock.now(), check, outcome)
            # If the database cannot do it, `resume` tells of an interrupted check.
            with contextlib.suppress(StoreError):
                await self.handle(event, channel)
        finally:
            self._memory.checks.discard(name)

    async def _lost(self, key: Key, ticket: str, reason: str) -> None:
        now = self._clock.now()
        with contextlib.suppress(StoreError):  # the team sees that nobody answers
            await self.act(Undelivered(f"{ticket}:lost:{now.isoformat()}", key, now, ticket, reason))

    def _owner(self, key: Key) -> str:
        """The fingerprint of a user, under which buckets are kept: it survives /forget and names nobody."""
        return hmac.new(self._rules.secret, f"{key.platform}\0{key.user}".encode(), hashlib.sha256).hexdigest()
