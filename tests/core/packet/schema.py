"""A validator for as much of JSON Schema as packet.schema.json uses."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import Any

SCHEMA = json.loads((files("bot.core.packet") / "packet.schema.json").read_text(encoding="utf-8"))
_TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "null": type(None),
}


def faults(value: Any, rule: Any = SCHEMA, place: str = "") -> list[str]:  # noqa: ANN401 -- JSON
    """Where a value is not what the schema says."""
    if "$ref" in rule:
        return faults(value, SCHEMA["$defs"][rule["$ref"].rpartition("/")[2]], place)
    if "anyOf" in rule:
        return [] if any(not faults(value, one, place) for one in rule["anyOf"]) else [place]
    types = [rule["type"]] if isinstance(rule.get("type"), str) else rule.get("type", [])
    wrong = (
        (types and not isinstance(value, tuple(_TYPES[name] for name in types)))
        or ("const" in rule and value != rule["const"])
        or ("enum" in rule and value not in rule["enum"])
        or ("pattern" in rule and not re.search(rule["pattern"], value))
        or ("minimum" in rule and value is not None and value < rule["minimum"])
        or ("maximum" in rule and value is not None and value > rule["maximum"])
    )
    if wrong:
        return [place]
    if isinstance(value, dict):
        return _of_object(value, rule, place)
    if isinstance(value, list):
        return [one for number, inner in enumerate(value) for one in faults(inner, rule["items"], f"{place}[{number}]")]
    return []


def _of_object(value: dict[str, Any], rule: Any, place: str) -> list[str]:  # noqa: ANN401 -- JSON
    known = rule.get("properties", {})
    dot = f"{place}." if place else ""
    found = [f"{dot}{name}" for name in rule.get("required", ()) if name not in value]
    if rule.get("additionalProperties") is False:
        found += [f"{dot}{name}" for name in value if name not in known]
    for name, inner in value.items():
        if name in known:
            found += faults(inner, known[name], f"{dot}{name}")
    return found
