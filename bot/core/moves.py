"""The moves of the dialogue: what the bot does next.

Each is a function of a `Scene`, and none decides when it is due: that stands in the table in `bot.core.dialogue`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bot.core import causes, render
from bot.core.account.verdict import STOPPED, USABLE
from bot.core.conclusion import conclude
from bot.core.effects import Record, Say
from bot.core.frozen import dataclass, replace
from bot.core.redaction import examine
from bot.core.texts import say
from bot.core.turn import Turn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import timedelta

    from bot.core.account.paste import Pasted
    from bot.core.effects import Effect
    from bot.core.entry import Entry
    from bot.core.events import Event
    from bot.core.knowledge import Knowledge
    from bot.core.matching import Match, Ranked, Signals
    from bot.core.redaction import Examined
    from bot.core.render import Action
    from bot.core.state import State

# How many runners-up stand as buttons under an answer, and how many candidates are offered (DIALOGUES.md 4).
RUNNERS_UP: Final = 3
CANDIDATES: Final = 4
# The account and the address come after an entry's own causes (the five steps of the first document), if the user can
# do something at all, and if no cause has been about them.
GENERAL: Final = (
    ("account", frozenset({"account", "connections"})),
    ("address", frozenset({"address", "login"})),
)


@dataclass(frozen=True, slots=True)
class Means:
    """What this process can do now, and holds in memory.

    `held`: what was pasted of a login a moment ago. `check_wait`: seconds until the user may check again. `portals`:
    the operator lets MAG portals be asked. `private`: networks of the operator's own panels. `days`: how long what was
    said is kept. `tickets`: there are people to pass a problem on to; on `desk`, the platform of their chat (None: they
    have no chat); `ref` is the name of the next ticket, `ticket_wait` the seconds until the user may send one,
    `expected` how long an answer takes, in words. `examine` looks for secrets, in each text of this event once.
    """

    held: Pasted | None = None
    check_wait: float = 0.0
    portals: bool = False
    private: tuple[str, ...] = ()
    days: int = 30
    tickets: bool = False
    desk: str | None = None
    ref: str = ""
    ticket_wait: float = 0.0
    expected: str = "a few hours"
    examine: Callable[[str, str | None], Examined] = examine


_NOTHING: Final = Means()


@dataclass(frozen=True, slots=True)
class Scene:
    """What a move sees. `argument` is what stands behind a button's action or a command."""

    state: State
    event: Event
    knowledge: Knowledge
    idle: timedelta
    argument: str = ""
    held_login: bool = False
    means: Means = _NOTHING

    @property
    def private(self) -> bool:
        """Whether nobody else reads this chat."""
        return getattr(self.event, "private", True)

    @property
    def entry(self) -> Entry | None:
        """The entry that the conversation is about, if it still exists."""
        known = self.state.entry is not None and self.state.entry in self.knowledge
        return self.knowledge.entry(self.state.entry) if known and self.state.entry else None


def reply(
    scene: Scene, words: Say, actions: Iterable[Action] = (), record: Record | None = None, **changes: Any
) -> Turn:
    """Say something with buttons; `changes` are the fields of the state that become different."""
    turn = scene.state.turn + 1
    buttons = render.buttons(turn, actions)
    state = replace(scene.state, turn=turn, buttons=buttons, **changes)
    effects: list[Effect] = [record] if record else []
    return Turn(state, (*effects, replace(words, buttons=buttons)))


def remark(scene: Scene, words: Say, **changes: Any) -> Turn:
    """Say something that leaves the buttons of the message before alive."""
    return Turn(replace(scene.state, **changes), (words,))


def answer(scene: Scene, match: Match) -> Turn:
    """Answer with the entry that was found, its runners-up as buttons."""
    found, *others = match.entries
    named = _named_too(scene.knowledge, match)
    return open_entry(
        scene, found.id, match.signals, confidence=found.confidence, others=named, runners_up=_offered(others)
    )


