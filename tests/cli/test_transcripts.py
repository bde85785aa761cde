"""`bot transcripts` as a process of its own, on both databases."""

from __future__ import annotations

import asyncio
import json
import os
import pty
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.core.events import Key
from bot.ports import Line, Saved
from bot.storage import open_store, upgrade
from tests.cli.run import bot, bot_process, environment
from tests.core.packet.parts import HOSTILE, LEAKS, NOTES, SECRETS, STATE
from tests.core.packet.schema import SCHEMA, faults

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
ANNA = Key("telegram", "100", "4242424242")
BOB = Key("terminal", "local", "local")
FORMS = {"html": "html", "md": "md", "json": "json", "csv": "csv"}


def fill(url: str, texts: Sequence[str] = (*HOSTILE, *LEAKS), key: Key = ANNA, at: datetime = NOW) -> None:
    """A conversation as a careless version would have stored it."""
    lines = [Line("note", note.text, note.data) for note in NOTES]
    lines += [Line("user", text.replace("\x00", "")) for text in texts]

    async def turns() -> None:
        store = open_store(url)
        await store.turn(key, f"{key.user} {at}", at, key.user, lambda _: Saved(STATE.as_json(), lines=lines))
        await store.close()

    asyncio.run(turns())


@pytest.fixture(params=["sqlite", "postgres"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, str]:
    if request.param == "postgres":
        url: str = request.getfixturevalue("make_database")()
        fill(url)
        fill(url, ("hello",), BOB, NOW + timedelta(days=1))
        return {"DATABASE_URL": url, "SECRET_KEY": "k" * 32}
    url = f"sqlite:///{tmp_path}/.data/bot.db"
    upgrade(url)
    fill(url)
    fill(url, ("hello",), BOB, NOW + timedelta(days=1))
    return {"DATABASE_URL": url}


def test_list_show_and_export(tmp_path: Path, settings: dict[str, str]) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return bot(tmp_path, "transcripts", *arguments, settings=settings)

    listed = run("list")
    assert (listed.returncode, listed.stderr) == (0, "")
    assert re.search(r"\b2026-11-20 12:00 +19  4242424242 in 100 ", listed.stdout)
    rows = [json.loads(line) for line in run("list", "--json", "--user", "4242424242").stdout.splitlines()]
    assert [(row["platform"], row["lines"], row["entry"]) for row in rows] == [("telegram", 19, "http-403")]
    name = rows[0]["conversation"]
    shown = run("show", name.upper())
    assert shown.stdout.startswith("403 Forbidden")
    assert "hello" not in shown.stdout
    assert "hello" in run("show", "--since", "2026-11-21").stdout
    both = [json.loads(line) for line in run("export", "--json").stdout.splitlines()]
    assert [faults(packet) for packet in both] == [[], []]
    assert [len(packet["timeline"]) for packet in both] == [19, 5]
    assert run("export", "--csv").stdout.count('"conversation"') == 1
    page = run("export", "--html").stdout
    assert (page.count("<article>"), page.count("<!doctype html>"), page.count("</html>")) == (2, 1, 1)
    assert run("show", "--until", "2026-11-20", "--platform", "telegram", "--md").stdout.startswith("# `403")


@pytest.mark.parametrize("form", FORMS)
def test_into_a_folder(tmp_path: Path, settings: dict[str, str], form: str) -> None:
    done = bot(tmp_path, "transcripts", "export", f"--{form}", "--out", "there/it/is", settings=settings)
    assert (done.returncode, done.stdout, done.stderr) == (0, "2 conversations written to there/it/is\n", "")
    files = sorted((tmp_path / "there/it/is").iterdir())
    assert len(files) == 2
    for file in files:
        assert re.fullmatch(rf"[a-z2-7]{{8}}\.{form}", file.name)
        assert file.stat().st_mode & 0o77 == 0
        assert not [secret for secret in SECRETS if secret.casefold() in file.read_text(encoding="utf-8").casefold()]
    assert (tmp_path / "there/it/is").stat().st_mode & 0o77 == 0


def test_the_schema_is_published(tmp_path: Path) -> None:
    assert json.loads(bot(tmp_path, "transcripts", "schema").stdout) == SCHEMA


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["list", "--since", "yesterday"], "must be a date such as 2026-11-21"),
        (["list", "--until", "2026-13-01"], "must be a date"),
        (["list", "--until", "9999-12-31"], "must be a date"),
        (["list", "--since", "2026-11-21", "--until", "2026-11-20"], "--since must lie before --until"),
        (["list", "--platform", "icq"], "one of telegram, discord, terminal"),
        (["list", "--user", ""], "an id has 1 to 200 characters"),
        (["list", "--chat", "a\nb"], "without controls"),
        (["show", "nonsense!"], "eight letters and digits"),
        (["show"], "name a conversation, or choose"),
        (["export", "--html", "--md"], "not allowed with"),
        (["show", "abcdefgh", "--out", "x"], "unrecognized arguments"),
    ],
)
def test_wrong_usage_is_a_clear_sentence(tmp_path: Path, arguments: list[str], words: str) -> None:
    done = bot(tmp_path, "transcripts", *arguments)
    assert (done.returncode, done.stdout) == (4, "")
    assert words in done.stderr
    assert done.stderr.count("\n") == 1


