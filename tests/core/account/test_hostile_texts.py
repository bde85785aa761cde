from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.account.doctor import examine
from bot.core.account.partial import Partial
from bot.core.account.paste import ASKED, parse
from bot.core.account.policy import Policy
from bot.core.account.target import judge
from bot.core.redaction import redact
from tests.core.account.targets import HOSTILE, LEGITIMATE
from tests.core.account.test_doctor import BROKEN, MIXED, fill
from tests.core.account.test_paste import PORTALS, SERVER, XTREAM, lines

if TYPE_CHECKING:
    from bot.core.account.doctor import Wanted
    from bot.core.account.paste import Pasted
    from bot.core.account.secret import Secret

FIELDS: Final[tuple[Wanted | None, ...]] = (None, "xtream", "m3u", "mac")
FILLED: Final = [fill(text) for text in (*(row[0] for row in BROKEN), *(row[0] for row in MIXED))]
_SHORT: Final = 4  # "00" of a broken MAC may stand anywhere
PIECES = (
    [row[0] for row in (*HOSTILE[::5], *LEGITIMATE[::5])]
    + FILLED
    + lines(XTREAM)
    + [
        "http://",
        "://",
        "user:",
        "pass:",
        "@",
        "[",
        "]",
        "?",
        "&",
        "=",
        "%",
        "%25",
        "…",
        "\n",
        " ",
        ":8080",
        "/",
        "\\",
        "|",
    ]
    + [
        "00:1A:79:",
        "mac",
        "\u200b",
        "\ud800",
        "\0",
        "xn--",
        ".php",
        "٣",
        "&amp;",
        "-",
        ".",
        ",",
        ";",
        "«",
        "”",
        "🔑",
        "I",
    ]
)
# What a provider would give: no words, no dummies, nothing that begins or ends with a sign of a sentence.
SECRET = st.text("abcdefghkmnpqrtuvwxyzABCDEFGHKLMN23456789", min_size=7, max_size=14).map(lambda text: f"Qx7{text}9")
_UNITS = [
    "a",
    ":",
    "/",
    "?",
    "&",
    "=",
    " ",
    "\n",
    "http://",
    "http:/",
    "a.",
    "user: x ",
    "00:1A:79:",
    "%25",
    "&amp;",
    "a@",
]
_UNITS += [
    "xn--",
    "..",
    "://a.b:8080",
    "?username=a",
    "password=a ",
    "|",
    "\\",
    "“",
    "http://a.b/get.php?username=x&password=y ",
]
_UNITS += ["http://a.b/c/ ", "a,b:1", "=a?", ";type=", "htp", "a.b/"]


@given(
    st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=8).map("".join)), st.sampled_from([None, *ASKED])
)
@settings(max_examples=200)
def test_no_text_raises(text: str, asked: str | None) -> None:
    found = parse(text, asked, Partial(server=SERVER) if len(text) % 2 else None)
    assert not set(found.missing) - {"server", "username", "password", "mac"}
    judge(text, Policy(), {"line.example.com": [text]})
    for wanted in FIELDS:
        examine(text, wanted)
    examine(found)


@pytest.mark.untraced
@pytest.mark.parametrize("unit", _UNITS, ids=repr)
def test_long_texts_take_linear_time(unit: str) -> None:
    times = []
    for length in (8_000, 32_000):
        text = (unit * length)[:length]
        start = time.thread_time()
        parse(text, "link")
        examine(text)
        times.append(time.thread_time() - start)
    assert times[1] < 4 * times[0] * 3 + 0.5


@given(SECRET, SECRET, st.sampled_from([*lines(XTREAM), *FILLED]))
@settings(max_examples=200)
def test_a_planted_secret_shows_nowhere(user: str, password: str, template: str) -> None:
    text = _planted(template, user, password)
    found = parse(text, "link")
    shown = repr(
        (found, found.partial, examine(text), examine(text).corrected, examine(text, "xtream"), judge(text, Policy()))
    )
    assert user.lower() not in shown.lower()
    assert password.lower() not in shown.lower()


@given(SECRET, SECRET, st.sampled_from([*lines(XTREAM), *lines(PORTALS), *FILLED]))
@pytest.mark.parametrize("asked", [None, "link"])
@settings(max_examples=200)
def test_whatever_is_taken_is_masked(asked: str | None, user: str, password: str, template: str) -> None:
    text = _planted(template, user, password)
    masked = redact(text, asked)
    for part in _parts(parse(text, asked)):
        assert part not in masked
        assert quote(part) not in masked


@settings(max_examples=400)
@given(st.lists(st.sampled_from(PIECES), max_size=6))
def test_whatever_is_taken_from_rubble_is_masked(pieces: list[str]) -> None:
    # Each piece has a login of its own: the same one, once more and without a label, would be no secret there.
    text = " ".join(_planted(piece, f"tina77{index}", f"q8Vb2x{index}") for index, piece in enumerate(pieces))
    masked = redact(text, "link")
    for part in _parts(parse(text, "link")):
        assert len(part) < _SHORT or part not in masked


def _planted(template: str, user: str, password: str) -> str:
    text = re.sub("tina77", user, template, flags=re.IGNORECASE)
    text = re.sub("t%69na77", quote(user), text, flags=re.IGNORECASE)
    return text.replace("q8Vb2x", password).replace("q8%56b2x", quote(password))


def _parts(found: Pasted) -> list[str]:
    values: list[Secret | None] = []
    for login in found.logins:
        values += [login.username, login.password, login.mac]
    values += [found.partial.username, found.partial.password, found.partial.mac]
    return [value.reveal() for value in values if value]
