"""Builds the real parts from settings."""

from __future__ import annotations

import logging
import os
import secrets
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot.app.settings import SettingsError
from bot.engine.engine import Engine, Rules
from bot.library.watch import Shelf
from bot.shipped import folder
from bot.storage import open_store, upgrade

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.app.settings import Settings
    from bot.ports import Store

# A reply is carried out right after its commit; a minute later another process may take it over.
LEASE = timedelta(minutes=1)
_SHORTEST_KEY = 16
# How often an edited knowledge folder is looked at.
KNOWLEDGE_SECONDS = 2.0


class SystemClock:
    """The one clock."""

    def now(self) -> datetime:
        """The time, aware, UTC."""
        return datetime.now(UTC)  # noqa: TID251 -- this is the one clock


@dataclass(frozen=True, slots=True)
class Parts:
    """What an entry point works with."""

    engine: Engine
    store: Store
    shelf: Shelf
    clock: SystemClock
    embedded: bool


@asynccontextmanager
async def parts(settings: Settings) -> AsyncIterator[Parts]:
    """The parts, closed in the end.

    An embedded SQLite database is migrated here; PostgreSQL is migrated by `bot db upgrade` only, so that replicas of
    two versions never surprise each other. Raises SettingsError, StoreError and KnowledgeError.
    """
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    embedded = settings.database_url.startswith("sqlite")
    rules = Rules(
        limits={
            "message": settings.limit_messages,
            "check": settings.limit_checks,
            "ticket": settings.limit_tickets,
        },
        idle=settings.idle,
        lease=LEASE,
        secret=_secret(settings),
    )
    if embedded:
        upgrade(settings.database_url)
    shelf = Shelf(settings.knowledge_dir or folder("knowledge"), data_folder(settings))
    store = open_store(settings.database_url, lease=LEASE)
    try:
        yield Parts(Engine(store, shelf, rules), store, shelf, SystemClock(), embedded)
    finally:
        await store.close()


def data_folder(settings: Settings) -> Path:
    """Where the embedded database lies; the compiled knowledge and the key lie beside it."""
    path = settings.database_url.partition("///")[2] if settings.database_url.startswith("sqlite") else ""
    return Path(path).parent if path else Path(".data")


def _secret(settings: Settings) -> bytes:
    """The key for fingerprints: the setting; for an embedded database one that is made on the first run."""
    if settings.secret_key:
        return settings.secret_key.get_secret_value().encode()
    if not settings.database_url.startswith("sqlite"):
        raise SettingsError(
            "SECRET_KEY: must be set with PostgreSQL, the same for all replicas. "
            'Make one with: python -c "import secrets; print(secrets.token_hex(32))"'
        )
    path = data_folder(settings) / "secret.key"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        # Linked into place whole, so that two processes that start at once agree on one key.
        fresh = path.with_name(f"secret.{os.getpid()}.tmp")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
        try:
            os.link(fresh, path)
        finally:
            fresh.unlink()
    except FileExistsError:
        pass
    key = path.read_bytes().strip()
    if len(key) < _SHORTEST_KEY:
        raise SettingsError(f"{path} is damaged: delete it, and a new one is made (rate limits begin anew then).")
    return key
