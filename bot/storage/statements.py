"""The statements, made once when this is imported, and how they are run.

`ON CONFLICT` and `RETURNING` are the same on both databases, but SQLAlchemy has an `insert` for each.
`with_for_update` says nothing on SQLite, where a transaction has the whole database locked.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeAlias, cast

from sqlalchemy import and_, bindparam, delete, exists, func, insert, literal_column, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.storage.tables import account_check, audit, bucket, conversation, event, ledger, outbox, ticket, transcript

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from sqlalchemy import ClauseElement, Connection
    from sqlalchemy.sql.dml import ReturningInsert

    Values: TypeAlias = Mapping[str, Any]

_texts: dict[tuple[ClauseElement, str], str] = {}


class Answer(Protocol):
    """What is asked of an answer. A row is a tuple: its columns have places, no names."""

    @property
    def rowcount(self) -> int:
        """How many rows were written."""

    def first(self) -> Any:  # noqa: ANN401 -- a row
        """The first row, or None; the rest is let go."""

    def one(self) -> Any:  # noqa: ANN401 -- a row
        """The one row."""

    def scalar_one(self) -> Any:  # noqa: ANN401 -- a value
        """The one value."""


class _Rows:
    """The answer of SQLite's own driver."""

    __slots__ = ("_cursor",)

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        self._cursor = cursor

    @property
    def rowcount(self) -> int:
        return self._cursor.rowcount

    def first(self) -> Any:  # noqa: ANN401 -- a row
        row = self._cursor.fetchone()
        self._cursor.close()  # one that is not at its end would keep the transaction from being committed
        return row

    def one(self) -> Any:  # noqa: ANN401 -- a row
        return self.first()

    def scalar_one(self) -> Any:  # noqa: ANN401 -- a value
        return self.first()[0]


def run(connection: Connection, statement: ClauseElement, values: Values | Sequence[Values]) -> Answer:
    """Run a statement of a turn by its text, which is compiled once; on SQLite past SQLAlchemy.

    `Connection.execute` finds the compiled form in a cache, but it spends 20 µs on a statement that SQLite runs in 2;
    `exec_driver_sql` spends 7, the driver itself 1, and a turn has six statements. The price: values must be in the
    form of the driver (`tables.stamp`), and errors are the driver's (`faults` knows both).
    """
    dialect = connection.dialect
    text = _texts.get((statement, dialect.name))
    if text is None:
        text = _texts[statement, dialect.name] = str(statement.compile(dialect=dialect))
    if dialect.name != "sqlite":
        return connection.exec_driver_sql(text, values)
    driver = cast("sqlite3.Connection", connection.connection.driver_connection)
    return _Rows(driver.executemany(text, values) if isinstance(values, list) else driver.execute(text, values))


# A lease is for rows that the caller can deliver within it: more would only be delivered twice.
MOST_TAKEN: Final = 1000

_Insert: TypeAlias = Callable[..., "sqlite.Insert | postgresql.Insert"]

_INSERTS: Final[dict[str, _Insert]] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}

_this_conversation = and_(
    conversation.c.platform == bindparam("platform"),
    conversation.c.chat == bindparam("chat"),
    conversation.c.user_id == bindparam("user_id"),
)

INSERT_EVENT = {
    dialect: insert_(event)
    .values(platform=bindparam("platform"), event_id=bindparam("event_id"), at=bindparam("at"))
    .on_conflict_do_nothing(index_elements=[event.c.platform, event.c.event_id])
    for dialect, insert_ in _INSERTS.items()
}
"""No row: the event was processed before. While another transaction processes it, PostgreSQL waits for its end."""

KNOWN = (
    select(conversation.c.id, conversation.c.state, bucket.c.body)
    .join_from(bucket, conversation, _this_conversation)
    .where(bucket.c.owner == bindparam("owner"))
    .with_for_update(of=[bucket, conversation])
)
"""The rows of a user and a conversation that were here before, locked in this order.

After waiting, PostgreSQL reads both rows anew, because both are locked (READ COMMITTED, EvalPlanQual); an outer join
would give the conversation as it was before the wait. A row that was deleted meanwhile gives no row: see the upserts.
"""


def _upsert_bucket(insert_: _Insert) -> ReturningInsert[str]:
    new = insert_(bucket).values(owner=bindparam("owner"), body=bindparam("body"))
    same = new.on_conflict_do_update(index_elements=[bucket.c.owner], set_={"owner": new.excluded.owner})
    return same.returning(bucket.c.body)


