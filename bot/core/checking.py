"""The moves of the account check: what to paste, what is wrong with it, one look at the panel, and what follows.

In private only. A login is in memory only (`Hold`), and the panel is asked only for what the user pressed or said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core import moves
from bot.core.conclusion import conclude
from bot.core.effects import Check, Hold, Record, Say
from bot.core.frozen import replace
from bot.core.texts import say, wait
from bot.core.turn import Turn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.account.login import Login
    from bot.core.account.paste import Pasted
    from bot.core.account.verdict import Outcome
    from bot.core.effects import Effect
    from bot.core.events import Checked
    from bot.core.moves import Scene
    from bot.core.render import Action

# Verdicts behind which the user may know more than the panel tells.
_HIDDEN: Final = frozenset({"unknown", "invalid_credentials"})
_KINDS: Final = ("m3u", "xtream", "mac")
# What the doctor finds and most apps forgive: it is told, and the check goes on. All else is told first.
_MILD: Final = frozenset(
    {
        *("invisible characters", "html ampersand", "encoded link", "player options", "line break", "no scheme"),
        *("slash twice", "ampersand first", "two ampersands", "no type", "type empty", "output empty", "guide link"),
        *("panel api", "api action", "stream link", "list file", "mac spelling", "mac maker"),
    }
)


def begin(scene: Scene) -> Turn:
    """Check my account: ask for the login, or take the one that was pasted a moment ago."""
    if not scene.private:
        return moves.reply(scene, Say(say("check private")), [("private", say("open private"), "check")])
    if scene.means.check_wait:
        return moves.remark(scene, Say(say("check too often", wait=wait(scene.means.check_wait))))
    held = scene.means.held
    if held and held.logins:
        return _asked_for(scene, held)
    if held and held.partial.server and held.missing:
        return _need(scene, held)
    return _ask(scene, "link", "check ask")


def kind(scene: Scene) -> Turn:
    """Which kind of login it is: what it looks like, and where to find it."""
    if scene.argument not in _KINDS:
        return _ask(scene, "link", "check ask")
    wanted = {"m3u": "link", "xtream": "server", "mac": "server"}[scene.argument]
    return _ask(scene, wanted, f"check {scene.argument}")


def stop(scene: Scene) -> Turn:
    """Cancel: back to where we were, and nothing is kept."""
    return _back(scene, Say(say("check cancelled")))


def given(scene: Scene, text: str) -> Turn | None:
    """What was written while a login was wanted; None: it holds none, so it is heard as anything else."""
    from bot.core.account.paste import parse  # noqa: PLC0415 -- a cold start reads no logins

    held = scene.means.held
    if held is None and scene.state.wanted not in ("link", "server"):
        return _ask(scene, "link", "check lost")  # this process never saw the parts that came before
    pasted = parse(text, scene.state.wanted, held.partial if held else None)
    return _read(scene, pasted, text) if pasted else None


def spotted(scene: Scene, text: str) -> Turn | None:
    """A login that nobody asked for: what is wrong with it, and the offer to check it. None: there is none."""
    from bot.core.account.paste import parse  # noqa: PLC0415 -- a cold start reads no logins

    pasted = parse(text)
    if len(pasted.logins) > 1:
        return moves.remark(scene, _words("check several"))
    found, mended, _ = _examined(scene, text, pasted)
    offered = pasted.logins or (pasted.partial.server and not pasted.problems)
    if not offered and found is None:
        return None
    if not pasted.logins:
        words = found or _words("check part")
        actions: list[Action] = [*([("check", say("check"))] if offered else []), *_unchecked(scene)]
        return _holding(moves.reply(scene, words, actions, phase=_resting(scene)), pasted if offered else None)
    offers: list[Action] = [("check", say("check")), *_unchecked(scene)]
    turn = moves.reply(scene, found or _words("check offer"), offers, phase=_resting(scene))
    return _holding(turn, mended)


def remembered(turn: Turn, text: str) -> Turn:
    """An error and a login in one message: the error is answered, and the login is at hand if a check is wanted."""
    from bot.core.account.paste import parse  # noqa: PLC0415 -- a cold start reads no logins

    pasted = parse(text)
    return _holding(turn, pasted) if len(pasted.logins) == 1 else turn


def unread(scene: Scene) -> Turn:
    """What was written while a login was wanted is none, and nothing else that the bot knows."""
    return _ask(scene, "link", "check unread")


def agreed(scene: Scene) -> Turn:
    """The user wants the portal asked, although that logs the box out."""
    held = scene.means.held
    if held is None or not held.logins:
        return _ask(scene, "link", "check lost")
    return _sent(scene, held.logins[0])


def over(scene: Scene, event: Checked) -> Turn:
    """The check has come to its end."""
    if event.check != scene.state.check:
        return Turn(scene.state)  # cancelled, or forgotten
    here = replace(scene, state=replace(scene.state, check=None))
    turn = _over(here, event)
    return _beside(here, turn) if scene.state.draft else turn


def _over(scene: Scene, event: Checked) -> Turn:
    if event.outcome is None:
        words = replace(_words("check interrupted"), slot=event.check)
        return moves.reply(scene, words, [("check", say("check")), *_unchecked(scene)], phase=_resting(scene))
    if event.outcome.verdict is None:
        return _refused(scene, event.outcome, event.check)
    return _concluded(scene, event.outcome, event.check)


def _beside(scene: Scene, turn: Turn) -> Turn:
    """The same, said without buttons: a ticket in the making waits for an answer to its own question."""
    now = scene.state
    state = replace(turn.state, phase=now.phase, turn=now.turn, buttons=now.buttons)
    return Turn(state, tuple(replace(one, buttons=()) if isinstance(one, Say) else one for one in turn.effects))


def typo(scene: Scene) -> Turn:
    """It was a typo: one corrected login may be checked at once."""
    return _ask(scene, "link", "check again")


def ended(scene: Scene) -> Turn:
    """The user knows that the subscription ended."""
    return moves.reply(scene, _words("renew"), _outcome(scene), Record("ended by user"), phase=_resting(scene))


def neither(scene: Scene) -> Turn:
    """Neither: the next cause of what was reported, or the question what the screen shows."""
    if scene.entry is None:
        return moves.reply(scene, Say(say("exact words")), moves.categories(scene.knowledge), phase="lost")
    return moves.advise(scene, scene.entry)


def _ask(scene: Scene, wanted: str, words: str) -> Turn:
    labels: list[Action] = [(f"kind.{name}", say(f"kind {name}")) for name in _KINDS]
    turn = moves.reply(scene, _words(words), [*labels, ("stop", say("cancel"))], phase="login", wanted=wanted)
    return _holding(turn, None)


def _read(scene: Scene, pasted: Pasted, text: str) -> Turn:
    """A login, or a part of one: say what is wrong, ask for what is missing, or go on."""
    if len(pasted.logins) > 1:
        return moves.remark(scene, _words("check several"))
    found, mended, grave = _examined(scene, text, pasted)
    if pasted.logins and found and grave:
        actions: list[Action] = [("check", say("check anyway")), *_unchecked(scene)]
        return _holding(moves.reply(scene, found, actions, phase=_resting(scene), wanted=None), mended)
    if pasted.logins:
        turn = _asked_for(scene, mended)
        return replace(turn, effects=(*([found] if found else []), *turn.effects))
    if pasted.problems or not pasted.missing:
        return _back(scene, found or _words("check impossible"))
    turn = _need(scene, pasted)
    return replace(turn, effects=(*([found] if found else []), *turn.effects))


def _need(scene: Scene, pasted: Pasted) -> Turn:
    """The next part that is missing."""
    part = pasted.missing[0]
    words = _words(f"check need {part}")
    return _holding(moves.reply(scene, words, [("stop", say("cancel"))], phase="login", wanted=part), pasted)


def _examined(scene: Scene, text: str, pasted: Pasted) -> tuple[Say | None, Pasted, bool]:
    """What the link doctor says, if anything; what was pasted with its faults mended; whether an app would trip."""
    from bot.core.account.doctor import examine  # noqa: PLC0415 -- a cold start examines no links

    found = examine(text, private=scene.means.private)
    if found.sound:
        return None, pasted, False
    told = [say(f"doctor {finding.name}", **finding.values) for finding in found.findings]
    lines = [*told[1:], *([say("corrected", link=found.corrected)] if found.corrected else [])]
    mended = replace(pasted, logins=(found.login,)) if found.login and pasted.logins else pasted
    return Say(told[0], "\n".join(lines)), mended, any(finding.name not in _MILD for finding in found.findings)


def _words(key: str) -> Say:
    return Say(say(key), say(f"{key} text"))


def _asked_for(scene: Scene, pasted: Pasted) -> Turn:
    login = pasted.logins[0]
    if login.kind != "stalker":
        return _sent(scene, login)
    if not scene.means.portals:
        return _back(scene, _words("portal"))
    actions: list[Action] = [("agree", say("portal agree")), ("stop", say("cancel"))]
    words = Say(say("portal"), say("portal consent"))
    return _holding(moves.reply(scene, words, actions, phase="consent", wanted=None), pasted)


def _sent(scene: Scene, login: Login) -> Turn:
    if scene.means.check_wait:
        return _back(scene, Say(say("check too often", wait=wait(scene.means.check_wait))))
    check = scene.event.id
    words = Say(say("checking"), slot=check)
    turn = moves.remark(scene, words, phase="checking", wanted=None, check=check)
    record = Record("check", {"kind": login.kind, "host": login.server.host})
    return replace(turn, effects=(*turn.effects, record, Hold(None), Check(check, login)))


def _back(scene: Scene, words: Say) -> Turn:
    turn = moves.reply(scene, words, _outcome(scene), phase=_resting(scene), wanted=None, check=None)
    return _holding(turn, None)


def _refused(scene: Scene, outcome: Outcome, slot: str) -> Turn:
    """The bot's own refusal: it says when to come back."""
    again = say("again in", wait=wait(outcome.wait)) if outcome.wait else ""
    words = Say(say(f"refused {outcome.refused}"), again, slot=slot)
    record = Record("check refused", {"reason": outcome.refused})
    return moves.reply(scene, words, _outcome(scene), record, phase=_resting(scene))


