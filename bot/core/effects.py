"""Effects: what a turn wants done, as frozen values. The engine carries them out; a channel only translates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from bot.core.frozen import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.account.login import Login
    from bot.core.account.paste import Pasted
    from bot.core.ticket import Ticket


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
    `source` names the message of the team that this one passes on ("telegram:-100/7") under a `ticket`, so that its
    edits can follow.
    """

    head: str
    text: str = ""
    buttons: tuple[Button, ...] = ()
    slot: str | None = None
    source: str | None = None
    ticket: str | None = None

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


@dataclass(frozen=True, slots=True)
class Ban:
    """Answer this user no more, or again."""

    on: bool


@dataclass(frozen=True, slots=True)
class Changed:
    """A ticket is to be stored as it is now.

    `what` is for whoever is told of tickets: opened, updated or closed; touched: somebody wrote, and nobody is told.
    """

    ticket: Ticket
    what: str


@dataclass(frozen=True, slots=True)
class Audit:
    """A deed of a member of the team, with who did it, for the team's own records."""

    what: str
    ticket: str
    staff: str


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence for the member of the team who did something, at once and to nobody else."""

    text: str


@dataclass(frozen=True, slots=True)
class Card:
    """The message at the top of a ticket in the team's chat; a later one takes its place.

    `title` is the name of its topic or thread; `deeds` are the buttons, as `Deed`s ("export" beside them).
    """

    ticket: str
    title: str
    head: str
    text: str
    deeds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relay:
    """A message for the team, under a ticket: from the user, or a line about them (`who` "system").

    `who` "team": what one of them answered elsewhere than in their chat, with the name in the text. `source` names the
    user's message, so that edits can follow; `photo` is a platform's id of a photo ("telegram:AgA"). `quiet`: it may
    wait for what users write.
    """

    ticket: str
    who: str
    text: str
    source: str | None = None
    photo: str | None = None

    @property
    def quiet(self) -> bool:
        """Whether it may wait for what users write."""
        return self.who != "user"


@dataclass(frozen=True, slots=True)
class Revise:
    """What was passed on has changed at its source (None: it was deleted there), and changes where it went.

    `ticket`: it went to the team, under this ticket; None: it went to the user. `target` is the message to change;
    None: it is looked up when this is carried out.
    """

    source: str
    text: str | None
    ticket: str | None = None
    head: str = ""
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Packet:
    """The whole conversation for the team, as a file. It is gathered when it is delivered."""

    ticket: str
    form: str = "html"


@dataclass(frozen=True, slots=True)
class Erase:
    """Delete what the team's chat holds of a ticket, as far as the platform lets us.

    `place` is its topic or thread, `messages` are the names of what is known to stand there.
    """

    ticket: str
    place: str
    messages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Notify:
    """Tell another program of a ticket: the body of a webhook, whose "id" is the same however often it is sent."""

    body: Mapping[str, Any]


ToUser: TypeAlias = Say | Hide | Document
"""What a channel carries to its user; and `Revise`, of what the team wrote."""

ToTeam: TypeAlias = Card | Relay | Packet | Erase
"""What goes to the team's chat; a `Packet` as the `Document` that it is gathered into, and `Revise` with a ticket."""

Carried: TypeAlias = ToUser | Card | Relay | Revise | Erase | Notify
"""What a channel carries."""

Outgoing: TypeAlias = Say | Hide | Export | ToTeam | Revise | Notify
"""What waits in the outbox. An export is not gathered before its turn, so that the outbox holds no second copy of all
that somebody said, which /forget would have to find."""

Effect: TypeAlias = Outgoing | Record | Check | Hold | Forget | Ban | Changed | Audit | Told
