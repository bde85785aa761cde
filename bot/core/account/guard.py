"""How often a panel may be asked, over all users and processes: a pure function on rows that the store locks.

All users of the bot share its one address, and panels count failed logins by address (PANELS.md F1: ten different names
in five minutes ban it for good). So a panel's row remembers what was asked lately, and a user's row for which accounts.
A check reserves its place first (`admit`), also as a failure, and settles it afterwards (`settle`): a process that dies
in between has used its place up. Figures: SAFETY.md, "The panel is shared".

Rows are plain JSON with epoch seconds and fingerprints; no name, no password, no word of a panel stands in them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from bot.core.account.verdict import USABLE
from bot.core.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.account.verdict import Verdict

Row: TypeAlias = "Mapping[str, Any]"
Rows: TypeAlias = "Mapping[str, Row]"

DISTINCT, FAILURES, WINDOW = 3, 4, 600.0  # different failing logins, failures, within these seconds …
PAUSE: Final = 900.0  # … then this pause; also after one bare 403 or 429
QUARANTINE: Final = 6 * 3600.0  # after "your IP is blocked", or a second refusal of our address with another login
REFUSED_FOR, ACCEPTED_FOR = 1800.0, 600.0  # how long an answer is given from memory
LEASE: Final = 20.0  # a check holds its panel at most this long; longer than its deadline of 12 s
HOUR, DAY = 3600.0, 86400.0
NAMES_A_PANEL: Final = 2  # accounts of one panel that a user may check a day: their own, and once mended
_MINUTE: Final = 60

Reason = Literal["failures", "blocked", "hourly", "accounts", "busy"]


@dataclass(frozen=True, slots=True)
class Rules:
    """`spacing`: seconds from one request to a panel to the next; `hourly`: requests; `accounts`: of a user a day.

    `own_spacing` and `own_hourly` are for panels that the operator named as their own.
    """

    spacing: float = 2.0
    hourly: int = 20
    own_spacing: float = 0.2
    own_hourly: int = 3600
    accounts: int = 3


@dataclass(frozen=True, slots=True)
class Ask:
    """Who wants to ask what. `panels` are row names: the host, and each address that it resolved to.

    `user` is the user's row; None: the operator. `account`, `login` and `place` are keyed fingerprints: of the name
    alone, with its password, and of scheme, port and path.
    """

    panels: tuple[str, ...]
    user: str | None
    account: str
    login: str
    own: bool = False
    place: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """All rows that are needed, in the order in which they are locked."""
        return tuple(sorted({*self.panels, self.answer, *([self.user] if self.user else [])}))

    @property
    def answer(self) -> str:
        """The row that remembers what this login was answered."""
        return f"answer:{self.login}"


@dataclass(frozen=True, slots=True)
class Go:
    """Ask now."""


@dataclass(frozen=True, slots=True)
class Later:
    """Another check is under way, or the last one was a moment ago: try again in `wait` seconds."""

    wait: float


@dataclass(frozen=True, slots=True)
class Known:
    """The same login was answered before; `verdict` as JSON, `ago` in seconds."""

    verdict: Mapping[str, Any]
    ago: float


@dataclass(frozen=True, slots=True)
class Denied:
    """Not now; again in `wait` seconds."""

    reason: Reason
    wait: float


Admission: TypeAlias = Go | Later | Known | Denied


def admit(rows: Rows, ask: Ask, rules: Rules, now: float) -> tuple[Rows, Admission]:
    """Reserve a place: the rows that change, and what to do. A refusal changes nothing."""
    panels = [rows.get(name, {}) for name in ask.panels]
    refusal: Admission | None = _known(rows.get(ask.answer, {}), ask, now)
    if ask.user:
        refusal = refusal or _stranger(rows.get(ask.user, {}), ask, rules, now)
    for panel in panels:
        refusal = refusal or _paused(panel, ask, now)
    if refusal is None:
        refusal = _crowded(panels, rules.own_hourly if ask.own else rules.hourly, now)
    if refusal is None:
        refusal = _busy(panels, rules.own_spacing if ask.own else rules.spacing, now)
    if refusal is not None:
        return {}, refusal
    changed: dict[str, Row] = {name: _begun(panel, ask, now) for name, panel in zip(ask.panels, panels, strict=True)}
    if ask.user:
        seen = [*_recent(rows.get(ask.user, {}).get("seen", ()), now - DAY), [now, ask.panels[0], ask.account]]
        changed[ask.user] = {"seen": seen}
    return changed, Go()


def settle(rows: Rows, ask: Ask, verdict: Verdict, now: float, *, lost: bool = False, sent: int = 1) -> Rows:
    """What the answer means for the panel, and for the next who sends the same login: the rows that change.

    `lost`: a request was sent and nothing came back, so that the panel may have counted a failed login.
    `sent`: how many requests it took; one was reserved.
    """
    changed: dict[str, Row] = {}
    for name in ask.panels:
        panel = rows.get(name, {})
        panel = {**panel, "minutes": _counted(panel, now, sent - 1)} if sent > 1 else panel
        changed[name] = _ended(panel, ask, verdict, now, lost=lost)
    # No answer at all is not remembered: it says nothing about the login.
    if verdict.word != "unreachable":
        # What is about the server holds for this port and path: who mistyped them may try the right ones at once.
        there = {"place": ask.place} if verdict.about == "server" else {}
        changed[ask.answer] = {"at": now, "verdict": verdict.as_json(), **there}
    return changed


def _recent(marks: Sequence[Sequence[Any]], since: float) -> list[Sequence[Any]]:
    return [mark for mark in marks if mark[0] > since]


def _known(answer: Row, ask: Ask, now: float) -> Known | None:
    if not answer or answer.get("place", ask.place) != ask.place:
        return None
    ago = now - answer["at"]
    lasting = ACCEPTED_FOR if answer["verdict"]["verdict"] in USABLE else REFUSED_FOR
    return Known(answer["verdict"], max(0.0, ago)) if ago < lasting else None


def _stranger(user: Row, ask: Ask, rules: Rules, now: float) -> Denied | None:
    """Few accounts a user and day, and fewer of one panel: the bot is no list checker."""
    seen = _recent(user.get("seen", ()), now - DAY)
    accounts = {(panel, account): at for at, panel, account in seen}
    mine = (ask.panels[0], ask.account)
    here = {key: at for key, at in accounts.items() if key[0] == ask.panels[0]}
    for known, most in ((accounts, rules.accounts), (here, min(rules.accounts, NAMES_A_PANEL))):
        if mine not in known and len(known) >= most:
            return Denied("accounts", min(known.values()) + DAY - now)
    return None


def _paused(panel: Row, ask: Ask, now: float) -> Denied | None:
    until, why = panel.get("pause", (0.0, "failures"))
    if until > now:
        return Denied(why, until - now)
    failures = _recent(panel.get("failures", ()), now - WINDOW)
    distinct = {login for _, login in failures}
    if len(failures) >= FAILURES or len(distinct | {ask.login}) > DISTINCT:
        return Denied("failures", max(failures[-1][0] + PAUSE - now, 1.0))
    return None


def _crowded(panels: Sequence[Row], most: int, now: float) -> Denied | None:
    for panel in panels:
        minutes = _lately(panel, now)
        if sum(minutes.values()) >= most:
            oldest = min(map(int, minutes))
            return Denied("hourly", max(1.0, (oldest + 1) * _MINUTE + HOUR - now))
    return None


def _lately(panel: Row, now: float) -> dict[str, int]:
    """Requests of the last hour by the minute, so that a busy panel's row stays small. Never fewer than there were."""
    since = (now - HOUR) // _MINUTE
    return {minute: count for minute, count in panel.get("minutes", {}).items() if int(minute) >= since}


