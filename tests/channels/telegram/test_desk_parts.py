"""The team's channel by itself: places, what does not fit, what Telegram refuses, what the group is."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest
from telegram import Bot

from bot.channels.telegram import pacing
from bot.channels.telegram import places as places_module
from bot.channels.telegram.calls import Calls
from bot.channels.telegram.desk import Desk
from bot.channels.telegram.html import defused, inert
from bot.channels.telegram.pacing import Pace
from bot.channels.telegram.places import Place, Places
from bot.channels.telegram.quoting import carded
from bot.channels.telegram.room import Room
from bot.channels.telegram.transport import AiohttpRequest
from bot.channels.telegram.updates import Me
from bot.core.effects import Card, Document, Erase, Hide, Relay, Revise
from bot.core.events import Key
from bot.core.ticket import Ticket
from bot.core.tickets.card import card as card_of
from bot.ports import BusyError, DeliveryError, Filed, LostError, StoreError
from tests.channels.telegram.people import STAFF, Member, staffed
from tests.channels.telegram.server import TOKEN, BotApi
from tests.channels.telegram.strict import RefusedError, bad
from tests.core.base import NOON
from tests.engine.fakes import MemoryStore

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from bot.core.effects import Carried

LANE = Key("telegram-desk", "1", "1")
TICKET = Ticket("T-7F3K", "http-403", "telegram", NOON, NOON, brief="T-7F3K · 403 Forbidden\nNothing tried yet.")


@dataclass
class Office:
    api: BotApi
    store: MemoryStore
    room: Room
    desk: Desk

    def file(self, **changes: Any) -> None:
        ticket = replace(TICKET, **changes)
        known = self.store.files.get(ticket.ref, Filed(ticket, Key("telegram", "1", "1"), 1))
        self.store.files[ticket.ref] = replace(known, ticket=ticket)

    async def deliver(self, effect: Carried) -> str | None:
        return await self.desk.deliver(LANE, effect)

    async def say(self, text: str, **more: Any) -> str | None:
        return await self.deliver(Relay("T-7F3K", "user", text, **more))

    @property
    def kim(self) -> Member:
        """In the newest topic, or in the group."""
        return Member(self.api, 9, topic=max(self.api.topics(STAFF), default=None))


@asynccontextmanager
async def office(api: BotApi, store: MemoryStore | None = None) -> AsyncIterator[Office]:
    request, updates, calls, store = AiohttpRequest(TOKEN), AiohttpRequest(TOKEN), Calls(), store or MemoryStore()
    async with Bot(TOKEN, f"{api.url}/bot", f"{api.url}/file/bot", request, updates) as bot:
        room = Room(bot, Me(bot.id, bot.username), calls, STAFF)
        places = Places(bot, calls, room, store, Pace())
        made = Office(api, store, room, Desk(bot, calls, room, store, places))
        made.file()
        yield made


def run(work: Callable[[Office], Awaitable[None]], *, forum: bool = True, store: MemoryStore | None = None) -> None:
    async def begin() -> None:
        async with BotApi() as api:
            staffed(api, forum=forum)
            async with office(api, store) as made:
                await work(made)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pacing, "WINDOW", 1e-6)
        asyncio.run(begin())


def test_what_does_not_fit_a_message_is_a_file_and_a_card_is_cut() -> None:
    async def work(here: Office) -> None:
        await here.say("x" * 4000)
        name = await here.say("word " * 1000)
        document = here.kim.seen[-1]["document"]
        assert document["file_name"] == "T-7F3K.txt"
        assert here.api.files[document["file_id"]] == b"word " * 1000
        revise = Revise("user:1", "word " * 999, "T-7F3K", "User:", name)
        assert await here.deliver(revise) != name  # anew, as a file
        short = Revise("user:1", "word", "T-7F3K", "User:", name)
        assert await here.deliver(short) != name  # a file cannot become a message
        await here.deliver(Revise("user:1", None, "T-7F3K", "User:", await here.say("gone")))
        assert here.kim.texts[-1] == "User: (the user deleted this message)"

    run(work)
    long = carded(Card("T-7F3K", "t", "T-7F3K · 403", f"{'a & b ' * 2000}\n\n[open]", ()))
    assert long.html.endswith("…\n\n[open]")
    assert len(long.plain) <= 4096


def test_edits_of_what_stands_elsewhere_are_written_anew() -> None:
    async def work(here: Office) -> None:
        await here.say("hello")
        name = await here.deliver(Revise("user:1", "HELLO", "T-7F3K", "User:", "telegram:-5/7"))
        assert name == f"telegram:{STAFF}/{here.kim.seen[-1]['message_id']}"
        assert await here.deliver(Revise("user:1", "HELLO!", "T-7F3K", "User:", name)) is None  # where it was

    run(work)


def test_photos_of_other_platforms_are_spoken_of() -> None:
    async def work(here: Office) -> None:
        await here.say("", photo="discord:1/2")
        assert here.kim.texts[-1] == "User: [a photo that cannot be shown here: ask what is on it]"
        here.api.troubles["sendphoto"] = [bad("something odd")]
        with pytest.raises(LostError):
            await here.say("", photo="telegram:f")

    run(work)


def test_a_topic_that_somebody_closed_is_opened_again() -> None:
    async def work(here: Office) -> None:
        await here.say("hello")
        here.api.topics(STAFF)[here.kim.topic or 0]["closed"] = True
        here.api.troubles["sendmessage"] = [bad("TOPIC_CLOSED")]
        await here.say("hello again")
        assert here.kim.texts[-1] == "User: hello again"
        assert not here.api.topics(STAFF)[here.kim.topic or 0]["closed"]
        here.file(status="closed", outcome="solved")
        await here.deliver(card_of(here.store.files["T-7F3K"].ticket))
        assert here.api.topics(STAFF)[here.kim.topic or 0]["closed"]
        await here.deliver(Relay("T-7F3K", "system", "The user says that it helped."))
        here.api.delete_topic(STAFF, here.kim.topic or 0)
        assert await here.deliver(Relay("T-7F3K", "system", "too late")) is None
        assert await here.deliver(replace(card_of(here.store.files["T-7F3K"].ticket), text="a\n\nb")) is None
        assert len(here.api.made("createForumTopic")) == 1

    run(work)


def test_after_a_restart_a_closed_topic_is_closed_once_more_and_that_is_no_error() -> None:
    async def work(here: Office) -> None:
        await here.say("hello")
        here.file(status="closed", outcome="solved")
        await here.deliver(card_of(here.store.files["T-7F3K"].ticket))
        async with office(here.api, here.store) as again:
            again.file(status="closed", outcome="solved")
            await again.deliver(card_of(here.store.files["T-7F3K"].ticket))
            here.api.troubles["closeforumtopic"] = [bad("something odd")]
            async with office(here.api, here.store) as third:
                third.file(status="closed", outcome="stale")
                with pytest.raises(LostError):
                    await third.deliver(card_of(here.store.files["T-7F3K"].ticket))

    run(work)


def test_a_topic_that_could_not_be_noted_is_not_made_twice() -> None:
    class Away(MemoryStore):
        tries = 0

        async def placed(self, ref: str, place: str | None, card: str | None) -> None:
            self.tries += 1
            if self.tries in (1, 3):
                raise StoreError("away")
            await super().placed(ref, place, card)

    async def work(here: Office) -> None:
        for _ in range(2):
            with pytest.raises(DeliveryError, match="cannot be looked up or noted: away"):
                await here.say("hello")
        await here.say("hello")
        assert len(here.api.made("createForumTopic")) == 1
        assert here.kim.texts[-1] == "User: hello"
        assert here.store.files["T-7F3K"].card

    run(work, store=Away())


def test_topics_are_made_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places_module, "PATIENCE", 0.1)

    async def work(here: Office) -> None:
        other = replace(TICKET, ref="T-8888")
        here.store.files["T-8888"] = Filed(other, Key("telegram", "2", "2"), 2)
        here.api.slow["createforumtopic"] = 0.3
        first = asyncio.create_task(here.say("hello"))
        await here.api.until(lambda: here.api.made("createForumTopic"))
        with pytest.raises(BusyError, match="another ticket"):
            await here.deliver(card_of(other))
        await first
        await here.deliver(card_of(other))
        assert [one["name"] for one in here.api.topics(STAFF).values()] == ["T-7F3K · 403 Forbidden"] * 2

    run(work)


def test_what_is_for_nobody_and_what_is_refused_for_good() -> None:
    async def work(here: Office) -> None:
        with pytest.raises(LostError, match="not for the team"):
            await here.deliver(Hide("5"))
        for gone in (Relay("T-ZZZZ", "user", "x"), Document("T-ZZZZ.html", "x")):
            assert await here.deliver(gone) is None
        await here.say("hello")
        here.api.troubles["sendmessage"] = [bad("something odd")]
        with pytest.raises(LostError):
            await here.say("x")
        here.api.troubles["editmessagetext"] = [bad("something odd")]
        with pytest.raises(LostError):
            await here.deliver(replace(card_of(TICKET), text="a\n\nb"))
        here.api.troubles["sendmessage"] = [RefusedError(429, "Too Many Requests", retry_after=7)]
        with pytest.raises(DeliveryError, match="pause of 7 s"):
            await here.say("x")

    run(work)


def test_what_came_for_somebody_who_was_forgotten_meanwhile_is_taken_back() -> None:
    async def work(here: Office) -> None:
        await here.say("the colours dance")
        del here.store.files["T-7F3K"]
        assert await here.say("and dance") is None
        await here.deliver(Erase("T-7F3K", str(STAFF)))  # that message was not noted yet
        assert [text for text in here.kim.texts if "dance" in text] == []

    run(work, forum=False)


def test_erasing_in_a_group_of_before_and_where_nobody_may_delete(caplog: pytest.LogCaptureFixture) -> None:
    async def work(here: Office) -> None:
        await here.deliver(Erase("T-7F3K", "-77/5"))
        assert "stays in a group that was the team's" in caplog.text
        await here.say("hello")
        place = str(Place(STAFF, here.kim.topic))
        await here.deliver(Erase("T-7F3K", place))
        await here.deliver(Erase("T-7F3K", place))  # after a crash
        here.api.blocked.add(STAFF)
        with pytest.raises(BusyError):
            await here.deliver(Erase("T-7F3K", str(STAFF)))
        asked = len(here.api.calls)
        with pytest.raises(BusyError):
            await here.deliver(Erase("T-7F3K", str(STAFF)))
        assert len(here.api.calls) == asked  # it is not asked all the time

    run(work)


@pytest.mark.parametrize(
    ("status", "rights", "words"),
    [
        ("left", None, "does not let the bot write into the group -1001 (it was removed)"),
        (
            "administrator",
            {"can_manage_topics"},
            "let the bot delete messages; until then /forget leaves topics behind.",
        ),
        (
            "administrator",
            {"can_delete_messages"},
            "let the bot manage topics; until then tickets are messages to answer.",
        ),
        ("creator", None, ""),
        (
            "member",
            None,
            "make the bot an administrator, so that it reads everything, and let it manage topics and delete",
        ),
        ("administrator", {"can_manage_topics", "can_delete_messages"}, ""),
    ],
)
def test_what_is_missing_is_said_in_one_sentence(
    status: str, rights: set[str] | None, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    async def work(here: Office) -> None:
        here.api.members[STAFF][4242] = status
        here.api.rights[STAFF] = rights or set()
        for _ in range(2):
            await here.room.begin()
            here.room.look_again()

    run(work)
    told = [line for line in caplog.messages if "TELEGRAM_STAFF_CHAT" in line]
    assert len(told) == bool(words)
    assert all(words in line for line in told)


def test_a_group_that_does_not_exist_or_moved_or_pauses(caplog: pytest.LogCaptureFixture) -> None:
    async def work(here: Office) -> None:
        here.api.troubles["getchat"] = [bad("chat not found")]
        here.api.troubles["setmycommands"] = [bad("chat not found")]
        await here.room.begin()
        assert "Chat not found" in caplog.text
        here.api.troubles["getchat"] = [RefusedError(429, "Too Many Requests", retry_after=7)]
        with pytest.raises(DeliveryError):
            await here.room.has_topics()
        here.api.chats[STAFF - 1] = {**here.api.chats[STAFF], "id": STAFF - 1}
        here.api.rights[STAFF - 1] = here.api.rights[STAFF]
        here.api.moved[STAFF] = STAFF - 1
        here.room._calls._until.clear()  # noqa: SLF001 -- the pause is over
        assert await here.room.has_topics()
        assert here.room.chat == STAFF - 1
        assert f"the group has another number now: {STAFF - 1}. Set that." in caplog.text

    run(work)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words, 403!", "plain words, 403!"),
        ("a  @b\nc", "a  <code>@b</code>\nc"),
        ("see evil.example.", "see <code>evil.example.</code>"),
        ("v4.7 <b>", "<code>v4.7</code> &lt;b&gt;"),
        ("x\uff20y", "<code>x\uff20y</code>"),
    ],
)
def test_what_would_take_effect_is_code(text: str, shown: str) -> None:
    assert inert(text) == shown


def test_words_between_may_have_a_tag_and_too_many_are_code_altogether() -> None:
    assert inert("go to a.b now", "i") == "<i>go to </i><code>a.b</code><i> now</i>"
    assert inert("@a @b", "i") == "<code>@a</code> <code>@b</code>"
    assert inert("@a " * 31) == f"<code>{'@a ' * 31}</code>"
    assert defused("@a b.c 12") == "@\u200ba b.\u200bc 1\u200b2"
