from __future__ import annotations

from typing import TYPE_CHECKING

from bot.channels.discord.ids import private_key, public_key
from tests.channels.discord.world import files, labels, story, text

if TYPE_CHECKING:
    from tests.channels.discord.world import World

LINK = "http://line.example.com:8080/get.php?username=anna77&password=geheim77&type=m3u_plus"


@story
async def test_direct_messages_are_a_conversation(world: World) -> None:
    direct = world.alice.user.dm_channel
    await world.alice.send_dm("error 403 in tivimate")
    first = direct.last_message
    assert first
    assert "403 Forbidden" in text(first)
    await world.restart()
    answer = await world.alice.user.click(first, label="Still broken")
    assert answer.response
    assert "question" in answer.response.content
    await world.alice.send_dm("every channel")
    assert "likely" in text(direct.history()[-1])
    await world.alice.send_dm("/status")
    assert "We are at: 403 Forbidden" in text(direct.history()[-1])


@story
async def test_what_was_begun_in_a_channel_goes_on_in_direct_messages(world: World) -> None:
    await world.alice.slash(world.channel, "code", code="403")
    await world.alice.send_dm("/status")
    message = world.alice.user.dm_channel.last_message
    assert message
    assert "We are at: 403 Forbidden" in text(message)


@story
async def test_a_login_in_a_direct_message_cannot_be_deleted_and_the_user_is_told(world: World) -> None:
    await world.alice.send_dm("/check")
    await world.alice.send_dm(LINK)
    said = [text(message) for message in world.alice.user.dm_channel.history() if message.author.bot]
    assert "Please delete the message yourself" in said[1]
    assert "Your account is active" in said[2]  # "Checking once …" became the verdict
    assert len(said) == 3
    assert b"geheim77" not in files(world)
    assert "geheim77" not in repr(await world.office.store.transcript(private_key(world.alice.id)))


@story
async def test_a_log_is_read(world: World) -> None:
    await world.send_file(("player.log", b"start\nHTTP error 502 Bad Gateway\nend"))
    message = world.alice.user.dm_channel.last_message
    assert message
    assert "502 Bad Gateway" in text(message)


@story
async def test_a_picture_gets_an_honest_sentence(world: World) -> None:
    await world.send_file(("screen.png", b"\x89PNG"))
    message = world.alice.user.dm_channel.last_message
    assert message
    assert message.content == "**I can't look at pictures.**"
    await world.send_file(("film.bin", b"1"))
    assert "I can't read that file" in text(world.alice.user.dm_channel.history()[-1])


@story
async def test_a_huge_file_is_not_read(world: World) -> None:
    await world.send_file(("player.log", b"x" * 1_000_001))
    message = world.alice.user.dm_channel.last_message
    assert message
    assert "too large for me" in message.content


@story
async def test_a_mention_is_answered_in_public_without_a_mention_in_it(world: World) -> None:
    await world.alice.send(world.channel, f"{world.mention} error 403 @everyone")
    message = world.channel.last_message
    assert message
    assert "403 Forbidden" in text(message)
    assert message.reference
    assert not message.mentions
    assert not message.mention_everyone
    assert labels(message) == ["Go on in private"]


@story
async def test_what_is_not_addressed_to_the_bot_is_neither_answered_nor_stored(world: World) -> None:
    await world.alice.send(world.channel, "error 403, helper?")
    last = world.channel.last_message
    assert last
    assert last.author.id == world.alice.id
    assert await world.office.store.transcript(public_key(world.channel.id, world.alice.id)) == []


@story
async def test_a_bare_mention_is_greeted(world: World) -> None:
    await world.alice.send(world.channel, world.mention)
    message = world.channel.last_message
    assert message
    assert message.content.startswith("**Hello!")


@story
async def test_a_login_posted_in_a_channel_is_deleted(world: World) -> None:
    await world.alice.send(world.channel, f"{world.mention} error 403 {LINK}")
    left = [message.content for message in world.channel.history()]
    assert not any("geheim77" in content for content in left)
    assert "so I deleted it" in left[0]
    assert "403 Forbidden" in world.public()
    assert "geheim77" not in world.public()
    assert "line.example.com" not in world.public()
    assert b"geheim77" not in files(world)


@story
async def test_where_the_bot_may_not_delete_it_says_so(world: World) -> None:
    world.env.inject_error("DELETE", "/channels/*/messages/*", status=403, code=50013)
    await world.alice.send(world.channel, f"{world.mention} {LINK}")
    assert "Please delete the message yourself" in world.public()
    assert "Shall I ask the panel" not in world.public()  # that is for private


@story
async def test_explain_this_error_reads_anybodys_message_for_who_asks(world: World) -> None:
    log = [("app.log", b"Response code: 502")]
    theirs = await world.bob.send(world.channel, "it does not play", attachments=log)
    answer = await world.alice.context_menu(world.channel, "Explain this error", theirs)
    assert answer.ephemeral
    assert answer.response
    assert "502 Bad Gateway" in answer.response.content
    assert world.public() == ""


@story
async def test_explaining_a_message_with_a_login_deletes_it(world: World) -> None:
    theirs = await world.bob.send(world.channel, f"error 403 {LINK}")
    answer = await world.alice.context_menu(world.channel, "Explain this error", theirs)
    assert answer.response
    assert "so I deleted it" in answer.response.content
    assert "403 Forbidden" in text(answer.followups[0])
    assert world.channel.history() == [] or all(message.flags.ephemeral for message in world.channel.history())
    assert b"geheim77" not in files(world)


@story
async def test_explaining_a_message_with_a_login_warns_where_it_stays(world: World) -> None:
    world.env.inject_error("DELETE", "/channels/*/messages/*", status=403, code=50013)
    theirs = await world.bob.send(world.channel, f"error 403 {LINK}")
    answer = await world.alice.context_menu(world.channel, "Explain this error", theirs)
    assert answer.response
    assert "Its author can" in answer.response.content


@story
async def test_a_login_that_somebody_else_deleted_meanwhile_is_no_matter(world: World) -> None:
    world.env.inject_error("DELETE", "/channels/*/messages/*", status=404, code=10008)
    theirs = await world.bob.send(world.channel, f"error 403 {LINK}")
    answer = await world.alice.context_menu(world.channel, "Explain this error", theirs)
    assert answer.response
    assert "403 Forbidden" in answer.response.content


@story
async def test_explaining_a_picture_gets_an_honest_sentence(world: World) -> None:
    theirs = await world.bob.send(world.channel, "", attachments=[("screen.png", b"\x89PNG")])
    answer = await world.alice.context_menu(world.channel, "Explain this error", theirs)
    assert answer.ephemeral
    assert answer.response
    assert answer.response.content == "I find no text there that I can read."
