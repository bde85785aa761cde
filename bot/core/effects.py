"""Effects: what a turn wants done, as frozen values. The engine carries them out; a channel only translates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from bot.core.frozen import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.account.login import Login
    from bot.core.account.paste import Pasted


@dataclass(frozen=True, slots=True)
class Button:
    """A button: `id` is what comes back in `Pressed.button`, at most 64 bytes (Telegram's callback data).

    `link`: it leads into the private chat with the bot instead, with this word behind /start.
    """

    id: str
    label: str
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Say:
    """Tell the user: `head` is the sentence that matters (bold where a platform can), `text` the rest, plain text.

    Of messages with the same `slot` a later one takes the place of the earlier one, where a platform can edit.
    """

    head: str
    text: str = ""
    buttons: tuple[Button, ...] = ()
    slot: str | None = None

    @property
    def plain(self) -> str:
        """Head and text as one plain text."""
        return f"{self.head}\n{self.text}" if self.text else self.head


@dataclass(frozen=True, slots=True)
class Hide:
    """Delete the user's message that held a login (None: the platform has no handle on it), and say so."""

    message: str | None


@dataclass(frozen=True, slots=True)
class Export:
    """Send the user everything that is stored about them, as documents. It is gathered when it is delivered."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file for the user: its name without a path, and its text."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Record:
    """A fact for staff and statistics, such as what answered and which step fixed it. Never the user's words."""

    what: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Check:
    """Ask the panel once. Beside `Hold` the only effect with a secret: neither is stored, written or logged."""

    id: str
    login: Login


@dataclass(frozen=True, slots=True)
class Hold:
    """Keep in this process's memory, for some minutes, what was pasted of a login; None: let go of it."""

    pasted: Pasted | None


@dataclass(frozen=True, slots=True)
class Forget:
    """Delete everything that is stored about this user."""


Carried: TypeAlias = Say | Hide | Document
"""What a channel carries to its user."""

Outgoing: TypeAlias = Say | Hide | Export
"""What waits in the outbox. An export is not gathered before its turn, so that the outbox holds no second copy of all
that somebody said, which /forget would have to find."""

Effect: TypeAlias = Say | Hide | Export | Record | Check | Hold | Forget
