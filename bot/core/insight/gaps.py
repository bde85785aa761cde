"""Groups of messages that nothing answered, or nothing that helped: where the knowledge has a gap.

A message joins the first message of the group that it is most like. Of 1,446 messages of the evaluation, nearly all of
them different, 50 joined another one, 42 of these one with the same answer; at a likeness of 0.5 it was 32 and 26, at
0.4 it was 83 and 60.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from bot.core.frozen import dataclass
from bot.core.insight.similar import words
from bot.core.packet import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.core.insight.languages import Languages
    from bot.core.insight.similar import Weights
    from bot.core.insight.talks import Problem
    from bot.core.matching import Matcher

ALIKE: Final = 0.45
GROUPS: Final = 2_000
"""Groups at a time, some 20 MB. When there are more, those with the fewest messages go: what is frequent stays."""
TEXTS: Final = 12
"""Different texts that are kept of a group."""
_KEPT: Final = 120  # pieces of a message that are compared: the heaviest; most have fewer
_MET: Final = 300  # pieces of groups that are met while the likest is sought, the rarest first …
_COMPARED: Final = 10  # … and groups that are then looked at
_TRIED: Final = 3  # texts that are matched for the entries near a group
_NEAR: Final = 3
_FAR: Final = 0.05  # an entry that is less likely is not near
_LINE: Final = 400  # characters, as in the knowledge


class Group:
    """Messages that are alike: how many, in how many conversations, how they ended, what answered them in vain."""

    __slots__ = ("_last", "conversations", "entries", "missed", "outcomes", "texts")

    def __init__(self) -> None:
        self.conversations = 0
        self.missed = 0
        self.outcomes: Counter[str] = Counter()
        self.entries: Counter[str] = Counter()
        self.texts: Counter[str] = Counter()
        self._last = 0

    def add(self, problem: Problem, text: str) -> None:
        """One more; the problems of a conversation must come together."""
        self.missed += 1
        self.conversations += problem.conversation != self._last
        self._last = problem.conversation
        self.outcomes[problem.outcome] += 1
        if problem.entry:
            self.entries[problem.entry] += 1
        if text in self.texts or len(self.texts) < TEXTS:
            self.texts[text] += 1


class Gaps:
    """Groups messages as they come; `messages` counts all of them, also those whose groups had to go."""

    def __init__(self, weights: Weights, most: int = GROUPS) -> None:
        self._weights = weights
        self._most = most
        self._groups: list[Group] = []
        self._pieces: list[Mapping[int, float]] = []  # of a group's first message, with their weights …
        self._totals: list[float] = []  # … and the sum of these
        self._places: dict[int, list[int]] = {}
        self._same: dict[str, int] = {}  # messages that differ in nothing that counts
        self.messages = 0

    def add(self, problem: Problem) -> None:
        """Take up a problem that was missed and began with words."""
        spoken = words(problem.words or "")
        if not spoken:
            return
        self.messages += 1
        key = " ".join(spoken)
        at = self._same.get(key)
        if at is None:
            at = self._found(spoken)
            if len(self._groups[at].texts) < TEXTS:
                self._same[key] = at
        self._groups[at].add(problem, " ".join((problem.words or "").split())[:_LINE].rstrip())

    def groups(self, least: int = 1) -> list[Group]:
        """Those with so many messages or more, the largest first."""
        found = [group for group in self._groups if group.missed >= least]
        return sorted(found, key=lambda group: -group.missed)

    def _found(self, spoken: Sequence[str]) -> int:
        said = self._weights.of(spoken)
        seen = dict(sorted(said.items(), key=lambda one: (-one[1], one[0]))[:_KEPT])
        whole = sum(seen.values())
        best, place = ALIKE, -1
        for at in self._candidates(seen):
            shared = sum([min(seen[piece], weight) for piece, weight in self._pieces[at].items() if piece in seen])
            alike = 2 * shared / (self._totals[at] + whole)
            if alike >= best:
                best, place = alike, at
        if place >= 0:
            return place
        if len(self._groups) >= self._most:
            self._make_room()
        self._groups.append(Group())
        self._keep(seen)
        return len(self._groups) - 1

    def _candidates(self, seen: Mapping[int, float]) -> list[int]:
        """Groups that share the most of a message's rarest pieces."""
        shared: dict[int, float] = {}
        left = _MET
        known = sorted([(len(self._places[piece]), piece) for piece in seen if piece in self._places])
        for count, piece in known:
            for at in self._places[piece][:left]:
                shared[at] = shared.get(at, 0.0) + seen[piece]
            left -= count
            if left <= 0:
                break
        return sorted(shared, key=lambda at: (-shared[at], at))[:_COMPARED]

    def _keep(self, pieces: Mapping[int, float]) -> None:
        """The pieces by which the next group is found."""
        for piece in pieces:
            self._places.setdefault(piece, []).append(len(self._pieces))
        self._pieces.append(pieces)
        self._totals.append(sum(pieces.values()))

    def _make_room(self) -> None:
        """Let go of half of the groups, those with the fewest messages, and among them of the oldest."""
        order = sorted(range(len(self._groups)), key=lambda at: (self._groups[at].missed, at))
        gone = set(order[: len(order) // 2])
        stays = [at for at in range(len(self._groups)) if at not in gone]
        moved = {at: place for place, at in enumerate(stays)}
        kept = [self._pieces[at] for at in stays]
        self._same = {key: moved[at] for key, at in self._same.items() if at in moved}
        self._groups = [self._groups[at] for at in stays]
        self._pieces, self._totals, self._places = [], [], {}
        for pieces in kept:
            self._keep(pieces)


@dataclass(frozen=True, slots=True)
class Gap:
    """A group as it is shown, redacted once more; `samples` the most frequent first.

    `languages` with how many samples are in each (those that can be told), `entries` that answered in vain with how
    often, `near` entries with how likely they are.
    """

    number: int
    messages: int
    conversations: int
    outcomes: Mapping[str, int]
    samples: tuple[str, ...]
    languages: Mapping[str, int]
    entries: Mapping[str, int]
    near: Mapping[str, float]


def report(groups: Iterable[Group], matcher: Matcher, languages: Languages) -> Iterator[Gap]:
    """Groups for people, numbered from 1."""
    for number, group in enumerate(groups, 1):
        texts = [text for text, _ in group.texts.most_common()]
        samples = tuple(dict.fromkeys(map(shown, texts)))
        told = Counter(language for text in samples if (language := languages.of(text)))
        yield Gap(
            number,
            group.missed,
            group.conversations,
            dict(group.outcomes.most_common()),
            samples,
            dict(told.most_common()),
            dict(group.entries.most_common()),
            _near(samples[:_TRIED], matcher),
        )


def _near(samples: Sequence[str], matcher: Matcher) -> dict[str, float]:
    sure: dict[str, float] = {}
    for text in samples:
        for ranked in matcher.match(text).entries:
            sure[ranked.id] = sure.get(ranked.id, 0.0) + ranked.confidence / len(samples)
    likeliest = sorted(sure, key=lambda entry: (-sure[entry], entry))[:_NEAR]
    return {entry: round(sure[entry], 2) for entry in likeliest if sure[entry] >= _FAR}
