"""Where the folders that come with the project are: `knowledge/` and `migrations/`.

In a checkout they stand at the top; in an installed wheel they are shipped inside the package, so that `bot` works
from any folder.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """The folder `name` as shipped."""
    inside = _PACKAGE / "_shipped" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
