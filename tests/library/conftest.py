from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.library.folders import write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small sound knowledge folder."""
    return write(tmp_path / "knowledge")
