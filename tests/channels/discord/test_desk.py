"""A ticket's life with the team on Discord: in a forum, in private threads, and in public ones."""

from __future__ import annotations

import asyncio
import shutil
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.channels.discord.ids import public_key
from bot.core.knowledge import Knowledge
from bot.ports import StoreError
from tests.channels.discord.team import desk_story, play, private
from tests.channels.discord.world import Log, labels, text
from tests.shipped import knowledge

if TYPE_CHECKING:
    from simcord.builders import ChannelHandle

    from bot.ports import Filed
    from tests.channels.discord.team import Hall, Team
    from tests.channels.discord.world import Office


@pytest.mark.parametrize("hall", ["forum", "text", "public"])
def test_a_ticket_from_the_error_to_the_thanks(tmp_path: Path, migrated: Path, hall: Hall) -> None:
    play(_life, Path(shutil.copy(migrated, tmp_path / "bot.db")), hall)


async def _life(team: Team) -> None:
    thread = await team.open()
    await _opened_and_claimed(team, thread)
    await _answered(team, thread)
    await _changed_and_deleted(team, thread)
    await _resolved(team, thread)
    ref = (await team.filed(thread)).ticket.ref
    deeds = [(deed.what, deed.staff) for deed in await team.world.office.store.deeds(ref)]
    assert deeds[0] == ("ticket claim", f"discord:{team.anna.id}")
    assert ("ticket delete", "discord") in deeds  # Discord does not say who deletes
    assert deeds[-1] == ("ticket resolve", f"discord:{team.anna.id}")


async def _opened_and_claimed(team: Team, thread: ChannelHandle) -> None:
    anna = team.anna
    kind = {11: "public", 12: "private"}[thread._channel.type]  # noqa: SLF001 -- a handle does not say
    assert (team.hall.name, kind) in {("team-forum", "public"), ("team", "private"), ("team", "public")}
    filed = await team.filed(thread)
    ref = filed.ticket.ref
    assert filed.place == str(thread.id)
    assert thread.name == f"{ref} · 403 Forbidden"
    top, packet = thread.history()[:2]
    assert text(top).startswith(f"**{ref} · 403 Forbidden · ")
    assert "in TiviMate" in text(top)
    assert labels(top) == ["Claim", "Reply", "Reply template", "Resolve", "Export", "Ban"]
    assert [file.filename for file in packet.attachments] == [f"{ref}.html"]

    # The button lets her into a private thread.
    notice = next((one for one in team.hall.history() if labels(one)), None)
    assert (notice is not None) == (kind == "private")
    claimed = await anna.click(notice or top, label="Claim")
    assert claimed.ephemeral
    assert claimed.response
    assert claimed.response.content == "anna has claimed it."
    assert "claimed by anna" in text(team.card(thread))
    assert (anna.id in thread._channel.thread_members) == (kind == "private")  # noqa: SLF001 -- the same
    assert await team.press(thread, "Claim" if "Claim" in labels(team.card(thread)) else "Release")


async def _answered(team: Team, thread: ChannelHandle) -> None:
    """By the form, by a reply to what the bot said, which mentions it, and by a mention."""
    ref, world = (await team.filed(thread)).ticket.ref, team.world
    assert await team.reply(thread, "Is a second TV on? *Yes* or no") == "Sent to the user."
    assert team.heard().startswith(f"**Support \\({ref}\\):**")
    assert "anna" not in team.heard()
    assert "anna: Is a second TV on? \\*Yes\\* or no" in team.said(thread)[-1]
    await world.alice.send_dm("No, only this one")
    assert team.said(thread)[-1] == "**User:** No, only this one"
    await team.anna.send(thread, "Restart the box", reply_to=thread.history()[-1])
    assert "Restart the box" in team.heard()
    await team.anna.send(thread, f"{world.mention} and tell me")
    assert "and tell me" in team.heard()
    assert team.said(thread)[-1] == f"{world.mention} and tell me"  # nothing was said to the team


