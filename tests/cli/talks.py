"""Conversations as users have them, for `bot stats` and `bot knowledge gaps`; and our command line in this process."""

from __future__ import annotations

import asyncio
import os
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.cli.main import main
from bot.core.events import Key
from bot.ports import Line, Saved
from bot.storage import open_store, upgrade

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    import pytest

    from bot.ports import Loaded

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
FIXED = {"entry": "http-403", "cause": "line-in-use", "tried": []}
PINS = ("pin required on some channels", "Pin required on some channels!", "the pin is required on channels")

Said = tuple[str, str] | tuple[str, str, dict[str, Any]]


def answered(words: str, *rest: Said, entry: str = "http-403") -> list[Said]:
    """A message that an entry answered."""
    note: Said = ("note", "answered", {"cause": "line-in-use", "confidence": 0.9, "entry": entry})
    return [("user", words), note, ("bot", "403 Forbidden"), *rest]


def unknown(words: str) -> list[Said]:
    """A message that nothing answered."""
    return [("user", words), ("note", "unknown", {}), ("bot", "I don't know that one.")]


TALKS = [
    answered("error 403", ("user", "[Fixed]"), ("note", "fixed", FIXED)),
    answered("403 on all channels", ("user", "[Still broken]"), ("note", "ended", {"entry": "http-403", "tried": []})),
    answered("403 on all channels", ("user", "[Still broken]"), ("note", "ticket opened", {"ticket": "T-7F3K"})),
    *(unknown(words) for words in PINS),
    unknown("me pide el pin en algunos canales"),
    [*unknown("I am Anna, password: hunter22, and it hums"), *answered("no sound", entry="no-such-entry")],
]


def fill(url: str, talks: Iterable[Sequence[Said]] = tuple(TALKS), first: int = 1) -> None:
    """Store conversations, one a minute, of users with ids of their own."""

    async def turns() -> None:
        store = open_store(url)
        for number, talk in enumerate(talks, first):
            lines = [Line(one[0], one[1], one[2] if len(one) > 2 else None) for one in talk]  # type: ignore[arg-type]
            at, key = NOW + number * timedelta(minutes=1), Key("telegram", f"42424242{number}", f"42424242{number}")
            await store.turn(key, str(number), at, key.user, saying(Saved({"n": 1}, lines=lines)))
        await store.close()

    asyncio.run(turns())


def saying(saved: Saved) -> Callable[[Loaded], Saved]:
    """A turn that stores this."""
    return lambda _: saved


def database(folder: Path) -> str:
    """An embedded database in the place where the commands look for it, with our tables."""
    url = f"sqlite:///{folder}/.data/bot.db"
    upgrade(url)
    return url


def alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In this folder, and without any setting of the developer's own."""
    from bot.app.settings import Settings  # noqa: PLC0415 -- as the commands do

    monkeypatch.chdir(folder)
    for name in [name for name in os.environ if name.lower() in Settings.model_fields]:
        monkeypatch.delenv(name)


def ran(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """A command in this process: status, what it printed, and on standard error."""
    try:
        status = main(arguments)
    except SystemExit as left:
        status = int(left.code or 0)
    said = capsys.readouterr()
    return status, said.out, said.err
