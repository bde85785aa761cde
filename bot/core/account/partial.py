"""A login that is not complete yet: the parts that are known, and what to ask for next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.account.login import Login
from bot.core.frozen import dataclass, replace

if TYPE_CHECKING:
    from bot.core.account.login import Kind, Server
    from bot.core.account.secret import Secret


@dataclass(frozen=True, slots=True)
class Partial:
    """The parts of a login that are known so far. `kind` is "stalker" behind a portal's address."""

    kind: Kind | None = None
    server: Server | None = None
    username: Secret | None = None
    password: Secret | None = None
    mac: Secret | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """What to ask for, in this order."""
        names = ("server", "mac") if self._stalker else ("server", "username", "password")
        return tuple(name for name in names if not getattr(self, name))

    @property
    def login(self) -> Login | None:
        """The login, once nothing is missing."""
        if self.server is None or self.missing:
            return None
        if self._stalker:
            return Login("stalker", self.server, mac=self.mac)
        return Login("xtream", self.server, self.username, self.password)

    @property
    def _stalker(self) -> bool:
        if self.username and self.password:
            return False
        return self.kind == "stalker" or bool(self.mac and not (self.username or self.password))

    def over(self, new: Partial) -> Partial:
        """These parts, with the new ones over them."""
        given = {name: value for name in Partial.__match_args__ if (value := getattr(new, name)) is not None}
        return replace(self, **given)
