"""Where the folders that come with the project are: `knowledge/` and `migrations/`.

In a checkout they stand at the top; in an installed wheel they are shipped inside the package, so that `bot` works
from any folder.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_PACKAGE = os.path.dirname(os.path.abspath(__file__))


def place(name: str) -> str:
    """The folder `name` as shipped, for those who must start cold in a moment: pathlib would cost them 3 ms."""
    inside = os.path.join(_PACKAGE, "_shipped", name)
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(_PACKAGE), name)


def folder(name: str) -> Path:
    """The folder `name` as shipped."""
    from pathlib import Path  # noqa: PLC0415 -- see place

    return Path(place(name))
