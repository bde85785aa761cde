"""Replicas that share the shards, on one PostgreSQL, against a gateway on loopback."""

from __future__ import annotations

import asyncio
import logging
import threading
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from discord.gateway import DiscordWebSocket, KeepAliveHandler
from discord.http import Route

from bot.app.clock import SystemClock
from bot.channels.discord import fleet, shards
from bot.channels.discord.client import Client
from bot.channels.discord.ids import private_key
from bot.channels.discord.platform import Options
from bot.core.events import Commanded
from bot.ports import PlatformError, StoreError
from tests.channels.discord.server import ALICE, CHANNEL, DIRECT, TOKEN, discord_server
from tests.channels.discord.story import LOGIN, platform
from tests.channels.discord.world import Time, office

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from datetime import datetime

    from bot.channels.discord.platform import Discord as Platform
    from tests.channels.discord.server import Discord
    from tests.channels.discord.world import Office


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seconds become tenths. Where discord.py looks for Discord is set for the whole process."""
    for module in (fleet, shards):
        monkeypatch.setattr(module, "LEASE", 3.0)
        monkeypatch.setattr(module, "MARGIN", 1.5)
    monkeypatch.setattr(shards, "IDENTIFY", 0.3)
    for name, seconds in (("_LOOK", 0.2), ("_SLOW", 1.0), ("_AGAIN", 0.1), ("_ANSWERS", 0.8)):
        monkeypatch.setattr(fleet, name, seconds)
    monkeypatch.setattr(Route, "BASE", Route.BASE)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", DiscordWebSocket.DEFAULT_GATEWAY)
    monkeypatch.setattr(logging.getLogger("discord"), "level", logging.NOTSET)


@pytest.fixture
def url(make_database: Callable[..., str]) -> str:
    """A PostgreSQL database with our tables."""
    return make_database()


class Real(Time):
    """The clock that goes."""

    def now(self) -> datetime:
        return SystemClock().now()


@dataclass
class Replica:
    """One process, as far as Discord and the database know."""

    parts: Office
    platform: Platform
    stop: asyncio.Event
    running: asyncio.Task[None]

    async def end(self) -> None:
        """As for SIGTERM."""
        self.stop.set()
        await asyncio.gather(self.running, return_exceptions=True)
        await self.platform.close()

    def cut(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Take the database away from it."""

        async def away(*_: object) -> None:
            raise StoreError("the database is away")

        monkeypatch.setattr(self.parts.store, "ledger", away)


@asynccontextmanager
async def replica(server: Discord, url: str, shards: int | None = None) -> AsyncIterator[Replica]:
    """A process that serves Discord beside others."""
    async with office(url, Real()) as parts:
        here = platform(parts, Options(TOKEN, server.url, server.gateway, alone=False, shards=shards))
        stop = asyncio.Event()
        one = Replica(parts, here, stop, asyncio.create_task(here.run(stop)))
        try:
            yield one
        finally:
            await one.end()


def play(story: Callable[[Discord], Awaitable[None]], shards: int = 4, concurrency: int = 16) -> Discord:
    """A story on a Discord that recommends so many shards; whatever happens, none is served twice."""

    async def run() -> Discord:
        async with discord_server() as server:
            server.shards, server.concurrency = shards, concurrency
            await story(server)
            assert server.doubles == 0
            return server

    server = asyncio.run(run())
    beating = [one for one in threading.enumerate() if isinstance(one, KeepAliveHandler)]
    assert all(one._stop_ev.is_set() for one in beating)  # noqa: SLF001 -- discord.py's
    return server


def test_one_serves_all_shards_and_they_log_in_one_after_the_other(url: str) -> None:
    async def story(server: Discord) -> None:
        async with replica(server, url):
            await server.until(lambda: server.served == {0, 1, 2})
            server.to = 2
            await server.answered(await server.slash("code", code="502"), "502 Bad Gateway")
            server.to = 0
            await server.write("error 403")
            await server.until(lambda: any("403 Forbidden" in one.text for one in server.messages))
        assert server.told_commands == 1

    server = play(story, shards=3, concurrency=1)
    times = [at for at, _, _ in server.logins]
    assert all(later - earlier > 0.2 for earlier, later in pairwise(times))
    assert {count for _, _, count in server.logins} == {3}


def test_two_share_them_and_the_end_of_one_gives_all_to_the_other(url: str) -> None:
    async def story(server: Discord) -> None:
        async with replica(server, url) as one:
            await server.until(lambda: len(server.logins) == 4)
            async with replica(server, url):
                await server.until(lambda: len(server.logins) == 6 and len(server.served) == 4)
                assert {shard for _, shard, _ in server.logins[4:]} == {2, 3}  # the first two stay where they were
                await one.end()
                await server.until(lambda: len(server.logins) == 8 and len(server.served) == 4)
                server.to = 0
                await server.answered(await server.slash("code", code="502"), "502 Bad Gateway")

    play(story)


