"""Looks at every setting, and tries those that can be tried: tokens, the team's chats, the database, the knowledge.

What is found never holds the value of a setting: any of them could be a secret in the wrong place.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal

from bot.app.combined import contradictions
from bot.app.envfile import look
from bot.app.logs import configure
from bot.app.settings import PERIODS, Settings, SettingsError, readable
from bot.app.starting import misspelt
from bot.app.trials import trials
from bot.core.limits import Limit

if TYPE_CHECKING:
    from datetime import datetime

    from bot.ports import Tried

State = Literal["right", "unset", "wrong"]
GROUPS: Final = ("Database", "Telegram", "Discord", "Account checks", "Desk", "Limits", "Operation")
_BEGINNINGS: Final = {"telegram": "Telegram", "discord": "Discord", "check": "Account checks", "limit": "Limits"}
_DATABASE: Final = frozenset({"database_url", "secret_key"})
_DESK: Final = frozenset({"ticket", "tickets", "staff"})  # words in the names of its settings
ENV: Final = "(.env)"
# What it means that a setting has no value.
_MEANS: Final = {
    "secret_key": "default: a key beside an SQLite database",
    "knowledge_dir": "default: the knowledge that comes along",
    "check_allowed_panels": "default: any panel may be asked",
    "check_proxy": "default: panels are asked directly",
    "telegram_token": "Telegram is not served",
    "telegram_webhook_url": "default: long polling",
    "discord_token": "Discord is not served",
    "discord_api_base": "default: Discord's own",
    "discord_gateway_url": "default: Discord's own",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A setting (`name` as it is written, or `ENV`): what group it belongs to, how it stands, and a few words on that.

    Of a wrong one they say how to mend it.
    """

    group: str
    name: str
    state: State
    text: str


async def checkup(now: datetime, *, offline: bool) -> list[Finding]:
    """Look at all settings, in the order of their groups. `offline`: nothing is asked of the network."""
    file = look()
    found = [Finding("Operation", ENV, "wrong", sentence) for sentence in (*file.broken, *misspelt(file.names))]
    try:
        settings, faults = readable()
    except SettingsError:
        return found  # there are no values to look at
    configure(settings)  # what libraries log while they try is masked
    each = {name: _alone(settings, name, faults.get(name)) for name in Settings.model_fields}
    for other in contradictions(settings):
        if not faults.keys() & set(other.names):
            each[other.names[0]] = _wrong(other.names[0], other.sentence)
    fit = {name for name, one in each.items() if one.state != "wrong"}
    for tried in await trials(settings, fit, now, offline=offline):
        each[tried.setting] = _joined(each[tried.setting], tried)
    return sorted([*found, *each.values()], key=lambda one: GROUPS.index(one.group))


def _group(name: str) -> str:
    words = name.split("_")
    if name in _DATABASE:
        return "Database"
    return "Desk" if _DESK.intersection(words) else _BEGINNINGS.get(words[0], "Operation")


def _alone(settings: Settings, name: str, fault: str | None) -> Finding:
    if fault:
        return _wrong(name, fault)
    if name in settings.model_fields_set:
        return Finding(_group(name), name.upper(), "right", "")
    usual = _MEANS.get(name) or _usual(Settings.model_fields[name].get_default())
    return Finding(_group(name), name.upper(), "unset", usual)


def _wrong(name: str, sentence: str) -> Finding:
    return Finding(_group(name), name.upper(), "wrong", sentence.removeprefix(f"{name.upper()}: "))


def _usual(value: Any) -> str:  # noqa: ANN401 -- a setting's own type
    """A default, as it would be written."""
    match value:
        case None | ():
            return "default none"
        case bool():
            return f"default {value:d}"
        case Limit(burst, every):
            period = next(name for name, seconds in PERIODS.items() if abs(burst * every - seconds) < 1)
            return f"default {burst}/{period}"
        case tuple():
            return f"default {':'.join(map(str, value))}"
        case _:
            return f"default {value}"


def _joined(known: Finding, tried: Tried) -> Finding:
    if not tried.fine:
        return replace(known, state="wrong", text=tried.text)
    return replace(known, text="; ".join(text for text in (known.text, tried.text) if text))
