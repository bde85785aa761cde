"""What many conversations tell together: figures, and the gaps of the knowledge.

    figures, gaps = Figures(), Gaps(Weights(lines))
    talks = Talks(over)             # conversation after conversation, line by line; `over` gets each problem
    for line in lines: talks.line(…)
    talks.end()

Nothing here grows with the number of lines: figures are counted by names of ours, and groups of messages are bounded.
"""

from __future__ import annotations

from bot.core.insight.figures import Figures
from bot.core.insight.gaps import Gap, Gaps, Group, report
from bot.core.insight.languages import Languages
from bot.core.insight.similar import Weights
from bot.core.insight.talks import MISSED, Problem, Talks

__all__ = ["MISSED", "Figures", "Gap", "Gaps", "Group", "Languages", "Problem", "Talks", "Weights", "report"]
