"""Effects as outbox rows and back: plain JSON, so that a reply survives the process that thought of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.effects import Button, Export, Hide, Say
from bot.ports import Parcel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.effects import Outgoing


def parcel(effect: Outgoing) -> Parcel:
    """An effect that is carried out after the commit, as an outbox row."""
    match effect:
        case Say(head, text, buttons, slot):
            body = {"head": head, "text": text, "buttons": labels(buttons)}
            return Parcel("say", {**body, "slot": slot} if slot else body)
        case Hide(message):
            return Parcel("hide", {"message": message})
        case Export():
            return Parcel("export", {})


def effect(row: Parcel) -> Outgoing:
    """The inverse. Raises KeyError for a row of another program version that lacks what is needed."""
    if row.kind == "hide":
        return Hide(row.body["message"])
    if row.kind == "export":
        return Export()
    buttons = tuple(Button(*pair) for pair in row.body["buttons"])
    return Say(row.body["head"], row.body["text"], buttons, row.body.get("slot"))


def labels(buttons: Sequence[Button]) -> list[list[str]]:
    """Buttons as JSON."""
    return [[button.id, button.label, *([button.link] if button.link else [])] for button in buttons]
