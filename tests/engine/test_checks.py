"""Account checks through engine, guard and probes, with panels that are values."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

import pytest

from bot.core.account.login import Login, Server
from bot.core.account.secret import Secret
from bot.core.account.wire import Failure, Response
from bot.core.effects import Hide, Say
from bot.core.events import Commanded, Key, Pressed, Wrote
from bot.core.limits import Limit
from bot.engine import checking
from bot.engine.checking import Checker
from bot.meter import UNMETERED
from bot.ports import StoreError
from bot.storage import open_store, upgrade
from tests.core.base import KEY, NOON
from tests.engine.fakes import RULES, TERMS, FixedClock, MemoryStore, Panels, Recorder, account, engine

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from bot.core.account.wire import Request
    from bot.engine.deciding import Rules
    from bot.meter import Meter
    from bot.ports import Json, Store

T = TypeVar("T")
USER, PASSWORD = "Zq81name", "Zq82pass"
LINK = f"http://line.example.com:8080/get.php?username={USER}&password={PASSWORD}&type=m3u_plus&output=ts"

LINE = Login("xtream", Server("http", "line.example.com", 8080), Secret(USER), Secret(PASSWORD))


class World:
    """One user, one engine, one panel."""

    def __init__(
        self,
        store: Store | None = None,
        answer: Response | Failure | None = None,
        rules: Rules = RULES,
        meter: Meter = UNMETERED,
    ) -> None:
        self.store = store or MemoryStore()
        self.panels, self.channel, self.clock = Panels(answer), Recorder(), FixedClock()
        self.engine = engine(self.store, rules, self.panels, self.clock, meter)
        self.count = 0

    async def write(self, text: str, key: Key = KEY, event: str | None = None) -> list[str]:
        self.count += 1
        return await self._heard(Wrote(event or f"event-{self.count}", key, self.clock.time, text, "message-7"))

    async def press(self, label: str, key: Key = KEY) -> list[str]:
        self.count += 1
        says = [said for _, said in self.channel.delivered if isinstance(said, Say)]
        button = next(one.id for said in reversed(says) for one in said.buttons if one.label == label)
        return await self._heard(Pressed(f"event-{self.count}", key, self.clock.time, button))

    async def command(self, name: str) -> list[str]:
        self.count += 1
        return await self._heard(Commanded(f"event-{self.count}", KEY, self.clock.time, name))

    async def _heard(self, event: Wrote | Pressed | Commanded) -> list[str]:
        before = len(self.channel.delivered)
        await self.engine.handle(event, self.channel)
        await self.engine.settled(event.key)
        return [said.plain if isinstance(said, Say) else "(hidden)" for _, said in self.channel.delivered[before:]]

    async def begun(self) -> None:
        """A check is under way; nobody waits for its end."""
        await self.write("error 403")
        await self.press("Check my account")
        await self.engine.handle(Wrote("link", KEY, self.clock.time, LINK, "message-7"), self.channel)

    async def checked(self, link: str = LINK, key: Key = KEY) -> list[str]:
        await self.write("error 403", key)
        await self.press("Check my account", key)
        return await self.write(link, key)


def test_a_check_is_one_request_and_its_verdict_follows() -> None:
    async def story() -> None:
        world = World()
        hidden, checking_once, verdict = await world.checked()
        assert (hidden, checking_once) == ("(hidden)", "Checking once …")
        assert verdict.startswith("Your account is active until 1 January 2099, and 0 of 2 connections are in use")
        (request,) = world.panels.asked
        assert request.server.origin == "http://line.example.com:8080"
        assert request.target.reveal() == f"/player_api.php?username={USER}&password={PASSWORD}"
        assert isinstance(world.store, MemoryStore)
        ((_, _, stored),) = world.store.checks.values()
        assert stored is not None
        assert stored["verdict"] == "active"
        assert await world.store.interrupted("test", NOON + timedelta(days=1)) == []

    asyncio.run(story())


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
def test_no_secret_is_stored_logged_or_said(
    database: str, tmp_path: Path, request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    url = f"sqlite:///{tmp_path}/bot.db" if database == "sqlite" else request.getfixturevalue("make_database")()
    if database == "sqlite":
        upgrade(url)

    async def story() -> list[str]:
        store = open_store(url)
        bodies: list[Response | Failure] = [
            account(username=USER, password=PASSWORD, message=f"Welcome {USER}"),
            Response(200, {}, f'{{"user_info": {{"auth": 0, "message": "no {PASSWORD}"}}}}'.encode()),
            Response(500, {"x-echo": PASSWORD}, f"mysql_connect {USER}".encode()),
            Failure("timeout"),
        ]
        said: list[str] = []
        for number, body in enumerate(bodies):
            world = World(store, body)
            world.count = 100 * number
            key = Key("test", f"chat-{number}", "user")
            said += await world.checked(LINK.replace("line.", f"line{number}."), key)
            said += [f"{spoken.line.text} {spoken.line.data}" for spoken in await store.transcript(key)]
        await store.close()
        return said

    said = asyncio.run(story())
    files = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    for planted in (USER, PASSWORD):
        assert planted not in " ".join(said)
        assert planted.encode() not in files
        assert planted not in caplog.text


def test_a_redelivered_event_asks_nobody_again() -> None:
    async def story() -> None:
        world = World()
        await world.write("error 403")
        await world.press("Check my account")
        await world.write(LINK, event="same")
        assert await world.write(LINK, event="same") == []
        assert len(world.panels.asked) == 1

    asyncio.run(story())


def test_after_a_crash_the_user_is_told_and_nobody_is_asked_again() -> None:
    async def story() -> None:
        world = World()
        world.panels.gate = asyncio.Event()
        await world.begun()
        await asyncio.sleep(0)
        await world.engine.close()  # as a kill would, but for the exception
        other = World(world.store)
        assert await other.engine.resume("test", NOON + timedelta(seconds=30), other.channel) == 0
        assert other.channel.delivered == []
        await other.engine.resume("test", NOON + timedelta(seconds=61), other.channel)
        ((_, said),) = other.channel.delivered
        assert isinstance(said, Say)
        assert "interrupted" in said.head
        assert other.panels.asked == []
        await other.engine.resume("test", NOON + timedelta(seconds=99), other.channel)
        assert len(other.channel.delivered) == 1

    asyncio.run(story())


def test_a_check_that_runs_here_is_not_taken_for_interrupted() -> None:
    async def story() -> None:
        world = World()
        world.panels.gate = asyncio.Event()
        await world.begun()
        await world.engine.resume("test", NOON + timedelta(hours=1), world.channel, orphans=True)
        world.panels.gate.set()
        await world.engine.settled(KEY)
        said = [one.plain for _, one in world.channel.delivered if isinstance(one, Say)]
        assert "Your account is active" in said[-1]
        assert not any("interrupted" in one for one in said)

    asyncio.run(story())


def test_checks_have_a_limit_of_their_own() -> None:
    async def story() -> None:
        world = World(rules=replace(RULES, limits={**RULES.limits, "check": Limit(1, 3600.0)}))
        await world.checked()
        assert "Again in" in (await world.command("check"))[0]

    asyncio.run(story())


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("http://127.0.0.1:8080/get.php?username=ab12cd&password=x7Kq9w&type=m3u_plus&output=ts", "address"),
        ("http://line.example.com:22/get.php?username=ab12cd&password=x7Kq9w&type=m3u_plus&output=ts", "port"),
    ],
)
def test_an_address_that_the_policy_refuses_is_not_looked_up(link: str, said: str) -> None:
    async def story() -> None:
        world = World()
        answers = await world.checked(link)
        if "Check the account all the same" in str(world.channel.delivered[-1]):
            answers = await world.press("Check the account all the same")
        assert said in answers[-1]
        assert world.panels.asked == []

    asyncio.run(story())


def test_a_name_that_leads_into_a_private_network_is_refused_after_the_lookup() -> None:
    async def story() -> None:
        world = World()
        world.panels.addresses = ["203.0.113.7", "10.0.0.1"]
        answers = await world.checked()
        assert "active" not in answers[-1]
        assert world.panels.asked == []

    asyncio.run(story())


def test_a_name_that_does_not_resolve_is_no_word_about_the_login() -> None:
    async def story() -> None:
        world = World()
        world.panels.addresses = Failure("dns")
        answers = await world.checked()
        assert "password" not in answers[-1]
        assert world.panels.asked == []

    asyncio.run(story())


def test_a_panel_that_never_answers_ends_at_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "DEADLINE", 0.05)

    async def story() -> None:
        world = World()
        world.panels.gate = asyncio.Event()
        answers = await asyncio.wait_for(world.checked(), 2)
        assert "Checking once" in answers[1]
        assert "password" not in answers[-1]

    asyncio.run(story())


def test_without_a_budget_that_can_be_read_nobody_is_asked() -> None:
    class Broken(MemoryStore):
        async def ledger(
            self,
            names: Sequence[str],
            at: datetime,
            decide: Callable[[Mapping[str, Json]], tuple[Mapping[str, Json], T]],
        ) -> T:
            raise StoreError(f"no {len(names)} rows at {at}, {decide}")

    async def story() -> None:
        world = World(Broken())
        answers = await world.checked()
        assert "could not note it down" in answers[-1]
        assert world.panels.asked == []

    asyncio.run(story())


def test_a_second_user_waits_for_the_first_and_is_refused_when_it_takes_too_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(checking, "_PATIENCE", 0.05)

    async def story() -> None:
        world = World()
        world.panels.gate = asyncio.Event()
        other = Key("test", "chat-2", "user-2")
        await world.begun()
        await world.write("error 403", other)
        await world.press("Check my account", other)
        answers = await world.write(LINK.replace(USER, "other1"), other)
        assert "Somebody else's check" in answers[-1]
        world.panels.gate.set()
        await world.engine.settled(KEY)
        assert len(world.panels.asked) == 1

    asyncio.run(story())


def test_a_lookup_that_hangs_ends_at_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "DEADLINE", 0.05)

    async def story() -> None:
        world = World()

        async def hang(server: Server) -> Sequence[str] | Failure:
            await asyncio.sleep(60)
            raise AssertionError(server)

        world.panels.resolve = hang  # type: ignore[method-assign]
        answers = await asyncio.wait_for(world.checked(), 2)
        assert "could not tell me" in answers[-1] or "no answer" in answers[-1]

    asyncio.run(story())


def test_a_panel_with_too_many_wrong_logins_is_left_alone() -> None:
    async def story() -> None:
        world = World(answer=account(auth=0))
        answers: list[str] = []
        for number in range(4):
            key = Key("test", f"chat-{number}", f"user-{number}")
            answers = await world.checked(LINK.replace(USER, f"name{number}"), key)
        assert "leave it alone" in answers[-1]
        assert "Ask me again in 15 minutes." in answers[-1]
        assert len(world.panels.asked) == 3

    asyncio.run(story())


def test_the_same_login_is_answered_from_memory() -> None:
    async def story() -> None:
        world = World()
        await world.checked()
        world.clock.time += timedelta(minutes=5)
        await world.command("check")
        answers = await world.write(LINK)
        assert "from 5 min ago" in answers[-1]
        assert len(world.panels.asked) == 1

    asyncio.run(story())


def test_a_panel_that_is_busy_for_a_moment_is_waited_for() -> None:
    async def story() -> None:
        store = MemoryStore()
        world = World(store)
        busy = {"busy": NOON.timestamp() + 0.05, "minutes": {}, "failures": []}
        store.rows["host:line.example.com"] = busy
        task = asyncio.create_task(world.checked())
        await asyncio.sleep(0.02)
        store.rows["host:line.example.com"] = {**busy, "busy": 0.0}
        assert "Your account is active" in (await asyncio.wait_for(task, 2))[-1]

    asyncio.run(story())


def test_whoever_waits_for_the_same_login_is_answered_from_memory() -> None:
    async def story() -> None:
        world = World()
        world.panels.gate = asyncio.Event()
        checker = Checker(world.store, world.panels, world.clock, TERMS)
        both = asyncio.gather(checker.check(LINE, None), checker.check(LINE, None))
        asyncio.get_running_loop().call_later(0.02, world.panels.gate.set)
        words = [outcome.verdict.word for outcome in await asyncio.wait_for(both, 5) if outcome.verdict]
        assert words == ["active", "active"]
        assert len(world.panels.asked) == 1

    asyncio.run(story())


def test_a_mistyped_port_may_be_mended_at_once() -> None:
    async def story() -> None:
        world = World(answer=Response(404, {}, b"<html>nothing here</html>"))
        checker = Checker(world.store, world.panels, world.clock, TERMS)
        wrong = await checker.check(replace(LINE, server=replace(LINE.server, port=80)), "owner")
        world.panels.answer = account()
        right = await checker.check(LINE, "owner")
        assert wrong.verdict
        assert right.verdict
        assert (wrong.verdict.word, right.verdict.word) == ("not_xtream", "active")

    asyncio.run(story())


def test_a_panel_that_takes_logins_and_says_nothing_is_left_alone_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "DEADLINE", 0.02)

    async def story() -> None:
        silent, absent = World(), World(answer=Failure("refused"))
        silent.panels.gate = asyncio.Event()
        refused: dict[World, list[str | None]] = {silent: [], absent: []}
        for world, said in refused.items():
            checker = Checker(world.store, world.panels, world.clock, TERMS)
            for number in range(4):
                outcome = await checker.check(replace(LINE, username=Secret(f"user{number}")), None)
                said.append(outcome.refused)
        assert refused == {silent: [None, None, None, "failures"], absent: [None] * 4}

    asyncio.run(story())


def test_requests_of_one_check_are_spaced_and_still_end_at_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    terms = replace(TERMS, rules=replace(TERMS.rules, spacing=0.05))
    cut = World(answer=Failure("reset"))

    async def story() -> float:
        start = asyncio.get_running_loop().time()
        await Checker(MemoryStore(), cut.panels, cut.clock, terms).check(LINE, None)
        return asyncio.get_running_loop().time() - start

    assert asyncio.run(story()) >= 0.05
    assert len(cut.panels.asked) == 2
    terms = replace(TERMS, rules=replace(TERMS.rules, spacing=60))
    monkeypatch.setattr(checking, "DEADLINE", 0.05)
    assert asyncio.run(story()) < 2


def test_the_key_of_fingerprints_is_in_no_text() -> None:
    for holder in (TERMS, RULES):
        assert "sixteen bytes" not in f"{holder!r} {holder}"


def test_an_outcome_that_cannot_be_noted_down_is_told_all_the_same(caplog: pytest.LogCaptureFixture) -> None:
    class Forgetful(MemoryStore):
        async def ledger(
            self,
            names: Sequence[str],
            at: datetime,
            decide: Callable[[Mapping[str, Json]], tuple[Mapping[str, Json], T]],
        ) -> T:
            if self.rows:
                raise StoreError("the disk is full")
            return await super().ledger(names, at, decide)

    async def story() -> None:
        world = World(Forgetful())
        assert "Your account is active" in (await world.checked())[-1]

    asyncio.run(story())
    assert "not in the panel's budget" in caplog.text


def test_an_error_inside_the_bot_is_told_without_its_text(caplog: pytest.LogCaptureFixture) -> None:
    async def story() -> None:
        world = World()

        async def broken(request: Request, *addresses: str) -> Response:
            raise RuntimeError(f"oh no {request.target.reveal()} {addresses}")

        world.panels.fetch = broken  # type: ignore[method-assign]
        answers = await world.checked()
        assert "Something went wrong in me" in answers[-1]

    asyncio.run(story())
    assert "RuntimeError" in caplog.text
    assert PASSWORD not in caplog.text


def test_closing_lets_a_check_come_to_its_end_for_a_while() -> None:
    async def story() -> None:
        world = World()
        world.panels.gate = asyncio.Event()
        await world.begun()
        asyncio.get_running_loop().call_later(0.01, world.panels.gate.set)
        await world.engine.close(2)
        assert isinstance(world.channel.delivered[-1][1], Say)
        assert "Your account is active" in world.channel.delivered[-1][1].plain

    asyncio.run(story())


def test_a_flooding_user_in_the_middle_of_a_login_has_the_message_hidden() -> None:
    async def story() -> None:
        world = World(rules=replace(RULES, limits={**RULES.limits, "message": Limit(4, 60.0)}))
        await world.write("error 403")
        await world.press("Check my account")
        await world.press("Xtream login")
        await world.write("line.example.com:8080")
        await world.write("one too many")
        world.channel.delivered.clear()
        await world.write("sunshine", event="secret")
        assert [one for _, one in world.channel.delivered] == [Hide("message-7")]

    asyncio.run(story())


def test_of_a_form_nothing_is_stored_not_even_what_redaction_would_leave() -> None:
    async def story() -> None:
        world = World()
        text = "whatever was typed where the link belongs"
        await world.engine.handle(Commanded("form", KEY, NOON, "check", text, sealed=True), world.channel)
        lines = [spoken.line.text for spoken in await world.store.transcript(KEY)]
        assert lines[0] == "/check ••••"
        assert "whatever" not in repr(lines)

    asyncio.run(story())