def test_what_is_not_there(tmp_path: Path) -> None:
    assert "bot db upgrade" in bot(tmp_path, "transcripts", "list").stderr
    upgrade(f"sqlite:///{tmp_path}/.data/bot.db")
    done = bot(tmp_path, "transcripts", "show", "abcdefgh")
    assert (done.returncode, done.stderr) == (
        1,
        "bot: there is no conversation abcdefgh; see: bot transcripts list\n",
    )
    for what in (["list"], ["list", "--json"], ["export"], ["show", "--user", "x"]):
        assert bot(tmp_path, "transcripts", *what).returncode == 1
    (tmp_path / "file").touch()
    taken = bot_process(tmp_path, "transcripts", "export", "--out", "file")
    assert (taken.returncode, "check the disk" in taken.stderr) == (1, True)


def test_progress_is_shown_on_a_terminal_only(tmp_path: Path) -> None:
    upgrade(url := f"sqlite:///{tmp_path}/.data/bot.db")
    fill(url, ["line"] * 600)
    command = [sys.executable, "-m", "bot", "transcripts", "export", "--html"]
    ours, theirs = pty.openpty()
    page = tmp_path / "page.html"
    with page.open("wb") as out:
        running = subprocess.Popen(
            command, cwd=tmp_path, env=environment({"TERM": "xterm"}), stderr=theirs, stdout=out, stdin=theirs
        )
    os.close(theirs)
    told = b""
    while True:
        try:
            told += os.read(ours, 65536)
        except OSError:  # the other end was closed
            break
    os.close(ours)
    assert running.wait(10) == 0
    assert b"604/604" in told
    assert page.read_bytes().endswith(b"</html>\n")


_MEASURED = """
import resource, sys
from bot.cli.main import main
assert main(["transcripts", "export", "--html"]) == 0
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""


def peak(folder: Path) -> int:
    """The most memory that an export takes, in kB."""
    command = [sys.executable, "-c", _MEASURED]
    done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, check=True)
    assert done.stdout.count(b'<li class="user">') > 1000
    return int(done.stderr)


def test_the_memory_of_an_export_does_not_grow_with_it(tmp_path: Path, measure_lines: Callable[[], int]) -> None:
    found = []
    for name, lines in (("small", 1_500), ("large", measure_lines())):
        (tmp_path / name).mkdir()
        upgrade(url := f"sqlite:///{tmp_path}/{name}/.data/bot.db")
        for part in range(0, lines, 10_000):
            texts = [f"{n} the channel stops after some minutes" for n in range(min(lines - part, 10_000))]
            fill(url, texts, at=NOW + timedelta(seconds=part))
        found.append(peak(tmp_path / name))
    print(f"peak of an export: {found} kB")
    assert found[1] < 1.1 * found[0]


@pytest.fixture
def measure_lines() -> Callable[[], int]:
    """BOT_LINES=100000 measures the target itself."""
    return lambda: int(os.environ.get("BOT_LINES", "20000"))
