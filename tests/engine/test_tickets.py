"""A ticket through the engine: the outbox's lanes, names, limits, bans, edits, and word that never arrives."""

from __future__ import annotations

import asyncio
from dataclasses import replace as changed
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.core.effects import Card, Document, Erase, Notify, Packet, Relay, Revise, Say
from bot.core.events import Commanded, Edited, Key, Pressed, Staffed, Wrote
from bot.core.limits import Limit
from bot.core.state import State
from bot.engine.packing import packed
from bot.meter import UNMETERED
from tests.core.base import NOON
from tests.engine.fakes import RULES, FixedClock, MemoryStore, Recorder, Shelf, engine

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.core.events import Deed
    from bot.core.ticket import Ticket
    from bot.engine.deciding import Rules
    from bot.engine.engine import Engine
    from bot.meter import Meter

ANNA = Key("chatter", "1", "1")
PEOPLE = changed(RULES, tickets=True, desks=("chatter",), hooks=True)
PASSWORD = "hunter22"


class World:
    """An engine with a user, a team's chat and another program."""

    def __init__(self, rules: Rules = PEOPLE, meter: Meter = UNMETERED) -> None:
        self.store = MemoryStore()
        self.clock = FixedClock()
        self.user, self.team, self.hook = Recorder(), Recorder(), Recorder()
        self.engine: Engine = engine(self.store, rules, clock=self.clock, meter=meter)
        self.engine.attach("chatter-desk", self.team)
        self.engine.attach("webhook", self.hook)
        self.engine.attach("chatter", self.user)
        self.count = 0

    async def write(self, text: str, key: Key = ANNA) -> None:
        self.count += 1
        event = Wrote(str(self.count), key, self.clock.now(), text, f"m{self.count}")
        await self.engine.handle(event, self.user)

    async def command(self, name: str, key: Key = ANNA, *, insist: bool = False) -> None:
        self.count += 1
        await self.engine.handle(Commanded(str(self.count), key, self.clock.now(), name), self.user, insist=insist)

    async def press(self, label: str, key: Key = ANNA) -> None:
        self.count += 1
        button = next(one.id for one in self.state(key).buttons if one.label == label)
        await self.engine.handle(Pressed(str(self.count), key, self.clock.now(), button), self.user)

    async def escalate(self, key: Key = ANNA) -> Ticket:
        await self.write("error 403 in tivimate on all channels on fire tv", key)
        for label in ("Talk to a human", "Today", "Send"):
            await self.press(label, key)
        ticket = self.state(key).ticket
        assert ticket
        return ticket

    async def staff(self, ref: str, deed: Deed, text: str = "", message: str | None = None) -> list[str]:
        self.count += 1
        filed = await self.store.ticket(ref)
        assert filed
        name = f"desk:{self.count}"
        event = Staffed(name, filed.key, self.clock.now(), ref, deed, "chatter:9", "Kim", text, message)
        return list(await self.engine.act(event))

    def state(self, key: Key = ANNA) -> State:
        return State.from_json(self.store.states.get(key))

    def says(self) -> list[str]:
        return [effect.plain for _, effect in self.user.delivered if isinstance(effect, Say)]

    def of(self, kind: type[Any], where: Recorder | None = None) -> list[Any]:
        return [effect for _, effect in (where or self.team).delivered if isinstance(effect, kind)]


def run(work: Callable[[World], Awaitable[None]], rules: Rules = PEOPLE) -> World:
    world = World(rules)
    asyncio.run(work(world))  # type: ignore[arg-type]  # all of them are coroutine functions
    return world


def test_a_ticket_goes_to_the_team_and_to_the_other_program_and_answers_come_back() -> None:
    async def work(world: World) -> None:
        ticket = await world.escalate()
        assert ticket.desk == "chatter"
        lanes = {key.platform for key, _ in world.team.delivered}
        assert lanes == {"chatter-desk"}
        assert len(world.of(Card)) == 1
        (document,) = world.of(Document)
        assert document.name == f"{ticket.ref}.html"
        assert "<script" not in document.text
        await world.write(f"my password is {PASSWORD}")
        assert PASSWORD not in world.of(Relay)[-1].text
        assert await world.staff(ticket.ref, "reply", "Close the other TV.", "chatter:-9/7") == []
        assert world.says()[-1] == f"Support ({ticket.ref}):\nClose the other TV."
        assert [line.line.who for line in world.store.spoken][-1] == "team"
        await world.staff(ticket.ref, "edit", "Close the other TV, please.", "chatter:-9/7")
        revise = world.user.delivered[-1][1]
        assert isinstance(revise, Revise)
        assert revise.target == "chatter:1/" + str(len(world.user.delivered) - 1)
        await world.staff(ticket.ref, "resolve")
        bodies = [one.body for one in world.of(Notify, world.hook)]
        assert next(body["event"] for body in bodies) == "ticket.opened"
        assert bodies[-1]["event"] == "ticket.closed"
        assert len({body["id"] for body in bodies}) == len(bodies)
        assert PASSWORD not in str(bodies)
        assert [deed.what for deed in await world.store.deeds(ticket.ref)] == [
            "ticket reply",
            "ticket edit",
            "ticket resolve",
        ]

    run(work)


