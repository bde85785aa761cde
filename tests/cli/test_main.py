from __future__ import annotations

import importlib.metadata
import json
import os
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bot.cli.main import main
from tests.cli.run import bot, bot_process, environment

if TYPE_CHECKING:
    from pathlib import Path


def test_help_lists_the_commands(tmp_path: Path) -> None:
    done = bot_process(tmp_path, "--help")
    assert done.returncode == 0
    assert all(name in done.stdout for name in ("chat", "ask", "batch", "knowledge", "db"))


def test_each_commands_help_says_what_it_does(tmp_path: Path) -> None:
    assert "Talk to the bot in this terminal." in bot(tmp_path, "chat", "--help").stdout
    assert "Say that you look after it." in bot(tmp_path, "tickets", "claim", "--help").stdout


def test_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert bot(tmp_path, "--version").stdout.startswith("bot 0.")
    monkeypatch.setattr("importlib.metadata.version", lambda _: importlib.metadata.distribution("no such package"))
    assert bot(tmp_path, "--version").stdout == "bot (not installed)\n"


@pytest.mark.parametrize("arguments", [[], ["dance"], ["ask", "--dance"], ["db"], ["batch"], ["db", "dance"]])
def test_wrong_usage_is_a_sentence_and_status_4(tmp_path: Path, arguments: list[str]) -> None:
    done = bot(tmp_path, *arguments)
    assert done.returncode == 4
    assert done.stderr.startswith("bot: ")
    assert "--help" in done.stderr


@pytest.mark.parametrize("before", [[], ["db"], ["db", "copy"]])
def test_a_misplaced_link_is_repeated_without_its_password(
    before: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main([*before, "postgresql://anna:geheim77@db.example/x"])
    said = capsys.readouterr().err
    assert said.startswith("bot: ")
    assert "geheim77" not in said


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
    assert bot_process(tmp_path, "db", "upgrade").stdout == "The database's schema is up to date.\n"
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


def test_a_full_disk_behind_the_output_is_a_sentence(tmp_path: Path) -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = subprocess.run(
            [sys.executable, "-m", "bot", "ask", "403"],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            env=environment(),
        )
    assert done.returncode == 1
    assert b"No space left" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
def test_closed_streams_do_no_harm(tmp_path: Path, closed: str) -> None:
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m bot ask 403 {closed}"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        env=environment(),
    )
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


def test_a_terminal_without_our_characters_gets_question_marks(tmp_path: Path) -> None:
    done = bot_process(tmp_path, "ask", "403", settings={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert "403 Forbidden ? " in done.stdout


def test_a_dotenv_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"# gr\xfc\n")
    assert "save it as UTF-8" in bot(tmp_path, "ask", "403").stderr


def test_a_key_that_is_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".data" / "secret.key").mkdir(parents=True)
    assert "secret.key cannot be read" in bot(tmp_path, "chat", text="hi\n").stderr


def test_db_retention(tmp_path: Path) -> None:
    bot(tmp_path, "chat", text="error 403\n")
    with sqlite3.connect(tmp_path / ".data/bot.db") as database:
        database.execute("UPDATE transcript SET at = 0")
        database.execute("UPDATE conversation SET updated_at = 0")
    database.close()
    told = bot(tmp_path, "db", "retention", "--dry-run")
    assert told.returncode == 0
    assert told.stdout.startswith("Would delete, older than 30 days:\n         3  transcript lines\n")
    done = bot(tmp_path, "db", "retention", "--json", settings={"RETENTION_DAYS": "7"})
    found = json.loads(done.stdout)
    assert (found["days"], found["dry_run"], found["deleted"]["transcript lines"]) == (7, False, 3)
    assert found["deleted"]["conversations"] == 1
    assert bot(tmp_path, "transcripts", "list").returncode == 1
    assert "RETENTION_DAYS" in bot(tmp_path, "db", "retention", settings={"RETENTION_DAYS": "0"}).stderr
    assert "for 7 days" in bot(tmp_path, "chat", text="/privacy\n", settings={"RETENTION_DAYS": "7"}).stdout


def test_bot_chat_begins_with_retention(tmp_path: Path) -> None:
    bot(tmp_path, "chat", text="error 403\n")
    with sqlite3.connect(tmp_path / ".data/bot.db") as database:
        database.execute("UPDATE conversation SET updated_at = 0")
    database.close()
    assert "Nothing is open" in bot(tmp_path, "chat", text="/status\n").stdout