def _counted(panel: Row, now: float, more: int) -> dict[str, int]:
    minutes, minute = _lately(panel, now), str(int(now // _MINUTE))
    return {**minutes, minute: minutes.get(minute, 0) + more}


def _busy(panels: Sequence[Row], spacing: float, now: float) -> Later | None:
    free = max((max(panel.get("busy", 0.0), panel.get("last", 0.0) + spacing) for panel in panels), default=0.0)
    # A clock that went backwards must not lock a panel for ever.
    return Later(min(free - now, LEASE)) if free > now else None


def _begun(panel: Row, ask: Ask, now: float) -> Row:
    return {
        **panel,
        "busy": now + LEASE,
        "last": now,
        "minutes": _counted(panel, now, 1),
        "failures": [*_recent(panel.get("failures", ()), now - WINDOW), [now, ask.login]],
    }


def _ended(panel: Row, ask: Ask, verdict: Verdict, now: float, *, lost: bool) -> Row:
    failures = _recent(panel.get("failures", ()), now - WINDOW)
    if verdict.word in USABLE or (verdict.word == "unreachable" and not lost):
        # No failed login: the reservation is taken back. (A panel that was not reached has counted none.)
        mine = max((at for at, login in failures if login == ask.login), default=None)
        failures = [mark for mark in failures if mark[1] != ask.login or mark[0] != mine]
    # The pause is counted from the end: a request that was late must not have the next one on its heels.
    ended = {**panel, "busy": 0.0, "last": now, "failures": failures}
    if verdict.about == "checker":
        return {**ended, **_quarantined(panel, ask, verdict, now)}
    if len(failures) >= FAILURES or len({login for _, login in failures}) >= DISTINCT:
        ended["pause"] = [now + PAUSE, "failures"]
    return ended


def _quarantined(panel: Row, ask: Ask, verdict: Verdict, now: float) -> Row:
    """Our address is refused: a short pause; a long one when it was said in words, or to a second login too."""
    blocks = _recent(panel.get("blocks", ()), now - QUARANTINE)
    again = any(login != ask.login for _, login in blocks)
    long = again or verdict.hint == "address blocked"
    return {"blocks": [*blocks, [now, ask.login]], "pause": [now + (QUARANTINE if long else PAUSE), "blocked"]}
