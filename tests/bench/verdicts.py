"""Verdicts: right on the dev answers, where `../shared` is there, and in linear time on hostile bodies.

The answers were looked at while the decoder was written from PANELS.md; none of them is in this repository.
"""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from time import process_time
from typing import Any, Final

from bot.core.account.judge import judge
from bot.core.account.wire import JSON_LIMIT, Failure, Response
from tests.bench.row import Row

SHARED: Final = Path(__file__).parents[3] / "shared" / "corpus" / "panel_answers_dev.jsonl"
NOW: Final = datetime(2026, 11, 21, tzinfo=UTC)
ENOUGH: Final = 0.005  # seconds; below it the clock says nothing
UNITS: Final = (
    *("[", "{", "}", '{"user_info":', '{ "js" : ', '{"a":', '"', "\\u0000", "9", "1.", "-", "e9", " ", "\0", "\ufeff"),
    *(
        "<",
        ">",
        "<a ",
        "<h2>",
        "<h2>A",
        "<h2>A </h2>",
        "Debug Mode<h2> ",
        "too many ",
        "too many a ",
        "max a ",
        "ip is ",
    ),
    *(
        "user ",
        "user a ",
        "country a ",
        "invalid a ",
        "error code: ",
        "table '",
        "limit of ",
        "limite ",
        "#EXTM3U ",
        "é",
    ),
)


def rows() -> list[Row]:
    """All figures."""
    worst, unit = max((_ratio(unit), unit) for unit in UNITS)
    linear = Row("hostile bodies, time(2n)/time(n)", f"{worst:.2f} ({unit!r})", "", "", "≤ 3", worst <= 3)
    slowest = max(_seconds(unit, JSON_LIMIT) for unit in UNITS)
    longest = Row("slowest body of 256 KB", f"{slowest * 1000:.0f} ms", "", "", "≤ 250 ms", slowest <= 0.25)
    return [*_dev(), linear, longest]


def _dev() -> list[Row]:
    if not SHARED.exists():
        return []
    read = [json.loads(line) for line in SHARED.read_text().splitlines()]
    told = [(row["expect"], _verdict(row)) for row in read]
    right = sum(found["verdict"] == expect["verdict"] for expect, found in told)
    never = sum(found["verdict"] in expect.get("must_not", ()) for expect, found in told)
    facts = sum(_facts(expect, found) for expect, found in told)
    return [
        Row("dev answers, verdict right", f"{right} of {len(read)}", "", "", "all", right == len(read)),
        Row("dev answers, dates and counters right", f"{facts} of {len(read)}", "", "", "all", facts == len(read)),
        Row("dev answers, verdict that must not be", str(never), "", "", "0", never == 0),
    ]


def _facts(expect: dict[str, Any], found: dict[str, Any]) -> bool:
    dated = expect.get("exp_precision") == "ignore" or found["exp_date"] == expect["exp_date"]
    return dated and all(found[name] == expect[name] for name in ("max_connections", "active_cons"))


def _verdict(row: dict[str, Any]) -> dict[str, Any]:
    if row["http_status"] is None:
        return judge(row["kind"], row["request"], Failure("timeout"), NOW).as_json()
    body = base64.b64decode(row["body_b64"]) if "body_b64" in row else row["body"].encode()
    headers = {name.lower(): value for name, value in row["headers"].items()}
    return judge(row["kind"], row["request"], Response(row["http_status"], headers, body), NOW).as_json()


def _ratio(unit: str) -> float:
    times = [_seconds(unit, size) for size in (JSON_LIMIT // 4, JSON_LIMIT // 2, JSON_LIMIT)]
    return max(after / before for before, after in pairwise(times))


def _seconds(unit: str, size: int) -> float:
    """The best of five, over all kinds; at least `ENOUGH`."""
    body = (unit.encode() * size)[:size]
    best = 1.0
    for _ in range(5):
        start = process_time()
        for kind in ("xtream", "m3u", "stalker"):
            judge(kind, "account_info", Response(200, {}, body), NOW)
        best = min(best, process_time() - start)
    return max(best, ENOUGH)