async def _changed_and_deleted(team: Team, thread: ChannelHandle) -> None:
    """On both sides."""
    world, anna, direct = team.world, team.anna, team.world.alice.user.dm_channel
    reply = next(one for one in thread.history() if one.content == "Restart the box")
    await anna.edit(reply, "Restart the router")
    assert [one for one in direct.history() if "Restart the router" in text(one)]
    assert not [one for one in direct.history() if "Restart the box" in text(one)]
    await anna.delete(reply)
    assert not [one for one in direct.history() if "Restart the router" in text(one)]
    mine = next(one for one in direct.history() if one.content == "No, only this one")
    await world.alice.user.edit(mine, "No, only this one TV")
    assert "**User:** No, only this one TV" in team.said(thread)
    await world.alice.user.delete(mine)
    assert "**User:** (the user deleted this message)" in [one.replace("\\", "") for one in team.said(thread)]
    assert not any("only this one" in one for one in team.said(thread))


async def _resolved(team: Team, thread: ChannelHandle) -> None:
    """Resolved, opened again, resolved, and it helped."""
    world, direct = team.world, team.world.alice.user.dm_channel
    assert await team.press(thread, "Resolve") == "anna has closed it. The user was asked whether it helped."
    assert labels(team.card(thread)) == ["Reopen", "Export"]
    asked = direct.history()[-1]
    assert labels(asked) == ["Yes, it helped", "No, open it again"]
    await world.alice.user.click(asked, label="No, open it again")
    assert "Claim" in labels(team.card(thread))
    assert "opened it again" in team.said(thread)[-1]
    await team.anna.send(thread, f"{world.mention} resolve")
    await world.alice.user.click(direct.history()[-1], label="Yes, it helped")
    assert team.said(thread)[-1] == "*The user says that it helped.*"


@desk_story()
async def test_what_the_team_writes_to_each_other_stays_inside(team: Team) -> None:
    thread = await team.open()
    before = team.heard()
    await team.anna.send(thread, "who takes this one?")
    assert team.said(thread)[-1].startswith("I cannot read that, so it did not go to the user.")
    await team.anna.send(thread, "I do")  # the hint comes once
    await team.anna.send(thread, f"{team.world.mention} // his third this week")
    assert team.said(thread)[-1].endswith("// his third this week")
    assert team.heard() == before


@desk_story(content=True)
async def test_with_the_content_intent_every_message_is_passed_on(team: Team) -> None:
    thread = await team.open()
    note = await team.anna.send(thread, "// careful")
    first = await team.anna.send(thread, "Hello, is it one channel?")
    assert "Hello, is it one channel?" in team.heard()
    await team.anna.edit(first, "Hello, is it one channel, or all?")
    assert "or all?" in team.heard()
    await team.world.env.advance_time(1)  # a change is told from another one by its time
    await team.anna.edit(first, "// never mind")
    assert "one channel" not in team.heard()
    await team.anna.edit(note, "I look into it")  # a note that becomes an answer
    assert "I look into it" in team.heard()
    await team.world.env.advance_time(1)
    await team.anna.edit(note, "/resolve")
    assert "I look into it" in team.heard()
    await team.anna.send(thread, "/template")
    assert team.said(thread)[-1].startswith("Which one? There are: ")
    await team.anna.send(thread, "", attachments=[("screen.png", b"\x89PNG")])
    assert team.said(thread)[-1] == "I can't pass on files, pictures or recordings. Please say it in words."
    await team.anna.send(thread, "/export json")
    assert thread.history()[-1].attachments[0].filename.endswith(".json")
    await team.anna.send(thread, "/export nonsense")
    assert team.said(thread)[-1].startswith("What you write in reply to me")
    assert (await team.filed(thread)).ticket.status == "claimed"


@desk_story()
async def test_buttons_and_forms_outlive_a_restart(team: Team) -> None:
    thread = await team.open()
    form = await team.anna.click(team.card(thread), label="Reply")
    await team.restart()
    answer = await team.anna.submit_modal(form, {"words": "We look into it"})
    assert answer.response
    assert answer.response.content == "Sent to the user."
    assert "We look into it" in team.heard()
    await team.restart()
    assert await team.press(thread, "Release") == "anna has released it."


