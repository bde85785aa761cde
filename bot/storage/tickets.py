"""Tickets in the database: `Cabinet` of `bot.ports`, and what turns store of them, inside transactions of the store."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import insert, or_, select, update

from bot.core.events import Key
from bot.core.ticket import Ticket
from bot.ports import Deed, Filed
from bot.storage import statements as sql
from bot.storage import texts
from bot.storage.tables import audit, conversation, relay, stamp, ticket

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Row, Select

    from bot.ports import Relayed

PAGE: Final = 250
"""Tickets at a time."""

_FILED = select(
    ticket.c.body,
    ticket.c.place,
    ticket.c.card,
    ticket.c.conversation_id,
    conversation.c.platform,
    conversation.c.chat,
    conversation.c.user_id,
).join(conversation)


def file(connection: Connection, conversation_id: int, filed: Ticket) -> None:
    """Store a ticket as it is now."""
    dialect = connection.dialect.name
    touched = stamp(filed.touched, dialect)
    values = {
        "ref": texts.checked(filed.ref),
        "conversation_id": conversation_id,
        "desk": filed.desk,
        "problem": filed.problem,
        "status": filed.status,
        "opened_at": stamp(filed.opened, dialect),
        "touched_at": touched,
        "closed_at": touched if filed.closed else None,
        "body": texts.written(filed.as_json()),
    }
    sql.run(connection, sql.UPSERT_TICKET[dialect], values)


def note(connection: Connection, platform: str, now: datetime | int, deed: Deed) -> None:
    """Keep what a member of the team did."""
    data = texts.written({"staff": deed.staff})
    did = {"at": now, "what": deed.what, "platform": platform, "data": data, "ticket": deed.ticket}
    sql.run(connection, sql.INSERT_AUDIT, did)


def relay_to(connection: Connection, relayed: Relayed) -> None:
    """Note where a message was passed on to; nothing, if the ticket was forgotten meanwhile."""
    if sql.run(connection, sql.TICKET_TAKEN, {"ref": relayed.ticket}).first():
        values = {"ticket": relayed.ticket, "source": relayed.source, "target": relayed.target}
        connection.execute(insert(relay), values)


def of_user(connection: Connection, key: Key) -> list[Filed]:
    """All tickets of a user, in all their chats, with the messages that were passed on under them."""
    own = (conversation.c.platform == texts.checked(key.platform), conversation.c.user_id == texts.checked(key.user))
    found = _read(connection, _FILED.where(*own).order_by(ticket.c.ref))
    return [replace(filed, messages=_messages(connection, filed.ticket.ref)) for filed in found]


def called(ref: str) -> ColumnElement[bool]:
    """The ticket of this name."""
    return ticket.c.ref == texts.checked(ref)


def at(desk: str, place: str) -> ColumnElement[bool]:
    """The ticket that has this topic or thread."""
    return (ticket.c.desk == texts.checked(desk)) & (ticket.c.place == texts.checked(place))


def of_message(target: str) -> ColumnElement[bool]:
    """The ticket whose card this is, or under which this message was passed on."""
    name = texts.checked(target)
    return or_(ticket.c.card == name, ticket.c.ref.in_(select(relay.c.ticket).where(relay.c.target == name)))


def wanted(
    *,
    closed: bool | None,
    user: tuple[str, str] | None,
    since: datetime | None,
    until: datetime | None,
    before: datetime | None,
) -> list[ColumnElement[bool]]:
    """See `Cabinet.tickets`."""
    where: list[ColumnElement[bool]] = []
    if closed is not None:
        where.append(ticket.c.status == "closed" if closed else ticket.c.status != "closed")
    if user is not None:
        where += [conversation.c.platform == texts.checked(user[0]), conversation.c.user_id == texts.checked(user[1])]
    if since is not None:
        where.append(ticket.c.opened_at >= since)
    if until is not None:
        where.append(ticket.c.opened_at < until)
    if before is not None:
        where.append(ticket.c.touched_at < before)
    return where


def one(connection: Connection, where: ColumnElement[bool]) -> Filed | None:
    """The one ticket, or the newest of them."""
    found = _read(connection, _FILED.where(where).order_by(ticket.c.opened_at.desc()).limit(1))
    return found[0] if found else None


def page(connection: Connection, where: Sequence[ColumnElement[bool]], after: str) -> list[Filed]:
    """See `Cabinet.tickets`."""
    behind = ticket.c.ref > texts.checked(after)
    return _read(connection, _FILED.where(*where, behind).order_by(ticket.c.ref).limit(PAGE))


def placed(connection: Connection, ref: str, place: str | None, card: str | None) -> None:
    """See `Cabinet.placed`."""
    values = {"place": place, "card": card}
    connection.execute(update(ticket).where(ticket.c.ref == ref).values(values))


def target(connection: Connection, ref: str | None, source: str) -> str | None:
    """See `Cabinet.target`."""
    where = [relay.c.source == texts.checked(source), *([relay.c.ticket == ref] if ref else [])]
    found: str | None = connection.execute(
        select(relay.c.target).where(*where).order_by(relay.c.id.desc()).limit(1)
    ).scalar()
    return found


def deeds(connection: Connection, ref: str) -> list[Deed]:
    """See `Cabinet.deeds`."""
    rows = connection.execute(select(audit).where(audit.c.ticket == texts.checked(ref)).order_by(audit.c.id)).all()
    return [Deed(row.what, ref, (texts.read(row.data) or {}).get("staff", ""), row.at) for row in rows]


def _messages(connection: Connection, ref: str) -> list[str]:
    return list(connection.scalars(select(relay.c.target).where(relay.c.ticket == ref).order_by(relay.c.id)))


def _read(connection: Connection, statement: Select[Any]) -> list[Filed]:
    return [_filed(row) for row in connection.execute(statement).all()]


def _filed(row: Row[Any]) -> Filed:
    key = Key(row.platform, row.chat, row.user_id)
    return Filed(Ticket.from_json(texts.read(row.body) or {}), key, row.conversation_id, row.place, row.card)
