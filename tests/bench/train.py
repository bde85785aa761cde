"""`make train`: learns knowledge/model.bin from what is in the repository, with a fixed seed, in one thread.

The weights are learned from the knowledge alone (`tests.bench.learning`), judges and thresholds from messages that the
weights had not seen (`tests.bench.calibrating`). The development corpus is not read.
"""

from __future__ import annotations

import os

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")

import sys
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

import numpy as np

from bot.core.matching.decision import rank
from bot.core.matching.features import Features
from bot.core.matching.judging import doubtful
from bot.core.matching.learned import Kinds, sigmoid, weighed
from bot.core.matching.reading import read
from bot.core.matching.stages import STAGES
from bot.core.matching.table import GROUP, HEADER, JUDGES, MAGIC, NO_REPORT, ORDER, place
from bot.library.loader import load
from bot.shipped import folder
from tests.bench.calibrating import calibrated, case, cases
from tests.bench.learning import BITS, SEED, matrix, shares, train, vocabulary
from tests.bench.lessons import judged, lessons, mark

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import scipy.sparse as sp

    from bot.core.matching.candidate import Candidate
    from bot.core.matching.learned import Opinion
    from bot.core.matching.reading import Reading
    from bot.library.loader import Base
    from tests.bench.learning import Weights
    from tests.bench.lessons import Lesson

FOLDS = 3
BESIDE = 0.5  # how often a piece of chatter is a signal and no name, and stands behind
WITH_CHATTER = {"alias": 0.25, "title": 0.25, "negative": 0.15}  # how often a line is taught with chatter, too


class Seen(NamedTuple):
    """Lines as the learner sees them."""

    features: list[list[int]]
    found: list[list[Candidate]]
    readings: list[Reading]


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
    """Read lines."""
    sees = Features(base.index)
    seen = Seen([], [], [])
    for text in texts:
        reading = read(text, base.index)
        found = rank(candidate for stage in STAGES for candidate in stage(reading, base.index))
        seen.features.append(sees.of(reading))
        seen.found.append([*doubtful(reading, base.index, found), *found])
        seen.readings.append(reading)
    return seen


def opinions(x: sp.csr_matrix, learned: Weights, names: Sequence[str], places: dict[str, int]) -> list[Opinion]:
    """What the table will say, line by line."""
    scores = (x @ learned.classes + learned.biases).astype(float)
    gates = x @ learned.gate + learned.gate_bias
    kinds = Kinds(names, places)
    return [weighed(line.tolist(), kinds, sigmoid(float(gate))) for line, gate in zip(scores, gates, strict=True)]


def table(
    learned: Weights, columns: dict[int, int], names: Sequence[str], numbers: Sequence[float], of: bytes
) -> bytes:
    """The weights in the form that `bot.core.matching.table` reads."""
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
    messages = judged()
    places: dict[str, int] = base.index["places"]
    tiers: list[int] = base.index["tiers"]
    names = [*places, *sorted({lesson.name for lesson in taught if lesson.name.startswith(NO_REPORT)})]
    kinds = {entry.id: entry.category for entry in base.entries.values()}
    kinds |= {name: NO_REPORT for name in names if name.startswith(NO_REPORT)}
    seen, met = see(base, [lesson.text for lesson in taught]), see(base, [message["text"] for message in messages])
    tell(f"{len(taught)} lines and {len(messages)} messages read")
    columns = vocabulary(seen.features)
    x = matrix(seen.features, columns)
    tell(f"{len(columns)} features")
    fold = (np.random.default_rng(SEED).permutation(len(taught)) % FOLDS)[[lesson.parent for lesson in taught]]
    lines, counts = [], []
    often = shares(taught, kinds)
    for number in range(FOLDS):
        there, away = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
        learned = train(x[there], [taught[at] for at in there], names, kinds)
        for at, said in zip(away, opinions(x[away], learned, names, places), strict=True):
            wanted = {places[taught[at].name]} if taught[at].name in places else set()
            one = case(seen.found[at], said, seen.readings[at], tiers, wanted)
            # An alias that the exact stages find not even by itself says nothing about what people write.
            if one.judge != "learned" or taught[at].source in ("heard", "negative"):
                lines.append(one)
                counts.append(often[at])
        tell(f"fold {number + 1}: {np.mean([one.right for one in lines if one.report]):.3f} right")
    learned = train(x, taught, names, kinds)
    tell("trained")
    said_of = opinions(matrix(met.features, columns), learned, names, places)
    shown = [
        case(found, said, reading, tiers, {places[label] for label in message["labels"]})
        for message, found, said, reading in zip(messages, met.found, said_of, met.readings, strict=True)
    ]
    sure = calibrated(cases(lines, counts), cases(shown))
    numbers = [least_step(learned.classes), least_step(learned.gate), learned.gate_bias, sure.answer, sure.ask]
    for weights in (*(sure.judges[name] for name in JUDGES), sure.worth):
        numbers += weights
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
