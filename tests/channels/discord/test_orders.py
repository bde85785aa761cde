"""What the team writes, read: notes, orders, words for the user; and the parts of its desk within Discord's limits."""

from __future__ import annotations

import asyncio

import pytest

from bot.channels.discord import parts, topics
from bot.channels.discord.ids import DeskMark, desk_marked, message_name, message_named
from bot.channels.discord.orders import Order, deed_called, order, spoken
from bot.core.effects import Card
from bot.core.texts import say
from tests.channels.discord.limits import check_card, check_modal

REF = f"T-{'Z' * 24}"


@pytest.mark.parametrize(
    ("text", "addressed", "found"),
    [
        ("/claim", False, Order("claim")),
        ("/Resolve t-7f3k", False, Order("resolve", "T-7F3K")),
        ("resolve", True, Order("resolve")),
        ("unban T-7F3K", True, Order("unban", "T-7F3K")),
        ("/template renewed", False, Order("template", None, "renewed")),
        ("template T-7F3K renewed", True, Order("template", "T-7F3K", "renewed")),
        ("/template", False, Order("template")),
        ("/export", False, Order("export")),
        ("/export T-7F3K json", False, Order("export", "T-7F3K", "json")),
        ("/export pdf", False, Order("help")),
        ("/ban him", False, Order("help")),
        ("help", True, Order("help")),
        ("/help", False, Order("help")),
        ("help me to understand", True, None),
        ("resolve", False, None),  # nobody spoke to the bot
        ("resolve the cable first", True, None),  # words that begin like an order
        ("/settings, then Network", False, None),
        ("edit", True, None),
        ("/", False, None),
        ("", True, None),
    ],
)
def test_orders(text: str, addressed: bool, found: Order | None) -> None:  # noqa: FBT001 -- a row of a table
    assert order(text, addressed=addressed) == found


def test_the_mention_is_no_part_of_the_words() -> None:
    assert spoken("<@100> resolve", 100) == ("resolve", True)
    assert spoken("hello <@!100>", 100) == ("hello", False)
    assert spoken("<@200> resolve", 100) == ("<@200> resolve", False)


def test_names() -> None:
    assert desk_marked(DeskMark("T-7F3K", "ban.yes").custom_id) == DeskMark("T-7F3K", "ban.yes")
    assert desk_marked("d:T-7F3K:drop table") is None
    assert len(DeskMark(REF, "x" * 20).custom_id) <= 100
    assert message_named(message_name(2**63, 2**62)) == (2**63, 2**62)
    assert deed_called("reply") == "reply"
    assert deed_called("delete") is None


@pytest.mark.parametrize("embeds", [True, False])
@pytest.mark.parametrize("words", ["word ", "*", "https://example.com/a ", "🎬"])
def test_whatever_is_passed_on_fits(words: str, *, embeds: bool) -> None:
    deeds = ("release", "template", "resolve", "export", "ban")
    for size in (1, 500, 3000):
        said = words * size
        check_card(topics.top(Card(REF, said, said, said, deeds), embeds=embeds))
        for who in ("user", "system", "team"):
            for card in topics.passed(who, said, embeds=embeds):
                check_card(card)


def test_forms_and_lists_fit() -> None:
    async def made() -> None:
        check_modal(parts.desk_modal(REF).to_dict())
        templates = [(f"name{number}", "title " * 40) for number in range(200)]
        rows = parts.desk_lists(REF, "template", templates).to_components()
        assert len(rows) == 5
        for row in rows:
            (menu,) = row["components"]
            assert len(menu["custom_id"]) <= 100
            assert len(menu["options"]) == 25
            assert all(1 <= len(one["label"]) <= 100 and len(one["value"]) <= 100 for one in menu["options"])
        assert len({row["components"][0]["custom_id"] for row in rows}) == 5
        assert parts.desk_lists(REF, "template", []).to_components() == []

    asyncio.run(made())
    assert len(say("desk thread help")) <= 2000
