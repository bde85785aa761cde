"""Trying a database out, without leaving anything in it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import insert

from bot.ports import StoreError
from bot.storage.engines import opened, parse
from bot.storage.migrate import MISSING, OLDER, check
from bot.storage.tables import SCHEMA, audit

if TYPE_CHECKING:
    from datetime import datetime

_FOLDER: Final = (
    "The folder of the SQLite database cannot be written; give the bot's user the right to, or correct the path."
)


def trial(url: str, now: datetime) -> str:
    """Reach it, compare its schema with ours, and write a row that is taken back.

    Returns:
        What was found, for an operator.

    Raises:
        StoreError: How to mend it. The sentence holds no part of the URL.
    """
    where = parse(url)
    embedded = where.drivername == "sqlite"
    if embedded and not Path(str(where.database)).exists():
        if not _may_make(Path(str(where.database)).absolute().parent):
            raise StoreError(_FOLDER)
        return "SQLite; made when the bot starts"
    name = "SQLite" if embedded else "PostgreSQL"
    fault = check(url)
    if fault is None:
        with opened(where) as connection:
            taken_back = connection.begin_nested()
            connection.execute(insert(audit).values(at=now, what="trial", platform="-", data="{}"))
            taken_back.rollback()
        return f"{name}; schema {SCHEMA}; can be read and written"
    if embedded and fault in (MISSING, OLDER):
        return f"{name}; its schema is brought up to date when the bot starts"
    raise StoreError(fault)


def _may_make(folder: Path) -> bool:
    """Whether a file can be made in a folder, which may have to be made first."""
    there = next(one for one in (folder, *folder.parents) if one.exists())
    return there.is_dir() and os.access(there, os.W_OK | os.X_OK)
