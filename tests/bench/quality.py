"""How often the matcher is right, on the project's own messages and, where `../shared` is there, on the dev corpus.

The weights were learned from the knowledge alone, judges and thresholds from the evaluation set and the knowledge
(`tests.bench.calibrating`). Nothing of the development corpus is in the repository, so each of its five parts by source
is scored by a model that has not seen it. But it was looked at, so its figures flatter: wrong answers on it were read,
concepts and some 1,900 lines of the knowledge (by the kinds that went wrong, never a message reworded) were written
after that, and numbers in `tests.bench.calibrating` and `tests.bench.learning`, and what the judges see, were chosen
with its scores in sight, beside those of the other sets. The evaluation set sets the thresholds and is no independent
test of them. The third set, "forum", sets nothing: its first 178 messages were written before the lines of 2026-11-26,
the rest after the last training.
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from zlib import crc32

from rapidfuzz import fuzz, process
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.core.matching import Matcher
from bot.core.text import normalise, tokens
from bot.library.compiled import learned
from bot.library.loader import load
from bot.shipped import folder
from tests.bench.lessons import lessons
from tests.bench.row import Row

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.core.matching import Match

OWN: Final = Path(__file__).parents[1] / "evaluation" / "messages.jsonl"
FORUM: Final = OWN.with_name("forum.jsonl")
SHARED: Final = next((up / "shared" / "corpus" for up in Path(__file__).parents if (up / "shared").is_dir()), Path())
BUTTONS: Final = 4
PARTS: Final = 5
AT_ONCE: Final = {"code": 0.96, "log": 0.93, "message": 0.88, "symptom": 0.65, "not English": 0.68, "all": 0.75}

Message = dict[str, Any]


def read(path: Path) -> list[Message]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def fallbacks(entry: str, old: Collection[str]) -> set[str]:
    """The labels that an entry stands for: one that the taxonomy does not have took over from a fallback."""
    found = {entry}
    if old and entry not in old:
        found |= {f"http-{entry[5]}xx-other"} if entry.startswith("http-") else set()
        found |= {"http-5xx-other"} if entry.startswith("http-8") else set()
        found |= {"cloudflare-530"} if entry == "cloudflare-firewall" else set()
    return found


class Scores:
    """Counts over messages. `old` are the taxonomy's labels, `groups` those that mean the same."""

    def __init__(self, old: Collection[str], groups: Sequence[Sequence[str]]) -> None:
        self._old = old
        self._same = {label: set(group) for group in groups for label in group}

    def right(self, entry: str, message: Message) -> bool:
        wanted = {same for label in message["labels"] for same in self._same.get(label, {label})}
        return bool(fallbacks(entry, self._old) & wanted)

    def count(self, message: Message, match: Match) -> Counter[str]:
        top = [ranked.id for ranked in match.entries[:BUTTONS]]
        hits = [self.right(entry, message) for entry in top]
        first = bool(hits) and hits[0]
        return Counter(
            n=1,
            answered=match.decision == "answer",
            asked=match.decision == "ask",
            once=match.decision == "answer" and first,
            offered=match.decision != "unknown" and any(hits),
            first=first,
            four=any(hits),
        )


def kinds(message: Message) -> list[str]:
    if not message["labels"]:
        return ["no report"]
    return ["all", message["kind"], "English" if message["lang"] == "en" else "not English"]


def share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def scored(title: str, messages: list[Message], matches: list[Match], scores: Scores) -> list[Row]:
    by: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for message, match in zip(messages, matches, strict=True):
        for kind in [*kinds(message), "every message"]:
            by[kind] += scores.count(message, match)
    every, none, every_report = by.pop("every message"), by.pop("no report"), by["all"]
    precision = every["once"] / max(1, every["answered"])
    found = [
        row(f"{title}: answers that are right", f"{precision:.3f}", 0.95, precision),
        row(
            f"{title}: no report, answered ({none['n']})",
            share(none["answered"], none["n"]),
            0.03,
            -none["answered"] / none["n"],
        ),
        row(f"{title}: no report, asked back", share(none["asked"], none["n"]), 0.12, -none["asked"] / none["n"]),
        row(
            f"{title}: right or offered",
            share(every_report["offered"], every_report["n"]),
            0.93,
            every_report["offered"] / every_report["n"],
        ),
        row(
            f"{title}: right among the first four",
            share(every_report["four"], every_report["n"]),
            0.97,
            every_report["four"] / every_report["n"],
        ),
    ]
    for kind, counts in sorted(by.items()):
        once = counts["once"] / counts["n"]
        value = f"{once:.3f} ({counts['n']}; first {share(counts['first'], counts['n'])})"
        found.append(row(f"{title}: right at once, {kind}", value, AT_ONCE.get(kind), once))
    return [*found, *risk(title, messages, matches, scores)]


def row(name: str, value: str, target: float | None, measured: float) -> Row:
    """A figure; a negative one is to stay below its target."""
    if target is None:
        return Row(name, value, "", "", "", None)
    sign, ok = ("≤", -measured <= target) if measured < 0 or "no report" in name else ("≥", measured >= target)
    return Row(name, value, "", "", f"{sign} {target:.2f}", ok)


