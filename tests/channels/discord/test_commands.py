from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.core.commands import descriptions
from tests.channels.discord.world import labels, story, text

if TYPE_CHECKING:
    from tests.channels.discord.world import World


@story
async def test_a_code_is_explained_to_the_one_who_asked(world: World) -> None:
    answer = await world.alice.slash(world.channel, "code", code="403")
    assert answer.ephemeral
    assert answer.response
    assert answer.response.content.startswith("**403 Forbidden – ")
    assert "1. " in (answer.response.embeds[0].description or "")
    assert labels(answer.response)[:2] == ["Fixed", "Still broken"]
    assert world.public() == ""


@story
async def test_every_command_of_the_core_answers(world: World) -> None:
    offered = set(world.alice.available_commands(world.channel))
    assert offered == set(descriptions()) - {"start"}
    for name in sorted(offered - {"code"}):
        answer = await world.alice.slash(world.channel, name)
        assert answer.ephemeral, name
        assert answer.response, name
        assert text(answer.response).strip(), name
    assert world.public() == ""


@story
async def test_commands_work_in_direct_messages(world: World) -> None:
    answer = await world.alice.user.slash("diagnose", text="error 502 in tivimate")
    assert not answer.ephemeral  # nobody else is there, and the history should stay
    assert answer.response
    assert "502 Bad Gateway" in text(answer.response)
    assert "Write to me" not in labels(answer.response)  # one can just write


@story
async def test_code_offers_what_fits_the_best_first(world: World) -> None:
    async def offered(typed: str) -> list[str]:
        return [choice["name"] for choice in await world.alice.autocomplete(world.channel, "code", "code", typed)]

    assert (await offered("403"))[0].startswith("403 Forbidden – ")
    assert (await offered("user_alr"))[0].startswith("USER_ALREADY_CONNECTED – ")
    assert (await offered("USER ALR"))[0].startswith("USER_ALREADY_CONNECTED – ")
    assert (await offered("econnref"))[0].startswith("ECONNREFUSED – ")
    assert (await offered("gateway bad"))[0].startswith("502 Bad Gateway")
    assert len(await offered("")) >= 10
    assert len(await offered("e")) == 25
    assert await offered("no such thing at all") == []


@story
async def test_what_was_picked_is_what_is_explained(world: World) -> None:
    choices = await world.alice.autocomplete(world.channel, "code", "code", "xtream api 403")
    answer = await world.alice.slash(world.channel, "code", code=choices[0]["value"])
    assert answer.response
    assert answer.response.content.startswith(f"**{choices[0]['name'].partition(' –')[0]}")


@story
async def test_an_edited_knowledge_is_offered_at_once(world: World) -> None:
    class Edited:
        version = "another"
        ids = ()
        menu = ()

    world.office.shelf.base = Edited()  # type: ignore[assignment]
    assert await world.alice.autocomplete(world.channel, "code", "code", "403") == []


@story
async def test_who_is_too_fast_is_told_every_time(world: World) -> None:
    for _ in range(21):
        await world.alice.slash(world.channel, "help")
    for _ in range(2):
        answer = await world.alice.slash(world.channel, "help")
        assert answer.response
        assert "You've sent a lot" in answer.response.content


@story
async def test_commands_are_told_to_discord_only_when_they_changed(world: World) -> None:
    def told() -> int:
        return sum(entry.method == "PUT" and "commands" in entry.path for entry in world.env.http_requests)

    assert told() == 1
    await world.restart()
    assert told() == 1
    client = world.office.client()
    client.tree.remove_command("privacy")
    await world.env.restart_bot(client)
    assert told() == 2
    assert "privacy" not in world.alice.available_commands(world.channel)


@story
async def test_forget_deletes_what_was_said_in_private_and_in_channels(world: World) -> None:
    await world.alice.slash(world.channel, "code", code="403")
    await world.alice.send(world.channel, f"{world.mention} error 502")
    await world.alice.slash(world.channel, "forget")
    answer = await world.alice.slash(world.channel, "status")
    assert answer.response
    assert "Nothing is open" in answer.response.content
    assert b"error 502" not in world.folder.joinpath("bot.db").read_bytes()


@story
async def test_a_login_in_an_option_is_not_kept(world: World) -> None:
    said = "403 http://line.example.com/get.php?username=anna77&password=geheim77"
    answer = await world.alice.slash(world.channel, "diagnose", text=said)
    assert answer.response
    assert "There was a login in what you typed" in answer.response.content
    assert "403" in text(answer.followups[0])
    assert answer.followups[0].ephemeral


@story
async def test_an_export_is_a_file_for_the_one_who_asked(world: World) -> None:
    await world.alice.slash(world.channel, "code", code="403")
    answer = await world.alice.slash(world.channel, "export")
    assert answer.ephemeral
    (file,) = answer.followups[-1].attachments
    assert file.filename.startswith("my-data-")
    found = json.loads(await file.read())
    assert found["conversations"][0]["problem"]["title"] == "403 Forbidden"
    assert world.public() == ""
    await world.alice.user.slash("export")
    await world.alice.send_dm("/export")
    assert len([one for one in world.alice.user.dm_channel.history() if one.attachments]) == 2
