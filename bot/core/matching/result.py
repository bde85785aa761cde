"""What a match yields, as frozen values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from bot.core.frozen import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Mapping

Decision = Literal["answer", "ask", "unknown"]


@dataclass(frozen=True, slots=True)
class Code:
    """A number in an error context, and the system it speaks of ("app" when nothing says otherwise)."""

    number: str
    context: str = "app"


@dataclass(frozen=True, slots=True)
class Signals:
    """What a message tells about the case. `names` are signal names of the vocabulary ("all channels")."""

    codes: tuple[Code, ...] = ()
    constants: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    app: str | None = None
    device: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Plain JSON, for the state and for scripts; empty fields are left out."""
        found: dict[str, Any] = {
            "codes": [{"code": code.number, "context": code.context} for code in self.codes],
            "constants": list(self.constants),
            "names": list(self.names),
            "app": self.app,
            "device": self.device,
        }
        return {key: value for key, value in found.items() if value}

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> Signals:
        """The inverse of `as_json`."""
        return cls(
            codes=tuple(Code(code["code"], code["context"]) for code in found.get("codes", ())),
            constants=tuple(found.get("constants", ())),
            names=tuple(found.get("names", ())),
            app=found.get("app"),
            device=found.get("device"),
        )

    def followed_by(self, newer: Signals, groups: Mapping[str, str]) -> Signals:
        """These signals and newer ones: of a group ("scope"), the newer name replaces the older.

        `groups` maps a signal name to its group.
        """
        replaced = {groups[name] for name in newer.names if name in groups}
        kept = tuple(name for name in self.names if groups.get(name) not in replaced and name not in newer.names)
        return replace(
            self,
            codes=newer.codes or self.codes,
            constants=newer.constants or self.constants,
            names=kept + newer.names,
            app=newer.app or self.app,
            device=newer.device or self.device,
        )


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entry with the probability that it is the right one (0 to 1)."""

    id: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Match:
    """`entries` are ranked whatever the decision. `talk` names small talk ("thanks"), if the message is some.

    It is all there is in the message then. "Still broken" may be a report too ("no funciona"), and an entry may be
    about what others say in talk ("I want to open a ticket"), so it does not only go with "unknown".
    """

    decision: Decision
    entries: tuple[Ranked, ...] = ()
    signals: Signals = Signals()
    talk: str | None = None
