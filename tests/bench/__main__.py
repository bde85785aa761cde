"""`make bench`: every figure beside a floor that was measured in the same run.

`python -m tests.bench store` runs one part. The exit status is 1 when a target is missed.
"""

from __future__ import annotations

import importlib
import sys

from rich.console import Console
from rich.table import Table

# fmt: off
PARTS = (
    "promises", "reading", "cold", "store", "limiter", "matching", "scale", "quality", "redaction", "verdicts",
    "targets", "checks", "checking", "observing", "copying", "telegram", "discord", "replicas",
    "size", "knobs", "serving", "flood",
)
# fmt: on


def main() -> int:
    """Run the parts that are named, or all."""
    console = Console(width=None if sys.stdout.isatty() else 160)
    missed = 0
    for part in sys.argv[1:] or PARTS:
        with console.status(f"measuring: {part} …"):
            rows = importlib.import_module(f"tests.bench.{part}").rows()
        table = Table("what", "measured", "floor", "ratio", "target", "met", title=part)
        for row in rows:
            met = {True: "yes", False: "NO", None: ""}[row.ok]
            missed += row.ok is False
            table.add_row(row.name, row.value, row.floor, row.ratio, row.target, met)
        console.print(table)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
