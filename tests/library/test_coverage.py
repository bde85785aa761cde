from __future__ import annotations

from bot.library.coverage import Document, Row, documents, table
from tests.shipped import base


def test_the_table_says_what_is_missing() -> None:
    listed = (Document("doc", "A document", {"1": ("a",), "2": ("a", "b"), "3": ()}),)
    rows = table(listed, {"a"})
    assert rows == (Row("doc", "1", ("a",), ()), Row("doc", "2", ("a", "b"), ("b",)), Row("doc", "3", (), ()))
    assert [row.covered for row in rows] == [True, False, False]


def test_without_the_file_there_are_no_documents() -> None:
    assert documents(None) == ()


def test_every_row_of_the_three_documents_has_its_entries() -> None:
    rows = table(base().documents, {entry.id for entry in base().entries.values()})
    assert [document.id for document in base().documents] == [
        "iptv-error-codes-explained",
        "xtream-api-error-codes",
        "gcore-http-status-codes",
    ]
    assert len(rows) == 69
    assert [row for row in rows if not row.covered] == []
