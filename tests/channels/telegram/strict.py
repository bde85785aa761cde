"""What Telegram refuses, as it refuses it: limits, entities, keyboards. Objects are checked by aiogram's models."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any

from pydantic import BaseModel, ValidationError

from tests.channels.telegram.models import types

TAGS = {"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "code", "pre", "a", "blockquote", "tg-spoiler"}


class RefusedError(Exception):
    """An answer that is no success."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def bad(description: str) -> RefusedError:
    return RefusedError(400, f"Bad Request: {description}")


class _Entities(HTMLParser):
    """Telegram's HTML: known tags, closed in order, everything else escaped."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.text = ""
        self.open: list[str] = []

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            raise bad(f'can\'t parse entities: Unsupported start tag "{tag}" at byte offset {len(self.text)}')
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise bad("can't parse entities: Unmatched end tag")

    def handle_data(self, data: str) -> None:
        if "<" in data:
            raise bad('can\'t parse entities: Unsupported start tag "" at byte offset 0')
        self.text += data

    def handle_entityref(self, name: str) -> None:
        self.text += {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}.get(name, f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.text += chr(int(name))


def shown(text: str, mode: str | None) -> str:
    """The text that people see."""
    if mode is None:
        return text
    if mode != "HTML":
        raise bad(f"unsupported parse_mode {mode}")
    if text.count("<") != len(re.findall(r"</?[a-z-]+[^<>]*>", text)):
        raise bad("can't parse entities: Unclosed start tag at byte offset 0")
    parser = _Entities()
    parser.feed(text)
    parser.close()
    if parser.open:
        raise bad(f"can't parse entities: Can't find end tag corresponding to start tag \"{parser.open[-1]}\"")
    return parser.text


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def check_text(text: str, mode: str | None, limit: int = 4096) -> str:
    text = shown(text, mode).strip()
    if not text:
        raise bad("message text is empty")
    if units(text) > limit:
        raise bad("message is too long")
    return text


def check_keyboard(value: object) -> dict[str, Any] | None:
    if value is None:
        return None
    found: dict[str, Any] = json.loads(str(value))
    valid(types.InlineKeyboardMarkup, found)
    rows = found["inline_keyboard"]
    if sum(map(len, rows)) > 100 or any(not 1 <= len(row) <= 8 for row in rows):
        raise bad("reply markup is too long")
    for button in (button for row in rows for button in row):
        if not button["text"].strip():
            raise bad("text buttons are allowed only with a text")
        if ("url" in button) == ("callback_data" in button):
            raise bad("exactly one optional field must be used")
        if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
            raise bad("BUTTON_DATA_INVALID")
        if "url" in button and not re.fullmatch(r"https://t\.me/\w+\?start=[A-Za-z0-9_-]{1,64}", button["url"]):
            raise bad("BUTTON_URL_INVALID")
    return found


def check_commands(value: str) -> list[dict[str, str]]:
    commands: list[dict[str, str]] = json.loads(value)
    for command in commands:
        valid(types.BotCommand, command)
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    if len(commands) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    return commands


def valid(model: type[BaseModel], found: Any) -> Any:  # noqa: ANN401 -- whatever Telegram says
    """What the server itself says is checked too, and has no field that the Bot API does not have."""
    try:
        made = model.model_validate(found)
    except ValidationError as error:
        raise bad(f"not a {model.__name__}: {error.error_count()} errors") from error
    _no_extras(made)
    return found


def _no_extras(made: object) -> None:
    if isinstance(made, BaseModel):
        assert not made.model_extra, (type(made).__name__, made.model_extra)
        for name in type(made).model_fields:
            _no_extras(getattr(made, name))
    elif isinstance(made, list):
        for one in made:
            _no_extras(one)
