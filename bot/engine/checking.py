"""One account check from beginning to end: look up the host, ask the guard, send the probe's requests, settle.

Whatever a panel does, this ends within `DEADLINE`; whatever the database does, nothing is sent that was not admitted.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from bot.core.account import guard
from bot.core.account.judge import probe
from bot.core.account.verdict import Outcome, Verdict
from bot.core.account.wire import Failure
from bot.meter import UNMETERED
from bot.ports import StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.account.login import Login
    from bot.core.account.policy import Policy
    from bot.core.account.wire import Answer, Probe, Request
    from bot.meter import Meter
    from bot.ports import Clock, Dialler, Json, Store

_log = logging.getLogger(__name__)

DEADLINE: Final = 12.0
"""Seconds for a whole check, waiting for its turn included (PANELS.md G1)."""
_PATIENCE: Final = 6.0  # seconds of them to wait for the panel to be free …
_ENOUGH: Final = 5.0  # … but so many stay for the panel's answer
_LOOK: Final = 1.0  # seconds after which to look whether another's check is over; most take less
# No answer, but the request may have arrived: a panel that is slow or bans by silence has counted the login.
_LOST: Final = (Failure("deadline"), Failure("reset"), Failure("protocol"))


@dataclass(frozen=True, slots=True)
class Terms:
    """What an operator set: whom we may dial, how often, with which name; `secret` is the key of fingerprints."""

    policy: Policy
    rules: guard.Rules
    agent: str
    secret: bytes = field(repr=False)


class Checker:
    """Checks logins. One instance a process."""

    def __init__(self, store: Store, dialler: Dialler, clock: Clock, terms: Terms, meter: Meter = UNMETERED) -> None:
        self._store = store
        self._dialler = dialler
        self._clock = clock
        self._terms = terms
        self._meter = meter

    def refusal(self, login: Login) -> str | None:
        """Why this login's server is not asked at all, as far as its name tells: a reason of the policy."""
        refused = self._terms.policy.host(login.server)
        return refused.reason if refused else None

    async def check(self, login: Login, owner: str | None) -> Outcome:
        """Check once. `owner` is the fingerprint of the user; None: the operator, who may check any account."""
        loop = asyncio.get_running_loop()
        until = loop.time() + DEADLINE
        if reason := self.refusal(login):
            return Outcome(refused=reason)
        try:
            async with asyncio.timeout_at(until):
                found = await self._dialler.resolve(login.server)
        except TimeoutError:
            found = Failure("dns")
        if isinstance(found, Failure):
            return Outcome(_verdict(probe(login, self._clock.now(), self._terms.agent), found))
        if refused := self._terms.policy.addresses(found):
            return Outcome(refused=refused.reason)
        ask = self._ask(login, owner, found)
        try:
            admission = await self._admitted(ask, min(until - _ENOUGH, loop.time() + _PATIENCE))
            match admission:
                case guard.Known(known, ago):
                    return Outcome(Verdict.from_json(known), ago)
                case guard.Denied(reason, wait):
                    return Outcome(refused=reason, wait=wait)
                case guard.Later(wait):
                    return Outcome(refused="busy", wait=wait)
            begun = probe(login, self._clock.now(), self._terms.agent)
            rules = self._terms.rules
            pause = rules.own_spacing if ask.own else rules.spacing
            verdict, last, sent = await self._driven(begun, found, until, pause)
            await self._settled(ask, verdict, lost=last in _LOST, sent=sent)
        except StoreError as error:
            _log.warning("a check was not sent, since its budget is unknown: %s", error)
            return Outcome(refused="store")
        return Outcome(verdict)

    def _ask(self, login: Login, owner: str | None, addresses: Sequence[str]) -> guard.Ask:
        pair = f"{login.account}\0{login.password.reveal() if login.password else ''}"
        host = login.server.host
        place = f"{login.server.origin}{login.server.base}\0{login.endpoint}"
        return guard.Ask(
            panels=tuple(dict.fromkeys((f"host:{host}", *(f"address:{one}" for one in sorted(addresses))))),
            user=f"user:{owner}" if owner else None,
            account=self._fingerprint(f"{host}\0{login.account}"),
            login=self._fingerprint(f"{host}\0{pair}"),
            own=self._terms.policy.own_panel(login.server),
            place=self._fingerprint(place),
        )

    def _fingerprint(self, text: str) -> str:
        return hmac.new(self._terms.secret, text.encode(errors="surrogatepass"), hashlib.sha256).hexdigest()[:32]

    async def _admitted(self, ask: guard.Ask, until: float) -> guard.Admission:
        loop = asyncio.get_running_loop()
        while True:
            now = self._clock.now()

            def decide(
                rows: Mapping[str, Json], now: float = now.timestamp()
            ) -> tuple[Mapping[str, Json], guard.Admission]:
                return guard.admit(rows, ask, self._terms.rules, now)

            admission = await self._store.ledger(ask.names, now, decide)
            if not isinstance(admission, guard.Later):
                return admission
            wait = min(admission.wait, _LOOK)
            if loop.time() + wait > until:
                return admission
            await asyncio.sleep(wait)

    async def _driven(
        self, begun: Probe, found: Sequence[str], until: float, pause: float
    ) -> tuple[Verdict, Answer | None, int]:
        """Carry a probe's requests, `pause` seconds apart, until it returns; what takes too long is an answer too.

        Also the last answer, and how many requests there were.
        """
        loop = asyncio.get_running_loop()
        answer: Answer | None = None
        sent = 0
        while True:
            try:
                request = next(begun) if answer is None else begun.send(answer)
            except StopIteration as ended:
                return ended.value, answer, sent
            if answer is not None:
                await asyncio.sleep(max(0.0, min(pause, until - loop.time())))
            sent += 1
            answer = await self._fetched(request, found, until)

    async def _fetched(self, request: Request, found: Sequence[str], until: float) -> Answer:
        try:
            async with asyncio.timeout_at(until):
                return await self._dialler.fetch(request, *found)
        except TimeoutError:
            return Failure("deadline")

    async def _settled(self, ask: guard.Ask, verdict: Verdict, *, lost: bool, sent: int) -> None:
        now = self._clock.now()

        def decide(rows: Mapping[str, Json]) -> tuple[Mapping[str, Json], str | None]:
            changed = guard.settle(rows, ask, verdict, now.timestamp(), lost=lost, sent=sent)
            return changed, _paused(rows, changed)

        try:
            if reason := await self._store.ledger(ask.names, now, decide):
                self._meter.paused(reason)
        except StoreError as error:
            # The reservation stays: it counts as a failed login, which is the safe side.
            _log.warning("the outcome of a check is not in the panel's budget: %s", error)


def _paused(before: Mapping[str, Json], changed: Mapping[str, Json]) -> str | None:
    """Why the guard began a pause, if it did: one, though a panel has a row for its host and one for each address."""
    begun = (row["pause"][1] for name, row in changed.items() if row.get("pause") != before.get(name, {}).get("pause"))
    return next(begun, None)


def _verdict(begun: Probe, answer: Answer) -> Verdict:
    """What a probe says when this is the answer to all it asks."""
    next(begun)
    while True:
        try:
            begun.send(answer)
        except StopIteration as ended:
            verdict: Verdict = ended.value
            return verdict
