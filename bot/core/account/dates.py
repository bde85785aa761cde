"""When an account ends, in every way in which panels write it (PANELS.md C2 and E2)."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Final

from bot.core.account.fields import number
from bot.core.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

_DAY: Final = timedelta(days=1)
_NEVER: Final = 1_773_864_593  # IPTV-Manager's "no expiry" (PANELS.md C1), a moment in March 2026
_FIRST_YEAR: Final = 1973  # what is before the first of these years is a zero that was formatted, or no date at all …
_LAST_YEAR: Final = 9000  # … and 9999-12-31 means never
_LAST: Final = 253_000_000_000  # seconds: the year 9987, as far as datetime counts
# The year 2010, before which no account ended: what is less is the smaller unit, also nines in a row and 253402300799,
# the last second of 9999, all of which mean "never".
_MILLISECONDS: Final = 1_262_304_000_000
_MICROSECONDS: Final = 1_262_304_000_000_000
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
# A day count in brackets and the date beside it belong together when they are this close: two orders of day and month
# are at least 28 days apart, clocks of panels only hours, and what a panel keeps ready is days old at most.
_CLOSE: Final = timedelta(days=13)

_LAYERS: Final = 2
_CLOCK: Final = (
    r"(?:,?[T ]\s{0,4}(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d{1,9})?)?"
    r"\s?(?P<half>[ap]\.?m\.?)?\s?(?P<zone>z|(?:utc|gmt)?[+-]\d\d:?\d\d|utc|gmt)?)?(?:\s?\([a-z .]{1,40}\))?"
)
_WEEKDAY: Final = r"(?:[a-z]{3,9},?\s{1,4})?"
_NTH: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
_OF: Final = r"(?:d[eo]\s)?"
_SHAPES: Final = tuple(
    re.compile(shape + _CLOCK, re.ASCII | re.IGNORECASE)
    for shape in (
        r"(?P<year>\d{4})(?P<separator>[-/.])(?P<month>\d{1,2})(?P=separator)(?P<day>\d{1,2})",
        r"(?P<year>(?:19|20|21)\d\d)(?P<month>\d\d)(?P<day>\d\d)",
        r"(?P<day>\d{1,2})(?P<separator>[-/.])(?P<month>\d{1,2})(?P=separator)(?P<year>\d{4})",
        rf"{_WEEKDAY}(?P<name>[a-z]{{3,10}})\.?\s{_NTH},?\s(?P<year>\d{{4}})",
        rf"{_WEEKDAY}{_NTH}[-\s]{_OF}(?P<name>[a-z]{{3,10}})\.?,?[-\s]{_OF}(?P<year>\d{{4}})",
    )
)
# asctime: the year comes last
_LATE_YEAR: Final = re.compile(r"(?i)([a-z]{3} [a-z]{3} [0-9]{1,2}) ([0-9:]{8})( [a-z]{3})? ([0-9]{4})")
# How names of months begin, without accents: English, Spanish, Portuguese, French, German, Italian, Turkish.
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            *("jan ene gen oca", "feb fev sub", "mar maer", "apr abr avr nis", "may mai mag", "jun juin giu haz"),
            *("jul juil lug tem", "aug ago agu aou", "sep set eyl", "oct okt out ott eki"),
            *("nov kas", "dec dic dez ara"),
        ),
        1,
    )
    for name in names.split()
}
_DAYS_LEFT: Final = re.compile(r"\(\s?(-?[0-9]{1,5})(?![0-9])[^()]{0,24}\)")


@dataclass(frozen=True, slots=True)
class Date:
    """An end date as a panel tells it; it is past for sure from `over` on: a date without a time lasts its day."""

    when: datetime
    over: datetime


def date(value: object, now: datetime) -> Date | None:
    """An end date; None for none, never, unlimited, and for what cannot be read. `now` is aware, UTC."""
    value = _unwrapped(value)
    if isinstance(value, str):
        text = " ".join(value[:80].split())
        return _counted(text, now) or _first(_written(text)) or _epoch(number(text))
    return _epoch(number(value))


def _unwrapped(value: object) -> object:
    """A date out of the objects that frameworks make of it: PHP's DateTime {"date": …}, Mongo's {"$date": …}."""
    for _ in range(_LAYERS):
        if not isinstance(value, dict):
            break
        value = next((value[name] for name in ("date", "$date", "$numberLong") if name in value), None)
    return value


def written(value: object) -> Date | None:
    """A date in words or ISO order only: for a field that may hold a telephone number (PANELS.md E2, `phone`)."""
    text = " ".join(value[:80].split()) if isinstance(value, str) else ""
    return None if text.isdigit() else _first(_written(text))


def _epoch(seconds: float | None) -> Date | None:
    if seconds is None or seconds == _NEVER:
        return None
    if seconds >= _MICROSECONDS:
        seconds /= 1_000_000
    elif seconds >= _MILLISECONDS:
        seconds /= 1_000
    if not 0 < seconds < _LAST:
        return None
    when = _EPOCH + timedelta(seconds=int(seconds))
    return _sane(when, when)


def _sane(when: datetime, over: datetime) -> Date | None:
    return Date(when, over) if _FIRST_YEAR <= when.year <= _LAST_YEAR else None


def _counted(text: str, now: datetime) -> Date | None:
    """`12.21.2026 (30 days)`: the number decides; it says which of the two readings of the date is meant."""
    found = _DAYS_LEFT.search(text)
    if found is None:
        return None
    days = int(found[1])
    about = (now + days * _DAY).replace(hour=0, minute=0, second=0, microsecond=0)
    readings = [read.when for read in _written(text[: found.start()].strip())]
    # A date that can be read in one way only holds, however old the number is, if both are past or both to come.
    alone = len(readings) == 1 and (readings[0] + _DAY > now) is (days >= 0)
    near = [read for read in readings if alone or abs(read - about) <= _CLOSE]
    when = min(near, key=lambda one: abs(one - about), default=about)
    return Date(when, now if days < 0 else max(when, now) + _DAY)


def _first(readings: Sequence[Date]) -> Date | None:
    """The usual reading; past only when all of them are."""
    return Date(readings[0].when, max(read.over for read in readings)) if readings else None


def _written(text: str) -> list[Date]:
    """All readings of a date in text: 03/04/2027 has two, day first."""
    if not text.isascii():
        text = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    text = _LATE_YEAR.sub(r"\1 \4 \2\3", text)
    for shape in _SHAPES:
        found = shape.fullmatch(text)
        if found is not None:
            part = found.groupdict()
            day = int(part["day"])
            if "name" in part:
                name = part["name"].lower()
                month = _MONTHS.get(name[:4]) or _MONTHS.get(name[:3])
                orders = [(month, day)] if month else []
            elif found.start("year") == 0:
                orders = [(int(part["month"]), day)]
            else:
                orders = list(dict.fromkeys([(int(part["month"]), day), (day, int(part["month"]))]))
            return [read for month, number in orders if (read := _dated(part, month, number)) is not None]
    return []


def _dated(part: dict[str, str | None], month: int, day: int) -> Date | None:
    hour, minute, second = (int(part[name] or 0) for name in ("hour", "minute", "second"))
    if part["half"]:
        hour = hour % 12 + (12 if part["half"].lower().startswith("p") else 0)
    try:
        when = datetime(int(part["year"] or 0), month, day, hour, minute, second, tzinfo=_zone(part["zone"]))
    except ValueError:
        return None
    if not _FIRST_YEAR <= when.year <= _LAST_YEAR:
        return None
    when = when.astimezone(UTC)
    return Date(when, when if part["hour"] else when + _DAY)


def _zone(text: str | None) -> timezone:
    """The zone that is written, else UTC: the panel's own is known to it alone, and is at most 14 hours off."""
    tail = (text or "").replace(":", "")[-5:]  # +0200; "utc" or nothing stands for none
    sign, digits = tail[:-4], tail[-4:]
    if sign not in {"+", "-"}:
        return UTC
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if sign == "-" else offset)
