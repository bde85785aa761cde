"""Where exports went, so that what a user has deleted goes from there too.

A file beside the database lists them: path, the conversation's number and when it began. Nobody's name, no text. What
went to standard output, to another machine or into a team's chat is not in our hands.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.ports import StoreError, Wanted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.ports import Archive, Stored

_log = logging.getLogger(__name__)

_INDEX: Final = "exports.jsonl"
_EVERY: Final = 3600.0
"""Seconds."""


class Exports:
    """The exports of this machine. `folder` is where the index is, beside the database."""

    def __init__(self, folder: Path) -> None:
        self._index: Final = folder / _INDEX

    def note(self, path: Path, stored: Stored) -> None:
        """Remember a file before anything is written into it."""
        line = json.dumps({"path": str(path.resolve()), "id": stored.id, "began": stored.began.isoformat()})
        self._index.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self._index, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "a", encoding="utf-8") as file:
            file.write(line + "\n")

    async def sweep(self, archive: Archive) -> int:
        """Delete files whose conversation is gone; how many. A file that cannot be deleted is tried again next time."""
        lines = await asyncio.to_thread(self._lines)
        kept, deleted = [], 0
        for line in lines:
            path, number, began = line
            if await _is_there(archive, number, began):
                if path.exists():
                    kept.append(line)
            elif _deleted(path):
                deleted += 1
            else:
                kept.append(line)
        if len(kept) < len(lines):
            await asyncio.to_thread(self._write, kept)
        return deleted

    def _lines(self) -> list[tuple[Path, int, datetime]]:
        try:
            text = self._index.read_text(encoding="utf-8")
        except FileNotFoundError:
            return []
        found = []
        for line in text.splitlines():
            try:
                one = json.loads(line)
                found.append((Path(one["path"]), int(one["id"]), datetime.fromisoformat(one["began"])))
            except (ValueError, KeyError, TypeError):
                _log.warning("%s has a line that is not ours: look after the files of your exports yourself", _INDEX)
        return found

    def _write(self, lines: Iterable[tuple[Path, int, datetime]]) -> None:
        part = self._index.with_suffix(".part")
        text = "".join(
            json.dumps({"path": str(path), "id": number, "began": began.isoformat()}) + "\n"
            for path, number, began in lines
        )
        part.write_text(text, encoding="utf-8")
        part.replace(self._index)


async def swept(exports: Exports, archive: Archive) -> None:
    """Sweep, whatever happens: nobody waits for it."""
    try:
        deleted = await exports.sweep(archive)
    except (StoreError, OSError) as error:
        _log.warning("exports were not looked through: %s", error)
        return
    if deleted:
        _log.info("deleted %d exports of conversations that are gone", deleted)


async def sweep_hourly(exports: Exports, archive: Archive) -> None:
    """Sweep now and every hour, until this is cancelled: somebody may have had another process forget them."""
    while True:
        await swept(exports, archive)
        await asyncio.sleep(_EVERY)


async def _is_there(archive: Archive, number: int, began: datetime) -> bool:
    found = next(iter(await archive.conversations(Wanted(), number - 1)), None)
    return found is not None and (found.id, found.began) == (number, began)


def _deleted(path: Path) -> bool:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        _log.warning("an export of somebody who had us forget cannot be deleted: %s (%s)", path, error.strerror)
        return False
    return True
