from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

import pytest

from bot.cli import knowledge
from tests.library.folders import DOCUMENTS, ENTRY, put, swapped, write

if TYPE_CHECKING:
    from pathlib import Path

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small sound knowledge folder, which the bot uses."""
    place = write(tmp_path / "knowledge")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KNOWLEDGE_DIR", str(place))
    monkeypatch.setenv("COLUMNS", "80")
    return place


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    knowledge.add(parser.add_subparsers())
    arguments = parser.parse_args(["knowledge", *words])
    status: int = arguments.run(arguments)
    return status


def said(capture: Capture) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(capture.readouterr().out)
    return found


@pytest.mark.usefixtures("folder")
def test_lint_of_a_sound_folder(capsys: Capture) -> None:
    assert run("lint") == 0
    assert capsys.readouterr().out == "2 sound entries, 0 faults.\n"
    assert run("lint", "--json") == 0
    assert said(capsys) == {"entries": 2, "faults": [], "notes": []}


def test_lint_tells_file_field_and_how_to_mend_it(folder: Path, capsys: Capture) -> None:
    put(folder, "http/http-403.toml", swapped(ENTRY, "do_not", "dont"))
    assert run("lint", str(folder)) == 1
    out = capsys.readouterr().out
    assert "http/http-403.toml, do_not: This is missing. Add a line that begins with:" in out
    assert out.endswith("1 sound entry, 2 faults.\n")
    assert all(len(line) <= 80 for line in out.splitlines())
    assert run("lint", str(folder), "--json") == 1
    assert {fault["field"] for fault in said(capsys)["faults"]} == {"do_not", "dont"}


def test_lint_tells_notes_that_are_no_faults(folder: Path, capsys: Capture) -> None:
    other = ENTRY.replace("http-403", "http-404").replace('"403"', '"404"').replace("SOME_NAME", "OTHER_NAME")
    put(folder, "http/http-404.toml", other)
    assert run("lint") == 0
    assert "Note: http/http-403.toml, aliases:" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["lint", "coverage"])
def test_a_folder_that_is_not_there(
    command: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("KNOWLEDGE_DIR", str(folder / "nowhere"))
    assert run(command) == 4
    assert "nowhere cannot be read (No such file or directory)" in capsys.readouterr().err


def test_coverage_with_a_hole(folder: Path, capsys: Capture) -> None:
    assert run("coverage") == 1
    assert capsys.readouterr().out.splitlines() == [
        "some-document: A document",
        "  403  http-403",
        "  404  missing: http-404",
        "1 of 2 rows covered.",
    ]
    assert run("coverage", "--quiet") == 1
    assert "http-403" not in capsys.readouterr().out
    assert run("coverage", "--json") == 1
    found = said(capsys)
    assert (found["rows"], found["covered"]) == (2, 1)
    assert found["table"][1] == {
        "document": "some-document",
        "row": "404",
        "entries": ["http-404"],
        "missing": ["http-404"],
    }
    put(folder, "documents.toml", DOCUMENTS.replace('["http-404"]', "[]"))
    assert run("coverage") == 1
    assert "404  missing: any entry" in capsys.readouterr().out


def test_coverage_without_holes(folder: Path, capsys: Capture) -> None:
    put(folder, "documents.toml", DOCUMENTS.replace('["http-404"]', '["http-403", "guide-one"]'))
    assert run("coverage", "--quiet") == 0
    assert capsys.readouterr().out == ""
    assert run("coverage") == 0
    assert "404  http-403, guide-one" in capsys.readouterr().out
    assert run("coverage", "--quiet", "--json") == 0
    assert said(capsys)["table"] == []


def test_coverage_without_documents(folder: Path, capsys: Capture) -> None:
    (folder / "documents.toml").unlink()
    assert run("coverage") == 1
    assert "documents.toml is missing or has faults" in capsys.readouterr().err


@pytest.mark.usefixtures("folder")
def test_show_says_everything(capsys: Capture) -> None:
    assert run("show", "http-403") == 0
    assert capsys.readouterr().out.splitlines() == [
        "403 Forbidden – the server refuses to play.",
        "http/http-403, context app. Mended by: often you. Reviewed 2026-11-21.",
        "Codes: 403",
        "Constants: SOME_NAME",
        "",
        "Something about the line is not allowed right now.",
        "",
        "Cause 1: your line is in use elsewhere (connections)",
        "  likelier with: all channels",
        "  1. Close the app on every other device.",
        "  2. Wait two minutes, then try again.",
        "",
        "Cause 2: your provider does not allow this network (place)",
        "  likelier with: vpn on",
        "  1. Switch the VPN off.",
        "",
        "Do not: Please don't keep pressing play.",
        "Have ready: The app's name.",
        "Question: Is it every channel, or only some?",
        "  [Every channel] -> all channels",
        "  [Only some] -> guide-one",
        "After the account check:",
        "  expired: The subscription ended on {exp_date}.",
        "Related: guide-one",
        "Source: some-document, 403: Refused.",
    ]
    assert run("show", "guide-one") == 0
    assert "\n1. Do this first.\n2. Then do that.\n" in capsys.readouterr().out


@pytest.mark.usefixtures("folder")
def test_show_in_another_language(capsys: Capture) -> None:
    assert run("show", "http-403", "--language", "es") == 0
    out = capsys.readouterr().out
    assert out.startswith("403 Prohibido – the server refuses to play.\n")
    assert "Cause 2: tu proveedor no permite esta red (place)\n  likelier with: vpn on\n  1. Apaga la VPN.\n" in out
    assert run("show", "http-403", "--language", "es", "--json") == 0
    shown = said(capsys)
    assert shown["title"] == "403 Prohibido"
    assert shown["heard"] == {"en": ["it says forbidden"]}
    assert run("show", "http-403", "--language", "tr") == 0
    captured = capsys.readouterr()
    assert captured.out.startswith("403 Forbidden")
    assert "not translated to tr" in captured.err


@pytest.mark.usefixtures("folder")
def test_an_id_that_does_not_exist(capsys: Capture) -> None:
    assert run("show", "htp-403") == 4
    assert capsys.readouterr().err == 'bot: there is no entry "htp-403". Near to it are: http-403.\n'
    assert run("show", "zzz") == 4
    assert capsys.readouterr().err == 'bot: there is no entry "zzz". See: bot knowledge list\n'


@pytest.mark.usefixtures("folder")
def test_list(capsys: Capture) -> None:
    assert run("list") == 0
    assert capsys.readouterr().out == "guide-one  One guide\nhttp-403   403 Forbidden\n"
    assert run("list", "--json") == 0
    assert said(capsys) == {"guide-one": "One guide", "http-403": "403 Forbidden"}


@pytest.mark.parametrize("words", [["list"], ["show", "http-403"]])
def test_faults_are_said_where_a_base_is_needed(words: list[str], folder: Path, capsys: Capture) -> None:
    put(folder, "http/http-403.toml", "id =")
    assert run(*words) == 1
    assert "http/http-403.toml, line 1: A value is missing" in capsys.readouterr().err


def test_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    assert run("schema") == 0
    printed = capsys.readouterr().out
    assert json.loads(printed)["title"] == "A knowledge entry"
    monkeypatch.setattr(knowledge, "shipped", lambda name: tmp_path if name == "knowledge" else None)
    assert run("schema", "--write") == 0
    assert (tmp_path / "entry.schema.json").read_text(encoding="utf-8") == printed
