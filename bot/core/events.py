"""Events: what happened, as frozen values. Each carries its unique id, who it is about, and when.

Redelivery of the same id changes nothing: the store refuses it before the core sees it.
Times are aware and UTC. Ids are opaque strings, unique within a platform.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from bot.core.frozen import dataclass

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.account.verdict import Outcome


@dataclass(frozen=True, slots=True)
class Key:
    """A conversation: one user in one chat of one platform."""

    platform: str
    chat: str
    user: str


@dataclass(frozen=True, slots=True)
class Wrote:
    """The user sent text. `message` is the platform's id of it, so that a message with a login can be hidden.

    `private`: nobody else reads this chat; elsewhere nothing private is asked for.
    """

    id: str
    key: Key
    at: datetime
    text: str
    message: str | None = None
    private: bool = True


@dataclass(frozen=True, slots=True)
class Pressed:
    """The user pressed a button; `button` is the id that the bot gave it."""

    id: str
    key: Key
    at: datetime
    button: str
    private: bool = True


@dataclass(frozen=True, slots=True)
class Commanded:
    """The user gave a command (without its slash), perhaps with text behind it.

    `sealed`: the text is a login out of a form, so not even what redaction would leave of it is stored.
    """

    id: str
    key: Key
    at: datetime
    name: str
    text: str = ""
    message: str | None = None
    private: bool = True
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """The user sent what cannot be read as text.

    `what`: photo, video, voice, sticker, file, large (a file that is too large), unfetched (a file that the platform
    did not give) or other.
    """

    id: str
    key: Key
    at: datetime
    what: str
    private: bool = True


@dataclass(frozen=True, slots=True)
class Checked:
    """An account check has come to its end. `check` is its id; `outcome` None: it was interrupted, by a crash."""

    id: str
    key: Key
    at: datetime
    check: str
    outcome: Outcome | None


Event: TypeAlias = Wrote | Pressed | Commanded | Sent | Checked
