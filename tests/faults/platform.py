"""Telegram with bad days: connections that break or say nothing, refusals, answers that get lost, updates told again.

What it says and what it was told is remembered, for the books in the end.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter, defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, Any, Final

from aiohttp import web

from tests.channels.telegram.server import BOT, BotApi

if TYPE_CHECKING:
    from collections.abc import Iterator

_SENDS: Final = frozenset({"sendmessage", "editmessagetext", "senddocument"})
_SOME: Final = 0.6  # of all requests, in weather that does not meet everybody


@dataclass
class Platform(BotApi):
    """See `BotApi`. `said` holds all that a chat was told, edits too; `lost` counts answers that never came back."""

    chance: Random = field(default_factory=Random)
    history: list[dict[str, Any]] = field(default_factory=list)
    said: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    lost: Counter[int] = field(default_factory=Counter)
    in_vain: list[bytes] = field(default_factory=list)  # what was said in vain
    weather: dict[str, str] = field(default_factory=dict)
    held: int = 0  # requests that are not answered, and may not be when the weather is better

    @contextmanager
    def bad(self, what: str, how: str = "") -> Iterator[None]:
        """Bad weather as long as the block: "down", "silent", "storm", "lost", "riffled"."""
        self.weather[what] = how
        try:
            yield
        finally:
            self.weather.pop(what, None)

    def tell_again(self, many: int = 40) -> None:
        """Forget that the last updates were confirmed: a restarted Bot API server may."""
        known = {one["update_id"] for one in self.updates}
        again = [one for one in self.history[-many:] if one["update_id"] not in known]
        self.updates = [*again, *self.updates]

    async def add(self, kind: str, content: dict[str, Any]) -> int:
        number = await super().add(kind, content)
        self.history.append({"update_id": number, kind: content})
        return number

    def message(self, chat: int, user: dict[str, Any], **content: Any) -> dict[str, Any]:
        message = super().message(chat, user, **content)
        if user == BOT:
            self.said[chat].append(content.get("text") or content.get("caption", ""))
        return message

    async def _editmessagetext(self, asked: dict[str, Any]) -> object:
        result = await super()._editmessagetext(asked)
        self.said[int(asked["chat_id"])].append(result["text"])  # type: ignore[index]
        return result

    async def _getupdates(self, asked: dict[str, Any]) -> object:
        found = await super()._getupdates(asked)
        return self._riffled(found) if "riffled" in self.weather else found  # type: ignore[arg-type]

    def _riffled(self, updates: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Each up to three times, and in any order; only what is new in a chat comes in its order."""
        lanes: dict[int, list[dict[str, Any]]] = defaultdict(list)
        for one in updates:
            content = one.get("message") or one["callback_query"]["message"]
            lanes[content["chat"]["id"]].append(one)
        found: list[dict[str, Any]] = []
        while lanes:
            chat = self.chance.choice(list(lanes))
            found.append(lanes[chat].pop(0))
            found += self.chance.choices(found, k=self.chance.randrange(3))
            if not lanes[chat]:
                del lanes[chat]
        return found

    async def _handle(self, request: web.BaseRequest) -> web.Response:
        if "down" in self.weather:
            return _cut(request)
        if "silent" in self.weather:
            return await self._silent(request, self.weather["silent"])
        method = request.path.rpartition("/")[2].lower()
        storm, _, where = self.weather.get("storm", "").partition(", ")
        if storm and where in ("all", method) and self.chance.random() < _SOME:
            self.in_vain.append(await request.read())
            return _STORMS[storm]()
        response = await super()._handle(request)
        if "lost" in self.weather and method in _SENDS and response.status == 200 and self.chance.random() < _SOME:
            self.lost[json.loads(response.text or "")["result"]["chat"]["id"]] += 1
            return _cut(request)
        return response

    async def _silent(self, request: web.BaseRequest, how: str) -> web.Response:
        """Accept, and say nothing until the other side has had enough, or until the weather is better."""
        self.held += 1
        while request.transport is not None and not request.transport.is_closing():
            if how and "silent" not in self.weather:
                break
            await asyncio.sleep(0.05)
        self.held -= 1
        return _cut(request)


def _cut(request: web.BaseRequest) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _refusal(code: int, description: str, **parameters: int) -> web.Response:
    body = {"ok": False, "error_code": code, "description": description, "parameters": parameters}
    return web.json_response(body, status=code)


_STORMS: Final = {
    "429": lambda: _refusal(429, "Too Many Requests: retry after 1", retry_after=1),
    "500": lambda: _refusal(500, "Internal Server Error"),
    "502 of a proxy": lambda: web.Response(status=502, text="<html>Bad Gateway</html>"),
    "no JSON": lambda: web.Response(text="<html>a captive portal</html>"),
}
