"""The slash commands of the core's table, as Discord registers them, and whether it knows them already."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final, Protocol

import discord
from discord import app_commands

from bot.channels.discord.ids import PLATFORM
from bot.core.commands import descriptions
from bot.core.texts import say, translated

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

    from bot.channels.discord.behind import Parts
    from bot.ports import Json

# Discord opens a conversation by itself.
_NOT_HERE: Final = frozenset({"start"})
_CODE_LENGTH: Final = 200
_TEXT_LENGTH: Final = 4000

Command = app_commands.Command[Any, ..., Any]
# Where they may be used: on servers, and in direct messages with the bot. Installed on servers, not on users.
_WHERE: Final[dict[str, Any]] = {
    "allowed_contexts": app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False),
    "allowed_installs": app_commands.AppInstallationType(guild=True, user=False),
}


class Handlers(Protocol):
    """What is done when a command is given."""

    async def commanded(self, interaction: discord.Interaction[Any], name: str, text: str = "") -> None:
        """A slash command."""

    async def explain(self, interaction: discord.Interaction[Any], message: discord.Message) -> None:
        """The menu of a message."""

    async def suggested(self, interaction: discord.Interaction[Any], current: str) -> list[app_commands.Choice[str]]:
        """What /code offers."""

    async def failed(self, error: BaseException, where: discord.Interaction[Any]) -> None:
        """Tell of a failure."""


class Translator(app_commands.Translator):
    """Names and descriptions in the user's language, as far as `bot.core.texts` has them."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,  # noqa: ARG002 -- discord.py's signature
    ) -> str | None:
        """The text behind a `locale_str` with a key; discord.py makes some without, of the names of options."""
        return translated(string.extras.get("key", f"name {string.message}"), locale.value.partition("-")[0])


class Tree(app_commands.CommandTree[Any]):
    """The commands; an error is told with a reference that stands in the log."""

    def __init__(self, client: discord.Client, handlers: Handlers) -> None:
        super().__init__(client)
        self._handlers = handlers

    async def on_error(self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /) -> None:
        """Tell the user, whatever it was."""
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        await self._handlers.failed(cause, interaction)


def tree(client: discord.Client, handlers: Handlers) -> Tree:
    """All commands and the message menu."""
    made = Tree(client, handlers)
    options = {"code": _code, "diagnose": _with_text, "ticket": _with_text}
    for name, description in descriptions().items():
        if name in _NOT_HERE:
            continue
        callback = options.get(name, _plain)(handlers, name)
        text = app_commands.locale_str(description, key=f"command {name}")
        command: Command = app_commands.Command(
            name=app_commands.locale_str(name, key=f"name {name}"), description=text, callback=callback, **_WHERE
        )
        if name == "code":
            command.autocomplete("code")(handlers.suggested)
        made.add_command(command)
    made.add_command(_explain(handlers))
    return made


async def digest(commands: Tree) -> str:
    """A hash of everything that Discord would be told."""
    translator = commands.translator or Translator()
    told = [await command.get_translated_payload(commands, translator) for command in commands.get_commands()]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


async def register(commands: Tree, behind: Parts, application: int | None) -> None:
    """Tell Discord the commands if they are not the ones that it was told last; it limits how often."""
    name, told = f"{PLATFORM}:commands:{application}", {"hash": await digest(commands)}

    def known(rows: Mapping[str, Json]) -> tuple[Mapping[str, Json], bool]:
        return {}, rows[name] == told

    def note(_: Mapping[str, Json]) -> tuple[Mapping[str, Json], None]:
        return {name: told}, None

    if not await behind.store.ledger([name], behind.clock.now(), known):
        await commands.sync()
        await behind.store.ledger([name], behind.clock.now(), note)


def _text(key: str) -> app_commands.locale_str:
    return app_commands.locale_str(say(key), key=key)


def _plain(handlers: Handlers, name: str) -> Callable[..., Coroutine[Any, Any, None]]:
    async def run(interaction: discord.Interaction[Any]) -> None:
        await handlers.commanded(interaction, name)

    return run


def _code(handlers: Handlers, name: str) -> Callable[..., Coroutine[Any, Any, None]]:
    @app_commands.describe(code=_text("option code"))
    async def run(interaction: discord.Interaction[Any], code: app_commands.Range[str, 1, _CODE_LENGTH]) -> None:
        await handlers.commanded(interaction, name, code)

    return run


def _with_text(handlers: Handlers, name: str) -> Callable[..., Coroutine[Any, Any, None]]:
    @app_commands.describe(text=_text(f"option {name} text"))
    async def run(
        interaction: discord.Interaction[Any], text: app_commands.Range[str, 1, _TEXT_LENGTH] | None = None
    ) -> None:
        await handlers.commanded(interaction, name, text or "")

    return run


def _explain(handlers: Handlers) -> app_commands.ContextMenu:
    async def run(interaction: discord.Interaction[Any], message: discord.Message) -> None:
        await handlers.explain(interaction, message)

    return app_commands.ContextMenu(name=_text("explain"), callback=run, type=discord.AppCommandType.message, **_WHERE)
