"""Why there is no answer: one of the words that the core knows, and nothing of what was sent or received."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from bot.core.account.wire import Trouble

# Nobody is there at all: to a person it is the same as a timeout, only quicker.
_NOBODY: Final = frozenset({errno.EHOSTUNREACH, errno.ENETUNREACH, errno.EHOSTDOWN, errno.EADDRNOTAVAIL})


class TroubleError(Exception):
    """Passes through httpcore and httpx as it is. Its text is the word alone."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble: Trouble = trouble


def connecting(error: OSError) -> Trouble:
    """What kept a connection from being made."""
    if isinstance(error, TimeoutError) or error.errno in _NOBODY:
        return "timeout"
    return "reset" if isinstance(error, ConnectionResetError) else "refused"
