"""A ticket in the making: ask for what is missing, show what will be sent, send it.

Nothing leaves before the user has seen it and pressed Send.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core import moves
from bot.core.effects import Changed, Packet, Record, Relay, Say
from bot.core.frozen import replace
from bot.core.matching import Signals
from bot.core.texts import say, wait
from bot.core.ticket import Draft, Ticket
from bot.core.tickets.brief import SCOPES, brief, scope, title
from bot.core.tickets.card import card
from bot.core.turn import Turn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.effects import Effect
    from bot.core.events import Sent
    from bot.core.moves import Scene
    from bot.core.render import Action

# What a ticket needs, in the order in which it is asked, and the answers that are offered: id -> label.
_APPS: Final = ("TiviMate", "IPTV Smarters Pro", "IBO Player", "Smart IPTV", "STBEmu", "Kodi")
_DEVICES: Final = ("Fire TV", "Android TV", "Apple TV", "Samsung TV", "LG TV", "MAG box", "Phone", "PC")
_SINCE: Final = ("today", "yesterday", "days", "weeks", "always")
_DETAILS: Final = ("problem", "app", "device", "since", "scope")
_OTHER: Final = "other"
_MOST_PHOTOS: Final = 3
_MOST_NOTES: Final = 5
_NOTE: Final = 1000  # characters
_ANSWER: Final = 4  # words; who says more says more than a name


def begin(scene: Scene) -> Turn:
    """Talk to a human: gather a ticket, or add to the one that is open."""
    if not scene.means.tickets:
        ready = scene.entry.have_ready if scene.entry else say("human ready")
        return moves.remark(scene, Say(say("human"), say("human text", have_ready=ready)))
    if not scene.private:
        return moves.reply(scene, Say(say("ticket private")), [("private", say("open private"), "ticket")])
    if scene.state.handed:
        return _joined(scene, scene.state.handed)
    if scene.means.ticket_wait:
        words = say("ticket too often", wait=wait(scene.means.ticket_wait))
        return moves.remark(scene, Say(words, say("ticket too often text")))
    return _next(scene, Draft())


def told(scene: Scene) -> Turn:
    """A button under a question: its answer."""
    draft = _draft(scene)
    detail, answer = draft.asked[-1], scene.argument
    labels = _answers(detail)
    if answer not in labels:
        return _next(scene, draft)
    if detail == "since":
        return _next(scene, replace(draft, since=answer))
    return _next(_knowing(scene, detail, labels[answer]), draft)


def written(scene: Scene, text: str) -> Turn:
    """What was written for the ticket: an answer to the question, or something to add. `text` is redacted."""
    draft = _draft(scene)
    match = scene.knowledge.matcher.match(text)
    if match.talk == "cancel":
        return stop(scene)
    if scene.state.phase == "preview" and match.talk:
        # "ok" and "no" say nothing to the team
        return send(scene) if match.talk == "yes" else _next(scene, draft)
    if scene.state.phase == "details" and draft.asked[-1] != "problem":
        if match.talk == "do not know":
            return _next(scene, draft)
        signals = scene.state.signals.followed_by(match.signals, scene.knowledge.groups)
        now = replace(scene, state=replace(scene.state, signals=signals))
        if _says_all(scene, now, draft, text):
            return _next(now, draft)
        scene = now
    if len(draft.notes) < _MOST_NOTES:
        return _next(scene, replace(draft, notes=(*draft.notes, _note(text))))
    return moves.reply(scene, Say(say("ticket full"), say("ticket full text")), _choices(), phase="preview")


def _says_all(scene: Scene, now: Scene, draft: Draft, text: str) -> bool:
    """Whether the brief says all that stands in an answer: its few words named an app, a device or a scope.

    When it began is kept in the user's own words.
    """
    before, after = ((one.state.signals.app, one.state.signals.device, scope(one)) for one in (scene, now))
    return draft.asked[-1] != "since" and before != after and len(text.split()) <= _ANSWER


def noted(scene: Scene, text: str) -> Turn:
    """A ticket that was begun with words: they are the problem, or go along."""
    draft = _draft(scene)
    return _next(scene, replace(draft, asked=(), notes=(*draft.notes, _note(text))))


def add(scene: Scene) -> Turn:
    """Add something: what?"""
    words = Say(say("ticket adding"), say("ticket adding text"))
    return moves.reply(scene, words, [("back", say("ticket back"))], phase="adding")


def back(scene: Scene) -> Turn:
    """Nothing to add after all: what would be sent."""
    return _next(scene, _draft(scene))


def stop(scene: Scene) -> Turn:
    """Cancel: back to where we were; nothing was sent."""
    here = replace(scene, state=replace(scene.state, draft=None))
    if here.entry is None:
        return moves.reply(here, Say(say("ticket gone")), phase="open")
    return moves.reply(here, Say(say("ticket gone")), moves.outcome(here, here.entry), phase="answered")


def send(scene: Scene) -> Turn:
    """Send what was shown."""
    draft, means, now = _draft(scene), scene.means, scene.event.at
    if means.ticket_wait:
        return begin(scene)
    ticket = Ticket(
        ref=means.ref,
        problem=scene.state.entry,
        desk=means.desk,
        opened=now,
        touched=now,
        photos=bool(draft.photos),
        brief=f"{title(scene, means.ref)}\n{brief(scene, draft)}",
    )
    words = Say(say("ticket sent", ref=ticket.ref, expected=means.expected), say("ticket sent text"))
    record = Record("ticket opened", {"ticket": ticket.ref, "entry": ticket.problem})
    turn = moves.reply(scene, words, open_actions(), record, phase="handed", draft=None, ticket=ticket)
    photos = tuple(Relay(ticket.ref, "user", "", photo=photo) for photo in draft.photos)
    effects: tuple[Effect, ...] = (Changed(ticket, "opened"), card(ticket), *photos, Packet(ticket.ref))
    return replace(turn, effects=(*turn.effects, *effects))


def photo(scene: Scene, event: Sent) -> Turn:
    """A photo: nobody sees it before the user agrees."""
    if scene.means.desk != event.key.platform:
        return moves.remark(scene, Say(say("ticket photo elsewhere")))
    draft = scene.state.draft or Draft()
    draft = replace(draft, pending=(*draft.pending, f"{event.key.platform}:{event.file}")[-_MOST_PHOTOS:])
    if scene.state.phase == "details":
        draft = replace(draft, asked=draft.asked[:-1])  # it came instead of an answer: that is asked once more
    if event.beside and scene.state.phase == "photo":  # several in one message: one question
        return Turn(replace(scene.state, draft=draft))
    actions = [("yes", say("ticket photo yes")), ("no", say("ticket photo no"))]
    words = Say(say("ticket photo"), say("ticket photo text"))
    return moves.reply(scene, words, actions, phase="photo", draft=draft)


def agreed(scene: Scene) -> Turn:
    """The team may see the photos that were asked about."""
    draft = _draft(scene)
    kept = (*draft.photos, *draft.pending)[-_MOST_PHOTOS:]
    if ticket := scene.state.handed:
        ticket = replace(ticket, photos=True)
        turn = moves.reply(
            scene, Say(say("ticket passed on")), open_actions(), phase="handed", draft=None, ticket=ticket
        )
        relay = tuple(Relay(ticket.ref, "user", "", photo=one) for one in kept)
        return replace(turn, effects=(*turn.effects, *relay, Changed(ticket, "updated")))
    return _next(scene, replace(draft, photos=kept, pending=()))


def dropped(scene: Scene) -> Turn:
    """Nobody may see the photo."""
    if scene.state.handed:
        words = Say(say("ticket photo dropped"))
        return moves.reply(scene, words, open_actions(), phase="handed", draft=None)
    return _next(scene, replace(_draft(scene), pending=()))


def open_actions() -> list[Action]:
    """What a user may do with an open ticket, beside writing."""
    return [("solved", say("ticket solved")), ("withdraw", say("ticket cancel"))]


def _choices() -> list[Action]:
    """What a user may do with what would be sent."""
    return [("send", say("ticket send")), ("add", say("ticket add")), ("stop", say("cancel"))]


def _joined(scene: Scene, ticket: Ticket) -> Turn:
    """One open ticket a user: what comes up meanwhile is told to the same people."""
    if scene.entry is None or scene.state.entry == ticket.problem:
        words = Say(say("ticket open", ref=ticket.ref), say("ticket open text", expected=scene.means.expected))
        return moves.reply(scene, words, open_actions(), phase="handed")
    ticket = replace(ticket, problem=scene.state.entry, waits="team", touched=scene.event.at, reminded=False)
    turn = moves.reply(scene, Say(say("ticket joined", ref=ticket.ref)), open_actions(), phase="handed", ticket=ticket)
    joined = Relay(ticket.ref, "user", brief(scene, Draft()))
    return replace(turn, effects=(*turn.effects, joined, Changed(ticket, "updated")))


def _next(scene: Scene, draft: Draft) -> Turn:
    """The next question, or what support will see."""
    missing = next((name for name in _DETAILS if name not in draft.asked and _is_missing(scene, draft, name)), None)
    if missing is None:
        words = Say(say("ticket preview"), f"{brief(scene, draft)}\n\n{say('ticket preview photo')}")
        if scene.means.desk != scene.event.key.platform:
            words = replace(words, text=brief(scene, draft))
        return moves.reply(scene, words, _choices(), phase="preview", draft=draft)
    question = say(f"ticket ask {missing}")
    if not draft.asked:
        question = say("ticket first", question=question)
    draft = replace(draft, asked=(*draft.asked, missing))
    stopping: list[Action] = [("stop", say("cancel"))]
    if missing == "problem":
        words = Say(question, say("ticket ask problem text"))
        return moves.reply(scene, words, stopping, phase="details", draft=draft)
    actions: list[Action] = [(f"tell.{answer}", label) for answer, label in _answers(missing).items()]
    actions += [(f"tell.{_OTHER}", say("ticket other" if missing in ("app", "device") else "skip")), *stopping]
    return moves.reply(scene, Say(question, say("ticket ask other")), actions, phase="details", draft=draft)


def _is_missing(scene: Scene, draft: Draft, detail: str) -> bool:
    signals = scene.state.signals
    known = {
        "problem": scene.entry is not None or bool(draft.notes),
        "app": signals.app is not None,
        "device": signals.device is not None,
        "since": draft.since is not None,
        "scope": scope(scene) is not None,
    }
    return not known[detail]


def _answers(detail: str) -> Mapping[str, str]:
    match detail:
        case "app" | "device":
            return {str(number): name for number, name in enumerate(_APPS if detail == "app" else _DEVICES)}
        case "since":
            return {name: say(f"ticket since {name}") for name in _SINCE}
        case _:
            return {name: say(f"ticket scope {name}") for name in SCOPES}


def _knowing(scene: Scene, detail: str, label: str) -> Scene:
    if detail == "scope":
        answered = next(name for name in SCOPES if say(f"ticket scope {name}") == label)
        newer = Signals(names=(SCOPES[answered],))
    else:
        newer = Signals(app=label) if detail == "app" else Signals(device=label)
    signals = scene.state.signals.followed_by(newer, scene.knowledge.groups)
    return replace(scene, state=replace(scene.state, signals=signals))


def _note(text: str) -> str:
    """What goes on top of a ticket; the whole of it stands in the timeline."""
    plain = text.strip()
    return plain if len(plain) <= _NOTE else f"{plain[:_NOTE]} …"


def _draft(scene: Scene) -> Draft:
    return scene.state.draft or Draft()
