"""JSON and text on their way into a column and back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.core.limits import Bucket
from bot.ports import StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.ports import Json

# Made once: `json.dumps` with options builds an encoder for every call. NaN is no JSON; other readers fail on it.
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


def checked(text: str) -> str:
    """The same text, if both databases can store it.

    Raises:
        StoreError: It holds NUL or a lone surrogate. The channels clean text at the door, so this is a mistake there.
    """
    try:
        if "\0" not in text:
            text.encode()  # raises for a lone surrogate
            return text
    except UnicodeEncodeError:
        pass
    raise StoreError("A text holds a character that no database stores (NUL or half of a surrogate pair).")


def written(value: Json | None) -> str | None:
    """As compact JSON, always the same for the same value."""
    return None if value is None else checked(_encode(dict(value)))


def read(text: str | None) -> dict[str, Any] | None:
    """What `written` wrote.

    Raises:
        StoreError: It is no JSON object: somebody else wrote into the database.
    """
    if text is None:
        return None
    try:
        value = json.loads(text)
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise StoreError("A row in the database is not what this program wrote; restore a backup.")
    return value


def read_buckets(text: str) -> dict[str, Bucket]:
    """The buckets of a row: `{kind: [due, told]}`, epoch seconds."""
    return {kind: Bucket(due, told) for kind, (due, told) in (read(text) or {}).items()}


def with_buckets(text: str, changed: Mapping[str, Bucket]) -> str:
    """The row with the kinds that changed."""
    kinds = read(text) or {}
    kinds.update((kind, (bucket.due, bucket.told)) for kind, bucket in changed.items())
    return checked(_encode(kinds))
