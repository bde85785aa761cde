"""A small Discord on loopback: its gateway over a real WebSocket, its REST API over real HTTP, and one person.

It holds to what Discord documents and discord.py depends on: tokens, three seconds for a first answer, one first answer
for each interaction, events numbered and replayed on RESUME, 429 with its wait, limits of every message.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from aiohttp import WSMsgType, web

from tests.channels.discord.limits import check_message, check_modal

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

TOKEN: Final = "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs"
BOT, GUILD, CHANNEL, DIRECT, ALICE = 100, 200, 300, 400, 500
EPHEMERAL: Final = 64
_EPOCH: Final = 1_420_070_400_000
_SECONDS: Final = 3.0

Json = dict[str, Any]


@dataclass
class Message:
    """A message of the bot's; `edits` counts how often it became another."""

    body: Json
    channel: int
    ephemeral: bool
    edits: int = 0

    @property
    def text(self) -> str:
        """What a reader sees of it."""
        embeds = (embed.get("description", "") for embed in self.body.get("embeds") or ())
        return "\n".join([self.body.get("content") or "", *embeds])

    def button(self, label: str) -> str:
        """The custom_id of a button."""
        rows = self.body.get("components") or ()
        found = (one["custom_id"] for row in rows for one in row["components"] if one["label"] == label)
        return str(next(found))


@dataclass
class Asked:
    """An interaction: when its first answer came, which kind it was, and the messages that followed."""

    token: str
    channel: int
    begun: float
    acknowledged: float | None = None
    kind: int | None = None
    data: Json = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)

    @property
    def took(self) -> float:
        """Seconds to the first answer."""
        return self.acknowledged - self.begun if self.acknowledged else float("inf")


