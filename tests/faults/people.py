"""The people of a run: those who follow a script, those who talk all the time, one who floods, and the team."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import cycle
from random import Random
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from bot.app.clock import SystemClock
from bot.core.events import Staffed
from bot.core.frozen import replace
from bot.engine.checking import Checker
from bot.engine.engine import Engine
from bot.ports import StoreError
from bot.storage import open_store
from tests.channels.telegram.people import Person, labels
from tests.channels.telegram.process import QUESTIONS
from tests.engine.fakes import RULES, Panels
from tests.engine.fakes import TERMS as NOBODY
from tests.faults.plan import FIRST_USER
from tests.faults.world import SECRET

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.events import Deed
    from bot.ports import Filed
    from tests.faults.plan import Script, Step
    from tests.faults.world import World

PATIENCE: Final = 180.0
"""Seconds that somebody waits for a word of the bot; behind a process that died an answer may be late by a minute."""
FIRST_TALKER: Final = FIRST_USER + 500_000
FIRST_FLOOD: Final = FIRST_USER + 900_000
_SLOW: Final = 20.0  # the same, for what may be late or never come: the end of a check, an answer to an old button
# What a person may press who follows an advice; the rest leads elsewhere, and is pressed by those who want to go there.
_ADVICE: Final = frozenset({"Fixed", "Still broken", "Tell me more", "It works again", "I don't know", "Skip"})


@dataclass(frozen=True, slots=True)
class Heard:
    """What the bot must have heard: how the line in the transcript begins, or another one that will do."""

    begins: str
    whole: bool = False
    other: str = ""

    def fits(self, line: str) -> bool:
        return line in (self.begins, self.other) if self.whole else line.startswith(self.begins)


@dataclass
class Actor:
    """A person with a script. `wrote`: what the bot must have heard, in order; `sends`: the previews that they sent."""

    world: World
    script: Script
    wrote: list[Heard] = field(default_factory=list)
    sends: set[str] = field(default_factory=set)
    answered: set[str] = field(default_factory=set)  # buttons of questions
    forgotten: bool = False

    def __post_init__(self) -> None:
        self.person = Person(self.world.api, self.script.user)

    @property
    def said(self) -> list[str]:
        return self.world.api.said[self.person.chat]

    async def act(self) -> None:
        """Do it all, and say so if it does not come to an end."""
        for step in self.script.steps:
            self.world.secrets += step.secrets
            try:
                await getattr(self, f"_{step.do.replace(' ', '_')}")(step)
            except TimeoutError:
                self.world.hung.append(f"{self.script.user} waits in {step.do!r} after {self.said[-1:]}")
                return
            self.world.done[step.do] += 1

    async def _ask(self, text: str, *, heard: Heard | None = None, answers: int = 1) -> None:
        """Write, and wait for so many words of the bot."""
        self.wrote.append(heard or Heard(text, whole=True))
        before = len(self.said)
        await self.person.write(text)
        await self._hears(before + answers)

    async def _hears(self, many: int, seconds: float = PATIENCE) -> None:
        """Wait for so many words of the bot in all; those who wait less than for ever go on without."""
        try:
            await self.world.api.until(lambda: len(self.said) >= many, seconds)
        except TimeoutError:
            if seconds == PATIENCE:
                raise

    async def _told(self, words: str) -> None:
        await self.world.api.until(lambda: any(words in text for text in self.said), PATIENCE)

    def _newest(self) -> dict[str, Any]:
        """The newest message with buttons."""
        return next((one for one in reversed(self.person.seen) if labels(one)), {})

    async def _press(self, label: str, message: dict[str, Any], times: int = 1) -> None:
        before = len(self.said)
        for _ in range(times):
            self.wrote.append(Heard(f"[{label}]", whole=True, other="[an old button]"))
            await self.person.press(label, message)
        await self._hears(before + times, _SLOW)  # a press may have nothing to do any more

    async def _error(self, step: Step) -> None:
        await self._ask(step.text)
        await self._advised(step, 1)

    async def _error_twice(self, step: Step) -> None:
        """With a double click."""
        await self._ask(step.text)
        await self._advised(step, 2)

    async def _advised(self, step: Step, times: int) -> None:
        message = self._newest()
        offered = [label for label in labels(message) if label in _ADVICE] if message else []
        if offered:
            await self._press(offered[step.choice % len(offered)], message, times)

    async def _leak(self, step: Step) -> None:
        await self._ask(step.text, heard=Heard(step.text[:3]))

    async def _bomb(self, step: Step) -> None:
        await self._ask(f"hm, {step.text}", heard=Heard("hm"))

    async def _file(self, step: Step) -> None:
        self.wrote.append(Heard(""))
        before = len(self.said)
        await self.person.file(step.text.encode())
        await self._hears(before + 1)

    async def _export(self, _: Step) -> None:
        await self._ask("/export", answers=2)

    async def _check(self, step: Step) -> None:
        server, (u, p) = self.world.panels.server(int(step.text)), map(quote, step.secrets)
        link = f"{server}/get.php?username={u}&password={p}&type=m3u_plus&output=ts"
        before = len(self.said)
        await self._ask(f"/check {link}", heard=Heard("/check"), answers=2)
        if step.choice % 2:
            await self._hears(before + 3, _SLOW)

    async def _guided(self, step: Step) -> None:
        """Server, name and password, each when it is asked for, and once: what is told again is not answered again.

        Who is asked to begin anew, because the bot was killed in between, does not.
        """
        await self._ask("/check")
        await self._ask(self.world.panels.server(int(step.text)), heard=Heard("http://127.1."))
        for prompt, answer in zip(("And the username?", "And the password?"), step.secrets, strict=True):
            if not await self._hears_last(prompt):
                return
            await self._ask(answer, heard=Heard(""))

    async def _hears_last(self, words: str) -> bool:
        """Whether the last word of the bot is this, after some time."""
        with suppress(TimeoutError):
            await self.world.api.until(lambda: words in self.said[-1], _SLOW)
            return True
        return False

    async def _ticket(self, step: Step) -> None:
        """Talk to a human … Send; then write to them, and end it in one of several ways."""
        before = len(self.sends)
        await self._ask("/ticket")
        while len(self.sends) == before:
            await self.world.api.until(self._question, PATIENCE)
            message = self._question()
            offered = labels(message)
            self.answered |= set(offered.values())
            if "Send" in offered:
                self.sends.add(offered["Send"])
                await self._press("Send", message, 1 + step.choice % 2)
            elif len(offered) == 1:
                await self._ask("All channels are black since yesterday")
            else:
                await self._press(list(offered)[step.choice % (len(offered) - 1)], message)  # not the last: "Cancel"
        if step.choice % 3:
            await self._told("Support (T-")
            await self._ask("Thank you, I try that", answers=0)
        if step.choice % 5:
            message = self._newest()
            await self._press(next(iter(labels(message))), message)
        await self._ask("/cancel")  # whatever is still open

    def _question(self) -> dict[str, Any]:
        """The newest question of a ticket in the making that has no answer yet; what is told again is an old one."""
        message: dict[str, Any]
        for message in reversed(self.person.seen):
            offered = labels(message)
            if self.answered & set(offered.values()):
                break
            actions = {data.partition(".")[2].partition(".")[0] for data in offered.values()}
            if actions & {"tell", "send"} or "What goes wrong" in message.get("text", ""):
                return message
        return {}

    async def _forget(self, step: Step) -> None:
        await self._ask(f"my app is called {step.text}")
        self.forgotten = True
        await self.person.write("/forget")
        await self._told("Everything about you is deleted")


@dataclass
class Talker:
    """Somebody who asks again and again, whatever comes back; each question has one answer."""

    world: World
    number: int
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.person = Person(self.world.api, FIRST_TALKER + self.number)

    async def talk(self) -> None:
        for question in cycle(QUESTIONS):
            self.asked.append(question)
            await self.person.write(question)
            await asyncio.sleep(self.world.plan.pace)


async def flood(world: World) -> Person:
    """One user, hundreds of messages at once."""
    person = Person(world.api, FIRST_FLOOD + world.done["flood"])
    for number in range(world.plan.flood):
        await person.write(f"error {400 + number % 30} again {number}")
    return person


class Team:
    """Answers tickets past the bot's process, as `bot tickets` does; each deed has an id, so it can be tried again."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.done: list[Staffed] = []
        self._store = open_store(world.url)
        clock = self._clock = SystemClock()
        rules = replace(RULES, secret=SECRET.encode(), tickets=True, hooks=True)
        self._engine = Engine(self._store, world.shelf, rules, clock, Checker(self._store, Panels(), clock, NOBODY))
        self._answers: Counter[str] = Counter()

    async def work(self) -> None:
        """Look for tickets that wait for the team, until this is cancelled."""
        while True:
            try:
                for filed in await self._store.tickets():
                    if filed.ticket.waits == "team":
                        await self._answer(filed)
            except StoreError:
                pass  # the database is away: they look again
            await asyncio.sleep(0.3)

    async def _answer(self, filed: Filed) -> None:
        user = filed.key.user
        self._answers[user] += 1
        number = self._answers[user]
        chance = Random(f"{self.world.plan.seed}/{user}/{number}")  # noqa: S311 -- a seed is the point
        deeds: list[tuple[Deed, str]] = [("reply", f"Answer {number}: close the app on every other device, please.")]
        deeds += [("resolve", "")] if chance.random() < 0.3 else []
        for deed, text in deeds:
            name = f"desk:cli:{int(user) - FIRST_USER}-{number}-{deed}"
            await self._insist(
                Staffed(name, filed.key, self._clock.now(), filed.ticket.ref, deed, "team:1", "Kim", text)
            )

    async def _insist(self, event: Staffed) -> None:
        while True:
            try:
                await self._engine.act(event)
            except StoreError:
                await asyncio.sleep(0.2)
            else:
                self.done.append(event)
                return

    async def close(self) -> None:
        await self._engine.close()
        await self._store.close()


def talkers(world: World) -> Iterator[Talker]:
    """As many as the plan says."""
    return (Talker(world, number) for number in range(world.plan.talkers))