def risk(title: str, messages: list[Message], matches: list[Match], scores: Scores) -> list[Row]:
    """The share of answers that are right, when only the surest are given."""
    answers = [
        (match.entries[0].confidence, scores.right(match.entries[0].id, message))
        for message, match in zip(messages, matches, strict=True)
        if match.decision == "answer"
    ]
    answers.sort(key=lambda answer: -answer[0])
    found = []
    for part in (0.25, 0.5, 0.75, 1.0):
        kept = answers[: max(1, round(part * len(answers)))]
        rights = sum(right for _, right in kept)
        covered = f"{rights / sum(bool(message['labels']) for message in messages):.2f} of the reports"
        found.append(Row(f"{title}: surest {part:.0%} of the answers", share(rights, len(kept)), covered, "", "", None))
    return found


def parts(title: str, messages: list[Message], matches: list[Match], scores: Scores) -> list[Row]:
    """The least and the most in five parts by source: how much the figures depend on who wrote."""
    found: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for message, match in zip(messages, matches, strict=True):
        part = found[crc32(message["source"].encode()) % PARTS]
        part.update(scores.count(message, match))
        part["reports"] += bool(message["labels"])
    right = sorted(one["once"] / max(1, one["answered"]) for one in found.values())
    once = sorted(one["once"] / max(1, one["reports"]) for one in found.values())
    return [
        Row(f"{title}: answers that are right, {PARTS} parts by source", spread(right), "", "", "", None),
        Row(f"{title}: right at once, {PARTS} parts by source", spread(once), "", "", "", None),
    ]


def spread(values: list[float]) -> str:
    return f"{values[0]:.2f} to {values[-1]:.2f}"


def others(title: str, messages: list[Message], scores: Scores, lines: list[tuple[str, str]]) -> list[Row]:
    """BM25, TF-IDF and rapidfuzz over the very lines that the matcher knows: the first entry, and the first four."""
    reports = [message for message in messages if message["labels"]]
    plain = [normalise(text) for text, _ in lines]
    asked = [normalise(message["text"]) for message in reports]
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
    documents = vectors.fit_transform(plain)
    tfidf = (vectors.transform(asked) @ documents.T).toarray()
    fuzzy = process.cdist(asked, plain, scorer=fuzz.token_set_ratio)
    ways = {"BM25": bm25(plain, asked), "TF-IDF of letters": tfidf, "rapidfuzz": fuzzy}
    found = []
    for name, table in ways.items():
        first = four = 0
        for message, line in zip(reports, table, strict=True):
            best: dict[str, None] = {}
            for at in sorted(range(len(lines)), key=lambda at: -line[at])[:200]:
                best[lines[at][1]] = None
            hits = [scores.right(entry, message) for entry in list(best)[:BUTTONS]]
            first, four = first + hits[0], four + any(hits)
        value = f"{first / len(reports):.3f}, in four {four / len(reports):.3f}, never silent"
        found.append(Row(f"{title}: first is right, {name}", value, "", "", "", None))
    return found


def bm25(plain: list[str], asked: list[str]) -> list[list[float]]:
    """Okapi BM25 with the usual constants."""
    split = [Counter(tokens(text)) for text in plain]
    lengths = [sum(words.values()) for words in split]
    usual = sum(lengths) / len(lengths)
    postings: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for at, words in enumerate(split):
        for word, times in words.items():
            weight = times * 2.2 / (times + 1.2 * (0.25 + 0.75 * lengths[at] / usual))
            postings[word].append((at, weight))
    found = []
    for text in asked:
        line = [0.0] * len(plain)
        for word in set(tokens(text)):
            hits = postings.get(word, ())
            rare = math.log(1 + (len(plain) - len(hits) + 0.5) / (len(hits) + 0.5))
            for at, weight in hits:
                line[at] += rare * weight
        found.append(line)
    return found


def rows() -> list[Row]:
    """All figures."""
    base = load(folder("knowledge"), checks=[])
    by = Matcher(base.index, learned(folder("knowledge")))
    lines = [(lesson.text, lesson.name) for lesson in lessons(base) if lesson.source != "negative"]
    sets = [("own", read(OWN), Scores((), ())), ("forum", read(FORUM), Scores((), ()))]
    if (SHARED / "messages_dev.jsonl").is_file():
        old = [line[6:].strip() for line in (SHARED / "taxonomy.yaml").read_text().splitlines() if line[:6] == "- id: "]
        dev = read(SHARED / "messages_dev.jsonl")
        groups = json.loads((SHARED / "label_groups.json").read_text())
        sets += [("dev", dev, Scores(old, ())), ("dev, groups as one", dev, Scores(old, groups))]
    found: list[Row] = []
    for title, messages, scores in sets:
        matches = [by.match(message["text"]) for message in messages]
        found += scored(title, messages, matches, scores)
        if all("source" in message for message in messages):
            found += parts(title, messages, matches, scores)
        found += others(title, messages, scores, lines)
    return found
