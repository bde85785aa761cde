from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.cli import main
from bot.cli.parser import parse
from tests.cli.run import bot, bot_process, environment

if TYPE_CHECKING:
    from pathlib import Path

# What `bot ask` must not import, since it would cost a large part of a cold start (tests/bench/cold.py).
HEAVY = {
    *("pydantic", "sqlalchemy", "alembic", "rich", "asyncio", "telegram", "discord", "httpx", "tomllib", "logging"),
    *("argparse", "dataclasses", "inspect", "pathlib", "hashlib", "tempfile", "shutil"),
}


def test_one_answer(tmp_path: Path) -> None:
    done = bot_process(tmp_path, "ask", "error", "403", "in", "tivimate")
    assert done.returncode == 0
    assert done.stdout.startswith("403 Forbidden – ")
    assert "[Fixed]  [Still broken]" in done.stdout
    assert done.stderr == ""


def test_json_for_scripts(tmp_path: Path) -> None:
    answer = json.loads(bot(tmp_path, "ask", "--json", "HTTP 502 Bad Gateway").stdout)
    assert set(answer) == {"decision", "entries", "text", "buttons"}
    assert answer["decision"] == "answer"
    assert answer["entries"][0]["id"] == "http-502"
    assert 0 < answer["entries"][0]["confidence"] <= 1
    assert answer["buttons"][0] == "It works again"


def test_what_is_not_known(tmp_path: Path) -> None:
    answer = json.loads(bot(tmp_path, "ask", "--json", "the moon hums").stdout)
    assert answer["decision"] == "unknown"
    assert answer["text"].startswith("I don't know that one.")


def test_the_decision_fits_what_is_said(tmp_path: Path) -> None:
    link = "http://line.example.com:8080/get.php?username=ab12cd&password=x7Kq9w"
    for text, reply in ((link, "The link has no `type=`"), ("stop", "we stop here"), ("speak to a human", "a person")):
        answer = json.loads(bot(tmp_path, "ask", "--json", text).stdout)
        assert answer["decision"] == "unknown"
        assert reply in answer["text"]


def test_the_text_may_come_from_standard_input(tmp_path: Path) -> None:
    assert "401" in bot(tmp_path, "ask", text="line one\nHTTP error 401 Unauthorized\n").stdout
    assert "401" in bot(tmp_path, "ask", text=b"\xff\xfe error 401").stdout


ARGUMENTS = st.lists(st.sampled_from(["403", "error 403", "", " ", "ask", "--json", "--jso", "-h", "--", "-1", "-x"]))


@given(ARGUMENTS)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_read_without_argparse_is_read_as_argparse_does(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    asked: list[tuple[list[str], bool]] = []
    monkeypatch.setattr("bot.cli.ask.ask", lambda words, *, as_json: asked.append((words, as_json)))
    plain = main.plain_question(["ask", *arguments])
    if plain is None:
        assert any(word.startswith("-") for word in arguments)
    else:
        plain()
        parsed = parse(["ask", *arguments])
        parsed.run(parsed)
        assert asked[0] == asked[1]


@pytest.mark.parametrize("arguments", [[], ["chat"], ["asks"], ["ask", "x", "--json"], ["--json", "ask"], ["--help"]])
def test_the_rest_is_argparse_s_business(arguments: list[str]) -> None:
    assert main.plain_question(arguments) is None


def test_nothing_asked_is_wrong_usage(tmp_path: Path) -> None:
    done = bot(tmp_path, "ask", text=" \n")
    assert done.returncode == 4
    assert "nothing was asked" in done.stderr


def test_a_login_is_not_shown_again(tmp_path: Path) -> None:
    done = bot(tmp_path, "ask", "error 403 http://line.example.com/get.php?username=anna&password=geheim77")
    assert "403 Forbidden" in done.stdout
    assert "geheim77" not in done.stdout + done.stderr


def test_it_starts_cold_without_heavy_libraries(tmp_path: Path) -> None:
    code = (
        "import sys; before = set(sys.modules);"  # what measures coverage imports some of these itself
        "from bot.cli.main import main; main(['ask', 'error 403']);"
        "print(*(set(sys.modules) - before), file=sys.stderr)"
    )
    bot(tmp_path, "ask", "error 403")  # the knowledge is compiled now
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True, env=environment()
    )
    imported = set(done.stderr.split())
    assert "bot.core.dialogue" in imported
    assert imported.isdisjoint(HEAVY)


def test_a_broken_knowledge_folder_is_refused_with_a_sentence(tmp_path: Path) -> None:
    done = bot(tmp_path, "ask", "error 403", settings={"KNOWLEDGE_DIR": str(tmp_path / "nowhere")})
    assert done.returncode == 1
    assert "nowhere" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_dotenv_file_is_read(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("KNOWLEDGE_DIR=nowhere\n")
    assert "nowhere" in bot(tmp_path, "ask", "error 403").stderr
