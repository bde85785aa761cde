"""Has the store do all that it can, and asks the database of each statement whether it reads a whole table for it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import event

from bot.core.events import Key
from bot.core.ticket import Ticket
from bot.ports import Deed, Line, Parcel, Relayed, Saved
from bot.storage import open_store
from bot.storage.engines import engine, parse
from tests.bench.filling import PLATFORM, owner
from tests.storage.parts import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine

    from bot.ports import Loaded
    from bot.storage.store import DatabaseStore

USER: Final = 77
# They hold what is under way, and nothing else.
_SMALL: Final = ("ix_outbox_unsent", "ix_account_check_open")
_DAY: Final = timedelta(days=1)


async def explained(url: str) -> dict[str, list[str]]:
    """The tables that each statement reads from beginning to end, by its text."""
    seen: dict[str, Any] = {}
    store = open_store(url)
    one: Engine = store._workers._engine  # type: ignore[attr-defined] # noqa: SLF001 -- to listen to it

    @event.listens_for(one, "before_cursor_execute")
    def _heard(_c: object, _k: object, statement: str, values: Any, *_: object) -> None:  # noqa: ANN401 -- the driver's
        if one.dialect.name != "sqlite":
            seen.setdefault(statement, values)

    @event.listens_for(one, "connect")
    def _listen(driver: Any, _: object) -> None:  # noqa: ANN401 -- the driver's
        if one.dialect.name == "sqlite":  # what runs past SQLAlchemy too; values stand in the text
            driver.set_trace_callback(lambda text: seen.setdefault(text, ()))

    await _everything(store)
    await store.close()
    with engine(parse(url)).connect() as connection:
        asked = _of_sqlite if connection.dialect.name == "sqlite" else _of_postgres
        return {
            text: list(asked(connection, text, values[0] if isinstance(values, list) else values))
            for text, values in seen.items()
            if text.startswith(("SELECT", "UPDATE", "DELETE", "INSERT"))
        }


async def _everything(store: DatabaseStore) -> None:
    """All that the store is asked while the bot serves."""
    key, new, mine = Key(PLATFORM, str(USER), str(USER)), Key(PLATFORM, "new", "new"), owner(USER)
    ticket = Ticket("T-NEW", "http-403", "telegram", NOW, NOW)
    parcels = [Parcel("say", {"text": "hello"}), Parcel("card", {}, "telegram-desk")]

    def opened(loaded: Loaded) -> Saved:
        loaded.taken("T-1")
        deeds = [Deed("claimed", "T-NEW", "telegram:1")]
        lines = [Line("user", "hello")]
        return Saved(loaded.state, loaded.buckets, lines, parcels, check=f"{PLATFORM}:new", ticket=ticket, deeds=deeds)

    posted = await store.turn(key, "explained:1", NOW, mine, opened) or ()
    await store.sent([one.id for one in posted], NOW, [Relayed("T-NEW", "1", "2")])
    await store.turn(key, "explained:2", NOW, mine, lambda _: Saved({}, checked=(f"{PLATFORM}:new", {})))
    await store.turn(new, "explained:3", NOW, "new", lambda _: Saved({}))
    for orphans in (False, True):
        await store.take(PLATFORM, NOW, _DAY, orphans=orphans)
        await store.interrupted(PLATFORM, NOW, orphans=orphans)
    await store.backlog()
    await store.transcript(key)
    await store.ledger(["host:1", "user:new"], NOW, lambda rows: (rows, None))
    await store.ticket("T-1")
    await store.tickets(before=NOW - _DAY)
    await store.ticket_at("telegram", "1")
    await store.ticket_of("1")
    await store.placed("T-NEW", "1", "2")
    await store.target("T-1", "1")
    await store.target(None, "1")
    await store.deeds("T-1")
    await store.belongings(PLATFORM, str(USER), mine)

    def forgetting(loaded: Loaded) -> Saved:
        loaded.filed()
        return Saved(None, parcels=parcels[:1], forget=True)

    posted = await store.turn(key, "explained:4", NOW, mine, forgetting) or ()
    await store.sent([one.id for one in posted], NOW)


def _of_sqlite(connection: Connection, text: str, values: Any) -> Iterator[str]:  # noqa: ANN401 -- the driver's
    for *_, step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", values):
        if step.startswith("SCAN") and not step.endswith(_SMALL):
            yield step


def _of_postgres(connection: Connection, text: str, values: Any) -> Iterator[str]:  # noqa: ANN401 -- the driver's
    (plan,) = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {text}", values).scalar_one()
    yield from _whole(plan["Plan"])


def _whole(plan: dict[str, Any]) -> Iterator[str]:
    """Nodes that read a table, or an index, from one end to the other."""
    indexed = plan.get("Index Cond") or plan.get("Recheck Cond") or plan.get("Index Name") in _SMALL
    if plan["Node Type"] == "Seq Scan" or ("Index Name" in plan and not indexed):
        yield f"{plan['Node Type']} {plan.get('Relation Name') or plan.get('Index Name')}"
    for inner in plan.get("Plans", ()):
        yield from _whole(inner)
