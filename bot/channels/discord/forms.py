"""Forms (Discord: modals): the fields for each kind of login, and what a filled one says to the bot.

A login is taken here and nowhere else. Its parts become one link with everything encoded, so that a blank or a quote in
a password neither breaks it nor lets a piece of it escape redaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Mapping

WRITE: Final = "write"
KINDS: Final = ("m3u", "xtream", "mac")


@dataclass(frozen=True, slots=True)
class Field:
    """One field: the texts "form <name>" and "form <name> example" are its label and its placeholder."""

    name: str
    most: int
    long: bool = False


# A link of a panel has some 150 characters, and may have tokens; 4000 is Discord's own limit.
FORMS: Final[Mapping[str, tuple[Field, ...]]] = {
    "m3u": (Field("link", 2000, long=True),),
    "xtream": (Field("server", 500), Field("username", 200), Field("password", 200)),
    "mac": (Field("portal", 500), Field("mac address", 40)),
    WRITE: (Field("words", 4000, long=True),),
}


def login_text(kind: str, values: Mapping[str, str]) -> str:
    """A filled form as one text that the parser of logins reads."""
    given = {name: value.strip() for name, value in values.items()}
    if kind == "m3u":
        return given.get("link", "")
    if kind == "mac":
        return f"{given.get('portal', '')}\nMAC: {given.get('mac address', '')}"
    server, username, password = (given.get(name, "") for name in ("server", "username", "password"))
    if "?" in server:  # the whole link was put where the server belongs
        return server
    return (
        f"{server.rstrip('/')}/player_api.php?username={quote(username, safe='')}&password={quote(password, safe='')}"
    )
