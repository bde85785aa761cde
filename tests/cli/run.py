"""Runs the real command line in its own process, in a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# Nothing of the developer's own environment may decide a test.
_GROUPS = ("LIMIT_", "CHECK_")
_OURS = ("DATABASE_URL", "SECRET_KEY", "KNOWLEDGE_DIR", "LOG_LEVEL", "LOG_FORMAT", "HTTP_LISTEN", "IDLE_HOURS")


def bot(
    folder: Path, *arguments: str, text: str | bytes = "", settings: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """`python -W error -m bot …` in `folder`, with `text` as its standard input."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "bot", *arguments],
        cwd=folder,
        input=text.encode() if isinstance(text, str) else text,
        capture_output=True,
        timeout=60,
        check=False,
        env=environment(settings),
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def environment(settings: dict[str, str] | None = None) -> dict[str, str]:
    """The environment without settings of ours, then with these."""
    ours = {name for name in os.environ if name in _OURS or name.startswith(_GROUPS)}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return {**kept, **(settings or {})}
