"""The screen: rich text in a terminal, plain text in a pipe. Buttons are numbered, and a number presses one."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from bot.core.effects import Document, Hide, Revise, Say
from bot.core.texts import say
from bot.ports import DeliveryError

if TYPE_CHECKING:
    from bot.core.effects import Button, Carried
    from bot.core.events import Key


_BETWEEN: Final = 3  # columns between two buttons


def written(document: Document) -> Path:
    """Write it into the current folder, for our user alone, beside what is there already; where it is.

    Raises DeliveryError.
    """
    for number in count(1):
        path = Path(document.name)
        path = path.with_stem(f"{path.stem}-{number}") if number > 1 else path
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
                file.write(document.text)
        except FileExistsError:
            continue
        except OSError as error:
            raise DeliveryError(f"{path} cannot be written ({error.strerror})") from None
        else:
            return path
    raise AssertionError  # pragma: no cover -- `count` does not end


class Screen:
    """A channel that prints. `buttons` are those that a number presses now."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(highlight=False)
        self.buttons: tuple[Button, ...] = ()

    async def deliver(self, _: Key, effect: Carried) -> None:
        """Print an effect."""
        match effect:
            case Hide():
                self.line(say("kept nowhere"))
            case Document():
                self.line(say("written to", path=written(effect)))
            case Say():
                self.show(effect)
            case Revise(text=str(text), head=head):
                self.show(Say(head, say("desk edited", text=text)))
            case _:
                self.line(say("taken back"))

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

    def _numbered(self, buttons: tuple[Button, ...]) -> Text:
        """The buttons in rows; in a terminal none is broken in two."""
        text, used = Text(), 0
        for number, button in enumerate(buttons, 1):
            sign = f"[{number}] "
            length = len(sign) + cell_len(button.label)
            if used and self.console.is_terminal and used + _BETWEEN + length > self.console.width:
                text.append("\n")
                used = 0
            between = _BETWEEN if used else 0
            text.append(" " * between).append(sign, style="bold cyan").append(button.label)
            used += between + length
        return text
