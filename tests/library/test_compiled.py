from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bot.library import compiled, packed
from bot.library.compiled import beside, compile_folder, last_good, open_knowledge
from bot.library.faults import KnowledgeError
from bot.library.loader import load
from bot.library.packed import NotCompiledError, code_mark, read, unpack
from bot.library.snapshot import content_hash, snapshot, stamp
from tests.library.folders import ENTRY, put, swapped, write


def kept_in(cache: Path) -> Path:
    """The one compiled file."""
    (kept,) = cache.glob("*.compiled")
    return kept


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def _no_compiling(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> bytes:
        raise AssertionError("compiled again")

    monkeypatch.setattr(compiled, "compile_files", refuse)


def test_what_is_read_back_is_what_was_written(folder: Path, cache: Path) -> None:
    base = load(folder)
    for knowledge in (open_knowledge(folder, cache), open_knowledge(folder, cache)):
        assert knowledge.ids == ("guide-one", "http-403")
        assert knowledge.version == base.version
        for entry in base.entries.values():
            assert knowledge.entry(entry.id) == replace(entry, heard={})  # how people say it trained the matcher
        assert knowledge.clause("all channels") == "it is every channel"
        assert knowledge.contexts("403") == {"app": "http-403"}
        assert knowledge.menu[0]["label"] == "Guides"
        assert knowledge.matcher.match("403 forbidden").entries[0].id == "http-403"
        with pytest.raises(KeyError):
            knowledge.entry("http-999")


def test_the_file_beside_a_shipped_folder_is_taken(folder: Path, request: pytest.FixtureRequest) -> None:
    Path(beside(folder)).write_bytes(compile_folder(folder))
    request.getfixturevalue("_no_compiling")
    assert open_knowledge(folder, None).ids == ("guide-one", "http-403")


def test_nothing_is_compiled_twice(folder: Path, cache: Path, request: pytest.FixtureRequest) -> None:
    open_knowledge(folder, cache)
    request.getfixturevalue("_no_compiling")
    assert open_knowledge(folder, cache).ids == ("guide-one", "http-403")


def test_an_edited_folder_is_compiled_anew_and_the_old_file_goes(folder: Path, cache: Path, tmp_path: Path) -> None:
    other = write(tmp_path / "other")
    open_knowledge(other, cache)
    before = open_knowledge(folder, cache)
    put(folder, "http/http-403.toml", swapped(ENTRY, "403 Forbidden", "403 Refused"))
    after = open_knowledge(folder, cache)
    assert (before.title("http-403"), after.title("http-403")) == ("403 Forbidden", "403 Refused")
    assert before.version != after.version
    assert len(list(cache.glob("*.compiled"))) == 2  # one for each folder
    assert len(list(cache.iterdir())) == 4  # beside each how its folder looked, and no temporary file


@pytest.mark.parametrize(
    "spoil",
    [
        lambda blob: blob[:0],
        lambda blob: b"something else\n" + blob,
        lambda blob: blob[: len(blob) // 2],
        lambda blob: blob[:-1],
        lambda blob: blob.replace(b"Forbidden", b"Forbiddem"),
        lambda blob: blob.replace(b"iptv-knowledge 3", b"iptv-knowledge 0"),
        lambda blob: blob.replace(code_mark().encode(), b"0" * 16, 1),
        lambda blob: b"\xff " * 4 + b"\xff\n" + blob,
    ],
)
def test_a_spoilt_file_is_never_believed(folder: Path, cache: Path, spoil: object) -> None:
    assert callable(spoil)
    open_knowledge(folder, cache)
    kept = kept_in(cache)
    sound = kept.read_bytes()
    kept.write_bytes(spoil(sound))
    with pytest.raises(NotCompiledError):
        read(kept)
    assert open_knowledge(folder, cache).title("http-403") == "403 Forbidden"
    assert kept.read_bytes() == sound


def test_a_file_of_other_content_is_not_taken(folder: Path, cache: Path) -> None:
    open_knowledge(folder, cache)
    kept = kept_in(cache)
    put(folder, "http/http-403.toml", swapped(ENTRY, "403 Forbidden", "403 Refused"))
    kept.rename(cache / kept.name.replace(kept.name.split("-")[2], f"{content_hash(snapshot(folder))}.compiled"))
    assert open_knowledge(folder, cache).title("http-403") == "403 Refused"


@pytest.fixture
def settled(folder: Path, cache: Path) -> Path:
    """How the folder looked, noted long after its last change."""
    open_knowledge(folder, cache)
    (seen,) = cache.glob("*-seen")
    later = max(path.stat().st_ctime for path in folder.rglob("*")) + 60
    os.utime(seen, (later, later))
    return seen


def test_an_unchanged_folder_is_not_read(
    folder: Path, cache: Path, settled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted = settled.read_bytes()
    monkeypatch.setattr(compiled, "snapshot", lambda _: pytest.fail("was read"))
    assert open_knowledge(folder, cache).ids == ("guide-one", "http-403")
    assert settled.read_bytes() == noted


@pytest.mark.usefixtures("settled")
def test_a_changed_folder_is_read_also_when_times_and_sizes_are_kept(folder: Path, cache: Path) -> None:
    path = folder / "http/http-403.toml"
    times = path.stat()
    path.write_text(swapped(ENTRY, "403 Forbidden", "403 Forbiddem"))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert open_knowledge(folder, cache).title("http-403") == "403 Forbiddem"


def test_a_folder_that_has_just_changed_is_read(folder: Path, cache: Path, settled: Path) -> None:
    path = folder / "http/http-403.toml"
    noted, same = settled.read_bytes(), path.stat()
    path.write_text(swapped(ENTRY, "403 Forbidden", "403 Forbiddem"))
    looks = stamp(folder)
    settled.write_bytes(noted.partition(b" ")[0] + b" " + str(looks).encode())  # noted within the same tick
    assert path.stat().st_size == same.st_size
    assert open_knowledge(folder, cache).title("http-403") == "403 Forbiddem"


@pytest.mark.parametrize("spoil", [b"", b"nonsense", b"\xff\xff \x00"])
def test_a_spoilt_note_is_made_anew(folder: Path, cache: Path, settled: Path, spoil: bytes) -> None:
    sound = settled.read_bytes()
    settled.write_bytes(spoil)
    assert open_knowledge(folder, cache).ids == ("guide-one", "http-403")
    assert settled.read_bytes() == sound


@pytest.mark.usefixtures("settled")
def test_a_note_without_its_compiled_file(folder: Path, cache: Path) -> None:
    kept_in(cache).unlink()
    assert open_knowledge(folder, cache).ids == ("guide-one", "http-403")
    assert kept_in(cache).exists()


def test_a_cache_that_cannot_be_written_is_done_without(folder: Path, tmp_path: Path) -> None:
    """A file where the folder should be: refuses even root, whom permissions do not stop."""
    cache = put(tmp_path, "cache", "")
    assert open_knowledge(folder, cache).ids == open_knowledge(folder, None).ids
    assert last_good(folder, cache) is None


def test_faults_are_raised_and_nothing_is_kept(folder: Path, cache: Path) -> None:
    for path in folder.glob("*/*.toml"):
        path.write_text("x")
    with pytest.raises(KnowledgeError, match=r"http/http-403.toml, line 1: A name needs ="):
        open_knowledge(folder, cache)
    assert not cache.exists()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="nowhere cannot be read"):
        open_knowledge(tmp_path / "nowhere", None)


def test_the_last_good_base_is_the_newest_sound_one(folder: Path, cache: Path) -> None:
    assert last_good(folder, None) is None
    assert last_good(folder, cache) is None
    good = open_knowledge(folder, cache)
    kept = kept_in(cache)
    newer = kept.with_name(kept.name.replace(good.version, "0" * 32))
    newer.write_bytes(kept.read_bytes()[:-1])
    os.utime(newer, (2e9, 2e9))
    found = last_good(folder, cache)
    assert found is not None
    assert found.version == good.version


def test_the_hash_is_over_names_and_content_only(folder: Path, tmp_path: Path) -> None:
    other = write(tmp_path / "elsewhere")
    assert content_hash(snapshot(folder)) == content_hash(snapshot(other))
    put(other, "EDITING.md", "no knowledge")
    assert content_hash(snapshot(folder)) == content_hash(snapshot(other))
    (other / "guide/guide-one.toml").rename(other / "guide/guide-two.toml")
    assert content_hash(snapshot(folder)) != content_hash(snapshot(other))


def test_the_stamp_changes_with_a_file_also_when_its_times_are_kept(folder: Path) -> None:
    path = folder / "http/http-403.toml"
    before, times = stamp(folder), path.stat()
    assert stamp(folder) == before
    path.write_text(ENTRY.replace("403 Forbidden", "403 Forbiddem"))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert stamp(folder) != before
    (folder / "http/link.toml").symlink_to("nowhere")
    assert ("http/link.toml", 0, 0, 0, 0) in stamp(folder)


def test_the_same_content_compiles_to_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    assert compile_folder(folder) == compile_folder(write(tmp_path / "elsewhere"))


def test_the_mark_of_a_program_without_sources_is_a_mark(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(packed, "__file__", str(tmp_path / "library" / "packed.py"))
    code_mark.cache_clear()
    try:
        assert len(code_mark()) == 16
    finally:
        code_mark.cache_clear()


def test_a_cold_start_imports_nothing_heavy(folder: Path, cache: Path) -> None:
    open_knowledge(folder, cache)
    script = (
        "import sys; before = set(sys.modules)  # what measures coverage imports some of these itself\n"
        "from pathlib import Path; from bot.library.compiled import open_knowledge\n"
        "open_knowledge(Path(sys.argv[1]), Path(sys.argv[2])).entry('http-403')\n"
        "heavy = {'pydantic', 'tomllib', 'tempfile', 'difflib', 'asyncio', 'sqlalchemy'}\n"
        "print(sorted(heavy & (set(sys.modules) - before)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, str(folder), str(cache)], capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "[]"


def test_bytes_that_are_no_compiled_form() -> None:
    with pytest.raises(NotCompiledError, match="no compiled knowledge"):
        unpack(b"a b c d e\n")
