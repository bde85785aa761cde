"""`bot config check` without a messenger: each setting by itself, together, and what lies on this machine."""

from __future__ import annotations

import asyncio
import json
import shutil
from typing import TYPE_CHECKING

import pytest

from bot.app.checkup import checkup
from bot.app.settings import Settings
from bot.shipped import folder
from tests.app.test_starting import FULL
from tests.channels.discord.server import discord_server
from tests.channels.telegram.server import TOKEN, BotApi
from tests.cli.talks import NOW, alone, database, ran

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.app.checkup import Finding

State = tuple[str, str]


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., object]:
    """Run the check with some settings: its status, and state and text by setting."""
    alone(tmp_path, monkeypatch)

    def run(**settings: str) -> tuple[int, dict[str, State]]:
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        status, out, errors = ran(capsys, "config", "check", "--offline", "--json")
        assert (errors, "geheim77" in out) == ("", False)
        found = json.loads(out)
        assert found["right"] == (status == 0)
        return status, {one["setting"]: (one["state"], one["text"]) for one in found["settings"]}

    return run


def test_without_any_setting(
    check: Callable[..., tuple[int, dict[str, State]]], capsys: pytest.CaptureFixture[str]
) -> None:
    status, found = check()
    assert status == 0
    assert set(found) == {name.upper() for name in Settings.model_fields}
    assert {state for state, _ in found.values()} == {"unset"}
    assert found["DATABASE_URL"][1] == "default sqlite:///.data/bot.db; SQLite; made when the bot starts"
    assert found["LIMIT_MESSAGES"][1] == "default 20/minute"
    assert found["LIMIT_TICKETS"][1] == "default 3/day"
    assert found["CHECK_PORTALS"][1] == "default 0"
    assert found["TELEGRAM_WEBHOOK_LISTEN"][1] == "default 127.0.0.1:8080"
    assert found["TELEGRAM_TOKEN"][1] == "Telegram is not served"
    assert found["KNOWLEDGE_DIR"][1].endswith(" entries")
    status, out, _ = ran(capsys, "config", "check", "--offline")
    assert (status, out.splitlines()[-1]) == (0, "Nothing is wrong.")
    assert [line for line in out.splitlines() if line and not line.startswith(" ")][:-1] == [
        *("Database", "Telegram", "Discord", "Account checks", "Desk", "Limits", "Operation")
    ]


def test_all_that_is_set_is_right(check: Callable[..., tuple[int, dict[str, State]]], tmp_path: Path) -> None:
    database(tmp_path)
    (tmp_path / ".data/secret.key").write_text("geheim77geheim77")
    status, found = check(**FULL)
    assert status == 0
    assert found["DATABASE_URL"][1].endswith("can be read and written")
    assert found["SECRET_KEY"] == ("unset", "default: a key beside an SQLite database; it is there")
    assert {name for name, (state, _) in found.items() if state == "right"} == set(FULL)
    assert found["TELEGRAM_TOKEN"][1] == found["DISCORD_TOKEN"][1] == "well formed, not tried"


