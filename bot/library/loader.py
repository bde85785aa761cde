"""From the files of a knowledge folder to entries, vocabulary and documents, with every fault on the way.

Nothing stops at the first fault: an editor mends all of them in one go.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from bot.core.entry import entry_from_json
from bot.core.knowledge import Knowledge
from bot.core.matching import build_index, fresh
from bot.library import answers, coverage, crosscheck, vocabulary
from bot.library.faults import Fault
from bot.library.plain import faults_of
from bot.library.schema import DocumentsFile, EntryFile, NegativesFile, TemplateFile, VocabularyFile
from bot.library.snapshot import MODEL, content_hash, snapshot
from bot.library.syntax import invisible, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from bot.core.entry import Entry
    from bot.library.coverage import Document
    from bot.library.schema import NegativeFile
    from bot.library.snapshot import Raw
    from bot.library.vocabulary import Vocabulary

    Check = Callable[[Entry], Iterable[Fault]]

VOCABULARY = "vocabulary"
TEMPLATES = "templates"
DOCUMENTS = "documents.toml"
NEGATIVES = "negatives.toml"

_Model = TypeVar("_Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Base:
    """A folder as read. With faults, only the files stand in it that have none on their own.

    `entries` are by file, sorted; `index` is what `build_index` made of them; `notes` are worth a look but no faults.
    """

    version: str
    entries: Mapping[str, Entry]
    index: Mapping[str, Any]
    documents: tuple[Document, ...] = ()
    negatives: tuple[NegativeFile, ...] = ()
    faults: tuple[Fault, ...] = ()
    notes: tuple[Fault, ...] = ()


def load(folder: Path, checks: Sequence[Check] | None = None) -> Base:
    """Read and judge a folder; see `judge`.

    Raises:
        OSError: the folder cannot be read.
    """
    return judge(snapshot(folder), checks)


def judge(files: Sequence[Raw], checks: Sequence[Check] | None = None) -> Base:
    """Judge what was read. `checks` are asked of every sound entry; None: that its first answers fit on a phone."""
    faults: list[Fault] = []
    version = content_hash(files)
    taught = next((file.data.decode(errors="replace").split("\n") for file in files if file.name == MODEL), ())
    files = [file for file in files if file.name != MODEL]
    tables = _tables(files, faults)
    spoken = _valid(
        VocabularyFile, {name: table for name, table in tables.items() if _kind(name) == VOCABULARY}, faults
    )
    documents = _valid(
        DocumentsFile, {name: table for name, table in tables.items() if _kind(name) == DOCUMENTS}, faults
    )
    negatives = _valid(
        NegativesFile, {name: table for name, table in tables.items() if _kind(name) == NEGATIVES}, faults
    )
    sound = _valid(EntryFile, {name: table for name, table in tables.items() if _kind(name) == "entry"}, faults)
    entries = {name: to_entry(file) for name, file in sound.items()}
    words, clashes = vocabulary.merge(spoken)
    faults += clashes
    faults += _across(files, entries, spoken, words)
    answered = _valid(TemplateFile, {name: table for name, table in tables.items() if _kind(name) == TEMPLATES}, faults)
    ready = {_stem(name): {"title": file.title, "text": file.text} for name, file in sorted(answered.items())}
    index = {"menu": words["menu"], "templates": ready, **build_index(list(entries.values()), words)}
    index |= fresh(list(entries.values()), index, taught)
    if checks is None:
        nothing: dict[str, Mapping[str, Any]] = {}  # the check asks the index only; its entries are given to it
        checks = [answers.fits(Knowledge(version, index, nothing.__getitem__))]
    faults += [fault for entry in entries.values() for check in checks for fault in check(entry)]
    return Base(
        version,
        entries,
        index,
        documents=coverage.documents(documents.get(DOCUMENTS)),
        negatives=tuple(negatives[NEGATIVES].negative) if NEGATIVES in negatives else (),
        faults=tuple(sorted(set(faults))),
        notes=(*crosscheck.notes(entries), *vocabulary.notes(words)),
    )


def to_entry(file: EntryFile) -> Entry:
    """The core's value for a valid file."""
    plain = file.model_dump(mode="json", exclude_none=True)
    for one, many in (("cause", "causes"), ("question", "questions"), ("source", "sources")):
        plain[many] = plain.pop(one)
    return entry_from_json(plain)


def _kind(name: str) -> str:
    folder = name.partition("/")[0]
    return name if name in {DOCUMENTS, NEGATIVES} else folder if folder in {VOCABULARY, TEMPLATES} else "entry"


def _stem(name: str) -> str:
    return name.rpartition("/")[2].removesuffix(".toml")


def _tables(files: Sequence[Raw], faults: list[Fault]) -> dict[str, dict[str, Any]]:
    tables = {}
    for file in files:
        found = parse(file)
        if isinstance(found, Fault):
            faults.append(found)
        else:
            tables[file.name] = found
            faults += invisible(file.name, found)
    return tables


def _valid(model: type[_Model], tables: Mapping[str, dict[str, Any]], faults: list[Fault]) -> dict[str, _Model]:
    valid = {}
    for name, table in tables.items():
        try:
            valid[name] = model.model_validate(table)
        except ValidationError as error:
            faults += faults_of(name, model, error)
    return valid


def _across(
    files: Sequence[Raw], entries: Mapping[str, Entry], spoken: Mapping[str, VocabularyFile], words: Vocabulary
) -> Iterator[Fault]:
    """The faults that only show between files."""
    # An entry whose own file is faulty does exist: its slip must not be told again at every link to it.
    stems = {_stem(file.name) for file in files if _kind(file.name) == "entry"}
    ids = stems | {entry.id for entry in entries.values()}
    if not ids:
        yield Fault("", "", "There is no entry in this folder.", "Put the first one at <category>/<id>.toml.")
    yield from vocabulary.references(spoken, ids)
    yield from crosscheck.doubles(entries)
    # The same for the signals of a faulty vocabulary file.
    hurt = any(_kind(file.name) == VOCABULARY and file.name not in spoken for file in files)
    names = vocabulary.names(words)
    if not (names or hurt) and any(cause.because for entry in entries.values() for cause in entry.causes):
        yield Fault(VOCABULARY, "signal", "No file names a signal, but entries use some.", "Bring the files back.")
    for name, entry in entries.items():
        yield from crosscheck.own(name, entry)
        yield from crosscheck.references(name, entry, ids, None if hurt or not names else names)
