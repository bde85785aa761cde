"""A strict Bot API server on this machine: what the bot may not do there, it may not do at Telegram either.

Updates are kept until they are confirmed, one poller at a time, a webhook is called one update of a chat after the
other, and again until it says 200. `Person` is the other side: what users do and see.
"""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

import aiohttp
from aiohttp import web

from tests.channels.telegram.forum import BOT, TOKEN, Forum
from tests.channels.telegram.models import types
from tests.channels.telegram.strict import RefusedError, bad, check_commands, check_keyboard, check_text, valid

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from pydantic import BaseModel

__all__ = ["BOT", "TOKEN", "BotApi"]
# Parameters that each method takes, of those that a bot like ours may use.
PARAMETERS = {
    "getme": set(),
    "getupdates": {"offset", "limit", "timeout", "allowed_updates"},
    "setwebhook": {"url", "secret_token", "allowed_updates", "max_connections", "drop_pending_updates"},
    "deletewebhook": {"drop_pending_updates"},
    "getwebhookinfo": set(),
    "setmycommands": {"commands", "scope", "language_code"},
    "sendmessage": {
        *("chat_id", "text", "parse_mode", "reply_markup", "link_preview_options", "message_thread_id"),
        *("reply_parameters", "disable_notification", "protect_content"),
    },
    "senddocument": {
        *("chat_id", "document", "caption", "parse_mode", "reply_markup", "message_thread_id", "reply_parameters"),
        *("disable_notification", "protect_content"),
    },
    "sendphoto": {
        *("chat_id", "photo", "caption", "parse_mode", "reply_markup", "message_thread_id", "reply_parameters"),
        *("disable_notification", "protect_content"),
    },
    "createforumtopic": {"chat_id", "name", "icon_color", "icon_custom_emoji_id"},
    "editforumtopic": {"chat_id", "message_thread_id", "name", "icon_custom_emoji_id"},
    "closeforumtopic": {"chat_id", "message_thread_id"},
    "reopenforumtopic": {"chat_id", "message_thread_id"},
    "deleteforumtopic": {"chat_id", "message_thread_id"},
    "getchat": {"chat_id"},
    "getchatmember": {"chat_id", "user_id"},
    "editmessagereplymarkup": {"chat_id", "message_id", "reply_markup"},
    "deletemessages": {"chat_id", "message_ids"},
    "editmessagetext": {"chat_id", "message_id", "text", "parse_mode", "reply_markup", "link_preview_options"},
    "deletemessage": {"chat_id", "message_id"},
    "sendchataction": {"chat_id", "action", "message_thread_id"},
    "answercallbackquery": {"callback_query_id", "text", "show_alert", "cache_time"},
    "getfile": {"file_id"},
}


