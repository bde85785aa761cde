"""The team's group: who is in it, what it is, and what the bot may do there."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from telegram import BotCommandScopeChat, ChatMemberAdministrator, ChatMemberOwner, ChatMemberRestricted
from telegram.constants import ChatMemberStatus
from telegram.error import BadRequest, TelegramError

from bot.channels.telegram.calls import GoneError, told
from bot.channels.telegram.recent import Recent
from bot.channels.telegram.staff import COMMANDS
from bot.core.texts import say
from bot.ports import BusyError, DeliveryError

if TYPE_CHECKING:
    from telegram import Bot, ChatFullInfo, ChatMember

    from bot.channels.telegram.calls import Calls
    from bot.channels.telegram.updates import Me

_log = logging.getLogger(__name__)

_SETTING: Final = "TELEGRAM_STAFF_CHAT"
# Seconds.
_MEMBER: Final = 60.0  # for which somebody is known to be a member, or none
_LOOKED: Final = 300.0  # for which it is known what the group is
_REFUSED: Final = 30.0  # until a group that shut us out is tried again
_OUT: Final = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)


class Room:
    """The group in TELEGRAM_STAFF_CHAT."""

    def __init__(self, bot: Bot, me: Me, calls: Calls, chat: int) -> None:
        self._bot = bot
        self._me = me
        self._calls = calls
        self._chat = chat
        self._members: Recent[int, tuple[float, bool]] = Recent()
        self._topics = False
        self._looked: float | None = None
        self._refused: float | None = None
        self._said = ""

    @property
    def chat(self) -> int:
        """Its number, as it is now."""
        return self._calls.now_called(self._chat)

    async def begin(self) -> None:
        """Look at the group, and list the team's commands in it, and there only."""
        with suppress(DeliveryError):  # whoever needs to know looks again
            await self.has_topics()
        try:
            commands = [(name, say(f"command desk {name}")) for name in COMMANDS]
            await self._bot.set_my_commands(commands, BotCommandScopeChat(self.chat))
        except TelegramError as error:
            _log.info("the team's commands were not listed: %s", told(error))

    async def admits(self, user: int) -> bool:
        """Whether somebody belongs to the team: is in the group, or writes in its name. Raises DeliveryError."""
        if user < 0:
            return user == self.chat
        now, known = self._now(), self._members.get(user)
        if known and now < known[0]:
            return known[1]
        try:
            # In a queue of their own: a group that pauses for too many messages still says who is in it.
            found = await self._calls.made(user, lambda _: self._bot.get_chat_member(self.chat, user))
        except (GoneError, BadRequest):
            inside = False
        else:
            inside = found.is_member if isinstance(found, ChatMemberRestricted) else found.status not in _OUT
        self._members.set(user, (now + _MEMBER, inside))
        return inside

    async def has_topics(self) -> bool:
        """Whether tickets can have topics of their own; what is missing is said once. Raises DeliveryError."""
        if self._looked is None or self._now() - self._looked > _LOOKED:
            await self._look()
        return self._topics

    def look_again(self) -> None:
        """What was known of the group is wrong."""
        self._looked = None

    def check(self) -> None:
        """Raises BusyError while the group is known to shut us out."""
        if self._refused is not None and self._now() < self._refused:
            raise BusyError("the team's group shuts the bot out")

    def refused(self, reason: str) -> BusyError:
        """The group shuts us out: what is for it waits, and the operator is told once."""
        self._refused = self._now() + _REFUSED
        self._tell(
            f"{_SETTING}: Telegram does not let the bot write into the group {self.chat} ({reason}): is the number "
            "right, and is the bot in it? Tickets wait until then."
        )
        return BusyError("the team's group shuts the bot out")

    def answered(self) -> None:
        """Something arrived."""
        if self._refused is not None:
            self._refused, self._said = None, ""

    async def _look(self) -> None:
        try:
            chat = await self._calls.made(self._chat, self._bot.get_chat)
            mine = await self._calls.made(self._chat, lambda chat: self._bot.get_chat_member(chat, self._me.id))
        except (GoneError, BadRequest) as error:
            raise self.refused(str(error)) from None
        if mine.status in _OUT:
            raise self.refused("it was removed")
        rights = _rights(mine)
        self._topics = bool(chat.is_forum) and "manage topics" in rights
        self._looked = self._now()
        if chat.id != self._chat:
            self._tell(f"{_SETTING}: the group has another number now: {chat.id}. Set that.")
        elif missing := _missing(chat, rights):
            until = "/forget leaves topics behind" if self._topics else "tickets are messages to answer"
            self._tell(f"{_SETTING}: {missing}; until then {until}.")

    def _tell(self, sentence: str) -> None:
        if sentence != self._said:
            _log.warning("%s", sentence)
        self._said = sentence

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()


def _rights(mine: ChatMember) -> frozenset[str]:
    """What the bot may do, of what it needs; to an administrator Telegram shows all that is written."""
    if isinstance(mine, ChatMemberOwner):
        return frozenset({"read everything", "manage topics", "delete messages"})
    if not isinstance(mine, ChatMemberAdministrator):
        return frozenset()
    may = {"manage topics": mine.can_manage_topics, "delete messages": mine.can_delete_messages}
    return frozenset(["read everything", *(name for name, given in may.items() if given)])


def _missing(chat: ChatFullInfo, rights: frozenset[str]) -> str:
    """What somebody should do for the desk to work well."""
    do = [] if chat.is_forum else ["turn on topics in the group's settings"]
    needed = [right for right in ("manage topics", "delete messages") if right not in rights]
    if needed:
        reads = "read everything" in rights
        how = "let the bot" if reads else "make the bot an administrator, so that it reads everything, and let it"
        do.append(f"{how} {' and '.join(needed)}")
    return " and ".join(do)
