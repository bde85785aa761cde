"""What is compiled once: entries and vocabulary as plain JSON that answers quickly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.core.text import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.core.entry import Entry


def build_index(entries: Iterable[Entry], vocabulary: Mapping[str, Any]) -> dict[str, Any]:
    """Compile entries and the merged content of knowledge/vocabulary/*.toml to plain JSON."""
    ordered = sorted(entries, key=lambda entry: entry.id)
    codes: dict[str, dict[str, str]] = {}
    constants: dict[str, str] = {}
    phrases: dict[str, str] = {}
    for entry in ordered:
        for code in entry.codes:
            codes.setdefault(code, {})[entry.context] = entry.id
        for constant in entry.constants:
            constants[constant] = entry.id
        for phrase in (entry.title, *entry.aliases):
            phrases.setdefault(normalise(phrase), entry.id)
    signals = vocabulary.get("signal", ())
    return {
        "titles": {entry.id: entry.title for entry in ordered},
        "codes": codes,
        "clauses": {signal["name"]: signal["clause"] for signal in signals if signal.get("clause")},
        "groups": {signal["name"]: signal["group"] for signal in signals if signal.get("group")},
        "constants": constants,
        "phrases": phrases,
        "names": {
            normalise(heard): signal["name"]
            for signal in signals
            for said in signal["heard"].values()
            for heard in said
        },
    }
