"""Answers of panels, written for these tests: documentation names and addresses, invented accounts."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.core.account.judge import judge
from bot.core.account.login import Login, Server
from bot.core.account.secret import Secret
from bot.core.account.wire import Response

if TYPE_CHECKING:
    from collections.abc import Generator

    from bot.core.account.judge import Asked
    from bot.core.account.login import Kind
    from bot.core.account.verdict import Verdict
    from bot.core.account.wire import Answer, Request

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
FUTURE, PAST = 1_830_297_600, 1_704_067_200  # 2028-01-01 and 2024-01-01
USER, PASSWORD, MAC = "mila-4471", "wurzel/7&=%Zk", "00:1A:79:0B:C1:D2"
PHP = {"content-type": "text/html; charset=UTF-8", "server": "nginx"}
TEXT = {"content-type": "text/plain; charset=utf-8"}
FAKE_404 = (
    "<html>\r\n<head><title>404 Not Found</title></head>\r\n<body><center><h1>404 Not Found</h1></center>\r\n</body>"
    + "\r\n<!-- a padding to disable MSIE and Chrome friendly error page -->" * 6
)
PLAIN_404 = "<html><head><title>404 Not Found</title></head><body><hr><center>nginx/1.24.0</center></body></html>"
SERVER = Server("http", "panel.example", 8080, "/tv")
XTREAM = Login("xtream", SERVER, username=Secret(USER), password=Secret(PASSWORD))
M3U = Login("m3u", SERVER, link=Secret("/tv/play/7d2f?t=1"))
PORTAL = Login("stalker", SERVER, mac=Secret(MAC))


def reply(
    body: object = b"", status: int = 200, headers: dict[str, str] | None = None, *, cut: bool = False
) -> Response:
    """An answer; anything but text and bytes is sent as JSON."""
    if isinstance(body, str):
        body = body.encode()
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Response(status, headers or {}, raw, cut=cut)


def account(**changes: Any) -> dict[str, Any]:
    """The JSON of a healthy account; `...` leaves a field out."""
    info = {
        "username": USER,
        "password": PASSWORD,
        "message": "",
        "auth": 1,
        "status": "Active",
        "exp_date": str(FUTURE),
        "is_trial": "0",
        "active_cons": "0",
        "max_connections": "2",
        **changes,
    }
    return {
        "user_info": {name: value for name, value in info.items() if value is not ...},
        "server_info": {"xui": True},
    }


def debug(name: str) -> str:
    """The page of a panel with debugging switched on."""
    return f"<html><title>Panel - Debug Mode</title><body><h1>XC</h1><h2>{name}</h2><p>Some words.</p></body></html>"


def xtream(answer: Answer, host: str = "") -> Verdict:
    return judge("xtream", "player_api", answer, NOW, host)


def m3u(answer: Answer) -> Verdict:
    return judge("m3u", "get_php", answer, NOW)


def stalker(asked: Asked, answer: Answer) -> Verdict:
    return judge("stalker", asked, answer, NOW)


def word(kind: Kind, answer: Answer, asked: Asked = "account_info") -> str:
    return judge(kind, asked, answer, NOW).word


def run(probe: Generator[Request, Answer, Verdict], *answers: Answer) -> tuple[Verdict, list[Request]]:
    """Plays the driver; every answer must be asked for."""
    requests, left = [next(probe)], list(answers)
    while True:
        try:
            requests.append(probe.send(left.pop(0)))
        except StopIteration as end:
            assert not left, "asked for less than was expected"
            found: Verdict = end.value
            return found, requests
