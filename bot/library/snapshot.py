"""The files of a knowledge folder, read once: what is hashed is what is judged and compiled.

On the cold path of `bot ask`: imports neither pydantic nor tomllib nor pathlib.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Literal

from bot.core.frozen import dataclass

try:
    from _blake2 import blake2b  # the very same; hashlib would load OpenSSL first (2 ms)
except ImportError:  # pragma: no cover -- a Python that is built otherwise
    from hashlib import blake2b

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Place = str | os.PathLike[str]

Trouble = Literal["", "huge", "outside", "unreadable", "no file", "not read", "too deep", "misplaced"]

# An entry has 5 KB and the largest vocabulary file some 100: a megabyte is a picture, or a mistake.
HUGE = 1 << 20
MODEL = "model.bin"  # the learned table: its classes are entries that need no other way to be found
TOP_FILES = frozenset({"documents.toml", "negatives.toml"})

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


@dataclass(frozen=True, slots=True)
class _Found:
    """A file that somebody might take for knowledge; `linked`: it, or its folder, is a symbolic link."""

    name: str
    item: os.DirEntry[str]
    inside: bool
    linked: bool


def _listing(folder: Place) -> Iterator[_Found]:
    """In a subfolder everything is looked at; at the top stand others (EDITING.md, the schema) beside ours."""
    for top in _scan(folder):
        if top.is_dir():
            linked = top.is_symlink()
            for item in _scan(top.path):
                yield _Found(f"{top.name}/{item.name}", item, inside=True, linked=linked or item.is_symlink())
        elif ".toml" in top.name.lower() or top.name == MODEL:
            yield _Found(top.name, top, inside=False, linked=top.is_symlink())


def _scan(folder: Place) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as found:
        return sorted((item for item in found if _ours(item.name)), key=lambda item: item.name)


def snapshot(folder: Place) -> list[Raw]:
    """Read a folder, sorted by name; what cannot be read is listed with its trouble, the table with its classes.

    Raises:
        OSError: the folder, or one in it, cannot be read.
    """
    root = os.path.realpath(folder) + os.sep
    return [_raw(root, found) for found in _listing(folder)]


def _raw(root: str, found: _Found) -> Raw:
    name = found.name
    if found.item.is_dir():
        return Raw(name, trouble="too deep")
    if name == MODEL:
        return Raw(name, _classes(found.item.path))
    if not name.endswith(".toml"):
        return Raw(name, trouble="not read")
    if not found.inside and name not in TOP_FILES:
        return Raw(name, trouble="misplaced")
    # A link out of the folder would let an edited folder show any file of the machine.
    if found.linked and not os.path.realpath(found.item.path).startswith(root):
        return Raw(name, trouble="outside")
    if not found.item.is_file():
        return Raw(name, trouble="no file")
    try:
        with open(found.item.path, "rb") as file:
            data = file.read(HUGE + 1)
    except OSError:
        return Raw(name, trouble="unreadable")
    return Raw(name, trouble="huge") if len(data) > HUGE else Raw(name, data)


def _classes(path: str) -> bytes:
    """The names of a table's classes, a line each; nothing if it is none."""
    from bot.core.matching.table import HEADER, MAGIC  # noqa: PLC0415 -- a folder that looks as before is not read

    with suppress(OSError), open(path, "rb") as file:
        head = file.read(HEADER.size)
        if len(head) == HEADER.size and head.startswith(MAGIC):
            *_, named, _, _ = HEADER.unpack(head)
            file.seek(-named, os.SEEK_END)  # they stand at the end: a megabyte of weights is not read
            return file.read()
    return b""


def digest(pieces: Iterable[bytes | memoryview], size: int = 16) -> str:
    """A hash over all pieces, `size` bytes as hexadecimal digits."""
    made = blake2b(digest_size=size)
    for piece in pieces:
        made.update(piece)
    return made.hexdigest()


def content_hash(files: Iterable[Raw]) -> str:
    """A hash over names, bytes and troubles: equal for equal content, wherever and whenever it was written."""
    return digest(
        piece
        for file in files
        for piece in (os.fsencode(f"{file.name}\0{file.trouble}\0{len(file.data)}\0"), file.data)
    )


def stamp(folder: Place) -> Stamp:
    """Changes when a file does, without reading any: name, inode, size, times of content and of inode.

    Raises:
        OSError: the folder, or one in it, cannot be read.
    """
    found = []
    for file in _listing(folder):
        try:
            stat = os.stat(file.item.path)  # DirEntry.stat may be stale on Windows
        except OSError:
            found.append((file.name, 0, 0, 0, 0))
        else:
            found.append((file.name, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns))
    return tuple(found)
