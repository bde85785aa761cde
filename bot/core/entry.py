"""What the core knows, as frozen values.

An entry is the product's unit of knowledge: one error, message or symptom, with its causes ranked from the likeliest.
They are built by `bot.library` from the files under `knowledge/`; nothing here reads a file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from bot.core.frozen import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping

Context = Literal["app", "xtream", "gcore", "mag"]
FixableBy = Literal["you", "often you", "your provider", "nobody but time"]
Area = Literal["account", "login", "address", "connections", "network", "place", "device", "app", "stream", "server"]


@dataclass(frozen=True, slots=True)
class Cause:
    """One possible cause: `say` continues "most likely …"; `because` are signal names that make it likelier."""

    id: str
    say: str
    area: Area
    steps: tuple[str, ...]
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a follow-up question: it sets a signal, or it leads to another entry."""

    say: str
    signal: str | None = None
    go: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A follow-up question that splits an entry's causes."""

    ask: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from: the document, the row in it, and the fact in our words."""

    document: str
    row: str
    fact: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One error, message, symptom or guide. See `bot.library.schema` for what each text is for."""

    id: str
    title: str
    category: str
    context: Context
    fixable_by: FixableBy
    reviewed: str
    cause_line: str
    meaning: str
    do_not: str
    have_ready: str
    aliases: tuple[str, ...]
    codes: tuple[str, ...] = ()
    constants: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    causes: tuple[Cause, ...] = ()
    questions: tuple[Question, ...] = ()
    sources: tuple[Source, ...] = ()
    after_check: Mapping[str, str] = field(default_factory=dict)
    heard: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    overlay: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def entry_from_json(found: Mapping[str, Any]) -> Entry:
    """An entry from its compiled form (the fields of the dataclasses, as `dataclasses.asdict` gives them)."""
    plain: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in found.items()}
    plain["causes"] = tuple(
        Cause(**{**cause, "steps": tuple(cause["steps"]), "because": tuple(cause["because"])})
        for cause in found["causes"]
    )
    plain["questions"] = tuple(
        Question(question["ask"], tuple(Answer(**answer) for answer in question["answers"]))
        for question in found["questions"]
    )
    plain["sources"] = tuple(Source(**source) for source in found["sources"])
    plain["heard"] = {language: tuple(lines) for language, lines in found["heard"].items()}
    return Entry(**plain)
