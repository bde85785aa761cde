from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from telegram import Update

from bot.channels.telegram.updates import Foreign, Heard, Leak, Me, chat_of, is_group, read
from bot.core.events import Commanded, Key, Pressed, Sent, Wrote
from tests.core.base import NOON

if TYPE_CHECKING:
    from bot.channels.telegram.updates import Found

ME = Me(4242, "SupportTestBot")
ANNA = {"id": 7, "is_bot": False, "first_name": "Anna"}
BOT = {"id": 4242, "is_bot": True, "first_name": "Support", "username": "SupportTestBot"}
PRIVATE = {"id": 7, "type": "private", "first_name": "Anna"}
GROUP = {"id": -100, "type": "supergroup", "title": "TV"}
KEY, IN_GROUP = Key("telegram", "7", "7"), Key("telegram", "-100", "7")
LOGIN = "http://line.example.com/get.php?username=anna77&password=geheim77"
FILE = {"file_id": "f", "file_unique_id": "u", "file_size": 1000}
PIC = {"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}


def message(chat: dict[str, Any] = PRIVATE, user: dict[str, Any] = ANNA, **content: Any) -> dict[str, Any]:
    return {"message_id": 55, "date": 1760000000, "chat": chat, "from": user, **content}


def found(kind: str = "message", **content: Any) -> Found:
    update = Update.de_json({"update_id": 9, kind: message(**content)}, None)
    return read(update, ME, NOON)


def event(kind: str = "message", **content: Any) -> Any:  # noqa: ANN401 -- each test knows which
    heard = found(kind, **content)
    assert isinstance(heard, Heard), heard
    return heard.event


def press(data: str | None, **changes: Any) -> Found:
    query = {"id": "q", "from": ANNA, "chat_instance": "1", "message": message(user=BOT, text="x"), **changes}
    if data:
        query["data"] = data
    update = Update.de_json({"update_id": 9, "callback_query": query}, None)
    return read(update, ME, NOON)


def test_text_captions_and_forwarded_messages_are_read() -> None:
    wrote = Wrote("4242:9", KEY, NOON, "error 403", "55")
    assert event(text="error 403") == wrote
    assert event(caption="error 403", photo=[PIC]) == wrote
    assert event(text="error 403", forward_origin={"type": "hidden_user", "date": 1, "sender_user_name": "x"}) == wrote


@pytest.mark.parametrize(
    ("text", "name", "argument"),
    [
        ("/start 403", "start", "403"),
        ("/Help", "help", ""),
        ("/code@supporttestbot  USER_EXPIRED\nnow", "code", "USER_EXPIRED\nnow"),
        ("/check\nhttp://x", "check", "http://x"),
    ],
)
def test_commands(text: str, name: str, argument: str) -> None:
    assert event(text=text) == Commanded("4242:9", KEY, NOON, name, argument, "55")


def test_what_only_looks_like_a_command_is_text() -> None:
    assert isinstance(event(text="/live/anna/geheim/1.ts"), Wrote)
    assert isinstance(event(text="/ start"), Wrote)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ({"photo": [PIC]}, "photo"),
        ({"sticker": {**PIC, "type": "regular", "is_animated": False, "is_video": False}}, "sticker"),
        ({"voice": {"file_id": "f", "file_unique_id": "u", "duration": 1}}, "voice"),
        ({"video": {**PIC, "duration": 1}}, "video"),
        ({"animation": {**PIC, "duration": 1}, "document": FILE}, "video"),
        ({"location": {"latitude": 1.0, "longitude": 1.0}}, "other"),
        ({"document": {**FILE, "mime_type": "application/pdf"}}, "file"),
        ({"document": {**FILE, "file_name": "a.log", "file_size": (1 << 20) + 1}}, "large"),
    ],
)
def test_what_is_no_text_is_said_to_be_none(content: dict[str, Any], what: str) -> None:
    file = "f" if what == "photo" else None
    assert event(**content) == Sent("4242:9", KEY, NOON, what, file=file, message="55")
    assert found(kind="edited_message", **content) is None


@pytest.mark.parametrize(
    "about",
    [{"mime_type": "text/plain"}, {"file_name": "x.LOG"}, {"mime_type": "application/json"}, {"file_name": "a.m3u8"}],
)
def test_text_documents_are_fetched(about: dict[str, str]) -> None:
    heard = found(document={**FILE, **about}, caption="here")
    assert isinstance(heard, Heard)
    assert heard.document
    assert heard.event == Wrote("4242:9", KEY, NOON, "here", "55")


