"""/export: everything that is stored about a user, and nobody else's, as documents."""

from __future__ import annotations

import asyncio
import json
from functools import partial
from typing import TYPE_CHECKING, Any

from bot.core.effects import Document
from bot.core.events import Commanded, Key
from bot.engine import exporting
from bot.ports import Line, Saved, StoreError
from tests.core.base import KEY, NOON
from tests.core.packet.parts import HOSTILE, LEAKS, NOTES, SECRETS, STATE
from tests.core.packet.schema import faults
from tests.engine.fakes import MemoryStore, Recorder, engine

if TYPE_CHECKING:
    import pytest

    from bot.ports import Belongings

GROUP = Key(KEY.platform, "group", KEY.user)
OTHER = Key(KEY.platform, KEY.chat, "somebody else")


def filled(store: MemoryStore) -> MemoryStore:
    lines = [Line("note", note.text, note.data) for note in NOTES]
    lines += [Line("user", text) for text in (*HOSTILE, *LEAKS)]
    for key, more in ((KEY, lines), (GROUP, [Line("user", "in a group")]), (OTHER, [Line("user", "theirs")])):
        asyncio.run(store.turn(key, str(key), NOON, key.user, partial(Saved, lines=more)))
        store.states[key] = STATE.as_json()
    return store


def exported(store: MemoryStore) -> list[Document]:
    channel = Recorder()
    asyncio.run(engine(store).handle(Commanded("export", KEY, NOON, "export"), channel))
    return [one for _, one in channel.delivered if isinstance(one, Document)]


def test_everything_about_a_user_and_nothing_of_others() -> None:
    (document,) = exported(filled(MemoryStore()))
    assert document.name == "my-data-2026-11-21.json"
    found = json.loads(document.text)
    assert (found["user"], found["part"], found["more_parts"]) == ("user", 1, False)
    assert [talk["chat"] for talk in found["conversations"]] == ["chat", "group"]
    mine = found["conversations"][0]
    assert mine["problem"]["entry"] == mine["state"]["entry"] == "http-403"
    assert [line["text"] for line in mine["timeline"]][-2] == "/export"
    assert [faults(talk) for talk in found["conversations"]] == [[], []]
    assert found["limits"]["message"]["due"] > 0
    assert [row["kind"] for row in found["outbox"]] == ["export"]
    assert "theirs" not in document.text
    assert not [secret for secret in SECRETS if secret.casefold() in document.text.casefold()]


def test_what_is_too_large_comes_in_parts_that_are_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "PART", 500)
    store = filled(MemoryStore())
    store.page = 4
    documents = exported(store)
    assert len(documents) > 2
    assert [document.name for document in documents[:2]] == ["my-data-2026-11-21.json", "my-data-2026-11-21-2.json"]
    parts: list[dict[str, Any]] = [json.loads(document.text) for document in documents]
    assert [part["more_parts"] for part in parts] == [True] * (len(parts) - 1) + [False]
    monkeypatch.undo()
    whole: dict[str, Any] = json.loads(exported(filled(MemoryStore()))[0].text)
    lines = [line for part in parts for talk in part["conversations"] for line in talk["timeline"]]
    assert lines == [line for talk in whole["conversations"] for line in talk["timeline"]]


def test_long_lines_are_redacted_by_the_handful() -> None:
    store = MemoryStore()
    texts = [f"{number} " + "x" * 40_000 for number in range(5)]
    asyncio.run(store.turn(KEY, "long", NOON, KEY.user, partial(Saved, lines=[Line("user", text) for text in texts])))
    store.states[KEY] = STATE.as_json()
    (document,) = exported(store)
    lines = json.loads(document.text)["conversations"][0]["timeline"]
    assert [line["text"] for line in lines if line["who"] == "user"] == [*texts, "/export"]


class Down(MemoryStore):
    """A store whose archive cannot be read."""

    async def belongings(self, *_: str) -> Belongings:
        raise StoreError("the disk is gone")


def test_what_cannot_be_gathered_stays_in_the_outbox() -> None:
    store = Down()
    assert exported(store) == []
    assert [row.parcel.kind for row in store.outbox.values()] == ["export"]