@dataclass
class BotApi(Forum):
    """The server. `calls` is the log of all requests that carried the right token."""

    port: int = 0
    checked: bool = True  # by aiogram's models; a benchmark does without
    updates: list[dict[str, Any]] = field(default_factory=list)
    confirmed: int = 0
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    queries: dict[str, float] = field(default_factory=dict)
    commands: list[dict[str, str]] = field(default_factory=list)
    scoped: dict[int, list[dict[str, str]]] = field(default_factory=dict)  # commands by the chat that they are for
    webhook: dict[str, str] = field(default_factory=dict)
    behind: list[str] = field(default_factory=list)  # addresses of replicas behind the webhook: any of them is called
    heard: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))  # all that was said, edits too
    # What goes wrong: chats that are gone, moved, flooded (until when, seconds), methods with troubles, slow methods.
    blocked: set[int] = field(default_factory=set)
    moved: dict[int, int] = field(default_factory=dict)
    floods: dict[int, tuple[float, float]] = field(default_factory=dict)
    troubles: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    slow: dict[str, float] = field(default_factory=dict)
    jitter: float = 0.0  # seconds that any request may take longer than another
    by_chat: dict[int, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    listening: dict[int, list[asyncio.Future[None]]] = field(default_factory=lambda: defaultdict(list))
    last_message: int = 100
    last_update: int = 1000
    delivered: int = 0
    conflicts: int = 0  # two that fetch at the same time

    async def __aenter__(self) -> Self:
        self._news = asyncio.Condition()
        self._poller: asyncio.Event | None = None
        self._poll: web.BaseRequest | None = None
        self._queues: dict[int, asyncio.Queue[dict[str, Any]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._client = aiohttp.ClientSession()
        self._runner = web.ServerRunner(web.Server(self._handle, access_log=None), shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._client.close()
        await self._runner.cleanup()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def settings(self) -> dict[str, str]:
        return {
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_BASE_URL": f"{self.url}/bot",
            "TELEGRAM_BASE_FILE_URL": f"{self.url}/file/bot",
        }

    def valid(self, model: type[BaseModel], found: Any) -> Any:  # noqa: ANN401 -- whatever is said
        return valid(model, found) if self.checked else found

    async def next_said(self, chat: int) -> None:
        """Wait until the bot says something in a chat: cheaper than `until` for many at once."""
        one: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.listening[chat].append(one)
        await one

    def now(self) -> int:
        """Some time, in Unix seconds, that goes on."""
        return 1_760_000_000 + self.last_message

    def made(self, method: str) -> list[dict[str, Any]]:
        return [parameters for name, parameters in self.calls if name == method.lower()]

    async def add(self, kind: str, content: dict[str, Any]) -> int:
        """Something happened: it is kept until it is confirmed."""
        self.last_update += 1
        update = {"update_id": self.last_update, kind: content}
        self.valid(types.Update, update)
        self.updates.append(update)
        if self.webhook:
            chat = (content.get("message") or content)["chat"]["id"]
            self._queued(chat).put_nowait(update)
        await self._notify()
        return self.last_update

    async def until(self, condition: Callable[[], Any], seconds: float = 15) -> None:
        """Wait until something is true; it is looked at after each request."""
        async with self._news:
            await asyncio.wait_for(self._news.wait_for(condition), seconds)

    async def _handle(self, request: web.BaseRequest) -> web.Response:
        parts = request.path.split("/")
        if request.path.startswith("/file/bot"):
            return self._file(request.path)
        if len(parts) != 3 or not parts[1].startswith("bot"):
            return web.Response(status=404, text="<html>nothing here</html>")
        if parts[1] != f"bot{TOKEN}":
            return _answered(RefusedError(401, "Unauthorized"))
        method = parts[2].lower()
        if method not in PARAMETERS:
            return _answered(RefusedError(404, "Not Found"))
        try:
            parameters = await _parameters(request)
            self.calls.append((method, parameters))
            await self._notify()
            if unknown := set(parameters) - PARAMETERS[method]:
                raise bad(f"unknown parameters {sorted(unknown)}")
            await asyncio.sleep(self.slow.get(method, 0) + random.uniform(0, self.jitter))  # noqa: S311 -- a network's
            if self.troubles[method] and (trouble := self.troubles[method].pop(0)) is not None:
                if callable(trouble):
                    return trouble()  # type: ignore[no-any-return]
                raise trouble
            self.count(method, int(parameters.get("chat_id", 0)))
            if method == "getupdates":
                self.conflicts += self._poller is not None and _is_there(self._poll)
                self._poll = request
            perform: Callable[[dict[str, Any]], Awaitable[Any]] = getattr(self, f"_{method}")
            result = await perform(parameters)
            return web.json_response({"ok": True, "result": result})
        except RefusedError as refused:
            return _answered(refused)
        finally:
            await self._notify()

    async def _notify(self) -> None:
        async with self._news:
            self._news.notify_all()

    def _file(self, path: str) -> web.Response:
        token, _, name = path.removeprefix("/file/bot").partition("/")
        if token != TOKEN or name not in self.files:
            return web.Response(status=404, text='{"ok":false,"error_code":404,"description":"Not Found"}')
        return web.Response(body=self.files[name])

    async def _getme(self, _: dict[str, Any]) -> object:
        return self.valid(types.User, {**BOT, "can_join_groups": True, "can_read_all_group_messages": False})

    async def _getupdates(self, asked: dict[str, Any]) -> object:
        if self.webhook:
            raise RefusedError(
                409,
                "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the "
                "webhook first",
            )
        if self._poller:
            self._poller.set()  # the earlier one is thrown out
        mine = self._poller = asyncio.Event()
        if (offset := int(asked.get("offset", 0))) > 0:
            self._confirm(offset)
            await self._notify()
        wanted = json.loads(asked.get("allowed_updates", "[]"))
        limit = int(asked.get("limit", 100))
        if not 1 <= limit <= 100:
            raise bad("limit must be 1 to 100")
        until = time.monotonic() + int(asked.get("timeout", 0))
        while True:
            found = [one for one in self.updates if not wanted or set(one) & set(wanted)][:limit]
            left = until - time.monotonic()
            if found or left <= 0:
                if self._poller is mine:
                    self._poller = None
                self.delivered += len(found)
                return found
            await self._news_or(mine, left)
            if mine.is_set():
                raise RefusedError(
                    409,
                    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
                )

    async def _news_or(self, thrown_out: asyncio.Event, seconds: float) -> None:
        async with self._news:
            try:
                await asyncio.wait_for(
                    self._news.wait_for(lambda: self.updates or thrown_out.is_set()), min(seconds, 0.5)
                )
            except TimeoutError:
                return

    def _confirm(self, offset: int) -> None:
        self.confirmed = max(self.confirmed, offset - 1)
        self.updates = [one for one in self.updates if one["update_id"] >= offset]

    async def _setwebhook(self, asked: dict[str, Any]) -> object:
        secret = asked.get("secret_token", "")
        if not asked["url"].startswith(("https://", "http://127.0.0.1:")):
            raise bad("bad webhook: An HTTPS URL must be provided for webhook")
        self.webhook = {"url": asked["url"], "secret": secret}
        for update in self.updates:
            content = update.get("message") or update.get("edited_message") or update["callback_query"]["message"]
            self._queued(content["chat"]["id"]).put_nowait(update)
        return True

    async def _deletewebhook(self, _: dict[str, Any]) -> object:
        self.webhook = {}
        return True

    async def _getwebhookinfo(self, _: dict[str, Any]) -> object:
        return {
            "url": self.webhook.get("url", ""),
            "has_custom_certificate": False,
            "pending_update_count": len(self.updates),
        }

    def _queued(self, chat: int) -> asyncio.Queue[dict[str, Any]]:
        if chat not in self._queues:
            self._queues[chat] = asyncio.Queue()
            task = asyncio.create_task(self._call(self._queues[chat]))
            self._tasks.add(task)
        return self._queues[chat]

    async def _call(self, queue: asyncio.Queue[dict[str, Any]]) -> None:
        """Bring the updates of one chat to the webhook, each until it was taken."""
        while True:
            update = await queue.get()
            while self.webhook and update in self.updates:
                try:
                    headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook["secret"]}
                    url = random.choice(self.behind or [self.webhook["url"]])  # noqa: S311 -- a load balancer's
                    async with self._client.post(url, json=update, headers=headers) as response:
                        taken = response.ok
                except aiohttp.ClientError:
                    taken = False
                if taken:
                    self.updates.remove(update)
                    self.delivered += 1
                    self.confirmed = max(self.confirmed, update["update_id"])
                    await self._notify()
                else:
                    await asyncio.sleep(0.1)

    async def _setmycommands(self, asked: dict[str, Any]) -> object:
        commands, scope = check_commands(asked["commands"]), json.loads(asked.get("scope", "null"))
        if scope is None:
            self.commands = commands
        else:
            self.valid(types.BotCommandScopeChat, scope)
            self.scoped[self._chat(scope)["id"]] = commands
        return True

    async def _sendmessage(self, asked: dict[str, Any]) -> object:
        text = check_text(asked["text"], asked.get("parse_mode"))
        return self._sent(asked, {"text": text})

    async def _senddocument(self, asked: dict[str, Any]) -> object:
        name, content = asked["document"]
        file_id = f"file{len(self.files)}"
        self.files[file_id] = content
        caption = check_text(asked["caption"], asked.get("parse_mode"), 1024) if asked.get("caption") else None
        document = {
            "file_id": file_id,
            "file_unique_id": file_id,
            "file_name": name,
            "file_size": len(content),
        }
        return self._sent(asked, {"document": document, **({"caption": caption} if caption else {})})

    async def _editmessagetext(self, asked: dict[str, Any]) -> object:
        chat = self._chat(asked)
        known = self.messages.get((chat["id"], int(asked["message_id"])))
        if known is None:
            raise bad("message to edit not found")
        if known["from"] != BOT:
            raise bad("message can't be edited")
        changed: dict[str, Any] = {"text": check_text(asked["text"], asked.get("parse_mode"))}
        if keyboard := check_keyboard(asked.get("reply_markup")):
            changed["reply_markup"] = keyboard
        if changed == {name: known[name] for name in ("text", "reply_markup") if name in known}:
            raise bad(
                "message is not modified: specified new message content and reply markup are exactly the same as a "
                "current content and reply markup of the message"
            )
        known.pop("reply_markup", None)
        known.update(changed, edit_date=self.now())
        self.heard[chat["id"]].append(changed["text"])
        return self.valid(types.Message, known)

    async def _deletemessage(self, asked: dict[str, Any]) -> object:
        chat = self._chat(asked)
        known = self.messages.get((chat["id"], int(asked["message_id"])))
        if known is None:
            raise bad("message to delete not found")
        self._may_delete(chat["id"], int(asked["message_id"]))
        del self.messages[chat["id"], int(asked["message_id"])]
        return True

    async def _sendchataction(self, asked: dict[str, Any]) -> object:
        self._chat(asked)
        if asked["action"] != "typing":
            raise bad("wrong parameter action in request")
        return True

    async def _answercallbackquery(self, asked: dict[str, Any]) -> object:
        made = self.queries.get(asked["callback_query_id"])
        if made is None or time.monotonic() - made > 15:
            raise bad("query is too old and response timeout expired or query ID is invalid")
        if len(asked.get("text", "")) > 200:
            raise bad("MESSAGE_TOO_LONG")
        return True

    async def _getfile(self, asked: dict[str, Any]) -> object:
        if asked["file_id"] not in self.files:
            raise bad("wrong file_id or the file is temporarily unavailable")
        size = len(self.files[asked["file_id"]])
        if size > 20 << 20:
            raise bad("file is too big")
        name = asked["file_id"]
        return self.valid(types.File, {"file_id": name, "file_unique_id": name, "file_size": size, "file_path": name})

    def _chat(self, asked: dict[str, Any]) -> dict[str, Any]:
        number = int(asked["chat_id"])
        if number in self.moved:
            raise RefusedError(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=self.moved[number],
            )
        if number not in self.chats:
            raise bad("chat not found")
        if number in self.blocked:
            raise RefusedError(403, "Forbidden: bot was blocked by the user")
        until, seconds = self.floods.get(number, (0.0, 0))
        if time.monotonic() < until:
            raise RefusedError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
        return self.chats[number]

    def _sent(self, asked: dict[str, Any], content: dict[str, Any]) -> object:
        chat = self._chat(asked)
        keyboard = check_keyboard(asked.get("reply_markup"))
        topic: dict[str, Any] = {}
        if asked.get("message_thread_id"):
            self.in_topic(asked, topic)
            content |= topic
        message = self.message(chat["id"], BOT, **content, **({"reply_markup": keyboard} if keyboard else {}))
        if reply := json.loads(asked.get("reply_parameters", "null")):
            answered = self.messages.get((chat["id"], reply["message_id"]))
            if answered is None and not reply.get("allow_sending_without_reply"):
                raise bad("message to be replied not found")
            if answered:
                message["reply_to_message"] = {k: v for k, v in answered.items() if k != "reply_to_message"}
        return self.valid(types.Message, message)

    def message(self, chat: int, user: dict[str, Any], **content: Any) -> dict[str, Any]:
        """A new message, stored."""
        self.last_message += 1
        about = {name: value for name, value in self.chats[chat].items() if name != "topics"}
        message = {"message_id": self.last_message, "date": self.now(), "chat": about, "from": user, **content}
        self.valid(types.Message, message)
        self.messages[chat, self.last_message] = message
        if user["is_bot"]:
            self.by_chat[chat].append(message)
            self.heard[chat].append(message.get("text") or message.get("caption", ""))
            for one in self.listening.pop(chat, ()):
                one.set_result(None)
        return message


def _is_there(request: web.BaseRequest | None) -> bool:
    """Whether somebody still waits for the answer."""
    return request is not None and request.transport is not None and not request.transport.is_closing()


async def _parameters(request: web.BaseRequest) -> dict[str, Any]:
    found: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        found |= await request.json()
    elif request.can_read_body:
        for name, value in (await request.post()).items():
            found[name] = value if isinstance(value, str) else (value.filename, value.file.read())  # type: ignore[union-attr]
    for name, value in list(found.items()):  # a file may be sent by reference
        if isinstance(value, str) and value.startswith("attach://"):
            found[name] = found.pop(value.removeprefix("attach://"))
    return found


def _answered(refused: RefusedError) -> web.Response:
    body = {"ok": False, "error_code": refused.code, "description": refused.description}
    if refused.parameters:
        body["parameters"] = refused.parameters
    return web.json_response(body, status=refused.code)
