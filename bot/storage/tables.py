"""The tables. `migrations/` creates them; a test compares the two.

Ten tables: what a conversation knows, which events were processed, what was said, what is to be sent, how often a user
may ask, which account checks were begun, what panels were asked lately, which tickets people have, where their messages
went, and what was done by whom. JSON is kept as text on both databases: the program reads it whole and never searches
in it.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)

from bot.ports import StoreError

if TYPE_CHECKING:
    from sqlalchemy import Dialect
    from sqlalchemy.types import TypeEngine

SCHEMA: Final = "0004"
"""The newest revision under `migrations/versions`. Revisions are four digits, so that text order is their order."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def stamp(time: datetime, dialect: str) -> datetime | int:
    """A time as the driver of this database stores it.

    Raises:
        StoreError: The time is naive: it would mean something else on every server.
    """
    if time.tzinfo is None:
        raise StoreError("A time without its offset from UTC cannot be stored.")
    return (time - _EPOCH) // _MICROSECOND if dialect == "sqlite" else time


class Time(TypeDecorator[datetime]):
    """An aware time, UTC on the way out.

    PostgreSQL has a type for it. SQLite has none, so it stores whole microseconds since the epoch: eight bytes at most,
    exact both ways, and `lease_until <= now` compares numbers. (ISO text reads well in a shell, but it compares wrongly
    as soon as one writer leaves out the fraction or the offset, and costs a parser for every row.)
    """

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The column type of this database."""
        return dialect.type_descriptor(BigInteger() if dialect.name == "sqlite" else DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:  # noqa: ANN401 - two column types
        """To the database: see `stamp`."""
        return None if value is None else stamp(value, dialect.name)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ANN401 - two column types
        """From the database."""
        if value is None:
            return None
        time: datetime = _EPOCH + value * _MICROSECOND if dialect.name == "sqlite" else value.astimezone(UTC)
        return time


# SQLite gives out row ids only for a column of exactly this type.
_ID = BigInteger().with_variant(Integer, "sqlite")

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

conversation = Table(
    "conversation",
    metadata,
    Column("id", _ID, Identity(), primary_key=True),
    Column("platform", Text, nullable=False),
    Column("chat", Text, nullable=False),
    Column("user_id", Text, nullable=False),
    Column("state", Text),
    Column("created_at", Time, nullable=False),
    Column("updated_at", Time, nullable=False),
    # The user stands before the chat, so that the same index finds all chats of a user (forget).
    UniqueConstraint("platform", "user_id", "chat", name="uq_conversation_key"),
)

# Nothing here leads from an event to a person, so nothing has to be deleted when a person is forgotten, and a replay
# of a forgotten event is still refused.
event = Table(
    "event",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("event_id", Text, primary_key=True),
    Column("at", Time, nullable=False),
    sqlite_with_rowid=False,  # the key is the table: one B-tree to write instead of two
)

transcript = Table(
    "transcript",
    metadata,
    Column("id", _ID, Identity(), primary_key=True),
    Column("conversation_id", _ID, ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False),
    Column("at", Time, nullable=False),
    Column("who", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("data", Text),
    Index("ix_transcript_conversation", "conversation_id", "id"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", _ID, Identity(), primary_key=True),
    Column("conversation_id", _ID, ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False),
    Column("at", Time, nullable=False),
    Column("kind", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("lease_until", Time, nullable=False),
    Column("sent_at", Time),
    Column("addressee", Text),  # who gets it, if not the user: "telegram-desk"
    Index("ix_outbox_conversation", "conversation_id"),  # for the cascade: without it, forgetting reads the whole table
    Index(
        "ix_outbox_unsent",
        "conversation_id",
        "id",
        postgresql_where=text("sent_at IS NULL"),
        sqlite_where=text("sent_at IS NULL"),
    ),
    # SQLite would give the id of a deleted last row to the next one, and a late `sent` would then lose a reply.
    sqlite_autoincrement=True,
)

# One row per user, not per kind: one lock orders everything that a user does, in every chat and on every replica.
bucket = Table(
    "bucket",
    metadata,
    Column("owner", Text, primary_key=True),
    Column("body", Text, nullable=False),
)

# A check is recorded before it is sent, and never repeated. `verdict` is what it came to, without anything secret.
account_check = Table(
    "account_check",
    metadata,
    Column("check_id", Text, primary_key=True),
    Column("conversation_id", _ID, ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False),
    Column("begun_at", Time, nullable=False),
    Column("ended_at", Time),
    Column("verdict", Text),
    Index("ix_account_check_conversation", "conversation_id"),  # for the cascade, as above
    Index(
        "ix_account_check_open",
        "begun_at",
        postgresql_where=text("ended_at IS NULL"),
        sqlite_where=text("ended_at IS NULL"),
    ),
)

# What a panel was asked lately, and a user for which accounts: see bot/core/account/guard.py. Fingerprints, no names.
ledger = Table(
    "ledger",
    metadata,
    Column("name", Text, primary_key=True),
    Column("body", Text, nullable=False),
    Column("updated_at", Time, nullable=False),
)

# A ticket, for whoever looks for it; the conversation's state holds the same one, and turns read it there.
ticket = Table(
    "ticket",
    metadata,
    Column("ref", Text, primary_key=True),
    Column("conversation_id", _ID, ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False),
    Column("desk", Text),
    Column("place", Text),
    Column("card", Text),
    Column("problem", Text),
    Column("status", Text, nullable=False),
    Column("opened_at", Time, nullable=False),
    Column("touched_at", Time, nullable=False),
    Column("closed_at", Time),
    Column("body", Text, nullable=False),
    Index("ix_ticket_conversation", "conversation_id"),  # for the cascade, as above
    Index("ix_ticket_place", "desk", "place"),
    Index("ix_ticket_card", "card"),
    Index("ix_ticket_touched", "touched_at"),
)

# Which message of a user or of the team went where, so that edits follow and replies find their ticket.
relay = Table(
    "relay",
    metadata,
    Column("id", _ID, Identity(), primary_key=True),
    Column("ticket", Text, ForeignKey("ticket.ref", ondelete="CASCADE"), nullable=False),
    Column("source", Text, nullable=False),
    Column("target", Text, nullable=False),
    Index("ix_relay_ticket", "ticket"),  # for the cascade, as above
    Index("ix_relay_source", "source"),
    Index("ix_relay_target", "target"),
)

# That something was done, for the team: no user's name, no text, nothing that leads to a user. `data` holds counts, and
# who of the team it was.
audit = Table(
    "audit",
    metadata,
    Column("id", _ID, Identity(), primary_key=True),
    Column("at", Time, nullable=False),
    Column("what", Text, nullable=False),
    Column("platform", Text, nullable=False),
    Column("data", Text, nullable=False),
    Column("ticket", Text),
    Index("ix_audit_ticket", "ticket"),
)
