"""Deleting what was kept long enough, in batches that are small enough for no turn to wait.

Every table is walked along its key, so a batch costs the same however large the table is and wherever old rows stand in
it. On PostgreSQL one process does it at a time: of those that serve the leader (see `leading`), and never beside
`bot db retention` (`locks`; if two are at it all the same they do the same work, which is no harm). On SQLite the file
is written anew in the end, as for /forget: see `erasure`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import and_, delete, func, or_, select, tuple_

from bot.storage import erasure, leading, texts
from bot.storage import statements as sql
from bot.storage.tables import account_check, bucket, conversation, event, ledger, outbox, ticket, transcript

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Column, ColumnElement, Connection, Table

BATCH: Final = 500
"""Rows that are looked at in one transaction: one to three milliseconds."""
REPLAYS: Final = timedelta(days=7)
"""Ids of events are kept this long at least, so that a replay is refused (Telegram keeps updates for one day)."""
_TURN: Final = timedelta(minutes=1)  # longer than any turn: one that is under way has its conversation
_LEDGER: Final = timedelta(days=2)  # its longest memory is a day: see bot/core/account/guard.py
_not_leading = ledger.c.name != leading.ROW  # however long ago it began to lead


@dataclass(frozen=True, slots=True)
class Sweep:
    """A table, the key along which it is walked, and which of its rows are old."""

    name: str
    table: Table
    key: tuple[Column[Any], ...]
    old: ColumnElement[bool]


def sweeps(now: datetime, keep: timedelta) -> list[Sweep]:
    """What is deleted, in this order: lines before their conversations, so that no cascade is long."""
    before = now - keep
    # A kill came between the receipt of a forgetting and its conversation's end.
    left = and_(sql.EMPTY, conversation.c.updated_at < now - _TURN)
    return [
        Sweep("transcript lines", transcript, (transcript.c.id,), transcript.c.at < before),
        Sweep("sent replies", outbox, (outbox.c.id,), outbox.c.sent_at < before),
        Sweep("account checks", account_check, (account_check.c.check_id,), account_check.c.ended_at < before),
        Sweep("tickets", ticket, (ticket.c.ref,), ticket.c.touched_at < before),
        Sweep("event ids", event, (event.c.platform, event.c.event_id), event.c.at < min(before, now - REPLAYS)),
        Sweep("panel budgets", ledger, (ledger.c.name,), and_(ledger.c.updated_at < now - _LEDGER, _not_leading)),
        Sweep("conversations", conversation, (conversation.c.id,), or_(conversation.c.updated_at < before, left)),
    ]


LIMITS: Final = "limits that are over"
"""The name of what `expired` deletes."""


def batch(connection: Connection, sweep: Sweep, after: tuple[Any, ...] | None, *, dry: bool) -> tuple[Any, int]:
    """One step of the walk.

    Returns:
        The key to go on behind (None: that was the end), and how many rows were deleted, or would be.
    """
    key = sweep.key[0] if len(sweep.key) == 1 else tuple_(*sweep.key)
    behind = [key > _value(after)] if after is not None else []
    rows = connection.execute(select(*sweep.key).where(*behind).order_by(*sweep.key).limit(BATCH)).all()
    if not rows:
        return None, 0
    last = tuple(rows[-1])
    old = and_(*behind, key <= _value(last), sweep.old)
    if dry:
        return last, connection.execute(select(func.count()).select_from(sweep.table).where(old)).scalar_one()
    return last, _marked(connection, connection.execute(delete(sweep.table).where(old)).rowcount)


def expired(connection: Connection, after: str, now: datetime, *, dry: bool) -> tuple[str | None, int]:
    """The same for users' buckets: one that is full again says nothing that a new one would not."""
    rows = connection.execute(
        select(bucket.c.owner, bucket.c.body).where(bucket.c.owner > after).order_by(bucket.c.owner).limit(BATCH)
    ).all()
    if not rows:
        return None, 0
    over = [row for row in rows if _over(row.body, now.timestamp())]
    if dry:
        return rows[-1].owner, len(over)
    # `body` once more: after waiting for a turn of this user, PostgreSQL asks again whether it is still the same.
    gone = [
        connection.execute(delete(bucket).where(bucket.c.owner == row.owner, bucket.c.body == row.body)).rowcount
        for row in over
    ]
    return rows[-1].owner, _marked(connection, sum(gone))


def is_erased(connection: Connection) -> bool:
    """Whether the bytes are gone too."""
    return connection.dialect.name != "sqlite" or not connection.exec_driver_sql("PRAGMA user_version").scalar()


def _value(key: tuple[Any, ...]) -> Any:  # noqa: ANN401 -- a key's own type
    return key[0] if len(key) == 1 else tuple_(*key)


def _over(body: str, now: float) -> bool:
    return all(max(one.due, one.told) <= now for one in texts.read_buckets(body).values())


def _marked(connection: Connection, deleted: int) -> int:
    if deleted and connection.dialect.name == "sqlite":
        erasure.mark(connection)  # whoever starts next erases, if we are killed before the end
    return deleted