def _upsert_conversation(insert_: _Insert) -> ReturningInsert[int, str]:
    columns = ("platform", "chat", "user_id", "created_at", "updated_at")
    new = insert_(conversation).values({name: bindparam(name) for name in columns})
    key = [conversation.c.platform, conversation.c.chat, conversation.c.user_id]
    same = new.on_conflict_do_update(index_elements=key, set_={"updated_at": new.excluded.updated_at})
    return same.returning(conversation.c.id, conversation.c.state)


UPSERT_BUCKET = {dialect: _upsert_bucket(insert_) for dialect, insert_ in _INSERTS.items()}
"""Lock the row of a user that may be new. The update changes nothing: it locks and returns the row that is there."""

UPSERT_CONVERSATION = {dialect: _upsert_conversation(insert_) for dialect, insert_ in _INSERTS.items()}
"""The same for a conversation."""

UPDATE_CONVERSATION = (
    update(conversation)
    .where(conversation.c.id == bindparam("of"))
    .values(state=bindparam("state"), updated_at=bindparam("updated_at"))
)

UPDATE_BUCKET = update(bucket).where(bucket.c.owner == bindparam("of")).values(body=bindparam("body"))

FORGET = delete(conversation).where(
    conversation.c.platform == bindparam("platform"), conversation.c.user_id == bindparam("user_id")
)
"""Transcript and outbox go with it (ON DELETE CASCADE)."""

FORGOTTEN_LINES = (
    select(func.count(transcript.c.id))
    .join(conversation)
    .where(conversation.c.platform == bindparam("platform"), conversation.c.user_id == bindparam("user_id"))
)

INSERT_AUDIT = (
    insert(audit).values({name: bindparam(name) for name in ("at", "what", "platform", "data", "ticket")}).inline()
)

_TICKET: Final = ("conversation_id", "desk", "problem", "status", "opened_at", "touched_at", "closed_at", "body")


def _upsert_ticket(insert_: _Insert) -> ClauseElement:
    new = insert_(ticket).values({name: bindparam(name) for name in ("ref", *_TICKET)})
    changed = {name: new.excluded[name] for name in _TICKET if name != "conversation_id"}
    return new.on_conflict_do_update(index_elements=[ticket.c.ref], set_=changed)


UPSERT_TICKET = {dialect: _upsert_ticket(insert_) for dialect, insert_ in _INSERTS.items()}

TICKET_TAKEN = select(ticket.c.ref).where(ticket.c.ref == bindparam("ref"))

_unsent = exists().where(outbox.c.conversation_id == conversation.c.id, outbox.c.sent_at.is_(None))
_checked = exists().where(account_check.c.conversation_id == conversation.c.id)
_spoken = exists().where(transcript.c.conversation_id == conversation.c.id)

FORGOTTEN_BY = select(conversation.c.id, conversation.c.updated_at).where(
    conversation.c.id.in_(select(outbox.c.conversation_id).where(outbox.c.id == bindparam("of"))),
    conversation.c.state.is_(None),
)
"""The conversation of a reply, if it was forgotten: then nothing but that reply is left of it."""

EMPTY = and_(conversation.c.state.is_(None), ~_unsent, ~_spoken, ~_checked)
"""A conversation of which nothing is left but its key."""

DROP_EMPTY = delete(conversation).where(
    conversation.c.id == bindparam("of"), conversation.c.updated_at == bindparam("seen"), EMPTY
)
"""A conversation that was forgotten and whose receipt was sent: its key names a user.

If a turn of that user was in between, PostgreSQL asks `updated_at` again after waiting for it (and only what stands in
this row), so nothing that the turn stored is lost.
"""

# inline: PostgreSQL need not answer with the ids, because nobody asks for them.
INSERT_LINE = (
    insert(transcript)
    .values({name: bindparam(name) for name in ("conversation_id", "at", "who", "text", "data")})
    .inline()
)

_earlier = outbox.alias("earlier")

_PARCEL: Final = ("conversation_id", "at", "kind", "body", "lease_until", "addressee")

_parcel = insert(outbox).values({name: bindparam(name) for name in _PARCEL})

# SQLite sees the new row already, and SQLAlchemy does not say whose column it means in RETURNING.
_BEFORE_IT: Final = (
    "(SELECT max(earlier.id) FROM outbox AS earlier WHERE earlier.conversation_id = outbox.conversation_id "
    "AND earlier.addressee IS outbox.addressee AND earlier.sent_at IS NULL AND earlier.id < outbox.id)"
)

