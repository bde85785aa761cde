"""Cards and forms as discord.py wants them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

from bot.channels.discord.forms import FORMS
from bot.channels.discord.ids import DESK_TEMPLATE, TEMPLATE, DeskMark, Mark, desk_marked, marked
from bot.channels.discord.rendering import clipped
from bot.core.texts import say

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from bot.channels.discord.rendering import Card

SILENT = discord.AllowedMentions.none()
WORDS = "words"
"""The field of a form in which one writes."""
_ROW = 5
_MOST = 4000  # characters of a field of a form
_OPTIONS, _OPTION = 25, 100  # of a list, and characters of one of them


class Press(discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]], template=TEMPLATE):
    """One of our buttons. What it is called says all about it, so it works in every process and for ever.

    discord.py makes it out of a custom_id when it is pressed.
    """

    def __init__(self, custom_id: str) -> None:
        super().__init__(discord.ui.Button(custom_id=custom_id))

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],  # noqa: ARG003 -- discord.py's signature
        item: discord.ui.Item[Any],  # noqa: ARG003 -- the same
        match: re.Match[str],
        /,
    ) -> Press:
        """The button that was pressed."""
        return cls(match[0])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Hand over to the client."""
        mark = marked(self.item.custom_id or "")
        if mark:
            await interaction.client.interactions.pressed(interaction, mark)


class DeskPress(discord.ui.DynamicItem[discord.ui.Item[Any]], template=DESK_TEMPLATE):
    """One of the team's buttons or lists, as `Press`."""

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],  # noqa: ARG003 -- discord.py's signature
        item: discord.ui.Item[Any],
        match: re.Match[str],  # noqa: ARG003 -- the same
        /,
    ) -> DeskPress:
        """What was pressed."""
        return cls(item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Hand over to the client."""
        mark = desk_marked(self.custom_id)
        if mark:
            await interaction.client.interactions.desk_pressed(interaction, mark)


class Rows(discord.ui.View):
    """Buttons and lists as they go over the wire.

    discord.py's own objects for them cost a quarter of a reply, and nothing asks for them: what is pressed comes to
    `Press` and `DeskPress` by its name.
    """

    def __init__(self, rows: Sequence[Sequence[dict[str, Any]]]) -> None:
        super().__init__(timeout=None)
        self._rows = rows
        self.stop()  # so that discord.py need not keep it

    def to_components(self) -> list[dict[str, Any]]:
        """The rows."""
        return [{"type": 1, "components": list(row)} for row in self._rows]


def buttons(pairs: Sequence[tuple[str, str]]) -> Rows:
    """Buttons as (custom_id, label), in rows of five."""
    made = [{"type": 2, "style": 2, "label": label, "custom_id": custom_id} for custom_id, label in pairs]
    return Rows([made[start : start + _ROW] for start in range(0, len(made), _ROW)])


def desk_buttons(ref: str, pairs: Sequence[tuple[str, str]]) -> Rows:
    """The team's buttons under a ticket, as (deed, label)."""
    return buttons([(DeskMark(ref, deed).custom_id, label) for deed, label in pairs])


def desk_lists(ref: str, deed: str, pairs: Sequence[tuple[str, str]]) -> Rows:
    """Something to pick from, as (value, label): lists of 25, five of them at most."""
    rows = []
    for start in range(0, min(len(pairs), _ROW * _OPTIONS), _OPTIONS):
        options = [{"value": value, "label": clipped(label, _OPTION)} for value, label in pairs[start:][:_OPTIONS]]
        rows.append([{"type": 3, "custom_id": DeskMark(ref, f"{deed}.{start}").custom_id, "options": options}])
    return Rows(rows)


def view(card: Card) -> discord.ui.View | None:
    """The buttons of a card; None for a card without."""
    return buttons(card.buttons) if card.buttons else None


def embeds(card: Card) -> list[discord.Embed]:
    """The embed of a card, if it has one."""
    return [discord.Embed(description=card.description)] if card.description else []


def modal(kind: str, mark: Mark) -> discord.ui.Modal:
    """A form. What it is called says whose it is, so that it may be sent off after a restart."""
    made = discord.ui.Modal(title=say(f"form {kind}"), custom_id=Mark(mark.key, f"form.{kind}").custom_id)
    for field in FORMS[kind]:
        made.add_item(
            discord.ui.TextInput(
                label=say(f"form {field.name}"),
                placeholder=say(f"form {field.name} example"),
                custom_id=field.name,
                style=discord.TextStyle.long if field.long else discord.TextStyle.short,
                max_length=field.most,
            )
        )
    made.stop()  # the client takes what is sent off, so that discord.py need not keep it
    return made


def desk_modal(ref: str) -> discord.ui.Modal:
    """The form in which a member of the team answers. What it is called says whom."""
    made = discord.ui.Modal(title=say("desk reply title", ref=ref), custom_id=DeskMark(ref, "reply").custom_id)
    label, style = say("desk reply label"), discord.TextStyle.long
    made.add_item(discord.ui.TextInput(label=label, custom_id=WORDS, style=style, max_length=_MOST))
    made.stop()
    return made


def filled(components: Any) -> dict[str, str]:  # noqa: ANN401 -- as Discord sent it
    """The fields of a form that was sent off: a row, or a label, round each."""
    found: dict[str, str] = {}
    for row in components:
        for part in [*row.get("components", ()), *([row["component"]] if "component" in row else ())]:
            if isinstance(part.get("value"), str):
                found[part["custom_id"]] = part["value"]
    return found
