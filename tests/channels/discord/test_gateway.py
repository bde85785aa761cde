"""The bot against a gateway and an API on loopback: sockets, tokens, time."""

from __future__ import annotations

import asyncio
import logging
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.channels.discord.ids import private_key
from bot.channels.discord.platform import Options
from bot.core.events import Commanded
from bot.ports import PlatformError
from tests.channels.discord.server import ALICE, DIRECT, TOKEN, discord_server
from tests.channels.discord.story import CHECKS, LOGIN, forty_hanging_checks, platform, served
from tests.channels.discord.world import files_in, office

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.channels.discord.server import Discord, Message
    from tests.channels.discord.world import Office

pytestmark = pytest.mark.usefixtures("_as_it_was")


@pytest.fixture
def _as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where discord.py looks for Discord is set for the whole process."""
    monkeypatch.setattr(Route, "BASE", Route.BASE)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", DiscordWebSocket.DEFAULT_GATEWAY)
    monkeypatch.setattr(logging.getLogger("discord"), "level", logging.NOTSET)


@pytest.fixture
def path(tmp_path: Path, migrated: Path) -> Path:
    """A database of its own."""
    return Path(shutil.copy(migrated, tmp_path / "bot.db"))


def play(path: Path, story: Callable[[Discord, Office], Awaitable[None]]) -> Discord:
    """Run a story with the bot served."""

    async def run() -> Discord:
        async with discord_server() as server, office(path) as parts:
            async with served(server, parts):
                await story(server, parts)
            return server

    return asyncio.run(run())


def test_a_command_over_the_wire(path: Path) -> None:
    async def story(server: Discord, _: Office) -> None:
        asked = await server.slash("code", code="502")
        message = await server.answered(asked, "502 Bad Gateway")
        assert asked.kind == 5  # deferred first
        assert message.ephemeral
        assert server.commands[0]["contexts"] == [0, 1]
        assert server.commands[0]["integration_types"] == [0]

    server = play(path, story)
    assert all(message.ephemeral for message in server.messages)


def test_a_dropped_gateway_is_resumed_and_nothing_is_missed(path: Path) -> None:
    async def story(server: Discord, _: Office) -> None:
        asked = await server.slash("code", code="502")
        await server.answered(asked, "502")
        await server.drop()
        await server.write("error 403")  # while nobody listens
        await server.until(lambda: any("403 Forbidden" in one.text for one in server.messages), 20)
        assert server.resumed == 1
        assert server.identified == 1

    play(path, story)


def test_an_event_that_is_replayed_is_answered_once(path: Path) -> None:
    async def story(server: Discord, _: Office) -> None:
        asked = await server.slash("code", code="502")
        await server.answered(asked, "502")
        await server.again()
        await server.slash("status")
        await asyncio.sleep(0.3)
        assert len(asked.messages) == 1
        assert asked.messages[0].edits == 0

    play(path, story)


def test_it_is_up_as_long_as_it_is_logged_in(path: Path) -> None:
    async def run() -> None:
        async with discord_server() as server, office(path) as parts:
            assert not platform(parts, Options(TOKEN)).up
            async with served(server, parts) as here:
                await server.answered(await server.slash("code", code="502"))
                assert here.up
            assert not here.up

    asyncio.run(run())


def test_a_rate_limit_is_waited_out_and_counted(path: Path) -> None:
    async def story(server: Discord, parts: Office) -> None:
        server.limit = f"/channels/{DIRECT}/messages"
        await server.write("error 403")
        await server.until(lambda: any("403 Forbidden" in one.text for one in server.messages))
        assert server.limited == 1
        server.limit = "/messages/@original"
        await server.answered(await server.slash("code", code="502"), "502")
        assert server.limited == 2
        assert parts.tally.answered_429 == ["discord", "discord"]

    play(path, story)


def test_a_button_works_after_a_restart(path: Path) -> None:
    async def run() -> None:
        async with discord_server() as server:
            async with office(path) as parts, served(server, parts):
                before = await server.answered(await server.slash("code", code="403"), "403")
            async with office(path) as parts, served(server, parts):
                pressed = await server.press(before, "Still broken")
                await server.answered(pressed, "One question")
                form = await server.press(await server.answered(await server.slash("check")), "Xtream login")
                await server.until(lambda: form.data)
            async with office(path) as parts, served(server, parts):
                sent = await server.send_form(form, LOGIN)
                await server.answered(sent, "Your account is active")
                assert len(sent.messages) == 1
            assert server.told_commands == 1

    asyncio.run(run())


def test_what_a_crash_left_comes_as_a_direct_message(path: Path) -> None:
    async def run() -> None:
        async with discord_server() as server:
            async with office(path) as parts, served(server, parts):
                server.limit = None
                asked = await server.slash("code", code="403")
                await server.answered(asked)
                # The same again, but the process ends between the commit and the reply.
                event = Commanded("lost", private_key(ALICE), parts.time.now(), "code", "502")
                assert await parts.engine.accept(event, None)  # type: ignore[arg-type]
            async with office(path) as parts, served(server, parts):
                await server.until(lambda: any("502" in one.text for one in server.messages))
                [message] = [one for one in server.messages if "502" in one.text]
                assert message.channel == DIRECT

    asyncio.run(run())


def test_who_takes_no_messages_holds_nobody_up(path: Path) -> None:
    async def story(server: Discord, parts: Office) -> None:
        server.deaf = True
        await server.write("error 403")
        await asyncio.sleep(0.3)
        assert not await parts.store.take("discord", parts.time.now(), parts.engine._rules.lease, orphans=True)  # noqa: SLF001 -- what is left

    play(path, story)


def test_forty_hanging_checks_keep_nobody_waiting(path: Path) -> None:
    async def run() -> list[float]:
        async with discord_server() as server, office(path) as parts:
            took = await forty_hanging_checks(server, parts)
            # On a busy machine the outbox may bring an answer late: then as a direct message, which nobody else sees.
            assert all(message.ephemeral or message.channel == DIRECT for message in server.messages)
            return took

    took = asyncio.run(run())
    assert len(took) == 4 * CHECKS
    assert max(took) < 1.5


def test_neither_the_token_nor_a_login_is_ever_logged(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    async def story(server: Discord, _: Office) -> None:
        form = await server.press(await server.answered(await server.slash("check")), "Xtream login")
        await server.until(lambda: form.data)
        await server.answered(await server.send_form(form, LOGIN), "Your account is active")
        await server.write(f"error 403 {LOGIN['server']}/get.php?username=anna77&password=geheim77")
        await server.until(lambda: any(one.channel == DIRECT for one in server.messages))
        await server.drop()
        await server.until(lambda: server.resumed, 20)

    server = play(path, story)
    for secret in (TOKEN, "geheim77", "anna77"):
        assert secret not in caplog.text
        assert secret.encode() not in files_in(path.parent)
        assert not any(secret in one.text for one in server.messages)
    assert TOKEN not in repr(Options(TOKEN))


@pytest.mark.parametrize("code", [4004, 4012, 4014])
def test_what_nobody_can_mend_ends_with_a_sentence(path: Path, code: int) -> None:
    async def run() -> None:
        async with discord_server() as server, office(path) as parts:
            server.close_with = code
            async with asyncio.timeout(10):
                await platform(parts, Options(TOKEN, server.url, server.gateway)).run(asyncio.Event())

    with pytest.raises(PlatformError, match="Discord refuses") as caught:
        asyncio.run(run())
    assert TOKEN not in str(caught.value)


def test_the_content_of_messages_is_asked_for_only_if_it_is_wanted(path: Path) -> None:
    async def run() -> None:
        async with discord_server() as server, office(path) as parts:
            server.privileged = 1 << 15
            options = Options(TOKEN, server.url, server.gateway, staff=300, content=True)
            here, stop = platform(parts, options), asyncio.Event()
            running = asyncio.create_task(here.run(stop))
            await server.until(lambda: server.identified)
            stop.set()
            await running
            await here.close()
            server.close_with = 4014
            await platform(parts, options).run(asyncio.Event())

    with pytest.raises(PlatformError, match="DISCORD_MESSAGE_CONTENT=1"):
        asyncio.run(run())


def test_a_wrong_token_ends_with_a_sentence(path: Path) -> None:
    async def run() -> None:
        async with discord_server() as server, office(path) as parts:
            await platform(parts, Options("wrong", server.url)).run(asyncio.Event())

    with pytest.raises(PlatformError, match="DISCORD_TOKEN"):
        asyncio.run(run())


def test_an_outage_is_worth_a_new_try(path: Path) -> None:
    async def run() -> None:
        async with discord_server() as server, office(path) as parts:
            here, stop = platform(parts, Options(TOKEN, "http://127.0.0.1:9/api", server.gateway)), asyncio.Event()
            with pytest.raises(OSError, match="127") as caught:
                await here.run(stop)
            assert TOKEN not in str(caught.value)
            async with served(server, parts):
                assert server.identified == 1

    asyncio.run(run())


def test_discord_is_left_while_it_is_still_being_reached(path: Path) -> None:
    async def run() -> None:
        async with discord_server() as server, office(path) as parts:
            here, stop = platform(parts, Options(TOKEN, server.url)), asyncio.Event()
            stop.set()
            await here.run(stop)
            await here.close()
            await here.close()

    asyncio.run(run())


def test_the_outbox_waits_for_a_connection_that_is_closed(path: Path) -> None:
    async def run() -> list[Message]:
        async with discord_server() as server, office(path) as parts:
            async with served(server, parts):
                parts.panel.hang = lambda waited: waited
                form = await server.press(await server.answered(await server.slash("check")), "Xtream login")
                await server.until(lambda: form.data)
                sent = await server.send_form(form, LOGIN)
                await server.answered(sent, "Checking once")
            parts.panel.let_go()
            await parts.engine.close(5)  # the check ends after Discord was left
            assert len(sent.messages) == 1
            left = await parts.store.take("discord", parts.time.now(), parts.engine._rules.lease, orphans=True)  # noqa: SLF001 -- the lease of the rules
            assert len(left) == 1
            return server.messages

    asyncio.run(run())
