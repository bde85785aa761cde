"""By kind of login: the probe that asks, and the verdict on one answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, get_args

from bot.core.account.m3u import m3u_probe, m3u_verdict
from bot.core.account.portal import stalker_probe
from bot.core.account.stalker import stalker_verdict
from bot.core.account.xtream import xtream_probe, xtream_verdict

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.account.login import Kind, Login
    from bot.core.account.stalker import Step
    from bot.core.account.verdict import Verdict
    from bot.core.account.wire import Answer, Probe

Asked = Literal["player_api", "get_php", "handshake", "get_profile", "account_info"]
ASKED: Final[tuple[Asked, ...]] = get_args(Asked)


def probe(login: Login, now: datetime, agent: str) -> Probe:
    """What asks the panel of this login.

    `now` is aware, UTC. `agent` is our own User-Agent, fixed and not empty (panels refuse an empty one); portals get
    that of a set-top box, since they answer nothing else.
    """
    if login.kind == "xtream":
        return xtream_probe(login, now, agent)
    if login.kind == "m3u":
        return m3u_probe(login, now, agent)
    return stalker_probe(login, now)


def judge(kind: Kind, asked: Asked, answer: Answer, now: datetime, host: str = "") -> Verdict:
    """What one answer means. Nothing that a panel can send makes it raise.

    `asked` counts for portals only. `host`: who was asked, to tell redirects within it from others.
    """
    if kind == "xtream":
        return xtream_verdict(answer, now, host)
    if kind == "m3u":
        return m3u_verdict(answer, now, host)
    step: Step = "account_info" if asked == "player_api" or asked == "get_php" else asked  # noqa: PLR1714 -- mypy
    return stalker_verdict(step, answer, now, host)
