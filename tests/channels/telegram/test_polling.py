"""Long polling: nothing is confirmed before it has committed, and nothing stands in anybody's way."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

import pytest

from bot.channels.telegram import channel as channel_module
from bot.channels.telegram import inbox as inbox_module
from bot.channels.telegram import platform as platform_module
from bot.channels.telegram import polling, resuming
from bot.channels.telegram.recent import Recent
from bot.ports import PlatformError, StoreError
from bot.storage import open_store, upgrade
from tests.channels.telegram.people import Person
from tests.channels.telegram.server import TOKEN, BotApi
from tests.channels.telegram.strict import RefusedError
from tests.channels.telegram.world import free_port, world
from tests.waiting import until

if TYPE_CHECKING:
    from pathlib import Path

    from tests.channels.telegram.world import World


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits of seconds become tenths."""
    for module in (polling, platform_module, inbox_module):
        monkeypatch.setattr(module, "_FIRST_WAIT", 0.05)
    monkeypatch.setattr(polling, "_CONFLICT_WAIT", 0.2)
    monkeypatch.setattr(resuming, "EVERY", 0.2)


class Moody:
    """A store whose turns may fail or wait."""

    def __init__(self, folder: Path) -> None:
        url = f"sqlite:///{folder}/bot.db"
        upgrade(url)
        self.real = open_store(url)
        self.fails = 0
        self.slow: str | None = None
        self.gate = asyncio.Event()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 -- the real one's methods
        return getattr(self.real, name)

    async def turn(self, key: Any, *rest: Any) -> Any:  # noqa: ANN401 -- the real one's
        if self.fails:
            self.fails -= 1
            raise StoreError("the database is away")
        if key.chat == self.slow:
            await self.gate.wait()
        return await self.real.turn(key, *rest)


def test_nothing_is_confirmed_while_the_database_is_away_and_all_is_handled_in_order_afterwards(tmp_path: Path) -> None:
    async def run() -> None:
        store = Moody(tmp_path)
        store.fails = 5
        async with BotApi() as api, world(tmp_path, api, store=store) as here:
            anna = here.person()
            await anna.write("/code 502")
            await anna.write("/code 403")
            await until(lambda: store.fails < 5)
            assert api.confirmed < 1001
            await anna.reads("403 Forbidden")
            assert [text[:3] for text in anna.texts] == ["502", "403"]
        assert api.confirmed == api.last_update

    asyncio.run(run())


def test_one_slow_chat_holds_up_neither_others_nor_their_confirmation(tmp_path: Path) -> None:
    async def run() -> None:
        store = Moody(tmp_path)
        store.slow = "1"
        async with BotApi() as api, world(tmp_path, api, store=store) as here:
            slow, bob = here.person(1), here.person(2)
            await bob.write("/code 403")
            await slow.write("/code 502")
            for number in range(5):
                await bob.write("/help")
                await bob.reads("I explain IPTV errors", number + 1)
            assert api.confirmed == 1001  # all before the slow one
            assert slow.seen == []
            store.gate.set()
            await slow.reads("502 Bad Gateway")
            await api.until(lambda: api.confirmed == api.last_update)
            assert len(bob.seen) == 6

    asyncio.run(run())


def test_a_chat_that_pauses_does_not_hold_up_confirmation_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channel_module, "PATIENCE", 0.5)

    async def run() -> None:
        async with BotApi() as api, world(tmp_path, api) as here:
            anna = here.person()
            api.floods[1] = (time.monotonic() + 1.5, 1.5)
            for code in (502, 403, 502, 403):
                await anna.write(f"/code {code}")
            await api.until(lambda: api.confirmed == api.last_update)
            assert anna.seen == []
            api.floods.clear()  # Telegram relents earlier than it said; we wait all the same
            await api.until(lambda: len(anna.seen) == 4, 20)
            assert [text[:3] for text in anna.texts] == ["502", "403", "502", "403"]
            assert len(api.made("sendMessage")) == 5

    asyncio.run(run())


class Stammering(BotApi):
    """Tells every update three times, the newest first."""

    async def _getupdates(self, asked: dict[str, Any]) -> object:
        found = await super()._getupdates(asked)
        assert isinstance(found, list)
        return found[::-1] * 3


