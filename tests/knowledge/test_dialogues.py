"""Plays the dialogues of the twin files against the real knowledge."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cases import each
from tests.core.base import Conversation
from tests.shipped import knowledge

if TYPE_CHECKING:
    from bot.core.knowledge import Knowledge

TWINS = sorted(Path(__file__).parent.glob("*/*.toml"))


@pytest.fixture
def base() -> Knowledge:
    return knowledge()


@each("twin", TWINS)
def test_dialogue(twin: Path, base: Knowledge) -> None:
    dialogues = tomllib.loads(twin.read_text())["dialogue"]
    assert dialogues, "give at least one [[dialogue]]"
    for dialogue in dialogues:
        talk = Conversation(base)
        for turn in dialogue["turns"]:
            if "press" in turn:
                assert turn["press"] in talk.labels, f"there is no button {turn['press']!r} but {talk.labels}"
                said = talk.press(turn["press"])
            else:
                said = talk.write(turn["you"])
            for words in turn["bot"]:
                assert words.casefold() in said.casefold(), f"{words!r} is not in: {said}"
