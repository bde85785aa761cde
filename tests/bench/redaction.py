"""Whether redaction is linear on hostile text: the time of twice the text over the time of the text.

Run by hand (`python -m tests.bench.redaction`); nothing in the test suite is timed.
"""

from __future__ import annotations

import sys
from itertools import pairwise
from time import process_time
from typing import Final

from bot.core.redaction import holds_credentials, redact

UNITS: Final = (
    "line: a/",
    "x as user ",
    "a",
    ":",
    "/",
    "=",
    "user ",
    "0",
    "password password ",
    "http://",
    '"',
    "'",
    "1",
    "00:1A:79:",
    "user: x pass: y ",
    "password=",
    "password:://",
    "@",
    "a@",
    "a:b@",
    "a.",
    "a.b/",
    "(",
    "<a ",
    "<password>",
    "\n",
    "a\n",
    " ",
    "\t",
    "|",
    "||",
    "user|",
    "user,password\n",
    "x,",
    "&amp;",
    "%41",
    "%25",
    "\\u0041",
    "\\",
    "••••",
    "•",
    "-",
    "+1",
    "+1 ",
    "4111 ",
    "de89 ",
    "user/",
    "/live/",
    "/live/a/b/",
    "http://a.b:1/c/d/",
    "get.php?",
    "?user=",
    "&pass=",
    "http://h/?u=\n",
    "cookie: a=b;",
    "eyJ",
    "пароль ",
    "كلمة ",
    "🔑",
    "\u200b",
    "é",
    "и",
    "phone 1",
    "iban ",
    "bearer ",
    "[",
    "{",
    "*",
    "_",
    "is ",
    "password is ",
    "u: ",
    "password (",
    "password '",
    "user - ",
    "user is a and ",
    "mac ",
    "sn=",
    "a_",
    "Aa",
    "a1",
    "=&",
    "://",
    "password\n",
    "login /",
    "password the box ",
    "a:",
    "h:1 a b\n",
    "user;pass\na;b\n",
    "/play/",
    "basic aaaa",
    "-u a:b ",
    "password=http://a.b ",
)
SIZES: Final = [1 << shift for shift in range(10, 17)]
LIMIT: Final = 2.5
ENOUGH: Final = 0.01  # seconds; below it the clock says nothing


def cost(text: str) -> float:
    """The best of five, in seconds of this process: other work on the machine does not count."""
    best = float("inf")
    for _ in range(5):
        start = process_time()
        redact(text)
        holds_credentials(text)
        best = min(best, process_time() - start)
    return best


def main() -> int:
    """Print one line per unit; return 1 if one of them grows faster than the text."""
    worst = 0.0
    for unit in (*UNITS, "".join(UNITS), "".join(reversed(UNITS))):
        costs = [cost(unit * max(1, size // len(unit))) for size in SIZES]
        ratios = [after / before for before, after in pairwise(costs) if after > ENOUGH]
        worst = max(worst, *ratios, 0.0)
        shown = " ".join(f"{ratio:4.2f}" for ratio in ratios)
        note = "   <-- !" if max(ratios, default=0) > LIMIT else ""
        print(f"{unit[:24]!r:<28} 64k: {costs[-1] * 1000:7.1f} ms   {shown}{note}")
    print(f"worst ratio {worst:.2f} (limit {LIMIT})")
    return int(worst > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