@desk_story()
async def test_ready_answers_and_exports(team: Team) -> None:
    thread = await team.open()
    offered = await team.anna.click(team.card(thread), label="Reply template")
    assert offered.response
    picked = await team.anna.select(offered.response, ["outage"])
    assert picked.response
    assert picked.response.content == "Sent to the user."
    words = knowledge().templates["outage"]["text"].split("\n")[0]
    assert words in team.heard()
    assert f"anna: {words}" in team.said(thread)[-1]
    forms = await team.anna.click(team.card(thread), label="Export")
    assert forms.ephemeral
    assert forms.response
    assert labels(forms.response) == ["Web page", "Markdown", "JSON", "Table (CSV)", "Plain text"]
    done = await team.anna.click(forms.response, label="Markdown")
    assert done.response
    assert done.response.content == "It follows in the ticket's thread."
    (file,) = thread.history()[-1].attachments
    assert file.filename.endswith(".md")
    assert b"403 Forbidden" in await file.read()
    base = team.world.office.shelf.base
    index = {**base.index, "templates": {}}
    team.world.office.shelf.base = Knowledge(base.version, index, base._load)  # noqa: SLF001 -- the same without any
    assert (await team.press(thread, "Reply template")).startswith("There are no templates yet.")


@desk_story()
async def test_a_ban_and_its_end(team: Team) -> None:
    thread, other = await team.open(), await team.open(team.world.bob, "error 502")
    ref = (await team.filed(thread)).ticket.ref
    sure = await team.anna.click(team.card(thread), label="Ban")
    assert sure.response
    assert labels(sure.response) == ["Yes, ban this user"]
    assert (await team.filed(thread)).ticket.status == "open"  # one has to say so twice
    done = await team.anna.click(sure.response, label="Yes, ban this user")
    assert done.response
    assert done.response.content.startswith("anna has banned this user")
    assert labels(team.card(thread)) == ["Unban", "Export"]
    assert "ended this conversation" in team.heard()
    before = len(team.world.alice.user.dm_channel.history())
    await team.world.alice.send_dm("hello?")
    assert len(team.world.alice.user.dm_channel.history()) == before + 1
    await team.anna.send(other, f"{team.world.mention} unban T-0000")
    assert team.said(other)[-1] == "I know no ticket T-0000."
    await team.anna.send(other, f"{team.world.mention} /unban {ref.lower()}")
    assert team.said(other)[-1] == "anna has taken the ban back."
    await team.world.alice.send_dm("error 502")
    assert "502 Bad Gateway" in team.heard()
    assert await team.press(thread, "Reopen") == "anna has opened it again."


@desk_story("text")
async def test_the_team_is_answered_in_its_channel_too(team: Team) -> None:
    thread = await team.open()
    ref = (await team.filed(thread)).ticket.ref
    await team.anna.send(team.hall, "good morning")
    assert team.said(team.hall)[-1] == "good morning"
    await team.anna.send(team.hall, f"{team.world.mention} error 403")
    assert team.said(team.hall)[-1].startswith("What you write in reply to me")  # it is no conversation
    await team.anna.send(team.hall, f"{team.world.mention} resolve {ref}")
    assert team.said(team.hall)[-1].startswith("anna has closed it.")
    mine = await team.anna.slash(team.hall, "code", code="502")  # a private answer, as anywhere
    assert mine.ephemeral
    assert mine.response
    assert "502 Bad Gateway" in mine.response.content
    assert not await team.world.office.store.transcript(public_key(team.hall.id, team.anna.id))


@desk_story()
async def test_who_is_not_of_the_team_can_do_nothing(team: Team) -> None:
    thread = await team.open()
    filed = await team.filed(thread)
    before = team.heard()
    form = await team.anna.click(team.card(thread), label="Reply")
    # The team moves, and anna is not in its new channel.
    await team.restart(private(team.world, "other team"))
    assert await team.press(thread, "Claim") == "Only the support team can do that."
    assert await team.press(thread, "Resolve") == "Only the support team can do that."
    assert await team.press(thread, "Reply") == "Only the support team can do that."
    sent = await team.anna.submit_modal(form, {"words": "hello"})
    assert sent.response
    assert sent.response.content == "Only the support team can do that."
    assert await team.filed(thread) == filed
    # Somebody in the thread who may not view the channel (Discord itself lets nobody in like that).
    await team.restart()
    backend, bob, mention = team.world.env.backend, team.world.bob, team.world.mention
    said = backend.create_message(thread.id, bob.id, f"{mention} resolve")
    await team.world.env.settle()
    assert team.said(thread)[-1] == "Only the support team can do that."
    backend.edit_message(thread.id, said.id, {"content": f"{mention} hello"})
    await team.world.env.settle()
    # Orders elsewhere are a user's words like any others.
    await bob.send(team.world.channel, f"{mention} ban {filed.ticket.ref}")
    assert await team.filed(thread) == filed
    assert team.heard() == before
    assert not await team.world.office.store.deeds(filed.ticket.ref)


