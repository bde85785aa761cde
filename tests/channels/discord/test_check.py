from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.channels.discord.ids import private_key
from bot.core.account.verdict import Outcome, Verdict
from tests.channels.discord.world import files, labels, story, text

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from simcord.results import InteractionResult

    from tests.channels.discord.world import World

LOGIN = {"server": "http://line.example.com:8080", "username": "anna77", "password": 'ge heim "77"'}


async def form(world: World, kind: str) -> InteractionResult:
    """The form of a kind of login, opened."""
    asked = await world.alice.slash(world.channel, "check")
    assert asked.response
    opened = await world.alice.click(asked.response, label=kind)
    assert opened.modal
    return opened


async def test_nothing_private(world: World, *secrets: str) -> None:
    """Neither on the disk, nor in the transcript, nor in public."""
    kept = files(world)
    told = repr(await world.office.store.transcript(private_key(world.alice.id)))
    seen = world.public() + text(world.channel.last_message) if world.channel.last_message else ""
    for secret in secrets:
        assert secret.encode() not in kept
        assert secret not in told
        assert secret not in seen


test_nothing_private.__test__ = False  # type: ignore[attr-defined]


@story
async def test_a_login_is_taken_by_a_form_only_and_checked(world: World) -> None:
    world.office.panel.outcome = Outcome(Verdict("max_connections", max_connections=2, active_cons=2))
    await world.alice.slash(world.channel, "code", code="403")
    sent = await world.alice.submit_modal(await form(world, "Xtream login"), LOGIN)
    assert sent.ephemeral
    assert sent.response
    assert "2 of 2 connections" in text(sent.response)
    assert sent.followups == []  # "Checking once …" became the verdict
    [login] = world.office.panel.seen
    assert login.username
    assert login.password
    assert login.username.reveal() == "anna77"
    assert login.password.reveal() == 'ge heim "77"'
    await test_nothing_private(world, "anna77", "heim", "ge%20heim")
    assert world.public() == ""
    again = await world.alice.click(sent.response, label="Still broken")
    assert again.response


@story
async def test_every_kind_of_login_has_its_form(world: World) -> None:
    await world.alice.submit_modal(
        await form(world, "M3U link"), {"link": "http://line.example.com/get.php?username=anna77&password=geheim77"}
    )
    answer = await world.alice.submit_modal(
        await form(world, "MAC / portal"),
        {"portal": "http://portal.example.com/c/", "mac address": "00:1A:79:12:34:56"},
    )
    assert answer.response
    assert "MAG portal" in answer.response.content  # it is not asked unless the operator allows it
    assert len(world.office.panel.seen) == 1
    await test_nothing_private(world, "anna77", "geheim77", "12:34:56")


@story
async def test_a_whole_link_in_the_wrong_field_is_understood(world: World) -> None:
    link = "http://line.example.com/get.php?username=anna77&password=geheim77"
    await world.alice.submit_modal(await form(world, "Xtream login"), {**LOGIN, "server": link})
    [login] = world.office.panel.seen
    assert login.password
    assert login.password.reveal() == "geheim77"


@story
async def test_what_is_no_login_is_not_kept_either(world: World) -> None:
    answer = await world.alice.submit_modal(await form(world, "M3U link"), {"link": "geheim77"})
    assert answer.response
    assert "M3U link" in labels(answer.response)
    assert world.office.panel.seen == []
    await test_nothing_private(world, "geheim77")


@story
async def test_a_form_may_be_as_old_as_it_likes(world: World) -> None:
    opened = await form(world, "Xtream login")
    await world.alice.slash(world.channel, "code", code="502")
    await world.restart()
    sent = await world.alice.submit_modal(opened, LOGIN)
    assert sent.response
    assert "Your account is active" in text(sent.response)


@story
async def test_a_missing_part_is_written_in_a_form(world: World) -> None:
    answer = await world.alice.submit_modal(
        await form(world, "M3U link"), {"link": "http://line.example.com/get.php?username=anna77"}
    )
    assert answer.response
    assert "password" in text(answer.response)
    if "Write to me" in labels(answer.response):
        opened = await world.alice.click(answer.response, label="Write to me")
        done = await world.alice.submit_modal(opened, {"words": "geheim77"})
        assert done.response
        assert "Your account is active" in text(done.response)
    await test_nothing_private(world, "geheim77")


@story
async def test_a_verdict_after_15_minutes_comes_as_a_direct_message(world: World) -> None:
    async def hang(waited: Awaitable[object]) -> object:
        return await world.env.external_wait(waited, reason="a panel that hangs")

    world.office.panel.hang = hang
    sent = await world.alice.submit_modal(await form(world, "Xtream login"), LOGIN)
    assert sent.response
    assert "Checking once" in sent.response.content
    world.env.bot._resuming.cancel()  # type: ignore[attr-defined]  # noqa: SLF001 -- 192 looks at an empty outbox
    await world.env.advance_time(16 * 60)
    world.office.time.at += timedelta(minutes=16)
    world.office.panel.let_go()
    await world.env.settle()
    message = world.alice.user.dm_channel.last_message
    assert message
    assert "Your account is active" in text(message)
    assert world.public() == ""
    goes_on = await world.alice.user.click(message, label=labels(message)[0])
    assert goes_on.response


@story
async def test_a_check_that_a_crash_interrupted_is_told_in_a_direct_message(world: World) -> None:
    async def hang(waited: Awaitable[object]) -> object:
        return await world.env.external_wait(waited, reason="a panel that hangs")

    world.office.panel.hang = hang
    await world.alice.submit_modal(await form(world, "Xtream login"), LOGIN)
    world.office.engine._memory.checks.clear()  # noqa: SLF001 -- another process knows nothing of it
    await world.env.restart_bot(world.office.client(alone=True))
    message = world.alice.user.dm_channel.last_message
    assert message
    assert "The check was interrupted" in text(message)
    assert world.public() == ""
