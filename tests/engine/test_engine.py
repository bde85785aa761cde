from __future__ import annotations

import asyncio
import threading
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.core.effects import Button, Hide, Say
from bot.core.events import Commanded, Key, Pressed, Wrote
from bot.core.redaction import Examiner
from bot.engine.parcels import effect, parcel
from tests.core.base import KEY, NOON
from tests.engine.fakes import MemoryStore, Recorder, engine

if TYPE_CHECKING:
    from bot.core.redaction import Examined


class World:
    """An engine, and one user who talks to it."""

    def __init__(self) -> None:
        self.store, self.channel = MemoryStore(), Recorder()
        self.engine = engine(self.store)
        self.now = NOON
        self.count = 0

    def write(self, text: str, event_id: str | None = None, *, insist: bool = False, key: Key = KEY) -> list[str]:
        self.count += 1
        event = Wrote(event_id or f"event-{self.count}", key, self.now, text, "message-7")
        return self.do(event, insist=insist)

    def do(self, event: Wrote | Pressed | Commanded, *, insist: bool = False) -> list[str]:
        before = len(self.channel.delivered)
        asyncio.run(self.engine.handle(event, self.channel, insist=insist))
        return [said.head if isinstance(said, Say) else "(hidden)" for _, said in self.channel.delivered[before:]]

    def lines(self) -> list[tuple[str, str]]:
        return [(spoken.line.who, spoken.line.text) for spoken in asyncio.run(self.store.transcript(KEY))]


def test_a_turn_is_stored_and_delivered() -> None:
    world = World()
    assert world.write("error 502")[0].startswith("502 Bad Gateway")
    lines = world.lines()
    assert [who for who, _ in lines] == ["user", "note", "bot"]
    assert lines[0] == ("user", "error 502")
    assert world.store.outbox == {}


def test_redelivery_of_the_same_event_changes_nothing() -> None:
    world = World()
    world.write("error 502", "same")
    before = dict(world.store.states)
    assert world.write("error 502", "same") == []
    assert world.store.states == before


def test_presses_and_commands_in_the_transcript() -> None:
    world = World()
    world.write("error 403")
    world.do(Pressed("p1", KEY, world.now, "1.still"))
    world.do(Pressed("p2", KEY, world.now, "1.still"))
    world.do(Commanded("c1", KEY, world.now, "code", "502"))
    world.do(Commanded("c2", KEY, world.now, "help"))
    assert [text for who, text in world.lines() if who == "user"] == [
        "error 403",
        "[Still broken]",
        "[an old button]",
        "/code 502",
        "/help",
    ]


def test_secrets_are_redacted_before_anything_is_stored_and_the_message_is_hidden() -> None:
    world = World()
    said = world.write("error 403 http://line.example.com/get.php?username=anna&password=geheim77&type=m3u")
    assert said[0] == "(hidden)"
    assert world.channel.delivered[0][1] == Hide("message-7")
    everything = repr((world.store.states, world.store.spoken, world.store.outbox))
    assert "geheim77" not in everything
    assert "••••" in everything


def test_a_long_message_is_looked_at_before_its_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    world, looked = World(), []

    async def turn(store: MemoryStore, *given: Any) -> object:
        looked.append(threads.copy())
        return await stored(store, *given)

    threads: list[str] = []
    stored, examined = MemoryStore.turn, Examiner.__call__

    def look(self: Examiner, text: str, asked: str | None = None) -> Examined:
        threads.append(threading.current_thread().name)
        return examined(self, text, asked)

    monkeypatch.setattr(MemoryStore, "turn", turn)
    monkeypatch.setattr(Examiner, "__call__", look)
    world.write("error 403")
    world.write("error 403\n" + "x " * 2000 + "user: anna pass: geheim77")
    assert looked[0] == []
    assert len(set(looked[1]) - {"MainThread"}) == 1
    assert "geheim77" not in repr(world.store.spoken)


