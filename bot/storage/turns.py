"""What happens inside a transaction: the same statements on SQLite and PostgreSQL.

Order of locks, the same in every turn: the event's id, the user's bucket row, the conversation's row. A turn that
waits for an event's id holds nothing else, and whoever holds a bucket row has the user to itself, also when it forgets
the user's other chats. So turns cannot deadlock with each other. (On SQLite the transaction has the database to
itself anyway.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from bot.core.events import Key
from bot.ports import Line, Loaded, Parcel, Posted, Spoken
from bot.storage import statements as sql
from bot.storage import texts
from bot.storage.tables import stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime, timedelta

    from sqlalchemy import Connection

    from bot.ports import Saved

FORGOTTEN: Final = "forgotten"
"""Set in `connection.info` by a turn that forgot a user: see `erasure`."""


Stamp: TypeAlias = "datetime | int"


class _Row(NamedTuple):
    conversation: int
    state: str | None
    buckets: str


def turn(
    connection: Connection,
    key: Key,
    event_id: str,
    at: datetime,
    owner: str,
    decide: Callable[[Loaded], Saved],
    lease: timedelta,
) -> list[Posted] | None:
    """One event: `Store.turn` inside a transaction that the caller commits, or rolls back if this raises."""
    dialect = _of(connection)
    now, until = stamp(at, dialect), stamp(at + lease, dialect)
    named = _named(key)
    of_event = {"platform": key.platform, "event_id": texts.checked(event_id), "at": now}
    if not sql.run(connection, sql.INSERT_EVENT[dialect], of_event).rowcount:
        return None
    row = _locked(connection, named, now, texts.checked(owner))
    saved = decide(Loaded(texts.read(row.state), texts.read_buckets(row.buckets)))
    if saved.forget:
        row = _forgotten(connection, named, now, row.buckets)
    state = texts.written(saved.state)
    sql.run(connection, sql.UPDATE_CONVERSATION, {"of": row.conversation, "state": state, "updated_at": now})
    if saved.buckets:
        sql.run(connection, sql.UPDATE_BUCKET, {"of": owner, "body": texts.with_buckets(row.buckets, saved.buckets)})
    if saved.lines:
        sql.run(connection, sql.INSERT_LINE, [_line(row.conversation, now, line) for line in saved.lines])
    return [Posted(_waiting(connection, row.conversation, now, until, parcel), key, parcel) for parcel in saved.parcels]


def take(connection: Connection, platform: str, now: datetime, lease: timedelta, *, orphans: bool) -> list[Posted]:
    """`Store.take`: at most `MOST_TAKEN` rows, the oldest first."""
    which = {"platform": texts.checked(platform), "now": now}
    rows = connection.execute(sql.UNSENT_OF_ANY if orphans else sql.UNSENT, which).all()
    if rows:
        connection.execute(sql.LEASE, [{"of": row.id, "lease_until": now + lease} for row in rows])
    return [
        Posted(row.id, Key(platform, row.chat, row.user_id), Parcel(row.kind, texts.read(row.body) or {}))
        for row in rows
    ]


def sent(connection: Connection, ids: Iterable[int], at: datetime) -> None:
    """`Store.sent`. Sorted, so that two callers lock the rows in the same order."""
    connection.execute(sql.SENT, [{"of": one, "sent_at": at} for one in sorted(ids)])


def spoken(connection: Connection, key: Key) -> list[Spoken]:
    """`Store.transcript`."""
    rows = connection.execute(sql.TRANSCRIPT, _named(key)).all()
    return [Spoken(key, row.at, Line(row.who, row.text, texts.read(row.data))) for row in rows]


def _locked(connection: Connection, named: dict[str, str], now: Stamp, owner: str) -> _Row:
    """Lock the user's bucket row and the conversation's row, made if they are new."""
    row = sql.run(connection, sql.KNOWN, {**named, "owner": owner}).first()
    if row is not None:
        return _Row._make(row)
    new = {"owner": owner, "body": "{}"}
    return _began(connection, named, now, sql.run(connection, sql.UPSERT_BUCKET[_of(connection)], new).scalar_one())


def _began(connection: Connection, named: dict[str, str], now: Stamp, buckets: str) -> _Row:
    values = {**named, "created_at": now, "updated_at": now}
    row = sql.run(connection, sql.UPSERT_CONVERSATION[_of(connection)], values).one()
    return _Row._make((*row, buckets))


def _forgotten(connection: Connection, named: dict[str, str], now: Stamp, buckets: str) -> _Row:
    """Delete the user's conversations in every chat, and with them transcript and outbox; begin this one anew."""
    sql.run(connection, sql.FORGET, {"platform": named["platform"], "user_id": named["user_id"]})
    connection.info[FORGOTTEN] = True
    return _began(connection, named, now, buckets)


def _line(of: int, now: Stamp, line: Line) -> dict[str, Any]:
    return {
        "conversation_id": of,
        "at": now,
        "who": line.who,
        "text": texts.checked(line.text),
        "data": texts.written(line.data),
    }


def _waiting(connection: Connection, of: int, now: Stamp, until: Stamp, parcel: Parcel) -> int:
    # One statement for each row: a turn has one or two, and the ids are then certainly in the order of the parcels.
    values = {
        "conversation_id": of,
        "at": now,
        "kind": texts.checked(parcel.kind),
        "body": texts.written(parcel.body),
        "lease_until": until,
    }
    row: int = sql.run(connection, sql.INSERT_PARCEL, values).scalar_one()
    return row


def _of(connection: Connection) -> str:
    return connection.dialect.name


def _named(key: Key) -> dict[str, str]:
    return {
        "platform": texts.checked(key.platform),
        "chat": texts.checked(key.chat),
        "user_id": texts.checked(key.user),
    }
