"""The long form: `python -m tests.faults --seed 7 --minutes 10 --database postgres`.

Ten kills a minute, and on PostgreSQL one immediate restart. Exit status 1 if something does not hold.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from tests.faults.plan import long, short
from tests.faults.runner import run
from tests.postgres import postgres_server


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=10, help="0: the short form")
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    arguments = parser.parse_args()
    plan = long(arguments.seed, arguments.minutes, arguments.database)
    if not arguments.minutes:
        plan = short(arguments.seed, arguments.database)
    with tempfile.TemporaryDirectory() as folder:
        if plan.database == "sqlite":
            report = asyncio.run(run(plan, Path(folder)))
        else:
            with postgres_server(durable=True) as server:
                report = asyncio.run(run(plan, Path(folder), server.url, server))
    print(report)
    return bool(report.wrong)


if __name__ == "__main__":
    sys.exit(main())
