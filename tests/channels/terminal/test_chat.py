from __future__ import annotations

import contextlib
import io
import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from bot.channels.terminal.screen import Screen, written
from bot.core.effects import Button, Document, Say
from bot.ports import DeliveryError
from tests.cli.run import bot, bot_process, environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def test_a_pipe_is_answered_in_plain_text(tmp_path: Path) -> None:
    done = bot(tmp_path, "chat", text="error 403 in tivimate\n\n2\n")
    assert done.returncode == 0
    assert done.stderr == ""
    assert done.stdout.startswith("403 Forbidden – ")
    assert "[1] Fixed   [2] Still broken" in done.stdout
    assert "\x1b" not in done.stdout
    assert "Is it every channel" in done.stdout  # the number pressed the button


def test_a_conversation_goes_on_after_a_restart(tmp_path: Path) -> None:
    bot(tmp_path, "chat", text="error 403 in tivimate\n")
    assert "Is it every channel" in bot(tmp_path, "chat", text="2\n").stdout
    assert "We are at: 403 Forbidden" in bot(tmp_path, "chat", text="/status\n").stdout


def test_what_is_typed_after_quit_is_not_read(tmp_path: Path) -> None:
    assert bot(tmp_path, "chat", text="/quit\nerror 403\n").stdout == ""


def test_bytes_that_are_no_text_do_no_harm(tmp_path: Path) -> None:
    done = bot(tmp_path, "chat", text=b"\xff\xfe\x00 error 502\n")
    assert "502 Bad Gateway" in done.stdout


def test_a_login_never_reaches_the_disk_or_a_log(tmp_path: Path) -> None:
    text = "error 403 http://line.example.com:8080/get.php?username=anna77&password=geheim77&type=m3u_plus\n"
    done = bot(tmp_path, "chat", text=text, settings={"LOG_LEVEL": "DEBUG"})
    assert "write it nowhere" in done.stdout
    assert "geheim77" not in done.stdout + done.stderr
    for file in (tmp_path / ".data").rglob("*"):
        if file.is_file():
            assert b"geheim77" not in file.read_bytes(), file
            assert b"anna77" not in file.read_bytes(), file


def test_files_are_for_the_owner_only(tmp_path: Path) -> None:
    bot(tmp_path, "chat", text="hello\n")
    modes = {path.name: path.stat().st_mode & 0o077 for path in (tmp_path / ".data").iterdir()}
    assert modes["bot.db"] == 0
    assert modes["secret.key"] == 0


def test_a_damaged_key_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / ".data").mkdir()
    (tmp_path / ".data" / "secret.key").write_text("short")
    done = bot(tmp_path, "chat", text="hello\n")
    assert done.returncode == 1
    assert "secret.key is damaged" in done.stderr


def test_a_flood_is_told_once(tmp_path: Path) -> None:
    done = bot(tmp_path, "chat", text="error 502\n" * 40)
    assert done.stdout.count("You've sent a lot") == 1


@pytest.fixture(params=["sqlite", "postgres"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, str]:
    """Settings for a database of each kind."""
    if request.param == "sqlite":
        return {"DATABASE_URL": f"sqlite:///{tmp_path}/own/bot.db"}
    url = request.getfixturevalue("make_database")()
    return {"DATABASE_URL": url, "SECRET_KEY": "k" * 32}


def test_a_conversation_interrupted_by_kill_9_goes_on(tmp_path: Path, settings: dict[str, str]) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "chat"],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment({**settings, "PYTHONUNBUFFERED": "1"}),
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(b"error 403 in tivimate\n")
        process.stdin.flush()
        while b"[2] Still broken" not in (line := process.stdout.readline()):
            assert line, "the bot ended"
        process.send_signal(signal.SIGKILL)
    done = bot_process(tmp_path, "chat", text="/status\n2\n", settings=settings)
    assert "We are at: 403 Forbidden" in done.stdout
    assert "TiviMate" in done.stdout
    assert "Is it every channel" in done.stdout


