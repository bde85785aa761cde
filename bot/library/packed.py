"""The compiled form: one file that a cold `bot ask` reads in a millisecond, keyed by the content of the folder.

    iptv-knowledge 3 <mark of the code that made it> <content hash> <digest of what follows>
    {"index": {"titles": [0, 4711], …}, "entries": {"http-403": [93042, 4711], …}}
    {"http-403": "403 Forbidden", …}
    …
    {"id": "http-403", …}
    …

The second line says where each table of the index and each entry begins and how long it is: only what an answer needs
is parsed. How people say it (`heard`) is what the matcher was made from, so the entries go without it. Nothing is
believed that does not match: a truncated, foreign or stale file is built anew.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from functools import cache as once
from typing import TYPE_CHECKING, Any

from bot.core.knowledge import Knowledge
from bot.library.snapshot import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.core.entry import Entry
    from bot.library.snapshot import Place

_MAGIC = b"iptv-knowledge"
_FORMAT = b"3"
_WORDS = 5  # of the first line


class NotCompiledError(Exception):
    """A file that is no compiled knowledge of this program, or not all of it."""


@once
def code_mark() -> str:
    """A hash over the code that shapes the compiled form, so that an update of the program never reads an old index."""
    core = os.path.join(os.path.dirname(os.path.dirname(__file__)), "core")
    matching = os.path.join(core, "matching")
    names = [os.path.join(matching, name) for name in sorted(os.listdir(matching))] if os.path.isdir(matching) else []
    names += [os.path.join(core, "entry.py"), os.path.join(core, "text.py")]
    # Without sources (a frozen program) the number of the format has to do.
    return digest(map(_content, [name for name in names if name.endswith(".py") and os.path.isfile(name)]), size=8)


def _content(name: Place) -> bytes:
    with open(name, "rb") as file:
        return file.read()


def pack(version: str, entries: Sequence[Entry], index: Mapping[str, Any]) -> bytes:
    """The compiled form of entries and what `build_index` made of them."""
    from dataclasses import asdict  # noqa: PLC0415 -- the cold path does not compile

    spoken = {entry.id: {**asdict(entry), "heard": {}} for entry in entries}
    lines: list[bytes] = []
    places: dict[str, dict[str, tuple[int, int]]] = {}
    at = 0
    for kind, tables in (("index", index), ("entries", spoken)):
        places[kind] = {}
        for name, table in tables.items():
            lines.append(_line(table))
            places[kind][name] = (at, len(lines[-1]))
            at += len(lines[-1])
    body = _line(places) + b"".join(lines)
    return _header(version, body) + body


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _header(version: str, body: bytes | memoryview) -> bytes:
    return b" ".join((_MAGIC, _FORMAT, code_mark().encode(), version.encode(), digest([body]).encode())) + b"\n"


class _Tables(Mapping[str, Any]):
    """Tables of which each is parsed when it is first asked for."""

    def __init__(self, blob: bytes, start: int, places: Mapping[str, Sequence[int]]) -> None:
        self._blob = blob
        self._start = start
        self._places = places
        self._parsed: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 -- JSON
        if name not in self._parsed:
            at, length = self._places[name]
            self._parsed[name] = json.loads(self._blob[self._start + at : self._start + at + length])
        return self._parsed[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def unpack(blob: bytes, model: Callable[[], bytes] = bytes) -> Knowledge:
    """The base in a compiled form; `model` gives the learned table, which stands in a file of its own.

    Raises:
        NotCompiledError: it is none of this program's, or not all of it.
    """
    end = blob.find(b"\n") + 1
    parts = blob[:end].split(b" ")
    body = memoryview(blob)[end:]  # no copy of a megabyte
    if len(parts) != _WORDS or _header(version := parts[3].decode("ascii", "replace"), body) != blob[:end]:
        raise NotCompiledError("This is no compiled knowledge of this version of the bot, or it is damaged.")
    start = blob.index(b"\n", end) + 1
    places = json.loads(blob[end:start])
    return Knowledge(
        version, _Tables(blob, start, places["index"]), _Tables(blob, start, places["entries"]).__getitem__, model
    )


def read(path: Place, model: Callable[[], bytes] = bytes) -> Knowledge:
    """The base in a compiled file; see `unpack`.

    Raises:
        NotCompiledError: it is none of this program's, or not all of it.
        OSError: it cannot be read.
    """
    return unpack(_content(path), model)
