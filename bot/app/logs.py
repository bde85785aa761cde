"""The log: one event a line on standard error, as JSON or as text, without anything secret.

The program and its libraries log by the standard library; here, and only here, structlog makes lines of it. What is
said of an error is its kind and its place: its text may hold what a user typed, a traceback the address with a login.
"""

from __future__ import annotations

import hmac
import logging
import sys
import threading
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import structlog

from bot.app.masking import Masking, known_secrets
from bot.origin import kind, origin

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping

    from bot.app.settings import Settings

    Event = MutableMapping[str, Any]

_log = logging.getLogger(__name__)

# Below WARNING their lines hold addresses, and a bot's token is part of Telegram's.
_LOUD: Final = ("aiohttp", "httpcore", "httpx", "telegram")
# What may come along beside the sentence (`extra` of a logging call).
_FIELDS: Final = ("kind", "seconds")
# Made here, of nothing that anybody wrote.
_OURS: Final = frozenset({"time", "level", "logger", "platform", "request", "conversation"})
_DIGITS: Final = 12  # of a fingerprint: a million conversations share none


def configure(settings: Settings, secret: bytes = b"") -> None:
    """Have everything that is logged come out as the settings say; again, once `secret` (SECRET_KEY) is known.

    `secret` is the key of the fingerprints that stand for events and conversations; without it they are left out.
    """
    root = logging.getLogger()
    for handler in [one for one in root.handlers if isinstance(one, Lines)]:
        root.removeHandler(handler)
    masking = Masking([*known_secrets(settings), *([secret.decode(errors="replace")] if secret else [])])
    root.addHandler(Lines(formatter(settings.log_format or _format(), masking, secret)))
    root.setLevel(settings.log_level)
    for name in _LOUD:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.captureWarnings(capture=True)
    threading.excepthook = _died
    sys.unraisablehook = _lost


class Lines(logging.Handler):
    """Writes lines to standard error, each in one piece. It never raises, and never shows a traceback."""

    def __init__(self, formatter: logging.Formatter) -> None:
        super().__init__()
        self.setFormatter(formatter)

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        try:
            line = self.format(record)
        except Exception as error:  # noqa: BLE001 -- the standard library would print the traceback, arguments and all
            line = f"a line of {record.name} could not be written: {kind(error)}"
        try:
            sys.stderr.write(line + "\n")
            sys.stderr.flush()
        except (OSError, ValueError):
            pass  # nobody reads it any more


def formatter(shape: str, masking: Callable[[str], str], secret: bytes) -> logging.Formatter:
    """What makes a line of a record; `shape` is "json" or "text"."""
    return structlog.stdlib.ProcessorFormatter(
        use_get_message=False,
        pass_foreign_args=True,
        foreign_pre_chain=[
            partial(_worded, masking),
            structlog.stdlib.ExtraAdder(_FIELDS),
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
            partial(_ordered, secret),
        ],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            partial(_masked, masking),
            *([structlog.processors.JSONRenderer()] if shape == "json" else [_on_one_line, _text()]),
        ],
    )


def _format() -> str:
    return "text" if sys.stderr.isatty() else "json"


def _text() -> Callable[..., str]:
    return structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(), timestamp_key="time", pad_event_to=0, pad_level=False, sort_keys=False
    )


def _worded(masking: Callable[[str], str], _: object, __: str, event: Event) -> Event:
    """The sentence with its arguments in it, each masked as it came: behind other words a table is none any more."""
    template, given = event["event"], event.pop("positional_args", ())
    if given:
        told: object
        if isinstance(given, dict):
            told = {key: _told(masking, one) for key, one in given.items()}
        else:
            told = tuple(_told(masking, one) for one in given)
        try:
            event["event"] = template % told
        except (TypeError, ValueError, KeyError):
            event["event"] = f"{template} (and what does not fit into it)"
    if event["_record"].name == "asyncio":
        # Behind the first line it shows what the error or the task holds, texts of users too.
        event["event"] = event["event"].partition("\n")[0]
    return event


def _told(masking: Callable[[str], str], argument: object) -> object:
    """An argument; of a foreign error only kind and place."""
    if isinstance(argument, BaseException):
        return masking(str(argument)) if type(argument).__module__.startswith("bot.") else kind(argument)
    return masking(argument) if isinstance(argument, str) else argument


def _ordered(secret: bytes, _: object, level: str, event: Event) -> Event:
    """Time, level, logger and sentence first; then whence it comes; then what came along."""
    _, error, _ = event.pop("exc_info", None) or (None, None, None)
    event.pop("stack_info", None)
    return {
        "time": event.pop("time"),
        "level": level,
        "logger": event["_record"].name,
        "event": event.pop("event"),
        **_whence(secret),
        **({} if error is None else {"error": kind(error)}),
        **event,
    }


def _whence(secret: bytes) -> Event:
    found = origin()
    if found is None or not secret:
        return {}
    made: Event = {"platform": found.platform}
    if found.request:
        made["request"] = reference(secret, found.platform, found.request)
    if found.key:
        made["conversation"] = reference(secret, found.key.platform, found.key.chat, found.key.user)
    return made


def _masked(masking: Callable[[str], str], _: object, __: str, event: Event) -> Event:
    """Everything that was not made here, as it may go out."""
    for name, value in event.items():
        if name not in _OURS and not isinstance(value, int | float):
            event[name] = masking(str(value))
    return event


def _on_one_line(_: object, __: str, event: Event) -> Event:
    """Line breaks, and whatever else a terminal would obey, are shown instead."""
    for name, value in event.items():
        if isinstance(value, str) and not value.isprintable():
            event[name] = "".join(one if one.isprintable() else ascii(one)[1:-1] for one in value)
    return event


def _died(what: threading.ExceptHookArgs) -> None:
    """A thread that ends by an error says so in one line."""
    if what.exc_value is not None:
        _log.error("the thread %s ended: %s", what.thread.name if what.thread else "?", kind(what.exc_value))


def _lost(what: sys.UnraisableHookArgs) -> None:
    """An error that nobody can be told of, as in a destructor."""
    if what.exc_value is not None:
        _log.error("an error was lost: %s", kind(what.exc_value))


def reference(secret: bytes, *parts: str) -> str:
    """A short name for an event or a conversation: the same in every process that has the key, and nobody's name."""
    return hmac.digest(secret, "\0".join(parts).encode(errors="replace"), "sha256").hex()[:_DIGITS]
