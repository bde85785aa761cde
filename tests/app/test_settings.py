from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app.settings import Settings, SettingsError, read_settings
from bot.core.account.policy import Policy
from bot.core.limits import Limit


@pytest.fixture(autouse=True)
def _nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_defaults() -> None:
    settings = read_settings()
    assert settings.database_url == "sqlite:///.data/bot.db"
    assert settings.idle == timedelta(hours=24)
    assert settings.limit_messages == Limit(20, 3.0)


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("LIMIT_CHECKS=2/hour\nIDLE_HOURS=3\nUNKNOWN=1\n")
    monkeypatch.setenv("IDLE_HOURS", "5")
    settings = read_settings()
    assert settings.limit_checks == Limit(2, 1800.0)
    assert settings.idle == timedelta(hours=5)


def test_whom_a_check_may_dial(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings().policy == Policy()
    monkeypatch.setenv("CHECK_PRIVATE_ADDRESSES", "10.1.2.0/24, 127.0.0.1")
    monkeypatch.setenv("CHECK_ALLOWED_PANELS", "Line.Example.com:8080 .example.org")
    assert read_settings().policy == Policy(
        private=("10.1.2.0/24", "127.0.0.1/32"), allowed=("line.example.com:8080", ".example.org")
    )
    monkeypatch.setenv("CHECK_PRIVATE_ADDRESSES", "10.1.2.3/24")
    monkeypatch.setenv("CHECK_ALLOWED_PANELS", "http://line.example.com")
    with pytest.raises(SettingsError) as refused:
        read_settings()
    private, allowed = str(refused.value).splitlines()
    assert private.startswith("CHECK_PRIVATE_ADDRESSES: must list networks such as 192.168.1.0/24")
    assert allowed.startswith('CHECK_ALLOWED_PANELS: must list hosts such as "panel.example.com"')
    assert "10.1.2.3" not in private + allowed


def test_the_address_of_a_bot_api_server_may_stand_without_its_path(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings().telegram_base_url == "https://api.telegram.org/bot"
    monkeypatch.setenv("TELEGRAM_BASE_URL", "http://127.0.0.1:8081/")
    monkeypatch.setenv("TELEGRAM_BASE_FILE_URL", "http://127.0.0.1:8081")
    assert read_settings().telegram_base_url == "http://127.0.0.1:8081/bot"
    assert read_settings().telegram_base_file_url == "http://127.0.0.1:8081/file/bot"
    monkeypatch.setenv("TELEGRAM_BASE_URL", "http://127.0.0.1:8081/proxy/bot")
    assert read_settings().telegram_base_url == "http://127.0.0.1:8081/proxy/bot"


def test_everything_wrong_is_said_at_once_and_no_value_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "geheim77")
    monkeypatch.setenv("LIMIT_TICKETS", "geheim77")
    with pytest.raises(SettingsError) as refused:
        read_settings()
    sentences = str(refused.value).splitlines()
    assert [sentence.partition(":")[0] for sentence in sentences] == ["SECRET_KEY", "LIMIT_TICKETS"]
    assert "geheim77" not in str(refused.value)


def test_a_teams_chat_is_an_id_and_no_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_STAFF_CHAT", "-1001234567890")
    monkeypatch.setenv("DISCORD_STAFF_CHANNEL", "1234567890123456789")
    assert read_settings().desks == ("telegram", "discord")
    assert Settings(telegram_staff_chat=-100, discord_staff_channel=5).desks == ("telegram", "discord")
    for group, channel in (("1001", "0"), ("@support", "#team"), ("https://t.me/c/1", "-5")):
        monkeypatch.setenv("TELEGRAM_STAFF_CHAT", group)
        monkeypatch.setenv("DISCORD_STAFF_CHANNEL", channel)
        with pytest.raises(SettingsError) as refused:
            read_settings()
        told = str(refused.value)
        assert "TELEGRAM_STAFF_CHAT: must be the group's id, such as -1001234567890" in told
        assert "DISCORD_STAFF_CHANNEL: must be the channel's id" in told


def test_every_setting_stands_in_the_example_file() -> None:
    example = (Path(__file__).parents[2] / ".env.example").read_text()
    listed = set(re.findall(r"^# ([A-Z_]+)=", example, flags=re.MULTILINE))
    assert listed == {name.upper() for name in Settings.model_fields}
