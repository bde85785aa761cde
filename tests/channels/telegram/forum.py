"""Groups of the strict Bot API server: topics, members and rights, photos by their id, and 20 messages a minute."""

from __future__ import annotations

import json
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.channels.telegram.models import types
from tests.channels.telegram.strict import RefusedError, bad, check_keyboard, check_text

if TYPE_CHECKING:
    from pydantic import BaseModel

TOKEN = "4242:AAE-a_token_for_tests_0123456789abcde"
BOT = {"id": 4242, "is_bot": True, "first_name": "Support", "username": "SupportTestBot"}
MANAGE, DELETE = "can_manage_topics", "can_delete_messages"
_STATUSES: dict[str, type[BaseModel]] = {
    "creator": types.ChatMemberOwner,
    "administrator": types.ChatMemberAdministrator,
    "member": types.ChatMemberMember,
    "restricted": types.ChatMemberRestricted,
    "left": types.ChatMemberLeft,
    "kicked": types.ChatMemberBanned,
}
# What the group is shown of, so that it counts.
COUNTED = {
    *("sendmessage", "senddocument", "sendphoto", "editmessagetext", "editmessagereplymarkup", "createforumtopic"),
    *("closeforumtopic", "reopenforumtopic"),
}


@dataclass
class Forum:
    """What a `BotApi` knows of groups.

    `rights`: of the bot, in groups where it is an administrator. `members`: user -> status. `limits`: how many messages
    in how many seconds; `refused` counts what was over that. `old`: messages that take the right to delete messages.
    """

    chats: dict[int, dict[str, Any]] = field(default_factory=dict)
    messages: dict[tuple[int, int], dict[str, Any]] = field(default_factory=dict)
    rights: dict[int, set[str]] = field(default_factory=dict)
    members: dict[int, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    limits: dict[int, tuple[int, float]] = field(default_factory=dict)
    refused: int = 0
    photos: set[str] = field(default_factory=set)
    old: set[tuple[int, int]] = field(default_factory=set)
    may_delete: bool = True
    counted: dict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def valid(self, model: type[BaseModel], found: Any) -> Any:  # noqa: ANN401 -- whatever is said
        raise NotImplementedError

    def message(self, chat: int, user: dict[str, Any], **content: Any) -> dict[str, Any]:
        raise NotImplementedError

    def _chat(self, asked: dict[str, Any]) -> dict[str, Any]:
        raise NotImplementedError

    def _sent(self, asked: dict[str, Any], content: dict[str, Any]) -> object:
        raise NotImplementedError

    def count(self, method: str, chat: int) -> None:
        """Refuse what is more than the group's limit."""
        if method not in COUNTED or chat not in self.limits:
            return
        most, seconds = self.limits[chat]
        kept, now = self.counted[chat], time.monotonic()
        while kept and kept[0] <= now - seconds:
            kept.popleft()
        if len(kept) >= most:
            self.refused += 1
            wait = int(kept[0] + seconds - now) + 1
            raise RefusedError(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
        kept.append(now)

    def topics(self, chat: int) -> dict[int, dict[str, Any]]:
        """The topics of a forum, by number; "closed" and "gone" say how they are."""
        found: dict[int, dict[str, Any]] = self.chats[chat].setdefault("topics", {})
        return found

    def in_topic(self, asked: dict[str, Any], message: dict[str, Any]) -> None:
        """Put a message of the bot into the topic that was asked for."""
        chat, number = int(asked["chat_id"]), int(asked["message_thread_id"])
        topic = self._topic(chat, number)
        if topic.get("closed") and MANAGE not in self.rights.get(chat, ()):
            raise bad("TOPIC_CLOSED")
        message.update(message_thread_id=number, is_topic_message=True)

    async def _createforumtopic(self, asked: dict[str, Any]) -> object:
        chat = self._chat(asked)
        if not chat.get("is_forum"):
            raise bad("the chat is not a forum")
        self._may(chat["id"], MANAGE, "not enough rights to create a topic")
        if not 1 <= len(asked["name"]) <= 128:
            raise bad("TOPIC_NAME_INVALID")
        about = {"name": asked["name"], "icon_color": 7322096}
        number = self.message(chat["id"], BOT, forum_topic_created=about)["message_id"]
        self.topics(chat["id"])[number] = dict(about)
        return self.valid(types.ForumTopic, {"message_thread_id": number, **about})

    async def _editforumtopic(self, asked: dict[str, Any]) -> object:
        chat, topic = self._managed(asked)
        if topic["name"] == asked.get("name"):
            raise bad("TOPIC_NOT_MODIFIED")
        topic["name"] = asked["name"]
        return bool(chat)

    async def _closeforumtopic(self, asked: dict[str, Any]) -> object:
        return self._closed(asked, closed=True)

    async def _reopenforumtopic(self, asked: dict[str, Any]) -> object:
        return self._closed(asked, closed=False)

    async def _deleteforumtopic(self, asked: dict[str, Any]) -> object:
        chat, number = self._chat(asked)["id"], int(asked["message_thread_id"])
        topic = self._topic(chat, number)
        self._may(chat, DELETE, "not enough rights to delete a topic")
        self.delete_topic(chat, number)
        return bool(topic)

    def delete_topic(self, chat: int, number: int) -> None:
        """A topic goes with all that stands in it."""
        self.topics(chat)[number]["gone"] = True
        for key, message in list(self.messages.items()):
            if key[0] == chat and number in (key[1], message.get("message_thread_id")):
                del self.messages[key]

    async def _getchat(self, asked: dict[str, Any]) -> object:
        chat = {name: value for name, value in self._chat(asked).items() if name != "topics"}
        gifts = dict.fromkeys(types.AcceptedGiftTypes.model_fields, False)
        full = {**chat, "accent_color_id": 1, "max_reaction_count": 3, "accepted_gift_types": gifts}
        return self.valid(types.ChatFullInfo, full)

    async def _getchatmember(self, asked: dict[str, Any]) -> object:
        chat, user = self._chat(asked)["id"], int(asked["user_id"])
        if user == BOT["id"]:
            status = self.members[chat].get(user, "administrator" if chat in self.rights else "member")
            return self._as_member(status, BOT, self.rights.get(chat, set()))
        status = self.members[chat].get(user, "")
        if not status:
            raise bad("PARTICIPANT_ID_INVALID")
        return self._as_member(status, {"id": user, "is_bot": False, "first_name": f"P{user}"}, {"is_member"})

    async def _sendphoto(self, asked: dict[str, Any]) -> object:
        if asked["photo"] not in self.photos:
            raise bad("wrong remote file identifier specified: Wrong string length")
        caption = check_text(asked["caption"], asked.get("parse_mode"), 1024) if asked.get("caption") else None
        photo = [{"file_id": asked["photo"], "file_unique_id": "u", "width": 90, "height": 90}]
        return self._sent(asked, {"photo": photo, **({"caption": caption} if caption else {})})

    async def _deletemessages(self, asked: dict[str, Any]) -> object:
        chat, numbers = self._chat(asked)["id"], json.loads(asked["message_ids"])
        if not 1 <= len(numbers) <= 100:
            raise bad("message_ids must be 1 to 100")
        for number in numbers:
            self._may_delete(chat, number)
        for number in numbers:
            self.messages.pop((chat, number), None)
        return True

    async def _editmessagereplymarkup(self, asked: dict[str, Any]) -> object:
        known = self.messages.get((self._chat(asked)["id"], int(asked["message_id"])))
        if known is None:
            raise bad("message to edit not found")
        keyboard = check_keyboard(asked.get("reply_markup"))
        if keyboard == known.get("reply_markup"):
            raise bad("message is not modified")
        known.pop("reply_markup", None)
        known.update({"reply_markup": keyboard} if keyboard else {})
        return self.valid(types.Message, known)

    def _may_delete(self, chat: int, number: int) -> None:
        known = self.messages.get((chat, number))
        if known is None or chat > 0 or DELETE in self.rights.get(chat, ()):
            return
        if (chat, number) in self.old or (known["from"] != BOT and not self.may_delete):
            raise bad("message can't be deleted")

    def _closed(self, asked: dict[str, Any], *, closed: bool) -> bool:
        chat, topic = self._managed(asked)
        if topic.get("closed", False) is closed:
            raise bad("TOPIC_NOT_MODIFIED")
        topic["closed"] = closed
        return bool(chat)

    def _managed(self, asked: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        chat = self._chat(asked)
        topic = self._topic(chat["id"], int(asked["message_thread_id"]))
        self._may(chat["id"], MANAGE, "not enough rights to manage topics")
        return chat, topic

    def _topic(self, chat: int, number: int) -> dict[str, Any]:
        topic = self.topics(chat).get(number)
        if topic is None:
            raise bad("message thread not found")
        if topic.get("gone"):
            raise bad("TOPIC_DELETED")
        return topic

    def _may(self, chat: int, right: str, words: str) -> None:
        if right not in self.rights.get(chat, ()):
            raise bad(words)

    def _as_member(self, status: str, user: dict[str, Any], rights: set[str]) -> object:
        """Somebody as a member; what is not theirs by right is false."""
        model, about = _STATUSES[status], dict[str, Any](status=status, user=user)
        for name, one in model.model_fields.items():
            if name not in about and (one.is_required() or name in rights):
                about[name] = 0 if name == "until_date" else name in rights
        return self.valid(model, about)
