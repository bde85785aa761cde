"""The people at the other end of a `BotApi`: they write, press, edit, send files, and see what the bot says."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.channels.telegram.server import BotApi


@dataclass
class Person:
    """One user in one chat (their private one, unless a group is named)."""

    api: BotApi
    id: int
    chat: int = 0
    topic: int | None = None

    def __post_init__(self) -> None:
        self.chat = self.chat or self.id
        if self.chat > 0:
            self.api.chats.setdefault(self.chat, {"id": self.chat, "type": "private", "first_name": f"P{self.id}"})
        else:
            self.api.chats.setdefault(
                self.chat,
                {
                    "id": self.chat,
                    "type": "supergroup",
                    "title": "TV",
                    "topics": {7: {"name": "t"}} if self.topic else {},
                },
            )

    @property
    def user(self) -> dict[str, Any]:
        return {"id": self.id, "is_bot": False, "first_name": f"P{self.id}"}

    async def send(self, **content: Any) -> dict[str, Any]:
        """Any message."""
        if self.topic:
            content |= {"message_thread_id": self.topic, "is_topic_message": True}
            opened = self.api.messages.get((self.chat, self.topic))
            if opened and "reply_to_message" not in content:
                content["reply_to_message"] = opened
        message = self.api.message(self.chat, self.user, **content)
        await self.api.add("message", message)
        return message

    async def write(self, text: str, **more: Any) -> dict[str, Any]:
        if text.startswith("/"):
            more["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]
        return await self.send(text=text, **more)

    async def edit(self, message: dict[str, Any], text: str) -> None:
        message |= {"text": text, "edit_date": self.api.now()}
        await self.api.add("edited_message", message)

    async def file(
        self, content: bytes, name: str = "app.log", kind: str = "text/plain", **more: Any
    ) -> dict[str, Any]:
        file_id = f"file{len(self.api.files)}"
        self.api.files[file_id] = content
        about = {"file_id": file_id, "file_unique_id": file_id, "file_size": len(content)}
        return await self.send(document={**about, "file_name": name, "mime_type": kind}, **more)

    async def photo(self, *, kept: bool = True, **more: Any) -> dict[str, Any]:
        """A photo; `kept`: Telegram still has it when the bot wants to show it."""
        file_id = f"photo{len(self.api.photos)}"
        if kept:
            self.api.photos.add(file_id)
        sizes = [{"file_id": f"small-{file_id}", "file_unique_id": "s", "width": 9, "height": 9}]
        sizes.append({"file_id": file_id, "file_unique_id": "u", "width": 90, "height": 90})
        return await self.send(photo=sizes, **more)

    async def press(self, label: str, message: dict[str, Any] | None = None, user: int | None = None) -> str:
        """Press a button of a message (the newest that has it)."""
        if message is None:
            message = next(one for one in reversed(self.seen) if label in labels(one))
        data = labels(message)[label]
        query = f"query{len(self.api.queries)}"
        self.api.queries[query] = time.monotonic()
        who = {**self.user, "id": user or self.id}
        press = {"id": query, "from": who, "message": message, "chat_instance": "1", "data": data}
        await self.api.add("callback_query", press)
        return query

    @property
    def seen(self) -> list[dict[str, Any]]:
        """What the bot's messages in this chat are now, oldest first."""
        return [one for one in self.api.by_chat[self.chat] if (self.chat, one["message_id"]) in self.api.messages]

    @property
    def texts(self) -> list[str]:
        return [message.get("text") or message.get("caption", "") for message in self.seen]

    async def reads(self, words: str, count: int = 1) -> str:
        """Wait until the bot has said this, so often; the newest message that holds it."""
        try:
            await self.api.until(lambda: sum(words in text for text in self.texts) >= count)
        except TimeoutError:
            raise AssertionError(f"{words!r} was not said, but: {self.texts}") from None
        return next(text for text in reversed(self.texts) if words in text)


STAFF = -1001


@dataclass
class Member(Person):
    """Somebody in the team's group, perhaps in one of its topics; `anonymous`: they write in the group's name."""

    chat: int = STAFF
    anonymous: bool = False

    @property
    def user(self) -> dict[str, Any]:
        if self.anonymous:
            return {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
        return {"id": self.id, "is_bot": False, "first_name": "Kim", "last_name": "Staff"}

    async def send(self, **content: Any) -> dict[str, Any]:
        if self.anonymous:
            about = {name: value for name, value in self.api.chats[self.chat].items() if name != "topics"}
            content["sender_chat"] = about
        return await super().send(**content)

    async def answer(self, message: dict[str, Any], text: str) -> dict[str, Any]:
        """Answer a message."""
        meant = {name: value for name, value in message.items() if name != "reply_to_message"}
        return await self.write(text, reply_to_message=meant)

    @property
    def seen(self) -> list[dict[str, Any]]:
        return [one for one in super().seen if self.topic in (None, one.get("message_thread_id"))]


def staffed(api: BotApi, *, forum: bool = True) -> None:
    """Make the team's group, with the bot as its administrator, and 9 as a member."""
    api.chats[STAFF] = {"id": STAFF, "type": "supergroup", "title": "Support", "topics": {}}
    if forum:
        api.chats[STAFF]["is_forum"] = True
        api.rights[STAFF] = {"can_manage_topics", "can_delete_messages"}
    api.members[STAFF] = {9: "member"}


def labels(message: dict[str, Any]) -> dict[str, str]:
    """Label -> callback data or address."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return {button["text"]: button.get("callback_data") or button["url"] for row in rows for button in row}
