"""What a run is going to be, drawn from its seed before it begins: who does what, and what goes wrong when."""

from __future__ import annotations

import string
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Nobody else is called like that, so that a byte of theirs is found wherever it is.
FIRST_USER: Final = 7_310_400_001
_ERRORS: Final = (
    *("error 403 in tivimate on all channels", "502 bad gateway smarters pro", "AUTH_FAILED", "X-Err-Code: 2000"),
    *("it keeps buffering in the evening", "app says blocked", "black screen, sound is there"),
    "weird humming at night",
)
_LEAKS: Final = (
    *("user: {u} pass: {p} whats wrong, 403", "http://tv.example.net:8080/live/{u}/{q}/441.ts says 404"),
    *('{{"username": "{u}", "password": "{p}"}}', "my username is {u} and my password is {p}"),
    "portal http://tv.example.net/get.php?username={u}&password={q}&type=m3u_plus 502",
)
# What is repeated to the size of a bomb: the same signs, quotes in quotes, almost links, almost logins, almost codes.
_BOMBS: Final = (
    *("a", " ", "(", "\n", "é", "> ", "\"'", "[[", "http://", "http://a@"),
    *("get.php?username=&password=", "user: pass: "),
    *("00:1A:79:", "444 ", "x@x.", "\u202e\u200b", "%25", "error error ", "&amp;", "<b>", "1.", "\\"),
)
_FIRST: Final = ("active", "refuses", "elsewhere")
# What a panel may be: some are sound, some say no, most are hostile (see `panels`).
KINDS: Final = (
    *("active", "refuses", "expired", "refuses", "blocked", "slow down", "broken", "shop", "deep", "digits", "signs"),
    *("bomb", "endless", "drips", "silent", "cut", "elsewhere", "headers", "active", "refuses"),
)
_KNOWLEDGE: Final = ("curly", "half", "gone", "surrogates", "deep", "dotted", "digits", "huge", "tables", "aliases")
MINUTE: Final = "a minute passes"
"""How a kill is that nobody waits for: what the dead process had in hand is free at once."""
_STORMS: Final = ("429", "500", "502 of a proxy", "no JSON")
_OFTEN: Final = ("sendmessage", "getupdates", "editmessagetext", "all")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a person does, and the secrets in it. `choice` decides what depends on what they see then."""

    do: str
    text: str = ""
    secrets: tuple[str, ...] = ()
    choice: int = 0


@dataclass(frozen=True, slots=True)
class Script:
    """What a person does, in order."""

    user: int
    steps: tuple[Step, ...]

    def __str__(self) -> str:
        steps = (f"{one.do}{f' {one.text[:40]!r}' if one.text else ''}/{one.choice}" for one in self.steps)
        return f"{self.user}: {', '.join(steps)}"


@dataclass(frozen=True, slots=True)
class Trouble:
    """What goes wrong: so many seconds after the one before, for so many seconds, and in which way."""

    what: str
    after: float
    lasts: float = 0.0
    how: str = ""

    def __str__(self) -> str:
        return f"+{self.after:.1f} s {self.what}{f' ({self.how})' if self.how else ''} for {self.lasts:.1f} s"


@dataclass(frozen=True, slots=True)
class Plan:
    """A run. `people` are with us at once, one follows the other; `talkers` write a question every `pace` seconds."""

    seed: int
    database: str
    troubles: tuple[Trouble, ...]
    panels: tuple[str, ...]
    people: int
    talkers: int
    pace: float
    flood: int
    short: bool

    def script(self, number: int) -> Script:
        """What person number so-and-so does. The first ones do what every run must have in it."""
        chance = Random(f"{self.seed}/{number}")  # noqa: S311 -- a seed is the point
        steps = [self._step(kind, chance) for kind in chance.choices(_STEPS, _WEIGHTS, k=2)]
        steps = [*(self._step(kind, chance, panel) for kind, panel in _must(number)), *steps]
        if number % _FORGETS == _FORGETS - 1:
            steps.append(self._step("forget", chance))
        return Script(FIRST_USER + number, tuple(steps))

    def _step(self, kind: str, chance: Random, panel: int | None = None) -> Step:
        u, p = secret(chance), secret(chance, "/+ü" if chance.random() < 0.2 else "")
        q, choice = quote(p, safe=""), chance.randrange(1000)
        match kind:
            case "check" | "guided":
                return Step(kind, str(chance.randrange(len(self.panels)) if panel is None else panel), (u, p), choice)
            case "leak":
                return Step(kind, chance.choice(_LEAKS).format(u=u, p=p, q=q), (u, p), choice)
            case "file":
                return Step(kind, f"GET http://tv.example.net/live/{u}/{q}/1.ts 403\n" * 200, (u, p), choice)
            case "bomb":
                sign = chance.choice(_BOMBS)
                return Step(kind, sign * (chance.choice((4096, 65536)) // len(sign)))
            case "forget":
                return Step(kind, f"Zm{''.join(chance.choices(string.ascii_lowercase, k=12))}")
            case "export":
                return Step(kind)
            case _:
                return Step(kind, chance.choice(_ERRORS), (), choice)

    def __str__(self) -> str:
        lines = [f"seed {self.seed}, {self.database}, panels: {', '.join(self.panels)}", *map(str, self.troubles)]
        return "\n".join(lines)


_FORGETS: Final = 4  # every fourth one has us forget in the end
# What the first ones do, so that it is in every run: tickets, more logins than a panel may refuse (number 1), and one
# that is sent elsewhere with their login (number 2).
_MUST: Final[Sequence[Sequence[tuple[str, int | None]]]] = (
    (("ticket", None),),
    (("guided", 2), ("ticket", None)),
    (("check", 1), ("check", 1)),
    (("check", 1), ("bomb", None), ("file", None)),
    (("check", 1), ("leak", None), ("export", None)),
)
_STEPS: Final = ("error", "error twice", "ticket", "check", "guided", "leak", "bomb", "file", "export")
_WEIGHTS: Final = (5, 2, 2, 4, 1, 2, 1, 1, 1)


def _must(number: int) -> Sequence[tuple[str, int | None]]:
    return _MUST[number] if number < len(_MUST) else ()


def secret(chance: Random, more: str = "") -> str:
    """A name or password that stands nowhere else."""
    return f"Zq{''.join(chance.choices(string.ascii_letters + string.digits, k=9))}{more}7"


def short(seed: int, database: str) -> Plan:
    """Some seconds for `make test`: each trouble that costs little once. Behind each kill a minute passes."""
    chance = Random(f"{seed}/{database}")  # noqa: S311 -- a seed is the point
    own = ["disk", "locked", "knowledge"] if database == "sqlite" else ["postgres", "locked"]
    kinds = [*own, *chance.sample(["storm", "down", "lost", "riffled", "helpdesk"], 3)]
    chance.shuffle(kinds)
    troubles = [Trouble("flood", 0.2), *(_trouble(kind, chance, 0.1, 0.5) for kind in kinds)]
    end = [Trouble("silent", 0.1, 0.6), Trouble("kill", 0.4, how=MINUTE)]
    panels = (*_FIRST, *chance.choices(KINDS, k=3))
    return Plan(seed, database, (*troubles, *end), panels, 5, 3, 0.4, 120, short=True)


def long(seed: int, minutes: float, database: str) -> Plan:
    """Ten kills a minute, one immediate restart of PostgreSQL, and beside them whatever else there is.

    On PostgreSQL who comes after a kill waits three seconds before it polls, so hardly a third of the time is served:
    with twice as many people the limit of messages a minute would be met by what had to wait.
    """
    chance = Random(f"{seed}/{database}/{minutes}")  # noqa: S311 -- a seed is the point
    troubles: list[Trouble] = []
    others = ["storm", "down", "lost", "riffled", "helpdesk", "silent", "locked", "knowledge", "flood"]
    others += ["disk"] if database == "sqlite" else []
    for number in range(round(minutes * 10)):
        if number % 10 == 5 and database == "postgres":
            troubles.append(_trouble("postgres", chance, 1.0, 2.0))
        troubles.append(_trouble(chance.choice(others), chance, 0.5, 3.0))
        troubles.append(_trouble("kill", chance, 1.0, 2.0))
    panels = (*_FIRST, *KINDS, *KINDS, *KINDS)
    return Plan(seed, database, tuple(troubles), panels, 12, 12, 2.0, 500, short=False)


def _trouble(what: str, chance: Random, least: float, most: float) -> Trouble:
    after, lasts = round(chance.uniform(least, most), 1), round(chance.uniform(least + 0.5, most + 0.5), 1)
    how: dict[str, Sequence[str]] = {
        "storm": [f"{storm}, {method}" for storm in _STORMS for method in _OFTEN],
        "knowledge": _KNOWLEDGE,
        "kill": ("", "", "told again"),
        "silent": ("", "cut in the end"),
    }
    return Trouble(what, after, lasts, chance.choice(how.get(what, ("",))))


def people(plan: Plan) -> Iterator[Script]:
    """One after the other, without end."""
    number = 0
    while True:
        yield plan.script(number)
        number += 1
