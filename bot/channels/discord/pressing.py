"""The team's buttons: each is acknowledged within Discord's three seconds, and answered to who pressed it only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import discord

from bot.channels.discord import parts
from bot.channels.discord.ids import PLATFORM
from bot.channels.discord.orders import deed_called
from bot.channels.discord.outlets import InteractionOutlet
from bot.channels.discord.rendering import sentence
from bot.channels.discord.topics import REPLY
from bot.core.packet import FORMS
from bot.core.texts import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.channels.discord.behind import Parts
    from bot.channels.discord.ids import DeskMark
    from bot.channels.discord.room import Room
    from bot.channels.discord.staff import Staff
    from bot.ports import Filed

_BAN, _SURE, _TEMPLATE, _EXPORT, _CLAIM = "ban", "yes", "template", "export", "claim"
_ASKED: Final = (_BAN, _TEMPLATE, _EXPORT)


class Pressing:
    """What follows when a button of the team's is pressed. Raises StoreError, and what Discord raises."""

    def __init__(self, client: discord.Client, behind: Parts, room: Room, staff: Staff) -> None:
        self._client = client
        self._behind = behind
        self._room = room
        self._staff = staff

    async def pressed(self, interaction: discord.Interaction[Any], mark: DeskMark) -> None:
        """A button, or a list out of which something was picked."""
        outlet = InteractionOutlet(self._client, interaction, loose=None)
        deed, _, more = mark.deed.partition(".")
        if not self._room.may(interaction.user):
            await outlet.remark(say("desk not staff"))
        elif deed == REPLY:
            await interaction.response.send_modal(parts.desk_modal(mark.ref))  # must be the first answer
        elif deed in _ASKED and not more:
            await self._ask(interaction, mark.ref, deed)
        elif await outlet.acknowledge():
            data: Mapping[str, Any] = interaction.data or {}
            text = more if deed == _EXPORT else next(iter(data.get("values") or ()), "")
            await outlet.remark(await self._done(interaction, mark.ref, deed, text))

    async def filled(self, interaction: discord.Interaction[Any], mark: DeskMark, values: Mapping[str, str]) -> None:
        """The form of a reply was sent off."""
        outlet = InteractionOutlet(self._client, interaction, loose=None)
        if not self._room.may(interaction.user):
            await outlet.remark(say("desk not staff"))
        elif await outlet.acknowledge():
            await outlet.remark(await self._done(interaction, mark.ref, REPLY, values.get(parts.WORDS, "")))

    async def _ask(self, interaction: discord.Interaction[Any], ref: str, deed: str) -> None:
        """What is to be known before something is done. From memory, so that it is the first answer."""
        if deed == _BAN:
            text, view = say("desk ask ban"), parts.desk_buttons(ref, [(f"{_BAN}.{_SURE}", say("desk ban sure"))])
        elif deed == _EXPORT:
            forms = [(f"{_EXPORT}.{form}", say(f"desk form {form}")) for form in FORMS]
            text, view = say("desk ask form"), parts.desk_buttons(ref, forms)
        else:
            templates = self._behind.library.current().templates
            titles = [(name, template["title"]) for name, template in templates.items()]
            text = say("desk ask template" if titles else "desk no templates")
            view = parts.desk_lists(ref, _TEMPLATE, titles)
        await interaction.response.send_message(text, view=view, ephemeral=True, allowed_mentions=parts.SILENT)

    async def _done(self, interaction: discord.Interaction[Any], ref: str, name: str, text: str) -> str:
        """Do it; the sentence for who pressed."""
        filed = await self._behind.store.ticket(ref)
        if filed is None:
            return say("desk unknown", ref=ref)
        deed = deed_called(name)
        if deed is None:
            return say("stale")
        told = await self._staff.act(filed, deed, interaction.user, str(interaction.id), text)
        if deed == _CLAIM:
            await self._let_in(interaction, filed)
        return sentence("\n".join(told)) or say("desk exported" if deed == _EXPORT else "desk sent")

    async def _let_in(self, interaction: discord.Interaction[Any], filed: Filed) -> None:
        """Who claims a ticket outside of its thread gets in."""
        outside = filed.ticket.desk == PLATFORM and filed.place not in (None, str(interaction.channel_id))
        if outside and filed.place and isinstance(interaction.user, discord.Member):
            await self._room.admit(filed.place, interaction.user)
