"""Discord's limits of messages and modals, written down from its documentation and not from our code.

https://discord.com/developers/docs/resources/message#embed-object-embed-limits and …/components/reference. Beside them
simcord's own rules are asked, which we did not write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simcord import components as simcord

if TYPE_CHECKING:
    from bot.channels.discord.rendering import Card


def check_message(body: dict[str, Any]) -> None:
    """Fail for a message that Discord would refuse, or in which anybody may be mentioned."""
    content, embeds, rows = body.get("content") or "", body.get("embeds") or [], body.get("components") or []
    assert content or embeds, "an empty message"
    assert len(content) <= 2000
    assert len(embeds) <= 10
    assert sum(len(embed.get(part) or "") for embed in embeds for part in ("title", "description")) <= 6000
    for embed in embeds:
        assert 1 <= len(embed["description"]) <= 4096
        assert set(embed) <= {"type", "description", "flags"}
    assert body["allowed_mentions"]["parse"] == []
    assert len(rows) <= 5
    seen = []
    for row in rows:
        assert row["type"] == 1
        assert 1 <= len(row["components"]) <= 5
        for button in row["components"]:
            assert button["type"] == 2
            assert 1 <= len(button["label"]) <= 80
            assert 1 <= len(button["custom_id"]) <= 100
            seen.append(button["custom_id"])
    assert len(seen) == len(set(seen))
    simcord.validate_components(rows)
    simcord.validate_embeds(embeds)


def check_card(card: Card) -> None:
    """The same limits, before the SDK's objects are made of it."""
    assert card.content or card.description
    assert len(card.content) <= 2000
    assert len(card.description) <= 4096
    assert len(card.buttons) <= 25
    assert len(card.buttons) == len({custom_id for custom_id, _ in card.buttons})
    assert all(1 <= len(custom_id) <= 100 and 1 <= len(label) <= 80 for custom_id, label in card.buttons)


def check_modal(body: dict[str, Any]) -> None:
    """Fail for a form that Discord would refuse."""
    assert 1 <= len(body["title"]) <= 45
    assert 1 <= len(body["custom_id"]) <= 100
    assert 1 <= len(body["components"]) <= 5
    for row in body["components"]:
        [text] = row["components"]
        assert 1 <= len(text["label"]) <= 45
        assert len(text.get("placeholder", "")) <= 100
        assert 1 <= text["max_length"] <= 4000
    simcord.validate_modal(body)
