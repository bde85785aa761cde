"""The terminal chat: lines from the keyboard or a pipe become events, and what follows is printed.

History is in memory only: what is typed here may hold a login, so nothing writes it to a file.
"""

from __future__ import annotations

import contextlib
import importlib
import secrets
import select
import signal
import sys
from typing import TYPE_CHECKING, Final

from bot.core.effects import Button, Say
from bot.core.events import Commanded, Key, Pressed, Wrote

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime, timedelta

    from bot.channels.terminal.screen import Screen
    from bot.core.events import Event
    from bot.engine.engine import Engine
    from bot.ports import Clock, Store

PLATFORM: Final = "terminal"
KEY: Final = Key(PLATFORM, "local", "local")
_QUIT: Final = frozenset({"/quit", "/exit", "quit", "exit"})
# Lines of one paste arrive within this time (seconds); a person's next line does not.
_PASTE: Final = 0.05


async def chat(engine: Engine, store: Store, clock: Clock, screen: Screen, idle: timedelta) -> None:
    """Talk until the input ends (Ctrl-D, or the end of the pipe). Raises StoreError."""
    interactive = sys.stdin.isatty() and screen.console.is_terminal
    if interactive:
        # asyncio's own handler would wait for the next await, and a keyboard makes none.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        screen.show(Say("IPTV support", "Tell me what your TV or app shows. /help for help, Ctrl-D to leave."))
    before = await _last_words(store, clock.now() - idle)
    if before:
        screen.buttons = before.buttons
        if interactive:
            screen.line("We were here:")
            screen.show(before)
    await engine.resume(PLATFORM, clock.now(), screen, orphans=True)
    for text in _typed(screen) if interactive else _piped():
        if text.strip().casefold() in _QUIT:
            break
        if text.strip():
            # What `bot tickets reply` answered meanwhile; the answer to this would wait for it.
            await engine.resume(PLATFORM, clock.now(), screen, orphans=True)
            await engine.handle(_event(text.strip(), screen, clock.now()), screen)
            await engine.settled(KEY)  # the keyboard is waited for without the event loop
    if interactive:
        screen.line("Bye. I remember where we were.")


def _event(text: str, screen: Screen, now: datetime) -> Event:
    event_id = secrets.token_hex(16)
    if button := screen.pressed(text):
        return Pressed(event_id, KEY, now, button.id)
    if text.startswith("/") and text[1:2].isalpha():
        name, _, rest = text[1:].partition(" ")
        return Commanded(event_id, KEY, now, name.casefold(), rest.strip())
    return Wrote(event_id, KEY, now, text)


async def _last_words(store: Store, since: datetime) -> Say | None:
    """What the bot said last, if that is not too long ago: its buttons go on working after a restart."""
    lines = await store.transcript(KEY)
    last = next((spoken for spoken in reversed(lines) if spoken.line.who == "bot" and spoken.line.data), None)
    if last is None or last.line.data is None or last.at < since:
        return None
    head, _, text = last.line.text.partition("\n")
    return Say(head, text, tuple(Button(*pair) for pair in last.line.data["buttons"]))


def _typed(screen: Screen) -> Iterator[str]:
    """Messages from the keyboard; the lines of one paste are one message."""
    with contextlib.suppress(ImportError):  # some builds of Python come without it
        importlib.import_module("readline")  # line editing, and history in memory
    while True:
        try:
            lines = [input("> ")]
            while select.select([sys.stdin], [], [], _PASTE)[0]:
                lines.append(input())
        except EOFError:
            screen.console.print()  # the prompt stands on this line
            return
        yield "\n".join(lines)


def _piped() -> Iterator[str]:
    """Messages from a pipe, one a line; bytes that are not UTF-8 are shown as such and do no harm."""
    for line in sys.stdin.buffer:
        yield line.decode(errors="replace")
