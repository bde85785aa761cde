from __future__ import annotations

from typing import TYPE_CHECKING

from bot.channels.discord.ids import Mark, private_key
from tests.channels.discord.world import labels, story, text

if TYPE_CHECKING:
    from tests.channels.discord.world import World


@story
async def test_the_dialogue_goes_on_by_buttons_over_a_restart(world: World) -> None:
    first = await world.alice.slash(world.channel, "code", code="403")
    assert first.response
    second = await world.alice.click(first.response, label="Still broken")
    assert second.ephemeral
    assert second.response
    assert second.response.content.startswith("**One question")
    await world.restart()
    third = await world.alice.click(second.response, label=labels(second.response)[0])
    assert third.ephemeral
    assert third.response
    assert "likely" in third.response.content
    assert world.public() == ""


@story
async def test_an_old_button_gets_a_sentence(world: World) -> None:
    first = await world.alice.slash(world.channel, "code", code="403")
    assert first.response
    await world.alice.click(first.response, label="Still broken")
    again = await world.alice.click(first.response, label="Still broken")  # pressed twice
    assert again.response
    assert again.response.content.startswith("**That button belongs to an earlier message.")
    assert again.ephemeral


@story
async def test_a_button_that_does_nothing_now_says_so(world: World) -> None:
    message = await world.alice.slash(world.channel, "code", code="403")
    assert message.response
    stored = message.response._message  # noqa: SLF001 -- a button of another version of the program
    for row in stored.components:
        for button in row["components"]:
            button["custom_id"] = button["custom_id"].replace("fixed", "gone")
    answer = await world.alice.click(message.response, label="Fixed")
    assert answer.response
    assert answer.response.content == "There is nothing to do with that just now."


@story
async def test_a_button_that_is_not_ours_gets_a_sentence(world: World) -> None:
    message = await world.alice.slash(world.channel, "code", code="403")
    assert message.response
    for row in message.response._message.components:  # noqa: SLF001 -- a button of another version of the program
        for number, button in enumerate(row["components"]):
            button["custom_id"] = f"old{number}"
    answer = await world.alice.click(message.response, label="Fixed")
    assert answer.ephemeral
    assert answer.response
    assert answer.response.content == "That button belongs to an earlier message."


@story
async def test_somebody_elses_button_tells_so_to_who_pressed_it(world: World) -> None:
    await world.alice.send(world.channel, f"{world.mention} error 403")
    posted = world.channel.last_message
    assert posted
    answer = await world.bob.click(posted, label="Go on in private")
    assert answer.ephemeral
    assert answer.response
    assert "somebody else's question" in answer.response.content
    mine = await world.alice.click(posted, label="Go on in private")
    assert mine.ephemeral  # what follows is for her alone
    assert mine.response
    assert "403 Forbidden" in mine.response.content
    assert "Still broken" in labels(mine.response)


@story
async def test_who_cannot_type_gets_a_form(world: World) -> None:
    first = await world.alice.slash(world.channel, "diagnose")
    assert first.response
    form = await world.alice.click(first.response, label="Write to me")
    assert form.modal
    sent = await world.alice.submit_modal(form, {"words": "error 502 bad gateway"})
    assert sent.ephemeral
    assert sent.response
    assert "502 Bad Gateway" in sent.response.content


@story
async def test_a_form_is_taken_after_a_restart(world: World) -> None:
    first = await world.alice.slash(world.channel, "diagnose")
    assert first.response
    form = await world.alice.click(first.response, label="Write to me")
    await world.restart()
    sent = await world.alice.submit_modal(form, {"words": "/code 502"})
    assert sent.response
    assert "502 Bad Gateway" in sent.response.content


def test_the_longest_button_fits() -> None:
    mark = Mark(private_key(2**64 - 1), "9" * 64)
    assert len(mark.custom_id) <= 100


@story
async def test_a_check_in_a_channel_leads_into_private(world: World) -> None:
    await world.alice.send(world.channel, f"{world.mention} /check")
    posted = world.channel.last_message
    assert posted
    assert labels(posted) == ["Open a private chat"]
    private = await world.alice.click(posted, label="Open a private chat")
    assert private.ephemeral
    assert private.response
    assert labels(private.response) == ["M3U link", "Xtream login", "MAC / portal", "Cancel"]
    assert "Send me the link" not in world.public()
    assert "get.php" in text(private.response)
