"""Tickets, where their messages went, and whom a reply is for; who of the team did what."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")


def upgrade() -> None:
    """Make the tables and columns."""
    op.create_table(
        "ticket",
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("conversation_id", _ID, nullable=False),
        sa.Column("desk", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("card", sa.Text(), nullable=True),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("opened_at", _TIME, nullable=False),
        sa.Column("touched_at", _TIME, nullable=False),
        sa.Column("closed_at", _TIME, nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_ticket_conversation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_ticket")),
    )
    op.create_index("ix_ticket_conversation", "ticket", ["conversation_id"])
    op.create_index("ix_ticket_place", "ticket", ["desk", "place"])
    op.create_index("ix_ticket_card", "ticket", ["card"])
    op.create_index("ix_ticket_touched", "ticket", ["touched_at"])
    op.create_table(
        "relay",
        sa.Column("id", _ID, sa.Identity(), nullable=False),
        sa.Column("ticket", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["ticket"], ["ticket.ref"], name=op.f("fk_relay_ticket"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relay")),
    )
    op.create_index("ix_relay_ticket", "relay", ["ticket"])
    op.create_index("ix_relay_source", "relay", ["source"])
    op.create_index("ix_relay_target", "relay", ["target"])
    op.add_column("outbox", sa.Column("addressee", sa.Text(), nullable=True))
    op.add_column("audit", sa.Column("ticket", sa.Text(), nullable=True))
    op.create_index("ix_audit_ticket", "audit", ["ticket"])
