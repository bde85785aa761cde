"""The support desk over real HTTP: a user's ticket in a topic of the team's group, from both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.channels.telegram.people import STAFF, Member, labels
from tests.channels.telegram.story import answers, card, desk, escalate, topic_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.channels.telegram.world import World


@pytest.mark.parametrize("webhook", [False, True])
def test_a_ticket_is_claimed_answered_edited_and_resolved_in_its_topic(tmp_path: Path, *, webhook: bool) -> None:
    async def work(here: World) -> None:
        anna, api = here.person(), here.api
        ref = await escalate(anna)
        kim = await topic_of(here, ref)
        topic = api.topics(STAFF)[kim.topic or 0]
        assert topic["name"] == f"{ref} · 403 Forbidden"
        top = card(kim)
        assert top["text"].startswith(f"{ref} · 403 Forbidden · Fire TV / TiviMate\n")
        assert top["text"].endswith("[open]")
        assert list(labels(top)) == ["Claim", "Reply template", "Resolve", "Export", "Ban"]
        await kim.press("Claim")
        await kim.reads("[claimed by Kim Staff]")
        assert "Release" in labels(top)
        answer = await kim.write("Please close the app on the other TV.")
        await anna.reads(f"Support ({ref}):\nPlease close the app on the other TV.")
        await kim.edit(answer, "Please close the app everywhere.")
        await anna.reads("Please close the app everywhere.")
        assert not any("other TV" in text for text in anna.texts)
        await kim.write("// she has an old box")
        mine = await anna.write("I did, still 403")
        await kim.reads("User: I did, still 403")
        await anna.reads("Passed on to the team")
        await anna.write("and another line")
        await kim.reads("User: and another line")
        await anna.edit(mine, "I did twice, still 403")  # not their newest message
        await kim.reads("User: I did twice, still 403")
        assert not any("I did, still" in text for text in kim.texts)
        await kim.press("Resolve", top)
        await anna.reads("One question: did it help?")
        await kim.reads("[closed (resolved)]")
        await api.until(lambda: topic.get("closed"))
        await anna.press("No, open it again")
        await kim.reads("The user has opened it again.")
        await kim.reads("[open]")
        await api.until(lambda: not topic["closed"])
        await kim.write("Try now.")
        await anna.reads("Try now.")
        await anna.press("It is solved")
        await kim.reads("The user says that it is solved.")
        assert not any("old box" in text for text in anna.texts)
        assert not any("Kim" in text for text in anna.texts)
        (filed,) = await here.store.tickets(closed=True)
        assert filed.place == f"{STAFF}/{kim.topic}"
        done = [(deed.what, deed.staff) for deed in await here.store.deeds(ref)]
        names = ("claim", "reply", "edit", "resolve", "reply")
        assert done == [(f"ticket {name}", "telegram:9") for name in names]
        await anna.write("/export")
        await api.until(lambda: "document" in anna.seen[-1])
        assert b"Kim" not in api.files[anna.seen[-1]["document"]["file_id"]]

    desk(tmp_path, work, webhook=webhook)


def test_it_helped_and_a_ticket_may_be_cancelled(tmp_path: Path) -> None:
    async def work(here: World) -> None:
        anna = here.person()
        ref = await escalate(anna)
        kim = await topic_of(here, ref)
        await kim.write("/resolve")
        await kim.reads("Kim Staff has closed it. The user was asked whether it helped.")
        await anna.reads("did it help?")
        await anna.press("Yes, it helped")
        await kim.reads("The user says that it helped.")
        second = await escalate(anna)
        assert second != ref
        lou = await topic_of(here, second)
        await anna.press("Cancel the ticket")
        await lou.reads("The user has cancelled it.")
        await lou.write("Wait!")
        await lou.reads(f"{second} is closed. Reopen it to write to the user again.")
        await kim.write("Hello?")
        await kim.reads(f"{ref} is not the user's ticket any more: that is {second}.")
        await lou.write("/reopen")
        await lou.reads("Kim Staff has opened it again.")
        await anna.reads(f"The team opened {second} again.")
        assert not any("Wait!" in text for text in anna.texts)

    desk(tmp_path, work)


def test_templates_and_exports_are_offered(tmp_path: Path) -> None:
    async def work(here: World) -> None:
        anna, api = here.person(), here.api
        ref = await escalate(anna)
        kim = await topic_of(here, ref)
        top = card(kim)
        own = labels(top)
        await kim.press("Reply template")
        await api.until(lambda: "Back" in labels(top))
        await kim.press("Back")
        await api.until(lambda: labels(top) == own)
        await kim.press("Reply template")
        await api.until(lambda: "Back" in labels(top))
        await kim.press("Renewal")
        await anna.reads("Your subscription ended.")
        await kim.reads("Kim Staff: Your subscription ended.")
        await api.until(lambda: "Release" in labels(top))
        await kim.write("/template renew")
        await anna.reads("Your subscription ended.", 2)
        await kim.write("/template")
        await kim.reads("Which answer shall I send?")
        await kim.press("Renewal")
        await anna.reads("Your subscription ended.", 3)
        await api.until(lambda: not any("Which answer" in text for text in kim.texts))
        await kim.write("/template password:geheim77")
        await kim.reads("There is no template called password:••••. There are: renew.")
        await kim.press("Export", top)
        await api.until(lambda: "Markdown" in labels(top))
        await kim.press("Markdown")
        await api.until(lambda: any(one.get("document", {}).get("file_name") == f"{ref}.md" for one in kim.seen))
        await kim.write("/export json")
        await api.until(lambda: any(one.get("document", {}).get("file_name") == f"{ref}.json" for one in kim.seen))
        await kim.write("/export docx")
        await kim.reads("There is no such form. There are: html, md, json, csv, text.")
        assert [deed.what for deed in await here.store.deeds(ref)] == [
            *["ticket template"] * 3,
            *["ticket export"] * 2,
        ]

    desk(tmp_path, work)


def test_a_ban_is_asked_about_once_more_and_can_be_taken_back(tmp_path: Path) -> None:
    async def work(here: World) -> None:
        anna, api = here.person(), here.api
        ref = await escalate(anna)
        kim = await topic_of(here, ref)
        top = card(kim)
        await kim.press("Ban", top)
        await api.until(lambda: "Yes, ban this user" in labels(top))
        await anna.write("are you there?")
        await kim.reads("User: are you there?")  # not yet
        await kim.press("Yes, ban this user")
        await anna.reads("The support team has ended this conversation.")
        await kim.reads("[closed (banned)]")
        said = len(anna.seen)
        await anna.write("hello?")
        await kim.write("/unban")
        await kim.reads("Kim Staff has taken the ban back.")
        await anna.write("error 502")
        await anna.reads("502 Bad Gateway")
        assert len(anna.seen) == said + 1
        await kim.write("/ban")
        await kim.reads("Shall I answer this user no more?")
        assert [deed.what for deed in await here.store.deeds(ref)] == ["ticket ban", "ticket unban"]
        assert "Kim Staff has banned this user" in answers(here)[-1]

    desk(tmp_path, work)


def test_commands_name_the_ticket_anywhere_and_what_is_not_for_us_is_left_alone(tmp_path: Path) -> None:
    async def work(here: World) -> None:
        anna, api = here.person(), here.api
        ref = await escalate(anna)
        kim, hall = await topic_of(here, ref), Member(api, 9)
        await hall.write("good morning, what about 403?")
        await hall.write("/claim")
        await hall.reads("Which ticket? Write /claim in its topic")
        await hall.write("/claim T-ZZZZ")
        await hall.reads("I know no ticket T-ZZZZ.")
        await hall.write(f"/claim@SupportTestBot {ref.lower()}")
        await hall.reads("Kim Staff has claimed it.")
        await hall.write("/release@OtherBot")
        await hall.write("/frobnicate")
        await kim.write("/frobnicate")
        await kim.reads("/resolve – close the ticket")
        await hall.write("/help")
        await hall.reads("In a ticket's topic all that you write goes to the user", 2)
        api.topics(STAFF)[7] = {"name": "Coffee"}
        await Member(api, 9, topic=7).write("nothing for anybody")
        await kim.photo(caption="look")
        await kim.reads("I can't pass on files, pictures or recordings.")
        await kim.photo(caption="// look")
        await kim.send(voice={"file_id": "f", "file_unique_id": "u", "duration": 1})
        await kim.reads("I can't pass on files", 2)
        await kim.send(pinned_message={**card(kim)})
        api.by_chat[STAFF][-1]["reply_to_message"] = None  # what it said stays as it was
        told = len(hall.seen)
        await hall.press(
            "Claim", {**card(kim), "reply_markup": {"inline_keyboard": [[{"text": "Claim", "callback_data": "x"}]]}}
        )
        await api.until(lambda: len(api.made("answerCallbackQuery")) == 4)
        assert len(hall.seen) == told
        assert len(anna.seen) == 4

    desk(tmp_path, work)


def test_what_becomes_a_note_is_taken_back_and_what_was_one_is_not_passed_on(tmp_path: Path) -> None:
    async def work(here: World) -> None:
        anna = here.person()
        kim = await topic_of(here, await escalate(anna))
        note = await kim.write("// only for us")
        answer = await kim.write("A wrong answer.")
        await anna.reads("A wrong answer.")
        await kim.edit(answer, "// a wrong answer")
        await here.api.until(lambda: not any("wrong answer" in text for text in anna.texts))
        await kim.edit(note, "// still only for us")
        await kim.edit(note, "For you.")
        await kim.reads("I have not passed that message on")
        await kim.write("For you too.")
        await anna.reads("For you too.")
        assert not any("only for us" in text or "For you." in text for text in anna.texts)

    desk(tmp_path, work)
