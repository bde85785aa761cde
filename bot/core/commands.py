"""Commands, neutral to channels: the same single words on every platform."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core import checking, hearing, moves
from bot.core.effects import Export, Forget, Say
from bot.core.events import Commanded
from bot.core.frozen import replace
from bot.core.matching import Signals
from bot.core.state import State
from bot.core.texts import say
from bot.core.tickets import asking, handed
from bot.core.turn import Turn

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.core.moves import Scene


def descriptions() -> dict[str, str]:
    """Command -> its description, in the order in which a platform lists them."""
    return {name: say(f"command {name}") for name in COMMANDS}


def _help_lines() -> str:
    return "\n".join(f"/{name} – {text}" for name, text in descriptions().items())


def _hours(scene: Scene) -> int:
    return round(scene.idle.total_seconds() / 3600)


def _check(scene: Scene) -> Turn:
    text = scene.event.text if isinstance(scene.event, Commanded) else ""
    wanting = replace(scene, state=replace(scene.state, wanted="link"))
    read = checking.given(wanting, text) if text and scene.private and not scene.means.check_wait else None
    return read or checking.begin(scene)


def _start(scene: Scene) -> Turn:
    if scene.argument == "check":
        return checking.begin(scene)
    if scene.argument == "export":
        return _export(scene)
    if scene.argument == "ticket":
        return asking.begin(scene)
    if scene.argument in scene.knowledge:
        return moves.open_entry(scene, scene.argument, scene.state.signals, hinted=True)
    if scene.argument and scene.argument != "group":
        return hearing.hear(scene, scene.argument)
    return moves.reply(replace(scene, state=scene.state.fresh()), Say(say("hello"), say("hello text")))


def _help(scene: Scene) -> Turn:
    return moves.remark(scene, Say(say("help"), say("help text", commands=_help_lines())))


def _code(scene: Scene) -> Turn:
    if not scene.argument:
        return moves.remark(scene, Say(say("code")))
    if scene.argument in scene.knowledge:  # an entry that was picked from a list
        known = Signals(app=scene.state.signals.app, device=scene.state.signals.device)
        return moves.open_entry(scene, scene.argument, known)
    return hearing.look_up(scene, scene.argument)


def _diagnose(scene: Scene) -> Turn:
    if scene.argument:
        return hearing.hear(scene, scene.argument)
    anew = replace(scene, state=scene.state.fresh())
    words = Say(say("diagnose"), say("diagnose text"))
    return moves.reply(anew, words, moves.categories(scene.knowledge), phase="lost")


def _ticket(scene: Scene) -> Turn:
    """Pass the problem on; what stands behind the command goes along, or to the people who have it already."""
    if scene.argument and scene.private and scene.state.handed:
        return handed.wrote(scene, scene.state.handed, scene.argument)
    turn = asking.begin(scene)
    if scene.argument and turn.state.draft:
        return asking.noted(replace(scene, state=turn.state), scene.argument)
    return turn


def _status(scene: Scene) -> Turn:
    if scene.private and (ticket := scene.state.handed):
        status = say(f"status waits {ticket.waits}")
        text = say("ticket open text", expected=scene.means.expected)
        words = Say(say("status ticket", ref=ticket.ref, status=status), text)
        return moves.reply(scene, words, asking.open_actions(), phase="handed")
    entry, signals = scene.entry, scene.state.signals
    if entry is None or scene.state.phase == "open":
        return moves.remark(scene, Say(say("status none")))
    facts = [fact for fact in (signals.app, signals.device, *signals.names) if fact]
    lines = [
        *([say("status known", facts=", ".join(facts))] if facts else []),
        say("status tried", count=len(scene.state.tried)),
        say("status expires", hours=_hours(scene)),
    ]
    return moves.remark(scene, Say(say("status", title=entry.title), "\n".join(lines)))


def _privacy(scene: Scene) -> Turn:
    return moves.remark(scene, Say(say("privacy"), say("privacy text", hours=_hours(scene), days=scene.means.days)))


def _export(scene: Scene) -> Turn:
    if not scene.private:
        return moves.reply(scene, Say(say("export private")), [("private", say("open private"), "export")])
    turn = moves.remark(scene, Say(say("export"), say("export text")))
    return replace(turn, effects=(*turn.effects, Export()))


def _forget(scene: Scene) -> Turn:
    # The turn number stays, so that a button of before is known as stale; it says nothing about anybody.
    state = State(turn=scene.state.turn, seen=scene.state.seen)
    return Turn(state, (Forget(), Say(say("forgotten"), say("forgotten text"))))


def _cancel(scene: Scene) -> Turn:
    if scene.state.draft:
        return asking.stop(scene)
    if scene.private and scene.state.handed and scene.state.phase not in ("login", "consent"):
        return handed.withdrawn(scene)
    return moves.cancelled(scene)


def unknown(scene: Scene) -> Turn:
    """A command that does not exist: the ones that do."""
    return moves.remark(scene, Say(say("unknown command"), _help_lines()))


COMMANDS: Final[Mapping[str, Callable[[Scene], Turn]]] = {
    "start": _start,
    "help": _help,
    "code": _code,
    "diagnose": _diagnose,
    "check": _check,
    "ticket": _ticket,
    "status": _status,
    "privacy": _privacy,
    "export": _export,
    "forget": _forget,
    "cancel": _cancel,
}
