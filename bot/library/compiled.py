"""The compiled form: one file that a cold `bot ask` reads in a millisecond, keyed by the content of the folder.

    iptv-knowledge 1 <mark of the code that made it> <content hash> <digest of what follows>
    {"index": {…}, "offsets": {"http-403": [0, 4711], …}}
    {"id": "http-403", …}
    …

Only the index and the entries that are shown are parsed. Nothing is believed that does not match: a truncated, foreign
or stale file is built anew. This module is on the cold path: it imports neither pydantic nor tomllib (the loader does,
and is imported only when something has to be compiled).
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict
from functools import cache as once
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.core.knowledge import Knowledge
from bot.library.snapshot import content_hash, snapshot

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.entry import Entry
    from bot.library.snapshot import Raw

_MAGIC = b"iptv-knowledge"
_FORMAT = b"1"
_SUFFIX = ".compiled"


class NotCompiledError(Exception):
    """A file that is no compiled knowledge of this program, or not all of it."""


@once
def code_mark() -> str:
    """A hash over the code that shapes the compiled form, so that an update of the program never reads an old index."""
    package = Path(__file__).parent.parent
    digest = blake2b(digest_size=8)
    for file in sorted([*package.glob("core/matching/*.py"), package / "core/entry.py", package / "core/text.py"]):
        if file.is_file():  # without sources (a frozen program) the format number has to do
            digest.update(file.read_bytes())
    return digest.hexdigest()


def pack(version: str, entries: Sequence[Entry], index: Mapping[str, Any]) -> bytes:
    """The compiled form of entries and what `build_index` made of them."""
    lines = [_line(asdict(entry)) for entry in entries]
    offsets: dict[str, tuple[int, int]] = {}
    at = 0
    for entry, line in zip(entries, lines, strict=True):
        offsets[entry.id] = (at, at + len(line))
        at += len(line)
    body = _line({"index": index, "offsets": offsets}) + b"".join(lines)
    return _header(version, body) + body


def _line(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _header(version: str, body: bytes) -> bytes:
    digest = blake2b(body, digest_size=16).hexdigest()
    return b" ".join((_MAGIC, _FORMAT, code_mark().encode(), version.encode(), digest.encode())) + b"\n"


def unpack(blob: bytes) -> Knowledge:
    """The base in a compiled form.

    Raises:
        NotCompiledError: it is none of this program's, or not all of it.
    """
    head, _, body = blob.partition(b"\n")
    parts = head.split(b" ")
    if len(parts) != 5 or _header(version := parts[3].decode("ascii", "replace"), body) != head + b"\n":  # noqa: PLR2004 -- the five words above
        raise NotCompiledError("This is no compiled knowledge of this version of the bot, or it is damaged.")
    start = body.index(b"\n") + 1
    first = json.loads(body[:start])
    offsets: Mapping[str, Sequence[int]] = first["offsets"]

    def load(entry_id: str) -> Mapping[str, Any]:
        begin, end = offsets[entry_id]
        found: Mapping[str, Any] = json.loads(body[start + begin : start + end])
        return found

    return Knowledge(version, first["index"], load)


def read(path: Path) -> Knowledge:
    """The base in a compiled file.

    Raises:
        NotCompiledError: it is none of this program's, or not all of it.
        OSError: it cannot be read.
    """
    return unpack(path.read_bytes())


def beside(folder: Path) -> Path:
    """Where the wheel carries the compiled form of a shipped folder."""
    return folder.with_name(folder.name + _SUFFIX)


def _cached(folder: Path, cache: Path, version: str) -> Path:
    return cache / f"{_prefix(folder)}{version}{_SUFFIX}"


def _prefix(folder: Path) -> str:
    place = os.fsencode(os.path.realpath(folder))
    return f"knowledge-{blake2b(place, digest_size=6).hexdigest()}-"


def open_knowledge(folder: Path, cache: Path | None) -> Knowledge:
    """The base of a folder: from the file beside it or in `cache` if they fit, else compiled now (and kept in `cache`).

    Raises:
        KnowledgeError: the folder has faults, or cannot be read.
    """
    try:
        files = snapshot(folder)
    except OSError as error:
        raise _unreadable(folder, error) from error
    version = content_hash(files)
    for place in (beside(folder), *([_cached(folder, cache, version)] if cache else [])):
        try:
            found = read(place)
        except (OSError, NotCompiledError):
            continue
        if found.version == version:
            return found
    blob = compile_files(files, version)
    if cache:
        _keep(_cached(folder, cache, version), blob, _prefix(folder))
    return unpack(blob)


def last_good(folder: Path, cache: Path | None) -> Knowledge | None:
    """The newest base in `cache` that was compiled from this folder, whatever the folder holds now."""
    if cache is None:
        return None
    with suppress(OSError):
        for place in sorted(cache.glob(f"{_prefix(folder)}*{_SUFFIX}"), key=_age, reverse=True):
            with suppress(OSError, NotCompiledError):
                return read(place)
    return None


def _age(place: Path) -> int:
    return place.stat().st_mtime_ns


def compile_files(files: Sequence[Raw], version: str) -> bytes:
    """Judge and compile what was read.

    Raises:
        KnowledgeError: there are faults.
    """
    from bot.library.faults import KnowledgeError  # noqa: PLC0415 -- the cold path
    from bot.library.loader import judge  # noqa: PLC0415 -- brings pydantic, which a cold start never needs

    base = judge(files)
    if base.faults:
        raise KnowledgeError(base.faults)
    return pack(version, list(base.entries.values()), base.index)


def compile_folder(folder: Path) -> bytes:
    """The compiled form of a folder, for a wheel.

    Raises:
        KnowledgeError: there are faults.
        OSError: the folder cannot be read.
    """
    files = snapshot(folder)
    return compile_files(files, content_hash(files))


def _unreadable(folder: Path, error: OSError) -> Exception:
    from bot.library.faults import Fault, KnowledgeError  # noqa: PLC0415 -- the cold path

    why = error.strerror or "it cannot be read"
    fault = Fault(
        folder.name, "", f"The folder {folder} cannot be read ({why}).", "Check its name and its permissions."
    )
    return KnowledgeError([fault])


def _keep(place: Path, blob: bytes, prefix: str) -> None:
    """Write the compiled file in one step, and remove its predecessors; where that is not allowed, do without."""
    import tempfile  # noqa: PLC0415 -- the cold path

    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=place.parent, prefix=".", suffix=".tmp", delete=False) as file:
            file.write(blob)
        os.replace(file.name, place)  # noqa: PTH105 -- the name is a str
        for old in place.parent.glob(f"{prefix}*{_SUFFIX}"):
            if old != place:
                old.unlink(missing_ok=True)
    except OSError:
        return
