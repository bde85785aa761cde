"""What is wrong with the settings is told at once, before anything begins, and never with a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.app.combined import NOTHING
from bot.app.envfile import look, strangers
from bot.app.settings import SettingsError, read_settings
from bot.app.starting import starting
from tests.cli.talks import alone, ran

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TOKEN = "123456:geheim77-AbCdEfGhIjKl"
FULL = {
    "TELEGRAM_TOKEN": TOKEN,
    "TELEGRAM_WEBHOOK_URL": "https://bot.example.org/telegram",
    "TELEGRAM_WEBHOOK_SECRET": "geheim77-geheim77",
    "TELEGRAM_WEBHOOK_LISTEN": "127.0.0.1:8080",
    "TELEGRAM_STAFF_CHAT": "-1001234567890",
    "DISCORD_TOKEN": "geheim77.geheim77",
    "DISCORD_STAFF_CHANNEL": "1234567890",
    "DISCORD_MESSAGE_CONTENT": "1",
    "TICKET_WEBHOOK_URL": "https://helpdesk.example.com/hook",
    "TICKET_WEBHOOK_SECRET": "geheim77-geheim77",
}


@pytest.fixture(autouse=True)
def _nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone(tmp_path, monkeypatch)


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Set variables."""

    def give(**settings: str) -> None:
        for name, value in settings.items():
            monkeypatch.setenv(name, value)

    return give


def refused() -> tuple[list[str], list[str]]:
    """What `bot serve` is refused with, and what it is warned of."""
    warned: list[str] = []
    try:
        starting(warned.append)
    except SettingsError as error:
        return str(error).splitlines(), warned
    return [], warned


@pytest.mark.parametrize(
    ("line", "broken"),
    [
        ("IDLE_HOURS=3", 0),
        ("export IDLE_HOURS='3'  # a comment", 0),
        ("", 0),
        ("# a comment", 0),
        ("TELEGRAM_TOKEN", 1),
        ("TELEGRAM_TOKEN: geheim77", 1),
        ('SECRET_KEY="geheim77', 1),
        ("= geheim77", 1),
    ],
)
def test_lines_of_the_file(line: str, broken: int, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"LOG_LEVEL=INFO\n\n{line}\n")
    file = look()
    assert file.broken == broken * (
        "The file .env, line 3: write NAME=value, one a line, and close every quotation mark.",
    )
    assert file.names[0] == "LOG_LEVEL"
    read_settings()


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    assert look().broken == ()
    path = tmp_path / ".env"
    path.write_bytes(b"LOG_LEVEL=INFO\nSECRET_KEY=\xff\xfe\n")
    assert look().broken == ("The file .env is not UTF-8: save it as UTF-8.",)
    with pytest.raises(SettingsError, match="is not UTF-8"):
        read_settings()
    path.write_text("\ufeffLOG_LEVEL=INFO\nIDLE_HOURS=3\n")
    assert look().broken == ("The file .env begins with an invisible mark (a BOM): save it as UTF-8 without BOM.",)
    assert look().names == ("LOG_LEVEL", "IDLE_HOURS")
    path.unlink()
    path.mkdir()
    assert look().broken == (
        "The file .env cannot be read (Is a directory): it must be a file that the bot's user may read.",
    )


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("TELEGRAM_TOKE", "TELEGRAM_TOKEN"),
        ("telegram_bot_token", "TELEGRAM_TOKEN"),
        ("DISCORD_TOKENS", "DISCORD_TOKEN"),
        ("POSTGRES_PASSWORD", None),
        ("PATH", None),
        ("DISCORD_TOKEN", None),
    ],
)
def test_names_that_are_nearly_ours(name: str, meant: str | None) -> None:
    ours = ["TELEGRAM_TOKEN", "DISCORD_TOKEN", "DATABASE_URL"]
    assert strangers([name], ours) == ({name: meant} if meant else {})
    assert strangers([name, "TELEGRAM_TOKEN", "DISCORD_TOKEN"], ours) == {}  # what is set was not mistyped


