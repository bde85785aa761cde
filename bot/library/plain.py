"""Pydantic's refusals as sentences for an editor who does not program."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, get_args

from pydantic import BaseModel

from bot.library import schema
from bot.library.faults import Fault, did_you_mean
from bot.library.syntax import field_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

# What each pattern of the schema asks for: (problem, mend).
PATTERNS: Final = {
    schema.SLUG: ("This is no id.", "Use small letters a to z, digits and single hyphens: http-403."),
    schema.CODE: ("This is no code.", 'Write its three to six digits as a text: "403".'),
    schema.CONSTANT: ("This is no constant.", "Use capital letters, digits and underscores: AUTH_FAILED."),
    schema.ONE_LINE: ("This must stand on one line.", "Remove the line break."),
    schema.SENTENCE: ("A step is a whole sentence on one line.", "End it with a full stop."),
    schema.STATEMENT: ("This is a whole sentence on one line.", "End it with a full stop."),
    schema.QUESTION: ("This is a question on one line.", "End it with a question mark."),
    schema.CLAUSE: (
        'This continues "most likely …", on one line.',
        "Remove the full stop at its end; begin it in lower case.",
    ),
}
# How a table or list is written ([[cause]]), for the mistakes that its brackets invite.
_TABLES: Final = frozenset(
    ["cause", "question", "source", "signal", "app", "device", "talk", "menu", "ambiguous", "generic", "document"]
)
_ALLOWED = re.compile(r"'([^']*)'")


def faults_of(name: str, model: type[BaseModel], error: ValidationError) -> Iterator[Fault]:
    """Everything that a model refused, as faults of the file `name`."""
    for found in error.errors(include_url=False):
        path = found["loc"]
        problem, mend = _WORDS.get(found["type"], _other)(found, model)
        yield Fault(name, field_name(path), problem, mend)


def _other(found: ErrorDetails, _model: type[BaseModel]) -> tuple[str, str]:
    return f"This is not accepted ({found['msg']}).", "Compare it with the same field in a file that works."


def _missing(found: ErrorDetails, model: type[BaseModel]) -> tuple[str, str]:
    key = str(found["loc"][-1])
    described = _model_at(model, found["loc"][:-1]).model_fields[key].description or ""
    mend = f"Add a [[{key}]] table." if key in _TABLES else f"Add a line that begins with: {key} ="
    return "This is missing.", f"{mend} {described}".strip()


def _extra(found: ErrorDetails, model: type[BaseModel]) -> tuple[str, str]:
    *path, last = found["loc"]
    key = str(last)
    holder = _model_at(model, tuple(path))
    where = f"[[{path[0]}]]" if path and path[0] in _TABLES else f"[{'.'.join(map(str, path))}]" if path else "the file"
    problem = f'"{key}" is not known in {where}.'
    if path and key in model.model_fields and key not in _TABLES:
        return problem, f"If it belongs to the whole file, move it up, above the first line that begins with [ ({key})."
    homes = [f"[[{name}]]" for name in sorted(_TABLES & set(model.model_fields)) if key in _keys(model, name)]
    if not path and homes:
        return problem, f"It belongs into {' or '.join(homes)}: move it below that line."
    return problem, did_you_mean(key, holder.model_fields)


def _keys(model: type[BaseModel], table: str) -> Mapping[str, Any]:
    return _model_at(model, (table,)).model_fields


def _long(found: ErrorDetails, _model: type[BaseModel]) -> tuple[str, str]:
    most = found["ctx"]["max_length"]
    length = len(str(found["input"]).strip())
    return f"The text has {length} characters; at most {most} fit.", f"Shorten it by {max(length - most, 1)}."


def _short(found: ErrorDetails, _model: type[BaseModel]) -> tuple[str, str]:
    least = found["ctx"]["min_length"]
    if not str(found["input"]).strip():
        return "The text is empty.", "Write it, or remove the whole line if you can do without."
    return f"The text is too short; it needs {least} characters or more.", "Say it in a few more words."


def _many(found: ErrorDetails, _model: type[BaseModel]) -> tuple[str, str]:
    most = found["ctx"]["max_length"]
    return f"These are {len(found['input'])}; at most {most} are allowed.", "Keep the most useful ones."


def _few(found: ErrorDetails, _model: type[BaseModel]) -> tuple[str, str]:
    least = found["ctx"]["min_length"]
    return f"These are {len(found['input'])}; {least} or more are needed.", "Add what is missing."


def _pattern(found: ErrorDetails, _model: type[BaseModel]) -> tuple[str, str]:
    return PATTERNS[found["ctx"]["pattern"]]


def _choice(found: ErrorDetails, _model: type[BaseModel]) -> tuple[str, str]:
    allowed = _ALLOWED.findall(found["ctx"]["expected"])
    given = str(found["input"])
    return f'"{given}" is not one of the allowed words.', _choose(given, allowed)


def _choose(given: str, allowed: list[str]) -> str:
    guess = did_you_mean(given, allowed)
    listed = "Allowed are: " + ", ".join(allowed) + "."
    return f"{guess} {listed}" if guess.startswith("Did") else listed


def _text(found: ErrorDetails, _model: type[BaseModel]) -> tuple[str, str]:
    key = next((part for part in reversed(found["loc"]) if isinstance(part, str)), "")
    if isinstance(found["input"], list):
        return "This is a list; one text is needed.", f'Write it like: {key} = "…"'
    return "This is no text.", 'Put it between quotation marks: "…".'


def _list(found: ErrorDetails, _model: type[BaseModel]) -> tuple[str, str]:
    key = str(found["loc"][-1])
    if key in _TABLES:
        return f"{key} is written with two brackets on each side.", f"Write [[{key}]], each time one begins."
    return "This must be a list.", f'Write it like: {key} = ["…", "…"]'


def _table(found: ErrorDetails, _model: type[BaseModel]) -> tuple[str, str]:
    keys = [str(part) for part in found["loc"] if isinstance(part, str)]
    if keys[0] in _TABLES:
        return f"This must be a {keys[0]} with its lines below.", "Compare it with one in a file that works."
    name = ".".join(keys)
    return f"{name} is a table.", f"Write [{name}] (single brackets, once) and its lines below."


def _date(_found: ErrorDetails, _model: type[BaseModel]) -> tuple[str, str]:
    return "This is no date.", "Write year, month, day, without quotation marks: reviewed = 2026-11-21."


def _own(found: ErrorDetails, _model: type[BaseModel]) -> tuple[str, str]:
    """Our own validators raise "Problem. How to mend it."."""
    problem, _, mend = str(found["ctx"]["error"]).partition(". ")
    return f"{problem}.", mend


_WORDS: Final[Mapping[str, Callable[[ErrorDetails, type[BaseModel]], tuple[str, str]]]] = {
    "missing": _missing,
    "extra_forbidden": _extra,
    "string_too_long": _long,
    "string_too_short": _short,
    "string_pattern_mismatch": _pattern,
    "string_type": _text,
    "too_long": _many,
    "too_short": _few,
    "literal_error": _choice,
    "list_type": _list,
    "dict_type": _table,
    "model_type": _table,
    "date_type": _date,
    "value_error": _own,
}


def _model_at(model: type[BaseModel], path: tuple[str | int, ...]) -> type[BaseModel]:
    """The model that judges the table at `path`; numbers and free keys (languages, ids) lead no deeper."""
    for part in path:
        if isinstance(part, str) and part in model.model_fields:
            model = _inner(model.model_fields[part].annotation) or model
    return model


def _inner(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _inner(part))), None)
