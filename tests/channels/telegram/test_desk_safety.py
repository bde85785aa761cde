"""Who may do what at the desk, and what must never be seen there: strangers, hostile text, logins, the forgotten."""

from __future__ import annotations

import asyncio
import html
import logging
import re
from typing import TYPE_CHECKING

from bot.ports import Wanted
from tests.channels.telegram.people import STAFF, Member, labels
from tests.channels.telegram.story import MINUTE, answers, card, desk, escalate, topic_of
from tests.channels.telegram.strict import bad
from tests.core.packet.parts import HOSTILE, LEAKS, SECRETS

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.channels.telegram.server import BotApi
    from tests.channels.telegram.world import World

LINK = "http://line.example.com:8080/get.php?username=anna77&password=geheim77&type=m3u_plus"
WILD = (
    "@boss @everyone <b>bold</b> <a href='https://evil.example'>x</a> [click](https://evil.example) *x* `y` "
    "https://evil.example/x evil.example t.me/evil /ban /resolve@SupportTestBot #tag $USD tg://user?id=9 &lt; =1+1"
)
# What Telegram would make something of, outside of code.
_LIVE = re.compile(r"[@#$]\w|(?<![\w<])/\w|\w\.[a-z]{2,}|://|\d{7,}")


def to_staff(api: BotApi) -> list[dict[str, str]]:
    """All that was asked of Telegram for the team's group."""
    return [asked for _, asked in api.calls if str(asked.get("chat_id")) == str(STAFF)]


def test_only_members_of_the_group_act(tmp_path: Path) -> None:
    async def work(here: World) -> None:
        anna, api = here.person(), here.api
        ref = await escalate(anna)
        kim = await topic_of(here, ref)
        api.members[STAFF] |= {20: "left", 21: "kicked", 22: "restricted", 23: "creator"}
        for stranger in (19, 20, 21):
            pressed = len(answers(here))
            await kim.press("Resolve", card(kim), user=stranger)
            await api.until(lambda pressed=pressed: len(answers(here)) == pressed + 1)  # type: ignore[misc]
            assert answers(here)[-1] == "Only the support team can do that."
            await Member(api, stranger, topic=kim.topic).write("I am support, send me your password")
        await kim.reads("Only the support team can do that.", 3)
        channel = {"id": -1009, "type": "channel", "title": "Other"}
        await Member(api, 9, topic=kim.topic).write("hello", sender_chat=channel)
        await kim.reads("Only the support team can do that.", 4)
        assert await here.store.deeds(ref) == []
        for member in (22, 23):
            await Member(api, member, topic=kim.topic).write(f"I am {member}")
            await anna.reads(f"I am {member}")
        await Member(api, 9, topic=kim.topic, anonymous=True).write("We are here.")
        await anna.reads("We are here.")
        assert [deed.staff for deed in await here.store.deeds(ref)] == [
            "telegram:22",
            "telegram:23",
            f"telegram:{STAFF}",
        ]
        asked = len(api.made("getChatMember"))
        await kim.press("Resolve", card(kim), user=20)
        await api.until(lambda: len(answers(here)) == 4)
        assert len(api.made("getChatMember")) == asked  # it is known for a minute

    desk(tmp_path, work)


def test_users_reach_nobody_elses_ticket_and_the_group_is_nobodys_conversation(tmp_path: Path) -> None:
    async def work(here: World) -> None:
        anna, mallory, api = here.person(), here.person(2), here.api
        ref = await escalate(anna)
        kim = await topic_of(here, ref)
        for text in (f"/resolve {ref}", f"/export {ref}", f"/unban {ref}", f"/start {ref}", f"/status {ref}", ref):
            said = len(mallory.seen)
            await mallory.write(text)
            await api.until(lambda said=said: len(mallory.seen) > said)  # type: ignore[misc]
        forged = {**mallory.seen[0], "reply_markup": card(kim)["reply_markup"]}
        for label in labels(card(kim)):
            await mallory.press(label, forged)
        await mallory.reads("That button belongs to an earlier message", 5)
        assert not any("Fire TV" in text or "Kim" in text for text in mallory.texts)
        other = await escalate(mallory)
        lou = await topic_of(here, other)
        await lou.write(f"/resolve {ref}")  # the team may, from anywhere
        await kim.reads("[closed (resolved)]")
        await lou.write("error 403")
        await mallory.reads(f"Support ({other}):\nerror 403")
        assert [deed.what for deed in await here.store.deeds(ref)] == ["ticket resolve"]
        mine = [stored.key.chat for stored in await here.store.conversations(Wanted())]
        assert mine == ["1", "2"]

    desk(tmp_path, work)


def test_hostile_text_takes_no_effect(tmp_path: Path) -> None:
    async def work(here: World) -> None:
        anna, api = here.person(), here.api
        kim = await topic_of(here, await escalate(anna, f"error 403 in tivimate on all channels on fire tv {WILD}"))
        for number, text in enumerate((WILD, *HOSTILE, "@a " * 99, "plain words")):
            await anna.write(f"{number} {text}")
            await kim.reads(f"User: {number} ")
        mine = await anna.write("nothing")
        await kim.reads("User: nothing")
        await anna.write("more")
        await anna.edit(mine, f"edited {WILD}")
        await kim.reads("User: edited")
        shown = await kim.reads("User: 0 ")
        assert "<b>bold</b>" in shown
        await asyncio.sleep(MINUTE)  # there is room for two
        api.troubles["sendmessage"] = [bad("can't parse entities: Can't find end of the entity")]
        await anna.write(WILD)  # then as plain text, and inert too
        await kim.reads("\u200b")
        await kim.write("/claim")
        await kim.reads("claimed by Kim Staff")

    api = desk(tmp_path, work)
    for asked in to_staff(api):
        text = asked.get("text", asked.get("caption", ""))
        outside = re.sub(r"<code>.*?</code>", " ", text, flags=re.DOTALL)
        assert not _LIVE.search(html.unescape(re.sub(r"</?[bi]>", "", outside))), text
        assert "entities" not in asked


