"""What a member of the team writes in the team's channel: a note, an order, or words for the user."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from bot.channels.discord.reading import said
from bot.core.events import Deed
from bot.core.packet import FORMS

NOTE: Final = "//"
"""How a message begins that stays inside the team."""
HELP: Final = "help"
"""The order of somebody who asks for it, or wrote one that there is not."""

Command: TypeAlias = Deed | Literal["help"]
# What may be ordered; what is done to a message (an edit) is no order.
_REPLY: Final[Deed] = "reply"
_DEEDS: Final[tuple[Deed, ...]] = ("claim", "release", "resolve", "reopen", "ban", "unban", "template", "export")
# As people type it; see bot.core.ticket.ALPHABET.
_REF: Final = re.compile(r"T-[0-9A-Z]{4,24}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Order:
    """An order; `ref` names the ticket, if it is not the one of the thread, `text` a template or a form of export."""

    deed: Command
    ref: str | None = None
    text: str = ""


def spoken(content: str, me: int) -> tuple[str, bool]:
    """The words of a message without the mention of the bot, and whether it begins with that."""
    return said(content, me), re.match(rf"\s*<@!?{me}>", content) is not None


def order(text: str, *, addressed: bool) -> Order | None:
    """The order in a message: "/resolve", or just "resolve" behind the bot's name; None: words for the user."""
    slash, words = text.startswith("/"), text.removeprefix("/").split()
    name = words[0].casefold() if words and (slash or addressed) else ""
    if name == HELP and len(words) == 1:
        return Order(HELP)
    deed = next((deed for deed in _DEEDS if deed == name), None)
    if deed is None:
        return None
    given = words[1:]
    ref = given.pop(0).upper() if given and _REF.fullmatch(given[0]) else None
    if _fits(deed, given):
        return Order(deed, ref, "".join(given))
    return Order(HELP) if slash else None


def deed_called(name: str) -> Deed | None:
    """The deed of this name that buttons and orders may do."""
    return next((deed for deed in (*_DEEDS, _REPLY) if deed == name), None)


def _fits(deed: Deed, given: list[str]) -> bool:
    match deed:
        case "template":
            return len(given) <= 1
        case "export":
            return not given or (len(given) == 1 and given[0] in FORMS)
        case _:
            return not given
