"""What somebody asks by a command, a menu, a button or a form: acknowledged before anything else, then an event."""

from __future__ import annotations

import logging
import secrets
from typing import TYPE_CHECKING, Any, Final

import discord
from discord import app_commands

from bot.channels.discord import parts
from bot.channels.discord.forms import WRITE, login_text
from bot.channels.discord.ids import PLATFORM, desk_marked, marked, place, private_key
from bot.channels.discord.messages import text_of
from bot.channels.discord.outlets import FAILURES, InteractionOutlet, reason
from bot.channels.discord.reading import written
from bot.channels.discord.rendering import LINK, form_of
from bot.channels.discord.suggestions import Suggestions
from bot.core.events import Commanded, Pressed
from bot.core.texts import say
from bot.origin import begin
from bot.origin import place as place_of
from bot.ports import StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.channels.discord.behind import Parts
    from bot.channels.discord.ids import DeskMark, Mark
    from bot.channels.discord.team import Team
    from bot.core.events import Event
    from bot.ports import Clock

_log = logging.getLogger(__name__)
_MARKED: Final = (discord.InteractionType.component, discord.InteractionType.modal_submit)


class Interactions:
    """Answers every interaction. `team`: the desk, if there is one here."""

    def __init__(self, client: discord.Client, behind: Parts, team: Team | None) -> None:
        self._client = client
        self._behind = behind
        self._team = team
        self._suggestions = Suggestions(behind.library.current())

    async def happened(self, interaction: discord.Interaction[Any]) -> None:
        """Forms that were sent off, and buttons that are not ours any more. The rest is discord.py's."""
        data: Mapping[str, Any] = interaction.data or {}
        name = data.get("custom_id", "")
        mark, deed = marked(name), desk_marked(name) if self._team else None
        try:
            if interaction.type is discord.InteractionType.modal_submit and (mark or deed):
                values = parts.filled(data.get("components", ()))
                if mark:
                    await self._filled(interaction, mark, values)
                elif deed and self._team:
                    await self._team.pressing.filled(interaction, deed, values)
            elif interaction.type in _MARKED and not (mark or deed):
                await self._outlet(interaction).remark(say("stale"))
        except Exception as error:  # noqa: BLE001 -- every interaction gets an answer
            await self.failed(error, interaction)

    async def commanded(self, interaction: discord.Interaction[Any], name: str, text: str = "") -> None:
        """A slash command."""
        outlet = self._outlet(interaction, loose="login typed")
        if await outlet.acknowledge():
            key, now = private_key(interaction.user.id), self._behind.clock.now()
            await self._carry(Commanded(str(interaction.id), key, now, name, text), outlet)

    async def explain(self, interaction: discord.Interaction[Any], message: discord.Message) -> None:
        """The menu of a message, whoever wrote it: read for the one who asks, and for nobody else."""
        outlet = self._outlet(interaction)
        outlet.theirs = message.author.id != interaction.user.id
        if not await outlet.acknowledge():
            return
        text, unread = await text_of(message, self._client.user.id if self._client.user else 0)
        if not text:
            await outlet.remark(say(unread or "nothing to read"))
            return
        key, where = private_key(interaction.user.id), place(message.channel.id, message.id)
        event = Commanded(str(interaction.id), key, self._behind.clock.now(), "diagnose", text, where)
        await self._carry(event, outlet)

    async def suggested(self, interaction: discord.Interaction[Any], current: str) -> list[app_commands.Choice[str]]:
        """What /code offers, from memory."""
        del interaction
        knowledge = self._behind.library.current()
        if self._suggestions.version != knowledge.version:
            self._suggestions = Suggestions(knowledge)
        return [app_commands.Choice(name=name, value=value) for name, value in self._suggestions.search(current)]

    async def pressed(self, interaction: discord.Interaction[Any], mark: Mark) -> None:
        """One of our buttons."""
        outlet = self._outlet(interaction)
        try:
            if mark.key.user != str(interaction.user.id):
                await outlet.remark(say("not yours"))
            elif form := form_of(mark.button):
                await interaction.response.send_modal(parts.modal(form, mark))  # must be the first answer
            elif await outlet.acknowledge():
                await self._carry(_press(interaction, mark, self._behind.clock), outlet)
        except Exception as error:  # noqa: BLE001 -- every press gets an answer
            await self.failed(error, interaction)

    async def desk_pressed(self, interaction: discord.Interaction[Any], mark: DeskMark) -> None:
        """One of the team's buttons."""
        try:
            if self._team:
                await self._team.pressing.pressed(interaction, mark)
        except Exception as error:  # noqa: BLE001 -- every press gets an answer
            await self.failed(error, interaction)

    async def failed(self, error: BaseException, where: discord.Interaction[Any] | discord.Message) -> None:
        """Tell the user of a failure, with a reference that stands in the log. Raises nothing."""
        reference = noted(error, type(where).__name__)
        text = say("trouble", reference=reference)
        if isinstance(where, discord.Interaction):
            await self._outlet(where).remark(text)
            return
        try:
            await where.channel.send(text, allowed_mentions=parts.SILENT)
        except FAILURES as again:
            _log.warning("a failure was not told: %s", reason(again))

    def _outlet(self, interaction: discord.Interaction[Any], loose: str | None = None) -> InteractionOutlet:
        begin(PLATFORM, str(interaction.id))
        return InteractionOutlet(self._client, interaction, loose=loose)

    async def _filled(self, interaction: discord.Interaction[Any], mark: Mark, values: dict[str, str]) -> None:
        """A form. Whether a login may be checked is judged now, so it may be as old as it likes."""
        outlet = self._outlet(interaction)
        _, _, form = mark.button.partition(".")
        if not await outlet.acknowledge():
            return
        event_id, key, now = str(interaction.id), private_key(interaction.user.id), self._behind.clock.now()
        if form == WRITE:
            await self._carry(written(event_id, key, now, values.get("words", ""), None, private=True), outlet)
        else:
            text = login_text(form, values)
            await self._carry(Commanded(event_id, key, now, "check", text, sealed=True), outlet)

    async def _carry(self, event: Event, outlet: InteractionOutlet) -> None:
        posted = await self._behind.engine.accept(event, outlet, insist=True)
        await self._behind.engine.deliver(posted or (), outlet)
        if not outlet.told:
            passed = posted and all(row.parcel.to for row in posted)
            await outlet.remark(say("ticket passed on" if passed else "follows" if posted else "no effect"))


def noted(error: BaseException, where: str) -> str:
    """A reference for what is logged: our own errors with their sentence, of others the kind and the place."""
    reference = secrets.token_hex(4)
    if isinstance(error, StoreError):
        _log.error("reference %s: %s", reference, error)
        return reference
    _log.error("reference %s: %s in %s at %s", reference, reason(error), where, place_of(error))
    return reference


def _press(interaction: discord.Interaction[Any], mark: Mark, clock: Clock) -> Event:
    """The event of a press. One that leads into the private conversation begins it here, where only its user reads."""
    kind, _, word = mark.button.partition(".")
    event_id, now = str(interaction.id), clock.now()
    if kind == LINK:
        return Commanded(event_id, private_key(interaction.user.id), now, "start", word)
    return Pressed(event_id, mark.key, now, mark.button, private=mark.key.chat == mark.key.user)
