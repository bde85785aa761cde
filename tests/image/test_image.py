"""The Dockerfile's steps, executed in a clean folder; then what it made works, and writes nowhere but to /data."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.cli.health import trouble
from tests.cli.test_health import answering
from tests.image.dockerfile import TOP, Build, ignored, steps

if TYPE_CHECKING:
    from collections.abc import Iterator

STEPS = steps((TOP / "Dockerfile").read_text())


@pytest.fixture(scope="module")
def image() -> Iterator[Build]:
    # Not under pytest's folder, since its name is too long for the first line of a script.
    folder = Path(tempfile.mkdtemp(prefix="bot-image-"))
    build = Build(folder)
    for step in STEPS:
        build.run(step)
    build.close()
    yield build
    for path in folder.rglob("*"):
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o700)
    shutil.rmtree(folder)


def files(image: Build) -> dict[Path, int]:
    """Everything outside /data, and when it was written."""
    data = image.root / "data"
    return {path: path.lstat().st_mtime_ns for path in image.root.rglob("*") if data not in {path, *path.parents}}


def test_it_answers_and_writes_nothing_but_data(image: Build) -> None:
    before = files(image)
    assert image.execute(["touch", str(image.root / "opt/new")]).returncode == 1
    asked = image.start("ask", "403")
    assert asked.stdout.startswith("403 Forbidden"), asked.stderr
    assert image.start("--help").stdout.startswith("usage: bot ")
    assert list((image.root / "data").iterdir()) == []
    upgraded = image.start("db", "upgrade")
    assert upgraded.stdout == "The database's schema is up to date.\n", upgraded.stderr
    assert [path.name for path in (image.root / "data").iterdir()] == ["bot.db"]
    assert files(image) == before


def test_without_a_token_it_says_so(image: Build) -> None:
    assert "TELEGRAM_TOKEN" in image.start().stderr


def test_everything_is_compiled_and_may_be_read_by_the_bots_user(image: Build) -> None:
    package = image.root / "opt/bot/lib/python3.11/site-packages/bot"
    sources = list(package.rglob("*.py"))
    assert len(sources) > 100
    for source in sources:
        assert (source.parent / "__pycache__" / f"{source.stem}.cpython-311.pyc").exists(), source
    assert (package / "_shipped/knowledge.compiled").exists()
    assert [path.name for path in image.root.rglob("usr/local/**/*.pyc")] == ["shlex.cpython-311.pyc"]
    for path in image.root.rglob("opt/**/*"):
        assert path.is_symlink() or path.stat().st_mode & 0o004, path


def test_the_health_check(image: Build) -> None:
    check = image.settings["HEALTHCHECK"]
    assert check.text.startswith("CMD [")
    command = steps(check.text)[0].words
    assert image.env["HTTP_LISTEN"]
    ill = image.execute(command, HTTP_LISTEN="127.0.0.1:1")
    assert ill.returncode == 1
    assert ill.stdout == f"{trouble(('127.0.0.1', 1))}\n"
    with answering(200) as port:
        assert image.execute(command, HTTP_LISTEN=f"127.0.0.1:{port}").returncode == 0


def test_how_it_is_started(image: Build) -> None:
    assert re.fullmatch(r"[1-9][0-9]*:[1-9][0-9]*", image.settings["USER"].text)
    assert image.settings["VOLUME"].text == "/data"
    # In the exec form: a shell in between would keep SIGTERM to itself.
    for name, words in (("ENTRYPOINT", ["bot"]), ("CMD", ["serve"])):
        assert image.settings[name].text.startswith("[")
        assert image.settings[name].words == words
    data = next(step for step in STEPS if step.name == "COPY" and step.words[-1] == "/data")
    assert data.options["chown"] == image.settings["USER"].text


def test_no_secret_is_inside(image: Build) -> None:
    for step in STEPS:
        assert step.name == "RUN" or not re.search("(?i)token|secret|password|key", step.text), step
    assert not [path for path in image.root.rglob("*") if path.name in {".env", "secret.key", "tests", ".git"}]
    for path in (
        ".env",
        ".data/bot.db",
        ".data/secret.key",
        ".git/config",
        "bot/.env",
        "tests/panel.py",
        ".venv/bin/x",
    ):
        assert ignored(path, image.rules), path
    for path in ("bot/core/text.py", "knowledge/http/http-403.toml", "requirements.txt"):
        assert not ignored(path, image.rules), path


def test_all_that_is_downloaded_is_checked_by_its_hash() -> None:
    commands = [part for step in STEPS if step.name == "RUN" for part in step.text.split("&&") if "pip " in part]
    fetching = [command for command in commands if " --no-index " not in command and "--without-pip" not in command]
    assert len(fetching) == 1
    assert " --require-hashes " in fetching[0]
    assert " --requirement=requirements.txt" in fetching[0]
    lock = (TOP / "requirements.txt").read_text()
    named = re.split(r"^(?=[a-zA-Z])", re.sub("(?m)^ *#.*\n", "", lock), flags=re.MULTILINE)[1:]
    assert len(named) > 30
    for one in named:
        assert re.match(r"[a-z0-9-]+==\S+ (;.*)?\\\n( +--hash=sha256:[0-9a-f]{64}( \\)?\n)+$", one), one
