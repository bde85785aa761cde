"""What the core says, over real HTTP to a strict server."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web

from bot.channels.telegram import calls
from bot.channels.telegram import channel as channel_module
from bot.core.effects import Button, Document, Hide, Say
from bot.ports import DeliveryError, LostError
from tests.channels.telegram.people import Person, labels
from tests.channels.telegram.server import TOKEN, BotApi
from tests.channels.telegram.strict import RefusedError, bad
from tests.channels.telegram.world import key, line

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.channels.telegram.channel import TelegramChannel
    from bot.core.events import Key

HELLO = Say("Hello", "you", (Button("1.fixed", "Fixed"),))


def talk(work: Callable[[BotApi, TelegramChannel, Person], Awaitable[None]]) -> None:
    """Run a test in a private chat with the channel alone."""

    async def run() -> None:
        async with BotApi() as api, line(api) as channel:
            await work(api, channel, Person(api, 1))

    asyncio.run(run())


def test_a_message_with_buttons() -> None:
    async def work(_: BotApi, channel: TelegramChannel, anna: Person) -> None:
        await channel.deliver(key(), HELLO)
        assert anna.texts == ["Hello\nyou"]
        assert labels(anna.seen[0]) == {"Fixed": "1.fixed"}

    talk(work)


def test_a_long_text_is_several_messages_and_a_very_long_one_a_file() -> None:
    async def work(api: BotApi, channel: TelegramChannel, anna: Person) -> None:
        await channel.deliver(key(), Say("Log", "line of a log\n" * 500, (Button("1.fixed", "Fixed"),)))
        assert [bool(labels(message)) for message in anna.seen] == [False, True]
        await channel.deliver(key(), Say("Log & more", "line <of> a log\n" * 5000, (Button("1.fixed", "Fixed"),)))
        document = anna.seen[-1]
        assert document["caption"] == "Log & more"
        assert labels(document)
        assert api.files[document["document"]["file_id"]].decode().startswith("Log & more\nline <of> a log\n")

    talk(work)


def test_a_document() -> None:
    async def work(api: BotApi, channel: TelegramChannel, anna: Person) -> None:
        await channel.deliver(key(), Document("my-data.json", '{"text": "ä <b>"}'))
        document = anna.seen[-1]["document"]
        assert document["file_name"] == "my-data.json"
        assert api.files[document["file_id"]].decode() == '{"text": "ä <b>"}'
        api.troubles["senddocument"] = [bad("chat not found")]
        with pytest.raises(LostError):  # nobody there: not tried for ever
            await channel.deliver(key(), Document("my-data.json", "{}"))

    talk(work)


def test_what_telegram_cannot_parse_is_sent_plain() -> None:
    async def work(api: BotApi, channel: TelegramChannel, anna: Person) -> None:
        api.troubles["sendmessage"] = [bad("can't parse entities: Unsupported start tag"), None]
        await channel.deliver(key(), Say("a < b"))
        assert anna.texts == ["a < b"]
        assert [("parse_mode" in one) for one in api.made("sendMessage")] == [True, False]

    talk(work)


def test_of_one_slot_the_later_replaces_the_earlier() -> None:
    async def work(api: BotApi, channel: TelegramChannel, anna: Person) -> None:
        await channel.deliver(key(), Say("Checking once", slot="check"))
        await channel.deliver(key(), Say("Active", "fine", (Button("1.fixed", "Fixed"),), slot="check"))
        await channel.deliver(key(), Say("Active", "fine", (Button("1.fixed", "Fixed"),), slot="check"))  # not modified
        assert anna.texts == ["Active\nfine"]
        assert labels(anna.seen[0])
        del api.messages[1, anna.seen[0]["message_id"]]  # the user deleted it
        await channel.deliver(key(), Say("Again", slot="check"))
        assert anna.texts == ["Again"]
        await channel.deliver(key(), Say("Other", slot="other"))
        assert len(anna.seen) == 2

    talk(work)


def test_a_slot_is_unknown_after_a_restart_and_a_new_message_is_sent() -> None:
    async def run() -> None:
        async with BotApi() as api:
            anna = Person(api, 1)
            for words in ("Checking once", "Active"):
                async with line(api) as channel:
                    await channel.deliver(key(), Say(words, slot="check"))
            assert anna.texts == ["Checking once", "Active"]

    asyncio.run(run())


def test_a_message_with_a_login_is_deleted_and_that_is_said_also_the_second_time() -> None:
    async def work(api: BotApi, channel: TelegramChannel, anna: Person) -> None:
        message = await anna.write("geheim77")
        for _ in range(2):
            await channel.deliver(key(), Hide(str(message["message_id"])))
        assert (1, message["message_id"]) not in api.messages
        assert all(text.startswith("I deleted your message") for text in anna.texts)
        await channel.deliver(key(), Hide(None))
        assert "Please delete the message yourself" in anna.texts[-1]

    talk(work)


def test_where_it_may_not_delete_it_says_so_as_an_answer() -> None:
    async def run() -> None:
        async with BotApi() as api, line(api) as channel:
            api.may_delete = False
            anna = Person(api, 7, -100)
            message = await anna.write("geheim77")
            await channel.hide(key(-100, 7), message["message_id"])
            assert "Please delete the message yourself" in anna.texts[0]
            assert anna.seen[0]["reply_to_message"]["message_id"] == message["message_id"]

    asyncio.run(run())


def test_in_a_topic_it_answers_in_the_topic_or_beside_it_when_it_is_gone() -> None:
    async def run() -> None:
        async with BotApi() as api, line(api) as channel:
            anna = Person(api, 7, -100, topic=7)
            message = await anna.write("hi")
            channel.answering(key(-100, 7, 7), message["message_id"])
            await channel.deliver(key(-100, 7, 7), HELLO)
            assert anna.seen[0]["message_thread_id"] == 7
            assert labels(anna.seen[0]) == {"Fixed": "7!1.fixed"}
            api.chats[-100]["topics"] = {}
            del api.messages[-100, message["message_id"]]
            await channel.deliver(key(-100, 7, 7), HELLO)
            assert "message_thread_id" not in anna.seen[1]

    asyncio.run(run())


def test_a_short_pause_is_waited_for_and_other_chats_do_not_wait() -> None:
    async def work(api: BotApi, channel: TelegramChannel, anna: Person) -> None:
        bob = Person(api, 2)
        api.floods[1] = (time.monotonic() + 1, 1)
        slow = asyncio.create_task(channel.deliver(key(1), Say("slow")))
        for number in range(5):
            await channel.deliver(key(2, 2), Say(str(number)))
        assert bob.texts == list("01234")
        assert anna.texts == []
        await slow
        assert anna.texts == ["slow"]
        assert len([one for one in api.made("sendMessage") if one["chat_id"] == "1"]) == 2

    talk(work)


def test_a_long_pause_is_left_to_the_outbox_and_nothing_is_asked_meanwhile() -> None:
    async def work(api: BotApi, channel: TelegramChannel, _: Person) -> None:
        api.floods[1] = (time.monotonic() + 40, 40)
        for _attempt in range(3):
            with pytest.raises(DeliveryError, match="pause of 40 s"):
                await channel.deliver(key(), HELLO)
        assert len(api.made("sendMessage")) == 1

    talk(work)


def test_a_chat_that_is_gone_is_not_tried_for_ever() -> None:
    async def work(api: BotApi, channel: TelegramChannel, _: Person) -> None:
        api.blocked.add(1)
        for where, what in ((key(), HELLO), (key(), Hide("5")), (key(99), HELLO)):  # the last: chat not found
            with pytest.raises(LostError, match="blocked the bot, or left"):
                await channel.deliver(where, what)
        assert len(api.made("sendMessage")) == 2

    talk(work)


def test_a_group_that_moved_is_found_again() -> None:
    async def work(api: BotApi, channel: TelegramChannel, _: Person) -> None:
        group = Person(api, 7, -200)
        api.moved[-100] = -200
        await channel.deliver(key(-100, 7), HELLO)
        await channel.deliver(key(-100, 7), HELLO)
        assert len(group.seen) == 2
        assert len(api.made("sendMessage")) == 3
        api.moved[-200] = -200
        with pytest.raises(DeliveryError, match="moves all the time"):
            await channel.deliver(key(-100, 7), HELLO)

    talk(work)


def test_what_the_network_loses_is_tried_again_and_then_left_to_the_outbox() -> None:
    async def work(api: BotApi, channel: TelegramChannel, anna: Person) -> None:
        api.troubles["sendmessage"] = [
            RefusedError(502, "Bad Gateway"),
            lambda: web.Response(status=502, text="<html>"),
            None,
        ]
        await channel.deliver(key(), HELLO)
        assert len(anna.seen) == 1
        api.troubles["sendmessage"] = [RefusedError(500, "Internal Server Error")] * 3
        with pytest.raises(DeliveryError, match="NetworkError: Internal Server Error"):
            await channel.deliver(key(), HELLO)
        api.troubles["sendmessage"] = [RefusedError(409, "Conflict: who knows")]
        with pytest.raises(DeliveryError, match="Conflict"):
            await channel.deliver(key(), HELLO)

    talk(work)


def test_what_is_refused_for_good_is_logged_and_holds_up_nothing(caplog: pytest.LogCaptureFixture) -> None:
    async def work(api: BotApi, channel: TelegramChannel, anna: Person) -> None:
        api.troubles["sendmessage"] = [bad(f"something odd about {TOKEN}")]
        with pytest.raises(LostError, match="refuses that message"):
            await channel.deliver(key(), HELLO)
        assert anna.seen == []

    talk(work)
    assert "omething odd about 4242:<token>" in caplog.text


@pytest.mark.parametrize(("trouble", "told"), [("query is too old and response timeout expired", False), ("odd", True)])
def test_of_a_press_only_too_old_is_swallowed(trouble: str, *, told: bool, caplog: pytest.LogCaptureFixture) -> None:
    async def work(api: BotApi, channel: TelegramChannel, _: Person) -> None:
        api.queries["q"] = time.monotonic()
        await channel.answer("q", "a sentence")
        api.troubles["answercallbackquery"] = [bad(trouble)]
        await channel.answer("q")

    talk(work)
    assert ("a press was not answered" in caplog.text) is told


def test_typing_is_shown_after_half_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channel_module, "_SLOW", 0.05)
    monkeypatch.setattr(channel_module, "_TYPING", 0.05)

    async def work(api: BotApi, channel: TelegramChannel, _: Person) -> None:
        channel.typing(key()).begin().end()
        await asyncio.sleep(0.1)
        assert api.made("sendChatAction") == []
        typing = channel.typing(key()).begin()
        await api.until(lambda: len(api.made("sendChatAction")) >= 2)
        typing.end()
        await nothing_more(api)
        count = len(api.made("sendChatAction"))
        await channel.deliver(key(), Say("Checking once", slot="check"))
        await api.until(lambda: len(api.made("sendChatAction")) > count)
        await channel.deliver(key(), Say("Active", slot="check"))
        await nothing_more(api)

    async def nothing_more(api: BotApi) -> None:
        await asyncio.sleep(0.1)  # what was on its way has come
        count = len(api.made("sendChatAction"))
        await asyncio.sleep(0.15)
        assert len(api.made("sendChatAction")) == count

    talk(work)


def test_no_token_in_any_error_or_log(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "_AGAIN", 0.01)
    caplog.set_level(logging.INFO)
    said: list[str] = []

    async def attempt(channel: TelegramChannel, who: Key) -> None:
        try:
            await channel.deliver(who, HELLO)
        except DeliveryError as error:
            said.append(repr(error) + str(error.__cause__) + str(error.__context__))

    async def work(api: BotApi, channel: TelegramChannel, _: Person) -> None:
        page = f"<html>/bot{TOKEN}/sendMessage was not found</html>"
        troubles: list[Any] = [
            lambda: web.Response(status=404, text=page),
            lambda: web.Response(status=403, text=page),
            lambda: web.Response(status=200, text=page),
            RefusedError(401, f"Unauthorized {TOKEN}"),
            RefusedError(500, f"/bot{TOKEN}/ has failed"),
            RefusedError(500, f"{TOKEN.partition(':')[2]} has failed"),
            lambda: web.Response(status=302, headers={"Location": f"http://127.0.0.1:1/bot{TOKEN}"}),
        ]
        for trouble in troubles:
            api.troubles["sendmessage"] = [trouble] * 3
            await attempt(channel, key())
        await api.__aexit__()
        await attempt(channel, key())

    talk(work)
    assert len(said) == 8
    assert TOKEN.partition(":")[2] not in "".join(said) + caplog.text