def test_the_same_deed_delivered_twice_is_done_once() -> None:
    async def work(world: World) -> None:
        ticket = await world.escalate()
        await world.staff(ticket.ref, "reply", "once")
        said = len(world.says())
        world.count -= 1
        assert await world.staff(ticket.ref, "reply", "once") == []
        assert len(world.says()) == said

    run(work)


def test_what_nobody_here_can_carry_is_left_to_another_process() -> None:
    async def work(world: World) -> None:
        for name in ("chatter-desk", "webhook", "chatter"):
            world.engine.detach(name)
        ticket = await world.escalate()
        assert world.team.delivered == []
        left = [row.parcel for row in world.store.outbox.values()]
        assert {parcel.to for parcel in left} == {"chatter-desk", "webhook"}
        assert not any(parcel.ours for parcel in left)
        await world.staff(ticket.ref, "reply", "hello")
        assert [row.parcel.ours for row in world.store.outbox.values() if row.parcel.to is None] == [False]
        other = engine(world.store, PEOPLE)
        assert await other.resume("chatter-desk", NOON, world.team, orphans=True) > 0
        (card,) = world.of(Card)  # of two that waited, the one that says how things are
        assert "[claimed by Kim]" in card.text

    run(work)


def test_lines_that_wait_go_in_one_message_and_their_edits_follow() -> None:
    async def work(world: World) -> None:
        ticket = await world.escalate()
        world.team.down = True
        for text in ("one", "two", "three " * 600, "four"):
            await world.write(text)
        world.team.down = False
        world.team.delivered.clear()
        await world.engine.resume("chatter-desk", NOON, world.team, orphans=True)
        lines = [one.text for one in world.of(Relay)]
        assert lines[0] == "one\ntwo"
        assert len(lines) == 3
        assert world.store.relays[-1].source.startswith("user:")
        edited = Edited("e", ANNA, NOON, "m5", "TWO")
        await world.engine.handle(edited, world.user)
        assert world.of(Relay)[-1].text == "(edited) TWO"  # "two" has no message of its own
        await world.engine.handle(Edited("e2", ANNA, NOON, "m7", "FOUR"), world.user)
        assert world.of(Revise)[-1].text == "FOUR"
        again = Edited("e3", ANNA, NOON, "m5", "TWO!")
        await world.engine.handle(again, world.user)
        assert world.of(Revise)[-1].text == "TWO!"  # it has one now
        await world.engine.handle(Edited("e5", ANNA, NOON, "m4", None), world.user)
        assert world.of(Revise)[-1].text == "TWO!"  # what never had one cannot be taken back
        await world.engine.handle(Edited("e4", Key("chatter", "2", "2"), NOON, "m5", "x"), world.user)
        assert [line.line.text for line in world.store.spoken if line.line.who == "user"][-3:] == [
            "(edited) FOUR",
            "(edited) TWO!",
            "(the user deleted this message)",
        ]
        assert ticket.ref in {one.ticket for one in world.of(Relay)}

    run(work)


@pytest.mark.parametrize("others", [False, True])
def test_what_users_write_goes_first_when_not_everything_can_be_said(*, others: bool) -> None:
    async def work(world: World) -> None:
        world.store.others = others
        ticket = await world.escalate()
        world.team.down = True
        await world.staff(ticket.ref, "claim")
        await world.staff(ticket.ref, "release")
        await world.write("one")
        await world.staff(ticket.ref, "export", "md")
        await world.staff(ticket.ref, "resolve")
        await world.press("No, open it again")
        await world.write("two")
        world.team.down = False
        world.team.delivered.clear()
        await world.engine.resume("chatter-desk", NOON, world.team, orphans=True)
        kinds = [type(effect).__name__ for _, effect in world.team.delivered]
        assert kinds == ["Relay", "Card", "Relay", "Document"]
        assert [one.text for one in world.of(Relay)] == ["one\ntwo", "The user has opened it again."]
        assert "[open]" in world.of(Card)[0].text
        world.team.down = True
        await world.staff(ticket.ref, "claim")
        world.team.down = False
        await world.write("three")
        await world.staff(ticket.ref, "release")
        assert [type(effect).__name__ for _, effect in world.team.delivered[4:]] == ["Relay", "Card", "Card"]
        names = {one.source for one in world.store.relays if one.ticket == ticket.ref}
        assert len([name for name in names if name.startswith("row:")]) == 3  # two documents and a line of the bot's
        assert world.store.outbox == {}

    run(work)


