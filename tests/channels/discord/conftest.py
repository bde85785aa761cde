from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.channels.discord.world import database

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database with our tables, to be copied."""
    return database(tmp_path_factory.mktemp("database"))