@desk_story()
async def test_without_a_team_its_buttons_are_old_ones(team: Team) -> None:
    thread = await team.open()
    await team.world.restart()
    assert await team.press(thread, "Claim") == "That button belongs to an earlier message."


@desk_story("public", rough=True)
async def test_a_channel_that_everybody_may_view_gets_no_tickets(team: Team) -> None:
    log = Log()
    hidden, team.hall._channel.overwrites = team.hall._channel.overwrites, []  # noqa: SLF001 -- somebody opened it
    await team.restart()
    await team.send()
    await team.world.alice.send_dm("are you there?")
    assert team.hall.threads == []
    assert sum("everybody may view that channel" in line for line in log.lines) == 1
    await team.anna.send(team.hall, f"{team.world.mention} unban T-0000")
    assert team.said(team.hall)[-1] == "Only the support team can do that."
    team.world.office.time.at += timedelta(minutes=2)
    team.hall._channel.overwrites = hidden  # noqa: SLF001 -- and closed it
    team.world.env.backend.announce_channel_update(team.hall.id)
    await team.world.env.advance_time(6)
    (thread,) = team.hall.threads
    assert [text for text in team.said(thread) if "are you there?" in text]


@pytest.mark.parametrize("kind", ["none", "voice"])
def test_a_channel_that_cannot_be_the_teams_is_said_once(tmp_path: Path, migrated: Path, kind: str) -> None:
    async def story(team: Team) -> None:
        log = Log()
        number = team.world.guild.create_voice_channel("voice").id if kind == "voice" else 1
        await team.world.env.restart_bot(team.world.office.client(alone=True, staff=number))
        await team.send()
        await team.world.alice.send_dm("still there")
        sentence = "must be a forum or a text channel" if kind == "voice" else "the bot sees no such channel"
        assert sum(sentence in line for line in log.lines) == 1

    play(story, Path(shutil.copy(migrated, tmp_path / "bot.db")), "text", rough=True)


@desk_story(rough=True)
async def test_what_discord_refuses_waits(team: Team) -> None:
    log = Log()
    team.world.env.inject_error("POST", "/channels/*/threads", status=403, code=50013, times=2)
    await team.send()
    await team.world.alice.send_dm("still there")
    assert sum("Discord refuses the bot something there" in line for line in log.lines) == 1
    team.world.office.time.at += timedelta(minutes=2)
    await team.world.env.advance_time(6)
    assert sum("Discord refuses the bot something there" in line for line in log.lines) == 1
    team.world.env.inject_error("POST", "/channels/*/threads", status=500)
    for _ in range(2):
        team.world.office.time.at += timedelta(minutes=2)
        await team.world.env.advance_time(6)
    (thread,) = team.hall.threads
    assert "**User:** still there" in team.said(thread)


@desk_story("text", rough=True)
async def test_a_thread_that_the_team_deleted_is_made_anew(team: Team) -> None:
    thread = await team.open()
    team.world.env.backend.delete_channel(thread.id)
    await team.world.alice.send_dm("and it stutters")
    (again,) = team.hall.threads
    assert again.id != thread.id
    assert (await team.filed(again)).place == str(again.id)
    assert "Claim" in labels(team.card(again))
    assert team.said(again)[-1] == "**User:** and it stutters"
    await team.anna.click(team.hall.history()[-1], label="Claim")  # it lets her in
    team.world.env.backend.delete_message(again.id, team.card(again).id)
    await team.anna.send(again, f"{team.world.mention} release")
    assert "\\[open\\]" in text(team.card(again))
    team.world.env.backend.delete_channel(again.id)
    await team.anna.send(team.hall, f"{team.world.mention} claim {(await team.filed(again)).ticket.ref}")
    (third,) = team.hall.threads
    assert "claimed by anna" in text(team.card(third))
    # Of a ticket that is closed nothing is left to see, unless somebody wants a copy of it.
    await team.anna.send(team.hall, f"{team.world.mention} resolve {(await team.filed(third)).ticket.ref}")
    team.world.env.backend.delete_channel(third.id)
    await team.world.alice.user.click(team.world.alice.user.dm_channel.last_message, label="Yes, it helped")
    assert team.hall.threads == []
    await team.anna.send(team.hall, f"{team.world.mention} export {(await team.filed(third)).ticket.ref}")
    assert team.hall.threads[-1].history()[-1].attachments
    team.world.env.backend.delete_channel(team.hall.threads[-1].id)
    await team.anna.send(team.hall, f"{team.world.mention} ban {(await team.filed(third)).ticket.ref}")
    assert team.hall.threads == []


