"""The options by which conversations and times are chosen, and what is wrong with their values."""

from __future__ import annotations

import argparse
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.ports import Wanted

PLATFORMS: Final = ("telegram", "discord", "terminal")
_LONGEST: Final = 200  # characters of an id; those of Telegram and Discord have at most 20 digits, and a topic behind
_MISREAD: Final = str.maketrans("OIL", "011")  # letters that no ticket has
_DAY: Final = timedelta(days=1)
_SPANS: Final = {"h": timedelta(hours=1), "d": _DAY, "w": 7 * _DAY}


def add_choice(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("--platform", type=_platform, help=f"only this platform: {', '.join(PLATFORMS)}")
    parser.add_argument("--chat", type=_id, help="only the chat with this id")
    parser.add_argument("--user", type=_id, help="only the user with this id")
    add_times(parser)


def add_times(parser: argparse.ArgumentParser) -> None:
    """Add --since and --until."""
    parser.add_argument(
        "--since",
        type=_time(),
        metavar="TIME",
        help="only from this time on: 2026-11-21, or 2026-11-21T18:30 (UTC), or 7d, 12h: so long ago",
    )
    parser.add_argument(
        "--until", type=_time(_DAY), metavar="TIME", help="only before this time; of a date, the whole day is included"
    )


def wanted(arguments: argparse.Namespace) -> Wanted | str:
    """What was chosen, or why that cannot be."""
    from bot.ports import Wanted

    if arguments.since and arguments.until and arguments.since >= arguments.until:
        return "--since must lie before --until"
    return Wanted(arguments.platform, arguments.chat, arguments.user, arguments.since, arguments.until)


def reference(text: str) -> str:
    """The short name of a conversation."""
    if not re.fullmatch("[a-z2-7]{8}", text.casefold()):
        raise argparse.ArgumentTypeError("a conversation has a name of eight letters and digits; list shows them")
    return text.casefold()


def ticket(text: str) -> str:
    """The name of a ticket, as people write it: T-7F3K, t-7f3k, 7F3K."""
    plain = text.strip().upper().removeprefix("T-").translate(_MISREAD)
    if not re.fullmatch("[0-9A-HJKMNP-TV-Z]{4,8}", plain):
        raise argparse.ArgumentTypeError("a ticket is called like T-7F3K; bot tickets list shows them")
    return f"T-{plain}"


def _platform(text: str) -> str:
    if text.casefold() not in PLATFORMS:
        raise argparse.ArgumentTypeError(f"must be one of {', '.join(PLATFORMS)}")
    return text.casefold()


def _id(text: str) -> str:
    if not text.isprintable() or not 0 < len(text) <= _LONGEST:
        raise argparse.ArgumentTypeError(f"an id has 1 to {_LONGEST} characters, without controls")
    return text


def _time(more: timedelta = timedelta()) -> Callable[[str], datetime]:
    """Reads a date or a time; `more` is added to a date that has no time."""

    def read(text: str) -> datetime:
        try:
            if ago := re.fullmatch("([0-9]{1,4})([hdw])", text.strip().casefold()):
                return _now() - int(ago[1]) * _SPANS[ago[2]]
            time = datetime.fromisoformat(text.strip())
            if time.tzinfo is None:
                time = time.replace(tzinfo=UTC)
            return (time + more if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text.strip()) else time).astimezone(UTC)
        except (ValueError, OverflowError):
            raise argparse.ArgumentTypeError(
                "must be a date such as 2026-11-21, a time such as 2026-11-21T18:30 or 2026-11-21T18:30+02:00, "
                "or how long ago, such as 7d, 12h or 4w"
            ) from None

    return read


def _now() -> datetime:
    from bot.app.clock import SystemClock

    return SystemClock().now()
