"""`bot stats` and `bot knowledge gaps` on conversations of a real database."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest

from tests.cli.run import environment
from tests.cli.talks import PINS, alone, answered, database, fill, ran, unknown
from tests.library.folders import ENTRY, put, swapped, write

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.talks import Said

GAPS = ("knowledge", "gaps")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filled")
    fill(database(folder))
    small(folder)
    return folder


def small(folder: Path) -> None:
    """A knowledge folder of a few entries, since reading the whole one takes longer than all that is tested here."""
    spoken = 'en = ["some channels ask for a pin", "the film is locked"]\nes = ["me pide algunos canales"]'
    write(folder / "knowledge", http_403=swapped(ENTRY, 'en = ["it says forbidden"]', spoken))
    (folder / ".env").write_text("KNOWLEDGE_DIR=knowledge\n")


@pytest.fixture
def _filled(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone(filled, monkeypatch)


@pytest.mark.usefixtures("_filled")
def test_figures(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, errors = ran(capsys, "stats", "--json")
    assert (status, errors) == (0, "")
    found = json.loads(out)
    assert (found["conversations"], found["problems"], found["solved"]) == (8, 4, 0.25)
    assert found["solved_of_told"] == pytest.approx(1 / 3, abs=0.001)
    assert found["missed"] == {"unknown": 5, "offered": 0, "rejected": 0}
    assert [(one["entry"], one["title"], one["answered"]) for one in found["entries"]] == [
        ("http-403", "403 Forbidden", 3),
        ("no-such-entry", None, 1),
    ]
    assert found["tickets"] == {"opened": 1}
    assert found["gaps"]["messages"] == 7
    assert [group["messages"] for group in found["gaps"]["groups"]] == [3, 2]
    status, out, _ = ran(capsys, "stats")
    assert status == 0
    assert "telegram  8  ████████████████████████  12 messages" in out
    assert "Solved: 25% of all that was answered, and 33% of those where the user told how it went." in out
    assert "“pin required on some channels”" in out
    assert "http-403: line-in-use  1" in out


@pytest.mark.usefixtures("_filled")
def test_a_time_is_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = ran(capsys, "stats", "--since", "2026-11-20T12:01", "--until", "2026-11-20T12:02", "--json")
    found = json.loads(out)
    assert (found["conversations"], found["outcomes"]["fixed"]) == (1, 1)
    assert found["since"] == "2026-11-20T12:01:00+00:00"
    _, out, _ = ran(capsys, "stats", "--since", "1h")
    assert out.startswith("From ")
    assert "Solved" not in out
    for wrong in (("--since", "2026-11-21", "--until", "2026-11-20"), ("--since", "7x"), ("--since", "99999d")):
        for command in (("stats",), GAPS):
            status, out, errors = ran(capsys, *command, *wrong)
            assert (status, out, errors.count("\n")) == (4, "", 1)


@pytest.mark.usefixtures("_filled")
def test_gaps(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, errors = ran(capsys, *GAPS)
    assert (status, errors) == (0, "")
    assert "  1. 3 messages in 3 conversations: 3 unknown\n" in out
    assert "  2. 2 messages in 2 conversations: 1 all tried, 1 ticket\n" in out
    assert "     answered with: http-403 (2)\n" in out
    assert "     near: http-403 (" in out
    assert out.endswith("\n2 groups of 2 or more; 2 other messages.\n")
    found = json.loads(ran(capsys, *GAPS, "--json", "--least", "1")[1])
    assert [group["number"] for group in found["groups"]] == [1, 2, 3, 4]
    assert found["groups"][0]["samples"] == list(PINS)
    assert found["groups"][0]["languages"] == {"en": 3}
    everything = json.dumps(found)
    assert "hunter22" not in everything
    assert "42424242" not in everything


@pytest.mark.usefixtures("_filled")
def test_a_draft(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    status, out, _ = ran(capsys, *GAPS, "--draft", "1")
    assert status == 0
    assert tomllib.loads(out)["heard"] == {"en": list(PINS)}
    made = json.loads(ran(capsys, *GAPS, "--draft", "1", "--json")[1])
    assert made["toml"] == out
    put(tmp_path, made["path"], out)
    status, out, _ = ran(capsys, "knowledge", "lint", str(tmp_path))
    assert status == 1
    assert "cause_line: This is missing." in " ".join(out.split())
    status, out, errors = ran(capsys, *GAPS, "--draft", "9")
    assert (status, out, errors) == (4, "", "bot: there is no group 9; there are 2\n")
    for wrong in ("0", "x", "-1"):
        assert ran(capsys, *GAPS, "--least", wrong)[0] == 4


def test_nothing_was_said_yet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    alone(tmp_path, monkeypatch)
    small(tmp_path)
    assert ran(capsys, "stats")[2] == "bot: The database was not set up; run `bot db upgrade`.\n"
    database(tmp_path)
    status, out, _ = ran(capsys, "stats")
    assert (status, out.count("\n")) == (0, 2)
    assert ran(capsys, *GAPS)[1].endswith("\n0 groups of 2 or more; 0 other messages.\n")


def test_postgresql_tells_the_same(
    make_database: object, filled: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert callable(make_database)
    alone(filled, monkeypatch)
    told = json.loads(ran(capsys, "stats", "--json", "--until", "2026-11-21")[1])
    fill(url := str(make_database()))
    monkeypatch.setenv("DATABASE_URL", url)
    assert json.loads(ran(capsys, "stats", "--json", "--until", "2026-11-21")[1]) == told


def test_on_a_terminal_it_shows_how_far_it_is(tmp_path: Path) -> None:
    fill(database(tmp_path), [unknown("pin required")] * 3)
    small(tmp_path)
    command = [sys.executable, "-m", "bot", "stats"]
    ours, theirs = pty.openpty()
    settings = environment({"TERM": "xterm", "COLUMNS": "60", "PYTHONIOENCODING": "ascii"})
    with subprocess.Popen(command, cwd=tmp_path, env=settings, stderr=theirs, stdout=theirs, stdin=theirs) as running:
        os.close(theirs)
        told = b""
        while True:
            try:
                told += os.read(ours, 65536)
            except OSError:  # the other end was closed
                break
        os.close(ours)
        assert running.wait(10) == 0
    assert b"0/3" in told  # one page is all there is
    assert b"########################" in told


# VmHWM, because the peak that getrusage tells is that of the process it was forked from, if that was higher.
_MEASURED = """
import sys
from bot.cli.main import main
assert main(["stats", "--json"]) == 0
with open("/proc/self/status") as status:
    print(next(line.split()[1] for line in status if line.startswith("VmHWM")), file=sys.stderr)
"""


def many(lines: int) -> list[list[Said]]:
    """Conversations with a thousand lines each."""
    talks: list[list[Said]] = []
    for number in range(lines // 1000):
        talks.append([])
        while len(talks[-1]) < 1000:
            still: Said = ("user", "[Still broken]")
            talks[-1] += [
                *answered(f"error 403 {number}", still, ("note", "ended", {})),
                *unknown(f"pin {number} again"),
            ]
    return talks


def test_memory_does_not_grow_with_the_lines(tmp_path: Path) -> None:
    """BOT_LINES=200000 measures the target itself."""
    found = []
    lines = int(os.environ.get("BOT_LINES", "30000"))
    for name, count in (("small", lines // 10), ("large", lines)):
        (tmp_path / name).mkdir()
        small(tmp_path / name)
        fill(database(tmp_path / name), many(count))
        command = [sys.executable, "-c", _MEASURED]
        done = subprocess.run(command, cwd=tmp_path / name, env=environment(), capture_output=True, check=True)
        assert json.loads(done.stdout)["conversations"] == count // 1000
        found.append(int(done.stderr))
    print(f"peak of bot stats: {found} kB")
    assert found[1] < 1.1 * found[0]
