"""A value that must not be written anywhere: it shows itself only where it is asked to."""

from __future__ import annotations

from typing import Final

MASK: Final = "••••"


class Secret:
    """A password, username, MAC address or token. `reveal` gives it; every other way to look at it gives a mask.

    Equality is by value, so that tests and caches in memory can compare; it cannot be pickled or copied into JSON.
    """

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The value itself, for the one request that needs it."""
        return self._value

    def __repr__(self) -> str:
        return f"Secret({MASK})"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return repr(self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._value == self._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __bool__(self) -> bool:
        return bool(self._value)

    def __reduce__(self) -> str:
        raise TypeError("A secret is not written anywhere.")
