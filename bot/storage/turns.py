"""What happens inside a transaction: the same statements on SQLite and PostgreSQL.

Order of locks, the same in every turn: the event's id, the user's bucket row, the conversation's row. A turn that
waits for an event's id holds nothing else, and whoever holds a bucket row has the user to itself, also when it forgets
the user's other chats. So turns cannot deadlock with each other. (On SQLite the transaction has the database to
itself anyway.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from bot.core.events import Key
from bot.ports import Line, Loaded, Parcel, Posted, Spoken
from bot.storage import statements as sql
from bot.storage import texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime, timedelta

    from sqlalchemy import Connection

    from bot.ports import Saved

FORGOTTEN: Final = "forgotten"
"""Set in `connection.info` by a turn that forgot a user: see `erasure`."""


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
    of_event = {"platform": texts.checked(key.platform), "event_id": texts.checked(event_id), "at": at}
    if not connection.execute(sql.INSERT_EVENT[connection.dialect.name], of_event).rowcount:
        return None
    row = _locked(connection, key, at, owner)
    saved = decide(Loaded(texts.read(row.state), texts.read_buckets(row.buckets)))
    if saved.forget:
        row = _forgotten(connection, key, at, row.buckets)
    state = texts.written(saved.state)
    connection.execute(sql.UPDATE_CONVERSATION, {"of": row.conversation, "state": state, "updated_at": at})
    if saved.buckets:
        body = texts.with_buckets(row.buckets, saved.buckets)
        connection.execute(sql.UPDATE_BUCKET, {"of": texts.checked(owner), "body": body})
    if saved.lines:
        connection.execute(sql.INSERT_LINE, [_line(row.conversation, at, line) for line in saved.lines])
    return [_posted(connection, key, row.conversation, at, lease, parcel) for parcel in saved.parcels]


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


def _locked(connection: Connection, key: Key, at: datetime, owner: str) -> _Row:
    """Lock the user's bucket row and the conversation's row, made if they are new."""
    named = _named(key)
    row = connection.execute(sql.KNOWN, {**named, "owner": texts.checked(owner)}).first()
    if row is not None:
        return _Row(row.id, row.state, row.body)
    dialect = connection.dialect.name
    body = connection.execute(sql.UPSERT_BUCKET[dialect], {"owner": owner, "body": "{}"}).scalar_one()
    return _began(connection, named, at, body)


def _began(connection: Connection, named: dict[str, str], at: datetime, buckets: str) -> _Row:
    values = {**named, "created_at": at, "updated_at": at}
    row = connection.execute(sql.UPSERT_CONVERSATION[connection.dialect.name], values).one()
    return _Row(row.id, row.state, buckets)


def _forgotten(connection: Connection, key: Key, at: datetime, buckets: str) -> _Row:
    """Delete the user's conversations in every chat, and with them transcript and outbox; begin this one anew."""
    connection.execute(sql.FORGET, {"platform": key.platform, "user_id": key.user})
    connection.info[FORGOTTEN] = True
    return _began(connection, _named(key), at, buckets)


def _line(of: int, at: datetime, line: Line) -> dict[str, Any]:
    return {
        "conversation_id": of,
        "at": at,
        "who": line.who,
        "text": texts.checked(line.text),
        "data": texts.written(line.data),
    }


def _posted(connection: Connection, key: Key, of: int, at: datetime, lease: timedelta, parcel: Parcel) -> Posted:
    # One statement for each row: a turn has one or two, and the ids are then certainly in the order of the parcels.
    values = {
        "conversation_id": of,
        "at": at,
        "kind": texts.checked(parcel.kind),
        "body": texts.written(parcel.body),
        "lease_until": at + lease,
    }
    return Posted(connection.execute(sql.INSERT_PARCEL, values).scalar_one(), key, parcel)


def _named(key: Key) -> dict[str, str]:
    return {
        "platform": texts.checked(key.platform),
        "chat": texts.checked(key.chat),
        "user_id": texts.checked(key.user),
    }