def test_everything_is_told_at_once(tmp_path: Path, given: Callable[..., None]) -> None:
    (tmp_path / ".env").write_text("TELEGRAM_TOKE=geheim77\nbroken geheim77\nDISCORD_TOKE=1\nIDLE_HOURS=geheim77\n")
    given(
        TELEGRAM_WEBHOOK_URL="https://bot.example.org",
        DATABASE_URL="mysql://geheim77@host/name",
        KNOWLEDGE_DIR="geheim77",
        TICKET_WEBHOOK_URL="https://helpdesk.example.com",
        TICKET_CLOSE_HOURS="2",
        TELEGRAM_STAFF_CHAT="-100",
        LOG_LEVELS="1",
    )
    wrong, warned = refused()
    assert [sentence.partition(":")[0] for sentence in wrong] == [
        "The file .env, line 2",
        "IDLE_HOURS",
        "TELEGRAM_TOKEN or DISCORD_TOKEN",
        "DATABASE_URL begins with neither sqlite",
        "TELEGRAM_WEBHOOK_SECRET",
        "TICKET_WEBHOOK_SECRET",
        "KNOWLEDGE_DIR",
    ]
    assert [sentence.partition(":")[0].partition(" ")[0] for sentence in warned] == [
        *("DISCORD_TOKE", "LOG_LEVELS", "TELEGRAM_TOKE", "TELEGRAM_WEBHOOK_URL", "TELEGRAM_STAFF_CHAT"),
        "TICKET_CLOSE_HOURS",
    ]
    assert "TELEGRAM_TOKE in .env is no setting. Did you mean TELEGRAM_TOKEN?" in warned
    assert "LOG_LEVELS in the environment is no setting. Did you mean LOG_LEVEL?" in warned
    assert "geheim77" not in " ".join([*wrong, *warned])
    assert all(sentence.endswith((".", "?", ')"')) for sentence in [*wrong, *warned])


def test_what_fits_together_starts(given: Callable[..., None]) -> None:
    given(**FULL)
    assert refused() == ([], [])
    given(DATABASE_URL="postgresql://bot@127.0.0.1/bot")
    (wrong,), _ = refused()
    assert wrong.startswith("SECRET_KEY: must be set with PostgreSQL")
    given(SECRET_KEY="geheim77")
    assert refused() == (["SECRET_KEY: must have 16 characters or more. See .env.example."], [])  # and not twice
    given(SECRET_KEY="geheim77geheim77", TELEGRAM_WEBHOOK_URL="http://bot.example.org")
    (wrong,), _ = refused()
    assert wrong.startswith("TELEGRAM_WEBHOOK_URL: Telegram calls https:// only.")
    given(TELEGRAM_BASE_URL="http://127.0.0.1:8081", HTTP_LISTEN="127.0.0.1:8080")
    assert refused()[0] == ["HTTP_LISTEN: is the address of TELEGRAM_WEBHOOK_LISTEN too. Give it another port."]
    given(HTTP_LISTEN="127.0.0.1:9090")
    assert refused() == ([], [])


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("IDLE_HOURS", "0", "must be more than 0"),
        ("IDLE_HOURS", "9999", "must be 8760 or less"),
        ("IDLE_HOURS", "x", "must be a number, such as 24 or 0.5"),
        ("RETENTION_DAYS", "1.5", "must be a whole number"),
        ("RETENTION_DAYS", "0", "must be 1 or more"),
        ("CHECK_PORTALS", "maybe", "must be 1 (yes) or 0 (no)"),
        ("LOG_LEVEL", "loud", "must be DEBUG, INFO, WARNING or ERROR"),
        ("SECRET_KEY", "x", "must have 16 characters or more"),
        ("CHECK_USER_AGENT", "x" * 201, "must have 200 characters or fewer"),
        ("CHECK_USER_AGENT", "é", "must be plain letters, digits and signs of ASCII"),
        ("DISCORD_API_BASE", "discord", "must be an address without blanks that begins with https:// or http://"),
        ("DISCORD_GATEWAY_URL", "https://x", "must be an address without blanks that begins with wss:// or ws://"),
        ("LIMIT_CHECKS", "many", 'must look like "20/minute" (a number, a slash, and second, minute, hour or day)'),
    ],
)
def test_each_fault_says_how_to_mend_it(name: str, value: str, words: str, given: Callable[..., None]) -> None:
    given(**{name: value})
    with pytest.raises(SettingsError) as wrong:
        read_settings()
    assert str(wrong.value) == f"{name}: {words}. See .env.example."


def test_bot_serve_is_refused_with_all_of_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / ".env").write_text("TELEGRAM_TOKE=geheim77\nIDLE_HOURS=0\n")
    status, out, errors = ran(capsys, "serve")
    assert (status, out) == (1, "")
    assert errors.splitlines() == [
        "bot: TELEGRAM_TOKE in .env is no setting. Did you mean TELEGRAM_TOKEN?",
        "bot: IDLE_HOURS: must be more than 0. See .env.example.",
        NOTHING,
    ]
