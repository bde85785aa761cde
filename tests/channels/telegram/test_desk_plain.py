"""The support desk in a group without topics: tickets are messages, and the team answers messages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.channels.telegram.people import Member, labels
from tests.channels.telegram.story import desk, escalate

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.channels.telegram.world import World


def holding(member: Member, words: str) -> dict[str, Any]:
    """The message with these words."""
    return next(one for one in reversed(member.seen) if words in one.get("text", ""))


def test_tickets_are_messages_that_the_team_answers(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async def work(here: World) -> None:
        anna, bob, api = here.person(), here.person(2), here.api
        first, second = await escalate(anna), await escalate(bob)
        kim = Member(api, 9)
        await kim.reads(f"{first} · 403 Forbidden")
        await kim.reads(f"{second} · 403 Forbidden")
        assert not api.made("createForumTopic")
        top = holding(kim, f"{first} · 403")
        await api.until(
            lambda: [one for one in kim.seen if one.get("document", {}).get("file_name") == f"{first}.html"]
        )
        await kim.press("Claim", top)
        await api.until(lambda: "Release" in labels(top))
        await kim.write("who takes the other one?")
        await kim.answer(top, "Close the app everywhere.")
        await anna.reads(f"Support ({first}):\nClose the app everywhere.")
        await bob.write("still broken at bob's")
        await kim.reads(f"{second} · User: still broken at bob's")
        relayed = holding(kim, "at bob's")
        assert relayed["reply_to_message"]["message_id"] == holding(kim, f"{second} · 403")["message_id"]
        answer = await kim.answer(relayed, "Try now, Bob.")
        await bob.reads(f"Support ({second}):\nTry now, Bob.")
        await kim.edit(answer, "Try now, please.")
        await bob.reads("Try now, please.")
        await kim.answer(relayed, "// he never restarts")
        packet = next(one for one in kim.seen if one.get("document", {}).get("file_name") == f"{second}.html")
        await kim.answer(packet, "I read the whole of it.")
        await bob.reads("I read the whole of it.")
        await kim.answer(relayed, "/resolve")
        await bob.reads("did it help?")
        await bob.press("Yes, it helped")
        await kim.reads(f"{second} · The user says that it helped.")
        await kim.answer(holding(kim, "it helped"), "/reopen")
        await bob.reads(f"The team opened {second} again.")
        await kim.answer({**relayed, "message_id": 1}, "to nobody")
        for one in (anna, bob):
            assert not any("never restarts" in text or "nobody" in text or "who takes" in text for text in one.texts)

    desk(tmp_path, work, forum=False)
    (told,) = [line for line in caplog.messages if "TELEGRAM_STAFF_CHAT" in line]
    assert told == (
        "TELEGRAM_STAFF_CHAT: turn on topics in the group's settings and make the bot an administrator, so that it "
        "reads everything, and let it manage topics and delete messages; until then tickets are messages to answer."
    )


def test_who_is_forgotten_is_forgotten_message_by_message(tmp_path: Path) -> None:
    async def work(here: World) -> None:
        anna, api = here.person(), here.api
        ref, kim = await escalate(anna), Member(api, 9)
        await kim.reads(f"{ref} · 403 Forbidden")
        for number in range(3):
            await anna.write(f"the colours dance {number}")
            await kim.reads(f"dance {number}")
        await anna.write("/forget")
        await kim.reads("The user had everything about them deleted: this ticket is empty now.")
        assert [text for text in kim.texts if ref in text] == [kim.texts[-1]]
        assert not any("dance" in text for text in kim.texts)
        assert not any("document" in one for one in kim.seen)

    desk(tmp_path, work, forum=False)