def _concluded(scene: Scene, outcome: Outcome, slot: str) -> Turn:
    verdict: Mapping[str, object] = {
        **(outcome.verdict.as_json() if outcome.verdict else {}),
        "at": scene.event.at.isoformat(),
        "ago": round(outcome.ago),
    }
    words = conclude(scene.entry, verdict, slot)
    actions = _outcome(replace(scene, state=replace(scene.state, verdict=verdict)))
    if verdict["verdict"] in _HIDDEN:
        actions = [("typo", say("typo")), ("ended", say("subscription ended")), ("neither", say("neither"))]
        actions += moves.human(scene)
    record = Record("checked", {"verdict": verdict["verdict"], "entry": scene.state.entry})
    phase = "checked" if verdict["verdict"] in _HIDDEN else _resting(scene)
    return moves.reply(scene, words, actions, record, phase=phase, verdict=verdict)


def _resting(scene: Scene) -> str:
    return "answered" if scene.entry else "checked"


def _outcome(scene: Scene) -> list[Action]:
    if scene.entry:
        return moves.outcome(scene, scene.entry)
    check: list[Action] = [] if scene.state.known_verdict(scene.event.at) else [("check", say("check"))]
    return [*check, *moves.human(scene), ("new", say("new problem"))]


def _unchecked(scene: Scene) -> list[Action]:
    return [action for action in _outcome(scene) if action[0] != "check"]


def _holding(turn: Turn, pasted: Pasted | None) -> Turn:
    effects: tuple[Effect, ...] = (*turn.effects, Hold(pasted))
    return replace(turn, effects=effects)
