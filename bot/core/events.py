"""Events: what happened, as frozen values. Each carries its unique id, who it is about, and when.

Redelivery of the same id changes nothing: the store refuses it before the core sees it.
Times are aware and UTC. Ids are opaque strings, unique within a platform.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

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

    `private`: nobody else reads this chat; elsewhere nothing private is asked for. `edited`: it is their newest
    message, in other words than before.
    """

    id: str
    key: Key
    at: datetime
    text: str
    message: str | None = None
    private: bool = True
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Edited:
    """The user changed a message of before; `text` None: they deleted it. It only concerns those who read it."""

    id: str
    key: Key
    at: datetime
    message: str
    text: str | None
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
    did not give) or other. `file`: the platform's id of a photo, by which it can be passed on.
    """

    id: str
    key: Key
    at: datetime
    what: str
    private: bool = True
    file: str | None = None
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """An account check has come to its end. `check` is its id; `outcome` None: it was interrupted, by a crash."""

    id: str
    key: Key
    at: datetime
    check: str
    outcome: Outcome | None


Deed = Literal["claim", "release", "reply", "template", "resolve", "reopen", "edit", "delete", "export", "ban", "unban"]
"""What a member of the team does with a ticket."""


@dataclass(frozen=True, slots=True)
class Staffed:
    """A member of the team did something with a ticket; it is an event of the conversation that the ticket is about.

    `staff` names them ("telegram:42"), `name` is what the team calls them. `text` is what they wrote, or the name of a
    template or of a form. `message` names their message ("telegram:-100/7"), so that an edit of it follows.
    """

    id: str
    key: Key
    at: datetime
    ticket: str
    deed: Deed
    staff: str
    name: str
    text: str = ""
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Lapsed:
    """Nobody wrote about a ticket for long. `close`: too long; else somebody is reminded."""

    id: str
    key: Key
    at: datetime
    ticket: str
    close: bool


@dataclass(frozen=True, slots=True)
class Undelivered:
    """What the team wrote can never reach the user; `reason` is a sentence without secrets."""

    id: str
    key: Key
    at: datetime
    ticket: str
    reason: str


ByUser: TypeAlias = Wrote | Edited | Pressed | Commanded | Sent
"""What a user does, and may do only so often."""

Event: TypeAlias = ByUser | Checked | Staffed | Lapsed | Undelivered
