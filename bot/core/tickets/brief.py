"""A ticket in a few lines: what the user approves before it is sent, and what stands on top in the team's chat."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from bot.core.conclusion import day
from bot.core.texts import say, wait

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.moves import Scene
    from bot.core.ticket import Draft

SCOPES: Final = {"one": "one channel", "some": "some channels", "all": "all channels"}
"""Answers to "is it one channel?", and the signals of the vocabulary that they are."""
_NAMED: Final = 64  # characters of an app's or a device's name


def scope(scene: Scene) -> str | None:
    """How much is affected, as the vocabulary calls it; None: nobody said."""
    return next((name for name in scene.state.signals.names if name in SCOPES.values()), None)


def brief(scene: Scene, draft: Draft) -> str:
    """The lines: what, where and since when; the login; the account; what was tried; what the user adds."""
    lines = [_where(scene, draft), *_login(scene), _account(scene), _tried(scene)]
    lines += [say("brief added", text=note) for note in draft.notes]
    if draft.photos:
        lines.append(say("brief photos", count=len(draft.photos)))
    return "\n".join(lines)


def problem(scene: Scene) -> str:
    """The problem's title."""
    return scene.entry.title if scene.entry else say("brief unknown")


def title(scene: Scene, ref: str) -> str:
    """One line that tells tickets apart: "T-7F3K · 403 Forbidden · active, 2/2 · Fire TV / TiviMate"."""
    signals, told = scene.state.signals, scene.state.known_verdict(scene.event.at)
    where = " / ".join(name for name in (signals.device, signals.app) if name)
    used = f", {told['active_cons']}/{told['max_connections']}" if told and _counted(told) else ""
    account = f"{told['verdict']}{used}".replace("_", " ") if told else ""
    return " · ".join(part for part in (ref, problem(scene), account, where) if part)


def _counted(told: Mapping[str, Any]) -> bool:
    return told.get("active_cons") is not None and bool(told.get("max_connections"))


def _where(scene: Scene, draft: Draft) -> str:
    signals = scene.state.signals
    told = {"scope": scope(scene), "app": signals.app, "device": signals.device}
    parts = {name: say(f"brief {name}", **{name: value[:_NAMED]}) if value else "" for name, value in told.items()}
    since = say(f"brief since {draft.since}") if draft.since else ""
    return say("brief where", problem=problem(scene), since=since, **parts)


def _login(scene: Scene) -> list[str]:
    groups = scene.knowledge.groups
    known = next((name for name in scene.state.signals.names if groups.get(name) == "login-type"), None)
    return [say("brief login", login=known)] if known else []


def _account(scene: Scene) -> str:
    told = scene.state.verdict
    if told is None:
        return say("brief no account")
    ends = say("brief ends", date=day(told["exp_date"])) if told.get("exp_date") else ""
    used = say("brief used", active=told["active_cons"], max=told["max_connections"]) if _counted(told) else ""
    ago = (scene.event.at - datetime.fromisoformat(told["at"])).total_seconds() + float(told.get("ago", 0))
    verdict = say(f"verdict {told['verdict']}")
    return say("brief account", verdict=verdict, ends=ends, used=used, ago=wait(ago))


def _tried(scene: Scene) -> str:
    entry = scene.entry
    tried = [name.rpartition("/")[2] for name in scene.state.tried]
    if entry is None or not tried:
        return say("brief untried")
    causes = {cause.id: cause.steps for cause in entry.causes}
    general = {name: tuple(say(f"{name} steps").split("\n")) for name in ("account", "address")}
    steps = [step for name in tried for step in causes.get(name) or general.get(name, ())]
    return say("brief tried", steps=" ".join(f"({number}) {step}" for number, step in enumerate(steps, 1)))
