"""Private chats, groups and files, end to end in one process."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.channels.telegram import channel as channel_module
from bot.channels.telegram import documents
from bot.channels.telegram.documents import decoded
from tests.channels.telegram.people import labels
from tests.channels.telegram.server import BOT, BotApi
from tests.channels.telegram.strict import RefusedError, bad
from tests.channels.telegram.world import world
from tests.engine.fakes import Panels

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from tests.channels.telegram.world import World

LOGIN = "http://line.example.com/get.php?username=anna77&password=geheim77&type=m3u_plus"


def live(folder: Path, work: Callable[[World], Awaitable[None]], panels: Panels | None = None) -> None:
    """Run a test against a bot that polls."""

    async def run() -> None:
        async with BotApi() as api, world(folder, api, panels=panels) as here:
            await work(here)

    asyncio.run(run())


def test_an_edit_of_the_last_message_is_read_again_and_others_are_not(tmp_path: Path) -> None:
    async def work(here: World) -> None:
        anna = here.person()
        first = await anna.write("/help")
        await anna.reads("I explain IPTV errors")
        second = await anna.write("error 403")
        await anna.reads("403 Forbidden")
        await anna.edit(second, "error 403")  # a preview came, the words are the same
        await anna.edit(first, "thanks")  # not the last one
        await anna.edit(second, "error 502")
        await anna.reads("502 Bad Gateway")
        assert len(anna.seen) == 3
        await anna.edit(first, f"my line is {LOGIN}")
        await anna.reads("I deleted your message")
        assert (1, first["message_id"]) not in here.api.messages

    live(tmp_path, work)


def test_documents_are_read_with_their_caption(tmp_path: Path) -> None:
    async def work(here: World) -> None:
        anna = here.person()
        await anna.file("… HTTP error 502 Bad Gateway …\n".encode() * 100, caption="what is that?")
        await anna.reads("502 Bad Gateway")
        await anna.file("HTTP error 403".encode("utf-16"))
        await anna.reads("403 Forbidden")
        await anna.file(b"\x7fELF\x00\x00\x00" * 100, name="a.log")
        await anna.reads("I can't read that file")
        await anna.file(b"x" * (1 << 20) + b"y")
        await anna.reads("too large")
        here.api.troubles["getfile"] = [bad("file is too big")]
        await anna.file(b"HTTP error 404")
        await anna.reads("too large", 2)
        here.api.troubles["getfile"] = [bad("wrong file_id")]
        await anna.file(b"HTTP error 404")
        await anna.reads("I could not fetch that file")
        here.api.troubles["getfile"] = [RefusedError(500, "Internal Server Error")] * 3
        await anna.file(b"HTTP error 404")
        await anna.reads("I could not fetch that file", 2)
        held = await anna.file(f"GET {LOGIN}".encode())
        await anna.reads("I deleted your message")
        assert (1, held["message_id"]) not in here.api.messages

    live(tmp_path, work)


def test_a_file_is_larger_than_it_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "LARGEST", 10)

    async def work(here: World) -> None:
        anna = here.person()
        await anna.file(b"HTTP error 404")
        await anna.reads("too large")

    live(tmp_path, work)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"\xef\xbb\xbferror 403", "error 403"),
        ("error".encode("utf-16-le"), None),
        ("fehler für".encode("latin-1") * 30, None),
        (b"", ""),
        (b"caf\xe9 " + b"plain text " * 100, "caf� " + "plain text " * 100),
    ],
)
def test_bytes_as_text(content: bytes, text: str | None) -> None:
    assert decoded(content) == text


def test_pictures_get_an_honest_sentence_once_an_album(tmp_path: Path) -> None:
    pic = {"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}

    async def work(here: World) -> None:
        anna = here.person()
        for _ in range(3):
            await anna.send(photo=[pic], media_group_id="m")
        await anna.send(voice={"file_id": "f", "file_unique_id": "u", "duration": 1})
        await anna.reads("I can't listen to recordings")
        assert sum("pictures" in text for text in anna.texts) == 1

    live(tmp_path, work)


def test_in_a_group_it_answers_briefly_in_the_thread_with_a_way_into_private(tmp_path: Path) -> None:
    async def work(here: World) -> None:
        anna, bob = here.person(7, -100), here.person(8, -100)
        await bob.write("error 403, does anybody know?")
        asked = await anna.write(f"@{BOT['username']} error 403 in tivimate")
        await anna.reads("403 Forbidden")
        (answer,) = anna.seen
        assert answer["reply_to_message"]["message_id"] == asked["message_id"]
        assert len(answer["text"]) < 500
        assert labels(answer) == {"Go on in private": "https://t.me/SupportTestBot?start=http-403"}
        await anna.write("/check")
        await anna.reads("I only check accounts in private")
        private = here.person(7)
        await private.write("/start http-403")
        await private.reads("403 Forbidden")
        assert "Still broken" in labels(private.seen[0])

    live(tmp_path, work)


@pytest.mark.parametrize("may", [True, False])
def test_in_a_group_posted_logins_are_deleted_or_warned_about_and_never_stored(tmp_path: Path, *, may: bool) -> None:
    async def work(here: World) -> None:
        here.api.may_delete = may
        anna, topic = here.person(7, -100), here.person(7, -300, 7)
        for one in (anna, topic):
            message = await one.write(f"use mine: {LOGIN}")
            await one.reads("I deleted your message" if may else "Please delete the message yourself")
            assert ((one.chat, message["message_id"]) in here.api.messages) is not may
        long = await anna.write(f"{'so it goes. ' * 90}use mine: {LOGIN}")
        await anna.reads("I deleted your message" if may else "Please delete the message yourself", 2)
        assert ((-100, long["message_id"]) in here.api.messages) is not may
        assert topic.seen[0]["message_thread_id"] == 7
        addressed = await anna.write(f"/code {LOGIN}")
        await anna.reads("I deleted" if may else "Please delete", 3)
        assert ((-100, addressed["message_id"]) in here.api.messages) is not may

    live(tmp_path, work)
    for file in tmp_path.iterdir():
        assert b"geheim77" not in file.read_bytes()


def test_a_button_of_somebody_else_gets_a_sentence_and_a_stale_one_too(tmp_path: Path) -> None:
    async def work(here: World) -> None:
        anna = here.person()
        await anna.write("error 403")
        await anna.reads("403 Forbidden")
        old = anna.seen[0]
        await anna.press("Still broken")
        await anna.reads("One question")
        await anna.press("Still broken", old)
        await anna.reads("That button belongs to an earlier message")
        old["reply_markup"]["inline_keyboard"][0][0]["callback_data"] = "zz!1.fixed"
        await anna.press("Fixed", old)
        await here.api.until(lambda: any("text" in one for one in here.api.made("answerCallbackQuery")))
        assert len(here.api.made("answerCallbackQuery")) == 3

    live(tmp_path, work)


def test_typing_while_a_panel_takes_its_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channel_module, "_SLOW", 0.2)
    panels = Panels()
    panels.gate = asyncio.Event()

    async def work(here: World) -> None:
        assert panels.gate
        anna = here.person()
        await anna.write("/help")
        await anna.reads("I explain IPTV errors")
        await asyncio.sleep(0.3)
        assert here.api.made("sendChatAction") == []  # that was quick
        await anna.write(f"/check {LOGIN}")
        await anna.reads("Checking once")
        await here.api.until(lambda: here.api.made("sendChatAction"))
        panels.gate.set()
        await anna.reads("Your account is active")
        assert not any("Checking once" in text for text in anna.texts)

    live(tmp_path, work, panels)
