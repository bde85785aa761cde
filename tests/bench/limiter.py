"""Over-admissions of the rate limit: four processes, fifty takes at once in each, some killed in between."""

from __future__ import annotations

import random
import tempfile
import time
from pathlib import Path

import psycopg

from bot.storage import upgrade
from tests.bench.row import Row
from tests.postgres import postgres_server
from tests.storage.conftest import Database
from tests.storage.worker import LIMIT, ended, go, start

ROUNDS = 4
PROCESSES = 4
TAKES = 50


def rows() -> list[Row]:
    """Both databases."""
    chance = random.Random()  # noqa: S311 - any moment will do for a kill
    with tempfile.TemporaryDirectory(dir=Path(__file__).parent) as folder:
        lite = [_round(f"sqlite:///{folder}/{number}.db", chance) for number in range(ROUNDS)]
    with postgres_server(durable=True) as server:
        post = [_round(database(server.url, f"round{number}"), chance) for number in range(ROUNDS)]
    return [_row("SQLite", lite), _row("PostgreSQL", post)]


def database(url: str, name: str) -> str:
    """Another database of a server."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return url.replace("/postgres?", f"/{name}?")


def _round(url: str, chance: random.Random) -> int:
    """How many were admitted."""
    upgrade(url)
    processes = [start("takes", url, name, TAKES) for name in range(PROCESSES)]
    for process in processes:
        go(process)
    for process in processes[:2]:
        time.sleep(chance.uniform(0, 0.04))
        process.kill()
    for process in processes:
        ended(process)
    return Database(url).count("transcript", "text = 'admitted'")


def _row(database: str, admitted: list[int]) -> Row:
    over = max(admitted) - LIMIT.burst
    return Row(
        f"{database}: {PROCESSES} processes × {TAKES} takes, kill -9 of two, {ROUNDS} rounds: admitted above the limit",
        f"{over} (admitted {min(admitted)} to {max(admitted)})",
        f"limit {LIMIT.burst}",
        "",
        "0",
        over <= 0 and min(admitted) == LIMIT.burst,
    )
