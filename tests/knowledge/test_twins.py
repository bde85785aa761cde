"""Every entry against its twin: the sentences that must find it, and those that must not.

The dialogues are only checked for their format here; they are played by the dialogue's own tests.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from bot.core.text import normalise
from tests.cases import each
from tests.shipped import base, knowledge

HERE = Path(__file__).parent
TWINS = sorted(path.relative_to(HERE).as_posix() for path in HERE.glob("*/*.toml"))


@cache
def heard() -> frozenset[str]:
    entries = base().entries.values()  # the compiled form goes without it
    lines = frozenset(normalise(line) for entry in entries for said in entry.heard.values() for line in said)
    assert lines
    return lines


@cache
def twin(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def answered(text: str) -> str | None:
    """The entry that the bot answers with; None when it asks or does not know."""
    match = knowledge().matcher.match(text)
    return match.entries[0].id if match.decision == "answer" else None


def test_every_entry_has_a_twin_and_every_twin_an_entry() -> None:
    known = knowledge()
    entries = {f"{known.entry(name).category}/{name}.toml" for name in known.ids}
    assert sorted(entries.symmetric_difference(TWINS)) == []


@each("name", TWINS)
def test_format(name: str) -> None:
    found = twin(name)
    assert set(found) <= {"finds", "misses", "dialogue"}
    for key in ("finds", "misses"):
        assert found[key], f"{key} is empty"
        assert all(isinstance(text, str) and text.strip() for text in found[key])
    assert not set(found["finds"]) & set(found["misses"])
    for dialogue in found.get("dialogue", []):
        assert set(dialogue) == {"turns"}
        assert dialogue["turns"], "a dialogue has turns"
        assert "you" in dialogue["turns"][0], "the user begins"
        for turn in dialogue["turns"]:
            assert set(turn) in ({"you", "bot"}, {"press", "bot"})
            assert isinstance(turn.get("you", turn.get("press")), str)
            assert isinstance(turn["bot"], list)
            assert all(isinstance(text, str) and text for text in turn["bot"])


@each("name", TWINS)
def test_finds(name: str) -> None:
    wanted = Path(name).stem
    assert {text: found for text in twin(name)["finds"] if (found := answered(text)) != wanted} == {}


@each("name", TWINS)
def test_misses(name: str) -> None:
    unwanted = Path(name).stem
    assert [text for text in twin(name)["misses"] if answered(text) == unwanted] == []


@each("name", TWINS)
def test_no_test_sentence_is_training_material(name: str) -> None:
    found = twin(name)
    assert [text for text in (*found["finds"], *found["misses"]) if normalise(text) in heard()] == []
