"""The format of an entry as JSON Schema, for editors that complete and check while one types."""

from __future__ import annotations

import json
from typing import Any

from bot.library.plain import PATTERNS
from bot.library.schema import EntryFile

FILE = "entry.schema.json"


def entry_schema() -> str:
    """knowledge/entry.schema.json, as text."""
    found = EntryFile.model_json_schema()
    _tidy(found)
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **found, "title": "A knowledge entry"}
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _tidy(node: Any) -> None:  # noqa: ANN401 -- any part of a JSON Schema
    """Say patterns in words, and drop what only Python's reader needs (the names of models and fields as titles)."""
    if isinstance(node, list):
        for inner in node:
            _tidy(inner)
    elif isinstance(node, dict):
        if {"type": "null"} in node.get("anyOf", ()):  # TOML has no null: "may be left out" says the same
            node.pop("default", None)
            node.update(next(kind for kind in node.pop("anyOf") if kind != {"type": "null"}))
        if isinstance(node.get("title"), str):
            del node["title"]
        if isinstance(node.get("description"), str):
            node["description"] = " ".join(node["description"].split())
        pattern = node.get("pattern")
        if isinstance(pattern, str):
            # What VS Code (with "Even Better TOML") shows instead of the regular expression.
            node["patternErrorMessage"] = " ".join(PATTERNS[pattern])
        for inner in node.values():
            _tidy(inner)
