from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from bot.library.faults import KnowledgeError
from bot.library.watch import Shelf
from tests.library.folders import ENTRY, put, swapped

if TYPE_CHECKING:
    from pathlib import Path

    from bot.ports import Library

REFUSED = swapped(ENTRY, "403 Forbidden", "403 Refused")


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def title(shelf: Library) -> str:
    return shelf.current().title("http-403")


def test_an_edit_is_seen_at_the_next_look(folder: Path) -> None:
    shelf = Shelf(folder, None)
    before = shelf.current()
    assert not shelf.refresh(0.0)
    assert shelf.current() is before
    put(folder, "http/http-403.toml", REFUSED)
    assert title(shelf) == "403 Forbidden"
    assert shelf.refresh(1.0)
    assert title(shelf) == "403 Refused"


def test_it_looks_at_most_once_in_an_interval(folder: Path) -> None:
    shelf = Shelf(folder, None)
    shelf.refresh(100.0, 2.0)
    put(folder, "http/http-403.toml", REFUSED)
    assert not shelf.refresh(101.9, 2.0)
    assert title(shelf) == "403 Forbidden"
    assert shelf.refresh(102.0, 2.0)
    assert title(shelf) == "403 Refused"


def test_a_slip_keeps_the_last_good_base_and_is_told_once(folder: Path, cache: Path) -> None:
    shelf = Shelf(folder, cache)
    put(folder, "http/http-403.toml", "id = ")
    assert shelf.refresh(1.0)
    assert [fault.field for fault in shelf.faults] == ["line 1"]
    assert title(shelf) == "403 Forbidden"
    assert not shelf.refresh(2.0)
    put(folder, "http/http-403.toml", "id =  ")
    assert not shelf.refresh(3.0)  # saved again, the same fault
    put(folder, "http/http-403.toml", REFUSED)
    assert shelf.refresh(4.0)
    assert shelf.faults == ()
    assert title(shelf) == "403 Refused"


def test_a_restart_with_a_slip_in_the_files_goes_on_with_the_last_good_base(folder: Path, cache: Path) -> None:
    Shelf(folder, cache)
    put(folder, "http/http-403.toml", "id = ")
    shelf = Shelf(folder, cache)
    assert title(shelf) == "403 Forbidden"
    assert shelf.faults
    put(folder, "http/http-403.toml", ENTRY)
    assert shelf.refresh(1.0)  # the base is the same one, but the faults are gone
    assert shelf.faults == ()


def test_a_first_start_with_a_slip_is_refused(folder: Path, cache: Path) -> None:
    put(folder, "http/http-403.toml", "id = ")
    with pytest.raises(KnowledgeError, match=r"http/http-403\.toml, line 1"):
        Shelf(folder, cache)


def test_a_folder_that_goes_and_comes_back(folder: Path, tmp_path: Path) -> None:
    shelf = Shelf(folder, None)
    kept = shutil.move(folder, tmp_path / "kept")
    assert shelf.refresh(1.0)
    assert "cannot be read" in str(shelf.faults[0])
    assert title(shelf) == "403 Forbidden"
    shutil.move(kept, folder)
    assert shelf.refresh(2.0)
    assert shelf.faults == ()


def test_files_that_were_only_touched_change_nothing(folder: Path) -> None:
    shelf = Shelf(folder, None)
    before = shelf.current()
    put(folder, "http/http-403.toml", ENTRY)
    assert not shelf.refresh(1.0)
    assert shelf.current() is before
