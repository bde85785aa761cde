from __future__ import annotations

import json
import socket
import threading
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

import pytest

from bot.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def answering(status: int) -> Iterator[int]:
    """A bot that answers so; its port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status if self.path == "/healthz" else 404)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def _nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.delenv("HTTP_LISTEN", raising=False)


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0", ""])  # noqa: S104 - what operators write
def test_a_bot_that_is_alive(host: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with answering(200) as port:
        monkeypatch.setenv("HTTP_LISTEN", f"{host}:{port}")
        assert main(["health"]) == 0
    assert capsys.readouterr().out == "The bot is alive.\n"


def test_a_bot_that_is_not_well(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with answering(503) as port:
        monkeypatch.setenv("HTTP_LISTEN", f"127.0.0.1:{port}")
        assert main(["health", "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said == {"alive": False, "problem": f"The bot at 127.0.0.1:{port} is not well: it answered 503."}


def test_nobody_there(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))  # not listening
        monkeypatch.setenv("HTTP_LISTEN", f"127.0.0.1:{taken.getsockname()[1]}")
        assert main(["health"]) == 1
    assert capsys.readouterr().out.startswith("Nothing answers at 127.0.0.1:")
    monkeypatch.setenv("HTTP_LISTEN", "[::]:1")
    assert main(["health"]) == 1
    assert capsys.readouterr().out.startswith("Nothing answers at [::1]:1;")


def test_something_else_there(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def babble() -> None:
        one, _ = server.accept()
        with one:
            one.recv(1000)
            one.sendall(b"220 mail.example ESMTP\r\n")

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=babble)
        thread.start()
        monkeypatch.setenv("HTTP_LISTEN", f"127.0.0.1:{server.getsockname()[1]}")
        assert main(["health"]) == 1
        thread.join()
    assert "Nothing answers" in capsys.readouterr().out


def test_without_the_setting(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["health"]) == 1
    assert capsys.readouterr().out.startswith("HTTP_LISTEN is not set")
