"""What every text goes through on its way out, whatever the form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC
from typing import TYPE_CHECKING, Any

from bot.core.redaction import redact
from bot.core.text import clean

if TYPE_CHECKING:
    from datetime import datetime


def shown(text: str) -> str:
    """A text without controls and without logins.

    It was redacted before it was stored. This is for what a version before this one missed, or somebody else wrote.
    """
    return redact(clean(text))


def shown_deep(value: object) -> Any:  # noqa: ANN401 -- JSON
    """The same for every text in a JSON value, names of fields included."""
    match value:
        case str():
            return shown(value)
        case Mapping():
            return {shown(str(name)): shown_deep(inner) for name, inner in value.items()}
        case list() | tuple():
            return [shown_deep(inner) for inner in value]
        case _:
            return value


def iso(time: datetime) -> str:
    """A time for programs: 2026-11-21T12:00:00.000000Z, always as long, so that its text sorts."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def readable(time: datetime) -> str:
    """A time for people: 2026-11-21 12:00:00 UTC."""
    return time.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
