"""What matching costs: per message, on a long log, and whether it is linear on hostile text.

Run by hand (`python -m tests.bench.matching`); nothing in the test suite is timed.
"""

from __future__ import annotations

import gc
import json
import sys
from itertools import pairwise
from statistics import median
from time import process_time
from typing import TYPE_CHECKING, Final

from bot.core.matching import Matcher
from bot.core.text import normalise
from tests.bench.row import Row
from tests.core.matching.base import shipped
from tests.core.matching.test_numbers import CODES, NO_CODES
from tests.core.matching.test_phrases import CONSTANTS, PHRASES

if TYPE_CHECKING:
    from collections.abc import Callable

UNITS: Final = (
    *(
        "a",
        "4",
        "403 ",
        "error 403 ",
        "403, ",
        "no 403 ",
        "error error error ",
        "channel 403 ",
        "now 403 ",
        "a 403 channels ",
    ),
    *(
        "/403",
        ":403",
        "403/",
        "http://",
        "http://a.b/c ",
        "www.",
        "x-err-code ",
        "error\n",
        "\n",
        " ",
        "\t",
        "é",
        "\u0301\u0316",
    ),
    *(
        "ﷺ",
        "ё",
        "خَ",
        "n't ",
        "four ",
        "four oh ",
        "five hundred and ",
        "all channels ",
        "works in tivimate ",
        "tivimate ",
    ),
    *(
        "account ",
        "account expired ",
        "my account is ",
        "USER_",
        "IP_BAN ",
        "USER_ALREADY_CONNECTED ",
        "blocked ",
        "it works now ",
    ),
    *("黑", "黑屏", "would be nice ", "not ", "(", "[403]", "'", "\\", "🔑", "\u200b", "error:403|", "code code code "),
)
SIZES: Final = [1 << shift for shift in range(10, 17)]
LIMIT: Final = 2.5
ENOUGH: Final = 0.002  # seconds; below it the clock says nothing
FEWEST, MOST = 7, 40  # measurements of a text


def best(run: Callable[[], object], times: int = 3) -> float:
    """The best of some, in seconds of this process: what else runs on the machine does not count."""
    found = float("inf")
    gc.disable()
    for _ in range(times):
        start = process_time()
        run()
        found = min(found, process_time() - start)
    gc.enable()
    return found


def growth(unit: str, by: Matcher) -> tuple[float, float]:
    """Seconds for 64 kB of the unit, and the worst ratio of the time of twice the text to the time of the text.

    Of whole units: a cut one may be another word, which only the longer text would have ("a" is a small word).
    """
    texts = [unit * max(1, round(size / len(unit))) for size in SIZES]
    worst = max(ratio(by, before, after) for before, after in pairwise(texts))
    return best(lambda: by.match(texts[-1])), worst


def ratio(by: Matcher, before: str, after: str) -> float:
    """The ratio of the best times of two texts; 0 for what is too short to be measured.

    They take turns: on a machine that others use too, a slow spell then meets both. What looks too steep is measured
    again: noise goes away, growth stays.
    """
    shorter = longer = float("inf")
    for turn in range(MOST):
        shorter = min(shorter, best(lambda: by.match(before), 1))
        longer = min(longer, best(lambda: by.match(after), 1))
        if turn >= FEWEST and longer <= LIMIT * shorter:
            break
    return longer / shorter if shorter >= ENOUGH else 0.0


def rows() -> list[Row]:
    """Each figure beside its floor: normalising the same text, without which nothing can be compared."""
    by = shipped()
    said = [*(text for text, _ in (*CODES, *CONSTANTS, *PHRASES)), *NO_CODES]
    costs = sorted(best(lambda text=text: by.match(text)) for text in said)  # type: ignore[misc]
    floor = median(best(lambda text=text: normalise(text)) for text in said)  # type: ignore[misc]
    p50, p99 = median(costs), costs[int(len(costs) * 0.99)]
    index = json.dumps(by._index, ensure_ascii=False, separators=(",", ":"))  # noqa: SLF001 -- what a cold start parses
    parse = best(lambda: Matcher(json.loads(index)), 10)
    bare = best(lambda: json.loads("{}"), 10)
    grown = {unit: growth(unit, by) for unit in (*UNITS, "".join(UNITS))}
    unit, (slowest, _) = max(grown.items(), key=lambda item: item[1][0])
    steep, (_, worst) = max(grown.items(), key=lambda item: item[1][1])
    plain = best(lambda: normalise((unit * SIZES[-1])[: SIZES[-1]]))
    return [
        Row(f"match, {len(said)} messages, p50", ms(p50), ms(floor), f"{p50 / floor:.0f}", "", None),
        Row("match, p99", ms(p99), ms(floor), f"{p99 / floor:.0f}", "2 ms", p99 < 0.002),
        Row(
            f"match, 64 kB of {unit[:12]!r}", ms(slowest), ms(plain), f"{slowest / plain:.1f}", "500 ms", slowest < 0.5
        ),
        Row(
            f"match, time(2n)/time(n), {steep[:12]!r}",
            f"{worst:.2f}",
            "2.00",
            f"{worst / 2:.2f}",
            f"{LIMIT}",
            worst <= LIMIT,
        ),
        Row(f"index from JSON, {len(index.encode()) // 1024} kB", ms(parse), ms(bare), f"{parse / bare:.0f}", "", None),
    ]


def ms(seconds: float) -> str:
    """Milliseconds, for a reader."""
    return f"{seconds * 1000:.3f} ms"


def main() -> int:
    """Print a line per figure; return 1 if one misses its target."""
    found = rows()
    for row in found:
        print(f"{row.name:<44} {row.value:>12}  floor {row.floor:>10}  ratio {row.ratio:>6}  {row.target:>8} {row.ok}")
    return int(any(row.ok is False for row in found))


if __name__ == "__main__":
    sys.exit(main())