def test_what_is_wrong(check: Callable[..., tuple[int, dict[str, State]]], tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("TELEGRAM_TOKE=geheim77\n")
    (tmp_path / ".data").mkdir()
    (tmp_path / ".data/bot.db").write_text("no database" * 99)
    (tmp_path / ".data/secret.key").write_text("geheim77")
    shutil.copytree(folder("knowledge") / "http", tmp_path / "knowledge/http")
    (tmp_path / "knowledge/http/http-403.toml").write_text("geheim77")
    status, found = check(
        KNOWLEDGE_DIR="knowledge",
        IDLE_HOURS="geheim77",
        TICKET_WEBHOOK_URL="https://helpdesk.example.com",
        TELEGRAM_WEBHOOK_LISTEN="127.0.0.1:80",
    )
    assert status == 1
    wrong = {name: text for name, (state, text) in found.items() if state == "wrong"}
    assert set(wrong) == {
        *("(.env)", "DATABASE_URL", "SECRET_KEY", "KNOWLEDGE_DIR", "IDLE_HOURS", "TICKET_WEBHOOK_SECRET"),
        "TELEGRAM_WEBHOOK_LISTEN",
    }
    assert wrong["(.env)"] == "TELEGRAM_TOKE in .env is no setting. Did you mean TELEGRAM_TOKEN?"
    assert wrong["DATABASE_URL"].startswith("DATABASE_URL names a file that is no SQLite database")
    assert "is damaged" in wrong["SECRET_KEY"]
    assert "named by: bot knowledge lint" in wrong["KNOWLEDGE_DIR"]
    assert wrong["IDLE_HOURS"] == "must be a number, such as 24 or 0.5. See .env.example."
    assert wrong["TELEGRAM_WEBHOOK_LISTEN"].startswith("has no effect without TELEGRAM_WEBHOOK_URL")
    assert wrong["TICKET_WEBHOOK_SECRET"].startswith("must be set with TICKET_WEBHOOK_URL")


def test_a_database_elsewhere_is_left_alone_offline(check: Callable[..., tuple[int, dict[str, State]]]) -> None:
    status, found = check(DATABASE_URL="postgresql://bot:geheim77@192.0.2.1/bot", SECRET_KEY="geheim77geheim77")
    assert (status, found["DATABASE_URL"]) == (0, ("right", "well formed, not tried"))
    status, found = check(SECRET_KEY="geheim77")
    assert (status, found["SECRET_KEY"]) == (1, ("wrong", "must have 16 characters or more. See .env.example."))
    status, found = check(SECRET_KEY="")
    assert (status, found["SECRET_KEY"][1].partition(",")[0]) == (1, "must be set with PostgreSQL")
    status, found = check(DATABASE_URL="geheim77", KNOWLEDGE_DIR="geheim77")
    assert (status, found["DATABASE_URL"][0], found["KNOWLEDGE_DIR"][0]) == (1, "wrong", "wrong")


def test_a_file_that_cannot_be_read(
    check: Callable[..., tuple[int, dict[str, State]]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".env").write_bytes(b"\xff\xfe")
    assert check() == (1, {"(.env)": ("wrong", "The file .env is not UTF-8: save it as UTF-8.")})
    status, out, _ = ran(capsys, "config", "check", "--offline")
    assert (status, out.splitlines()[-1]) == (1, "Wrong: 1.")


def test_postgresql(
    check: Callable[..., tuple[int, dict[str, State]]],
    make_database: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, _ = check(SECRET_KEY="geheim77geheim77")
    assert status == 0
    for url, word, words in (
        (make_database(), "right", "PostgreSQL; schema"),
        (make_database(empty=True), "wrong", "was not set up"),
        ("postgresql://bot:geheim77@127.0.0.1:1/bot", "wrong", "PostgreSQL cannot be reached"),
    ):
        monkeypatch.setenv("DATABASE_URL", url)
        _, out, _ = ran(capsys, "config", "check", "--json")
        (one,) = [one for one in json.loads(out)["settings"] if one["setting"] == "DATABASE_URL"]
        assert (one["state"], words in one["text"]) == (word, True)
        assert "geheim77" not in out


def test_tokens_are_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone(tmp_path, monkeypatch)
    for name, value in {**FULL, "TELEGRAM_TOKEN": TOKEN, "DISCORD_TOKEN": "geheim77.geheim77"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("TELEGRAM_STAFF_CHAT")

    async def run() -> list[Finding]:
        async with BotApi() as api, discord_server() as discord:
            monkeypatch.setenv("TELEGRAM_BASE_URL", api.url)
            monkeypatch.setenv("DISCORD_API_BASE", discord.url)
            return await checkup(NOW, offline=False)

    found = {one.name: one for one in asyncio.run(run())}
    assert found["TELEGRAM_TOKEN"].text.startswith("Telegram knows it as @SupportTestBot")
    assert (found["DISCORD_TOKEN"].state, found["DISCORD_STAFF_CHANNEL"].state) == ("wrong", "right")
    assert found["DISCORD_TOKEN"].text.startswith("Discord refuses DISCORD_TOKEN")
    texts = " ".join(one.text for one in found.values())
    assert not [secret for secret in ("geheim77", TOKEN.partition(":")[2]) if secret in texts]
