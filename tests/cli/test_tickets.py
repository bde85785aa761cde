"""`bot tickets` without any platform, and what /forget leaves of exports."""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import re
import secrets
from typing import TYPE_CHECKING

import pytest

from bot.app.build import parts
from bot.app.settings import read_settings
from bot.cli.main import main
from bot.core.events import Commanded, Key, Pressed, Wrote
from bot.core.state import State
from bot.ports import Wanted
from bot.storage import upgrade
from tests.engine.fakes import Recorder

if TYPE_CHECKING:
    from pathlib import Path

    from bot.ports import Archive

ANNA = Key("telegram", "100", "100")
BOB = Key("telegram", "200", "200")
SECRET = "hunter22"


class Cli:
    """The command line inside this process: a start of its own costs a second under coverage."""

    def __init__(self) -> None:
        self.out = self.err = ""

    def run(self, *arguments: str) -> int:
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                status = main(arguments)
            except SystemExit as refused:
                status = int(refused.code or 0)
        self.out, self.err = out.getvalue(), err.getvalue()
        return status


@pytest.fixture(params=["sqlite", "postgres"])
def cli(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cli:
    url = f"sqlite:///{tmp_path}/.data/bot.db"
    if request.param == "postgres":
        url = request.getfixturevalue("make_database")()
    upgrade(url)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("SECRET_KEY", "k" * 32)
    monkeypatch.setenv("TICKET_WEBHOOK_URL", "http://127.0.0.1:9/hook")
    return Cli()


async def said(key: Key, *texts: str, channel: Recorder) -> State:
    """A user writes, presses (a label of the last message) or commands; the state afterwards."""
    async with parts(read_settings()) as built:
        for text in texts:
            state = await _state(built.store, key)
            button = next((one.id for one in state.buttons if one.label == text), None)
            now, name = built.clock.now(), f"{key.user}:{secrets.token_hex(8)}"
            if button:
                event: Pressed | Commanded | Wrote = Pressed(name, key, now, button)
            elif text.startswith("/"):
                event = Commanded(name, key, now, text[1:])
            else:
                event = Wrote(name, key, now, text)
            await built.engine.handle(event, channel)
        await built.engine.resume("telegram", built.clock.now(), channel)
        return await _state(built.store, key)


async def _state(store: Archive, key: Key) -> State:
    found = await store.conversations(Wanted(platform=key.platform, user=key.user))
    return State.from_json(found[0].state if found else None)


def escalate(key: Key) -> str:
    state = asyncio.run(
        said(
            key,
            "error 403 in tivimate on all channels on fire tv",
            f"my password is {SECRET}",
            "error 403 in tivimate on all channels on fire tv",
            "Talk to a human",
            "Today",
            "Send",
            channel=Recorder(),
        )
    )
    assert state.ticket
    return state.ticket.ref


def test_the_team_works_without_any_platform(cli: Cli) -> None:
    assert cli.run("tickets", "list") == 1
    assert "no ticket matches" in cli.err
    ref, other = escalate(ANNA), escalate(BOB)
    assert cli.run("tickets", "list") == 0
    assert re.search(rf"{ref} +open +team +.*403 Forbidden", cli.out)
    assert cli.run("tickets", "list", "--json", "--platform", "telegram", "--user", "200") == 0
    assert [json.loads(line)["ref"] for line in cli.out.splitlines()] == [other]
    assert cli.run("tickets", "show", ref.lower().removeprefix("t-")) == 0
    assert "Status: open, waits for the team" in cli.out
    assert cli.run("tickets", "claim", ref) == 0
    assert cli.run("tickets", "reply", ref, "Close", "the other", "TV.") == 0
    channel = Recorder()
    asyncio.run(said(ANNA, channel=channel))
    assert any("Close the other TV." in str(effect) for _, effect in channel.delivered)
    assert cli.run("tickets", "template", ref, "renew", "--json") == 0
    assert json.loads(cli.out)["done"] is True
    assert cli.run("tickets", "template", ref, "nothing") == 1
    assert "no template called nothing" in cli.err
    assert cli.run("tickets", "resolve", ref) == 0
    assert cli.run("tickets", "reply", ref, "too late") == 1
    assert "is closed" in cli.err
    assert cli.run("tickets", "list", "--closed", "--json") == 0
    assert json.loads(cli.out)["outcome"] == "resolved"
    assert cli.run("tickets", "show", ref, "--json") == 0
    done = json.loads(cli.out)["deeds"]
    assert [one["what"] for one in done] == ["ticket claim", "ticket reply", "ticket template", "ticket resolve"]
    assert {one["staff"] for one in done} == {"command line"}
    assert cli.run("tickets", "show", ref) == 0
    assert "reply (command line)" in cli.out
    assert "closed (resolved)" in cli.out


def test_exports_by_ticket_and_what_forgetting_leaves_of_them(cli: Cli, tmp_path: Path) -> None:
    ref, other = escalate(ANNA), escalate(BOB)
    assert cli.run("tickets", "export", ref, "--md", "--out", "packets") == 0
    assert cli.run("transcripts", "export", "--ticket", other, "--html", "--out", "packets") == 0
    assert cli.run("tickets", "export", "--json", "--platform", "telegram") == 0
    assert cli.out.count('"conversation"') == 2
    assert cli.run("tickets", "export", "--json", "--since", "2020-01-01", "--until", "2020-01-02") == 1
    files = {path.suffix: path for path in (tmp_path / "packets").iterdir()}
    assert set(files) == {".md", ".html"}
    assert "error 403 in tivimate" in files[".md"].read_text()
    assert not any(SECRET in path.read_text() for path in files.values())
    asyncio.run(said(ANNA, "/forget", channel=Recorder()))
    assert not files[".md"].exists()
    assert files[".html"].exists()
    assert cli.run("tickets", "show", ref) == 1
    files[".html"].unlink()
    assert cli.run("db", "retention") == 0  # what is not there any more is no trouble
    (tmp_path / ".data").mkdir(exist_ok=True)
    (tmp_path / ".data" / "exports.jsonl").write_text("nonsense\n")
    assert cli.run("db", "retention") == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["show", "nonsense!"], "called like T-7F3K"),
        (["export"], "name tickets, or choose"),
        (["export", "T-0000"], "there is no ticket T-0000"),
        (["show", "T-0000"], "there is no ticket T-0000"),
        (["resolve", "T-0000"], "there is no ticket T-0000"),
        (["list", "--user", "1"], "--user needs --platform"),
        (["list", "--since", "2026-11-21", "--until", "2026-11-20"], "--since must lie before --until"),
    ],
)
def test_wrong_usage_is_a_clear_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/.data/bot.db")
    here = Cli()
    here.run("db", "upgrade")
    assert here.run("tickets", *arguments) in (1, 4)
    assert words in here.err


def test_a_reply_may_come_from_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/.data/bot.db")
    monkeypatch.setenv("TICKET_WEBHOOK_URL", "http://127.0.0.1:9/hook")
    ref = escalate(ANNA)
    monkeypatch.setattr("sys.stdin", io.StringIO("from a file"))
    here = Cli()
    assert here.run("tickets", "reply", ref) == 0
    channel = Recorder()
    asyncio.run(said(ANNA, channel=channel))
    assert any("from a file" in str(effect) for _, effect in channel.delivered)
