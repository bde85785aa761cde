"""Runs the command line in a folder: in this process, or in one of its own where that proves something."""

from __future__ import annotations

import io
import logging
import os
import subprocess
import sys
import threading
from contextlib import ExitStack, chdir, contextmanager
from typing import TYPE_CHECKING
from unittest.mock import patch

from bot.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    Done = subprocess.CompletedProcess[str]

# Nothing of the developer's own environment may decide a test.
_GROUPS = ("LIMIT_", "CHECK_")
_OURS = ("DATABASE_URL", "SECRET_KEY", "KNOWLEDGE_DIR", "LOG_LEVEL", "LOG_FORMAT", "HTTP_LISTEN", "IDLE_HOURS")


def bot(folder: Path, *arguments: str, text: str | bytes = "", settings: dict[str, str] | None = None) -> Done:
    """`bot …` in `folder`, with `text` as its standard input. Not a process: each would take a second to start."""
    given, out, err = (io.BytesIO(one) for one in (text.encode() if isinstance(text, str) else text, b"", b""))
    with ExitStack() as stack:
        stack.enter_context(chdir(folder))
        stack.enter_context(patch.dict(os.environ, environment(settings), clear=True))
        for name, stream in (("stdin", given), ("stdout", out), ("stderr", err)):
            wrapped = io.TextIOWrapper(stream, encoding="utf-8", write_through=True)
            stack.enter_context(patch.object(sys, name, wrapped))
        stack.enter_context(_logging_as_before())
        try:
            status = main(arguments)
        except SystemExit as left:
            status = int(left.code or 0)
        return subprocess.CompletedProcess(arguments, status, out.getvalue().decode(), err.getvalue().decode())


def bot_process(folder: Path, *arguments: str, text: str | bytes = "", settings: dict[str, str] | None = None) -> Done:
    """The same as a process of its own."""
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


@contextmanager
def _logging_as_before() -> Iterator[None]:
    """The program sets up logging for the whole process; here that ends with it."""
    root = logging.getLogger()
    handlers, level, hooks = root.handlers[:], root.level, (threading.excepthook, sys.unraisablehook)
    try:
        yield
    finally:
        root.handlers[:], threading.excepthook, sys.unraisablehook = handlers, *hooks
        root.setLevel(level)
        logging.captureWarnings(capture=False)
