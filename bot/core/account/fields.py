"""The fields of an account as panels write them: numbers as text, booleans as numbers (PANELS.md C2)."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,20}(?:\.[0-9]{1,20})?(?:[eE][+-]?[0-9]{1,3})?")
_SPREAD: Final = 8  # messages of a list that are read
_COUNTERS: Final = 2**32  # what fits into a column of the panel's database; INT_MAX is how some write "unlimited"
# What a provider's status may be in a verdict. Any other word stays out of it: nobody knows what a panel puts there
# (clones echo the username), and "unknown" is all that may be said of it anyway.
STATUS_WORDS: Final = frozenset(
    {
        *("active", "trial", "expired", "banned", "blocked", "suspended", "disabled", "inactive"),
        *("pending", "invalid", "unknown", "enabled", "deleted", "removed", "locked", "frozen", "paused"),
        *("cancelled", "canceled", "closed", "terminated", "limited", "unpaid", "overdue", "new"),
        *("waiting", "deactivated", "archived", "refunded", "failed", "false", "true", "ok"),
    }
)


def number(value: object) -> float | None:
    """A finite number, from a number or its text in ASCII; True is none."""
    if isinstance(value, str):
        text = value.strip()
        value = float(text) if _NUMBER.fullmatch(text) else None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        return None
    return value


def counter(value: object) -> int | None:
    """How many connections; None for what cannot be a count."""
    found = number(value)
    return int(found) if found is not None and 0 <= found < _COUNTERS else None


def truth(value: object) -> bool | None:
    """Whether `auth` or `is_trial` says yes or no; None for anything else."""
    if isinstance(value, str):
        value = value.strip().lower()
        if value in ("true", "false"):
            return value == "true"
    found = float(value) if isinstance(value, bool) else number(value)
    return {0.0: False, 1.0: True}.get(found) if found is not None else None


def word(value: object) -> str:
    """A status word for comparison: lower case, single blanks, at most 64 letters; "" where there is none."""
    if value is None or value in ([], {}):
        return ""
    if isinstance(value, (str, int, float)):
        return " ".join(str(value)[:64].lower().split())
    return "?"


def shown(value: object) -> str | None:
    """A status word that may stand in a verdict."""
    found = word(value)
    return found.capitalize() if found in STATUS_WORDS else None


SAID: Final = ("message", "error", "reason", "msg", "detail", "errors")


def texts(found: object, names: tuple[str, ...] = SAID) -> str:
    """What a panel says in an object, folded for comparison; never to be shown."""
    said = [one for name in names for one in _spread(found.get(name))] if isinstance(found, dict) else [found]
    return fold(" ".join(one[:512] for one in said if isinstance(one, str)))


def _spread(said: object) -> Sequence[object]:
    """One message may be a list of them, or an object with one for each language or field."""
    if isinstance(said, dict):
        said = list(said.values())
    return said[:_SPREAD] if isinstance(said, list) else [said]


_TAGS: Final = re.compile(r"<[^<>]{0,200}>")


def fold(text: str) -> str:
    """Lower case, without tags, in single blanks; `account_expired` is words, too."""
    return " ".join(_TAGS.sub(" ", text).lower().replace("_", " ").split())
