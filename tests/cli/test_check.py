from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.cli.run import bot, bot_process
from tests.panel import ALLOWED, ANSWERS, PASSWORD, USER, panel

if TYPE_CHECKING:
    from pathlib import Path

STATUS = {
    **dict.fromkeys(("active", "trial", "max_connections"), 0),
    **dict.fromkeys(("expired", "banned", "disabled", "invalid_credentials"), 1),
}
SOUND = f"http://line.example.com:8080/get.php?username={USER}&password={PASSWORD}&type=m3u_plus&output=ts"


def clean(folder: Path, *texts: str) -> None:
    """No secret in what was printed, nor in any file."""
    written = b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
    for planted in (USER, PASSWORD):
        assert planted not in " ".join(texts)
        assert planted.encode() not in written


@pytest.mark.parametrize("word", ANSWERS)
def test_a_verdict_as_json_and_its_exit_status(tmp_path: Path, word: str, caplog: pytest.LogCaptureFixture) -> None:
    with panel(*ANSWERS[word]) as here:
        done = bot(tmp_path, "check", "--json", text=here.link(), settings={**ALLOWED, "LOG_LEVEL": "DEBUG"})
    assert (done.returncode, json.loads(done.stdout)["verdict"]) == (STATUS.get(word, 2), word), done.stderr
    assert here.asked == [f"/player_api.php?username={USER}&password={PASSWORD}"]
    assert caplog.text  # before it is masked
    clean(tmp_path, done.stdout, done.stderr, caplog.text)


def test_nobody_listens(tmp_path: Path) -> None:
    with panel() as here:
        link = here.link()
    done = bot(tmp_path, "check", text=link, settings=ALLOWED)
    assert done.returncode == 2
    assert "no answer from that server" in done.stdout


def test_options_and_a_password_from_standard_input(tmp_path: Path) -> None:
    with panel(*ANSWERS["expired"]) as here:
        options = ("--server", here.server, "--username", USER, "--password-stdin")
        done = bot(tmp_path, "check", *options, text=f"{PASSWORD}\n", settings=ALLOWED)
    assert done.returncode == 1
    assert done.stdout.startswith("The subscription ended on 1 January 2021.")
    clean(tmp_path, done.stdout, done.stderr)


def test_an_argument_works_with_a_hint_about_the_history(tmp_path: Path) -> None:
    with panel(*ANSWERS["active"]) as here:
        done = bot(tmp_path, "check", here.link(), settings=ALLOWED)
    assert done.returncode == 0
    assert "history" in done.stderr
    clean(tmp_path, done.stdout, done.stderr)


def test_the_same_login_is_asked_once_over_restarts(tmp_path: Path) -> None:
    with panel(*ANSWERS["invalid_credentials"]) as here:
        told = [bot(tmp_path, "check", "--json", text=here.link(), settings=ALLOWED) for _ in range(2)]
        time.sleep(0.6)  # half a second is a second ago
        told.append(bot_process(tmp_path, "check", "--json", text=here.link(), settings=ALLOWED))
    assert [done.returncode for done in told] == [1, 1, 1]
    assert len(here.asked) == 1
    assert json.loads(told[-1].stdout)["ago"] >= 1


def test_wrong_logins_over_restarts_reach_the_panel_three_times(tmp_path: Path) -> None:
    with panel(*ANSWERS["invalid_credentials"]) as here:
        codes = [
            bot(tmp_path, "check", "--json", text=here.link(f"name{number}"), settings={**ALLOWED, **QUICK(here.port)})
            for number in range(4)
        ]
    assert [done.returncode for done in codes] == [1, 1, 1, 3]
    refused = json.loads(codes[-1].stdout)
    assert refused["refused"] == "failures"
    assert "Ask me again in 15 minutes." in refused["text"]
    assert len(here.asked) == 3


