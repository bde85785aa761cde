"""Opens the base of a folder from its compiled form, and compiles it where that is missing or stale.

On the cold path of `bot ask`: imports neither pydantic nor tomllib (the loader does, and is imported only when
something has to be compiled), nor pathlib. Where nothing has changed since the last start, the knowledge files are not
read either: a file in the cache says how the folder looked from outside (see `stamp`), and which content it had.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from bot.library.packed import NotCompiledError, pack, read, unpack
from bot.library.snapshot import MODEL, content_hash, digest, snapshot, stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.core.knowledge import Knowledge
    from bot.library.snapshot import Place, Raw, Stamp

_SUFFIX = ".compiled"
_SEEN = "seen"
# A file that is written twice within a tick of the file system's clock may look the same from outside (git knows the
# trouble), so what is younger than this is always read. FAT's clock is the coarsest: it ticks every two seconds.
_SETTLED = 2_000_000_000  # nanoseconds


def beside(folder: Place) -> str:
    """Where the wheel carries the compiled form of a shipped folder."""
    return os.path.abspath(folder) + _SUFFIX


def learned(folder: Place) -> Callable[[], bytes]:
    """Reads the table that `make train` wrote for a folder; a folder without one does without."""

    def model() -> bytes:
        with suppress(OSError), open(os.path.join(folder, MODEL), "rb") as file:
            return file.read()
        return b""

    return model


def _cached(folder: Place, cache: Place, what: str) -> str:
    """A file in the cache about this folder; `what` is a version with its suffix, or `_SEEN`."""
    which = digest([os.fsencode(os.path.realpath(folder))], size=6)
    return os.path.join(cache, f"knowledge-{which}-{what}")


def open_knowledge(folder: Place, cache: Place | None) -> Knowledge:
    """The base of a folder: from the file beside it or in `cache` if they fit, else compiled now (and kept in `cache`).

    Raises:
        KnowledgeError: the folder has faults, or cannot be read.
    """
    try:
        looks = stamp(folder)  # before the files are read: what changes meanwhile looks different at the next start
        found = _unchanged(folder, cache, looks)
        if found:
            return found
        files = snapshot(folder)
    except OSError as error:
        raise _unreadable(folder, error) from error
    version = content_hash(files)
    found = _kept(folder, cache, version)
    if found is None:
        blob = compile_files(files, version)
        found = unpack(blob, learned(folder))
        if cache:
            _keep(_cached(folder, cache, version + _SUFFIX), blob)
            _sweep(folder, cache, version)
    if cache:
        _keep(_cached(folder, cache, _SEEN), os.fsencode(f"{version} {looks}"))
    return found


def _unchanged(folder: Place, cache: Place | None, looks: Stamp) -> Knowledge | None:
    """The base of a folder that looks as it did when it was last read."""
    if cache is None:
        return None
    try:
        with open(_cached(folder, cache, _SEEN), "rb") as file:
            version, _, before = os.fsdecode(file.read()).partition(" ")
            written = os.fstat(file.fileno()).st_mtime_ns
    except OSError:
        return None
    youngest = max((max(changed, moved) for *_, changed, moved in looks), default=0)
    return _kept(folder, cache, version) if before == str(looks) and youngest + _SETTLED < written else None


def _kept(folder: Place, cache: Place | None, version: str) -> Knowledge | None:
    for place in (beside(folder), *([_cached(folder, cache, version + _SUFFIX)] if cache else [])):
        with suppress(OSError, NotCompiledError):
            found = read(place, learned(folder))
            if found.version == version:
                return found
    return None


def last_good(folder: Place, cache: Place | None) -> Knowledge | None:
    """The newest base in `cache` that was compiled from this folder, whatever the folder holds now."""
    if cache is None:
        return None
    with suppress(OSError):
        for place in sorted(_all_cached(folder, cache), key=os.path.getmtime, reverse=True):
            with suppress(OSError, NotCompiledError):
                return read(place, learned(folder))
    return None


def _all_cached(folder: Place, cache: Place) -> list[str]:
    prefix = os.path.basename(_cached(folder, cache, ""))
    names = [name for name in os.listdir(cache) if name.startswith(prefix) and name.endswith(_SUFFIX)]
    return [os.path.join(cache, name) for name in names]


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


def compile_folder(folder: Place) -> bytes:
    """The compiled form of a folder, for a wheel.

    Raises:
        KnowledgeError: there are faults.
        OSError: the folder cannot be read.
    """
    files = snapshot(folder)
    return compile_files(files, content_hash(files))


def _unreadable(folder: Place, error: OSError) -> Exception:
    from bot.library.faults import Fault, KnowledgeError  # noqa: PLC0415 -- the cold path

    why = error.strerror or "it cannot be read"
    fault = Fault(
        os.path.basename(folder),
        "",
        f"The folder {os.fspath(folder)} cannot be read ({why}).",
        "Check its name and its permissions.",
    )
    return KnowledgeError([fault])


def _keep(place: str, blob: bytes) -> None:
    """Write a file in one step; where that is not allowed, do without."""
    beginning = f"{place}.{os.getpid()}.tmp"
    with suppress(OSError):
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(beginning, "wb") as file:
            file.write(blob)
        os.replace(beginning, place)


def _sweep(folder: Place, cache: Place, version: str) -> None:
    """Remove the predecessors of a compiled file."""
    with suppress(OSError):
        for old in _all_cached(folder, cache):
            if not old.endswith(version + _SUFFIX):
                os.unlink(old)
