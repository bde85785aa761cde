"""Hostile text and planted secrets in every form: nothing takes effect, nothing comes out."""

from __future__ import annotations

import csv
import html.parser
import io
import json
import re
from typing import Any

import pytest
from markdown_it import MarkdownIt

from bot.core.packet import FORMS, Said, shown, written
from bot.core.packet.rows import aside
from bot.core.packet.summary import Problem
from bot.core.packet.table import defused
from bot.core.state import State
from tests.core.base import NOON
from tests.core.packet.parts import HOSTILE, LEAKS, SECRETS, summary, timeline
from tests.core.packet.schema import faults

EVIL = " ".join(HOSTILE)


def packet(form: str) -> str:
    hostile = summary(problem=Problem(EVIL, EVIL, 0.5), app=EVIL, device=" ".join(LEAKS), signals=HOSTILE)
    return "".join(written(FORMS[form], hostile, timeline()))


@pytest.mark.parametrize("form", FORMS)
def test_no_planted_secret_comes_out(form: str) -> None:
    text = packet(form)
    assert not [secret for secret in SECRETS if secret.casefold() in text.casefold()]
    assert "line.example.com:8080" in text  # what is no secret stays


@pytest.mark.parametrize("form", FORMS)
def test_no_control_comes_out(form: str) -> None:
    assert not set(packet(form)) & set("\x00\x1b\u202e\u2028")


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_conversation_has_all_forms(form: str) -> None:
    assert FORMS[form].suffix in ("html", "md", "json", "csv", "txt")
    assert isinstance("".join(written(FORMS[form], summary(State(), ()), ())), str)


class Tags(html.parser.HTMLParser):
    """All elements and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {(tag, name) for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def test_html_holds_only_our_own_elements() -> None:
    page = Tags()
    page.feed(packet("html"))
    assert page.tags <= set(
        "html head meta title style body article h1 h2 dl dt dd ol li small div b time p".split()  # noqa: SIM905 -- short
    )
    assert {name for _, name in page.attributes} <= {
        *("lang", "charset", "http-equiv", "content", "name", "class", "datetime", "dir"),
    }
    assert "<script>alert(1)</script>" in page.text  # as words
    assert "url(" not in packet("html")
    assert "default-src 'none'" in packet("html")


def test_html_names_an_unknown_speaker() -> None:
    text = "".join(written(FORMS["html"], summary(), [Said(NOON, "staff", "hello")]))
    assert "<b>Other</b>" in text
    assert "".join(written(FORMS["text"], summary(), [Said(NOON, "staff", "hello")])).endswith("Other\n    hello\n\n")


def test_markdown_has_no_effect_but_its_own() -> None:
    rendered = MarkdownIt("commonmark", {"linkify": False}).render(packet("md"))
    page = Tags()
    page.feed(rendered)
    assert page.tags == {"h1", "h2", "ul", "ol", "li", "strong", "code", "p", "pre"}
    # What GitHub and Discord look for in the finished text stands in code only.
    outside = re.sub(r"<code.*?</code>", "", rendered, flags=re.DOTALL)
    assert not re.search(r"evil|@|www|://|#1", outside)
    assert rendered.count("<h1>") == 1


def test_markdown_keeps_backticks_at_the_ends() -> None:
    rendered = "".join(written(FORMS["md"], summary(app="``"), ()))
    assert "- **App:** ``` `` ```" in rendered


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_no_cell_of_a_csv_is_a_formula_whatever_the_separator(delimiter: str) -> None:
    text = packet("csv")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    cells = [cell for row in rows for cell in row]
    if delimiter != ",":  # a program that heeds no quotes
        cells += [cell for line in re.split(r"[\r\n]", text) for cell in line.split(delimiter)]
    assert not [cell for cell in cells if cell.lstrip(' "\u00a0').startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_a_csv_is_read_back() -> None:
    rows = list(csv.reader(io.StringIO(packet("csv"), newline="")))
    assert rows[0] == ["conversation", "platform", "chat", "user", "at", "who", "text", "data"]
    assert rows[1][:7] == [
        *("abcdefgh", "telegram", "'-1001234567890", "987654321012"),
        *("2026-11-21T12:00:00.000000Z", "note", "answered"),
    ]
    assert json.loads(rows[1][7]) == {"entry": "http-403", "confidence": 0.97, "cause": "line"}
    assert len(rows) == 1 + len(timeline())


def test_a_plain_cell_stays_as_it_is() -> None:
    assert defused("error 403 - on a+b = c; it is 3") == "error 403 - on a+b = c; it is 3"


def test_json_follows_its_schema() -> None:
    found: dict[str, Any] = json.loads(packet("json"))
    assert faults(found) == []
    assert len(found["timeline"]) == len(timeline())
    assert found["timeline"][4]["text"] == HOSTILE[0]
    assert "<" not in packet("json")
    assert packet("json").count("\n") == 1
    assert faults(json.loads("".join(written(FORMS["json"], summary(State(), ()), ())))) == []
    assert faults({**found, "more": 1}) == ["more"]
    assert faults({**found, "outcome": "odd"}) == ["outcome"]


def test_in_plain_text_nobody_passes_for_the_bot() -> None:
    text = packet("text")
    speakers = re.findall(r"^\S+ \S+ UTC  (\w+)$", text, flags=re.MULTILINE)
    assert len(speakers) == len(timeline())
    assert "    Everything is fine, pay here" in text


def test_what_stands_beside_a_line() -> None:
    note = Said(NOON, "note", "ended", {"tried": [], "entry": None, "names": ["a", "b"]})
    assert aside(note) == "tried: none; entry: none; names: a, b"
    assert aside(Said(NOON, "bot", "x", {"buttons": [["1.a", "Fixed"], ["1.b", "Still"]]})) == "[Fixed]  [Still]"
    assert shown("as it is") == "as it is"