def QUICK(port: int) -> dict[str, str]:  # noqa: N802 -- reads like ALLOWED
    """The panel as the operator's own, so that its spacing is a setting."""
    return {"CHECK_ALLOWED_PANELS": f"127.0.0.1:{port}", "CHECK_OWN_SPACING": "0"}


@pytest.mark.parametrize(
    ("arguments", "text", "code", "said"),
    [
        (("--dry-run",), SOUND, 0, "I asked nobody"),
        (("--dry-run", "--json"), SOUND, 0, '"host": "line.example.com"'),
        (("--dry-run",), SOUND.replace("password", "pasword"), 0, "`pasword` should be"),
        (("--dry-run",), SOUND.replace("line.example.com", "10.0.0.1"), 3, "private network"),
        ((), SOUND.replace("line.example.com", "127.0.0.1"), 3, "the machine that I run on"),
        ((), "http://portal.example.com/c/ 00:1A:79:12:34:56", 3, "logs your box out"),
        ((), SOUND + "\n" + SOUND.replace(USER, "another1"), 4, "more than one login"),
        ((), "http://line.example.com:8080", 4, "And the username? Give the whole link"),
        ((), "http://line.example.com:8080/c/", 4, "MAC"),
        (("--json",), "moon river", 4, "missing"),
        ((), "moon river", 4, "cannot be checked"),
    ],
)
def test_what_is_not_asked_says_why(
    arguments: tuple[str, ...], text: str, code: int, said: str, tmp_path: Path
) -> None:
    done = bot(tmp_path, "check", *arguments, text=text)
    assert (done.returncode, said in done.stdout) == (code, True), done.stdout + done.stderr
    clean(tmp_path, done.stdout, done.stderr)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "nothing was given"),
        (("--username", USER), "go together"),
        (("--server", "x", "--username", USER, "--password-stdin", "link"), "go together"),
        (("--server", "line.example.com", "--username", USER, "--password-stdin"), "no password was given"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    done = bot(tmp_path, "check", *arguments)
    assert done.returncode == 4
    assert said in done.stderr


def test_a_fault_of_the_set_up_says_nothing_about_an_account(tmp_path: Path) -> None:
    done = bot(tmp_path, "check", text=SOUND, settings={"CHECK_PRIVATE_ADDRESSES": "127.0.0.0/99"})
    assert done.returncode == 4
    assert "CHECK_PRIVATE_ADDRESSES: must list networks" in done.stderr


@pytest.mark.parametrize("password", ["no", "cancel", "http://two.example/get.php?username=x&password=y", " q8 V "])
def test_options_are_what_they_are(tmp_path: Path, password: str) -> None:
    with panel(*ANSWERS["active"]) as here:
        done = bot(
            tmp_path,
            *("check", "--server", here.link("other", "words"), "--username", "skip", "--password-stdin"),
            text=f"{password}\n",
            settings=ALLOWED,
        )
    assert done.returncode == 0, done.stderr
    assert here.asked == [f"/player_api.php?username=skip&password={quote(password, safe='')}"]


def test_the_doctor_mends_a_server_that_came_by_itself(tmp_path: Path) -> None:
    with panel(*ANSWERS["active"]) as here:
        settings = {**ALLOWED, "CHECK_ALLOWED_PANELS": f"127.0.0.1:{here.port}"}
        options = ("--server", f" <{here.server}> ", "--username", USER, "--password-stdin", "--json")
        done = bot(tmp_path, "check", *options, text=PASSWORD, settings=settings)
    assert (done.returncode, len(here.asked)) == (0, 1)
    options = ("--server", "https://line.example.com:8080", "--username", USER, "--password-stdin", "--dry-run")
    done = bot(tmp_path, "check", *options, text=PASSWORD)
    assert "and http://line.example.com:8080 may be asked" in done.stdout


def test_a_server_that_is_none_is_asked_for(tmp_path: Path) -> None:
    done = bot(tmp_path, "check", "--server", "moon", "--username", USER, "--password-stdin", text=PASSWORD)
    assert (done.returncode, "And the server?" in done.stdout) == (4, True)