def test_the_team_hears_that_its_words_never_arrive() -> None:
    async def work(world: World) -> None:
        ticket = await world.escalate()
        world.user.gone = True
        await world.staff(ticket.ref, "reply", "hello")
        assert world.of(Relay)[-1].text == "That did not reach the user: they are gone."
        await world.staff(ticket.ref, "resolve")  # the bot's own words: nobody needs to hear
        assert world.of(Relay)[-1].text == "That did not reach the user: they are gone."

    run(work)


def test_names_are_never_given_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(world: World) -> None:
        first = await world.escalate()
        monkeypatch.setattr("bot.engine.engine.hmac.new", _same)
        second = await world.escalate(Key("chatter", "2", "2"))
        third = await world.escalate(Key("chatter", "3", "3"))
        assert len({first.ref, second.ref, third.ref}) == 3
        assert [len(one.ref) for one in (first, second, third)] == [6, 6, 7]  # all short ones are taken

    run(work)


class _same:  # noqa: N801 -- stands in for a function
    """A hash that is always the same."""

    def __init__(self, *_: object) -> None:
        pass

    def digest(self) -> bytes:
        return bytes(32)

    def hexdigest(self) -> str:
        return "0" * 64


def test_tickets_are_limited_by_themselves() -> None:
    async def work(world: World) -> None:
        await world.escalate()
        await world.press("It is solved")
        await world.write("talk to a human")
        assert "Again in" in world.says()[-1]

    run(work, changed(PEOPLE, limits={**RULES.limits, "ticket": Limit(1, 86400.0)}))


def test_who_is_banned_gets_no_answer_but_keeps_the_rights_to_their_data() -> None:
    async def work(world: World) -> None:
        ticket = await world.escalate()
        await world.staff(ticket.ref, "ban")
        said = len(world.says())
        await world.write("error 403")
        await world.command("help")
        assert len(world.says()) == said
        await world.command("help", insist=True)  # an interaction must be answered
        assert "has ended this conversation" in world.says()[-1]
        await world.command("privacy")
        assert "What I keep" in world.says()[-1]
        await world.staff(ticket.ref, "unban")
        await world.write("error 502")
        assert "502" in world.says()[-1]

    run(work)


def test_forgetting_tells_the_team_and_the_other_program_to_forget_too() -> None:
    async def work(world: World) -> None:
        ticket = await world.escalate()
        await world.store.placed(ticket.ref, "77", "chatter:-9/1")
        await world.command("forget")
        assert world.of(Erase) == [Erase(ticket.ref, "77", ("chatter:-9/1",))]
        assert world.of(Notify, world.hook)[-1].body["event"] == "ticket.forgotten"
        assert world.of(Notify, world.hook)[-1].body["ticket"] == {"ref": ticket.ref}
        assert world.store.files == {}
        assert world.state().ticket is None

    run(work)


def test_silence_reminds_then_closes_and_a_late_look_does_nothing_twice() -> None:
    async def work(world: World) -> None:
        ticket = await world.escalate()
        assert await world.engine.lapse() == 0
        world.clock.time += timedelta(hours=25)
        assert await world.engine.lapse() == 1
        assert await world.engine.lapse() == 0
        assert "I reminded them" in world.says()[-1]
        world.clock.time += timedelta(hours=48)
        assert await world.engine.lapse() == 1
        assert "has not answered" in world.says()[-1]
        assert world.store.files[ticket.ref].ticket.closed
        assert await world.engine.lapse() == 0

    run(work)


def test_a_packet_keeps_the_end_of_a_conversation_that_is_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(world: World) -> None:
        ticket = await world.escalate()
        monkeypatch.setattr("bot.engine.packing.MOST", 300)
        await world.write("the very last words")
        packet = Packet(ticket.ref, "md")
        document = await packed(world.store, ANNA, packet, Shelf().current(), NOON)
        assert document
        assert "the very last words" in document.text
        assert "error 403 in tivimate" not in document.text
        assert await packed(world.store, Key("chatter", "9", "9"), packet, Shelf().current(), NOON) is None

    run(work)
