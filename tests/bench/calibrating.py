"""How sure the matcher may be: judges and thresholds, from messages that the weights had not seen.

The judges learn from the lines of the knowledge (each with weights that were learned without it) and from the
evaluation set. The thresholds are set on the evaluation set alone, each message judged by judges that had not seen it
(FOLDS parts). So the evaluation set is no independent test of the thresholds any more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.core.matching.judging import EXACT, LIKELIER, believed, finder, order
from bot.core.matching.learned import views
from bot.core.matching.table import JUDGES
from tests.bench.learning import SEED

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.core.matching.candidate import Candidate
    from bot.core.matching.learned import Opinion
    from bot.core.matching.reading import Reading

FOLDS = 5
OFFERED = 4  # entries that a question back offers
NO_REPORTS = 0.2  # share of messages that are no reports, in real life (issue 3); the evaluation set has more
# Of the learned answers to the evaluation set, how many the judges expect to be right, and of what is no report in it,
# how much may be asked back. The set's negatives are harder than life: many name a code or an error of other software.
# These two numbers were chosen with the development corpus in sight, where they leave more answers right.
PRECISION, ASKED = 0.91, 0.028
STRENGTH = 1.0  # inverse strength of the judges' regularisation


class Case(NamedTuple):
    """A message: who found its first entry, what a judge sees, whether the entry is right, whether one of four is."""

    judge: str
    views: list[float]
    right: bool
    offered: bool
    report: bool


class Cases(NamedTuple):
    """Many of them in columns, with what each counts."""

    judge: np.ndarray
    views: np.ndarray
    right: np.ndarray
    offered: np.ndarray
    report: np.ndarray
    share: np.ndarray

    def some(self, which: np.ndarray) -> Cases:
        """A part of them."""
        return Cases(*[column[which] for column in self])

    def beside(self, others: Cases) -> Cases:
        """These and others, which count as much in all."""
        scaled = others._replace(share=others.share * self.share.sum() / others.share.sum())
        return Cases(*[np.concatenate(pair) for pair in zip(self, scaled, strict=True)])


class Calibrated(NamedTuple):
    """Weights of the judges, those for "one of four is right", and the two thresholds."""

    judges: dict[str, list[float]]
    worth: list[float]
    answer: float
    ask: float


def case(
    found: Sequence[Candidate], said: Opinion, reading: Reading, tiers: Sequence[int], wanted: Collection[int]
) -> Case:
    """What a message shows; `tiers` are those of the entries, `wanted` the entries that are right."""
    found = believed(found, said)
    ordered = order(found, said)
    seen = views(said, ordered[0], tiers[ordered[0]], found[0] if found else None, reading)
    hits = [entry in wanted for entry in ordered[:OFFERED]]
    return Case(finder(found), seen, hits[0], any(hits), bool(wanted))


def cases(found: Sequence[Case], share: Sequence[float] | None = None) -> Cases:
    """In columns; without shares, in the proportion of reports and others that there is in life."""
    columns = [np.array(column) for column in zip(*found, strict=True)]
    report = columns[-1]
    others = NO_REPORTS / (1 - NO_REPORTS) * report.sum() / (~report).sum()
    counted = np.where(report, 1.0, others) if share is None else np.array(share)
    return Cases(columns[0], columns[1], columns[2], columns[3], report, counted)


def weights(seen: np.ndarray, right: np.ndarray, share: np.ndarray) -> list[float]:
    """Logistic regression over standardised views, as weights of the views as they are; the first view is 1."""
    middle, spread = seen[:, 1:].mean(0), seen[:, 1:].std(0) + 1e-6
    fit = LogisticRegression(C=STRENGTH, max_iter=3000).fit((seen[:, 1:] - middle) / spread, right, share)
    slopes = fit.coef_[0] / spread
    return [round(float(weight), 4) for weight in (fit.intercept_[0] - slopes @ middle, *slopes)]


def learned(seen: Cases) -> tuple[dict[str, list[float]], list[float]]:
    """The judges, and the weights for "one of four is right"."""
    judges = {}
    for name in JUDGES:
        mine = seen.some(seen.judge == name)
        judges[name] = weights(mine.views, mine.right, mine.share)
    return judges, weights(seen.views, seen.offered, seen.share)


def judged(seen: Cases, judges: dict[str, list[float]], worth: list[float]) -> tuple[np.ndarray, np.ndarray]:
    """How sure the judges are of each case, and how likely one of four is right."""
    mine = np.array([judges[name] for name in seen.judge])
    return _sigmoid((seen.views * mine).sum(1)), _sigmoid(seen.views @ np.array(worth))


def calibrated(lines: Cases, messages: Cases) -> Calibrated:
    """All of it."""
    part = np.random.default_rng(SEED).permutation(len(messages.right)) % FOLDS
    sure, worth = np.zeros(len(part)), np.zeros(len(part))
    for number in range(FOLDS):
        away = part == number
        sure[away], worth[away] = judged(messages.some(away), *learned(messages.some(~away).beside(lines)))
    right, share, report = messages.right, messages.share, messages.report
    taught = ~np.isin(messages.judge, EXACT)
    ordered = [at for at in np.argsort(-sure, kind="stable") if taught[at]]
    # By what the judges expect and not by what came out: of so few messages the latter jumps.
    good = np.cumsum((sure * share)[ordered]) / np.cumsum(share[ordered])
    answer = round(float(sure[ordered[np.flatnonzero(good >= PRECISION)[-1]]]), 3)
    given = sure >= np.where(taught, answer, LIKELIER)
    silent = worth[~report & ~given]
    allowed = min(1.0, ASKED * (~report).sum() / len(silent))
    ask = round(float(np.quantile(silent, 1 - allowed)), 3)
    for name in JUDGES:
        mine = messages.judge == name
        those = mine & given
        print(
            f"  {name:<9} {(lines.judge == name).sum():>6} lines, {mine.sum():>4} messages,"
            f" {right[mine].mean():.3f} right, {those.sum():>4} answered, {right[those].mean():.3f} right"
        )
    print(
        f"  answer from {answer}: {(right & given).sum() / report.sum():.3f} of the reports right at once,"
        f" {(~report & given).sum() / (~report).sum():.3f} of the rest answered; ask from {ask}"
    )
    return Calibrated(*learned(messages.beside(lines)), answer, ask)


def _sigmoid(score: np.ndarray) -> np.ndarray:
    found: np.ndarray = 1 / (1 + np.exp(-np.clip(score, -30, 30)))
    return found
