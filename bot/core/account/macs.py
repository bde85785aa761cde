# ruff: noqa: RUF001 -- on a Cyrillic keyboard people type letters that only look Latin into a MAC address
"""MAC addresses as people write them, and as portals want them."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from bot.core.account import names

MAG: Final = "00:1A:79:"  # Infomir's; most portals let no other in
# What people type for a zero, and the Cyrillic letters that look Latin.
_KEYBOARD: Final = str.maketrans("OОАВСЕ", "00ABCE")


def mac_in(text: str) -> str | None:
    """A MAC address as portals write it, 00:1A:79:12:34:56, from any of its spellings; None if it is none."""
    bare = re.sub(r"[\s:._-]", "", names.digits(text)).upper().translate(_KEYBOARD)
    if re.fullmatch("[0-9A-F]{12}", bare) is None:
        return None
    return ":".join(bare[place : place + 2] for place in range(0, 12, 2))


def faults(text: str) -> list[str]:
    """What is wrong with the first MAC address of a text: "mac spelling", "mac maker", "bad mac"."""
    spelt = _mac().search(text)
    if spelt is None or not (":" in spelt[0] or "-" in spelt[0] or "mac" in text.lower() or spelt["mag"]):
        return []
    right = mac_in(spelt[0])
    if right is None:
        return ["bad mac"]
    found = ["mac spelling"] if right != spelt[0].upper() else []
    return found if right.startswith(MAG) else [*found, "mac maker"]


@cache
def _mac() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w:-])(?:(?P<mag>[0oо]{2}[:._ -]?1[aа][:._ -]?79(?:[:._ -]?[0-9a-zавсео]{1,2}){1,5})"
        r"|(?:[0-9a-f]{2}[:._ -]?){5}[0-9a-f]{2})(?![\w:-])",
        re.IGNORECASE,
    )
