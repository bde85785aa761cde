"""Cold start of `bot ask`, beside the bare interpreter, and memory of the process that chats."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.row import Row
from tests.cli.run import environment

ROUNDS = 15
ASK = ["-m", "bot", "ask", "403"]
# Not getrusage: what it calls the peak is at least that of the process which started this one.
_PEAK = (
    "import re, sys; print(re.search('VmHWM:[^0-9]*([0-9]+)', open('/proc/self/status').read())[1], file=sys.stderr)"
)


def rows() -> list[Row]:
    """Interleaved rounds of `python -m bot ask 403` and `python -c pass`, wall time."""
    with tempfile.TemporaryDirectory() as folder:
        _run(ASK, folder)  # compiles the knowledge and the bytecode once
        asked, bare = [], []
        for _ in range(ROUNDS):
            bare.append(_run(["-c", "pass"], folder))
            asked.append(_run(ASK, folder))
        floor, value = statistics.median(bare), statistics.median(asked)
        ratio = value / floor
        return [
            Row(
                'cold `bot ask "403"`, p50 of the whole process',
                f"{value * 1000:.0f} ms",
                f"bare interpreter {floor * 1000:.0f} ms",
                f"{ratio:.1f}",
                "≤ 4",
                ratio <= 4,
            ),
            _memory(folder),
        ]


def _run(arguments: list[str], folder: str) -> float:
    # Python may keep its bytecode, as it does for whoever installs the bot, wherever this is measured.
    kept = {**_environment(), "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": f"{folder}/bytecode"}
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=folder, check=True, stdout=subprocess.DEVNULL, env=kept)
    return time.perf_counter() - start


def _environment() -> dict[str, str]:
    return {**environment(), "PYTHONPATH": str(Path(__file__).parents[2])}


def _memory(folder: str) -> Row:
    code = f"import sys; from bot.cli.main import main; main(['chat']); {_PEAK}"
    texts = b"".join(b"error %d in tivimate\n" % (400 + number % 17) for number in range(1000))
    settings = {**_environment(), "LIMIT_MESSAGES": "900000/minute"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, check=True, input=texts, capture_output=True, env=settings
    )
    bare = subprocess.run([sys.executable, "-c", _PEAK], check=True, capture_output=True, env=os.environ)
    ours, floor = int(done.stderr) / 1024, int(bare.stderr) / 1024
    return Row(
        "memory of `bot chat` after 1,000 turns (peak resident)",
        f"{ours:.0f} MB",
        f"bare interpreter {floor:.0f} MB",
        f"{ours / floor:.1f}",
        "",
        None,
    )
