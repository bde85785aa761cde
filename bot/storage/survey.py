"""Reading what all conversations hold: `Survey` of `bot.ports`.

A page looks at so many lines along the index of their conversations, however many of them are wanted, so that it is as
short at ten million lines as at a thousand. Nobody waits for it: it reads what was committed when it began.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import case, func, select, tuple_

from bot.ports import SurveyLine
from bot.storage import texts
from bot.storage.tables import account_check, conversation, transcript

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection

    from bot.ports import Json
    from bot.storage.jobs import Workers

PAGE: Final = 4_000
"""Lines, or checks."""
OPEN, NONE = "not ended", "no verdict"
"""What stands for the verdict of a check that is under way, or was refused or interrupted."""

_key = tuple_(transcript.c.conversation_id, transcript.c.id)
_note = transcript.c.who == "note"
# What the bot said is counted only, so its text stays where it is.
_lines = select(
    transcript.c.conversation_id,
    conversation.c.platform,
    transcript.c.who,
    case((transcript.c.who == "bot", ""), else_=transcript.c.text),
    case((_note, transcript.c.data)),
).join_from(transcript, conversation)


class DatabaseSurvey:
    """See `Survey`. Every method raises StoreError when the database cannot do it."""

    def __init__(self, workers: Workers) -> None:
        self._workers: Final = workers

    async def told(
        self, since: datetime | None, until: datetime | None, after: tuple[int, int] = (0, 0)
    ) -> tuple[Sequence[SurveyLine], tuple[int, int] | None]:
        """See `Survey.told`. `PAGE` lines are looked at."""
        return await self._workers.run(partial(_told, since=since, until=until, after=after))

    async def verdicts(
        self, since: datetime | None, until: datetime | None, after: str = ""
    ) -> tuple[Mapping[tuple[str, str], int], str | None]:
        """See `Survey.verdicts`. `PAGE` checks are looked at."""
        return await self._workers.run(partial(_verdicts, since=since, until=until, after=after))

    async def last_conversation(self) -> int:
        """See `Survey.last_conversation`."""
        return await self._workers.run(_last_conversation)

    async def close(self) -> None:
        """Let go of the database."""
        await self._workers.close()


def _told(
    connection: Connection, since: datetime | None, until: datetime | None, after: tuple[int, int]
) -> tuple[list[SurveyLine], tuple[int, int] | None]:
    order = (transcript.c.conversation_id, transcript.c.id)
    behind = _key > tuple_(*after)
    end = connection.execute(select(*order).where(behind).order_by(*order).offset(PAGE - 1).limit(1)).first()
    # The bounds of the conversations say nothing new, but else PostgreSQL reads all of them for every page.
    where = [behind, conversation.c.id >= after[0], *_between(transcript.c.at, since, until)]
    if end is not None:
        where += [_key <= tuple_(*end), conversation.c.id <= end[0]]
    if since is not None:
        where.append(conversation.c.updated_at >= since)  # of the others no line need be looked at
    rows = connection.execute(_lines.where(*where).order_by(*order)).all()
    found = [SurveyLine(of, platform, who, text, _data(data)) for of, platform, who, text, data in rows]
    return found, None if end is None else (end[0], end[1])


def _verdicts(
    connection: Connection, since: datetime | None, until: datetime | None, after: str
) -> tuple[Mapping[tuple[str, str], int], str | None]:
    key = account_check.c.check_id
    end = connection.execute(select(key).where(key > after).order_by(key).offset(PAGE - 1).limit(1)).scalar()
    where = [key > after, *_between(account_check.c.begun_at, since, until)]
    if end is not None:
        where.append(key <= end)
    found: Counter[tuple[str, str]] = Counter()
    checks = select(conversation.c.platform, account_check.c.ended_at, account_check.c.verdict)
    for platform, ended, verdict in connection.execute(checks.join(conversation).where(*where)):
        found[platform, _word(ended, verdict)] += 1
    return found, end


def _last_conversation(connection: Connection) -> int:
    return connection.execute(select(func.max(conversation.c.id))).scalar() or 0


def _between(at: ColumnElement[Any], since: datetime | None, until: datetime | None) -> list[ColumnElement[bool]]:
    where = [] if since is None else [at >= since]
    return where if until is None else [*where, at < until]


def _word(ended: datetime | None, verdict: str | None) -> str:
    if ended is None:
        return OPEN
    return NONE if verdict is None else str((texts.read(verdict) or {}).get("verdict"))


@lru_cache(maxsize=2_000)
def _data(text: str | None) -> Json | None:
    """A note's values; most notes say what others said before."""
    return texts.read(text)
