"""`make train`: learns knowledge/model.bin from the knowledge alone, with a fixed seed, in one thread.

The thresholds are set on lines that the weights had not seen (cross-validation over entries' and negatives' lines).
Neither the evaluation set nor the development corpus is read here, but PRECISION, VETOED, ASKED and SHARES were chosen
by hand with the scores on both in sight.
"""

from __future__ import annotations

import os

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")

import sys
from collections import Counter
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

import numpy as np
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression

from bot.core.matching.decision import rank
from bot.core.matching.features import Features
from bot.core.matching.judging import finder, order
from bot.core.matching.learned import sigmoid, views, weighed
from bot.core.matching.reading import read
from bot.core.matching.stages import STAGES
from bot.core.matching.table import GROUP, HEADER, JUDGES, MAGIC, NO_REPORT, ORDER, place
from bot.library.loader import load
from bot.shipped import folder
from tests.bench.lessons import lessons, mark

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.matching.candidate import Candidate
    from bot.core.matching.learned import Opinion
    from bot.library.loader import Base
    from tests.bench.lessons import Lesson

SEED, FOLDS, EPOCHS, RATE, BATCH = 20261121, 3, 6, 0.3, 256
BITS = 17
LEAST = 2  # lines in which a feature must stand
PAIRS = 320_000  # weights that are kept
PRECISION = 0.85  # of the answers on unseen lines, which were written to be harder than what people write
TEMPER = 0.5
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
ASKED, VETOED = (
    0.1,
    {"code": 0.006, "phrase": 0.0025},
)  # of what is no report, the share that is asked back; of exact findings, the share not believed
BESIDE = 0.5  # how often a piece of chatter is a signal and no name, and stands behind
WITH_CHATTER = {"alias": 0.25, "title": 0.25, "negative": 0.15}  # how often a line is taught with chatter, too
GATE = 10.0  # inverse strength of the gate's regularisation


class Seen(NamedTuple):
    """Lines as the learner sees them."""

    features: list[set[int]]
    found: list[list[Candidate]]
    words: list[int]


class Weights(NamedTuple):
    """What is learned: by feature and class, biases, and the gate's."""

    classes: np.ndarray
    biases: np.ndarray
    gate: np.ndarray
    gate_bias: float


def chatter(taught: Sequence[Lesson], index: Mapping[str, Any]) -> list[Lesson]:
    """Aliases, and as many lines of no reports, in the company of what people say beside them ("since the update")."""
    chance = np.random.default_rng(SEED)
    said = sorted(phrase for phrase in index["heard"] if "{" not in phrase)
    named = sorted(index["named"])
    found = []
    for at, lesson in enumerate(taught):
        if chance.random() < WITH_CHATTER.get(lesson.source, 0.0):
            piece = said[chance.integers(len(said))] if chance.random() < BESIDE else named[chance.integers(len(named))]
            text = f"{lesson.text} {piece}" if chance.random() < BESIDE else f"{piece} {lesson.text}"
            found.append(lesson._replace(text=text, source="chatter", parent=at))
    return found


def see(base: Base, texts: Sequence[str]) -> Seen:
    readings = [read(text, base.index) for text in texts]
    sees = Features(base.index)
    return Seen(
        [sees.of(reading) for reading in readings],
        [rank(candidate for stage in STAGES for candidate in stage(reading, base.index)) for reading in readings],
        [len(reading.tokens) for reading in readings],
    )


def vocabulary(found: Sequence[set[int]]) -> dict[int, int]:
    """Feature -> column; where two would share a bucket, the more frequent one has it."""
    counts = Counter(feature for one in found for feature in one)
    buckets: dict[int, int] = {}
    for feature, times in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if times >= LEAST:
            buckets.setdefault(place(feature, BITS)[0], feature)
    return {feature: at for at, feature in enumerate(sorted(buckets.values()))}


def matrix(found: Sequence[set[int]], columns: dict[int, int]) -> sp.csr_matrix:
    """Ones where a line has a feature, divided by the root of their number."""
    rows = [sorted(columns[feature] for feature in one if feature in columns) for one in found]
    ends = np.cumsum([0, *map(len, rows)])
    sizes = np.sqrt(np.maximum(1, np.diff(ends)))
    data = np.repeat(1 / sizes, np.diff(ends)).astype(np.float32)
    return sp.csr_matrix(
        (data, np.concatenate([np.array(row, np.int32) for row in rows]), ends), (len(rows), len(columns))
    )


