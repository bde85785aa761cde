from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.run import bot, environment

if TYPE_CHECKING:
    from pathlib import Path


def test_help_lists_the_commands(tmp_path: Path) -> None:
    done = bot(tmp_path, "--help")
    assert done.returncode == 0
    assert all(name in done.stdout for name in ("chat", "ask", "batch", "knowledge", "db"))


@pytest.mark.parametrize("arguments", [[], ["dance"], ["ask", "--dance"], ["db"], ["batch"], ["db", "dance"]])
def test_wrong_usage_is_a_sentence_and_status_4(tmp_path: Path, arguments: list[str]) -> None:
    done = bot(tmp_path, *arguments)
    assert done.returncode == 4
    assert done.stderr.startswith("bot: ")
    assert "--help" in done.stderr


def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "bot", "knowledge", "schema"],
        cwd=tmp_path,
        stdout=write,
        stderr=subprocess.PIPE,
        check=False,
        env=environment(),
    )
    os.close(write)
    assert done.returncode == 0
    assert done.stderr == b""


def test_db_upgrade_and_check(tmp_path: Path) -> None:
    assert bot(tmp_path, "db", "check").returncode == 1
    assert bot(tmp_path, "db", "upgrade").stdout == "The database's schema is up to date.\n"
    assert bot(tmp_path, "db", "check", "--json").stdout == '{"up_to_date": true, "problem": null}\n'


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"DATABASE_URL": "mysql://root:geheim77@db.example/x", "SECRET_KEY": "k" * 32}, ["sqlite", "postgresql"]),
        ({"DATABASE_URL": "postgresql://anna:geheim77@127.0.0.1:1/x", "SECRET_KEY": "k" * 32}, ["reach"]),
        ({"DATABASE_URL": "postgresql://anna:geheim77@127.0.0.1:1/x"}, ["SECRET_KEY"]),
        ({"LIMIT_MESSAGES": "many", "IDLE_HOURS": "-1", "LOG_LEVEL": "loud"}, ["LIMIT_MESSAGES", "IDLE_HOURS", "LOG_"]),
        ({"SECRET_KEY": "geheim77"}, ["SECRET_KEY"]),
        ({"DATABASE_URL": "sqlite:////proc/nowhere/bot.db"}, ["/proc/nowhere"]),
    ],
)
def test_wrong_settings_are_sentences_without_secrets(
    tmp_path: Path, settings: dict[str, str], words: list[str]
) -> None:
    done = bot(tmp_path, "chat", text="error 403\n", settings=settings)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "geheim77" not in done.stderr
    for word in words:
        assert word in done.stderr
