"""What is counted, after real turns through an engine on SQLite."""

from __future__ import annotations

import asyncio
import math
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.core.effects import Record
from bot.core.events import Key, Wrote
from bot.meter import UNMETERED
from bot.observing.metrics import PrometheusMeter
from bot.ports import Backlog, StoreError
from bot.storage import open_store, upgrade
from tests.core.base import KEY, NOON
from tests.engine.fakes import MemoryStore, Recorder, account, engine
from tests.engine.test_checks import LINK, PASSWORD, USER, World
from tests.engine.test_tickets import World as Desk

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from bot.ports import Loaded, Posted, Saved


def figures(page: bytes) -> dict[str, float]:
    """What Prometheus would read of ours, by name and label values."""
    return {
        " ".join((sample.name, *sample.labels.values())): sample.value
        for family in text_string_to_metric_families(page.decode())
        for sample in family.samples
        if sample.name.startswith("bot_") and "le" not in sample.labels
    }


def test_turns_matches_checks_replies_and_the_database(tmp_path: Path) -> None:
    meter = PrometheusMeter()
    url = f"sqlite:///{tmp_path}/bot.db"
    upgrade(url)

    async def story() -> Backlog:
        store = open_store(url, meter=meter)
        assert await store.backlog() == Backlog(0, None)
        world = World(store, meter=meter)
        await world.write("error 502")
        await world.press("It works again")
        await world.write("my cat Zq84word")
        await world.press("Nothing plays")
        await world.press("502 Bad Gateway")
        await world.checked()
        world.panels.answer = account(auth=0)
        await world.checked(LINK.replace("line.", "line2."), Key("test", "chat2", "Zq85user"))
        world.channel.down = True
        await world.write("error 502")
        left = await store.backlog()
        await store.close()
        return left

    left = asyncio.run(story())
    meter.waiting(left, NOON + timedelta(minutes=2))
    found = {name: count for name, count in figures(meter.page()).items() if "_sum " not in name}
    assert found == {
        "bot_turn_seconds_count wrote test": 7,
        "bot_turn_seconds_count pressed test": 5,
        "bot_turn_seconds_count checked test": 2,
        "bot_matches_total answer http-502": 2,
        "bot_matches_total answer http-403": 2,
        "bot_matches_total unknown ": 1,
        "bot_matches_total picked http-502": 1,
        "bot_problems_ended_total fixed http-502": 1,
        "bot_checks_total active": 1,
        "bot_checks_total invalid_credentials": 1,
        "bot_delivery_seconds_count done test": 15,
        "bot_delivery_seconds_count later test": 1,
        "bot_database_seconds_count turn": 14,
        "bot_database_seconds_count sent": 15,
        "bot_database_seconds_count ledger": 4,
        "bot_database_seconds_count backlog": 2,
        "bot_outbox_rows": 1,
        "bot_outbox_oldest_seconds": 120,
    }
    page = meter.page().decode()
    assert "process_resident_memory_bytes" in page
    assert "python_info" in page
    for word in (USER, PASSWORD, "Zq8", "example", "chat", "event-"):
        assert word not in page


def test_pauses_of_a_panel_and_checks_that_are_not_made() -> None:
    meter = PrometheusMeter()

    async def story() -> None:
        world = World(answer=account(auth=0), meter=meter)
        for number in range(5):
            await world.checked(LINK.replace(USER, f"name{number}"), Key("test", f"chat-{number}", f"user-{number}"))

    asyncio.run(story())
    found = figures(meter.page())
    assert found["bot_checks_total invalid_credentials"] == 3
    assert found["bot_panel_pauses_total failures"] == 1
    assert found["bot_checks_refused_total failures"] == 2


def test_tickets_by_how_they_end_and_where_replies_go() -> None:
    meter = PrometheusMeter()

    async def story() -> None:
        world = Desk(meter=meter)
        await world.staff((await world.escalate()).ref, "resolve")
        await world.escalate(Key("chatter", "2", "2"))

    asyncio.run(story())
    found = figures(meter.page())
    assert found["bot_tickets_total opened"] == 2
    assert found["bot_tickets_total resolved"] == 1
    assert found["bot_turn_seconds_count staffed chatter"] == 1
    for place in ("chatter", "chatter-desk", "webhook"):
        assert found[f"bot_delivery_seconds_count done {place}"] > 0
    assert "Kim" not in meter.page().decode()


class Broken(MemoryStore):
    """A database that is down."""

    async def turn(
        self, key: Key, event: str, at: datetime, owner: str, decide: Callable[[Loaded], Saved]
    ) -> Sequence[Posted] | None:
        await super().turn(key, event, at, owner, decide)
        raise StoreError("It is down.")


def test_what_the_rest_of_the_bot_tells() -> None:
    meter = PrometheusMeter()
    with pytest.raises(StoreError):
        asyncio.run(engine(Broken(), meter=meter).handle(Wrote("e", KEY, NOON, "error 502"), Recorder()))
    meter.turned(Wrote("e", KEY, NOON, "?"), (Record("asked", {"entries": ["one", "two"]}), Record("advised", {})), 0.1)
    meter.slowed("test")
    meter.waiting(None, NOON)
    found = figures(meter.page())
    assert math.isnan(found.pop("bot_outbox_rows"))
    assert math.isnan(found.pop("bot_outbox_oldest_seconds"))
    assert found == {
        "bot_turn_seconds_count wrote test": 1,
        "bot_turn_seconds_sum wrote test": 0.1,
        "bot_matches_total ask one": 1,
        "bot_turns_failed_total test": 1,
        "bot_too_many_requests_total test": 1,
    }


def test_nobody_need_listen() -> None:
    UNMETERED.slowed("test")
    UNMETERED.paused("failures")
    asyncio.run(World().write("error 502"))