class Discord:
    """The server. `url` is its API's base, `gateway` its gateway's address."""

    def __init__(self) -> None:
        self.url = self.gateway = ""
        self.messages: list[Message] = []
        self.asked: dict[str, Asked] = {}
        self.commands: list[Json] = []
        self.told_commands = self.identified = self.resumed = self.limited = 0
        self.limit: str | None = None  # a path that is answered with 429, once
        self.close_with: int | None = None  # the gateway closes every new session with this code
        self.privileged = 0  # the intents that the bot asks for, of those that need an approval
        self.deaf = False  # nothing may be sent to anybody: 403
        self.shards = self.concurrency = 1  # what is recommended, and how many may log in at once
        self.logins: list[tuple[float, int, int]] = []  # when, which shard, of how many
        self.doubles = 0  # logins of shards that were served already
        self.to = 0  # the shard that hears what happens
        self._numbers = itertools.count(1)
        self._events: dict[int, list[Json]] = defaultdict(list)
        self._sockets: dict[int, web.WebSocketResponse] = {}
        self._changed = asyncio.Condition()

    # what happens ---------------------------------------------------------------------------------------------------

    def snowflake(self) -> int:
        """An id of now."""
        return ((int(time.time() * 1000) - _EPOCH) << 22) + next(self._numbers)  # noqa: TID251 -- ids hold the time

    @property
    def served(self) -> set[int]:
        """The shards that somebody listens to."""
        return {shard for shard, socket in self._sockets.items() if not socket.closed}

    async def emit(self, name: str, data: Json, shard: int | None = None) -> None:
        """An event; it is kept, so that a session that comes back hears of it."""
        shard = self.to if shard is None else shard
        event = {"op": 0, "t": name, "s": len(self._events[shard]) + 1, "d": data}
        self._events[shard].append(event)
        if shard in self.served:
            await self._sockets[shard].send_json(event)

    async def again(self) -> None:
        """The last event is sent once more."""
        await self.emit(self._events[self.to][-1]["t"], self._events[self.to][-1]["d"])

    async def forget(self) -> None:
        """Discord does not know the sessions any more."""
        for socket in self._sockets.values():
            await socket.send_json({"op": 9, "d": False})

    async def drop(self) -> None:
        """The connections break."""
        sockets, self._sockets = self._sockets, {}
        for socket in sockets.values():
            await socket.close(code=4000)

    async def slash(self, name: str, user: int = ALICE, **options: str) -> Asked:
        """A slash command in the channel."""
        command = next(one for one in self.commands if one["name"] == name)
        given = [{"name": option, "type": 3, "value": value} for option, value in options.items()]
        return await self._interact(2, {"id": "1", "name": command["name"], "type": 1, "options": given}, user)

    async def press(self, message: Message, label: str, user: int = ALICE) -> Asked:
        """A button."""
        data = {"custom_id": message.button(label), "component_type": 2}
        return await self._interact(3, data, user, message=message.body)

    async def send_form(self, form: Asked, values: dict[str, str], user: int = ALICE) -> Asked:
        """A modal, filled."""
        rows = [
            {"type": 1, "components": [{"type": 4, "custom_id": name, "value": value}]}
            for name, value in values.items()
        ]
        return await self._interact(5, {"custom_id": form.data["custom_id"], "components": rows}, user)

    async def write(self, text: str, user: int = ALICE) -> None:
        """A direct message to the bot."""
        await self.emit("MESSAGE_CREATE", self._body({"content": text}, DIRECT, user))

    async def until(self, true: Callable[[], object], seconds: float = 10.0) -> None:
        """Wait until something is true."""
        async with asyncio.timeout(seconds), self._changed:
            await self._changed.wait_for(true)

    async def answered(self, asked: Asked, words: str = "", seconds: float = 10.0) -> Message:
        """The last message behind an interaction, once it holds these words."""
        await self.until(lambda: asked.messages and words in asked.messages[-1].text, seconds)
        return asked.messages[-1]

    async def _interact(self, kind: int, data: Json, user: int, message: Json | None = None) -> Asked:
        number, token = self.snowflake(), f"token{next(self._numbers)}"
        asked = self.asked[token] = Asked(token, CHANNEL, time.monotonic())
        body = {
            "id": str(number),
            "application_id": str(BOT),
            "type": kind,
            "token": token,
            "version": 1,
            "data": data,
            "guild_id": str(GUILD),
            "channel_id": str(CHANNEL),
            "channel": {"id": str(CHANNEL), "type": 0, "name": "help", "guild_id": str(GUILD), "position": 0},
            "member": {"user": _user(user), "roles": [], "joined_at": "2026-01-01T00:00:00Z", "permissions": "0"}
            | {"deaf": False, "mute": False, "flags": 0},
            "locale": "en-US",
            "entitlements": [],
            "authorizing_integration_owners": {},
            "context": 0,
            "app_permissions": "0",
            "attachment_size_limit": 10_000_000,
        }
        await self.emit("INTERACTION_CREATE", body | ({"message": message} if message else {}))
        return asked

    def _body(self, given: Json, channel: int, author: int = BOT, number: int | None = None) -> Json:
        body = {
            "id": str(number or self.snowflake()),
            "channel_id": str(channel),
            "author": _user(author),
            "content": given.get("content") or "",
            "timestamp": "2026-11-21T12:00:00Z",
            "edited_timestamp": None,
            "tts": False,
            "mention_everyone": False,
            "mentions": [],
            "mention_roles": [],
            "attachments": [],
            "embeds": [{"type": "rich", **embed} for embed in given.get("embeds") or ()],
            "components": given.get("components") or [],
            "pinned": False,
            "type": 0,
            "flags": given.get("flags", 0),
        }
        return body if channel == DIRECT else {**body, "guild_id": str(GUILD)}

    # the gateway ----------------------------------------------------------------------------------------------------

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": 41_250}})
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                await self._heard(socket, json.loads(message.data))
        async with self._changed:
            self._changed.notify_all()
        return socket

    async def _heard(self, socket: web.WebSocketResponse, said: Json) -> None:
        match said["op"]:
            case 1:
                await socket.send_json({"op": 11})
            case 2:
                if self.close_with or said["d"]["token"] != TOKEN:
                    await socket.close(code=self.close_with or 4004)
                    return
                shard, count = said["d"].get("shard", (0, 1))
                self.identified += 1
                self.doubles += shard in self.served
                self.logins.append((time.monotonic(), shard, count))
                assert said["d"]["intents"] & (1 << 1 | 1 << 8 | 1 << 15) == self.privileged
                self._sockets[shard], self._events[shard] = socket, []
                ready = {"v": 10, "user": _user(BOT), "guilds": [], "session_id": f"session {shard}"}
                ready |= {"shard": [shard, count], "resume_gateway_url": self.gateway}
                await self.emit("READY", {**ready, "application": {"id": str(BOT), "flags": 0}}, shard)
            case 6:
                shard = int(said["d"]["session_id"].removeprefix("session "))
                self.resumed += 1
                self.doubles += shard in self.served
                self._sockets[shard] = socket
                for event in self._events[shard][said["d"]["seq"] :]:
                    await socket.send_json(event)
                await self.emit("RESUMED", {}, shard)
        async with self._changed:
            self._changed.notify_all()

    # the API --------------------------------------------------------------------------------------------------------

    @web.middleware
    async def _checked(self, request: web.Request, handler: Callable[[web.Request], Any]) -> web.StreamResponse:
        open_to_all = request.path.startswith(("/api/interactions/", "/api/webhooks/", "/gateway"))
        if not open_to_all and request.headers.get("Authorization") != f"Bot {TOKEN}":
            return _json({"message": "401: Unauthorized", "code": 0}, status=401)
        if self.limit and self.limit in request.path:
            self.limit = None
            self.limited += 1
            wait = {"message": "You are being rate limited.", "retry_after": 0.3, "global": False}
            return _json(wait, status=429, headers={"Via": "1.1 google"})
        response: web.StreamResponse = await handler(request)
        async with self._changed:
            self._changed.notify_all()
        return response

    async def _where(self, _: web.Request) -> web.Response:
        limits = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": self.concurrency}
        return _json({"url": self.gateway, "shards": self.shards, "session_start_limit": limits})

    async def _me(self, _: web.Request) -> web.Response:
        return _json(_user(BOT))

    async def _application(self, _: web.Request) -> web.Response:
        about: Json = {"id": str(BOT), "name": "Helper", "icon": None, "description": "", "bot_public": True}
        about |= {"bot_require_code_grant": False, "owner": _user(ALICE), "verify_key": "", "team": None, "flags": 0}
        return _json(about | {"rpc_origins": None, "summary": ""})

    async def _commands(self, request: web.Request) -> web.Response:
        self.commands = [
            {"description": "", **command, "id": str(number), "application_id": str(BOT), "version": "1"}
            for number, command in enumerate(await request.json(), 1)
        ]
        self.told_commands += 1
        return _json(self.commands)

    async def _callback(self, request: web.Request) -> web.Response:
        asked = self.asked[request.match_info["token"]]
        said = await request.json()
        if asked.acknowledged is not None:
            return _json({"message": "already acknowledged", "code": 40060}, status=400)
        if time.monotonic() - asked.begun > _SECONDS:
            return _json({"message": "Unknown interaction", "code": 10062}, status=404)
        asked.acknowledged, asked.kind, asked.data = time.monotonic(), said["type"], said.get("data") or {}
        if said["type"] == 4:
            check_message(asked.data)
            self._posted(asked, asked.data)
        if said["type"] == 9:
            check_modal(asked.data)
        return _json({"interaction": {"id": request.match_info["id"], "type": 2}})

    async def _original(self, request: web.Request) -> web.Response:
        asked, said = self.asked[request.match_info["token"]], await request.json()
        check_message(said)
        if not asked.messages:
            return _json(self._posted(asked, said).body)
        return _json(self._edited(asked.messages[0], said))

    async def _edit(self, request: web.Request) -> web.Response:
        asked, number = self.asked[request.match_info["token"]], request.match_info["message"]
        said = await request.json()
        check_message(said)
        return _json(self._edited(next(one for one in asked.messages if one.body["id"] == number), said))

    async def _follow(self, request: web.Request) -> web.Response:
        said = await request.json()
        check_message(said)
        return _json(self._posted(self.asked[request.match_info["token"]], said).body)

    async def _direct(self, request: web.Request) -> web.Response:
        user = (await request.json())["recipient_id"]
        return _json({"id": str(DIRECT), "type": 1, "recipients": [_user(int(user))]})

    async def _send(self, request: web.Request) -> web.Response:
        said = await request.json()
        check_message(said)
        if self.deaf:
            return _json({"message": "Cannot send messages to this user", "code": 50007}, status=403)
        channel = int(request.match_info["channel"])
        message = Message(self._body(said, channel), channel, ephemeral=False)
        self.messages.append(message)
        return _json(message.body)

    async def _change(self, request: web.Request) -> web.Response:
        said, number = await request.json(), request.match_info["message"]
        check_message(said)
        return _json(self._edited(next(one for one in self.messages if one.body["id"] == number), said))

    def _posted(self, asked: Asked, said: Json) -> Message:
        flags = said.get("flags", 0) | (asked.data.get("flags", 0) & EPHEMERAL)
        message = Message(self._body({**said, "flags": flags}, asked.channel), asked.channel, bool(flags & EPHEMERAL))
        asked.messages.append(message)
        self.messages.append(message)
        return message

    def _edited(self, message: Message, said: Json) -> Json:
        message.edits += 1
        given = {**message.body, **said}
        message.body = self._body(given, message.channel, number=int(message.body["id"]))
        return message.body

    def application(self) -> web.Application:
        """What is served."""
        app = web.Application(middlewares=[self._checked])
        hook = "/api/webhooks/{application}/{token}"
        app.add_routes(
            [
                web.get("/gateway", self._gateway),
                web.get("/api/gateway/bot", self._where),
                web.get("/api/users/@me", self._me),
                web.post("/api/users/@me/channels", self._direct),
                web.get("/api/oauth2/applications/@me", self._application),
                web.put("/api/applications/{application}/commands", self._commands),
                web.post("/api/interactions/{id}/{token}/callback", self._callback),
                web.patch(f"{hook}/messages/@original", self._original),
                web.patch(f"{hook}/messages/{{message}}", self._edit),
                web.post(hook, self._follow),
                web.post("/api/channels/{channel}/messages", self._send),
                web.patch("/api/channels/{channel}/messages/{message}", self._change),
            ]
        )
        return app


@contextlib.asynccontextmanager
async def discord_server() -> AsyncIterator[Discord]:
    """The server, on a free port."""
    server = Discord()
    runner = web.AppRunner(server.application(), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    server.url, server.gateway = f"http://127.0.0.1:{port}/api", f"ws://127.0.0.1:{port}/gateway"
    try:
        yield server
    finally:
        await server.drop()
        await runner.cleanup()


def _json(data: object, status: int = 200, headers: Json | None = None) -> web.Response:
    """discord.py takes an answer for JSON only if that is all that its type says."""
    kind = {"Content-Type": "application/json"}
    return web.Response(body=json.dumps(data).encode(), status=status, headers={**kind, **(headers or {})})


def _user(number: int) -> Json:
    user = {"id": str(number), "username": f"user{number}", "discriminator": "0", "avatar": None, "global_name": None}
    return {**user, "bot": number == BOT}
