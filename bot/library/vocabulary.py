"""The vocabulary files as one: what carries the same name in several files (say, one a language) is joined."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bot.core.text import normalise
from bot.library.faults import Fault, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from bot.library.schema import AmbiguousFile, GenericFile, MenuFile, VocabularyFile

Vocabulary = dict[str, list[dict[str, Any]]]
_KINDS: Final = ("signal", "app", "device", "talk", "menu", "ambiguous", "generic", "concept")
_KEYS: Final = {"menu": "label"}


def merge(files: Mapping[str, VocabularyFile]) -> tuple[Vocabulary, list[Fault]]:
    """All files (name -> content, in the order of their names) as one vocabulary, and where they contradict."""
    merged: Vocabulary = {kind: [] for kind in _KINDS}
    faults: list[Fault] = []
    for kind in _KINDS:
        places: dict[str, tuple[str, dict[str, Any]]] = {}
        for file, content in files.items():
            for item in content.model_dump(mode="json", exclude_none=True)[kind]:
                name = item[_KEYS.get(kind, "name")]
                if name not in places:
                    places[name] = (file, item)
                    merged[kind].append(item)
                else:
                    faults += _join(kind, name, places[name], (file, item))
    return merged, faults


def _join(kind: str, name: str, first: tuple[str, dict[str, Any]], second: tuple[str, dict[str, Any]]) -> list[Fault]:
    (old_file, old), (file, item) = first, second
    if file == old_file or kind in ("menu", "generic"):
        problem = f'"{name}" stands here and in {old_file}.' if file != old_file else f'"{name}" stands twice.'
        return [Fault(file, kind, problem, f"Make one [[{kind}]] table of the two.")]
    for key, value in item.items():
        if key != "heard" and old.setdefault(key, value) != value:
            problem = f'The {key} of "{name}" is another one in {old_file}.'
            return [Fault(file, kind, problem, "Keep it in one of the two files.")]
    old["heard"] = _joined(old["heard"], item["heard"])
    return []


def _joined(old: Any, new: Any) -> Any:  # noqa: ANN401 -- lists of [[app]], tables of lists of [[signal]]
    if isinstance(old, list):
        return list(dict.fromkeys([*old, *new]))
    return {language: _joined(old.get(language, []), new.get(language, [])) for language in [*old, *new]}


def names(vocabulary: Vocabulary) -> set[str]:
    """The names of the signals."""
    return {signal["name"] for signal in vocabulary["signal"]}


def references(files: Mapping[str, VocabularyFile], ids: Collection[str]) -> Iterator[Fault]:
    """Faults for tables that list entries which do not exist."""
    for file, content in files.items():
        lists: dict[str, Sequence[MenuFile | AmbiguousFile | GenericFile]] = {
            "menu": content.menu,
            "ambiguous": content.ambiguous,
            "generic": content.generic,
        }
        for kind, tables in lists.items():
            for number, table in enumerate(tables, 1):
                for at, name in enumerate(table.entries, 1):
                    if name not in ids:
                        field = f"{kind} {number}, entries {at}"
                        yield Fault(file, field, f'There is no entry "{name}".', did_you_mean(name, ids))


def notes(vocabulary: Vocabulary) -> Iterator[Fault]:
    """What is allowed but easily a mistake: one phrase that means two signals."""
    meant: dict[str, str] = {}
    for signal in vocabulary["signal"]:
        for phrase in _phrases(signal["heard"].values()):
            other = meant.setdefault(phrase, signal["name"])
            if other != signal["name"]:
                problem = f'"{phrase}" means "{other}" and "{signal["name"]}".'
                yield Fault("vocabulary", "signal", problem, "Keep it where it fits best.")


def _phrases(heard: Iterable[list[str]]) -> Iterator[str]:
    return (normalise(phrase) for lines in heard for phrase in lines)
