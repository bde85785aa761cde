"""From a message to ranked entries, the signals it holds, and one decision.

`build_index` compiles entries and vocabulary to plain JSON once (at compile time of the knowledge);
`Matcher` answers from it.
"""

from __future__ import annotations

from bot.core.matching.fresh import fresh
from bot.core.matching.index import build_index
from bot.core.matching.matcher import Matcher
from bot.core.matching.result import Code, Decision, Match, Ranked, Signals

__all__ = ["Code", "Decision", "Match", "Matcher", "Ranked", "Signals", "build_index", "fresh"]
