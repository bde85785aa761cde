"""The desk of a `bot serve` that is killed while users escalate, and while words go to and fro.

`BOT_KILLS=25 pytest tests/channels/telegram/test_desk_process.py -s` kills it so often.
"""

from __future__ import annotations

import asyncio
import os
import random
import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.channels.telegram.people import STAFF, Member, Person, labels, staffed
from tests.channels.telegram.process import Served
from tests.channels.telegram.server import BotApi

if TYPE_CHECKING:
    from pathlib import Path

KILLS = int(os.environ.get("BOT_KILLS", "2"))
PEOPLE = 2 if KILLS < 5 else 4
# A group's minute is short, so that the test is.
PROGRAM = (
    "from bot.channels.telegram import pacing, resuming; pacing.WINDOW = 0.5; resuming.EVERY = 0.5; "
    "from bot.__main__ import main; main()"
)


@dataclass
class Story:
    """One user, who has one ticket after the other, and the team's side of them."""

    api: BotApi
    person: Person
    enough: asyncio.Event
    refs: list[str] = field(default_factory=list)
    lines: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))  # of the user, by ticket
    answers: list[str] = field(default_factory=list)

    async def run(self) -> None:
        while not self.enough.is_set():
            ref = await self.escalated()
            self.refs.append(ref)
            for _ in range(2):
                await self.says(ref)
            await self.api.until(partial(self.topics, ref), 60)
            for number in range(2):
                self.answers.append(f"answer {self.person.id}-{len(self.refs)}-{number}.")
                await Member(self.api, 9, topic=self.topics(ref)[0]).write(self.answers[-1])
            await self.says(ref)
            await self.reads(self.answers[-1])
            await self.api.until(partial(self.is_passed, ref), 60)
            await self.person.press("It is solved")
            await self.reads(f"{ref} is closed")

    async def escalated(self) -> str:
        steps = {"403": "Talk to a human", "Since when": "Today", "support will see": "Send", "Sent as T-": ""}
        before = {words: self.count(words) for words in steps}
        await self.person.write("error 403 in tivimate on all channels on fire tv")
        for words, button in steps.items():
            await self.api.until(partial(self.has_more, words, before[words]), 60)
            if button:
                await self.person.press(button)
        newest = next(text for text in reversed(self.person.texts) if "Sent as T-" in text)
        return newest.partition("Sent as ")[2].partition(".")[0]

    async def says(self, ref: str) -> None:
        line = f"line {self.person.id}-{len(self.refs)}-{len(self.lines[ref])}."
        self.lines[ref].append(line)
        await self.person.write(line)

    async def reads(self, words: str) -> None:
        await self.api.until(lambda: self.count(words), 60)

    def count(self, words: str) -> int:
        return sum(
            words in text and ("403" not in words or "Talk to a human" in labels(message))
            for text, message in zip(self.person.texts, self.person.seen, strict=True)
        )

    def has_more(self, words: str, count: int) -> bool:
        return self.count(words) > count

    def is_passed(self, ref: str) -> bool:
        return self.passed(ref)[-1:] == self.lines[ref][-1:]

    def topics(self, ref: str) -> list[int]:
        """The ticket's topics: one, or, after a kill, another one."""
        return [number for number, one in self.api.topics(STAFF).items() if one["name"].startswith(ref)]

    def passed(self, ref: str) -> list[str]:
        """The user's lines in the team's chat."""
        texts = [text for topic in self.topics(ref) for text in Member(self.api, 9, topic=topic).texts]
        return [line for text in texts if text.startswith("User:") for line in re.findall(r"line [-\d]+\.", text)]


@pytest.mark.timeout(120 + 20 * KILLS)
def test_killed_while_users_escalate_no_ticket_is_lost_or_doubled(tmp_path: Path) -> None:
    chance = random.Random()  # noqa: S311 -- any moment will do

    async def run() -> None:
        async with BotApi() as api:
            staffed(api)
            served = Served(tmp_path, api, TELEGRAM_STAFF_CHAT=str(STAFF), LIMIT_TICKETS="1000/second")
            served.program = ("-c", PROGRAM)
            enough = asyncio.Event()
            stories = [Story(api, Person(api, number), enough) for number in range(1, PEOPLE + 1)]
            await served.start()
            telling = [asyncio.create_task(story.run()) for story in stories]
            for _ in range(KILLS):
                before = len(api.calls)
                await api.until(partial(_called, api, before + 5), 60)
                await asyncio.sleep(chance.uniform(0, 0.8))
                await served.end(9)
                await served.start()
            enough.set()
            await asyncio.gather(*telling)
            twins = await linked(api, stories)
            repeated = await books(served, stories)
            assert await served.end() == 0
            tickets = sum(len(story.refs) for story in stories)
            print(f"{KILLS} kills, {tickets} tickets, {twins} topics doubled and linked, {repeated} messages repeated")
            assert twins <= KILLS

    asyncio.run(run())


async def linked(api: BotApi, stories: list[Story]) -> int:
    """Write in topics of tickets that have two: each is known as the ticket's. How many there are too many."""
    twins = [(ref, topics) for story in stories for ref in story.refs if len(topics := story.topics(ref)) > 1]
    for ref, topics in twins:
        for topic in topics:
            member = Member(api, 9, topic=topic)
            await member.write("/claim")
            await member.reads(f"{ref} is ")  # closed, or not the user's any more
    return sum(len(topics) - 1 for _, topics in twins)


async def books(served: Served, stories: list[Story]) -> int:
    """Nothing was lost, nothing done twice; each lane has at most one message a kill again. How many that were."""
    while served.rows("SELECT count(*) FROM outbox WHERE sent_at IS NULL") != [(0,)]:  # noqa: ASYNC110 -- elsewhere
        await asyncio.sleep(0.2)
    refs = [ref for story in stories for ref in story.refs]
    assert sorted(served.rows("SELECT ref FROM ticket")) == sorted((ref,) for ref in refs)
    assert len(set(refs)) == len(refs)
    assert served.rows("SELECT count(*) FROM ticket WHERE place IS NULL OR card IS NULL OR status != 'closed'") == [
        (0,)
    ]
    assert served.rows("SELECT count(*) FROM event") == served.rows("SELECT count(DISTINCT event_id) FROM event")
    repeated = 0
    for story in stories:
        said = [text for text in story.person.texts if text.startswith("Support (")]
        repeated += again(story.answers, [text.partition("\n")[2] for text in said])
        repeated += sum(again(story.lines[ref], story.passed(ref)) for ref in story.refs)
    assert repeated <= 2 * KILLS * len(stories)
    return repeated


def _called(api: BotApi, count: int) -> bool:
    return len(api.calls) > count


def again(sent: list[str], came: list[str]) -> int:
    """All that was sent came, in order; how often something came once more."""
    left = iter(came)
    assert all(any(one == other for other in left) for one in sent), (sent, came)
    assert set(came) == set(sent)
    return len(came) - len(sent)
