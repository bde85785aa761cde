"""Pydantic's refusals of settings as sentences for an operator, without the value, which may be secret."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_WORDS: Final = {
    "greater_than": "must be more than {gt:g}",
    "greater_than_equal": "must be {ge:g} or more",
    "less_than": "must be less than {lt:g}",
    "less_than_equal": "must be {le:g} or less",
    "float_parsing": "must be a number, such as 24 or 0.5",
    "finite_number": "must be a number, such as 24 or 0.5",
    "int_parsing": "must be a whole number",
    "int_parsing_size": "must be a smaller number",
    "int_from_float": "must be a whole number",
    "bool_parsing": "must be 1 (yes) or 0 (no)",
    "literal_error": "must be {expected}",
    "string_too_short": "must have {min_length} characters or more",
    "too_short": "must have {min_length} characters or more",
    "string_too_long": "must have {max_length} characters or fewer",
}
# How a pattern of the settings begins, and what it asks for.
_PATTERNS: Final = {
    "^https?:": "must be an address without blanks that begins with https:// or http://",
    "^wss?:": "must be an address without blanks that begins with wss:// or ws://",
    "^[ -~]": "must be plain letters, digits and signs of ASCII",
}


def sentences(faults: Iterable[Any]) -> dict[str, str]:
    """Setting (as the field is called) -> the sentence, of what `ValidationError.errors` gives."""
    return {str(fault["loc"][0]): _sentence(fault) for fault in faults}


def _sentence(fault: Mapping[str, Any]) -> str:
    return f"{str(fault['loc'][0]).upper()}: {_problem(fault)}. See .env.example."


def _problem(fault: Mapping[str, Any]) -> str:
    values: Mapping[str, Any] = fault.get("ctx", {})
    if fault["type"] == "value_error":  # our own words
        return str(values["error"])
    pattern = str(values.get("pattern"))
    asked = next((words for start, words in _PATTERNS.items() if pattern.startswith(start)), "is not well formed")
    return _WORDS.get(fault["type"], asked).format_map(values).replace("'", "")
