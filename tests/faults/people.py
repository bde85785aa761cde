"""The people of a run who follow a script, and wait for the bot before they do the next thing."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeAlias
from urllib.parse import quote

from bot.core.redaction import MASK
from tests.channels.telegram.people import Person, labels

if TYPE_CHECKING:
    from tests.faults.plan import Script, Step
    from tests.faults.world import World

Message: TypeAlias = dict[str, Any]

# What a person may press who follows an advice; the rest leads elsewhere, and is pressed by those who want to go there.
_ADVICE: Final = frozenset({"Fixed", "Still broken", "Tell me more", "It works again", "I don't know", "Skip"})


@dataclass(frozen=True, slots=True)
class Heard:
    """What the bot must have heard: how the line in the transcript begins, or another one that will do."""

    begins: str
    whole: bool = False
    other: str | None = None

    def fits(self, line: str) -> bool:
        return line == self.other or (line == self.begins if self.whole else line.startswith(self.begins))


@dataclass
class Actor:
    """A person with a script. `wrote` is what the bot must have heard, in order; `sends` are the tickets they sent."""

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

    async def _hears(self, many: int, seconds: float | None = None) -> None:
        """Wait for so many words of the bot in all; those who wait less than for ever go on without."""
        try:
            await self.world.api.until(lambda: len(self.said) >= many, seconds or self.world.patience)
        except TimeoutError:
            if seconds is None:
                raise

    async def _told(self, words: str) -> None:
        await self.world.api.until(lambda: any(words in text for text in self.said), self.world.patience)

    def _newest(self) -> Message:
        """The newest message with buttons; an empty one, if there is none."""
        return next((one for one in reversed(self.person.seen) if labels(one)), {})

    async def _press(self, label: str, message: Message, times: int = 1) -> None:
        before = len(self.said)
        for _ in range(times):
            self.wrote.append(Heard(f"[{label}]", whole=True, other="[an old button]"))
            await self.person.press(label, message)
        await self._hears(before + times, self.world.slow)  # a press may have nothing to do any more

    async def _error(self, step: Step) -> None:
        await self._ask(step.text)
        await self._advised(step, 1)

    async def _error_twice(self, step: Step) -> None:
        """With a double click."""
        await self._ask(step.text)
        await self._advised(step, 2)

    async def _advised(self, step: Step, times: int) -> None:
        message = self._newest()
        offered = [label for label in labels(message) if label in _ADVICE]
        if offered:
            await self._press(offered[step.choice % len(offered)], message, times)

    async def _leak(self, step: Step) -> None:
        # Who was asked for a login a moment ago, after a link without one, gave it: then nothing of it is kept.
        await self._ask(step.text, heard=Heard(step.text[:3], other=MASK))

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
            await self._hears(before + 3, self.world.slow)

    async def _guided(self, step: Step) -> None:
        """Server, name and password, each when it is asked for, and once: what is told again is not answered again.

        Who is asked to begin anew, because the bot was killed in between, does not, nor who waits for too long.
        """
        await self._ask("/check")
        await self._ask(self.world.panels.server(int(step.text)), heard=Heard("http://127.1."))
        for prompt, answer in zip(("And the username?", "And the password?"), step.secrets, strict=True):
            if not await self._hears_last(prompt):
                await self._ask("/cancel")  # else what they write next is the answer
                return
            await self._ask(answer, heard=Heard(""))

    async def _hears_last(self, words: str) -> bool:
        """Whether the last word of the bot is this, after some time."""
        with suppress(TimeoutError):
            await self.world.api.until(lambda: words in self.said[-1], self.world.slow)
            return True
        return False

    async def _ticket(self, step: Step) -> None:
        """Talk to a human … Send; then write to them, and end it in one of several ways."""
        before = len(self.sends)
        await self._ask(step.text)
        if "Talk to a human" in labels(self._newest()):
            await self._press("Talk to a human", self._newest())
        if not self._question():  # it was not offered, or that button is an old one by now
            await self._ask("/ticket")
        while len(self.sends) == before:
            await self.world.api.until(self._question, self.world.patience)
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

    def _question(self) -> Message:
        """The newest question of a ticket in the making that has no answer yet; what is told again is an old one."""
        for message in reversed(self.person.seen):
            offered = labels(message)
            if self.answered & set(offered.values()):
                break
            actions = {data.partition(".")[2].partition(".")[0] for data in offered.values()}
            if actions & {"tell", "send"} or "What goes wrong" in message.get("text", ""):
                found: Message = message
                return found
        return {}

    async def _forget(self, step: Step) -> None:
        await self._ask(f"my app is called {step.text}")
        self.forgotten = True
        await self.person.write("/forget")
        await self._told("Everything about you is deleted")
        while not await self.world.erased():  # noqa: ASYNC110 -- a database tells nobody
            await asyncio.sleep(0.1)
        if step.text.encode() in self.world.bytes():
            self.world.hung.append(f"{self.script.user} was told that all is deleted, and it was not")