INSERT_PARCEL = {
    "sqlite": _parcel.returning(outbox.c.id, literal_column(_BEFORE_IT).label("after")),
    "postgresql": _parcel.returning(
        outbox.c.id,
        select(func.max(_earlier.c.id))
        .where(
            _earlier.c.conversation_id == bindparam("conversation_id"),
            _earlier.c.addressee.is_not_distinct_from(bindparam("addressee")),
            _earlier.c.sent_at.is_(None),
        )
        .label("after"),
    ),
}
"""A row, and the last one before it in its lane that was not sent yet: another process may be delivering that, or have
written it for us to deliver (`bot tickets reply`).

The conversation is locked by then, and a statement of its own sees what those have committed who had it before.
"""

IS_BEHIND = select(
    exists().where(
        outbox.c.id == bindparam("of"),
        _earlier.c.conversation_id == outbox.c.conversation_id,
        _earlier.c.addressee.is_not_distinct_from(outbox.c.addressee),
        _earlier.c.sent_at.is_(None),
        _earlier.c.id < outbox.c.id,
    )
)

TRANSCRIPT = (
    select(transcript.c.at, transcript.c.who, transcript.c.text, transcript.c.data)
    .join(conversation)
    .where(_this_conversation)
    .order_by(transcript.c.id)
)

UNSENT_OF_ANY = (
    select(
        outbox.c.id,
        outbox.c.kind,
        outbox.c.body,
        outbox.c.addressee,
        conversation.c.platform,
        conversation.c.chat,
        conversation.c.user_id,
    )
    .join(conversation)
    .where(
        func.coalesce(outbox.c.addressee, conversation.c.platform) == bindparam("platform"), outbox.c.sent_at.is_(None)
    )
    .order_by(outbox.c.id + 0)
    .limit(MOST_TAKEN)
    .with_for_update(of=outbox)
)
"""Unsent rows for a platform's users, or for who is called like that, whoever has a lease on them.

In the order of `id + 0`, since for that of `id` SQLite walks through all that was ever sent. After waiting for a lock
PostgreSQL asks the conditions again.
"""

UNSENT = UNSENT_OF_ANY.where(
    outbox.c.lease_until <= bindparam("now"),
    ~exists().where(
        _earlier.c.conversation_id == outbox.c.conversation_id,
        _earlier.c.addressee.is_not_distinct_from(outbox.c.addressee),
        _earlier.c.sent_at.is_(None),
        _earlier.c.id < outbox.c.id,
        _earlier.c.lease_until > bindparam("now"),
    ),
)
"""Unsent rows whose lease is over. A row waits for earlier ones of its lane that somebody is delivering now."""

BACKLOG = select(func.count(), func.min(outbox.c.at)).where(outbox.c.sent_at.is_(None))
"""Both at once, also because the smallest alone would be looked for among all rows that were ever sent."""

LEASE = update(outbox).where(outbox.c.id == bindparam("of")).values(lease_until=bindparam("lease_until"))

SENT = (
    update(outbox)
    .where(outbox.c.id == bindparam("of"), outbox.c.sent_at.is_(None))
    .values(sent_at=bindparam("sent_at"))
)

INSERT_CHECK = (
    insert(account_check)
    .values({name: bindparam(name) for name in ("check_id", "conversation_id", "begun_at")})
    .inline()
)

END_CHECK = (
    update(account_check)
    .where(account_check.c.check_id == bindparam("of"), account_check.c.ended_at.is_(None))
    .values(ended_at=bindparam("ended_at"), verdict=bindparam("verdict"))
)

OPEN_CHECKS = (
    select(account_check.c.check_id, conversation.c.chat, conversation.c.user_id)
    .join(conversation)
    .where(
        conversation.c.platform == bindparam("platform"),
        account_check.c.ended_at.is_(None),
        account_check.c.begun_at <= bindparam("before"),
    )
    .order_by(account_check.c.begun_at)
    .limit(MOST_TAKEN)
)


def _upsert_ledger(insert_: _Insert) -> ReturningInsert[str]:
    new = insert_(ledger).values({name: bindparam(name) for name in ("name", "body", "updated_at")})
    same = new.on_conflict_do_update(index_elements=[ledger.c.name], set_={"name": new.excluded.name})
    return same.returning(ledger.c.body)


LOCK_LEDGER = {dialect: _upsert_ledger(insert_) for dialect, insert_ in _INSERTS.items()}
"""Lock a row that may be new, and read it; as for a bucket."""

UPDATE_LEDGER = (
    update(ledger)
    .where(ledger.c.name == bindparam("of"))
    .values(body=bindparam("body"), updated_at=bindparam("updated_at"))
)