@desk_story(rough=True)
async def test_changes_that_cannot_be_read_or_fail_are_said(team: Team) -> None:
    log, thread, world = Log(), await team.open(), team.world
    said = await team.anna.send(thread, f"{world.mention} Is it on?")
    await team.anna.edit(said, "Is it off?")  # without the mention
    assert team.said(thread)[-1].startswith("I cannot read that, so it did not go to the user.")
    assert "Is it on?" in team.heard()
    await world.env.advance_time(1)
    await team.anna.edit(said, f"{world.mention} //")
    assert "Is it on?" not in team.heard()
    again = await team.anna.send(thread, f"{world.mention} One.")
    more = await team.anna.send(thread, f"{world.mention} Two.")
    world.env.backend.bulk_delete_messages(thread.id, [again.id, more.id])
    await world.env.settle()
    assert "One." not in str([text(one) for one in world.alice.user.dm_channel.history()])
    assert "Two." not in team.heard()
    await team.anna.send(thread, f"{world.mention}")
    assert team.said(thread)[-1].startswith("What you write in reply to me")
    # Elsewhere, or of an attachment's preview, nothing follows.
    await world.bob.edit(await world.bob.send(world.channel, "error"), "error 403")
    world.env.backend.edit_message(thread.id, said.id, {"embeds": []})
    # The database is away.
    last = await team.anna.send(thread, f"{world.mention} Three.")
    mine = await world.alice.send_dm("Four")
    broken(world.office)
    await world.env.advance_time(1)
    await team.anna.edit(last, f"{world.mention} Five.")
    assert log.holds(team.said(thread)[-1])
    await world.alice.user.edit(mine, "Six")
    assert log.holds(team.heard())
    assert log.holds(await team.press(thread, "Resolve"))
    await world.alice.user.delete(mine)
    await team.anna.send(thread, f"{world.mention} Seven.")
    assert log.holds(team.said(thread)[-1])


def broken(office: Office) -> None:
    """The database is away from now on."""

    async def away(*_: object) -> None:
        raise StoreError("The database is away.")

    for name in ("ticket", "ticket_at", "ticket_of", "target", "turn"):
        setattr(office.store, name, away)


@desk_story()
async def test_every_press_is_acknowledged_before_the_database_is_asked(team: Team) -> None:
    thread, store, free = await team.open(), team.world.office.store, asyncio.Event()
    card, form = team.card(thread), await team.anna.click(team.card(thread), label="Reply")
    known = store.ticket

    async def slow(ref: str) -> Filed | None:
        await team.world.env.external_wait(free.wait(), reason="a database that takes its time")
        return await known(ref)

    store.ticket = slow  # type: ignore[method-assign]
    at_once = [await team.anna.click(card, label=label) for label in ("Reply", "Reply template", "Export", "Ban")]
    assert [bool(one.modal) for one in at_once] == [True, False, False, False]
    assert all(one.response for one in at_once[1:])
    waiting = [await team.anna.click(card, label=label) for label in ("Claim", "Resolve")]
    waiting.append(await team.anna.submit_modal(form, {"words": "Hello"}))
    assert at_once[3].response
    waiting.append(await team.anna.click(at_once[3].response, label="Yes, ban this user"))
    assert all(one.acknowledged and one.deferred and one.ephemeral for one in waiting)
    free.set()
    await team.world.env.settle()
    store.ticket = known  # type: ignore[method-assign]
    assert (await team.filed(thread)).ticket.status == "closed"