class Keyboard:
    """A person at a real terminal (a pseudo-terminal)."""

    def __init__(self, folder: Path) -> None:
        self.fd, end = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", "chat"],
            cwd=folder,
            stdin=end,
            stdout=end,
            stderr=end,
            env=environment({"TERM": "xterm", "COLUMNS": "100"}),
            start_new_session=True,
        )
        os.close(end)
        self.seen = ""

    def read_until(self, text: str, seconds: float = 30) -> str:
        until = time.monotonic() + seconds
        while text not in self.seen:
            assert time.monotonic() < until, self.seen
            if select.select([self.fd], [], [], 0.2)[0]:
                try:
                    chunk = os.read(self.fd, 65536).decode(errors="replace")
                except OSError:  # Linux: the other end is closed
                    break
                self.seen += re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", chunk)
        before, _, self.seen = self.seen.partition(text)
        return before + text

    def type(self, text: str) -> None:
        os.write(self.fd, text.encode())


@pytest.fixture
def keyboard(tmp_path: Path) -> Iterator[Keyboard]:
    person = Keyboard(tmp_path)
    yield person
    person.process.kill()
    person.process.wait()
    os.close(person.fd)


def test_a_person_at_a_terminal(keyboard: Keyboard) -> None:
    keyboard.read_until("Ctrl-D to leave")
    keyboard.read_until("> ")
    keyboard.type("error 403 in tivimate\r")
    assert "refuses to play" in keyboard.read_until("[4] Tell me more")
    keyboard.read_until("> ")
    keyboard.type("first line of a log\nHTTP error 502 Bad Gateway\nlast line\r")  # one paste
    assert "502 Bad Gateway –" in keyboard.read_until("It works again")
    keyboard.read_until("> ")
    keyboard.type("\x04")
    keyboard.read_until("Bye.")
    assert keyboard.process.wait(10) == 0


def test_ctrl_c_leaves_without_a_traceback(keyboard: Keyboard) -> None:
    keyboard.read_until("> ")
    for _ in range(30):  # a signal just before the keyboard is read is noticed with the next key, or the next signal
        if keyboard.process.poll() is None:
            keyboard.process.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                keyboard.process.wait(2)
    assert keyboard.process.wait(10) == 130
    assert "Traceback" not in keyboard.seen


def test_the_terminal_shows_where_we_were(tmp_path: Path, keyboard: Keyboard) -> None:
    keyboard.read_until("> ")
    keyboard.type("error 502\r")
    keyboard.read_until("It works again")
    keyboard.read_until("> ")
    keyboard.type("\x04")
    keyboard.process.wait(10)
    again = Keyboard(tmp_path)
    try:
        assert "502 Bad Gateway" in again.read_until("> ")
    finally:
        again.process.kill()
        again.process.wait()
        os.close(again.fd)


def test_an_export_is_a_file_that_is_named(tmp_path: Path) -> None:
    done = bot(tmp_path, "chat", text="error 403 user: anna77 pass: geheim77\n/export\n/export\n")
    names = re.findall(r"Written to (my-data-\S+\.json)", done.stdout)
    assert len(set(names)) == 2
    for name in names:
        assert (tmp_path / name).stat().st_mode & 0o77 == 0
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert json.loads(text)["conversations"][0]["problem"]["title"] == "403 Forbidden"
        assert "geheim77" not in text


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DeliveryError, match="cannot be written"):
        written(Document(str(tmp_path / "no/x.json"), "text"))


def test_no_button_is_broken_in_two() -> None:
    labels = (
        "Fixed",
        "Still broken",
        "Check my account",
        "Tell me more",
        "A label that is longer than the line itself",
    )
    told = Say("Head", "", tuple(Button(f"1.{label}", label) for label in labels))
    for terminal in (True, False):
        screen = Screen(Console(file=io.StringIO(), width=40, force_terminal=terminal, color_system=None))
        screen.show(told)
        lines = screen.console.file.getvalue().splitlines()  # type: ignore[attr-defined]  # it is a StringIO
        if terminal:
            assert lines[1:4] == ["[1] Fixed   [2] Still broken", "[3] Check my account   [4] Tell me more", lines[3]]
            assert lines[3].startswith("[5] A label")
        else:
            assert lines[1].startswith("[1] Fixed   [2] Still broken   [3] Check my account   [4] Tell me more   [5] A")
