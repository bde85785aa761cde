"""What goes wrong: in the database, in Discord, in us. The user always gets a sentence, the log a reference."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import discord

from bot.ports import StoreError
from tests.channels.discord.world import Log, rough_story, story, text

if TYPE_CHECKING:
    from tests.channels.discord.world import World


def broken(world: World, error: Exception) -> None:
    """The next events fail."""

    async def accept(*_: Any, **__: Any) -> None:
        raise error

    world.office.engine.accept = accept  # type: ignore[method-assign]


@rough_story
async def test_a_database_that_fails_gets_a_sentence_and_a_reference(world: World) -> None:
    log = Log()
    answer = await world.alice.slash(world.channel, "code", code="403")
    assert answer.response
    broken(world, StoreError("The disk is full."))
    form = await world.alice.click(answer.response, label="Write to me")
    for failed in (
        await world.alice.slash(world.channel, "status"),
        await world.alice.click(answer.response, label="Fixed"),
        await world.alice.submit_modal(form, {"words": "hello"}),
    ):
        assert failed.ephemeral
        assert failed.response
        assert failed.response.content.startswith("Something went wrong in me")
        assert log.holds(failed.response.content)
    assert any("The disk is full." in line for line in log.lines)


@rough_story
async def test_a_message_that_fails_gets_a_sentence_without_its_words_in_the_log(world: World) -> None:
    log = Log()
    broken(world, ValueError("what somebody wrote"))
    await world.alice.send_dm("error 403")
    said = world.alice.user.dm_channel.last_message
    assert said
    assert log.holds(said.content)
    assert "what somebody wrote" not in "".join(log.lines)
    world.env.inject_error("POST", "/channels/*/messages", status=500)
    await world.alice.send_dm("error 403")
    assert any("a failure was not told" in line for line in log.lines)


@rough_story
async def test_an_error_of_discord_py_is_noted_without_its_text(world: World) -> None:
    log = Log()

    async def fails(_: discord.Message) -> None:
        raise ValueError("what somebody wrote")

    world.env.bot.on_message = fails  # type: ignore[attr-defined]
    await world.alice.send_dm("error 403")
    assert any("ValueError" in line for line in log.lines)
    assert "what somebody wrote" not in "".join(log.lines)


@rough_story
async def test_what_discord_does_not_take_now_follows_later(world: World) -> None:
    world.env.inject_error("PATCH", "/webhooks/*", status=503)
    answer = await world.alice.slash(world.channel, "code", code="403")
    assert answer.response
    assert answer.response.content == "My answer is late. It follows in a direct message."
    world.office.time.at += timedelta(minutes=2)
    await world.env.advance_time(25)
    later = world.alice.user.dm_channel.last_message
    assert later
    assert "403 Forbidden" in text(later)
    assert world.public() == ""


@rough_story
async def test_an_interaction_that_discord_forgot_is_answered_in_a_direct_message(world: World) -> None:
    world.env.inject_error("PATCH", "/webhooks/*", status=404, code=10015)
    await world.alice.slash(world.channel, "code", code="403")
    later = world.alice.user.dm_channel.last_message
    assert later
    assert "403 Forbidden" in text(later)


@rough_story
async def test_an_interaction_that_came_too_late_changes_nothing(world: World) -> None:
    world.env.inject_error("POST", "/interactions/*", status=404, code=10062, times=None)
    await world.alice.slash(world.channel, "code", code="403")
    message = await world.alice.send(world.channel, "error 403")
    await world.alice.context_menu(world.channel, "Explain this error", message)
    world.env.backend.faults.clear()
    answer = await world.alice.slash(world.channel, "status")
    assert answer.response
    assert "Nothing is open" in answer.response.content


@rough_story
async def test_a_message_that_discord_finds_fault_with_holds_nobody_up(world: World) -> None:
    log = Log()
    world.env.inject_error("PATCH", "/webhooks/*", status=400, code=50035)
    await world.alice.slash(world.channel, "code", code="403")
    assert any("finds fault" in line for line in log.lines)
    answer = await world.alice.slash(world.channel, "status")
    assert answer.response
    assert "We are at" in answer.response.content


@rough_story
async def test_a_channel_in_which_the_bot_may_not_write_holds_nobody_up(world: World) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    await world.alice.send(world.channel, f"{world.mention} error 403")
    await world.alice.send(world.channel, f"{world.mention} error 502")
    assert "502" in world.public()


@rough_story
async def test_a_file_that_cannot_be_read_is_gone_without(world: World) -> None:
    message = await world.bob.send(world.channel, "error 502", attachments=[("a.log", b"error 403")])
    world.env.backend.cdn._blobs.clear()  # noqa: SLF001 -- the files are gone
    answer = await world.alice.context_menu(world.channel, "Explain this error", message)
    assert answer.response
    assert "502" in answer.response.content


@story
async def test_where_it_may_not_embed_the_text_stands_in_the_message(world: World) -> None:
    assert world.env.bot.user
    off = discord.PermissionOverwrite(embed_links=False)
    plain = world.guild.create_text_channel("plain", overwrites={world.env.bot.user: off})
    await world.alice.send(plain, f"{world.mention} error 403")
    message = plain.last_message
    assert message
    assert not message.embeds
    assert "1. " in message.content


@story
async def test_a_resume_that_fails_is_tried_again(world: World) -> None:
    calls: list[bool] = []

    async def resume(*_: Any, orphans: bool = False) -> int:
        calls.append(orphans)
        raise StoreError("The database is away.")

    world.office.engine.resume = resume  # type: ignore[method-assign, assignment]
    await world.env.advance_time(11)
    assert len(calls) == 2
