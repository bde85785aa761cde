"""Which rows of the documents that the product implements have their entries, and which do not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from bot.library.schema import DocumentsFile


@dataclass(frozen=True, slots=True)
class Document:
    """A document: its id, its title, and its rows with the ids of the entries that stand for them."""

    id: str
    title: str
    rows: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table; `missing` are those of its `entries` that do not exist."""

    document: str
    row: str
    entries: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def covered(self) -> bool:
        """Whether the row has an entry, and all that it names exist."""
        return bool(self.entries) and not self.missing


def documents(file: DocumentsFile | None) -> tuple[Document, ...]:
    """The documents of knowledge/documents.toml."""
    return tuple(
        Document(found.id, found.title, {row: tuple(ids) for row, ids in found.row.items()})
        for found in (file.document if file else ())
    )


def table(listed: Sequence[Document], ids: Collection[str]) -> tuple[Row, ...]:
    """Every row of every document, in the order of the file; `ids` are the entries that exist."""
    return tuple(
        Row(document.id, row, entries, tuple(name for name in entries if name not in ids))
        for document in listed
        for row, entries in document.rows.items()
    )
