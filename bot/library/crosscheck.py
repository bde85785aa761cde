"""What one file alone cannot tell: names that lead nowhere, and two entries that claim the same."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from bot.core.text import normalise
from bot.library.faults import Fault, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.core.entry import Entry

_PLACEHOLDERS: Final = ("exp_date", "active", "max", "verdict")
_BRACES = re.compile(r"\{([^{}]*)\}|[{}]")

Named = tuple[str, str]  # field, name


def own(file: str, entry: Entry) -> Iterator[Fault]:
    """Faults that need no other file: names against their place, placeholders, overlays of causes."""
    folder, _, name = file.rpartition("/")
    stem = name.removesuffix(".toml")
    if entry.id != stem:
        problem = f'The id is "{entry.id}", but the file is called {name}.'
        yield Fault(file, "id", problem, f'Write id = "{stem}", or rename the file to {entry.id}.toml.')
    if entry.category != folder:
        problem = f'The category is "{entry.category}", but the file stands in the folder {folder}.'
        yield Fault(file, "category", problem, f"Move it to the folder {entry.category}, or mend the category.")
    for verdict, text in entry.after_check.items():
        for found in _BRACES.finditer(text):
            if found[1] not in _PLACEHOLDERS:
                allowed = ", ".join(f"{{{word}}}" for word in _PLACEHOLDERS)
                problem = f"{found[0]} is nothing that can be filled in."
                yield Fault(file, f"after_check, {verdict}", problem, f"Use one of {allowed}, or remove it.")
    causes = {cause.id for cause in entry.causes}
    for language, overlay in entry.overlay.items():
        for cause in overlay.get("cause", {}):
            if cause not in causes:
                problem = f'There is no cause "{cause}" in this file.'
                yield Fault(file, f"overlay, {language}, cause", problem, did_you_mean(cause, causes))


def references(file: str, entry: Entry, ids: set[str], signals: set[str] | None) -> Iterator[Fault]:
    """Faults for ids and signals that do not exist. `signals` None: the vocabulary is faulty itself, look later."""
    for field, name in _ids(entry):
        if name not in ids:
            yield Fault(file, field, f'There is no entry "{name}".', did_you_mean(name, ids))
        elif name == entry.id:
            yield Fault(file, field, "The entry leads to itself.", "Name another entry, or remove it.")
    for field, name in _signals(entry) if signals is not None else ():
        if signals is not None and name not in signals:
            yield Fault(file, field, f'There is no signal "{name}" in the vocabulary.', did_you_mean(name, signals))


def _ids(entry: Entry) -> Iterator[Named]:
    yield from ((f"related {number}", name) for number, name in enumerate(entry.related, 1))
    for number, question in enumerate(entry.questions, 1):
        for at, answer in enumerate(question.answers, 1):
            if answer.go is not None:
                yield f"question {number}, answers {at}, go", answer.go


def _signals(entry: Entry) -> Iterator[Named]:
    for number, cause in enumerate(entry.causes, 1):
        yield from ((f"cause {number}, because {at}", name) for at, name in enumerate(cause.because, 1))
    for number, question in enumerate(entry.questions, 1):
        for at, answer in enumerate(question.answers, 1):
            if answer.signal is not None:
                yield f"question {number}, answers {at}, signal", answer.signal


def doubles(entries: Mapping[str, Entry]) -> Iterator[Fault]:
    """Faults where two entries claim one id, one constant, or one code in one context."""
    first: dict[tuple[str, ...], str] = {}
    for file, entry in entries.items():
        claims = [
            ("id", f'the id "{entry.id}"', (entry.id,)),
            *(("constants", f"the constant {name}", (name,)) for name in dict.fromkeys(entry.constants)),
            *(
                ("codes", f'the code {code} in the context "{entry.context}"', (entry.context, code))
                for code in dict.fromkeys(entry.codes)
            ),
        ]
        for field, claim, key in claims:
            other = first.setdefault((field, *key), file)
            if other != file:
                mend = "Only one of them can have it: remove it from the other."
                yield Fault(file, field, f"{claim[0].upper()}{claim[1:]} also stands in {other}.", mend)


def notes(entries: Mapping[str, Entry]) -> Iterator[Fault]:
    """What is allowed but worth a look: phrases that several entries share make the bot ask which one is meant."""
    places: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for file, entry in entries.items():
        for alias in entry.aliases:
            places[normalise(alias)].setdefault(file, alias)
    for files in places.values():
        (file, alias), *others = files.items()
        if others:
            problem = (
                f'"{alias}" also stands in {", ".join(other for other, _ in others)}: the bot asks which is meant.'
            )
            yield Fault(file, "aliases", problem, "Keep it in one of them if it means only that one.")
