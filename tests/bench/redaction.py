"""Whether redaction is linear on hostile text: the time of twice the text over the time of the text."""

from __future__ import annotations

from itertools import pairwise
from time import process_time
from typing import Final

from bot.core.redaction import holds_credentials, redact
from tests.bench.row import Row

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
    "password?\nx\n",
    "what is your password?\nme: falcon\n",
    "username\npassword\n",
    "login falcon tulip\n",
    "password falcon ",
    "password: falcon tulip rose ",
    "f a l c o n ",
    "password: f a l c o n ",
    "password, falcon, ",
    "password they sent me, ",
    "password from falcon to tulip ",
    "falcon / tulip are my login ",
    "falcon tulip are my login\n",
    "log in with falcon and tulip ",
    "code ab12cd ",
    "username=3Dfalcon=\n",
    "p@$$ ",
    "/u/a/p/b/",
    "/hlsr/a/b/c/1/",
    "密码：春",
    "PRIVATE KEY-----\naaaa ",
    "authorization: digest response=a,",
    "heslo je falcon ",
    "password i use falcon ",
    "password they gave me is falcon ",
)
SIZES: Final = [1 << shift for shift in range(10, 17)]
LIMIT: Final = 2.5
ENOUGH: Final = 0.01  # seconds; below it the clock says nothing


def cost(text: str) -> float:
    """The best of three, in seconds of this process: other work on the machine does not count."""
    best = float("inf")
    for _ in range(3):
        start = process_time()
        redact(text)
        holds_credentials(text)
        best = min(best, process_time() - start)
    return best


def rows() -> list[Row]:
    """The worst growth and the slowest text, over all hostile units."""
    growth, slowest = 1.0, 0.0
    for unit in (*UNITS, "".join(UNITS)):
        costs = [cost(unit * max(1, size // len(unit))) for size in SIZES]
        growth = max([growth, *(after / before for before, after in pairwise(costs) if after > ENOUGH)])
        slowest = max(slowest, costs[-1])
    return [
        Row(
            f"redaction, time(2n)/time(n), worst of {len(UNITS) + 1} hostile texts, 1k to 64k",
            f"{growth:.2f}",
            "linear 2.00",
            f"{growth / 2:.2f}",
            f"≤ {LIMIT}",
            growth <= LIMIT,
        ),
        Row("redaction, slowest 64k of them", f"{slowest * 1000:.0f} ms", "", "", "", None),
    ]
