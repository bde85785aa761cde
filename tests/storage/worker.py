"""Another process of the bot, for tests that need several or that kill one: `python -m tests.storage.worker …`.

It says `ready`, waits for a line, does its work, and says what it has done, line by line.
"""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import Engine, event

from bot.core.events import Key
from bot.core.limits import Limit
from bot.storage import open_store, side, upgrade
from bot.storage.copying import copying
from tests.storage.parts import NOW, count_once, keep

if TYPE_CHECKING:
    from collections.abc import Callable

LIMIT = Limit(20, 3600)

Process = subprocess.Popen[str]


def start(*arguments: str | int) -> Process:
    """Start a worker; it is ready when this returns."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.storage.worker", *map(str, arguments)],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def go(process: Process) -> None:
    """Let it work."""
    assert process.stdin is not None
    process.stdin.write("go\n")
    process.stdin.flush()


def ended(process: Process) -> list[str]:
    """Wait for its end; answers the lines that it said."""
    assert process.stdin is not None
    assert process.stdout is not None
    with process, process.stdin:
        return process.stdout.read().splitlines()


def say(line: object) -> None:
    """Say it at once: what was said before a kill counts."""
    print(line, flush=True)


async def takes(url: str, name: str, many: int) -> None:
    """Take from one user's bucket many times at once, in several chats."""
    store = open_store(url)
    await asyncio.to_thread(wait)

    async def one(n: int) -> None:
        key = Key("t", f"chat {n % 5}", "anna")
        if await store.turn(key, f"{name}-{n}", NOW, "anna", count_once("text", LIMIT)) is not None:
            say(n)

    await asyncio.gather(*(one(n) for n in range(many)))
    await store.close()


async def talks(url: str, name: str) -> None:
    """Turns without end, three conversations at once; says each that was committed."""
    store = open_store(url)
    await asyncio.to_thread(wait)

    async def talk(chat: str) -> None:
        for n in count():
            event_id = f"{chat}-{n}"
            posted = await store.turn(
                Key("t", chat, chat), event_id, NOW, chat, keep(lines=(event_id,), says=(event_id,))
            )
            say(event_id if posted else f"{event_id} twice")

    await asyncio.gather(*(talk(f"{name}{n}") for n in range(3)))


def migrates(url: str, statements: int) -> None:
    """Upgrade; kill -9 oneself after so many statements (0: do not)."""
    left = count(statements - 1, -1)

    def die(*_: Any) -> None:
        if next(left) == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    wait()
    event.listen(Engine, "after_cursor_execute", die)
    say(upgrade(url))


def copies(old: str, new: str, batches: int) -> None:
    """Copy from one database into another; kill -9 oneself after so many batches."""
    left = count(batches - 1, -1)

    def die(_: int) -> None:
        if next(left) == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    wait()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(side, "BATCH", 4)
        with copying((old, "--from"), (new, "--to")) as copy:
            copy.run(die)


def wait() -> None:
    """Wait for `go`."""
    say("ready")
    sys.stdin.readline()


def main(what: str, url: str, *arguments: str) -> None:
    """Do what the command line says."""
    work: dict[str, Callable[[], None]] = {
        "takes": lambda: asyncio.run(takes(url, arguments[0], int(arguments[1]))),
        "talks": lambda: asyncio.run(talks(url, arguments[0])),
        "copies": lambda: copies(url, arguments[0], int(arguments[1])),
        "migrates": lambda: migrates(url, int(arguments[0])),
    }
    work[what]()


if __name__ == "__main__":
    main(*sys.argv[1:])
