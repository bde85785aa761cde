"""What people paste, as a login, or as what is still missing: links, portals, words, in any mixture (PANELS.md D2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.core.account.login import Login
from bot.core.account.macs import MAG, mac_in
from bot.core.account.partial import Partial
from bot.core.account.secret import Secret
from bot.core.frozen import dataclass, field, replace
from bot.core.redaction.shortcut import harmless

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.account.labels import Told
    from bot.core.account.link import Link

ASKED: Final = ("server", "username", "password", "mac", "link")
_MOST: Final = 50  # pairs in one message; the second is one too many
_EDGES: Final = " \t\r\n\u00a0\u200b-\u200f\u2060\ufeff"
_QUOTES: Final = {'"': '"', "'": "'", "`": "`", "“": "”", "«": "»", "<": ">"}


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was found.

    `logins`: each different one; more than one is nobody's own account. Without any, `partial` has the parts that are
    known and `missing` what to ask for, in order. `problems` are names for why something cannot be checked; see the
    texts "refused …".
    """

    logins: tuple[Login, ...] = ()
    partial: Partial = field(default_factory=Partial)
    missing: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything of a login in it."""
        return bool(self.logins or self.missing or self.problems)


def parse(text: str, asked: str | None = None, known: Partial | None = None) -> Pasted:
    """Read what somebody has pasted. Never raises.

    Args:
        text: as it was written.
        asked: what the bot had asked for: "server", "username", "password", "mac" or "link". Then a bare answer is that
            part whatever it looks like, and a whole link is understood all the same.
        known: the parts that were given before.
    """
    known = known or Partial()
    if asked is None and harmless(text):
        return _result([], known, ())
    # A cold `bot ask` "403" comes as far as this, and should not pay for the parser.
    from bot.core.account.links import find  # noqa: PLC0415
    from bot.core.account.tidy import tidy  # noqa: PLC0415

    whole = tidy(text)
    strict = asked in {"server", "link"}
    links = find(whole, strict=strict)
    return _answer(whole, links, asked, known) or _free(whole, links, known, strict=strict)


def _answer(text: str, links: Sequence[Link], asked: str | None, known: Partial) -> Pasted | None:
    """The bare answer to what was asked; None if more was given than that, or something else."""
    from bot.core.redaction.asked import answer as given  # noqa: PLC0415 -- see parse

    value = bare(text)
    if asked in {"username", "password"} and value and given(text) is None:
        return _result([], known, ())  # "cancel", "I don't know"
    if asked in {"username", "password"} and value:
        full = any(link.login for link in links) or (links and "://" in value and len(value.split()) == 1)
        spoken = _free(text, links, Partial(), strict=False)
        if full or (spoken.logins or (spoken.partial.username and spoken.partial.password)):
            return None
        labelled = re.fullmatch(r"[^\W\d_][^\n:=]{2,30}[:=]\s+(\S.*)", value)
        one = spoken.partial.username if asked == "username" else spoken.partial.password
        if labelled and one and labelled[1].strip() == one.reveal():
            value = labelled[1].strip()
        new = Partial(username=Secret(value)) if asked == "username" else Partial(password=Secret(value))
        return _result([], known.over(new), ())
    if asked == "mac":
        mac = mac_in(value)
        if mac:
            return _result([], replace(known, kind="stalker", mac=Secret(mac)), ())
        if not links and not _free(text, links, Partial(), strict=False):
            return _result([], replace(known, kind="stalker"), ("mac",) if value else ())
    if asked == "server" and value and not links and not _free(text, links, Partial(), strict=False):
        return _result([], known, ("name",))
    return None


def bare(text: str) -> str:
    """A value without the blanks and the pair of quotes round it. Never in another case."""
    value = text.strip().strip(_EDGES).strip()
    if len(value) > 2 and _QUOTES.get(value[0]) == value[-1]:  # noqa: PLR2004 -- quotes round something
        value = value[1:-1].strip()
    return value


def _free(text: str, links: Sequence[Link], known: Partial, *, strict: bool) -> Pasted:
    """Everything that a text tells, whatever was asked."""
    from bot.core.account.labels import told  # noqa: PLC0415 -- see parse
    from bot.core.account.servers import address, parts  # noqa: PLC0415 -- see parse
    from bot.core.redaction.links import bare_userinfo  # noqa: PLC0415

    telling = [link for link in links if link.told]
    words = told(text, [(link.start, link.end) for link in telling], port=bool(links))
    plain = "\n".join(text[link.start : link.end] for link in links if not link.told)
    words = replace(words, pairs=tuple(pair for pair in words.pairs[:_MOST] if not _inside(pair, plain)))
    logins = [link.login for link in telling if link.login]
    partial = known
    for link in [] if logins else telling:
        if link.server:
            partial = partial.over(parts(link))
    if not any(link.server for link in telling):
        partial = partial.over(address(text, links, words, known, strict=strict))
    logins += _spoken(words, partial, logins)
    if not logins:
        partial = _incomplete(words, partial)
        if partial.login:
            logins = _boxes(partial.login, words)
    faults = [link.fault for link in links if link.fault and (link.told or strict)]
    confused = strict and re.search(r"[\s&#]@(?:[0-9]{1,3}\.|\[)", text)
    if "userinfo" not in faults and (confused or any(True for _ in bare_userinfo(text.lower()))):
        faults.append("userinfo")
    if "userinfo" in faults:  # nobody can say which server is meant
        logins, partial = [], known
    return _result(
        logins, partial, tuple(dict.fromkeys(fault for fault in faults if fault != "cut link" or not logins))
    )


def _inside(pair: tuple[Secret | None, Secret | None], addresses: str) -> bool:
    """Whether a value behind a label is only (a part of) an address that stands there: "Login: http://…"."""
    return any(part.reveal() in addresses for part in pair if part)


def _spoken(words: Told, partial: Partial, logins: Sequence[Login]) -> list[Login]:
    """The complete logins that the words tell, each with the server; without those that a link has told already."""
    linked = {(login.username, login.password) for login in logins}
    server = partial.server or next((login.server for login in logins), None)
    pairs = [(user, password) for user, password in words.pairs if user and password]
    return [Login("xtream", server, *pair) for pair in pairs if server and pair not in linked]


def _incomplete(words: Told, partial: Partial) -> Partial:
    """The parts, where they make no login yet. A username alone, in free text, is no login."""
    for user, password in words.pairs[:1]:
        if password or partial != Partial():
            partial = partial.over(Partial(username=user, password=password))
    if words.macs and not (partial.username and partial.password):
        partial = partial.over(Partial(mac=words.macs[0]))
    return partial


def _boxes(login: Login, words: Told) -> list[Login]:
    """The login, or one for each MAC address that words tell; a box's own counts before those of other devices."""
    if login.kind != "stalker" or login.mac not in words.macs:
        return [login]
    own = [mac for mac in words.macs if mac.reveal().startswith(MAG)]
    return [replace(login, mac=mac) for mac in own or words.macs]


def _result(logins: Sequence[Login], partial: Partial, problems: tuple[str, ...]) -> Pasted:
    if not logins and partial.login:
        logins = [partial.login]
    different = {
        (login.kind == "stalker", login.server.host, login.account, login.password): login for login in reversed(logins)
    }
    found = tuple(reversed(different.values()))
    if found:
        return Pasted(found, problems=problems)
    return Pasted((), partial, partial.missing if partial != Partial() else (), problems)
