"""What the bot makes of a message: a button's label typed out, an error, more about the same problem, or small talk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core import between, causes, checking, moves
from bot.core.effects import Say
from bot.core.frozen import replace
from bot.core.matching import Signals
from bot.core.redaction import MASK
from bot.core.texts import say
from bot.core.tickets import asking

if TYPE_CHECKING:
    from bot.core.effects import Button
    from bot.core.entry import Entry
    from bot.core.matching import Match
    from bot.core.moves import Scene
    from bot.core.state import State
    from bot.core.turn import Turn

_BRIEF: Final = 5  # words of a message that says one thing more
# Small talk that only gets a sentence: talk name -> (head, text).
_SENTENCES: Final = {
    "greeting": ("hello", "hello text"),
    "thanks": ("thanks", None),
    "swearing": ("swearing", "swearing text"),
    "are you a bot": ("are you a bot", "are you a bot text"),
    "money": ("money", "money text"),
    "help": ("help", "help short"),
    "data": ("data", None),
    "language": ("language", "hello text"),
}
_LABEL: Final = 80  # characters; what is longer is no label
# Where the first word of a label ("yes", "one") or its place in the row ("the second one") says which button is meant.
_BY_WORD: Final = frozenset({"question", "consent", "details", "photo", "closed"})
_BY_PLACE: Final = frozenset({"question", "choosing", "lost"})
_PLACES: Final = (
    *(("1", "1st", "first"), ("2", "2nd", "second"), ("3", "3rd", "third"), ("4", "4th", "fourth")),
    *(("5", "5th", "fifth"), ("6", "6th", "sixth")),
)
_AROUND_PLACE: Final = frozenset({"the", "one", "number", "option", "nr", "no"})


def typed_label(state: State, text: str) -> Button | None:
    """The button whose label was typed instead of pressed, or that is clearly meant."""
    wanted = _plain(text) if len(text) <= _LABEL else ""
    if not wanted:
        return None
    labels = [_plain(button.label) for button in state.buttons]
    found = [at for at, label in enumerate(labels) if label == wanted]
    if not found and state.phase in _BY_WORD:
        found = [at for at, label in enumerate(labels) if label.startswith(f"{wanted} ")]
        found = found if len(found) == 1 else []
    if not found and state.phase in _BY_PLACE:
        words = [word for word in wanted.split() if word not in _AROUND_PLACE]
        found = [at for at, names in enumerate(_PLACES[: len(labels)]) if len(words) == 1 and words[0] in names]
    return state.buttons[found[0]] if found else None


def _plain(text: str) -> str:
    """Letters and digits only, so that "i dont know." is "I don't know"."""
    letters = "".join(char for char in text.casefold() if char.isalnum() or char.isspace())
    return " ".join(letters.split())


def hear(scene: Scene, text: str, raw: str = "") -> Turn:
    """Answer a message. `raw` is the text with the secrets that it may hold, which `text` is without."""
    if len(text) <= _LABEL and _plain(text) == _plain(say("check")):
        return checking.begin(scene)  # where no button says so
    matcher = scene.knowledge.matcher
    linked = scene.private and (scene.held_login or any(map(_linkish, raw.split())))
    if linked and matcher.match(_spoken(text)).decision == "unknown" and (turn := checking.spotted(scene, raw)):
        return turn  # the link itself is all there is to speak of
    match = matcher.match(text)
    signals = scene.state.signals.followed_by(match.signals, scene.knowledge.groups)
    again = scene.state.phase in ("answered", "question", "choosing")
    if match.decision == "unknown" or (match.talk and (again or match.talk != "still broken")):
        return _nothing_found(scene, match, signals, text)
    if match.decision == "ask" and scene.entry and _adds(scene, match, text):
        return sharpen(scene, scene.entry, signals)
    turn = _meant(scene, match, signals)
    return checking.remembered(turn, raw) if linked else turn


def _spoken(text: str) -> str:
    """A redacted text without its links and what is left of logins: what the person says beside them."""
    return " ".join(word for word in text.split() if MASK not in word and not _linkish(word))


def _linkish(word: str) -> bool:
    """Whether a word may be a link, or an address with its port."""
    host, _, port = word.rpartition(":")
    return "." in word and ("//" in word or ".php" in word or "/c/" in word or ("." in host and port[:1].isdecimal()))


def _adds(scene: Scene, match: Match, text: str) -> bool:
    """Whether an unclear message is more about the problem at hand ("only one channel") and no new one."""
    told = set(match.signals.names) - set(scene.state.signals.names)
    return bool(told) and scene.state.phase not in ("open", "lost") and len(text.split()) <= _BRIEF


def look_up(scene: Scene, text: str) -> Turn:
    """Answer what stands behind /code: a code that is not known is no answer to what the bot had asked."""
    match = scene.knowledge.matcher.match(text)
    if match.decision == "unknown":
        return moves.lost(scene)
    return _meant(scene, match, scene.state.signals.followed_by(match.signals, scene.knowledge.groups))


def _meant(scene: Scene, match: Match, signals: Signals) -> Turn:
    if match.decision == "ask":
        return moves.choose(scene, [ranked.id for ranked in match.entries[: moves.CANDIDATES]], signals)
    return _found(scene, match, signals)


def _found(scene: Scene, match: Match, signals: Signals) -> Turn:
    found, entry = match.entries[0].id, scene.entry
    if entry is None or found != entry.id or scene.state.phase in ("open", "lost"):
        # A new problem: what device and app it is stays known, what was said of the old problem does not.
        known = Signals(app=scene.state.signals.app, device=scene.state.signals.device)
        return moves.answer(scene, replace(match, signals=known.followed_by(match.signals, scene.knowledge.groups)))
    if set(signals.names) - set(scene.state.signals.names):
        return sharpen(scene, entry, signals)
    return moves.go_on(scene)


def _nothing_found(scene: Scene, match: Match, signals: Signals, text: str) -> Turn:
    entry = scene.entry
    if match.talk and (turn := _talked(scene, match.talk, entry)):
        return turn
    if entry and signals != scene.state.signals:
        return sharpen(scene, entry, signals)
    named = [name for name in (match.signals.app, match.signals.device) if name]
    if named and not entry and len(text.split()) <= _BRIEF:
        words = Say(say("named", names=", ".join(named)), say("hello text"))
        return moves.remark(scene, words, signals=signals)
    if scene.state.phase == "login":
        return checking.unread(scene)
    return between.missed(replace(scene, state=replace(scene.state, signals=signals)))


def _talked(scene: Scene, talk: str, entry: Entry | None) -> Turn | None:
    """The answer to small talk; None: none of it is due just now."""
    match talk:
        case "fixed":
            return moves.fixed(scene) if entry else moves.remark(scene, Say(say("fixed nothing")))
        case "still broken" | "do not know":
            return _no_better(scene, entry)
        case "human":
            return asking.begin(scene)
        case "cancel":
            return checking.stop(scene) if scene.state.phase in ("login", "consent") else moves.cancelled(scene)
        case "more":
            return between.more(scene) if entry else None
        case "yes":
            return _agreed(scene, entry)
        case _:
            head, text = _SENTENCES[talk]
            return moves.remark(scene, Say(say(head), say(text) if text else ""))


def _no_better(scene: Scene, entry: Entry | None) -> Turn | None:
    if scene.state.phase == "choosing":
        return moves.lost(scene, "exact words")  # none of those
    if entry:
        return moves.advise(scene, entry) if scene.state.phase == "question" else moves.go_on(scene)
    if scene.state.phase == "login":
        return None
    return moves.account_first(scene) or moves.lost(scene, "exact words")


def _agreed(scene: Scene, entry: Entry | None) -> Turn | None:
    """Yes: to the check that was offered; under advice it says too little."""
    offered = scene.state.buttons[:1]
    if any(button.id.partition(".")[2] == "check" for button in offered):
        return checking.begin(scene)
    if entry and scene.state.phase == "answered":
        return moves.remark(scene, Say(say("yes which"), buttons=scene.state.buttons))
    return None


def sharpen(scene: Scene, entry: Entry, signals: Signals) -> Turn:
    """The user told more about the same problem: the next cause if it fits better now, else go on as we were."""
    if scene.state.phase == "question":
        return moves.advise(scene, entry, signals=signals)
    told = set(signals.names) - set(scene.state.signals.names)
    given = next((cause for cause in entry.causes if cause.id == scene.state.cause), None)
    better = causes.best(entry, signals.names, scene.state.shown)
    if better and told & set(better.evidence) and not (given and told & set(given.because)):
        return moves.advise(scene, entry, signals=signals)
    buttons = scene.state.buttons if scene.state.phase == "answered" else ()
    return moves.remark(scene, Say(say("noted"), buttons=buttons), signals=signals)
