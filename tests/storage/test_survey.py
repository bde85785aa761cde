"""All conversations are read in order, page by page; and a database is tried out without a trace."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.ports import Line, Saved, StoreError
from bot.storage import open_survey, survey, trial
from bot.storage.tables import SCHEMA
from tests.storage.parts import ANNA, BOB, DISCORD, MINUTE, NOW

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from bot.ports import Loaded, SurveyLine
    from tests.storage.conftest import Database

LINES = [Line("user", "error 403"), Line("note", "answered", {"entry": "http-403"}), Line("bot", "403 Forbidden", {})]


def saying(saved: Saved) -> Callable[[Loaded], Saved]:
    return lambda _: saved


def fill(stores: Database) -> None:
    async def turns() -> None:
        store = stores.open()
        for number, key in enumerate((ANNA, BOB, DISCORD, ANNA)):
            at = NOW + number * MINUTE
            await store.turn(key, str(number), at, key.user, saying(Saved({}, lines=LINES)))
        for key, check, verdict in (
            (ANNA, "telegram:1", {"verdict": "active", "exp_date": "2027-03-14"}),
            (ANNA, "telegram:2", {"verdict": "active"}),
            (DISCORD, "discord:3", None),
        ):
            await store.turn(key, check, NOW + 4 * MINUTE, key.user, saying(Saved({}, check=check)))
            ended = Saved({}, checked=(check, verdict))
            await store.turn(key, f"{check}!", NOW + 5 * MINUTE, key.user, saying(ended))
        await store.turn(BOB, "4", NOW + 4 * MINUTE, BOB.user, saying(Saved({}, check="telegram:4")))
        await store.close()

    asyncio.run(turns())


def told(stores: Database, since: datetime | None = None, until: datetime | None = None) -> list[list[SurveyLine]]:
    """The pages of lines."""

    async def pages() -> list[list[SurveyLine]]:
        one, found, after = open_survey(stores.url), [], (0, 0)
        while True:
            lines, behind = await one.told(since, until, after)
            found.append(list(lines))
            if behind is None:
                break
            after = behind
        assert await one.last_conversation() == 3
        await one.close()
        return found

    return asyncio.run(pages())


def test_lines_of_a_conversation_come_together(stores: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(stores)
    (lines,) = told(stores)
    assert [line.conversation for line in lines] == [1] * 6 + [2] * 3 + [3] * 3
    assert [tuple(line)[1:] for line in lines[-3:]] == [
        ("discord", "user", "error 403", None),
        ("discord", "note", "answered", {"entry": "http-403"}),
        ("discord", "bot", "", None),
    ]
    for size, pages in ((1, 13), (5, 3), (12, 2), (13, 1)):
        monkeypatch.setattr(survey, "PAGE", size)
        found = told(stores)
        assert len(found) == pages
        assert [line for page in found for line in page] == lines
    monkeypatch.setattr(survey, "PAGE", 2)
    some = told(stores, NOW + MINUTE, NOW + 3 * MINUTE)
    assert [line.conversation for page in some for line in page] == [2] * 3 + [3] * 3
    assert [len(page) for page in told(stores, NOW + 6 * MINUTE)] == [0] * 7


def test_checks_are_counted_by_verdict(stores: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(stores)

    async def counted(since: datetime | None = None, until: datetime | None = None) -> dict[tuple[str, str], int]:
        one, found, after = open_survey(stores.url), dict[tuple[str, str], int](), ""
        while True:
            page, behind = await one.verdicts(since, until, after)
            found.update({key: found.get(key, 0) + count for key, count in page.items()})
            if behind is None:
                break
            after = behind
        await one.close()
        return found

    whole = {("telegram", "active"): 2, ("discord", "no verdict"): 1, ("telegram", "not ended"): 1}
    assert asyncio.run(counted()) == whole
    monkeypatch.setattr(survey, "PAGE", 1)
    assert asyncio.run(counted(NOW, NOW + 5 * MINUTE)) == whole
    assert asyncio.run(counted(NOW + 5 * MINUTE)) == {}


def test_neither_waits_for_the_other(stores: Database) -> None:
    fill(stores)

    async def beside() -> None:
        one = open_survey(stores.url)
        with stores.locked():
            assert len((await one.told(None, None))[0]) == 12
        await one.close()

    asyncio.run(beside())


def test_nothing_is_there_yet(stores: Database) -> None:
    async def nothing() -> None:
        one = open_survey(stores.url)
        assert await one.told(None, None) == ([], None)
        assert await one.verdicts(None, None) == ({}, None)
        assert await one.last_conversation() == 0
        await one.close()

    asyncio.run(nothing())


def test_a_survey_needs_our_tables(empty: Database) -> None:
    with pytest.raises(StoreError, match="bot db upgrade"):
        open_survey(empty.url)


def test_a_database_is_tried_without_a_trace(stores: Database) -> None:
    before = stores.content("audit")
    found = trial(stores.url, NOW)
    assert found == f"{'SQLite' if stores.is_sqlite else 'PostgreSQL'}; schema {SCHEMA}; can be read and written"
    assert stores.content("audit") == before == [[]]


def test_a_schema_that_is_older(stores: Database) -> None:
    stores.sql("UPDATE alembic_version SET version_num = '0001'")
    if stores.is_sqlite:
        assert "brought up to date when the bot starts" in trial(stores.url, NOW)
    else:
        with pytest.raises(StoreError, match="bot db upgrade"):
            trial(stores.url, NOW)
    stores.sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="newer than this program"):
        trial(stores.url, NOW)


def test_a_database_that_may_only_be_read(post: Database) -> None:
    post.sql("CREATE ROLE reader LOGIN")
    post.sql("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader")
    url = post.url.replace("postgres:@", "reader:@").replace("postgres@", "reader@")
    with pytest.raises(StoreError, match="may not use the bot's tables"):
        trial(url, NOW)
    post.sql("DROP OWNED BY reader")
    post.sql("DROP ROLE reader")


def test_a_file_that_is_not_there_yet(tmp_path: Path) -> None:
    assert trial(f"sqlite:///{tmp_path}/new/bot.db", NOW) == "SQLite; made when the bot starts"
    assert not (tmp_path / "new").exists()
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot be written"):
        trial(f"sqlite:///{tmp_path}/file/bot.db", NOW)
    (tmp_path / "other.db").write_text("this is no database" * 100)
    with pytest.raises(StoreError, match="no SQLite database"):
        trial(f"sqlite:///{tmp_path}/other.db", NOW)