def test_no_login_gets_anywhere(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "bot")

    async def work(here: World) -> None:
        anna, api = here.person(), here.api
        await anna.write("error 403 in tivimate")
        await anna.reads("403 Forbidden")
        await anna.press("Talk to a human")
        await anna.reads("Which device is it?")
        await anna.write(f"fire tv, and my line is {LINK}")
        await anna.reads("Since when?")
        await anna.press("Today")
        await anna.reads("Is it one channel")
        await anna.write("my password is geheim77")
        await anna.reads("This is what support will see")
        await anna.press("Send")
        ref = (await anna.reads("Sent as T-")).partition("Sent as ")[2].partition(".")[0]
        kim = await topic_of(here, ref)
        for text in (*LEAKS, f"it is {LINK}", "user: anna77 pass: geheim77", "my MAC is 00:1A:79:12:34:56"):
            await anna.write(text)
        await anna.photo(caption="user: anna77 pass: geheim77")
        mine = await anna.write("the last one")
        await kim.reads("the last one")
        await anna.write("no, this")
        await anna.edit(mine, "password: geheim77")
        answer = await kim.write("Your new login: username: anna77 password: geheim77")
        await kim.reads("What looks like a login was blacked out")
        await kim.edit(answer, f"Use this: {LINK}")
        await anna.reads("Use this:")
        await kim.write("// password: geheim77")
        await kim.write("/template password:geheim77")
        await kim.reads("There is no template called")
        await kim.write("/export json")
        await api.until(lambda: any(one.get("document", {}).get("file_name") == f"{ref}.json" for one in kim.seen))

    api = desk(tmp_path, work)
    everything = [repr(api.calls), repr(api.files), caplog.text]
    everything += [file.read_bytes().decode(errors="replace") for file in tmp_path.iterdir()]
    for secret in SECRETS:
        assert not [place[:80] for place in everything if secret in place], secret


def test_photos_go_to_the_team_if_their_owner_agrees(tmp_path: Path) -> None:
    async def work(here: World) -> None:
        anna, bob, api = here.person(), here.person(2), here.api
        kim = await topic_of(here, await escalate(bob))
        await bob.photo()
        await bob.reads("Shall support see this photo?")
        await bob.press("No")
        await bob.reads("All right, nobody sees it.")
        await anna.write("error 403 in tivimate on all channels on fire tv")
        await anna.reads("403 Forbidden")
        await anna.press("Talk to a human")
        await anna.reads("Since when?")
        await anna.press("Today")
        await anna.reads("A photo of the screen helps too")
        await anna.photo()
        await anna.reads("Shall support see this photo?")
        await anna.press("Yes, pass it on")
        await anna.reads("With 1 photo(s).")
        await anna.press("Send")
        ref = (await anna.reads("Sent as T-")).partition("Sent as ")[2].partition(".")[0]
        lou = await topic_of(here, ref)
        await api.until(lambda: [one for one in lou.seen if one.get("photo")])
        await anna.photo()
        await api.until(lambda: len([one for one in lou.seen if one.get("photo")]) == 2)
        assert [one["photo"] for one in api.made("sendPhoto")] == ["photo1", "photo2"]
        assert [one.get("caption") for one in lou.seen if one.get("photo")] == ["User:", "User:"]
        await anna.photo(caption="look here")
        await lou.reads("User: look here")
        for _ in range(3):
            await anna.photo(media_group_id="m")
        await api.until(lambda: len(api.made("sendPhoto")) == 6)
        assert [one["photo"] for one in api.made("sendPhoto")] == [f"photo{number}" for number in range(1, 7)]
        await anna.photo(kept=False)
        await lou.reads("[a photo that cannot be shown here: ask what is on it]")
        assert not [one for one in kim.seen if one.get("photo")]

    desk(tmp_path, work)


def test_who_is_forgotten_is_forgotten_by_the_team_too(tmp_path: Path) -> None:
    async def work(here: World) -> None:
        anna, api = here.person(), here.api
        ref = await escalate(anna)
        kim = await topic_of(here, ref)
        await anna.write("the colours dance at full moon")
        await kim.reads("full moon")
        await kim.write("We are here.")
        await anna.write("/forget")
        await api.until(lambda: api.topics(STAFF)[kim.topic or 0].get("gone"))
        await api.until(lambda: not kim.seen)
        assert not await here.store.tickets(closed=None)
        api.rights[STAFF] -= {"can_delete_messages"}
        second = await escalate(anna)
        lou = await topic_of(here, second)
        await anna.write("the colours dance again")
        await lou.reads("dance again")
        await lou.write("Still here.")
        api.old.add((STAFF, card(lou)["message_id"]))
        await anna.write("/forget")
        await lou.reads("I may not delete 1 older message(s)")
        assert not any("dance" in text for text in lou.texts)
        assert not any("document" in one for one in lou.seen)

    desk(tmp_path, work)
    for file in tmp_path.iterdir():
        assert b"full moon" not in file.read_bytes()
        assert b"dance again" not in file.read_bytes()
