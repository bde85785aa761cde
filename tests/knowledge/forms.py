"""Every code, constant and status of the three documents, as people write it: bare, in lower case, inside a sentence.

By the rules of the field: Gcore's numbers stand with their header or name, the Xtream API's with an endpoint or its
name, status words with "account" or "status".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.shipped import base

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.entry import Entry

APP = ("{}", "error {}", "HTTP {}", "http {}", "code {}", "since yesterday i get error {} on my tv, what now?", "{}!!")
CONTEXT = {
    "app": APP,
    "xtream": (
        "player_api.php {}",
        "PLAYER_API.PHP {}",
        "the xtream api answers with error {} when i log in",
        "Xtream Codes API: HTTP {}",
    ),
    "gcore": ("gcore {}", "Gcore HTTP {}", "our player gets error {} from the Gcore CDN since this morning"),
}
X_ERR = ("X-Err-Code: {}", "x-err-code {}", "X-ERR-CODE={}", "the live stream gives 404 and the header X-Err-Code: {}")
NAMED = ("{}", "my provider's panel shows {} for my line, what does it mean?", "log: client refused ({})")
STATUS = ("account status: {}", "status {}", "my account is {}", "it says the account status is {}, why?")
WORDS = {
    "account-active": "active",
    "account-expired": "expired",
    "account-banned": "banned",
    "account-disabled": "disabled",
}


def forms() -> Iterator[tuple[str, str]]:
    """(text, id of the entry that must answer)."""
    known = {entry.id: entry for entry in base().entries.values()}
    ids = {entry_id for document in base().documents for entries in document.rows.values() for entry_id in entries}
    for entry_id in sorted(ids):
        yield from _numbers(known[entry_id])
        for constant in known[entry_id].constants:
            spellings = (constant, constant.lower(), constant.replace("_", "-"), constant.title())
            yield from ((form.format(spelling), entry_id) for spelling in spellings for form in NAMED)
        for form in STATUS if entry_id in WORDS else ():
            yield from ((form.format(word), entry_id) for word in (WORDS[entry_id], WORDS[entry_id].title()))


def _numbers(entry: Entry) -> Iterator[tuple[str, str]]:
    shapes = X_ERR if entry.id.startswith("gcore-x-err") else CONTEXT.get(entry.context, ())
    yield from ((form.format(code), entry.id) for code in entry.codes for form in shapes)