def open_entry(
    scene: Scene,
    entry_id: str,
    signals: Signals,
    *,
    confidence: float = 1.0,
    others: Sequence[str] = (),
    runners_up: Sequence[str] = (),
    hinted: bool = False,
) -> Turn:
    """Begin with an entry: its cause line, the best cause for what we know, its steps."""
    entry = scene.knowledge.entry(entry_id)
    pick = causes.best(entry, signals.names)
    words = render.first_answer(
        scene.knowledge, entry, pick, confidence=confidence, others=others, hinted=hinted or signals.app is not None
    )
    shown = (pick.cause.id,) if pick else ()
    record = Record(
        "answered", {"entry": entry_id, "confidence": round(confidence, 2), "cause": shown[0] if shown else None}
    )
    if told := _told(scene, entry):
        words = replace(words, text=words.text.replace(say("not checked account"), told))
    actions = [*outcome(scene, entry), *((f"pick.{other}", scene.knowledge.title(other)) for other in runners_up)]
    return reply(
        scene,
        words,
        actions,
        record,
        phase="answered",
        entry=entry_id,
        shown=shown,
        tried=(),
        question=None,
        asked=(),
        signals=signals,
        lost=0,
    )


def go_on(scene: Scene) -> Turn:
    """What was advised did not help: a question that splits the causes, else the next cause."""
    entry = scene.entry
    if entry is None:
        return lost(scene)
    if turn := account_first(scene):
        return turn
    state = scene.state
    tried = (*state.tried, f"{entry.id}/{state.cause}") if state.cause and state.phase == "answered" else state.tried
    number = causes.open_question(entry, state.signals.names, state.asked)
    left = causes.best(entry, state.signals.names, state.shown)
    if number is not None and left is not None:
        question = entry.questions[number]
        actions = [(f"say.{index}", answer.say) for index, answer in enumerate(question.answers)]
        return reply(
            scene,
            render.ask(question),
            [*actions, ("skip", say("skip"))],
            phase="question",
            question=number,
            asked=(*state.asked, number),
            tried=tried,
            lost=0,
        )
    return advise(scene, entry, tried)


def advise(scene: Scene, entry: Entry, tried: tuple[str, ...] | None = None, signals: Signals | None = None) -> Turn:
    """The next best cause; then the account, then the address; then it is the provider's turn."""
    state = scene.state
    tried = state.tried if tried is None else tried
    signals = signals or state.signals
    pick = causes.best(entry, signals.names, (*state.shown, *_ruled_out(scene, entry)))
    if pick:
        name, words = pick.cause.id, render.next_cause(scene.knowledge, pick)
    else:
        general = _general(entry, (*state.shown, *(["account"] if _verdict(scene) else [])))
        if general is None:
            return _ended(scene, entry, tried)
        name = general
        words = Say(say(f"next {general}"), "\n".join(render.numbered(say(f"{general} steps").split("\n"))))
    return reply(
        scene,
        words,
        outcome(scene, entry),
        Record("advised", {"entry": entry.id, "cause": name}),
        phase="answered",
        shown=(*state.shown, name),
        tried=tried,
        question=None,
        signals=signals,
        lost=0,
    )


def account_first(scene: Scene) -> Turn | None:
    """The panel said that the account is stopped: nothing in the app helps before that is mended. This is said once."""
    verdict, entry = _verdict(scene), scene.entry
    if verdict is None or verdict["verdict"] not in STOPPED or verdict.get("said"):
        return None
    if entry and entry.category not in render.ACCOUNT:
        return None
    words = Say(say("account first", what=say(f"verdict {verdict['verdict']}")), say("account first text"))
    again = ("check", say("check once more"))
    actions = [again, *human(scene), ("new", say("new problem"))]
    if entry:
        good, still, *others = outcome(scene, entry)
        actions = [good, still, again, *others]
    told = {**verdict, "said": True}
    return reply(scene, words, actions, phase="answered" if entry else "checked", verdict=told, question=None)


def choose(scene: Scene, ids: Sequence[str], signals: Signals, head: str = "which") -> Turn:
    """Offer named candidates: ask, don't guess."""
    actions = [(f"pick.{entry_id}", scene.knowledge.title(entry_id)) for entry_id in ids]
    record = Record("asked", {"entries": list(ids)})
    return reply(
        scene, Say(say(head)), [*actions, ("else", say("something else"))], record, phase="choosing", signals=signals
    )


def cancelled(scene: Scene) -> Turn:
    """Stop what we are doing."""
    anew = replace(scene, state=scene.state.fresh())
    return reply(anew, Say(say("cancelled")), (), Record("cancelled"))


