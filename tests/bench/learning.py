"""How the weights are learned from lines: features in columns, a class for each line, and a gate beside them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import scipy.sparse as sp

from bot.core.matching.table import NO_REPORT, place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.bench.lessons import Lesson

SEED, EPOCHS, RATE, BATCH = 20261121, 24, 0.3, 256
AVERAGED = 12  # epochs over which the weights are averaged, the last ones
DROPPED = 0.4  # share of a line's features that it goes without each time it is learned, lest it lean on a few
BITS = 17
LEAST = 2  # lines in which a feature must stand
PAIRS = 545_000  # weights that are kept
TEMPER = 0.5
CHATTER = 0.6  # what a line counts that is no sentence of a person
# How often people write of each category: half of all reports are symptoms (issue 3), few paste a panel's log.
SHARES = {
    "symptom": 45,
    "app-message": 14,
    "http": 14,
    "player": 6,
    "network": 6,
    "exoplayer": 4,
    "account": 5,
    "guide": 4,
    "xtream-log": 3,
    "flood": 1,
    "gcore": 1,
    "xtream-http": 2,
    "mag-stalker": 2,
    "panel-log": 1.5,
    NO_REPORT: 30,
}


class Weights(NamedTuple):
    """What is learned: by feature and class, biases, and the gate's."""

    classes: np.ndarray
    biases: np.ndarray
    gate: np.ndarray
    gate_bias: float


def vocabulary(found: Sequence[Sequence[int]]) -> dict[int, int]:
    """Feature -> column; where two would share a bucket, the more frequent one has it."""
    counts = Counter(feature for one in found for feature in set(one))
    buckets: dict[int, int] = {}
    for feature, times in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if times >= LEAST:
            buckets.setdefault(place(feature, BITS)[0], feature)
    return {feature: at for at, feature in enumerate(sorted(buckets.values()))}


def matrix(found: Sequence[Sequence[int]], columns: dict[int, int]) -> sp.csr_matrix:
    """How often a line has a feature, divided by the root of the number of all of its features."""
    rows = [Counter(columns[feature] for feature in one if feature in columns) for one in found]
    ends = np.cumsum([0, *map(len, rows)])
    sizes = np.repeat(np.sqrt([max(1, row.total()) for row in rows]), np.diff(ends))
    flat = [item for row in rows for item in sorted(row.items())]
    data = np.array([times for _, times in flat], np.float32) / sizes.astype(np.float32)
    return sp.csr_matrix((data, np.array([at for at, _ in flat], np.int32), ends), (len(rows), len(columns)))


def learn(x: sp.csr_matrix, y: np.ndarray, heavy: np.ndarray, classes: int) -> tuple[np.ndarray, np.ndarray]:
    """Multinomial logistic regression by Adagrad in small batches, a part of the features left out each time.

    The weights are the mean over the later epochs: a single one leans on what it saw last, and one line more would tip
    messages that have nothing to do with it.
    """
    chance = np.random.default_rng(SEED)
    rare = np.log(x.shape[0] / np.maximum(1, np.diff(x.tocsc().indptr)))
    rare = (rare / rare.mean()).astype(np.float32)
    x = (x @ sp.diags(rare)).tocsr()
    weights = np.zeros((x.shape[1], classes), np.float32)
    speed = np.full((x.shape[1], 1), 1e-4, np.float32)
    biases, bias_speed = np.zeros(classes, np.float32), np.full(classes, 1e-4, np.float32)
    mean, mean_biases = np.zeros_like(weights), np.zeros_like(biases)
    for epoch in range(EPOCHS):
        mixed = chance.permutation(x.shape[0])
        for start in range(0, x.shape[0], BATCH):
            rows = mixed[start : start + BATCH]
            part = x[rows]
            part.data *= (chance.random(len(part.data)) >= DROPPED) / np.float32(np.sqrt(1 - DROPPED))
            part.eliminate_zeros()
            used, local = np.unique(part.indices, return_inverse=True)
            part = sp.csr_matrix((part.data, local.ravel(), part.indptr), (len(rows), len(used)))
            mine = weights[used]
            scores = part @ mine + biases
            scores = np.exp(scores - scores.max(1, keepdims=True))
            wrong = scores / scores.sum(1, keepdims=True)
            wrong[np.arange(len(rows)), y[rows]] -= 1
            wrong *= heavy[rows][:, None].astype(np.float32) * np.float32(50 / len(rows))
            step = part.T @ wrong
            speed[used] += (step * step).mean(1, keepdims=True)
            weights[used] = mine - RATE * step / np.sqrt(speed[used])
            fall = wrong.sum(0)
            bias_speed += fall * fall
            biases -= 0.1 * RATE * fall / np.sqrt(bias_speed)
        if epoch >= EPOCHS - AVERAGED:
            mean += weights / AVERAGED
            mean_biases += biases / AVERAGED
    return mean * rare[:, None], mean_biases


def pruned(weights: np.ndarray, x: sp.csr_matrix) -> np.ndarray:
    """The weights that matter most, the rest as nothing, in steps that fit a byte."""
    weights = weights - np.median(weights, axis=1, keepdims=True)
    often = np.diff(x.tocsc().indptr)[:, None]
    worth = np.abs(weights) * np.sqrt(often).astype(np.float32)
    if worth.size > PAIRS:
        weights = np.where(worth >= np.partition(worth.ravel(), -PAIRS)[-PAIRS], weights, 0)
    return quantised(weights)


def quantised(weights: np.ndarray) -> np.ndarray:
    """In 127 steps up and down; the few largest are cut."""
    top = float(np.quantile(np.abs(weights[weights != 0]), 0.999)) if weights.any() else 1.0
    step = round(top / 127, 6)
    whole: np.ndarray = np.clip(np.rint(np.round(weights / step, 3)), -127, 127) * np.float32(step)
    return whole


def shares(taught: Sequence[Lesson], kinds: dict[str, str]) -> np.ndarray:
    """What a line counts, so that the lines stand in the proportions in which people write."""
    groups = [kinds[lesson.name] for lesson in taught]
    totals = Counter(groups)
    lines = np.array([SHARES[group] / totals[group] for group in groups])
    shared: np.ndarray = lines * len(lines) / lines.sum()
    return shared


def train(x: sp.csr_matrix, taught: Sequence[Lesson], names: Sequence[str], kinds: dict[str, str]) -> Weights:
    """Weights from lines, their features and their classes."""
    numbers = {name: at for at, name in enumerate(names)}
    y = np.array([numbers[lesson.name] for lesson in taught])
    reports = np.array([not name.startswith(NO_REPORT) for name in names])
    spoken = np.array([CHATTER if lesson.source in ("alias", "title", "chatter") else 1.0 for lesson in taught])
    own = np.flatnonzero([lesson.source != "chatter" for lesson in taught])
    weights, biases = learn(x[own], y[own], (shares(taught, kinds) ** TEMPER * spoken)[own], len(names))
    report = reports[y].astype(int)
    sides = np.bincount(report, spoken)
    gate, gate_biases = learn(x, report, spoken / sides[report] * sides.mean() / spoken.mean(), 2)
    sided = quantised(gate[:, 1] - gate[:, 0])
    return Weights(pruned(weights, x), biases, sided, float(gate_biases[1] - gate_biases[0]))
