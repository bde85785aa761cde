"""The learned weights as one binary table, read in place: nothing is parsed, and only what a message needs is touched.

    magic, byte order, sizes, hash of the training data, checksum
    constants of the decision (doubles), names of the classes
    per class: its bias (doubles)
    per bucket: fingerprint, weight for "is this a report?", number of weights (a byte each)
    per eight buckets: where their weights begin
    per weight: class, weight (a byte each)

A feature's low bits choose its bucket, the next eight are its fingerprint, so that an unknown feature seldom passes for
another one. Classes are entry ids, and kinds of messages that are no report ("~thanks").
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MAGIC = b"iptvmdl2"
# Magic, a number that tells the byte order, constants, classes, bits of a bucket, weights, bytes of the names, hash of
# the training data, checksum of what follows.
HEADER = struct.Struct("=8sIIIIII16sI4x")
ORDER = 0x01020304
FINGERPRINT = 255  # fingerprints are 1 to 255; 0 is an empty bucket
GROUP = 8  # buckets that share a beginning
JUDGES = ("constant", "number", "doubtful", "phrase", "learned")  # by whom the first entry was found
MOST = 100  # features at once
_LIFT = 1 << 14  # more than the weights of so many add up to: each is a byte
NO_REPORT = "~"  # with it begins the name of a class that is no entry


class NoTableError(Exception):
    """Bytes that are no table of this program, or not all of one."""


def place(feature: int, bits: int) -> tuple[int, int]:
    """Bucket and fingerprint of a feature."""
    return feature & ((1 << bits) - 1), (feature >> bits) % FINGERPRINT + 1


class Table:
    """The table in some bytes. `digest` is the hash of what it was trained on; `biases` are those of the classes.

    `scales`: what a class's sum and the gate's sum are multiplied with, and the gate's bias. `answer`: how likely a
    first entry that was learned must be right; `ask`: how likely one of the first few must be. `judges`: for each of
    JUDGES the weights of the `views` that tell the former, `worth`: those that tell the latter.
    """

    def __init__(self, data: bytes) -> None:
        """Look at the bytes.

        Raises:
            NoTableError: they are no table, or a damaged one.
        """
        if len(data) < HEADER.size:
            raise NoTableError("This is no table of weights.")
        magic, order, constants, classes, self._bits, weights, named, self.digest, check = HEADER.unpack_from(data)
        if magic != MAGIC or order != ORDER or crc32(data[HEADER.size :]) != check:
            raise NoTableError("This is no table of weights of this version, or it is damaged.")
        rest = memoryview(data)[HEADER.size :]
        buckets = 1 << self._bits
        at = 0

        def piece(size: int) -> memoryview:
            nonlocal at
            at += size
            return rest[at - size : at]

        numbers: Sequence[float] = piece(8 * constants).cast("d").tolist()
        self.scales = numbers[:3]
        self.answer, self.ask = numbers[3:5]
        views = (len(numbers) - 5) // (len(JUDGES) + 1)
        rows = [numbers[5 + views * at :][:views] for at in range(len(JUDGES) + 1)]
        self.judges = dict(zip(JUDGES, rows, strict=False))
        self.worth = rows[-1]
        self.biases: Sequence[float] = piece(8 * classes).cast("d").tolist()
        self._starts = piece(4 * buckets // GROUP).cast("I")
        self._prints, self._gates, self._counts = piece(buckets), piece(buckets).cast("b"), piece(buckets)
        self._classes = piece(weights)
        self._weights = piece(weights).cast("b")
        self._lanes = struct.Struct(f"<{classes + 2}I")
        self.names: list[str] = bytes(piece(named)).decode().split("\n")

    def known(self, features: Iterable[int]) -> list[int]:
        """Those of the features that the table knows."""
        bits, mask, prints = self._bits, (1 << self._bits) - 1, self._prints
        return [feature for feature in features if prints[feature & mask] == (feature >> bits) % FINGERPRINT + 1]

    def vector(self, features: Iterable[int]) -> int:
        """What the table has on some features, added up: see `sums`. At most `MOST` features at once."""
        lanes = [_LIFT] * (len(self.biases) + 2)
        report = known = 0
        counts, classes, weights = self._counts, self._classes, self._weights
        mask = (1 << self._bits) - 1
        for feature in self.known(features):
            bucket = feature & mask
            known += 1
            report += self._gates[bucket]
            count = counts[bucket]
            if count:
                start = self._starts[bucket // GROUP] + sum(counts[bucket - bucket % GROUP : bucket])
                for name, weight in zip(classes[start : start + count], weights[start : start + count], strict=True):
                    lanes[name] += weight
        if not known:
            return 0
        lanes[-2] += report
        lanes[-1] += known
        return int.from_bytes(self._lanes.pack(*lanes), "little")

    def sums(self, vectors: Sequence[int]) -> tuple[Sequence[int], int, int]:
        """Sums of weights per class, the sum for "is this a report?", and how many of the features are known.

        A vector is one large number with a lane of 32 bits for each of these, so that adding two takes a moment
        without numpy. Lanes are lifted, lest they borrow from each other.
        """
        there = [vector for vector in vectors if vector]
        lift = len(there) * _LIFT
        lanes = self._lanes.unpack(sum(there).to_bytes(self._lanes.size, "little"))
        lowered = [lane - lift for lane in lanes]
        return lowered[:-2], lowered[-2], lowered[-1]
