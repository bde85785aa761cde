"""A message in, ranked entries and one decision out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.core.matching.result import Code, Match, Ranked, Signals
from bot.core.text import normalise

if TYPE_CHECKING:
    from collections.abc import Mapping

_NUMBER = re.compile(r"(?:error|http|code|status)\W{0,3}([0-9]{3,6})\b|^\W*([0-9]{3,6})\W*$")


class Matcher:
    """Matches over a compiled index."""

    def __init__(self, index: Mapping[str, Any]) -> None:
        self._index = index

    def signals(self, text: str) -> Signals:
        """What a message tells about the case."""
        plain = normalise(text)
        numbers = dict.fromkeys(found[1] or found[2] for found in _NUMBER.finditer(plain))
        glued = re.sub(r"[\s_-]+", "_", plain).upper()
        return Signals(
            codes=tuple(Code(number) for number in numbers),
            constants=tuple(name for name in self._index["constants"] if name in glued),
            names=tuple(dict.fromkeys(name for heard, name in self._index["names"].items() if heard in plain)),
        )

    def match(self, text: str, prior: Signals | None = None) -> Match:
        """Rank the entries for a message; `prior` are the conversation's signals so far."""
        signals = self.signals(text)
        plain = normalise(text)
        found: dict[str, float] = {}
        for constant in signals.constants:
            found.setdefault(self._index["constants"][constant], 0.98)
        for code in signals.codes:
            for entry in self._index["codes"].get(code.number, {}).values():
                found.setdefault(entry, 0.97 if not found else 0.5)
        for phrase, entry in self._index["phrases"].items():
            if phrase in plain:
                found.setdefault(entry, 0.9)
        ranked = sorted((Ranked(entry, confidence) for entry, confidence in found.items()), key=lambda r: -r.confidence)
        merged = signals if prior is None else prior.followed_by(signals, self._index["groups"])
        return Match("answer" if ranked else "unknown", tuple(ranked), merged)
