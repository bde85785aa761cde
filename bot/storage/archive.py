"""Reading what is stored, page by page: `Archive` of `bot.ports`, inside transactions of the store.

A page is small, because on SQLite whoever reads here keeps the writer from the next turn for as long.
"""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, select

from bot.core.events import Key
from bot.ports import Belongings, Line, Spoken, Stored
from bot.storage import texts, tickets
from bot.storage.tables import account_check, bucket, conversation, ledger, outbox, transcript

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection

    from bot.ports import Wanted

PAGE: Final = 250
"""Rows. A line has at most 64 kB and mostly a hundred bytes: a page takes 16 MB at worst, and some milliseconds."""


def reference(row: int, began: datetime) -> str:
    """A short name: eight letters and digits. Row ids alone would be given out again on SQLite, to somebody else."""
    digest = hashlib.sha256(f"{row} {began.isoformat()}".encode()).digest()
    return base64.b32encode(digest[:5]).decode().lower()


def conversations(connection: Connection, wanted: Wanted, after: int) -> list[Stored]:
    """`Archive.conversations`."""
    columns = conversation.c
    where = [columns.id > after]
    for column, value in ((columns.platform, wanted.platform), (columns.chat, wanted.chat)):
        if value is not None:
            where.append(column == texts.checked(value))
    if wanted.user is not None:
        where.append(columns.user_id == texts.checked(wanted.user))
    if wanted.since is not None:
        where.append(columns.updated_at >= wanted.since)
    if wanted.until is not None:
        where.append(columns.created_at < wanted.until)
    rows = connection.execute(select(conversation).where(*where).order_by(columns.id).limit(PAGE)).all()
    return [
        Stored(
            row.id,
            reference(row.id, row.created_at),
            Key(row.platform, row.chat, row.user_id),
            row.created_at,
            row.updated_at,
            texts.read(row.state),
        )
        for row in rows
    ]


def lines(connection: Connection, of: int, wanted: Wanted, after: int, *, notes: bool) -> list[tuple[int, Spoken]]:
    """`Archive.lines`."""
    where = [*_lines_of(of, wanted), transcript.c.id > after]
    if notes:
        where.append(transcript.c.who == "note")
    key = select(conversation.c.platform, conversation.c.chat, conversation.c.user_id).where(conversation.c.id == of)
    found = connection.execute(key).first()
    if found is None:
        return []  # forgotten meanwhile
    rows = connection.execute(select(transcript).where(*where).order_by(transcript.c.id).limit(PAGE)).all()
    return [(row.id, Spoken(Key(*found), row.at, Line(row.who, row.text, texts.read(row.data)))) for row in rows]


def count(connection: Connection, of: int, wanted: Wanted) -> int:
    """`Archive.count`."""
    return connection.execute(select(func.count()).select_from(transcript).where(*_lines_of(of, wanted))).scalar_one()


def belongings(connection: Connection, platform: str, user: str, owner: str) -> Belongings:
    """`Archive.belongings`."""
    own = (conversation.c.platform == texts.checked(platform), conversation.c.user_id == texts.checked(user))
    # What was sent stands in the transcript too; the outbox keeps it until retention deletes it.
    waiting = (
        select(outbox.c.id, outbox.c.at, outbox.c.sent_at, outbox.c.kind, outbox.c.body, conversation.c.chat)
        .join(conversation)
        .where(*own, outbox.c.addressee.is_(None))  # the team's rows are copies, and name its members
        .order_by(outbox.c.id.desc())
        .limit(PAGE)
    )
    checks = select(account_check).join(conversation).where(*own).order_by(account_check.c.begun_at)
    limits = connection.execute(select(bucket.c.body).where(bucket.c.owner == texts.checked(owner))).scalar()
    budget = connection.execute(select(ledger.c.body).where(ledger.c.name == f"user:{owner}")).scalar()
    return Belongings(
        outbox=[
            {
                "chat": row.chat,
                "at": row.at.isoformat(),
                "sent_at": row.sent_at.isoformat() if row.sent_at else None,
                "kind": row.kind,
                "body": texts.read(row.body),
            }
            for row in reversed(connection.execute(waiting).all())
        ],
        checks=[
            {
                "begun_at": row.begun_at.isoformat(),
                "ended_at": row.ended_at.isoformat() if row.ended_at else None,
                "verdict": texts.read(row.verdict),
            }
            for row in connection.execute(checks).all()
        ],
        buckets=texts.read_buckets(limits) if limits else {},
        ledger=texts.read(budget),
        tickets=[filed.ticket.as_json() for filed in tickets.of_user(connection, Key(platform, "", user))],
    )


def _lines_of(of: int, wanted: Wanted) -> list[ColumnElement[bool]]:
    where = [transcript.c.conversation_id == of]
    if wanted.since is not None:
        where.append(transcript.c.at >= wanted.since)
    if wanted.until is not None:
        where.append(transcript.c.at < wanted.until)
    return where
