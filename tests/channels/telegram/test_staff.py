from __future__ import annotations

from typing import Any

import pytest
from telegram import Update

from bot.channels.telegram.staff import Order, data, read, title_ref, topic_of
from bot.channels.telegram.updates import Me

ME = Me(4242, "SupportTestBot")
KIM: dict[str, Any] = {"id": 9, "is_bot": False, "first_name": "Kim", "last_name": "\u202eS\nx"}
BOT = {"id": 4242, "is_bot": True, "first_name": "Support", "username": "SupportTestBot"}
GROUP: dict[str, Any] = {"id": -100, "type": "supergroup", "title": "Team", "is_forum": True}
PIC = {"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}
OPENED: dict[str, Any] = {
    "message_id": 5,
    "date": 1760000000,
    "chat": GROUP,
    "from": BOT,
    "forum_topic_created": {"name": "T-7F3K · 403", "icon_color": 1},
}
CARD: dict[str, Any] = {"message_id": 6, "date": 1760000000, "chat": GROUP, "from": BOT, "text": "T-7F3K"}
TOPIC: dict[str, Any] = {"message_thread_id": 5, "is_topic_message": True, "reply_to_message": OPENED}


def order(kind: str = "message", **content: Any) -> Order | None:
    message = {"message_id": 55, "date": 1760000000, "chat": GROUP, "from": KIM, **content}
    return read(Update.de_json({"update_id": 8, kind: message}, None), ME)


def press(query_data: str | None, **changes: Any) -> Order | None:
    query = {"id": "q", "from": KIM, "chat_instance": "1", "message": CARD, **changes}
    if query_data is not None:
        query["data"] = query_data
    return read(Update.de_json({"update_id": 8, "callback_query": query}, None), ME)


def made(verb: str, words: str = "", **more: Any) -> Order:
    return Order("desk:telegram:4242:8", verb, 9, "Kim S x", 55, words, **more)


def test_what_is_written_in_a_topic_or_answers_the_bot_is_an_answer() -> None:
    assert order(text="Try now.", **TOPIC) == made("reply", "Try now.", topic=5, title="T-7F3K · 403")
    assert order(text="Try now.", reply_to_message=CARD) == made("reply", "Try now.", answers=6)
    assert order("edited_message", text="Try.", **TOPIC) == made("edit", "Try.", topic=5, title="T-7F3K · 403")
    assert order("edited_message", text="//x", **TOPIC) == made("retract", topic=5, title="T-7F3K · 403")
    answered: dict[str, Any] = {**TOPIC, "reply_to_message": {**CARD, **TOPIC, "reply_to_message": None}}
    assert order(text="x", **answered) == made("reply", "x", topic=5, answers=6)
    assert order(photo=[PIC], caption="x", **TOPIC) == made("file", topic=5, title="T-7F3K · 403")


@pytest.mark.parametrize(
    "content",
    [
        {"text": "good morning"},
        {"text": "yes", "reply_to_message": {**CARD, "from": KIM}},
        {"text": "// a note", **TOPIC},
        {"photo": [PIC], "caption": "//x", **TOPIC},
        {"photo": [PIC]},
        {"forum_topic_closed": {}, **TOPIC},
        {"text": "/claim@OtherBot", **TOPIC},
        {"text": "/frobnicate"},
        {"text": "x", "from": {"id": 7, "is_bot": True, "first_name": "Other"}, **TOPIC},
        {"text": "x", "from": {"id": 777000, "is_bot": False, "first_name": "Telegram"}, **TOPIC},
    ],
)
def test_what_means_nothing(content: dict[str, Any]) -> None:
    assert order(**content) is None


def test_edits_of_commands_and_pictures_mean_nothing() -> None:
    assert order("edited_message", text="/claim", **TOPIC) is None
    assert order("edited_message", photo=[PIC], **TOPIC) is None
    assert read(Update.de_json({"update_id": 8, "channel_post": CARD}, None), ME) is None


def test_commands() -> None:
    assert order(text="/claim") == made("claim")
    assert order(text="/Resolve@supporttestbot t-7f3k") == made("resolve", ref="T-7F3K")
    assert order(text="/template renew T-7F3K now") == made("template", "renew now", ref="T-7F3K")
    assert order(text="/frobnicate@SupportTestBot") == made("unknown")
    assert order(text="/frobnicate", **TOPIC) == made("unknown", topic=5, title="T-7F3K · 403")


def test_presses() -> None:
    pressed = press(data("claim", "T-7F3K"))
    assert pressed == Order("desk:telegram:4242:8", "claim", 9, "Kim S x", 6, ref="T-7F3K", query="q")
    assert pressed.staff == "telegram:9"
    chosen = press("desk.template.T-7F3K.a.b", message={**CARD, **TOPIC})
    assert chosen
    assert (chosen.words, chosen.topic) == ("a.b", 5)
    assert press("desk.claim.T-7F3K", message={"chat": GROUP, "message_id": 6, "date": 0})
    for other in (None, "3.still", "desk.claim", "desk.claim.me", "menu.claim.T-7F3K"):
        assert press(other) is None
    assert press("desk.claim.T-7F3K", message=None) is None


def test_who_writes_in_the_name_of_a_chat_is_that_chat() -> None:
    anonymous: dict[str, Any] = {"from": {"id": 1087968824, "is_bot": True, "first_name": "Group"}}
    one = order(text="x", sender_chat=GROUP, author_signature="Boss", **anonymous, **TOPIC)
    assert one
    assert (one.user, one.name) == (-100, "Boss")
    other = order(text="x", sender_chat={"id": -7, "type": "channel", "title": "News"}, **TOPIC)
    assert other
    assert (other.user, other.name) == (-7, "News")


def test_a_topic_is_called_after_its_ticket() -> None:
    assert title_ref("T-7F3K · 403 Forbidden") == "T-7F3K"
    assert title_ref("About T-7F3K") is None
    assert title_ref(None) is None
    assert topic_of(None) is None
