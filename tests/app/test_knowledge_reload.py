from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.cli.run import environment
from tests.library.folders import swapped, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Chat:
    """`bot chat` in a pipe, on a small knowledge folder that is edited meanwhile."""

    def __init__(self, place: Path) -> None:
        self.knowledge = write(place / "knowledge")
        self.entry = self.knowledge / "http" / "http-403.toml"
        self.log = place / "log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot", "chat"],
                cwd=place,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                env=environment({"KNOWLEDGE_DIR": str(self.knowledge), "PYTHONUNBUFFERED": "1"}),
            )

    def ask(self, text: str) -> str:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(text + "\n")
        self.process.stdin.flush()
        said = ""
        while line := self.process.stdout.readline().rstrip("\n"):
            said += line
        return said

    def until(self, wanted: str, text: str) -> None:
        """Ask until the answer holds the words: a changed folder is taken up within seconds."""
        for _ in range(40):
            if wanted in self.ask(text):
                return
            time.sleep(1)
        pytest.fail(f"{wanted!r} never came")


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Chat]:
    chat = Chat(tmp_path)
    yield chat
    chat.process.communicate()


def test_a_broken_entry_is_refused_with_file_and_field_while_the_bot_goes_on_answering(chat: Chat) -> None:
    good = chat.entry.read_text()
    assert "403 Forbidden" in chat.ask("error 403 in tivimate")
    chat.entry.write_text(swapped(good, 'fixable_by = "often you"', 'fixable_by = "the cat"'))
    for _ in range(40):
        if chat.log.read_text():
            break
        time.sleep(0.5)
    assert "http/http-403.toml, fixable_by: " in chat.log.read_text()
    assert "Traceback" not in chat.log.read_text()
    assert "403 Forbidden" in chat.ask("/status")
    chat.entry.write_text(swapped(good, 'title = "403 Forbidden"', 'title = "403 Mended"'))
    chat.until("403 Mended", "/status")