def learn(x: sp.csr_matrix, y: np.ndarray, heavy: np.ndarray, classes: int) -> tuple[np.ndarray, np.ndarray]:
    """Multinomial logistic regression by Adagrad in small batches."""
    chance = np.random.default_rng(SEED)
    rare = np.log(x.shape[0] / np.maximum(1, np.diff(x.tocsc().indptr)))
    rare = (rare / rare.mean()).astype(np.float32)
    x = (x @ sp.diags(rare)).tocsr()
    weights = np.zeros((x.shape[1], classes), np.float32)
    speed = np.full((x.shape[1], 1), 1e-4, np.float32)
    biases, bias_speed = np.zeros(classes, np.float32), np.full(classes, 1e-4, np.float32)
    for _ in range(EPOCHS):
        mixed = chance.permutation(x.shape[0])
        for start in range(0, x.shape[0], BATCH):
            rows = mixed[start : start + BATCH]
            part = x[rows]
            used, local = np.unique(part.indices, return_inverse=True)
            part = sp.csr_matrix((part.data, local.ravel(), part.indptr), (len(rows), len(used)))
            mine = weights[used]
            scores = part @ mine + biases
            scores = np.exp(scores - scores.max(1, keepdims=True))
            wrong = scores / scores.sum(1, keepdims=True)
            wrong[np.arange(len(rows)), y[rows]] -= 1
            wrong *= heavy[rows][:, None] * (50 / len(rows))
            step = part.T @ wrong
            speed[used] += (step * step).mean(1, keepdims=True)
            weights[used] = mine - RATE * step / np.sqrt(speed[used])
            fall = wrong.sum(0)
            bias_speed += fall * fall
            biases -= 0.1 * RATE * fall / np.sqrt(bias_speed)
    return weights * rare[:, None], biases


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
    numbers = {name: at for at, name in enumerate(names)}
    y = np.array([numbers[lesson.name] for lesson in taught])
    reports = np.array([not name.startswith(NO_REPORT) for name in names])
    heavy = shares(taught, kinds) ** TEMPER
    heavy *= [0.6 if lesson.source in ("alias", "title", "chatter") else 1.0 for lesson in taught]
    own = np.flatnonzero([lesson.source != "chatter" for lesson in taught])
    weights, biases = learn(x[own], y[own], heavy[own].astype(np.float32), len(names))
    gate = LogisticRegression(C=GATE, class_weight="balanced", solver="liblinear", random_state=SEED)
    gate.fit(x, reports[y])
    return Weights(pruned(weights, x), biases, quantised(gate.coef_[0]), float(gate.intercept_[0]))


def opinions(x: sp.csr_matrix, learned: Weights, names: Sequence[str], places: dict[str, int]) -> list[Opinion]:
    """What the table will say, line by line."""
    scores = x @ learned.classes + learned.biases
    odds = np.exp(scores - scores.max(1, keepdims=True)).astype(float)
    gates = x @ learned.gate + learned.gate_bias
    return [weighed(names, line.tolist(), places, sigmoid(float(gate))) for line, gate in zip(odds, gates, strict=True)]


class Case(NamedTuple):
    """A line that the weights had not seen: who found its first entry, what the judge sees, and whether it is right."""

    judge: str
    views: list[float]
    right: bool
    report: float
    is_report: bool
    share: float
    kind: str


def case(found: list[Candidate], said: Opinion, words: int, wanted: int | None, share: float, kind: str) -> Case:
    first = order(found, said)[0]
    return Case(finder(found), views(said, first, words), first == wanted, said.report, wanted is not None, share, kind)


def calibrated(cases: Sequence[Case]) -> tuple[dict[str, list[float]], float, float, list[float]]:
    """The judges' weights, and the two thresholds."""
    judges: dict[str, list[float]] = {}
    sure = np.zeros(len(cases))
    right = np.array([one.right for one in cases])
    share = np.array([one.share for one in cases])
    for kind in SHARES:
        mine = [at for at, one in enumerate(cases) if one.kind == kind]
        print(f"  {kind:<12} {len(mine):>6} lines, {right[mine].mean():.3f} right")
    for name in JUDGES:
        mine = [at for at, one in enumerate(cases) if one.judge == name]
        seen = np.array([cases[at].views for at in mine])
        judge = LogisticRegression(C=10.0, fit_intercept=False, max_iter=1000).fit(seen, right[mine], share[mine])
        judges[name] = [round(float(weight), 4) for weight in judge.coef_[0]]
        sure[mine] = judge.predict_proba(seen)[:, 1]
        print(
            f"  {name:<8} {len(mine):>6} lines, {np.average(right[mine], weights=share[mine]):.3f} right,"
            f" weights {judges[name]}"
        )
    ordered = np.argsort(-sure, kind="stable")
    good = np.cumsum((right * share)[ordered]) / np.cumsum(share[ordered])
    last = int(np.flatnonzero(good >= PRECISION)[-1])
    answer = round(float(sure[ordered[last]]), 3)
    report = np.array([one.views[1] + one.views[2] for one in cases])
    reports = np.array([one.is_report for one in cases])
    ask = round(float(np.quantile(report[~reports], 1 - ASKED)), 3)
    vetoes = []
    answered = sure >= answer
    for name, share_vetoed in VETOED.items():
        those = np.array([one.judge == name for one in cases])
        vetoes.append(round(float(np.quantile(report[reports & those & right], share_vetoed)), 3))
        answered = np.where(those, report >= vetoes[-1], answered)
        print(f"  {name} below {vetoes[-1]} vetoed: of no reports {(report[~reports & those] < vetoes[-1]).mean():.3f}")
    reports = np.array([one.is_report for one in cases])
    print(
        f"  answer from {answer}: {(share * right * answered).sum() / share[reports].sum():.3f} of the reports right,"
        f" {(~reports & answered).sum() / (~reports).sum():.3f} of the rest answered; ask from {ask}"
    )
    return judges, answer, ask, vetoes


