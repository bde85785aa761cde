"""What befalls a desk: topics that are deleted or that nobody noted, missing rights, crowds, users who are gone."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.channels.telegram import room
from tests.channels.telegram.people import STAFF, Member, labels
from tests.channels.telegram.server import BOT
from tests.channels.telegram.story import card, desk, escalate, topic_of

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.channels.telegram.server import BotApi
    from tests.channels.telegram.world import World


def orphan(api: BotApi, name: str) -> Member:
    """A topic of the bot that it does not know of."""
    about = {"name": name, "icon_color": 7322096}
    number = api.message(STAFF, BOT, forum_topic_created=about)["message_id"]
    api.topics(STAFF)[number] = dict(about)
    return Member(api, 9, topic=number)


def test_a_topic_that_the_team_deleted_is_made_anew_while_it_is_needed(tmp_path: Path) -> None:
    async def work(here: World) -> None:
        anna, api = here.person(), here.api
        ref = await escalate(anna)
        kim = await topic_of(here, ref)
        api.delete_topic(STAFF, kim.topic or 0)
        await anna.write("still broken")
        await api.until(lambda: len(api.made("createForumTopic")) == 2)
        lou = Member(api, 9, topic=max(api.topics(STAFF)))
        await lou.reads("User: still broken")
        assert card(lou)["text"].startswith(ref)
        await lou.write("Try now.")
        await anna.reads("Try now.")
        await lou.reads("[claimed by Kim Staff]")
        api.delete_topic(STAFF, lou.topic or 0)
        await Member(api, 9).write(f"/release {ref}")
        await api.until(lambda: len(api.made("createForumTopic")) == 3)
        pat = Member(api, 9, topic=max(api.topics(STAFF)))
        await pat.reads("[open]")
        api.delete_topic(STAFF, pat.topic or 0)
        await anna.press("It is solved")
        await anna.reads(f"{ref} is closed")
        await Member(api, 9).write(f"/release {ref}")
        await Member(api, 9).reads("is closed. Reopen it")  # what came before that is over
        assert len(api.made("createForumTopic")) == 3

    desk(tmp_path, work)


def test_a_topic_that_nobody_noted_is_linked_when_somebody_writes_in_it(tmp_path: Path) -> None:
    async def work(here: World) -> None:
        anna, api = here.person(), here.api
        ref = await escalate(anna)
        kim = await topic_of(here, ref)
        twin = orphan(api, f"{ref} · 403 Forbidden")
        await twin.write("hello from the twin")
        await anna.reads("hello from the twin")
        await twin.reads(f"{ref} has another topic too: the user's answers come there.")
        await anna.write("hello twin")
        await kim.reads("User: hello twin")
        await here.store.placed(ref, None, None)
        await twin.write("and once more")
        await anna.reads("and once more")
        await anna.write("I hear you")
        await twin.reads("User: I hear you")
        assert any(labels(one) for one in twin.seen)  # with a card
        other = orphan(api, "T-ZZZZ · nothing")
        await other.write("is anybody there?")
        fake = Member(
            api,
            9,
            topic=api.message(STAFF, twin.user, forum_topic_created={"name": ref, "icon_color": 1})["message_id"],
        )
        api.topics(STAFF)[fake.topic or 0] = {"name": ref}
        await fake.write("not made by the bot")
        await kim.write("the end")
        await anna.reads("the end")
        assert not any("not made by" in text or "anybody" in text for text in anna.texts)

    desk(tmp_path, work)


def test_without_the_right_to_make_topics_tickets_are_messages(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def work(here: World) -> None:
        anna, api = here.person(), here.api
        await api.until(lambda: STAFF in api.scoped)
        api.rights[STAFF].clear()  # taken away after it was looked at
        ref = await escalate(anna)
        hall = Member(api, 9)
        await hall.reads(f"{ref} · 403 Forbidden")
        await hall.reads("")
        await hall.answer(hall.seen[0], "Try now.")
        await anna.reads("Try now.")

    desk(tmp_path, work)
    assert "no topic could be made for a ticket, so it is a message: BadRequest: Not enough rights" in caplog.text


def test_a_group_that_shuts_the_bot_out_loses_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "_REFUSED", 0.2)
    monkeypatch.setattr("bot.channels.telegram.resuming.EVERY", 0.2)

    async def work(here: World) -> None:
        anna, api = here.person(), here.api
        await api.until(lambda: STAFF in api.scoped)
        api.blocked.add(STAFF)
        ref = await escalate(anna)
        await anna.write("are you there?")
        await anna.reads("Passed on to the team")
        await asyncio.sleep(0.5)
        api.blocked.clear()
        kim = await topic_of(here, ref)
        await kim.reads("User: are you there?")

    desk(tmp_path, work)
    told = [line for line in caplog.messages if "does not let the bot write into the group -1001" in line]
    assert len(told) == 1


def test_a_group_that_moves_is_followed(tmp_path: Path) -> None:
    async def work(here: World) -> None:
        anna, api = here.person(), here.api
        ref = await escalate(anna)
        await Member(api, 9).reads(f"{ref} · 403")
        new = STAFF - 1
        api.chats[new] = {**api.chats[STAFF], "id": new}
        api.members[new] = api.members[STAFF]
        api.moved[STAFF] = new
        await anna.write("still broken")
        hall = Member(api, 9, new)
        await hall.reads("still broken")
        await hall.answer(next(one for one in hall.seen if "still broken" in one.get("text", "")), "Try now.")
        await anna.reads("Try now.")

    desk(tmp_path, work, forum=False)


def test_a_burst_arrives_complete_in_order_and_bundled(tmp_path: Path) -> None:
    async def work(here: World) -> None:
        anna, bob = here.person(), here.person(2)
        kim, lou = await topic_of(here, await escalate(anna)), await topic_of(here, await escalate(bob))
        begun, counted = asyncio.get_running_loop().time(), len(kim.seen) + len(lou.seen)
        for number in range(100):
            await anna.write(f"line {number}.")
            if number % 20 == 0:
                await bob.write(f"bob {number}.")
                await lou.write("/claim" if number % 40 else "/release")
        await kim.reads("line 99.")
        await lou.reads("bob 80.")
        lines = [line.removeprefix("User: ") for text in kim.texts for line in text.split("\n")]
        assert [line for line in lines if line.startswith("line ")] == [f"line {number}." for number in range(100)]
        used = len(kim.seen) + len(lou.seen) - counted
        print(f"105 messages in {used} of the bot, {asyncio.get_running_loop().time() - begun:.1f} s")
        assert any("\n" in text for text in kim.texts if "User: line" in text)

    desk(tmp_path, work, minute=1.0)


def test_the_team_hears_that_the_user_is_gone(tmp_path: Path) -> None:
    async def work(here: World) -> None:
        anna, api = here.person(), here.api
        kim = await topic_of(here, await escalate(anna))
        api.blocked.add(1)
        await kim.write("Try now.")
        await kim.reads("That did not reach the user: they have blocked the bot, or left.")

    desk(tmp_path, work)
