"""Effects as outbox rows and back: plain JSON, so that a reply survives the process that thought of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bot.core.effects import Button, Card, Erase, Export, Hide, Notify, Packet, Relay, Revise, Say
from bot.ports import Parcel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.effects import Outgoing

WEBHOOK: Final = "webhook"
"""Who gets what is told of tickets to other programs."""
# Effects whose fields are plain: their names in the outbox.
_PLAIN: Final[Mapping[str, type[Hide | Export | Card | Relay | Revise | Packet | Erase]]] = {
    "hide": Hide,
    "export": Export,
    "card": Card,
    "relay": Relay,
    "revise": Revise,
    "packet": Packet,
    "erase": Erase,
}
_NAMES: Final = {made: name for name, made in _PLAIN.items()}


def desk(platform: str) -> str:
    """Who gets what is for the team's chat on a platform."""
    return f"{platform}-desk"


def parcel(effect: Outgoing, to: str | None = None) -> Parcel:
    """An effect that is carried out after the commit, as an outbox row; `to`: who gets it, if not the user."""
    match effect:
        case Say(head, text, buttons, slot, source, ticket):
            rare = {"slot": slot, "source": source, "ticket": ticket}
            body = {"head": head, "text": text, "buttons": labels(buttons)}
            return Parcel("say", {**body, **{name: value for name, value in rare.items() if value}}, to)
        case Notify(told):
            return Parcel("notify", told, to)
        case _:
            return Parcel(_NAMES[type(effect)], {name: getattr(effect, name) for name in effect.__match_args__}, to)


def effect(row: Parcel) -> Outgoing:
    """The inverse. Raises KeyError or TypeError for a row of another program version that lacks what is needed."""
    if row.kind == "notify":
        return Notify(row.body)
    if row.kind in _PLAIN:
        plain: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in row.body.items()
        }
        return _PLAIN[row.kind](**plain)
    buttons = tuple(Button(*pair) for pair in row.body["buttons"])
    rare = (row.body.get(name) for name in ("slot", "source", "ticket"))
    return Say(row.body["head"], row.body["text"], buttons, *rare)


def labels(buttons: Sequence[Button]) -> list[list[str]]:
    """Buttons as JSON."""
    return [[button.id, button.label, *([button.link] if button.link else [])] for button in buttons]