def lost(scene: Scene, head: str = "") -> Turn:
    """Say plainly that the bot does not know, or what it needs (`head`), and offer categories."""
    if scene.held_login:
        return remark(scene, Say(say("login only"), say("login only text")))
    again = scene.state.lost + 1
    words = Say(say(head)) if head else Say(say("lost again" if again > 1 else "lost"), say("lost text"))
    actions = [*categories(scene.knowledge), *(human(scene) if again > 1 else [])]
    return reply(scene, words, actions, Record("unknown"), phase="lost", lost=again)


def fixed(scene: Scene) -> Turn:
    """It works: note what helped, and be ready for the next problem."""
    state = scene.state
    entry = scene.entry
    if entry is None:
        return reply(scene, Say(say("fixed nothing")), phase="open")
    record = Record("fixed", {"entry": entry.id, "cause": state.cause, "tried": list(state.tried)})
    done = replace(scene, state=replace(state.fresh(), seen=state.seen))
    return reply(done, Say(say("fixed reply"), say("fixed text")), (), record)


def categories(knowledge: Knowledge) -> list[Action]:
    """What the bot offers when it has nothing better: the menu of the vocabulary."""
    return [(f"menu.{number}", menu["label"]) for number, menu in enumerate(knowledge.menu)]


def outcome(scene: Scene, entry: Entry) -> list[Action]:
    """The buttons under advice: it helped, it did not, look at the account (if that can matter and was not done)."""
    named = entry.category in render.ACCOUNT or any(say("check") in step for step in entry.steps)
    check = [("check", say("check"))] if named and not _verdict(scene) else []
    if entry.category == "guide":
        return [("fixed", say("helped")), ("still", say("not helped")), *check, ("more", say("more")), *human(scene)]
    good = "works again" if entry.fixable_by == "nobody but time" else "fixed"
    return [("fixed", say(good)), ("still", say("still")), *check, ("more", say("more")), *human(scene)]


def human(scene: Scene) -> list[Action]:
    """Talk to a human, where there are any."""
    return [("human", say("human button"))] if scene.means.tickets else []


def _verdict(scene: Scene) -> Mapping[str, Any] | None:
    return scene.state.known_verdict(scene.event.at)


def _told(scene: Scene, entry: Entry) -> str:
    """What an account check of a moment ago means for a problem that is reported now."""
    verdict = _verdict(scene)
    if verdict is None or entry.category not in render.ACCOUNT:
        return ""
    return say("checked before", what=conclude(entry, verdict).plain.replace("\n", " "))


def _ruled_out(scene: Scene, entry: Entry) -> list[str]:
    """Causes in the account itself, when the panel said that it is fine; unless nothing else is left."""
    verdict = _verdict(scene)
    fine = verdict is not None and verdict["verdict"] in USABLE
    out = [cause.id for cause in entry.causes if fine and cause.area == "account"]
    return out if len(out) < len(entry.causes) else []


def _general(entry: Entry, shown: Sequence[str]) -> str | None:
    if entry.fixable_by not in ("you", "often you") or entry.category in ("guide", "gcore"):
        return None
    covered = {cause.area for cause in entry.causes}
    return next((name for name, areas in GENERAL if name not in shown and not areas & covered), None)


def _ended(scene: Scene, entry: Entry, tried: tuple[str, ...]) -> Turn:
    head = say("ended wait" if entry.fixable_by == "nobody but time" else "ended")
    words = Say(head, say("ended text", have_ready=entry.have_ready))
    record = Record("ended", {"entry": entry.id, "tried": list(tried)})
    check = [("check", say("check"))] if entry.category in render.ACCOUNT and not _verdict(scene) else []
    actions = [("fixed", say("fixed")), *check, *human(scene), ("new", say("new problem"))]
    return reply(scene, words, actions, record, phase="ended", tried=tried)


def _offered(others: Sequence[Ranked]) -> list[str]:
    return [other.id for other in others[:RUNNERS_UP]]


def _named_too(knowledge: Knowledge, match: Match) -> list[str]:
    """Other errors that stood in the message: of several the root cause answers and the others are named."""
    found, *others = match.entries
    codes = [knowledge.contexts(code.number).get(code.context) for code in match.signals.codes]
    said = set(match.signals.constants)
    constants = [other.id for other in others if not said.isdisjoint(knowledge.title(other.id).split(" / "))]
    return [entry_id for entry_id in dict.fromkeys([*codes, *constants]) if entry_id and entry_id != found.id]
