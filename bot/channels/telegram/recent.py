"""A dictionary that forgets its oldest entries: what is remembered of strangers must not grow without end."""

from __future__ import annotations

from typing import Final, Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")

# Conversations at once of a large bot; some hundred bytes each.
_MOST: Final = 10_000


class Recent(Generic[K, V]):
    """The entries that were set last."""

    def __init__(self, most: int = _MOST) -> None:
        self._most: Final = most
        self._kept: dict[K, V] = {}

    def get(self, key: K) -> V | None:
        """What was set, if it is not forgotten."""
        return self._kept.get(key)

    def drop(self, key: K) -> None:
        """Forget it."""
        self._kept.pop(key, None)

    def set(self, key: K, value: V) -> None:
        """Remember it as the newest."""
        self._kept.pop(key, None)
        self._kept[key] = value
        if len(self._kept) > self._most:
            del self._kept[next(iter(self._kept))]
