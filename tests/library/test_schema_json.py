from __future__ import annotations

import json

from bot.library.schema_json import FILE, entry_schema
from bot.shipped import folder


def test_the_committed_schema_is_fresh() -> None:
    committed = (folder("knowledge") / FILE).read_text(encoding="utf-8")
    assert committed == entry_schema(), "write it anew: bot knowledge schema --write"


def test_it_helps_an_editor() -> None:
    schema = json.loads(entry_schema())
    assert schema["title"] == "A knowledge entry"
    assert schema["additionalProperties"] is False
    assert all("description" in field for field in schema["properties"].values())
    assert schema["properties"]["codes"]["items"]["patternErrorMessage"].startswith("This is no code.")
    assert schema["$defs"]["AnswerFile"]["properties"]["go"]["type"] == "string"
    assert '"null"' not in entry_schema()
