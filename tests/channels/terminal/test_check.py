"""Step 3's promise, in the terminal and over a real socket: error 403, a link, a conclusion that joins both."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from tests.cli.run import bot
from tests.panel import ALLOWED, ANSWERS, PASSWORD, USER, panel

if TYPE_CHECKING:
    from pathlib import Path

# What the knowledge's entry http-403 concludes, beside the facts.
SAYS = {
    "active": "Your account is active until 1 January 2099, and 0 of 2 connections",
    "trial": "Your trial account runs until 1 January 2099",
    "expired": "the subscription ended on 1 January 2021",
    "banned": "the provider stopped this account",
    "disabled": "switched this account off",
    "max_connections": "That fits: all 2 connections of your line are in use",
    "invalid_credentials": "The panel does not know this login.",
    "blocked": "refuses this bot's address",
    "rate_limited": "asked this bot to slow down",
    "not_xtream": "no panel answers there",
    "malformed": "its answer was broken",
    "server_error": "its server has trouble",
    "unknown": "does not say why",
}


def test_every_verdict_is_joined_with_the_error(tmp_path: Path) -> None:
    """Two panels to a conversation."""
    calm = [word for word in ANSWERS if word not in ("blocked", "rate_limited")]
    pairs = [("active", "blocked"), ("trial", "rate_limited"), *((word,) for word in calm[2:])]
    with ExitStack() as panels:
        here = {word: panels.enter_context(panel(*answer)) for word, answer in ANSWERS.items()}
        # All stand on one address, which is one panel to the guard: two to a database, and who refuses us comes last.
        for number, words in enumerate(pairs):
            folder = tmp_path / str(number)
            folder.mkdir()
            lines = [f"/cancel\nerror 403\n/check\n{here[word].link(f'{USER}{word[:2]}')}\n" for word in words]
            limits = {"CHECK_OWN_SPACING": "0", "CHECK_ALLOWED_PANELS": "127.0.0.1"}
            done = bot(folder, "chat", text="".join(lines), settings={**ALLOWED, **limits, "LOG_LEVEL": "DEBUG"})
            for word, told in zip(words, done.stdout.split("Checking once …")[1:], strict=True):
                assert SAYS[word] in told, done.stdout
                assert here[word].asked == [f"/player_api.php?username={USER}{word[:2]}&password={PASSWORD}"]
            written = b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
            for planted in (USER, PASSWORD):
                assert planted not in done.stdout + done.stderr
                assert planted.encode() not in written


def test_nobody_answers(tmp_path: Path) -> None:
    with panel() as here:
        link = here.link()
    done = bot(tmp_path, "chat", text=f"error 403\nCheck my account\n{link}\n", settings=ALLOWED)
    assert "there was no answer" in done.stdout


def test_parts_a_typo_and_a_corrected_login(tmp_path: Path) -> None:
    def answer(username: str) -> tuple[int, str]:
        return ANSWERS["active" if username == USER else "unknown"]

    with panel(answer=answer) as here:
        parts = f"Check my account\nXtream login\n{here.server}\nZq81nane\n{PASSWORD}\nIt was a typo\n{here.link()}\n"
        done = bot(tmp_path, "chat", text="error 403\n" + parts, settings=ALLOWED)
    assert "And the password?" in done.stdout
    assert "same answer for a wrong password" in done.stdout
    assert SAYS["active"] in done.stdout
    assert len(here.asked) == 2
