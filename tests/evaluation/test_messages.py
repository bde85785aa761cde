"""The project's own evaluation sets: their format, the mix of the first, and that the matcher has not seen them."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.shipped import folder
from tests.shipped import knowledge

if TYPE_CHECKING:
    from collections.abc import Iterator

SETS = {"messages": "e", "threads": "t", "forum": "f"}  # names of the files, and what their ids begin with
KINDS = {"code", "log", "message", "symptom", "guide", "negative"}
SPOKEN = {"en", "es", "fr", "de", "pt", "it", "tr", "ru", "ar"}
SPRINKLED = {"nl", "pl", "zh", "vi"}


def read(name: str) -> list[dict[str, Any]]:
    path = Path(__file__).with_name(f"{name}.jsonl")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module", params=SETS)
def rows(request: pytest.FixtureRequest) -> list[dict[str, Any]]:
    return read(request.param)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _lines(value: object) -> Iterator[str]:
    """Every string below a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _lines(part)
    elif isinstance(value, list):
        for part in value:
            yield from _lines(part)


def _heard(value: object) -> Iterator[str]:
    """Every string below a key `heard`, however deep it stands."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _lines(part) if key == "heard" else _heard(part)
    elif isinstance(value, list):
        for part in value:
            yield from _heard(part)


def test_every_row_has_the_same_fields(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        assert list(row) == ["id", "text", "lang", "labels", "kind", "scope"], row["id"]
        assert row["text"].strip() == row["text"] != "", row["id"]
        assert row["scope"] is None, row["id"]
        assert row["kind"] in KINDS, row["id"]
        assert row["lang"] in SPOKEN | SPRINKLED, row["id"]
        labels = row["labels"]
        assert len(labels) == len(set(labels)), row["id"]
        assert len(labels) in ({0} if row["kind"] == "negative" else {1, 2, 3}), row["id"]


def test_ids_and_texts_are_unique(rows: list[dict[str, Any]]) -> None:
    assert [row["id"] for row in rows] == [f"{rows[0]['id'][0]}-{number:03}" for number in range(1, len(rows) + 1)]
    assert [text for text, times in Counter(_plain(row["text"]) for row in rows).items() if times > 1] == []


def test_labels_are_entries(rows: list[dict[str, Any]]) -> None:
    assert {label for row in rows for label in row["labels"]} - set(knowledge().ids) == set()


def test_the_sets_have_names_of_their_own() -> None:
    assert {name: read(name)[0]["id"][0] for name in SETS} == SETS


def test_the_mix_of_the_first() -> None:
    rows = read("messages")
    assert len(rows) >= 300
    assert sum(row["kind"] == "negative" for row in rows) * 3 >= len(rows)
    assert {row["kind"] for row in rows} == KINDS
    spoken = Counter(row["lang"] for row in rows)
    assert set(spoken) >= SPOKEN
    assert min(spoken[language] for language in SPOKEN) >= 20


def test_the_matcher_has_not_learnt_them(rows: list[dict[str, Any]]) -> None:
    knowledge = folder("knowledge")
    learnt: set[str] = set()
    for path in knowledge.rglob("*.toml"):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        lines = _lines(content) if path.name == "negatives.toml" else _heard(content)
        learnt.update(_plain(line) for line in lines)
    assert learnt
    # What is shorter, everybody says ("Any news on this?").
    long = [row for row in rows if len(row["text"].split()) > 4]
    assert [row["id"] for row in long if _plain(row["text"]) in learnt] == []
