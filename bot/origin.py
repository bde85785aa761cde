"""Whence a log line comes: what this task is working on, for every line that anybody writes meanwhile.

A context variable, because tasks that are begun meanwhile (a reply, an account check) inherit it, and because nobody
in between has to pass it on. What is kept here are the platform's own ids: whoever writes them down puts fingerprints
in their place (see `bot.app.logs`).
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.events import Key


@dataclass(frozen=True, slots=True)
class Origin:
    """`request`: the event's id, unique within the platform; `key`: the conversation. None: not known (yet)."""

    platform: str
    request: str | None = None
    key: Key | None = None


_CURRENT: Final[ContextVar[Origin | None]] = ContextVar("origin", default=None)


def origin() -> Origin | None:
    """What this task is working on; None: nothing that a user did."""
    return _CURRENT.get()


def begin(platform: str, request: str) -> None:
    """Say so for the rest of a task that does nothing else."""
    _CURRENT.set(Origin(platform, request))


@contextmanager
def working_on(platform: str, request: str | None = None, key: Key | None = None) -> Iterator[None]:
    """Say so until the block ends. A request that is not named stays the one that led here."""
    before = _CURRENT.get()
    if request is None and before is not None and before.platform == platform and before.key in (None, key):
        request = before.request
    _CURRENT.set(Origin(platform, request, key))
    try:
        yield
    finally:
        _CURRENT.set(before)  # not by a token: that fails in the context in which an abandoned task is cleared away


def place(error: BaseException) -> str:
    """Where an error was raised, as "json.decoder:355"."""
    last = error.__traceback__
    while last and last.tb_next:
        last = last.tb_next
    return f"{last.tb_frame.f_globals.get('__name__', '?')}:{last.tb_lineno}" if last else "nowhere"


def kind(error: BaseException) -> str:
    """What an error is, as "ValueError at json.decoder:355": its text may hold a token or a user's words."""
    return f"{type(error).__name__} at {place(error)}"


def refusal(error: OSError) -> str:
    """Why the system refuses an address to listen on. Of asyncio's own text only the number is short."""
    # That of an unknown name is no number of the system's.
    known = os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror
    return known or type(error).__name__