def test_a_replica_without_the_database_leaves_its_shards_before_another_takes_them(
    url: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def story(server: Discord) -> None:
        async with replica(server, url) as one, replica(server, url):
            await server.until(lambda: len(server.served) == 4 and len(server.logins) >= 4)
            await asyncio.sleep(0.5)
            before = len(server.logins)
            was = one.platform.up
            one.cut(monkeypatch)
            await server.until(lambda: len(server.served) == 2)
            assert (was, one.platform.up) == (True, False)
            await server.until(lambda: len(server.logins) == before + 2 and len(server.served) == 4)
            monkeypatch.undo()

    play(story)
    assert caplog.text.count("the leases of shards are not renewed: the database is away") == 1


def test_a_database_that_hangs_is_one_that_is_away_and_when_it_is_back_all_is_served_again(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(server: Discord) -> None:
        async with replica(server, url) as one:
            await server.until(lambda: len(server.served) == 2)
            real = one.parts.store.ledger

            async def hang(*_: object) -> None:
                await asyncio.sleep(60)

            monkeypatch.setattr(one.parts.store, "ledger", hang)
            await server.until(lambda: not server.served)
            monkeypatch.setattr(one.parts.store, "ledger", real)
            await server.until(lambda: len(server.served) == 2)

    play(story, shards=2)


def test_what_a_shard_heard_before_it_was_given_back_is_answered_where_it_was_asked(url: str) -> None:
    async def story(server: Discord) -> None:
        async with replica(server, url) as one:
            await server.until(lambda: len(server.served) == 2)
            server.to = 1
            one.parts.panel.hang = lambda waited: waited
            form = await server.press(await server.answered(await server.slash("check")), "Xtream login")
            await server.until(lambda: form.data)
            sent = await server.send_form(form, LOGIN)
            await server.answered(sent, "Checking once")
            async with replica(server, url):
                await server.until(lambda: len(server.logins) == 3)
                one.parts.panel.let_go()
                await server.answered(sent, "Your account is active")
                assert all(message.channel == CHANNEL for message in server.messages)
                await server.answered(await server.slash("code", code="502"), "502 Bad Gateway")

    play(story, shards=2)


def test_who_has_no_shard_carries_what_others_left(url: str) -> None:
    async def story(server: Discord) -> None:
        async with replica(server, url):
            await server.until(lambda: server.served)
            async with office(url) as gone:  # its clock stands still in the past, so its lease is over
                event = Commanded("lost", private_key(ALICE), gone.time.now(), "code", "502")
                assert await gone.engine.accept(event, None)  # type: ignore[arg-type]
            async with replica(server, url) as spare:
                await server.until(lambda: any("502" in one.text for one in server.messages))
                async with asyncio.timeout(10):
                    while not spare.platform.up:  # noqa: ASYNC110 -- standing by is nothing that happens
                        await asyncio.sleep(0.02)
            [message] = [one for one in server.messages if "502" in one.text]
            assert message.channel == DIRECT

    play(story, shards=1)


def test_the_number_of_shards_is_a_setting_and_that_of_who_was_first_holds(url: str) -> None:
    async def story(server: Discord) -> None:
        async with replica(server, url, 3):
            await server.until(lambda: server.served == {0, 1, 2})
            async with replica(server, url, 5):
                await server.until(lambda: len(server.logins) == 4)

    server = play(story)
    assert {count for _, _, count in server.logins} == {3}


def test_a_shard_that_ends_by_itself_begins_anew(
    url: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real = Client.start
    failures = [OSError("geheim77"), None]

    async def start(self: Client, token: str, **options: Any) -> None:
        if failures and (failure := failures.pop(0)):
            await self.login(token)
            raise failure
        await real(self, token, **options)

    monkeypatch.setattr(Client, "start", start)

    async def story(server: Discord) -> None:
        async with replica(server, url):
            await server.until(lambda: len(server.served) == 2)

    play(story, shards=2)
    assert caplog.text.count("begins anew after OSError") == 1
    assert "geheim77" not in caplog.text


def test_a_login_is_booked_again_while_the_database_is_away(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(server: Discord) -> None:
        async with replica(server, url) as one:
            real = one.parts.store.ledger
            failed: list[list[str]] = []

            async def moody(names: list[str], *rest: Any) -> Any:  # noqa: ANN401 -- the real one's
                if "logins" in names[0] and len(failed) < 2:
                    failed.append(names)
                    raise StoreError("the database is away")
                return await real(names, *rest)

            monkeypatch.setattr(one.parts.store, "ledger", moody)
            await server.until(lambda: server.served)
            assert len(failed) == 2

    play(story, shards=1)


def test_a_dropped_connection_is_resumed_or_begun_anew_when_discord_says_so(url: str) -> None:
    async def story(server: Discord) -> None:
        async with replica(server, url):
            await server.until(lambda: server.served)
            await server.drop()
            await server.until(lambda: server.resumed)
            await server.forget()
            await server.until(lambda: server.identified == 2)

    play(story, shards=1)


@pytest.mark.parametrize("code", [4004, 4014])
def test_what_nobody_can_mend_ends_with_a_sentence(url: str, code: int) -> None:
    async def story(server: Discord) -> None:
        server.close_with = code
        async with replica(server, url) as one, asyncio.timeout(20):
            await one.running

    with pytest.raises(PlatformError, match="Discord refuses"):
        play(story, shards=1)


def test_it_ends_before_it_was_ever_logged_in(url: str) -> None:
    async def story(server: Discord) -> None:
        async with replica(server, url) as one:
            one.stop.set()
            await one.running

    play(story)
