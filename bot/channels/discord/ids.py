"""Whose conversation it is, what its buttons are called, and which message is meant.

A user has one private conversation, in direct messages and in all replies that only they see; and one in every channel
where they mentioned the bot. A button names its conversation, so that it works after a restart and for its owner only.
The team's buttons name their ticket, and work for the whole team.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bot.core.events import Key

PLATFORM: Final = "discord"

# Our buttons in this version of the program: conversation, user (ids in base 36: 13 characters for 64 bits), button.
# 2 + 13 + 1 + 13 + 1 + 64 characters of Discord's 100.
TEMPLATE: Final = r"b:(?P<chat>[0-9a-z]{0,13}):(?P<user>[0-9a-z]{1,13}):(?P<button>.{1,64})"
# The team's buttons: the ticket, and what is to be done with it.
DESK_TEMPLATE: Final = r"d:(?P<ref>T-[0-9A-Z]{4,24}):(?P<deed>[a-z0-9.]{1,20})"
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"


def private_key(user: int) -> Key:
    """The conversation of a user that nobody else reads."""
    return Key(PLATFORM, str(user), str(user))


def public_key(channel: int, user: int) -> Key:
    """The conversation of a user in a channel where others read along."""
    return Key(PLATFORM, str(channel), str(user))


def is_private(key: Key) -> bool:
    """Whether nobody else reads this conversation."""
    return key.chat == key.user


@dataclass(frozen=True, slots=True)
class Mark:
    """What a button's custom_id says: its conversation and its own id."""

    key: Key
    button: str

    @property
    def custom_id(self) -> str:
        """At most 94 characters for a button id of 64."""
        chat = "" if is_private(self.key) else _in_base_36(int(self.key.chat))
        return f"b:{chat}:{_in_base_36(int(self.key.user))}:{self.button}"


def marked(custom_id: str) -> Mark | None:
    """The inverse; None for what is not ours."""
    found = re.fullmatch(TEMPLATE, custom_id)
    if found is None:
        return None
    user = int(found["user"], 36)
    key = public_key(int(found["chat"], 36), user) if found["chat"] else private_key(user)
    return Mark(key, found["button"])


@dataclass(frozen=True, slots=True)
class DeskMark:
    """What the custom_id of a button of the team's says: the ticket, and the deed or what leads to it."""

    ref: str
    deed: str

    @property
    def custom_id(self) -> str:
        """At most 49 characters."""
        return f"d:{self.ref}:{self.deed}"


def desk_marked(custom_id: str) -> DeskMark | None:
    """The inverse; None for what is none of the team's."""
    found = re.fullmatch(DESK_TEMPLATE, custom_id)
    return DeskMark(found["ref"], found["deed"]) if found else None


def place(channel: int, message: int) -> str:
    """A message as `Wrote.message` and `Hide.message` name it."""
    return f"{channel}/{message}"


def placed(name: str) -> tuple[int, int]:
    """The inverse: channel and message."""
    channel, _, message = name.partition("/")
    return int(channel), int(message)


def message_name(channel: int, message: int) -> str:
    """A message as the relay calls it (see `bot.ports.Channel.deliver`)."""
    return f"{PLATFORM}:{place(channel, message)}"


def message_named(name: str) -> tuple[int, int]:
    """The inverse: channel and message."""
    return placed(name.partition(":")[2])


def _in_base_36(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return digits or "0"
