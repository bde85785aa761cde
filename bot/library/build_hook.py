"""Compiles the knowledge when the wheel is built, so that an installed `bot` starts cold without compiling.

hatchling loads this file by its path (see pyproject.toml); nothing of the bot imports it. Faulty knowledge fails the
build. Where pydantic is not installed the wheel goes without: the bot then compiles on its first run.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_PLACE = "bot/_shipped/knowledge.compiled"  # beside the folder: see bot.library.compiled.beside


class CompileKnowledge(BuildHookInterface[Any]):
    """The build hook."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the compiled form to the wheel (an editable install reads the folder itself).

        Raises:
            KnowledgeError: the knowledge has faults.
        """
        if version == "editable":
            return
        sys.path.insert(0, self.root)  # this very tree, not a bot that is installed already
        try:
            from bot.library.compiled import compile_folder  # noqa: PLC0415 -- only importable from here on

            blob = compile_folder(Path(self.root) / "knowledge")
        except ModuleNotFoundError as error:
            self.app.display_warning(f"The knowledge is compiled on the first run instead ({error}).")
            return
        finally:
            sys.path.remove(self.root)
        compiled = self._compiled
        compiled.parent.mkdir(parents=True, exist_ok=True)
        compiled.write_bytes(blob)
        build_data["force_include"][str(compiled)] = _PLACE

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 -- hatchling's
        """Leave nothing beside the wheel."""
        self._compiled.unlink(missing_ok=True)

    @property
    def _compiled(self) -> Path:
        return Path(self.directory) / "knowledge.compiled"