def test_what_a_server_repeats_and_shuffles_is_handled_once_and_confirmed(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def run() -> None:
        async with Stammering() as api:
            people = [Person(api, number) for number in range(1, 6)]
            for person in people:
                await person.write("/code 502")
            async with world(tmp_path, api):
                for person in people:
                    await person.reads("502")
                await api.until(lambda: api.confirmed == api.last_update)
            assert [len(person.texts) for person in people] == [1] * 5

    asyncio.run(run())
    assert not caplog.records


def test_a_second_poller_is_told_plainly_and_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async def run() -> None:
        async with BotApi() as api, world(tmp_path, api) as here:
            await api.until(lambda: api.made("getUpdates"))
            api.troubles["getupdates"] = [RefusedError(409, "Conflict: terminated by other getUpdates request")] * 3
            anna = here.person()
            await anna.write("/code 502")
            await anna.reads("502 Bad Gateway")
            await anna.write("/code 403")
            await anna.reads("403 Forbidden")

    asyncio.run(run())
    assert caplog.text.count("another program fetches this bot's messages") == 1


def test_a_webhook_that_was_set_is_removed_and_what_waited_is_read(tmp_path: Path) -> None:
    async def run() -> None:
        async with BotApi() as api:
            api.webhook = {"url": f"http://127.0.0.1:{free_port()}/", "secret": "x"}
            api.troubles["deletewebhook"] = [RefusedError(500, "Internal Server Error")]
            async with world(tmp_path, api) as here:
                anna = here.person()
                await anna.write("/code 502")
                await anna.reads("502 Bad Gateway")

    asyncio.run(run())


def up(here: World) -> bool:
    return here.telegram.up


def test_the_network_comes_and_goes(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async def run() -> None:
        port = free_port()
        api = BotApi(port=port)
        async with world(tmp_path, api) as here:
            await asyncio.sleep(0.2)  # Telegram cannot be reached yet
            assert not up(here)
            async with api:
                anna = here.person()
                await anna.write("/code 502")
                await anna.reads("502 Bad Gateway")
                api.troubles["getupdates"] = [RefusedError(429, "Too Many Requests", retry_after=0.1)]
                await anna.write("/help")
                await anna.reads("I explain IPTV errors")
                assert up(here)
                assert here.tally.answered_429 == ["telegram"]
            await asyncio.sleep(0.3)
            async with api:
                await anna.write("/code 403")
                await anna.reads("403 Forbidden")

    asyncio.run(run())
    assert caplog.text.count("Telegram cannot be reached") == 3  # at the start, and each time that it went away
    assert TOKEN not in caplog.text


def test_a_token_that_telegram_does_not_know_ends_it_with_a_sentence(tmp_path: Path) -> None:
    async def run(*troubles: str) -> None:
        async with BotApi() as api:
            for method in troubles:
                api.troubles[method] = [RefusedError(401, "Unauthorized")]
            async with world(tmp_path, api) as here:
                await here.running

    for method in ("getme", "getupdates", "deletewebhook"):
        with pytest.raises(PlatformError, match="TELEGRAM_TOKEN: Telegram does not know this token"):
            asyncio.run(run(method))


def test_updates_that_cannot_be_digested_are_dropped_and_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def run() -> None:
        async with BotApi() as api, world(tmp_path, api) as here:
            anna = here.person()
            api.updates.append({"update_id": 1000, "message": {"text": "geheim77"}})
            await anna.write("/code 502")
            await anna.reads("502 Bad Gateway")

            async def broken(*_: object) -> None:
                raise ValueError("geheim77")

            monkeypatch.setattr(here.engine, "accept", broken)
            await anna.write("/code 403")
            await anna.reads("Something went wrong inside me")
            monkeypatch.undo()
            api.troubles["getupdates"] = [None]
            await api.until(lambda: api.confirmed == api.last_update)

    asyncio.run(run())
    assert "an update that cannot be read was dropped" in caplog.text
    assert "was dropped: ValueError at" in caplog.text
    assert "geheim77" not in caplog.text


def test_an_answer_that_holds_no_updates_is_trouble_of_the_network(tmp_path: Path) -> None:
    async def run() -> None:
        async with BotApi() as api, world(tmp_path, api) as here:
            real = api._getupdates  # noqa: SLF001 -- our own server
            odd: list[object] = [{"no": "updates"}]

            async def get(asked: dict[str, Any]) -> object:
                return odd.pop() if odd else await real(asked)

            api._getupdates = get  # type: ignore[method-assign]  # noqa: SLF001 -- the same
            anna = here.person()
            for _ in range(2):
                await anna.write("/help")
            await anna.reads("I explain IPTV errors", 2)

    asyncio.run(run())


def test_the_end_confirms_what_has_committed_and_leaves_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "_LAST", 0.3)

    async def run() -> None:
        store = Moody(tmp_path)
        store.slow = "2"
        async with BotApi() as api:
            async with world(tmp_path, api, store=store) as here:
                anna, bob = here.person(1), here.person(2)
                await anna.write("/code 502")
                await bob.write("/code 403")
                await anna.reads("502 Bad Gateway")
            assert [update["update_id"] for update in api.updates] == [1002]
            async with world(tmp_path, api):
                await bob.reads("403 Forbidden")
            assert len(anna.seen) == 1

    asyncio.run(run())


def test_a_stop_before_telegram_was_ever_reached(tmp_path: Path) -> None:
    async def run() -> None:
        async with world(tmp_path, BotApi(port=free_port())):
            await asyncio.sleep(0.1)

    asyncio.run(run())


def test_trouble_behind_a_reply_is_logged_without_its_words(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def run() -> None:
        async with BotApi() as api, world(tmp_path, api) as here:
            anna, ends = here.person(), [StoreError("the database is away"), ValueError("geheim77")]

            async def broken(*_: object) -> None:
                raise ends.pop(0)

            monkeypatch.setattr(here.engine, "deliver", broken)
            for _ in range(2):
                await anna.write("/help")
            await api.until(lambda: not ends)
            monkeypatch.undo()

    asyncio.run(run())
    assert "the database is away" in caplog.text
    assert "something went wrong behind a reply: ValueError at" in caplog.text
    assert "geheim77" not in caplog.text


def test_what_is_remembered_of_strangers_does_not_grow_without_end() -> None:
    recent: Recent[int, str] = Recent(most=2)
    for number in (1, 2, 1, 3):
        recent.set(number, str(number))
    assert [recent.get(number) for number in (1, 2, 3)] == ["1", None, "3"]
