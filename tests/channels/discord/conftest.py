from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

from bot.channels.discord.suggestions import Suggestions
from tests.channels.discord.world import database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database with our tables, to be copied."""
    return database(tmp_path_factory.mktemp("database"))


@pytest.fixture(autouse=True, scope="session")
def _suggestions_are_made_once() -> Iterator[None]:
    """A hundred clients, one knowledge."""
    with patch("bot.channels.discord.interactions.Suggestions", cache(Suggestions)):
        yield
