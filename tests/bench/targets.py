"""Whom the bot would dial: hostile targets, legitimate ones, and what the link doctor mends, without a network."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from bot.core.account.doctor import examine
from bot.core.account.policy import Policy
from bot.core.account.target import judge
from tests.bench.row import Row
from tests.core.account.targets import HOSTILE, LEGITIMATE
from tests.core.account.test_doctor import BROKEN, MIXED, SOUND, fill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.core.account.targets import Row as Target

_FEWEST = 25


def rows() -> list[Row]:
    """Counts over the tables of the tests, and what one decision costs."""
    return [
        _refused("hostile targets refused", HOSTILE, right=True),
        _refused("legitimate panel addresses refused", LEGITIMATE, right=False),
        _mended(),
        _sound(),
        _cost(),
    ]


def _refused(name: str, targets: Sequence[Target], *, right: bool) -> Row:
    policy = Policy()
    refused = sum(judge(text, policy, dns).reason is not None for text, dns in targets)
    ok = refused == (len(targets) if right else 0)
    ratio = f"{refused / len(targets):.0%}"
    return Row(name, f"{refused} of {len(targets)}", "", ratio, "100%" if right else "0", ok)


def _mended() -> Row:
    found = [(name, examine(fill(text))) for text, name, _ in BROKEN]
    found += [(name, examine(fill(text), wanted)) for text, wanted, name, _ in MIXED]
    right = [(name, result) for name, result in found if name in {one.name for one in result.findings}]
    kinds = {name for name, result in right if result.corrected}
    named = len(right)
    name = f"kinds of broken links corrected offline ({named} of {len(found)} links named)"
    return Row(name, str(len(kinds)), "", "", f"≥ {_FEWEST}", len(kinds) >= _FEWEST and named == len(found))


def _sound() -> Row:
    blamed = sum(not examine(fill(text), wanted).sound for text, wanted in SOUND)
    return Row(f"sound links blamed ({len(SOUND)} texts)", str(blamed), "", "", "0", blamed == 0)


def _cost() -> Row:
    policy = Policy()
    start = time.perf_counter()
    for text, dns in (*HOSTILE, *LEGITIMATE):
        judge(text, policy, dns)
    each = (time.perf_counter() - start) / (len(HOSTILE) + len(LEGITIMATE))
    return Row("one decision about a pasted text", f"{each * 1e6:.0f} µs", "", "", "", None)
