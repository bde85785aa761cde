"""Builds the real parts from settings."""

from __future__ import annotations

import gc
import logging
import sys
import threading
import time
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.app.clock import SystemClock
from bot.app.exports import Exports, swept
from bot.app.logs import configure
from bot.app.secret import secret_key
from bot.core.account.policy import Refusal
from bot.core.account.wire import Failure
from bot.engine.checking import Checker, Terms
from bot.engine.deciding import Rules
from bot.engine.engine import Engine
from bot.library.watch import Shelf
from bot.meter import UNMETERED
from bot.panels import PanelDialler, own_addresses
from bot.shipped import folder
from bot.storage import check_url, open_leadership, open_store, upgrade

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.app.settings import Settings
    from bot.core.account.policy import Policy
    from bot.core.account.wire import Request
    from bot.meter import Meter
    from bot.ports import Leadership
    from bot.storage.store import DatabaseStore

_log = logging.getLogger(__name__)
# A reply is carried out right after its commit; a minute later another process may take it over.
LEASE = timedelta(minutes=1)
# Seconds that checks under way may still take when the program ends.
GRACE = 5.0
# How often an edited knowledge folder is looked at: about as long as an editor needs to switch windows.
KNOWLEDGE_SECONDS = 2.0
# Seconds that a thread may compute while another one waits to.
_GIVE_WAY = 0.001
# Faults of the knowledge that are logged; a file that is something else can have fifty thousand.
MOST_FAULTS = 20


@dataclass(frozen=True, slots=True)
class Parts:
    """What an entry point works with."""

    engine: Engine
    store: DatabaseStore
    clock: SystemClock
    checker: Checker
    library: Shelf
    exports: Exports
    leadership: Leadership


@asynccontextmanager
async def parts(settings: Settings, *, tickets: bool = False, meter: Meter = UNMETERED) -> AsyncIterator[Parts]:
    """The parts, closed in the end; what they log is written as the settings say.

    `tickets`: people read them although no chat of theirs is set up. `meter` is told what happens.

    An embedded SQLite database is migrated here; PostgreSQL is migrated by `bot db upgrade` only, so that replicas of
    two versions never surprise each other. Raises SettingsError, StoreError and KnowledgeError.
    """
    configure(settings)
    check_url(settings.database_url)
    if settings.embedded:
        upgrade(settings.database_url)
    secret = secret_key(settings, settings.data_folder)
    configure(settings, secret)
    store = open_store(settings.database_url, lease=LEASE, meter=meter)
    leadership = open_leadership(settings.database_url)
    stop = threading.Event()
    try:
        rules = Rules(
            limits={
                "message": settings.limit_messages,
                "check": settings.limit_checks,
                "ticket": settings.limit_tickets,
            },
            idle=settings.idle,
            lease=LEASE,
            secret=secret,
            portals=settings.check_portals,
            private=settings.check_private_addresses,
            days=settings.retention_days,
            tickets=tickets or bool(settings.desks or settings.ticket_webhook_url),
            desks=settings.desks,
            expected=settings.ticket_expected_wait,
            hooks=settings.ticket_webhook_url is not None,
            remind=timedelta(hours=settings.ticket_remind_hours),
            close=timedelta(hours=settings.ticket_close_hours),
        )
        shelf = Shelf(settings.knowledge_dir or folder("knowledge"), settings.data_folder)
        _say_faults(shelf)
        # A thread, because compiling a changed folder takes a second, and no user should wait for it.
        threading.Thread(target=_watch, args=(shelf, stop), daemon=True, name="knowledge").start()
        clock = SystemClock()
        terms = Terms(policy(settings), settings.check_rules, settings.check_user_agent, secret)
        checker = Checker(store, PanelDialler(_follow(terms.policy), proxy=settings.proxy), clock, terms, meter)
        exports = Exports(settings.data_folder)
        engine = Engine(store, shelf, rules, clock, checker, meter, forgotten=lambda: swept(exports, store))
        yield Parts(engine, store, clock, checker, shelf, exports, leadership)
        await engine.close(GRACE)
    finally:
        stop.set()
        await leadership.close()
        await store.close()


def policy(settings: Settings) -> Policy:
    """Whom this bot may dial."""
    return replace(settings.policy, own=tuple(own_addresses()))


def _follow(policy: Policy) -> Callable[[Request, str], Request | Failure]:
    """Where a redirect leads: the policy's answer as a request, or the same one; the dialler counts the hops."""

    def follow(request: Request, location: str) -> Request | Failure:
        hop = policy.redirect(request.server, request.target, location, 0)
        if isinstance(hop, Refusal):
            return Failure("elsewhere") if hop.reason == "elsewhere" else request
        return replace(request, server=hop.server, target=hop.target)

    return follow


def settle() -> None:
    """Make this process one that serves: no thread, and no garbage collection, keeps the event loop for long.

    To look at all that the libraries and the knowledge hold took the collector 100 to 400 ms each time, and nobody runs
    meanwhile; what is here now stays, so it need not look at it again. A thread that computes (a turn of the store,
    redaction) gives way after a millisecond instead of five.
    """
    gc.collect()
    gc.freeze()
    sys.setswitchinterval(_GIVE_WAY)


def _watch(shelf: Shelf, stop: threading.Event) -> None:
    while not stop.wait(KNOWLEDGE_SECONDS):
        gc.disable()  # to compile makes a hundred thousand values, and none of them is garbage before the end
        try:
            changed = shelf.refresh(time.monotonic())
        finally:
            gc.enable()
        if changed:
            _say_faults(shelf)


def _say_faults(shelf: Shelf) -> None:
    for fault in shelf.faults[:MOST_FAULTS]:
        _log.error("knowledge: %s (the last good base goes on answering)", fault)
    if (left := len(shelf.faults) - MOST_FAULTS) > 0:
        _log.error("knowledge: and %d more, see `bot knowledge lint`", left)
