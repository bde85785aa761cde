"""What happens inside a transaction: the same statements on SQLite and PostgreSQL.

Order of locks, the same in every turn: the event's id, the user's bucket row, the conversation's row. (Rows of the
ledger are locked in transactions of their own, in the order of their names.) A turn that
waits for an event's id holds nothing else, and whoever holds a bucket row has the user to itself, also when it forgets
the user's other chats. So turns cannot deadlock with each other. (On SQLite the transaction has the database to
itself anyway.)
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias, TypeVar

from bot.core.events import Key
from bot.ports import Backlog, Line, Loaded, Parcel, Posted, Spoken
from bot.storage import statements as sql
from bot.storage import texts, tickets
from bot.storage.tables import stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import timedelta

    from sqlalchemy import Connection

    from bot.ports import Json, Relayed, Saved

T = TypeVar("T")

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
    saved = decide(
        Loaded(
            texts.read(row.state),
            texts.read_buckets(row.buckets),
            taken=lambda ref: sql.run(connection, sql.TICKET_TAKEN, {"ref": ref}).first() is not None,
            filed=lambda: tickets.of_user(connection, key),
        )
    )
    if saved.forget:
        row = _forgotten(connection, named, now, row.buckets)
    state = texts.written(saved.state)
    sql.run(connection, sql.UPDATE_CONVERSATION, {"of": row.conversation, "state": state, "updated_at": now})
    if saved.buckets:
        sql.run(connection, sql.UPDATE_BUCKET, {"of": owner, "body": texts.with_buckets(row.buckets, saved.buckets)})
    if saved.lines:
        sql.run(connection, sql.INSERT_LINE, [_line(row.conversation, now, line) for line in saved.lines])
    if saved.check:
        values = {"check_id": texts.checked(saved.check), "conversation_id": row.conversation, "begun_at": now}
        sql.run(connection, sql.INSERT_CHECK, values)
    if saved.checked:
        ended, verdict = saved.checked
        sql.run(connection, sql.END_CHECK, {"of": ended, "ended_at": now, "verdict": texts.written(verdict)})
    if saved.ticket:
        tickets.file(connection, row.conversation, saved.ticket)
    for deed in saved.deeds:
        tickets.note(connection, key.platform, now, deed)
    if state is None and not saved.parcels:
        # What comes too late for who was forgotten, such as the end of a check, must not name them again.
        drop(connection, row.conversation, now)
    return [
        _posted(connection, key, row.conversation, now, until if parcel.ours else now, parcel)
        for parcel in saved.parcels
    ]


def take(connection: Connection, platform: str, now: datetime, lease: timedelta, *, orphans: bool) -> list[Posted]:
    """`Store.take`: at most `MOST_TAKEN` rows, the oldest first."""
    which = {"platform": texts.checked(platform), "now": now}
    rows = connection.execute(sql.UNSENT_OF_ANY if orphans else sql.UNSENT, which).all()
    if rows:
        connection.execute(sql.LEASE, [{"of": row.id, "lease_until": now + lease} for row in rows])
    return [
        Posted(
            row.id,
            Key(row.platform, row.chat, row.user_id),
            Parcel(row.kind, texts.read(row.body) or {}, row.addressee),
        )
        for row in rows
    ]


def renew(connection: Connection, ids: Sequence[int], until: datetime) -> None:
    """`Store.renew`. Sorted, as in `sent`."""
    connection.execute(sql.LEASE, [{"of": one, "lease_until": until} for one in sorted(ids)])


def sent(
    connection: Connection, ids: Sequence[int], at: datetime, relayed: Sequence[Relayed]
) -> list[tuple[int, Stamp]]:
    """`Store.sent`. Sorted, so that two callers lock the rows in the same order.

    Returns:
        Conversations of which nothing may be left but the receipt: for `drop`, in a transaction of its own, since it
        locks conversations before their rows, as all turns do.
    """
    now = stamp(at, _of(connection))
    sql.run(connection, sql.SENT, [{"of": one, "sent_at": now} for one in sorted(ids)])
    for one in relayed:
        tickets.relay_to(connection, one)
    found = [sql.run(connection, sql.FORGOTTEN_BY, {"of": one}).first() for one in ids]
    return [(row[0], row[1]) for row in found if row]


def is_behind(connection: Connection, row: int) -> bool:
    """`Store.is_behind`."""
    return bool(sql.run(connection, sql.IS_BEHIND, {"of": row}).scalar_one())


def drop(connection: Connection, conversation: int, seen: Stamp) -> None:
    """Delete a conversation of which nothing is left, if it is still as it was `seen`."""
    if sql.run(connection, sql.DROP_EMPTY, {"of": conversation, "seen": seen}).rowcount:
        connection.info[FORGOTTEN] = True


def forgot(connection: Connection) -> None:
    """Have the bytes of what was deleted erased."""
    connection.info[FORGOTTEN] = True


def backlog(connection: Connection) -> Backlog:
    """What is left in the outbox."""
    return Backlog(*connection.execute(sql.BACKLOG).one())


def spoken(connection: Connection, key: Key) -> list[Spoken]:
    """`Store.transcript`."""
    rows = connection.execute(sql.TRANSCRIPT, _named(key)).all()
    return [Spoken(key, row.at, Line(row.who, row.text, texts.read(row.data))) for row in rows]


def ledger(
    connection: Connection,
    names: Sequence[str],
    at: datetime,
    decide: Callable[[Mapping[str, Json]], tuple[Mapping[str, Json], T]],
) -> T:
    """`Store.ledger`: rows are locked in the order of the names, which must be the same for all callers."""
    now = stamp(at, _of(connection))
    lock = sql.LOCK_LEDGER[_of(connection)]
    rows = {}
    for name in names:
        new = {"name": texts.checked(name), "body": "{}", "updated_at": now}
        rows[name] = texts.read(sql.run(connection, lock, new).scalar_one()) or {}
    changed, result = decide(rows)
    for name, row in changed.items():
        sql.run(connection, sql.UPDATE_LEDGER, {"of": name, "body": texts.written(row), "updated_at": now})
    return result


def interrupted(connection: Connection, platform: str, before: datetime, *, orphans: bool) -> list[tuple[Key, str]]:
    """`Store.interrupted`: at most `MOST_TAKEN`, the oldest first."""
    which = {"platform": texts.checked(platform), "before": datetime.max.replace(tzinfo=UTC) if orphans else before}
    rows = connection.execute(sql.OPEN_CHECKS, which).all()
    return [(Key(platform, row.chat, row.user_id), row.check_id) for row in rows]


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
    """Delete the user's conversations in every chat, and with them transcript and outbox; begin this one anew.

    It is there for the receipt, and goes when that was sent. What stays is a row for the team that names nobody.
    """
    who = {"platform": named["platform"], "user_id": named["user_id"]}
    lines = sql.run(connection, sql.FORGOTTEN_LINES, who).scalar_one()
    conversations = sql.run(connection, sql.FORGET, who).rowcount
    counts = texts.written({"conversations": conversations, "lines": lines})
    did = {"at": now, "what": "forgotten", "platform": named["platform"], "data": counts, "ticket": None}
    sql.run(connection, sql.INSERT_AUDIT, did)
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


def _posted(connection: Connection, key: Key, of: int, now: Stamp, until: Stamp, parcel: Parcel) -> Posted:
    # One statement for each row: a turn has one or two, and the ids are then certainly in the order of the parcels.
    values = {
        "conversation_id": of,
        "at": now,
        "kind": texts.checked(parcel.kind),
        "body": texts.written(parcel.body),
        "lease_until": until,
        "addressee": parcel.to,
    }
    row, after = sql.run(connection, sql.INSERT_PARCEL[_of(connection)], values).one()
    return Posted(row, key, parcel, after)


def _of(connection: Connection) -> str:
    return connection.dialect.name


def _named(key: Key) -> dict[str, str]:
    return {
        "platform": texts.checked(key.platform),
        "chat": texts.checked(key.chat),
        "user_id": texts.checked(key.user),
    }
