from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from hatchling.bridge.app import Application

from bot.library.build_hook import CompileKnowledge
from bot.library.faults import KnowledgeError
from bot.library.packed import unpack

ROOT = Path(__file__).parent.parent.parent


def hook(tmp_path: Path, root: Path = ROOT) -> CompileKnowledge:
    nothing: Any = None
    return CompileKnowledge(str(root), {}, nothing, nothing, str(tmp_path / "dist"), "wheel", Application())


def test_the_wheel_carries_the_compiled_knowledge_and_nothing_is_left(tmp_path: Path) -> None:
    data: dict[str, Any] = {"force_include": {}}
    made, path_before = hook(tmp_path), sys.path[:]
    made.initialize("standard", data)
    ((path, place),) = data["force_include"].items()
    assert place == "bot/_shipped/knowledge.compiled"
    assert "http-403" in unpack(Path(path).read_bytes())
    made.finalize("standard", data, "")
    assert list((tmp_path / "dist").iterdir()) == []
    assert sys.path == path_before


def test_an_editable_install_reads_the_folder_itself(tmp_path: Path) -> None:
    data: dict[str, Any] = {"force_include": {}}
    hook(tmp_path).initialize("editable", data)
    assert data == {"force_include": {}}


def test_without_pydantic_the_wheel_goes_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "bot.library.loader", None)
    data: dict[str, Any] = {"force_include": {}}
    hook(tmp_path).initialize("standard", data)
    assert data == {"force_include": {}}
    assert "first run" in capsys.readouterr().err


def test_faulty_knowledge_fails_the_build(tmp_path: Path) -> None:
    (tmp_path / "knowledge").mkdir()
    with pytest.raises(KnowledgeError, match="There is no entry"):
        hook(tmp_path, tmp_path).initialize("standard", {"force_include": {}})