def test_photos_beside_words_and_in_albums_are_for_people() -> None:
    beside = Sent("4242:9:photo", KEY, NOON, "photo", file="f", message="55", beside=True)
    heard = [found(caption="error 403", photo=[PIC]), found(photo=[PIC], media_group_id="m")]
    assert [one.photo for one in heard if isinstance(one, Heard)] == [beside, beside]
    others = [
        found(photo=[PIC]),
        found("edited_message", caption="error 403", photo=[PIC]),
        found(chat=GROUP, caption="@SupportTestBot 403", photo=[PIC]),
    ]
    assert [one.photo for one in others if isinstance(one, Heard)] == [None, None, None]


def test_an_album_is_one_event_unless_a_caption_holds_a_login() -> None:
    assert event(photo=[PIC], media_group_id="m").id == event(photo=[PIC], media_group_id="m", caption="403").id
    assert event(photo=[PIC], media_group_id="m", caption=LOGIN).id == "4242:9"


@pytest.mark.parametrize(
    "content",
    [
        {"text": "hello all"},
        {"text": "@SupportTestBots and x@supporttestbot.com"},
        {"text": "/code@OtherBot 403"},
        {"text": "/ban him"},
        {"photo": [PIC]},
        {"text": "hi", "reply_to_message": message(GROUP, ANNA, text="hi")},
        {"text": "hi", "reply_to_message": message(GROUP, BOT, forum_topic_created={"name": "t", "icon_color": 1})},
        {"text": "/help", "user": {"id": 9, "is_bot": True, "first_name": "Other"}},
        {"text": "/help", "user": {"id": 777000, "is_bot": False, "first_name": "Telegram"}},
        {"text": "/help", "is_automatic_forward": True},
        {"new_chat_members": [ANNA]},
    ],
)
def test_in_groups_nothing_is_heard_that_is_not_for_us(content: dict[str, Any]) -> None:
    assert found(chat=GROUP, **content) is None


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ({"text": "@SupportTestBot error 403"}, "error 403"),
        ({"text": "error 403, @supporttestbot?"}, "error 403,  ?"),
        ({"text": "error 403", "reply_to_message": message(GROUP, BOT, text="hi")}, "error 403"),
        ({"caption": "@SupportTestBot 403", "photo": [PIC]}, "403"),
        ({"text": "@SupportTestBot", "reply_to_message": message(GROUP, ANNA, text="error 403")}, "error 403"),
    ],
)
def test_in_groups_mentions_and_replies_are_heard(content: dict[str, Any], text: str) -> None:
    assert event(chat=GROUP, **content) == Wrote("4242:9", IN_GROUP, NOON, text, "55", private=False)


def test_in_groups_commands_are_heard_and_a_bare_mention_asks_for_help() -> None:
    assert event(chat=GROUP, text="/code 403") == Commanded(
        "4242:9", IN_GROUP, NOON, "code", "403", "55", private=False
    )
    assert event(chat=GROUP, text="@SupportTestBot").name == "help"
    quoted = event(
        chat=GROUP,
        text="@SupportTestBot",
        reply_to_message=message(GROUP, ANNA, text="error 403"),
        quote={"text": "403", "position": 6},
    )
    assert quoted.text == "403"


def test_a_login_that_was_not_for_us_is_a_leak() -> None:
    assert found(chat=GROUP, text=f"try mine: {LOGIN}") == Leak(IN_GROUP, 55)
    assert found(chat=GROUP, text=f"/add@OtherBot {LOGIN}") == Leak(IN_GROUP, 55)


def test_a_topic_is_a_conversation_of_its_own() -> None:
    key = event(chat=GROUP, text="/help", message_thread_id=3, is_topic_message=True).key
    assert chat_of(key) == (-100, 3)
    assert is_group(key)
    assert chat_of(event(text="x", message_thread_id=3).key) == (7, None)
    assert not is_group(KEY)


def test_who_writes_in_the_name_of_a_group_is_that_group() -> None:
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    assert event(chat=GROUP, user=anonymous, sender_chat=GROUP, text="/help").key == Key("telegram", "-100", "-100")


def test_edits_are_marked() -> None:
    heard = found("edited_message", text="error 404")
    assert isinstance(heard, Heard)
    assert heard.edited
    assert heard.event == Wrote("4242:9", KEY, NOON, "error 404", "55", edited=True)


def test_presses() -> None:
    heard = press("3.still")
    assert isinstance(heard, Heard)
    assert heard.event == Pressed("4242:9", KEY, NOON, "3.still")
    assert heard.query == "q"
    assert press("7!3.still") == heard
    assert press("8!3.still") == Foreign("q")
    assert press(None) == Foreign("q")
    assert press("3.still", message=None) == Foreign("q")
    gone = press("3.still", message={"chat": PRIVATE, "message_id": 5, "date": 0})
    assert isinstance(gone, Heard)
    assert gone.event == heard.event


def test_other_updates_mean_nothing() -> None:
    update = Update.de_json({"update_id": 9, "channel_post": message(text="error 403")}, None)
    assert read(update, ME, NOON) is None
