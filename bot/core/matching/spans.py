"""Exact phrases in a list of tokens: the longest wins, and what overlaps with it is dropped.

A phrase table is a plain dict and not a nested trie: it parses faster from JSON, and with the longest phrase per first
token beside it every token costs a bounded number of look-ups, so 64 kB stay linear all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.core.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

LONGEST = 20  # tokens of a phrase; longer ones are cut at build time, 20 tokens are distinctive enough


@dataclass(frozen=True, slots=True)
class Span:
    """The tokens from `start` to before `end` are a phrase; `value` is what the table has for it."""

    start: int
    end: int
    value: Any


def starts(phrases: Iterable[str]) -> dict[str, int]:
    """First token -> number of tokens of the longest phrase that begins with it."""
    longest: dict[str, int] = {}
    for phrase in phrases:
        words = phrase.split(" ")
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest


def spans(tokens: Sequence[str], table: Mapping[str, Any], first: Mapping[str, int]) -> list[Span]:
    """At each place the longest phrase of the table that begins there, if any."""
    found = []
    for at in [at for at, token in enumerate(tokens) if token in first]:
        for length in range(min(first[tokens[at]], len(tokens) - at), 0, -1):
            value = table.get(" ".join(tokens[at : at + length]))
            if value is not None:
                found.append(Span(at, at + length, value))
                break
    return found


def longest_first(found: Iterable[Span], weight: Callable[[Span], int] = lambda _: 0) -> list[Span]:
    """Without those that overlap with a longer one (or a weightier one as long), in the order of the text."""
    taken: set[int] = set()
    kept: list[Span] = []
    found = list(found)
    if len(found) <= 1:
        return found
    for span in sorted(found, key=lambda span: (span.start - span.end, -weight(span), span.start)):
        if taken.isdisjoint(range(span.start, span.end)):
            taken.update(range(span.start, span.end))
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)
