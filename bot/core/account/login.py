"""A login as frozen values: where the panel is, and the parts that must stay secret."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from bot.core.frozen import dataclass

if TYPE_CHECKING:
    from bot.core.account.secret import Secret

Kind = Literal["xtream", "m3u", "stalker"]
Scheme = Literal["http", "https"]


@dataclass(frozen=True, slots=True)
class Server:
    """Where a panel is.

    `host` is lower case and ASCII (IDNA), or an address without brackets. `base` is the path before the endpoint, "" or
    "/like/this" without a slash at its end (reverse proxies have one).
    """

    scheme: Scheme
    host: str
    port: int
    base: str = ""

    @property
    def origin(self) -> str:
        """scheme://host:port as a person reads it: without the port that the scheme has anyway."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = {"http": 80, "https": 443}[self.scheme]
        return f"{self.scheme}://{host}" + ("" if self.port == usual else f":{self.port}")


@dataclass(frozen=True, slots=True)
class Login:
    """What can be checked.

    `xtream`: username and password. `stalker`: mac. `m3u`: `link` is the path and query of a playlist link in which no
    username and password could be read. `endpoint` (`stalker` only): the path of the portal's script as it was pasted,
    from the root on and without a query ("/c/portal.php"), or "" where none was; `server.base` is then the path before
    "/c", "/portal.php" or "/server/load.php", as everywhere.
    """

    kind: Kind
    server: Server
    username: Secret | None = None
    password: Secret | None = None
    mac: Secret | None = None
    link: Secret | None = None
    endpoint: str = ""

    @property
    def account(self) -> str:
        """What tells this account from others of its panel, to be fingerprinted and never stored as it is."""
        parts = (self.username, self.mac, self.link)
        return "\0".join((self.kind, *(part.reveal() if part else "" for part in parts)))
