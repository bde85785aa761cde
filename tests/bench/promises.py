"""What must hold without exception: the documents' codes are answered right, and no planted secret comes out."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bot.core.redaction import redact
from bot.library.compiled import open_knowledge
from bot.shipped import folder
from tests.bench.row import Row
from tests.core.test_redaction_clean import TEXTS
from tests.core.test_redaction_shapes import (
    KNOWN,
    LINKED,
    MAC,
    MACS,
    MADE_UP,
    PAIRS,
    PASSWORD,
    SINGLES,
    USER,
    fill,
    leaks,
    written,
)
from tests.knowledge.forms import forms


def rows() -> list[Row]:
    """Counts over the tables of the tests; the way to the database and the log is tests/engine/test_secrets.py."""
    return [_documents(), _secrets(), _clean()]


def _documents() -> Row:
    cases = list(forms())
    with tempfile.TemporaryDirectory() as cache:
        match = open_knowledge(folder("knowledge"), Path(cache)).matcher.match
        found = [(match(text), expected) for text, expected in cases]
    right = sum(one.decision == "answer" and one.entries[0].id == expected for one, expected in found)
    name = "codes, constants and statuses of the documents, in every spelling: answered right"
    return Row(name, f"{right} of {len(cases)}", "", f"{right / len(cases):.0%}", "100%", right == len(cases))


def _secrets() -> Row:
    templates = [*PAIRS, *SINGLES, *LINKED, *written(MADE_UP), *written(MACS)]
    leaked = sum(bool(leaks(fill(template), USER, PASSWORD, MAC)) for template in templates)
    leaked += sum(secret in redact(text) for text, secret in KNOWN)
    count = len(templates) + len(KNOWN)
    return Row(f"planted secrets that come out ({count} shapes)", str(leaked), "", "", "0", leaked == 0)


def _clean() -> Row:
    changed = sum(redact(text) != text for text in TEXTS)
    return Row(f"clean texts changed ({len(TEXTS)} texts)", str(changed), "", "", "0", changed == 0)
