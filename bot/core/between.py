"""What is said between two answers: more about the same, not understood, and where we are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core import moves, render
from bot.core.effects import Record, Say
from bot.core.frozen import replace
from bot.core.texts import say

if TYPE_CHECKING:
    from bot.core.moves import Scene
    from bot.core.turn import Turn

# Where advice stands, and its buttons with it.
_AT: Final = frozenset({"answered", "ended", "checked"})


def more(scene: Scene) -> Turn:
    """Tell me more: the meaning, and what to have ready. What was told is not told twice."""
    if scene.entry is None:
        return moves.lost(scene)
    kept = [(button.id.partition(".")[2], button.label) for button in scene.state.buttons]
    if scene.state.phase == "answered" and all(action != "more" for action, _ in kept):
        return moves.remark(scene, Say(say("no more", title=scene.entry.title), buttons=scene.state.buttons))
    words = render.more(scene.entry)
    if asked := _asked(scene):  # its answers are the buttons
        words = replace(words, text=f"{words.text}\n{asked}")
    return moves.reply(scene, words, [pair for pair in kept if pair[0] != "more"])


def missed(scene: Scene) -> Turn:
    """Not understood while something is open: that stays as it is, once; the second time we are lost."""
    state, asked = scene.state, _asked(scene)
    at = scene.entry if state.phase in _AT else None
    if scene.held_login or state.lost or not state.buttons or not (asked or at):
        return moves.lost(scene)
    words = (
        Say(say("lost"), say("lost at", title=at.title)) if at else Say(say("again"), f"{asked}\n{say('again text')}")
    )
    turn = moves.remark(scene, replace(words, buttons=state.buttons), lost=1)
    return replace(turn, effects=(Record("unknown"), *turn.effects))


def at(scene: Scene) -> str:
    """Where we are, in words; empty: nowhere in particular."""
    known = scene.entry if scene.state.phase in _AT else None
    return say("stale now", title=known.title) if known else _asked(scene)


def _asked(scene: Scene) -> str:
    """What the bot asked last and waits for; empty: nothing."""
    entry, number = scene.entry, scene.state.question
    if scene.state.phase == "question" and entry and number is not None and number < len(entry.questions):
        return entry.questions[number].ask
    draft = scene.state.draft
    if scene.state.phase == "details" and draft and draft.asked:
        return say(f"ticket ask {draft.asked[-1]}")
    return say("which") if scene.state.phase == "choosing" else ""