def table(
    learned: Weights, columns: dict[int, int], names: Sequence[str], numbers: Sequence[float], of: bytes
) -> bytes:
    """The weights in the form that `bot.core.matching.table` reads."""
    step = np.abs(learned.classes[learned.classes != 0]).min() if learned.classes.any() else 1.0
    step = numbers[0] or step
    whole = np.rint(learned.classes / numbers[0]).astype(np.int8)
    gates = np.rint(learned.gate / numbers[1]).astype(np.int8)
    buckets = 1 << BITS
    prints, gate, counts = bytearray(buckets), np.zeros(buckets, np.int8), bytearray(buckets)
    order_of: list[tuple[int, int]] = sorted((place(feature, BITS)[0], feature) for feature in columns)
    starts = np.zeros(buckets // GROUP, np.uint32)
    classes, weights = bytearray(), bytearray()
    at = 0
    for bucket in range(buckets):
        if bucket % GROUP == 0:
            starts[bucket // GROUP] = len(classes)
        if at < len(order_of) and order_of[at][0] == bucket:
            feature = order_of[at][1]
            at += 1
            row = whole[columns[feature]]
            kept = np.flatnonzero(row)[:255]
            prints[bucket] = place(feature, BITS)[1]
            gate[bucket] = gates[columns[feature]]
            counts[bucket] = len(kept)
            classes += bytes(kept.astype(np.uint8))
            weights += row[kept].tobytes()
    named = "\n".join(names).encode()
    body = b"".join(
        (
            np.array(numbers, np.float64).tobytes(),
            np.round(learned.biases.astype(np.float64), 4).tobytes(),
            starts.tobytes(),
            bytes(prints),
            gate.tobytes(),
            bytes(counts),
            bytes(classes),
            bytes(weights),
            named,
        )
    )
    header = HEADER.pack(MAGIC, ORDER, len(numbers), len(names), BITS, len(classes), len(named), of, crc32(body))
    return header + body


def least_step(weights: np.ndarray) -> float:
    """The step in which quantised weights are counted."""
    return float(np.abs(weights[weights != 0]).min())


def build(base: Base) -> bytes:
    """Train on a base."""
    start = perf_counter()

    def tell(what: str) -> None:
        print(f"{perf_counter() - start:6.1f} s  {what}", flush=True)

    taught = lessons(base)
    taught += chatter(taught, base.index)
    places: dict[str, int] = base.index["places"]
    names = [*places, *sorted({lesson.name for lesson in taught if lesson.name.startswith(NO_REPORT)})]
    kinds = {entry.id: entry.category for entry in base.entries.values()}
    kinds |= {name: NO_REPORT for name in names if name.startswith(NO_REPORT)}
    often = shares(taught, kinds)
    seen = see(base, [lesson.text for lesson in taught])
    tell(f"{len(taught)} lines read")
    columns = vocabulary(seen.features)
    x = matrix(seen.features, columns)
    tell(f"{len(columns)} features")
    chance = np.random.default_rng(SEED)
    parents = np.array([lesson.parent for lesson in taught])
    fold = (chance.permutation(len(taught)) % FOLDS)[parents]
    cases: list[Case] = []
    for number in range(FOLDS):
        there, away = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
        learned = train(x[there], [taught[at] for at in there], names, kinds)
        judged = [at for at in away if taught[at].source in ("heard", "negative")]
        for at, said in zip(judged, opinions(x[judged], learned, names, places), strict=True):
            cases.append(
                case(
                    seen.found[at], said, seen.words[at], places.get(taught[at].name), often[at], kinds[taught[at].name]
                )
            )
        tell(f"fold {number + 1}: {np.mean([one.right for one in cases if one.is_report]):.3f} right")
    judges, answer, ask, vetoes = calibrated(cases)
    learned = train(x, taught, names, kinds)
    tell("trained")
    numbers: list[Any] = [
        least_step(learned.classes),
        least_step(learned.gate),
        learned.gate_bias,
        answer,
        ask,
        *vetoes,
    ]
    for name in JUDGES:
        numbers += judges[name]
    return table(learned, columns, names, numbers, mark(lessons(base)))


def main() -> int:
    """Write the table."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else folder("knowledge") / "model.bin"
    made = build(load(folder("knowledge"), checks=[]))
    path.write_bytes(made)
    print(f"{path}: {len(made) / 1024:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
