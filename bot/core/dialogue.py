"""The dialogue as a function: step(state, event, knowledge) -> Turn(state, effects).

The table below is its documentation. A row is a phase (what the bot said last) and a trigger (what the user did);
what is absent does nothing. Text is heard and a command works in every phase: a new problem may come at any moment.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeAlias

from bot.core import between, checking, commands, hearing, moves
from bot.core.effects import Hide, Relay, Say
from bot.core.events import Checked, Commanded, Edited, Lapsed, Pressed, Sent, Staffed, Undelivered, Wrote
from bot.core.frozen import replace
from bot.core.matching import Signals
from bot.core.moves import Means, Scene
from bot.core.redaction.promise import promises
from bot.core.render import brief
from bot.core.texts import say
from bot.core.tickets import asking, handed, staff
from bot.core.turn import Turn

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import timedelta

    from bot.core.events import Event
    from bot.core.knowledge import Knowledge
    from bot.core.state import Phase, State

Move: TypeAlias = Callable[[Scene], Turn]


_NO_MEANS: Final = Means()
_HEAD, _TAIL = 12_288, 4_096  # characters; to read logins out of text takes up to 15 µs for each


def step(state: State, event: Event, knowledge: Knowledge, idle: timedelta, means: Means = _NO_MEANS) -> Turn:
    """What one event makes of a conversation. `idle`: after this much silence a conversation begins anew.

    Where others read along it is brief, and leads into the private chat.
    """
    turn = _stepped(state, event, knowledge, idle, means)
    if getattr(event, "private", True):
        return turn
    entry = turn.state.entry if turn.state.entry and turn.state.entry in knowledge else None
    return replace(turn, effects=tuple(brief(one, entry) if isinstance(one, Say) else one for one in turn.effects))


def _stepped(state: State, event: Event, knowledge: Knowledge, idle: timedelta, means: Means) -> Turn:
    if isinstance(event, Checked | Staffed | Lapsed | Undelivered):
        return _came(Scene(state, event, knowledge, idle, means=means))
    if state.idle(event.at, idle) and state.phase not in ("handed", "closed"):  # people may take their time
        state = state.fresh()
    asked = asked_of(state, event)
    scene = Scene(replace(state, seen=event.at, promised=False), event, knowledge, idle, means=means)
    if isinstance(event, Pressed):
        return _pressed(scene, event.button)
    if isinstance(event, Sent):
        return _sent(scene, event)
    if isinstance(event, Edited):
        return handed.edited(scene, event, None if event.text is None else means.examine(event.text, None).text)
    examined = means.examine(event.text, asked)
    text, scene = examined.text, replace(scene, held_login=examined.held)
    if isinstance(event, Wrote):
        turn = _wrote(scene, text)
        turn = replace(turn, state=replace(turn.state, promised=promises(text)))
    else:
        turn = commands.COMMANDS.get(event.name, commands.unknown)(replace(scene, argument=text))
    if examined.held:
        return replace(turn, effects=(Hide(event.message), *turn.effects))
    return turn


def _came(scene: Scene) -> Turn:
    """What no user did: the end of a check, a deed of the team, the time."""
    event, ticket = scene.event, scene.state.handed
    match event:
        case Staffed():
            return staff.act(scene, event)
        case Lapsed():
            return handed.lapsed(scene, event)
        case Undelivered():
            return handed.undelivered(scene, event)
        case Checked():
            turn = checking.over(scene, event)
            verdict = event.outcome.verdict if event.outcome and turn.effects else None
            if ticket is None or verdict is None:
                return turn
            told = say("desk check", verdict=say(f"verdict {verdict.word}"))
            return replace(turn, effects=(*turn.effects, Relay(ticket.ref, "system", told)))
        case _:  # pragma: no cover -- the caller has these four only
            return Turn(scene.state)


def _sent(scene: Scene, event: Sent) -> Turn:
    if scene.private and scene.state.handed:
        return handed.sent(scene, scene.state.handed, event)
    if event.what == "photo" and event.file and scene.state.draft:
        return asking.photo(scene, event)
    if event.beside:
        return Turn(scene.state)
    return moves.remark(scene, Say(say(f"sent {event.what}"), say("sent text")))


def asked_of(state: State, event: Event) -> str | None:
    """What a message is taken for, as `asked` of `redact`: what the bot asked for, or a secret that was named."""
    if isinstance(event, Commanded) and event.name == "check":
        return "link"
    return state.wanted or ("password" if state.promised else None)


def _edges(raw: str) -> str:
    """The beginning and the end of what was pasted: who pastes a log of 64 kB gives a login there, if at all."""
    return raw if len(raw) <= _HEAD + _TAIL else f"{raw[:_HEAD]}\n\n{raw[-_TAIL:]}"


def _wrote(scene: Scene, text: str) -> Turn:
    raw = _edges(scene.event.text) if isinstance(scene.event, Wrote) else text
    button = hearing.typed_label(scene.state, raw)
    if button:
        return _pressed(scene, button.id)
    if scene.state.phase == "login" and (turn := checking.given(scene, raw)):
        return turn
    if scene.private and (ticket := scene.state.handed):
        return handed.wrote(scene, ticket, text, scene.event if isinstance(scene.event, Wrote) else None)
    if scene.state.draft and scene.state.phase in ("details", "adding", "preview"):
        return asking.written(scene, text)
    return hearing.hear(scene, text, raw)


def _pressed(scene: Scene, button: str) -> Turn:
    turn, _, action = button.partition(".")
    name, _, argument = action.partition(".")
    if turn != str(scene.state.turn):
        return _stale(scene)
    move = TABLE.get((scene.state.phase, name))
    return move(replace(scene, argument=argument)) if move else Turn(scene.state)


def _stale(scene: Scene) -> Turn:
    """An old button: what we are at now, with the buttons that work."""
    return moves.remark(scene, Say(say("stale"), between.at(scene), buttons=scene.state.buttons))


def _picked(scene: Scene) -> Turn:
    if scene.argument not in scene.knowledge:
        return moves.lost(scene)
    return moves.open_entry(scene, scene.argument, scene.state.signals, hinted=True)


def _said(scene: Scene) -> Turn:
    entry, number = scene.entry, scene.state.question
    answers = entry.questions[number].answers if entry and number is not None and number < len(entry.questions) else ()
    if entry is None or not scene.argument.isdecimal() or int(scene.argument) >= len(answers):
        return moves.lost(scene)  # the knowledge changed while the question was open
    answer = answers[int(scene.argument)]
    if answer.go:
        return _picked(replace(scene, argument=answer.go))
    told = Signals(names=(answer.signal,)) if answer.signal else Signals()
    return moves.advise(scene, entry, signals=scene.state.signals.followed_by(told, scene.knowledge.groups))


def _skipped(scene: Scene) -> Turn:
    return moves.advise(scene, scene.entry) if scene.entry else moves.lost(scene)


def _menu(scene: Scene) -> Turn:
    menu = scene.knowledge.menu
    number = int(scene.argument) if scene.argument.isdecimal() else len(menu)
    ids = (
        [entry_id for entry_id in menu[number]["entries"] if entry_id in scene.knowledge] if number < len(menu) else []
    )
    if not ids:
        return moves.lost(scene)
    return moves.choose(scene, ids, scene.state.signals, "which category")


def _something_else(scene: Scene) -> Turn:
    return moves.reply(scene, Say(say("exact words")), moves.categories(scene.knowledge), phase="lost")


def _new_problem(scene: Scene) -> Turn:
    return moves.reply(replace(scene, state=scene.state.fresh()), Say(say("hello"), say("hello text")))


TABLE: Final[Mapping[tuple[Phase, str], Move]] = {
    # phase, action of the button pressed: what happens
    ("answered", "fixed"): moves.fixed,  # record which step fixed it
    ("answered", "still"): moves.go_on,  # a question that splits the causes, else the next cause
    ("answered", "more"): between.more,  # the meaning, and what to have ready
    ("answered", "pick"): _picked,  # a runner-up was meant
    ("question", "say"): _said,  # an answer: the cause that it points to
    ("question", "skip"): _skipped,  # "I don't know": the next cause
    ("choosing", "pick"): _picked,
    ("choosing", "else"): _something_else,  # none of the candidates
    ("lost", "menu"): _menu,  # a category: its entries
    ("ended", "fixed"): moves.fixed,
    ("ended", "new"): _new_problem,
    ("answered", "check"): checking.begin,  # what to paste
    ("ended", "check"): checking.begin,
    ("login", "kind"): checking.kind,  # where to find this kind of login
    ("login", "stop"): checking.stop,
    ("consent", "agree"): checking.agreed,  # ask a portal, although that logs the box out
    ("consent", "stop"): checking.stop,
    ("checked", "check"): checking.begin,
    ("checked", "typo"): checking.typo,  # the corrected login
    ("checked", "ended"): checking.ended,  # the user knows that the subscription ended
    ("checked", "neither"): checking.neither,
    ("checked", "fixed"): moves.fixed,
    ("checked", "new"): _new_problem,
    ("answered", "human"): asking.begin,  # what is missing for a ticket
    ("ended", "human"): asking.begin,
    ("lost", "human"): asking.begin,
    ("checked", "human"): asking.begin,
    ("details", "tell"): asking.told,  # an answer to what is asked
    ("details", "stop"): asking.stop,
    ("preview", "send"): asking.send,  # the ticket, as it was shown
    ("preview", "add"): asking.add,
    ("preview", "stop"): asking.stop,
    ("adding", "back"): asking.back,
    ("adding", "stop"): asking.stop,  # what this button was called before
    ("photo", "yes"): asking.agreed,
    ("photo", "no"): asking.dropped,
    ("handed", "solved"): handed.solved,
    ("handed", "withdraw"): handed.withdrawn,
    ("closed", "helped"): handed.helped,
    ("closed", "reopen"): handed.reopened,
}
