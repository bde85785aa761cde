"""The promise: whatever layout a login comes in, it reaches no database file, no log and no transcript."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING

import psycopg
import pytest

from bot.core.events import Commanded, Wrote
from bot.core.limits import Limit
from bot.core.text import clean
from bot.storage import open_store, upgrade
from tests.core.base import KEY, NOON
from tests.core.test_redaction_clean import TEXTS
from tests.core.test_redaction_shapes import LINKED, MAC, PAIRS, PASSWORD, SINGLES, USER, fill, forms
from tests.engine.fakes import RULES, Recorder, engine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from bot.ports import Spoken

UNLIMITED = replace(RULES, limits={kind: Limit(10**6, 1e-6) for kind in RULES.limits})
TABLES = (b"conversation", b"event", b"transcript", b"outbox", b"bucket", b"account_check", b"ledger")


async def talk(url: str, texts: Sequence[str]) -> Sequence[Spoken]:
    """Write everything, once as a message and once behind a command; the transcript."""
    store = open_store(url)
    try:
        talker, channel = engine(store, UNLIMITED), Recorder()
        for number, text in enumerate(texts):
            channel.down = number % 7 == 0  # some replies stay in the outbox
            await talker.handle(Wrote(f"w{number}", KEY, NOON, text, "message"), channel)
            await talker.handle(Commanded(f"c{number}", KEY, NOON, "code", text), channel)
        return await store.transcript(KEY)
    finally:
        await store.close()


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Callable[[], bytes]]:
    """A database, and all that is in it as bytes."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/data/bot.db"
        upgrade(url)
        return url, lambda: b"".join(file.read_bytes() for file in (tmp_path / "data").iterdir())
    url = request.getfixturevalue("make_database")()

    def dump() -> bytes:
        with psycopg.connect(url) as server:
            return repr([server.execute(b"TABLE " + table).fetchall() for table in TABLES]).encode()

    return url, dump


@pytest.mark.untraced
def test_no_planted_secret_reaches_the_database_the_log_or_the_transcript(
    database: tuple[str, Callable[[], bytes]], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    url, dump = database
    texts = [fill(template) for template in (*PAIRS, *LINKED, *SINGLES)]
    assert len(texts) >= 150
    lines = asyncio.run(talk(url, texts))
    assert len(lines) > 2 * len(texts)
    everything = dump() + caplog.text.encode() + repr(lines).encode()
    assert "••••".encode() in everything
    found = [secret for known in (USER, PASSWORD, MAC) for secret in forms(known) if secret.encode() in everything]
    assert found == []


@pytest.mark.untraced
def test_clean_texts_stand_in_the_transcript_as_they_were_written(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/bot.db"
    upgrade(url)
    texts = [text for text in TEXTS if "\\" not in text]
    lines = asyncio.run(talk(url, texts))
    heard = [spoken.line.text for spoken in lines if spoken.line.who == "user"]
    assert heard[::2] == [clean(text) for text in texts]
