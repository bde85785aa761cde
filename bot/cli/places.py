"""Where the commands that start cold find the knowledge and its compiled form."""

from __future__ import annotations

import os

from bot.shipped import place


def knowledge_places() -> tuple[str, str | None]:
    """The knowledge folder, and the folder for its compiled form (None: compile in memory).

    The full settings cost a quarter of a second to read; only a `.env` file makes that necessary here. These are
    strings, since pathlib costs a cold start 3 ms.
    """
    shipped = place("knowledge")
    if os.path.exists(".env"):
        from bot.app.settings import read_settings

        settings = read_settings()
        return str(settings.knowledge_dir or shipped), str(settings.data_folder)
    named = os.environ.get("KNOWLEDGE_DIR")
    if named:
        return named, ".data" if os.path.isdir(".data") else None
    return shipped, os.path.join(os.path.dirname(shipped), ".data")
