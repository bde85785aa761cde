from __future__ import annotations

import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.cli.main import main
from bot.storage import check, upgrade

OLD, NEW = "sqlite:///old.db", "sqlite:///new.db"
LINES = 1500


@pytest.fixture(autouse=True)
def _old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("DATABASE_URL", "SECRET_KEY"):
        monkeypatch.delenv(name, raising=False)
    upgrade(OLD)
    with closing(sqlite3.connect("old.db")) as old, old:
        old.executemany("INSERT INTO ledger VALUES (?, '{}', 0)", [(f"panel {n}",) for n in range(LINES)])


def test_between_the_two_that_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    Path("secret.key").write_text("geheim77" * 8)
    assert main(["db", "copy", "--from", OLD, "--to", NEW]) == 0
    said = capsys.readouterr()
    assert said.err == ""  # no bar in a pipe
    lines = said.out.splitlines()
    assert [line.split()[:2] for line in lines if line.endswith(" ledger")] == [["1,500", "1,500"]]
    assert "counts and hashes are the same in both" in said.out
    assert lines[-2:] == [
        "Set DATABASE_URL to the new database before you start the bot.",
        "Set SECRET_KEY to what stands in secret.key, so that limits go on as they are.",
    ]
    assert "geheim77" not in said.out
    assert check(NEW) is None


def test_the_setting_is_the_other_one(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("DATABASE_URL", NEW)
    assert main(["db", "copy", "--from", OLD, "--json"]) == 0
    first = json.loads(capsys.readouterr().out)
    monkeypatch.setenv("DATABASE_URL", OLD)
    assert main(["db", "copy", "--to", NEW, "--json"]) == 0  # once more: all is there
    again = json.loads(capsys.readouterr().out)
    assert first["same"] is again["same"] is True
    for tables, copied in ((first["tables"], LINES), (again["tables"], 0)):
        (ledger,) = [one for one in tables if one["table"] == "ledger"]
        assert (ledger["rows"], ledger["copied"], len(ledger["hash"])) == (LINES, copied, 32)
    monkeypatch.setenv("DATABASE_URL", NEW)
    assert main(["db", "copy", "--from", OLD]) == 0
    assert "DATABASE_URL" not in capsys.readouterr().out


def test_a_terminal_shows_bars(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert main(["db", "copy", "--from", OLD, "--to", NEW]) == 0
    bars = capsys.readouterr().err
    assert "Copying" in bars
    assert "1500/1500" in bars
    assert "3000/3000" in bars


def test_what_cannot_be_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["db", "copy"]) == 4
    assert main(["db", "copy", "--from", OLD, "--to", "mysql://anna:geheim77@db.example/x"]) == 1
    assert main(["db", "copy", "--from", "sqlite:///none.db", "--to", NEW]) == 1
    usage, target, source = capsys.readouterr().err.splitlines()
    assert usage.startswith("bot: say --to URL")
    assert target.startswith("bot: --to begins with neither sqlite:/// nor postgresql://")
    assert source.startswith("bot: --from: The database was not set up")


def test_a_newer_schema_is_refused_by_upgrade_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect("old.db")) as old, old:
        old.execute("UPDATE alembic_version SET version_num = '9999'")
    monkeypatch.setenv("DATABASE_URL", OLD)
    assert main(["db", "upgrade"]) == 1
    assert capsys.readouterr().err == "bot: The database is newer than this program; install the newer program.\n"
