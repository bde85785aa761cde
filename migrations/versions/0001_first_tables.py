"""First tables.

This file stays as it is, whatever becomes of `bot/storage/tables.py`: it says what was made then.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")


def upgrade() -> None:
    """Make the five tables."""
    op.create_table(
        "conversation",
        sa.Column("id", _ID, sa.Identity(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("chat", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("state", sa.Text()),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("updated_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation")),
        sa.UniqueConstraint("platform", "user_id", "chat", name="uq_conversation_key"),
    )
    op.create_table(
        "event",
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("platform", "event_id", name=op.f("pk_event")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "transcript",
        sa.Column("id", _ID, sa.Identity(), nullable=False),
        sa.Column("conversation_id", _ID, nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("data", sa.Text()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transcript")),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name=op.f("fk_transcript_conversation_id"), ondelete="CASCADE"
        ),
    )
    op.create_index("ix_transcript_conversation", "transcript", ["conversation_id", "id"])
    op.create_table(
        "outbox",
        sa.Column("id", _ID, sa.Identity(), nullable=False),
        sa.Column("conversation_id", _ID, nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("lease_until", _TIME, nullable=False),
        sa.Column("sent_at", _TIME),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name=op.f("fk_outbox_conversation_id"), ondelete="CASCADE"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_conversation", "outbox", ["conversation_id"])
    op.create_index(
        "ix_outbox_unsent",
        "outbox",
        ["conversation_id", "id"],
        postgresql_where=sa.text("sent_at IS NULL"),
        sqlite_where=sa.text("sent_at IS NULL"),
    )
    op.create_table(
        "bucket",
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("owner", name=op.f("pk_bucket")),
    )
