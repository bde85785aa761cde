"""What the desk on Discord carries: hostile words, logins, photos, files; and what it forgets."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.channels.discord.ids import private_key
from bot.core.effects import Card, Document, Erase, Relay, Say
from bot.core.events import Commanded, Key, Pressed, Staffed, Wrote
from bot.engine.parcels import desk
from bot.ports import DeliveryError, LostError, StoreError
from tests.channels.discord.team import desk_story
from tests.channels.discord.world import Log, files, labels, text
from tests.engine.fakes import Recorder

if TYPE_CHECKING:
    from simcord.builders import ChannelHandle

    from tests.channels.discord.team import Team

LINK = "http://line.example.com:8080/get.php?username=anna77&password=geheim77&type=m3u_plus"
HOSTILE = "@everyone @here <@1> <#2> **bold** [a](https://evil.example) https://evil.example/x ||spoil|| # big\n> quote"


@desk_story()
async def test_hostile_words_take_no_effect(team: Team) -> None:
    thread = await team.open(said=f"error 403 {HOSTILE}")
    await team.world.alice.send_dm(HOSTILE)
    said = thread.history()[-1]
    assert said.content.startswith("**User:** @\u200beveryone @\u200bhere \\<@\u200b1\\>")
    assert "`https://evil.example/x`" in said.content
    assert "](https" not in said.content.replace("\\", "")
    await team.reply(thread, HOSTILE)
    for message in [*thread.history(), *team.world.alice.user.dm_channel.history()]:
        if message.author.bot:
            assert not message.mention_everyone
            assert not message.mentions
            assert not message.role_mentions
    sent = [one.json for one in team.world.env.http_requests if one.method in ("POST", "PATCH") and one.json]
    assert len(sent) > 10
    for body in sent:
        message = body.get("message") or body.get("data") or body
        if "content" in message or "embeds" in message:
            assert message["allowed_mentions"]["parse"] == []


@desk_story()
async def test_no_login_is_written_logged_or_shown_to_the_team(team: Team) -> None:
    log, root = Log(), logging.getLogger()
    root.addHandler(log)
    root.setLevel(logging.DEBUG)
    logging.getLogger("discord").setLevel(logging.INFO)  # as `bot serve` does
    try:
        thread = await team.open(said=f"error 403 {LINK}")
        await team.world.alice.send_dm(f"my line is {LINK}")
        mine = next(one for one in team.world.alice.user.dm_channel.history() if one.content.startswith("my line"))
        await team.world.alice.user.edit(mine, f"my new line is {LINK}")
        await team.world.env.advance_time(1)
        answer = await team.reply(thread, f"Use this one: {LINK}")
        assert "What looks like a login was blacked out" in answer
        said = await team.anna.send(thread, f"{team.world.mention} or {LINK}")
        await team.anna.edit(said, f"{team.world.mention} or rather {LINK}")
        await team.press(thread, "Resolve")
    finally:
        root.removeHandler(log)
        root.setLevel(logging.WARNING)
        logging.getLogger("discord").setLevel(logging.NOTSET)
    shown = [one for one in thread.history() if one.author.bot]
    packets = b"".join([await file.read() for one in shown for file in one.attachments])
    for secret in ("geheim77", "anna77"):
        assert not any(secret in text(one) for one in shown)
        assert secret.encode() not in packets
        assert secret.encode() not in files(team.world)  # the write-ahead log too
        assert not any(secret in line for line in log.lines)
        assert not any(secret in text(one) for one in team.world.alice.user.dm_channel.history() if one.author.bot)


@desk_story("text")
async def test_a_photo_is_passed_on_from_the_users_message_if_they_agree(team: Team) -> None:
    thread, alice = await team.open(), team.world.alice
    await team.world.send_file(("screen.png", b"\x89PNG secret"))
    direct = alice.user.dm_channel
    assert "Shall support see this photo?" in team.heard()
    await alice.user.click(direct.history()[-1], label="No")
    await team.world.send_file(("screen.png", b"\x89PNG one"))
    await alice.user.click(direct.history()[-1], label="Yes, pass it on")
    (file,) = thread.history()[-1].attachments
    assert file.filename == "photo.png"
    assert await file.read() == b"\x89PNG one"
    assert text(thread.history()[-1]).replace("\\", "") == "**User:** [a photo]"
    stored = team.world.env.backend.store_attachments(direct.id, [("screen.jpg", b"\xff\xd8 two")])
    await alice.send_dm("it looks like this", attachments=stored)  # words and a photo
    words, photo = thread.history()[-2:]
    assert text(words) == "**User:** it looks like this"
    assert await photo.attachments[0].read() == b"\xff\xd8 two"
    assert b"PNG" not in files(team.world)
    # One that is gone before it was passed on, one that is no picture to Discord, one of another platform.
    team.world.env.inject_error("GET", f"/channels/{direct.id}/messages/*", status=404, code=10008)
    await team.world.send_file(("screen.png", b"\x89PNG three"))
    assert "a photo that cannot be shown here" in text(thread.history()[-1])
    await team.world.send_file(("screen.bmp", b"BM four"))
    assert "a photo that cannot be shown here" in text(thread.history()[-1])
    assert not thread.history()[-1].attachments


@desk_story()
async def test_a_photo_beside_words_is_no_matter_without_a_ticket(team: Team) -> None:
    direct = team.world.alice.user.dm_channel
    stored = team.world.env.backend.store_attachments(direct.id, [("screen.jpg", b"\xff\xd8")])
    await team.world.alice.send_dm("error 403", attachments=stored)
    assert [text(one)[:5] for one in direct.history() if one.author.bot] == ["**403"]


@desk_story("text")
async def test_who_cannot_type_where_they_are_writes_by_command_or_form(team: Team) -> None:
    thread, world = await team.open(), team.world
    first = await world.alice.slash(world.channel, "ticket", text="It happens at night")
    assert first.ephemeral
    assert team.said(thread)[-1] == "**User:** It happens at night"
    again = await world.alice.slash(world.channel, "ticket", text="And on Sundays")
    assert again.response
    assert again.response.content == "Passed on."
    shown = await world.alice.slash(world.channel, "status")
    assert shown.response
    form = await world.alice.click(shown.response, label="Write to me")
    sent = await world.alice.submit_modal(form, {"words": "Only on one channel"})
    assert sent.response
    assert sent.response.content == "Passed on."
    assert team.said(thread)[-1] == "**User:** Only on one channel"
    assert world.public() == ""


@desk_story(rough=True)
async def test_the_team_hears_that_a_user_takes_no_messages(team: Team) -> None:
    thread = await team.open()
    direct = team.world.alice.user.dm_channel
    team.world.env.inject_error("POST", f"/channels/{direct.id}/messages", status=403, code=50007, times=None)
    assert await team.reply(thread, "Is it back?") == "Sent to the user."
    assert "*That did not reach the user: they take no direct messages from the bot.*" in team.said(thread)


@desk_story()
async def test_the_desk_forgets_with_the_user(team: Team) -> None:
    await team.open(said="error 403 on my own box")
    await team.world.alice.user.slash("forget")
    assert team.hall.threads == []
    await team.open()
    team.world.env.backend.delete_channel(team.hall.threads[-1].id)  # the team was quicker
    await team.world.alice.user.slash("forget")
    assert team.hall.threads == []


@desk_story(rough=True)
async def test_where_it_may_not_delete_a_thread_it_deletes_what_it_said(team: Team) -> None:
    thread = await team.open()
    await team.world.alice.send_dm("it is my own box")
    theirs = await team.anna.send(thread, "// hm")
    team.world.env.inject_error("DELETE", "/channels/*", status=403, code=50013)
    await team.world.alice.user.slash("forget")
    left = [text(one) for one in thread.history()]
    assert left == [theirs.content, "The user had everything about them deleted: this ticket is empty now."]
    await team.anna.send(thread, f"{team.world.mention} hello")
    assert team.said(thread)[-1].startswith("What you write in reply to me")
    # The same without the right to read what stands there.
    thread = await team.open(team.world.bob)
    team.world.env.inject_error("DELETE", "/channels/*", status=403, code=50013)
    team.world.env.inject_error("GET", "/channels/*/messages", status=403, code=50013)
    await team.world.bob.user.slash("forget")
    assert team.said(thread)[-1].startswith("The user had everything")
    assert (await team.press(thread, "Claim")).startswith("I know no ticket")


@desk_story("text", rough=True)
async def test_a_thread_without_a_note_is_found_again(team: Team) -> None:
    store, placed = team.world.office.store, team.world.office.store.placed

    async def killed(*_: object) -> None:
        raise StoreError("The process was killed.")

    store.placed = killed  # type: ignore[method-assign, assignment]
    await team.send()
    (orphan,) = team.hall.threads
    store.placed = placed  # type: ignore[method-assign]
    team.world.office.time.at += timedelta(minutes=2)
    await team.restart()  # all that is left in the outbox is sent now
    assert team.hall.threads[-1].id == orphan.id
    assert (await team.filed(orphan)).place == str(orphan.id)
    await team.anna.click(team.hall.history()[-1], label="Claim")
    assert "claimed by anna" in text(team.card(orphan))


@desk_story("text", rough=True)
async def test_a_thread_without_a_card_gets_one(team: Team) -> None:
    world, opened = team.world, len(team.hall.threads)
    world.env.inject_error("POST", "/channels/*/threads", status=500)
    await team.send()
    for number in range(2):  # the thread is made and noted, and then Discord fails; once it is deleted meanwhile
        world.env.inject_error("POST", f"/channels/{team.hall.id}/messages", status=500)
        world.office.time.at += timedelta(minutes=2)
        await world.env.advance_time(6)
        (thread,) = team.hall.threads[opened:]
        assert (await team.filed(thread)).place == str(thread.id)
        assert thread.history() == []
        if number == 0:
            world.env.backend.delete_channel(thread.id)
    world.office.time.at += timedelta(minutes=2)
    await team.restart()
    (thread,) = team.hall.threads[opened:]
    assert labels(team.hall.history()[-1]) == ["Claim"]
    assert "Claim" in labels(team.card(thread))


@desk_story()
async def test_a_doubled_thread_is_linked_when_somebody_writes_in_it(team: Team) -> None:
    store, thread = team.world.office.store, await team.open()
    filed = await team.filed(thread)
    backend, me = team.world.env.backend, team.world.env.bot.user
    assert me
    made = backend.create_thread(team.hall.id, thread.name or "", me.id)
    double = next(one for one in team.hall.threads if one.id == made.id)
    await team.anna.send(double, f"{team.world.mention} Is it better now?")
    assert "Is it better now?" in team.heard()
    assert team.said(double)[-1] == f"This ticket goes on in <#{thread.id}>."
    await store.placed(filed.ticket.ref, None, None)  # the first one was never noted
    await team.anna.send(double, f"{team.world.mention} Or now?")
    assert "Or now?" in team.heard()
    await team.anna.send(double, f"{team.world.mention} release")
    assert "open" in text(team.card(double))
    # A thread of the team's own is none.
    theirs = backend.create_thread(team.hall.id, thread.name or "", team.anna.id)
    own = next(one for one in team.hall.threads if one.id == theirs.id)
    await team.anna.send(own, f"{team.world.mention} Hello")
    assert team.said(own)[-1].startswith("What you write in reply to me")
    await team.anna.send(own, "Hello?")
    assert team.said(own)[-1] == "Hello?"


@desk_story("text", rough=True)
async def test_a_thread_that_is_folded_away_is_unfolded(team: Team) -> None:
    thread = await team.open()
    thread._channel.thread_metadata.archived = True  # type: ignore[union-attr]  # noqa: SLF001 -- Discord does that after a day
    team.world.env.inject_error("PATCH", f"/channels/{thread.id}/messages/*", status=400, code=50083)
    ref = (await team.filed(thread)).ticket.ref
    await team.anna.send(team.hall, f"{team.world.mention} claim {ref}")
    assert "claimed by anna" in text(team.card(thread))
    assert not thread._channel.thread_metadata.archived  # type: ignore[union-attr]  # noqa: SLF001 -- the same


@desk_story("text", rough=True)
async def test_a_thread_in_no_cache_is_looked_up(team: Team) -> None:
    thread = await team.open()
    await team.anna.click(team.hall.history()[-1], label="Claim")
    guild = team.world.env.bot.get_guild(team.world.guild.id)
    assert guild

    def lost(one: ChannelHandle) -> None:
        cached = guild.get_thread(one.id)
        assert cached
        guild._remove_thread(cached)  # noqa: SLF001 -- as after a restart, if it was folded away

    lost(thread)
    await team.anna.send(thread, f"{team.world.mention} Is it on?")
    assert "Is it on?" in team.heard()
    team.world.env.inject_error("GET", f"/channels/{thread.id}", status=500)
    await team.anna.send(thread, f"{team.world.mention} Or off?")
    assert "Or off?" not in team.heard()
    elsewhere = team.world.env.backend.create_thread(team.world.channel.id, "elsewhere", team.world.bob.id)
    handle = team.world.channel.threads[-1]
    assert handle.id == elsewhere.id
    lost(handle)
    await team.world.bob.send(handle, f"{team.world.mention} error 502")
    assert "502 Bad Gateway" in text(handle.history()[-1])


@desk_story(rough=True)
async def test_a_file_that_is_too_large_is_said_so(team: Team) -> None:
    thread = await team.open()
    key = private_key(team.world.alice.id)
    outlet = team.world.office.engine._deliverer.channels[desk("discord")]  # noqa: SLF001 -- where rows of the outbox go
    lane = Key(desk("discord"), key.chat, key.user)
    ref = (await team.filed(thread)).ticket.ref
    team.world.env.inject_error("POST", f"/channels/{thread.id}/messages", status=413, code=40005)
    await outlet.deliver(lane, Document(f"{ref}.html", "x"))
    assert team.said(thread)[-1] == f"The file is too large for this chat. `bot tickets export {ref}` writes it."
    # What is about nobody any more, and what is not for the team.
    assert await outlet.deliver(lane, Document("T-0000.html", "x")) is None
    assert await outlet.deliver(lane, Relay("T-0000", "user", "x")) is None
    assert await outlet.deliver(lane, Card("T-0000", "x", "x", "x", ())) is None
    await outlet.deliver(lane, Erase("T-0000", str(team.world.channel.id)))  # no thread, so none of ours
    with pytest.raises(LostError):
        await outlet.deliver(lane, Say("x"))
    long = await outlet.deliver(lane, Relay(ref, "user", "word " * 700))
    assert long == f"discord:{thread.id}/{thread.history()[-1].id}"
    assert len(thread.history()[-1].embeds) == 1
    # Before Discord is reached, and after it was left.
    unreached = team.world.office.client(staff=team.hall.id)._team  # noqa: SLF001 -- as above
    assert unreached
    await team.world.env.bot.close()
    for closed in (unreached.desk, outlet):
        with pytest.raises(DeliveryError):
            await closed.deliver(lane, Relay(ref, "user", "x"))


@desk_story("text")
async def test_users_and_team_on_different_platforms(team: Team) -> None:
    """A Telegram user whose team is here; a user here whose team is on Telegram."""
    engine, telegram, now = team.world.office.engine, Recorder(), team.world.office.time.at
    engine.attach("telegram", telegram)
    key = Key("telegram", "7", "7")
    await engine.handle(Commanded("1", key, now, "ticket", "Nothing plays"), telegram)
    while not team.hall.threads:
        offered = telegram.delivered[-1][1]
        assert isinstance(offered, Say)
        chosen = next((one for one in offered.buttons if one.label == "Send"), offered.buttons[0])
        await engine.handle(Pressed(chosen.id, key, now, chosen.id), telegram)
    (thread,) = team.hall.threads
    await engine.handle(Wrote("9", key, now, "Still nothing", "17"), telegram)
    assert team.said(thread)[-1] == "**User:** Still nothing"
    await team.anna.click(team.hall.history()[-1], label="Claim")
    await team.reply(thread, "Which box is it?")
    delivered = telegram.delivered[-1][1]
    assert isinstance(delivered, Say)
    assert delivered.text == "Which box is it?"
    # The other way round: an answer that some other desk hands to the engine arrives as a direct message.
    filed = await team.filed(await team.open())
    ref, theirs = filed.ticket.ref, "telegram:-1/2"
    await engine.act(Staffed("desk:telegram:1", filed.key, now, ref, "reply", "telegram:4", "ben", "Hello", theirs))
    assert "Hello" in team.heard()
