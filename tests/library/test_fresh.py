"""A new entry works at once, from its paraphrases; what the learned table knows goes without."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.library.compiled import open_knowledge
from bot.library.loader import load
from bot.library.snapshot import MODEL, stamp
from bot.library.watch import Shelf
from tests.core.matching.test_learned import table
from tests.library.folders import PIN, put

if TYPE_CHECKING:
    from pathlib import Path

    from bot.core.matching import Match

TAUGHT = ("guide-one", "http-403", "~thanks")


@pytest.fixture
def taught(folder: Path) -> Path:
    """A folder with a table that knows all of its entries."""
    put(folder, MODEL, table({}, known=TAUGHT))
    return folder


def asked(folder: Path, text: str) -> Match:
    return open_knowledge(folder, None).matcher.match(text)


def test_where_all_is_taught_the_index_is_as_it_was(taught: Path) -> None:
    put(taught, MODEL, table({}, known=TAUGHT))
    assert "fresh" not in load(taught).index


@pytest.mark.parametrize(
    "text",
    [
        "it wants four digits before the film starts",
        "Hello! Before the film starts it asks for four digits",
        "the channel is locked and asks for a number",
        "pide cuatro numeros para ver una pelicula",
    ],
)
def test_a_new_entry_answers_to_its_paraphrases_at_once(taught: Path, text: str) -> None:
    assert asked(taught, text).decision != "answer"
    put(taught, "guide/guide-pin.toml", PIN)
    match = asked(taught, text)
    assert (match.decision, match.entries[0].id) == ("answer", "guide-pin")


def test_what_is_only_similar_is_asked(taught: Path) -> None:
    put(taught, "guide/guide-pin.toml", PIN)
    match = asked(taught, "the box wants a number of digits before a channel starts")
    assert (match.decision, match.entries[0].id) == ("ask", "guide-pin")


@pytest.mark.parametrize(
    "text",
    ["thank you, all is well", "the sound comes too late", "my phone is broken", "quiero ver canales de musica", "403"],
)
def test_a_new_entry_is_silent_on_other_things(taught: Path, text: str) -> None:
    before = asked(taught, text)
    put(taught, "guide/guide-pin.toml", PIN)
    after = asked(taught, text)
    assert "guide-pin" not in [one.id for one in after.entries]
    assert after.decision == before.decision


def test_training_takes_over_also_in_a_running_bot(taught: Path, tmp_path: Path) -> None:
    put(taught, "guide/guide-pin.toml", PIN)
    shelf = Shelf(taught, tmp_path / "cache")
    assert "fresh" in shelf.current().index
    put(taught, MODEL, table({}, known=("guide-one", "guide-pin", "http-403")))
    assert shelf.refresh(1.0)
    assert "fresh" not in shelf.current().index


@pytest.mark.parametrize("spoil", [b"", b"short", b"x" * 100, table({})[:70]])
def test_what_is_no_table_knows_nothing(folder: Path, spoil: bytes) -> None:
    put(folder, MODEL, spoil)
    assert load(folder).faults == ()
    assert asked(folder, "it says forbidden").entries[0].id == "http-403"


def test_a_table_that_cannot_be_read(folder: Path) -> None:
    (folder / MODEL).mkdir()
    assert load(folder).faults == ()
    assert stamp(folder)
