"""Lines of `bot batch` as rows, and what is wrong with those that are none."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

Row = dict[str, Any]
One = TypeVar("One", bound=str)


class BadLineError(Exception):
    """A line that cannot be answered; the text says what is wrong and how to mend it."""


def row(line: bytes) -> Row:
    """The object in a line. Raises BadLineError."""
    try:
        found = json.loads(line.decode())
    except UnicodeDecodeError as error:
        raise BadLineError(f"not UTF-8 (byte {error.start + 1}): save the file as UTF-8") from None
    except (ValueError, RecursionError):
        raise BadLineError('not JSON: each line must be an object such as {"id": "1", "text": "error 403"}') from None
    if not isinstance(found, dict):
        raise BadLineError('not an object: each line must look like {"id": "1", "text": "error 403"}')
    return found


def field(row: Mapping[str, Any], name: str) -> str:
    """A field that must be a string. Raises BadLineError."""
    if not isinstance(row.get(name), str):
        raise BadLineError(f'"{name}" must be given, as a string')
    text: str = row[name]
    return text


def one_of(row: Mapping[str, Any], name: str, allowed: tuple[One, ...]) -> One:
    """A field that must be one of some words. Raises BadLineError."""
    text = field(row, name)
    for one in allowed:
        if one == text:
            return one
    raise BadLineError(f'"{name}" must be one of: {", ".join(allowed)}')
