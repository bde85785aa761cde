"""Where the commands that start cold find the knowledge and its compiled form."""

from __future__ import annotations

import os
from pathlib import Path

from bot.shipped import folder


def knowledge_places() -> tuple[Path, Path | None]:
    """The knowledge folder, and the folder for its compiled form (None: compile in memory).

    The full settings cost a quarter of a second to read; only a `.env` file makes that necessary here.
    """
    if Path(".env").exists():
        from bot.app.settings import read_settings

        settings = read_settings()
        return settings.knowledge_dir or folder("knowledge"), settings.data_folder
    shipped = folder("knowledge")
    named = os.environ.get("KNOWLEDGE_DIR")
    if named:
        return Path(named), Path(".data") if Path(".data").is_dir() else None
    return shipped, shipped.parent / ".data"
