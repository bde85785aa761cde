"""Conversations in a database: SQLite or PostgreSQL, with the same statements and the same tests.

    upgrade("sqlite:///.data/bot.db")           # make or migrate it
    store = open_store("sqlite:///.data/bot.db")
    posted = await store.turn(key, event_id, now, owner, decide)

SQLAlchemy Core without its ORM and without asyncio: whole turns run in threads of the store, which was measured to be
three to eight times as quick. `turns` says what happens in a transaction, `sqlite` and `postgres` in which thread.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.meter import UNMETERED
from bot.ports import StoreError
from bot.storage import locks
from bot.storage.engines import engine, parse
from bot.storage.engines import parse as check_url
from bot.storage.leading import Alone, Elected
from bot.storage.migrate import check, upgrade
from bot.storage.postgres import Pool
from bot.storage.sqlite import Writer
from bot.storage.store import DatabaseStore
from bot.storage.survey import DatabaseSurvey
from bot.storage.trial import trial

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from bot.meter import Meter
    from bot.storage.jobs import Workers

__all__ = ["LEASE", "check", "check_url", "open_leadership", "open_store", "open_survey", "trial", "upgrade"]

LEASE = timedelta(minutes=1)
"""Longer than a delivery takes, also when the platform makes us wait; after a crash a reply is late by this much."""


def open_store(url: str, *, lease: timedelta = LEASE, meter: Meter = UNMETERED) -> DatabaseStore:
    """The store in the database at `url`, which `upgrade` has made.

    Args:
        url: `sqlite:///path` or `postgresql://user@host/name` (also `postgres://` and `postgresql+psycopg://`).
        lease: How long the outbox rows of a turn are left to the caller who ran it.
        meter: Is told how long the database was waited for.

    Raises:
        StoreError: The URL names no database that we know, or it cannot be reached or written, or it was not set up.
            The sentence says how to mend it, and never holds a part of the URL that could be a password.
    """
    one = _checked(url)
    workers: Workers = Writer(one) if one.dialect.name == "sqlite" else Pool(one)
    workers.meter = meter
    return DatabaseStore(workers, lease, partial(locks.held, one, locks.RETENTION))


def open_leadership(url: str) -> Alone | Elected:
    """The leadership (see `bot.ports`) among the processes that share the database at `url`; connects when it is used.

    Raises:
        StoreError: The URL names no database that we know.
    """
    where = parse(url)
    return Alone() if where.drivername == "sqlite" else Elected(engine(where))


def open_survey(url: str) -> DatabaseSurvey:
    """What all conversations in the database at `url` hold, for statistics; no turn waits for it.

    Raises:
        StoreError: as `open_store`.
    """
    return DatabaseSurvey(Pool(_checked(url, snapshot=True), threads=1))


def _checked(url: str, *, snapshot: bool = False) -> Engine:
    if wrong := check(url):
        raise StoreError(wrong)
    return engine(parse(url), snapshot=snapshot)