def test_a_flood_is_told_once_then_ignored_and_read_again_later() -> None:
    world = World()
    said = [reply for _ in range(60) for reply in world.write("error 502")]
    assert sum("too" not in reply and "a lot in a short time" not in reply for reply in said) == 20
    assert sum("I'll read on in 40 seconds" in reply for reply in said) == 1
    world.now += timedelta(seconds=41)
    assert "a lot" not in world.write("error 403")[0]


def test_a_limited_message_with_a_login_is_hidden_all_the_same() -> None:
    world = World()
    for _ in range(21):
        world.write("error 502")
    assert world.write("username: anna password: geheim77") == ["(hidden)"]
    assert "geheim77" not in repr(world.store.spoken)


def test_an_interaction_always_gets_its_sentence() -> None:
    world = World()
    for _ in range(21):
        world.write("error 502")
    assert "a lot in a short time" in world.write("error 502", insist=True)[0]
    assert world.do(Pressed("p", KEY, world.now, "1.still")) == []


def test_limits_are_a_users_not_a_chats() -> None:
    world = World()
    elsewhere = Key(KEY.platform, "another chat", KEY.user)
    for number in range(20):
        world.write("error 502", key=KEY if number % 2 else elsewhere)
    assert "a lot" in world.write("error 502", key=elsewhere)[0]
    assert "a lot" not in world.write("error 502", key=Key(KEY.platform, KEY.chat, "somebody else"))[0]


def test_forget_deletes_everything_but_the_receipt_and_the_limits() -> None:
    world = World()
    world.write("error 403")
    assert "deleted" in world.do(Commanded("c", KEY, world.now, "forget"))[0]
    assert world.store.spoken == []
    assert world.store.states[KEY] is None
    assert world.store.buckets


def test_what_could_not_be_delivered_is_delivered_later_in_order() -> None:
    world = World()
    world.channel.down = True
    assert world.write("error 403 username: anna password: geheim77") == []
    assert len(world.store.outbox) == 2
    world.channel.down = False
    assert asyncio.run(world.engine.resume("test", world.now, world.channel, orphans=True)) == 2
    assert [type(said) for _, said in world.channel.delivered] == [Hide, Say]
    assert world.store.outbox == {}
    assert asyncio.run(world.engine.resume("test", world.now, world.channel)) == 0


def test_text_is_cleaned_at_the_door() -> None:
    world = World()
    world.write("error\x00 502\u202e")
    assert world.lines()[0] == ("user", "error 502")


def test_events_of_one_conversation_are_handled_in_order() -> None:
    world = World()

    async def flood() -> None:
        events = [Wrote(f"e{number}", KEY, NOON, f"number {number}") for number in range(15)]
        await asyncio.gather(*(world.engine.handle(event, world.channel) for event in events))

    asyncio.run(flood())
    assert [text for who, text in world.lines() if who == "user"] == [f"number {number}" for number in range(15)]


@pytest.mark.parametrize(
    "said", [Say("a head"), Say("a head", "text\nmore", (Button("1.fixed", "Fixed"),)), Hide("message-1"), Hide(None)]
)
def test_an_effect_survives_the_outbox(said: Say | Hide) -> None:
    assert effect(parcel(said)) == said


@pytest.mark.parametrize("label", ["my password is", "Password:", "contraseña:", "mein Passwort lautet", "пароль"])
def test_a_secret_that_was_announced_is_masked_in_the_next_message(label: str) -> None:
    world = World()
    world.write(label)
    assert world.write("sunflower")[0] == "(hidden)"
    assert "sunflower" not in repr((world.store.states, world.store.spoken, world.store.outbox))
    assert world.write("error 502")[0].startswith("502 Bad Gateway")


@pytest.mark.parametrize(
    "text", ["wrong password", "error: invalid username or password:", "what is my password", "mac"]
)
def test_what_an_app_says_of_passwords_announces_none(text: str) -> None:
    world = World()
    world.write(text)
    assert world.write("error 502")[0].startswith("502 Bad Gateway")
