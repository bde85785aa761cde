"""A small real panel on loopback: it answers one body to every path, and remembers what it was asked."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ALLOWED = {"CHECK_PRIVATE_ADDRESSES": "127.0.0.0/8"}
USER, PASSWORD = "Zq81name", "Zq82pass"
# XC_VM's answer to every refusal: nginx's page with the padding of old browsers (PANELS.md 0.1).
FAKE_404 = (
    "<html>\n<head><title>404 Not Found</title></head>\n<body>\n<center><h1>404 Not Found</h1></center>\n"
    "<hr><center>nginx</center>\n</body>\n</html>\n"
    + "<!-- a padding to disable MSIE and Chrome friendly error page -->\n"
    * 6
)


def info(**changes: Any) -> str:
    """The body of a login that is fine, with what is different."""
    fine = {"auth": 1, "status": "Active", "exp_date": "4070908800", "active_cons": "0", "max_connections": "2"}
    echo = {"username": USER, "password": PASSWORD, "message": f"Welcome {USER}"}
    return json.dumps({"user_info": {**echo, **fine, **changes}, "server_info": {"url": "line.example.net"}})


# A panel's answer for each verdict: status, body.
ANSWERS: dict[str, tuple[int, str]] = {
    "active": (200, info()),
    "trial": (200, info(is_trial="1")),
    "expired": (200, info(status="Expired", exp_date="1609459200")),
    "banned": (200, info(status="Banned")),
    "disabled": (200, info(status="Disabled")),
    "max_connections": (200, info(active_cons="2")),
    "invalid_credentials": (200, '{"user_info": {"auth": 0}}'),
    "blocked": (403, ""),
    "rate_limited": (429, ""),
    "not_xtream": (200, "<html><body>Welcome to our shop</body></html>"),
    "malformed": (200, '{"user_info": {"auth": 1, "sta'),
    "server_error": (502, "Bad Gateway"),
    "unknown": (404, FAKE_404),
}


class Panel:
    """`asked`: paths with their queries, in order."""

    def __init__(self, answer: Callable[[str], tuple[int, str]]) -> None:
        self.answer = answer
        self.asked: list[str] = []
        self.port = 0

    @property
    def server(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def link(self, username: str = USER, password: str = PASSWORD) -> str:
        return f"{self.server}/get.php?username={username}&password={password}&type=m3u_plus&output=ts"


@contextmanager
def panel(status: int = 200, body: str = "", answer: Callable[[str], tuple[int, str]] | None = None) -> Iterator[Panel]:
    """A panel that runs as long as the block. `answer`: from a username to status and body, else the same to all."""
    here = Panel(answer or (lambda _: (status, body)))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            here.asked.append(self.path)
            username = parse_qs(urlsplit(self.path).query).get("username", [""])[0]
            code, text = here.answer(username)
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=UTF-8")
            self.send_header("Content-Length", str(len(text.encode())))
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: object) -> None:
            """A test's output is not for panels."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    here.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield here
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
