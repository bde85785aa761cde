"""An entry to start from, out of messages that nothing answered: what a person must write stands in comments.

The comments are made from the schema, so that they name exactly what `bot knowledge lint` will ask for.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING, Final, get_args, get_origin

from bot.core.frozen import dataclass
from bot.core.matching.index import SMALL
from bot.core.matching.lexicon import FILLERS
from bot.core.redaction import MASK
from bot.core.text import normalise, tokens
from bot.library.schema import CauseFile, EntryFile, SourceFile, Spoken

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pydantic import BaseModel
    from pydantic.fields import FieldInfo

    from bot.core.insight import Gap, Languages
    from bot.core.knowledge import Knowledge

_SPOKEN: Final = frozenset(get_args(Spoken))
_LINK: Final = r"\S*(?:://|www\.)\S*"  # a provider's address is nobody's business but theirs
_TITLE: Final = 60  # characters, as in the schema
_WORDS: Final = 5  # of an id
# How ids begin in a category, where they have a word in common.
_PREFIXES: Final = {"app-message": "msg", "symptom": "symptom", "network": "net", "exoplayer": "exo", "guide": "guide"}
_USUAL: Final = "symptom"
_NOT: Final = frozenset({"no", "not"})  # no sound is not sound
_OFTEN: Final = 0.5  # of the messages hold it: then it is what they are about


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft: the file's path below the knowledge folder, and its text."""

    path: str
    text: str


def draft(gap: Gap, knowledge: Knowledge, languages: Languages) -> Draft:
    """What to start an entry with."""
    lines = list(dict.fromkeys(found for text in gap.samples if MASK not in text and (found := _line(text))))
    category = _category(gap.near, knowledge)
    name = _id(category, lines, knowledge)
    path = f"{category}/{name}.toml"
    text = "\n".join([*_head(gap, path, knowledge), *_body(name, category, lines), *_heard(lines, languages), *_tail()])
    return Draft(path, text + "\n")


def _line(text: str) -> str:
    return re.sub(_LINK, "…", text).strip()


def _category(near: Mapping[str, float], knowledge: Knowledge) -> str:
    found = (knowledge.entry(entry).category for entry in near)
    return next((category for category in found if category != "guide"), _USUAL)


def _id(category: str, lines: Sequence[str], knowledge: Knowledge) -> str:
    spoken = [word for line in lines[:1] for word in tokens(normalise(line)) if word.isascii()]
    telling = [word for word in spoken if word in _NOT or word not in SMALL | FILLERS]
    slug = "-".join((telling or spoken)[:_WORDS]) or "new"
    prefix = _PREFIXES.get(category, category)
    name = f"{prefix}-{slug}"[: _TITLE - 3].rstrip("-")
    taken = [number for number in range(2, 100) if f"{name}-{number}" not in knowledge]
    return name if name not in knowledge else f"{name}-{taken[0]}"


def _head(gap: Gap, path: str, knowledge: Knowledge) -> Iterator[str]:
    ended = ", ".join(f"{count} {outcome}" for outcome, count in gap.outcomes.items())
    yield f"# A draft out of {gap.messages} messages in {gap.conversations} conversations ({ended})."
    if gap.near:
        yield "# Is one of these the same? Then mend it, and let this draft be:"
        yield from (f"#     {entry}: {knowledge.title(entry)}" for entry in gap.near)
    yield f"# Save it as knowledge/{path}, fill in what stands behind a #, and remove the #."
    yield "# What is still missing says: bot knowledge lint. What a field is for: knowledge/EDITING.md."
    yield ""


def _body(name: str, category: str, lines: Sequence[str]) -> Iterator[str]:
    yield f"id = {_quoted(name)}"
    yield f"title = {_quoted(_title(lines))}  # better: what the screen says"
    yield f"category = {_quoted(category)}  # better: the category that fits, which is the folder too"
    for field, found in (("codes", _common(lines, r"\b[0-9]{3,6}\b")), ("constants", _common(lines, _CONSTANT))):
        if found:
            yield f"# {field} = {_quoted(found)}  # {_described(EntryFile.model_fields[field])}"
    yield from _blanks(EntryFile, ("id", "title", "category", "source"))
    yield f"# aliases = {_quoted(['…'])}  # {_described(EntryFile.model_fields['aliases'])}"
    yield ""


_CONSTANT: Final = r"\b[A-Z0-9]+(?:_[A-Z0-9]+)+\b"


def _common(lines: Sequence[str], pattern: str) -> list[str]:
    """What stands in many of the lines."""
    named = [set(re.findall(pattern, line)) for line in lines]
    return [
        one
        for one in dict.fromkeys(one for found in named for one in sorted(found))
        if sum(one in found for found in named) >= max(_OFTEN * len(lines), 1)
    ]


def _title(lines: Sequence[str]) -> str:
    text = lines[0].strip(" .,;:!?…") if lines else ""
    if len(text) > _TITLE:
        text = text[:_TITLE].rpartition(" ")[0] or text[:_TITLE]
    return f"{text[:1].upper()}{text[1:]}" if len(text) > 1 else "New problem"


def _heard(lines: Sequence[str], languages: Languages) -> Iterator[str]:
    """The lines by language; what could not be told apart waits for a reader."""
    told: dict[str | None, list[str]] = {}
    for line in lines:
        language = languages.of(line)
        told.setdefault(language if language in _SPOKEN else None, []).append(line)
    open_ones = told.pop(None, [])
    yield "[heard]  # how people say it: keep the good ones, add others; no customer's name, address, login or link"
    for language, spoken in told.items():
        yield f"{language} = ["
        yield from (f"    {_quoted(line)}," for line in spoken)
        yield "]"
    if open_ones:
        yield "# In which language are these? Put them where they belong."
        yield from (f"#     {_quoted(line)}," for line in open_ones)
    yield ""


def _tail() -> Iterator[str]:
    """The tables without which no entry is whole."""
    for name, model in (("cause", CauseFile), ("source", SourceFile)):
        yield f"# [[{name}]]"
        yield from _blanks(model, ())


def _blanks(model: type[BaseModel], known: Sequence[str]) -> Iterator[str]:
    """A line for each field that must be there and is not."""
    for name, field in model.model_fields.items():
        if field.is_required() and name not in known:
            value = "year-month-day" if field.annotation is dt.date else _quoted(_blank(field))
            yield f"# {name} = {value}  # {_described(field)}"


def _blank(field: FieldInfo) -> object:
    return ["…"] if get_origin(field.annotation) is list else "…"


def _described(field: FieldInfo) -> str:
    choices = [one for one in get_args(field.annotation) if isinstance(one, str)]
    return f"{field.description}{' One of: ' + ', '.join(choices) + '.' if choices else ''}"


def _quoted(value: object) -> str:
    """As TOML writes texts and lists of them, which is as JSON does: controls were cleaned away at the door."""
    return json.dumps(value, ensure_ascii=False)
