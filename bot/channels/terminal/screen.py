"""The screen: rich text in a terminal, plain text in a pipe. Buttons are numbered, and a number presses one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from bot.core.effects import Hide
from bot.core.texts import say

if TYPE_CHECKING:
    from bot.core.effects import Button, Say
    from bot.core.events import Key


class Screen:
    """A channel that prints. `buttons` are those that a number presses now."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(highlight=False)
        self.buttons: tuple[Button, ...] = ()

    async def deliver(self, _: Key, effect: Say | Hide) -> None:
        """Print an effect."""
        if isinstance(effect, Hide):
            self.line(say("kept nowhere"))
        else:
            self.show(effect)

    def show(self, words: Say) -> None:
        """Print what the bot says, its head in bold, its buttons numbered."""
        self._print(Text(words.head, style="bold"))
        if words.text:
            self._print(Text(words.text))
        if words.buttons:
            self.buttons = words.buttons
            self._print(self._numbered(words.buttons))
        self.console.print()

    def line(self, text: str) -> None:
        """Print one quiet line."""
        self._print(Text(text, style="dim"))

    def _print(self, text: Text) -> None:
        # A pipe has no width: what reads it wants whole lines.
        self.console.print(text, soft_wrap=not self.console.is_terminal)

    def pressed(self, typed: str) -> Button | None:
        """The button that a typed number presses."""
        number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < len("100") else 0
        return self.buttons[number - 1] if 0 < number <= len(self.buttons) else None

    @staticmethod
    def _numbered(buttons: tuple[Button, ...]) -> Text:
        text = Text()
        for number, button in enumerate(buttons, 1):
            text.append(f"[{number}] ", style="bold cyan").append(button.label).append("   ")
        text.rstrip()
        return text
