"""The files of a knowledge folder, read once: what is hashed is what is judged and compiled.

On the cold path of `bot ask`: imports neither pydantic nor tomllib.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

Trouble = Literal["", "huge", "outside", "unreadable", "no file", "not read", "too deep", "misplaced"]

# An entry has 5 KB and the largest vocabulary file some 100: a megabyte is a picture, or a mistake.
HUGE = 1 << 20
TOP_FILES = frozenset({"documents.toml"})

Stamp = tuple[tuple[str, int, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Raw:
    """A file: its path relative to the folder (with "/"), its bytes, and why it cannot be used, if so."""

    name: str
    data: bytes = b""
    trouble: Trouble = ""


def _ours(name: str) -> bool:
    """Whether a name is an editor's business: not hidden, not a backup copy, not Python's."""
    return not (name.startswith((".", "#", "__")) or name.endswith("~"))


def _listing(folder: Path) -> Iterator[tuple[str, os.DirEntry[str], bool]]:
    """Every file that somebody might take for knowledge: relative name, entry, and whether it stands in a subfolder."""
    for found in _scan(folder):
        if found.is_dir():
            for inner in _scan(found.path):
                yield f"{found.name}/{inner.name}", inner, True
        else:
            yield found.name, found, False


def _scan(folder: Path | str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return sorted((item for item in found if _ours(item.name)), key=lambda item: item.name)
    except NotADirectoryError:
        return []


def snapshot(folder: Path) -> list[Raw]:
    """Read a folder, sorted by name; what cannot be read is listed with its trouble.

    Raises:
        OSError: the folder itself cannot be read.
    """
    root = os.path.realpath(folder) + os.sep
    return [_raw(root, name, item, inside=inside) for name, item, inside in _listing(folder) if _counts(name, inside)]


def _counts(name: str, inside: bool) -> bool:  # noqa: FBT001 -- private, and named by its callers
    """At the top stand files that are no knowledge (EDITING.md, the schema); in a subfolder everything is looked at."""
    return inside or ".toml" in name.lower()


def _raw(root: str, name: str, item: os.DirEntry[str], *, inside: bool) -> Raw:
    if item.is_dir():
        return Raw(name, trouble="too deep")
    if not name.endswith(".toml"):
        return Raw(name, trouble="not read")
    if not inside and name not in TOP_FILES:
        return Raw(name, trouble="misplaced")
    try:
        # A link out of the folder would let an edited folder show any file of the machine in a fault's text.
        if not os.path.realpath(item.path).startswith(root):
            return Raw(name, trouble="outside")
        if not item.is_file():
            return Raw(name, trouble="no file")
        with open(item.path, "rb") as file:  # noqa: PTH123 -- a third of pathlib's cost, 250 times
            data = file.read(HUGE + 1)
    except OSError:
        return Raw(name, trouble="unreadable")
    return Raw(name, trouble="huge") if len(data) > HUGE else Raw(name, data)


def content_hash(files: Iterable[Raw]) -> str:
    """A hash over names, bytes and troubles: equal for equal content, wherever and whenever it was written."""
    digest = blake2b(digest_size=16)
    for file in files:
        name = f"{file.name}\0{file.trouble}\0{len(file.data)}\0"
        digest.update(name.encode("utf-8", "surrogateescape"))
        digest.update(file.data)
    return digest.hexdigest()


def stamp(folder: Path) -> Stamp:
    """Changes when a file does, without reading any: name, inode, size, times of content and of inode.

    Raises:
        OSError: the folder itself cannot be read.
    """
    found = []
    for name, item, _ in _listing(folder):
        try:
            stat = os.stat(item.path)  # noqa: PTH116 -- see above; DirEntry.stat may be stale on Windows
        except OSError:
            found.append((name, 0, 0, 0, 0))
        else:
            found.append((name, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns))
    return tuple(found)
